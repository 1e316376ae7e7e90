// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/claims.h"
#include "core/signal/command.h"
#include "core/signal/event.h"
#include "core/signal/registry.h"

#include <QObject>

#include <chrono>
#include <functional>

namespace Signalbox {

/// The rules of the hub: who may be whom, who hears what, and who is told of whom. One of its
/// signals, deliver(), drives the relaying; its facts (arrived, changed, departed, relayed,
/// refused) drive what the owner sees. It knows neither sockets nor wire formats nor windows.
///
/// Nothing that is connected to its signals may call back into it synchronously.
///
/// Thread: the I/O thread. Owner: the switchboard.
class SignalCore : public QObject
{
    Q_OBJECT

public:
    using IdSource = std::function<PeerId()>; ///< a fresh id; one that is in use is asked again

    SignalCore(const Clock& clock, IdSource freshId, QObject* parent = nullptr);

    /// How long the owner of a claimed id has to answer.
    void setClaimTime(std::chrono::milliseconds time) { m_claimTime = time; }

    /// A connection has come. It gets an id and listens in the default room.
    void open(PeerNumber number, const Origin& origin);

    /// A connection asks for something.
    void handle(PeerNumber number, const Command& command);

    /// A connection sent something that its dialect could not read.
    void reject(PeerNumber number, const Fault& fault);

    /// A connection shows that it lives: claims of its id are refused.
    void heardFrom(PeerNumber number);

    /// The hub ends connections: they are told (Ended) and are no peers from here on. Only those
    /// who stay hear of the departures. Numbers of connections that are gone are ignored.
    void dismiss(const QList<PeerNumber>& numbers, Departure why, const QString& reason = {});
    void dismiss(PeerNumber number, Departure why, const QString& reason = {})
    {
        dismiss(QList{number}, why, reason);
    }
    void dismissEverybody(Departure why) { dismiss(m_registry.numbers(), why); }

    /// A connection is gone by itself.
    void closed(PeerNumber number, Departure why);

    /// Settles the claims whose time is up.
    void settleClaims();

    bool hasClaims() const { return !m_claims.isEmpty(); }

Q_SIGNALS:
    /// Tell this to these peers. The only way by which anything reaches a peer.
    void deliver(const Signalbox::Event& event, const QList<Signalbox::PeerNumber>& recipients);

    void arrived(const Signalbox::Peer& peer);
    void changed(const Signalbox::Peer& before, const Signalbox::Peer& after);
    void departed(const Signalbox::Peer& peer, Signalbox::Departure why, const QString& reason);
    void relayed(Signalbox::PeerNumber sender, qsizetype receivers);
    void refused(const Signalbox::Peer& peer, const Signalbox::Fault& fault);

    /// Somebody claims this peer's id: ask whether it still lives.
    void probeWanted(Signalbox::PeerNumber owner);

private:
    void perform(Registry::Entry& entry, const Join& join);
    void perform(Registry::Entry& entry, const Leave& leave);
    void perform(Registry::Entry& entry, const SendToPeer& send);
    void perform(Registry::Entry& entry, const SendToRoom& send);

    void enter(Registry::Entry& entry, const Join& join);
    void announceDeparture(const Registry::Entry& entry, const QList<PeerNumber>& others);
    void relay(Registry::Entry& sender, const Message& message, const QList<PeerNumber>& receivers);
    void refuse(const Peer& peer, const Fault& fault);
    void remove(const QList<PeerNumber>& numbers, Departure why, const QString& reason);
    void settle(const Claims::Claim& claim);

    const Clock& m_clock;
    IdSource m_freshId;
    std::chrono::milliseconds m_claimTime{2000};
    Registry m_registry;
    Claims m_claims;
};

} // namespace Signalbox
