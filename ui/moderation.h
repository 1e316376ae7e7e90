// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/snapshot.h"

#include <QObject>

class QWidget;

namespace Signalbox {

class Actions;
class Banning;
class BanPane;
class Hub;
class Kicking;
class MessageBar;
class PeerPane;
class PeerTableModel;
class UiState;
class Undo;

/// The wiring of what the owner does about peers: actions and panes say who is meant, others do it,
/// and what was done can be taken back.
///
/// Thread: GUI. Owner: the main window.
class Moderation : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        Hub& hub;
        Actions& actions;
        PeerTableModel& peers;
        PeerPane& peerPane;
        BanPane& banPane;
        MessageBar& undoBar;
        UiState& state;
    };

    Moderation(const Parts& parts, QWidget& window);

    void apply(const SnapshotPtr& snapshot);

    /// How many peers and bans are selected, for the actions.
    int selectedPeers() const { return m_selectedPeers; }
    int selectedBans() const { return m_selectedBans; }
    bool areSelectedMuted() const;

Q_SIGNALS:
    void selectionChanged();
    void said(const QString& sentence);

private:
    void connectPanes(BanPane& banPane);
    void connectActions(const Actions& actions, BanPane& banPane);
    void toggleMute(const QList<PeerNumber>& peers);

    PeerPane& m_peerPane;
    Kicking* m_kicking;
    Banning* m_banning;
    Undo* m_undo;
    int m_selectedPeers = 0;
    int m_selectedBans = 0;
};

} // namespace Signalbox
