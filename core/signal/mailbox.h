// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/clock.h"
#include "core/signal/message.h"
#include "core/signal/registry.h"
#include "core/signal/rulelimits.h"

#include <QHash>
#include <QList>

#include <map>

namespace Signalbox {

/// What was sent to peers that are not there yet, for a while: bounded in age, count and bytes, by
/// sender and its block of addresses, by receiver, and in all. The sender is kept by value, since
/// it may have left.
///
/// Thread: the I/O thread. Owner: SignalCore.
class Mailbox
{
public:
    struct Letter
    {
        PeerNumber senderNumber{};
        QString senderBlock;
        Identity sender;
        Message message;
    };

    /// Somebody whose letters to a receiver nobody took.
    struct Return
    {
        Realm realm;
        PeerNumber sender{};
        PeerId receiver;
    };

    /// Keeps a letter for somebody who is not there, for a while; false if that would break a
    /// bound.
    bool post(const Place& receiver, const Letter& letter, Moment now, const RuleLimits& limits)
    {
        return keep(receiver, letter, now + limits.mailTime, limits);
    }

    /// The same until then, unless earlier letters to the same receiver are due already.
    bool keep(const Place& receiver, const Letter& letter, Moment due, const RuleLimits& limits);

    /// Takes what lies there for somebody, oldest first.
    QList<Letter> take(const Place& receiver);

    /// Throws away what has lain too long: with the oldest letter to a receiver all others to it,
    /// so that none arrives whose forerunners did not. Names each sender once for each receiver.
    QList<Return> takeOverdue(Moment now);

    bool isEmpty() const { return m_pigeonholes.isEmpty(); }

private:
    struct Pigeonhole
    {
        QList<Letter> letters;
        qint64 bytes = 0;
        Moment due;
    };

    Pigeonhole takeOut(const Place& receiver);

    QHash<Place, Pigeonhole> m_pigeonholes;
    std::multimap<Moment, Place> m_due;
    QHash<PeerNumber, int> m_ofSender;
    QHash<QString, qint64> m_bytesOfBlock;
    int m_count = 0;
    qint64 m_bytes = 0;
};

} // namespace Signalbox
