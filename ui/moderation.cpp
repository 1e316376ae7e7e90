// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/moderation.h"

#include "ui/actions.h"
#include "ui/bans/banning.h"
#include "ui/bans/banpane.h"
#include "ui/peers/kicking.h"
#include "ui/peers/peerpane.h"
#include "ui/undo.h"

#include <QAction>

namespace Signalbox {

Moderation::Moderation(const Parts& parts, QWidget& window)
    : QObject(&window)
    , m_peerPane(parts.peerPane)
    , m_kicking(new Kicking(parts.hub, parts.peers, parts.state, window))
    , m_banning(new Banning(parts.hub, window))
    , m_undo(new Undo(parts.hub, parts.undoBar, *parts.actions[ActionId::Undo], this))
{
    connectPanes(parts.banPane);
    connectActions(parts.actions, parts.banPane);
    connect(m_kicking, &Kicking::said, this, &Moderation::said);
    connect(m_banning, &Banning::said, this, &Moderation::said);
    connect(m_kicking, &Kicking::done, m_undo, &Undo::offer);
    connect(m_banning, &Banning::done, m_undo, &Undo::offer);
}

void Moderation::connectPanes(BanPane& banPane)
{
    connect(&m_peerPane, &PeerPane::kickWanted, m_kicking, &Kicking::ask);
    connect(&m_peerPane, &PeerPane::kickNowWanted, m_kicking, &Kicking::kickNow);
    connect(&m_peerPane, &PeerPane::banWanted, m_banning, &Banning::askForPeers);
    connect(&m_peerPane, &PeerPane::muteWanted, this, &Moderation::toggleMute);
    connect(&m_peerPane, &PeerPane::selectionChanged, this, [this](int selected) {
        m_selectedPeers = selected;
        Q_EMIT selectionChanged();
    });
    connect(&banPane, &BanPane::admitWanted, m_banning, &Banning::lift);
    connect(&banPane, &BanPane::editWanted, m_banning, &Banning::edit);
    connect(&banPane, &BanPane::selectionChanged, this, [this](int selected) {
        m_selectedBans = selected;
        Q_EMIT selectionChanged();
    });
}

void Moderation::connectActions(const Actions& actions, BanPane& banPane)
{
    const auto on
        = [&](ActionId id, auto&& then) { connect(actions[id], &QAction::triggered, this, then); };
    on(ActionId::Kick, [this] { m_kicking->ask(m_peerPane.selectedPeers()); });
    on(ActionId::KickNow, [this] { m_kicking->kickNow(m_peerPane.selectedPeers()); });
    on(ActionId::Ban,
        [this] { m_banning->askForPeers(m_peerPane.selectedPeers(), BanRule::Kind::Peer); });
    on(ActionId::Mute, [this] { toggleMute(m_peerPane.selectedPeers()); });
    on(ActionId::Admit, [this, &banPane] { m_banning->lift(banPane.selectedBans()); });
    on(ActionId::EditBan, [this, &banPane] { m_banning->edit(banPane.selectedBans()); });
    on(ActionId::AddBan, [this] { m_banning->askForAnybody(); });
}

void Moderation::apply(const SnapshotPtr& snapshot)
{
    const bool wereMuted = areSelectedMuted();
    m_undo->apply(snapshot);
    m_kicking->apply(snapshot);
    m_banning->apply(snapshot);
    if (areSelectedMuted() != wereMuted) {
        Q_EMIT selectionChanged();
    }
}

bool Moderation::areSelectedMuted() const
{
    return m_selectedPeers > 0 && m_banning->areMuted(m_peerPane.selectedPeers());
}

void Moderation::toggleMute(const QList<PeerNumber>& peers)
{
    if (m_banning->areMuted(peers)) {
        m_banning->unmute(peers);
    } else {
        m_banning->mute(peers);
    }
}

} // namespace Signalbox
