// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pane.h"

#include <QTimer>

class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QTreeView;

namespace Signalbox {

class Actions;
class LogModel;

/// The log with its own filter line. It follows the end only while the end is what is looked at.
///
/// Thread: GUI. Owner: the main window.
class LogPane : public Pane
{
    Q_OBJECT

public:
    LogPane(LogModel& log, const Actions& actions, QWidget* parent = nullptr);

    void copy() override;
    void selectAll() override;
    void focusFilter() override;
    bool clearFilter() override;
    void enter() override;
    void saveState(UiState& state) const override;
    void restoreState(const UiState& state) override;

private:
    QWidget* makeTools(const Actions& actions);
    void makeView();
    void applyFilter();
    void updateCount();
    void updateAccessibleName();
    void onAboutToChange();
    void onInserted();
    void onRemoved(int first, int last);
    void openMenu(const Actions& actions, const QPoint& at);

    LogModel& m_log;
    QSortFilterProxyModel* m_proxy;
    QTreeView* m_view;
    QLineEdit* m_filter;
    QLabel* m_count;
    QTimer m_filterDelay;
    QTimer m_nameDelay;
    bool m_following = true;
};

} // namespace Signalbox
