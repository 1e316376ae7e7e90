// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/snapshot.h"
#include "ui/actions.h"
#include "ui/pane.h"

#include <QList>
#include <QTimer>

class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QStackedLayout;
class QTreeView;

namespace Signalbox {

class EmptyState;
class RefusalModel;

/// Who was put out and is not to come back for a while, and the way to let them in again. It says
/// whose refusal is to be lifted, by number; doing it is the window's.
///
/// Thread: GUI. Owner: the main window.
class RefusedPane : public Pane
{
    Q_OBJECT

public:
    explicit RefusedPane(const Actions& actions, QWidget* parent = nullptr);

    void apply(const SnapshotPtr& snapshot);
    QList<RefusalNumber> selectedRefusals() const;

    void copy() override;
    void selectAll() override;
    void focusFilter() override;
    bool clearFilter() override;
    void enter() override;
    void saveState(UiState& state) const override;
    void restoreState(const UiState& state) override;

Q_SIGNALS:
    void selectionChanged(int selected);
    void admitWanted(const QList<Signalbox::RefusalNumber>& refusals);

private:
    void makeView();
    QWidget* makeTools();
    void openMenu(const QPoint& at);
    void applyFilter();
    void updateCount();
    void updateAccessibleName();

    const Actions& m_actions;
    RefusalModel* m_refusals;
    QSortFilterProxyModel* m_proxy;
    QTreeView* m_view;
    EmptyState* m_empty;
    QLineEdit* m_filter;
    QLabel* m_count;
    QStackedLayout* m_stack;
    QTimer m_filterDelay;
};

} // namespace Signalbox
