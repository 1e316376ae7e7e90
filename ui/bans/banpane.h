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
class QToolButton;
class QTreeView;

namespace Signalbox {

class EmptyState;
class BanModel;

/// Who is banned or muted, and the ways to change that. It says which bans are meant, by number;
/// doing it is the window's.
///
/// Thread: GUI. Owner: the main window.
class BanPane : public Pane
{
    Q_OBJECT

public:
    explicit BanPane(const Actions& actions, QWidget* parent = nullptr);

    void apply(const SnapshotPtr& snapshot);
    QList<BanNumber> selectedBans() const;

    void copy() override;
    void selectAll() override;
    void focusFilter() override;
    bool clearFilter() override;
    void enter() override;
    void saveState(UiState& state) const override;
    void restoreState(const UiState& state) override;

Q_SIGNALS:
    void selectionChanged(int selected);
    void admitWanted(const QList<Signalbox::BanNumber>& bans);
    void editWanted(const QList<Signalbox::BanNumber>& bans);

private:
    void makeView();
    QWidget* makeTools();
    QToolButton* makeButton(ActionId id, const char* name);
    void openMenu(const QPoint& at);
    void applyFilter();
    void updateCount();

    const Actions& m_actions;
    BanModel* m_bans;
    QSortFilterProxyModel* m_proxy;
    QTreeView* m_view;
    EmptyState* m_empty;
    QLineEdit* m_filter;
    QLabel* m_count;
    QStackedLayout* m_stack;
    QTimer m_filterDelay;
};

} // namespace Signalbox
