// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/link/trafficbatch.h"
#include "core/signal/snapshot.h"
#include "ui/pane.h"

#include <QTimer>

class QItemSelection;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QSplitter;
class QStackedLayout;
class QTreeView;

namespace Signalbox {

class Actions;
class EmptyState;
class TrafficModel;

/// The messages as they pass, and the whole of the one that is selected. It wants to hear them only
/// while it is shown, follows the end only while the end is what is looked at, and what is being
/// read stays where it is.
///
/// Thread: GUI. Owner: the main window.
class TrafficPane : public Pane
{
    Q_OBJECT

public:
    explicit TrafficPane(const Actions& actions, QWidget* parent = nullptr);

    void know(const SnapshotPtr& snapshot); ///< who is who
    void append(const TrafficBatchPtr& batch);
    void setPaused(bool paused); ///< what is shown stands still; what comes waits
    void clear();

    void copy() override;
    void selectAll() override;
    void focusFilter() override;
    bool clearFilter() override;
    void enter() override;
    void saveState(UiState& state) const override;
    void restoreState(const UiState& state) override;

Q_SIGNALS:
    void listeningWanted(bool wanted);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void makeView();
    void makeFilterLine();
    QWidget* makeTools(const Actions& actions);
    QWidget* makeReader();
    template <typename Change>
    void change(Change change);
    void applyFilter();
    void openMenu(const Actions& actions, const QPoint& at);
    void read(const QItemSelection& selected);
    void updateCounts();
    void updateAccessibleName();

    TrafficModel* m_model;
    QTreeView* m_view;
    EmptyState* m_empty;
    QLineEdit* m_filter;
    QLabel* m_state;
    QLabel* m_count;
    QLabel* m_title; ///< of the message that is read
    QPlainTextEdit* m_message;
    QSplitter* m_splitter;
    QStackedLayout* m_stack;
    QTimer m_filterDelay;
    QTimer m_nameDelay;
    bool m_following = true; ///< the end of the list
};

} // namespace Signalbox
