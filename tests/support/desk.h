// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/link/link.h"
#include "core/signal/signalcore.h"
#include "tests/support/fakewire.h"
#include "tests/support/manualclock.h"

namespace Signalbox {

/// The rules, every language, and one link with nobody at its far end: peer 1.
///
/// Thread: the test's. Owner: the test.
class Desk : public QObject
{
    Q_OBJECT

public:
    /// handshake: by default that of a client that speaks the hub's own language.
    explicit Desk(const Handshake& handshake = {"/ws", {}}, PinGate::TryPin tryPin = {},
        const PinGate::Ticket& ticket = {});

    /// Time passes, and the link looks at the clock once a second.
    void pass(std::chrono::seconds time);

    /// One message to the peer.
    void send(const QByteArray& text) { link->send(Frame::fromText(text)); }

    /// Others, numbered from 2 on, who speak the hub's own language and are in its default room.
    void bring(int others);

    /// What the rules know of the peer, which must be there.
    Peer peer() { return core.guises(PeerNumber(1)).first(); }

    ManualClock clock;
    Limits limits;
    QueueBudget budget;
    Tap tap{clock};
    Dialects dialects{DialectSettings()};
    SignalCore core;
    FakeWire* wire = nullptr;
    std::unique_ptr<Link> link;
    bool isToBeGreeted = false;
    QList<Departure> departures; ///< of everybody
    QList<FaultCode> faults; ///< as well

private:
    void deliver(const Event& event, Language language, const QList<PeerNumber>& recipients);

    int m_lastId = 0;
    int m_lastToken = 0;
};

} // namespace Signalbox
