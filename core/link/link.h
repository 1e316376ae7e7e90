// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/dialects/dialects.h"
#include "core/dialects/handshake.h"
#include "core/link/allowance.h"
#include "core/link/debts.h"
#include "core/link/garble.h"
#include "core/link/limits.h"
#include "core/link/pingate.h"
#include "core/link/prefetch.h"
#include "core/link/queuebudget.h"
#include "core/link/tap.h"
#include "core/link/wire.h"
#include "core/signal/clock.h"
#include "core/signal/traffic.h"

#include <QObject>

#include <memory>

namespace Signalbox {

class SignalCore;

/// One peer's desk: finds out which language it speaks; hands what it says, read by that dialect,
/// to the rules; sends it what it is told; counts both; and judges by the limits whether it still
/// reads, still lives, and does not say too much. Where there is a PIN nothing of the peer reaches
/// the rules before it has given that. Does not know whether its far end is a socket or a file.
///
/// Thread: the I/O thread. Owner: the switchboard.
class Link : public QObject, private Standing
{
    Q_OBJECT

public:
    /// What all links share; outlives them.
    struct Surroundings
    {
        SignalCore& core;
        const Clock& clock;
        const Limits& limits;
        QueueBudget& budget;
        Tap& tap;
        const Dialects& dialects;
        PinGate::TryPin tryPin{}; ///< empty: nobody is asked for a PIN
        Debts* debts = nullptr; ///< nullptr: who comes back begins anew
    };

    Link(PeerNumber number, std::unique_ptr<Wire> wire, const Handshake& handshake,
        const Surroundings& surroundings, const PinGate::Ticket& ticket = {});
    ~Link() override;

    /// Begins, once the rules know the peer: with the language that the handshake names, or with
    /// those that it may mean. True: its language is not known, and greet() is due if it stays
    /// silent.
    bool begin();

    /// Turns the peer away, in the language that its handshake names, if any, and closes. Also in
    /// the place of begin(), once the rules know the peer.
    void refuse(const Fault& fault);

    /// It has been silent for a while: the languages in which the hub speaks first are tried.
    void greet();

    /// Which version of its language the peer speaks.
    int version() const { return m_reader ? m_reader->version() : 0; }

    /// A hint that send() comes soon; see prefetch.h.
    void prefetchWire() const { prefetch(m_wire.get()); }

    /// Nothing after end(). A peer that reads too slowly is dismissed soon after.
    void send(const Frame& frame);

    /// Sends the farewell, closes, and listens no more.
    void end(const Closing& closing, const Frame& farewell);

    /// Takes nothing more for this peer, and has the rules dismiss it in the next turn of the event
    /// loop.
    void condemn(Departure why);

    /// Asks the peer for a sign of life.
    void probe();

    /// What is due at this moment: a ping, or the end of a silent or stuck peer. To be called about
    /// once a second.
    void sweep(Moment now);

    /// Looks again at how much waits and corrects the budget; 0 where the link is about to go.
    qint64 measureQueue();

    /// The network took something a moment ago of what waits, or nothing waited: whom to spare
    /// where somebody has to go.
    bool isReading(Moment now) const;

    /// The hub itself was not there for a while, suspended perhaps: nobody could show that it
    /// lives.
    void restartClocks(Moment now);

    LinkReading reading() const;

Q_SIGNALS:
    /// The far end is gone; the link can be deleted.
    void finished(Signalbox::PeerNumber number);

private:
    bool isPaired() const override;
    bool isInRoom() const override;
    bool isCalled(const PeerId& id) const override;

    /// Where a peer belongs by its handshake, and what it says by that.
    struct Place
    {
        Realm realm;
        std::optional<Reading> first;
    };

    void speak(Language language);
    Place learn(Language language);
    void settle(const Place& place);
    void guess(Language language);
    bool awaitPin();
    void admitFor(const Reading& reading);
    void obey(const Reading& reading);
    void onReceived(QByteArrayView text);
    void read(QByteArrayView text, Moment now);
    bool isAllowed(qint64 bytes, Moment now);
    void onUnreadable(const Fault& fault, Moment now);
    bool isDone() const { return m_ended || m_condemned; }
    void onPong(std::chrono::microseconds roundTrip);
    void onClosed(Departure why);
    void leaveDebt();
    void ping();
    void pulse(Moment now);
    void noteSignOfLife(Moment now);

    // What every frame touches stands together: a broadcast goes through thousands of links, none
    // of which is in the processor's cache.
    std::unique_ptr<Wire> m_wire;
    QueueBudget& m_budget;
    const Limits& m_limits;
    Traffic m_traffic;
    qint64 m_queuedBytes = 0;
    bool m_condemned = false; ///< about to be dismissed; takes nothing more
    bool m_ended = false;

    const PeerNumber m_number;
    std::unique_ptr<DialectReader> m_reader; ///< nullptr while the language is not known
    std::unique_ptr<const Handshake> m_handshake; ///< only as long
    const Dialects& m_dialects;
    const Dialect* m_dialect = nullptr; ///< as long as m_reader
    Moment m_lastPulse;
    SignalCore& m_core;
    const Clock& m_clock;
    Tap& m_tap;
    Allowance m_allowance;
    Debts* const m_debts;
    const QString m_block; ///< under what its debts are kept
    Garble m_garble;
    std::unique_ptr<PinGate> m_pinGate; ///< until the peer is let in
    std::unique_ptr<Place> m_place; ///< where it will be then, once its language is known

    std::optional<std::chrono::microseconds> m_roundTrip;
    Moment m_lastSign; ///< a message or a pong
    Moment m_lastPing;
    Moment m_lastProgress; ///< bytes left, or nothing waited
    quint64 m_takenBytes = 0;
    bool m_awaitingPong = false;
};

} // namespace Signalbox
