// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hubconfig.h"
#include "core/signal/snapshot.h"
#include "ui/actions.h"
#include "ui/pane.h"
#include "ui/peers/peercolumn.h"
#include "ui/roomplace.h"

#include <QTimer>

#include <optional>

class QLabel;
class QLineEdit;
class QStackedLayout;
class QToolButton;

namespace Signalbox {

class EmptyState;
class OrderHold;
class PeerFilterProxy;
class PeerTableModel;
class PeerView;
struct PeerEntry;

/// The table of peers with its filter line, its menus and what stands in its place when there is
/// nothing to show. It says what is wanted of peers, by number; doing it is the window's.
///
/// Thread: GUI. Owner: the main window.
class PeerPane : public Pane
{
    Q_OBJECT

public:
    PeerPane(PeerTableModel& peers, const Actions& actions, QWidget* parent = nullptr);

    /// What the empty table says depends on the hub.
    void setHub(const HubState& state, const QString& pageUrl);
    void setRoom(const std::optional<RoomPlace>& room);

    QList<PeerNumber> selectedPeers() const;
    QMenu* columnMenu() const { return m_columnMenu; }

    void copyColumn(PeerColumn column);

    void copy() override;
    void selectAll() override;
    void focusFilter() override;
    bool clearFilter() override;
    void enter() override;
    void saveState(UiState& state) const override;
    void restoreState(const UiState& state) override;

Q_SIGNALS:
    void selectionChanged(int selected);
    void kickWanted(const QList<Signalbox::PeerNumber>& peers);
    void kickNowWanted(const QList<Signalbox::PeerNumber>& peers);
    void banWanted(const QList<Signalbox::PeerNumber>& peers, Signalbox::BanRule::Kind kind);
    void muteWanted(const QList<Signalbox::PeerNumber>& peers);
    void roomWanted(const Signalbox::RoomPlace& room);
    void allPeersWanted();
    void startWanted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeTools();
    void makeFilterLine();
    QToolButton* makeColumnButton();
    void connectTable();
    void openMenu(const QPoint& at);
    void openColumnMenu(const QPoint& at);
    void applyFilter();
    void updateCount();
    void updateEmptyState();
    void updateHeldMark();
    void updateAccessibleName();
    void onEmptyStateButton();
    QList<const PeerEntry*> entriesOf(const QList<PeerNumber>& peers) const;
    QList<PeerColumn> shownColumns() const;
    void copyRowsOf(const QList<PeerNumber>& peers) const;

    PeerTableModel& m_peers;
    const Actions& m_actions;
    PeerFilterProxy* m_proxy;
    PeerView* m_view;
    OrderHold* m_hold;
    EmptyState* m_empty;
    QMenu* m_columnMenu;
    QLineEdit* m_filter;
    QLabel* m_count;
    QLabel* m_held;
    QStackedLayout* m_stack;
    QTimer m_filterDelay;
    QTimer m_nameDelay;
    HubState m_hub;
    QString m_pageUrl;
};

} // namespace Signalbox
