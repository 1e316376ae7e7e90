// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/clock.h"
#include "core/signal/ids.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QSet>

namespace Signalbox {

/// By which secret token each peer may come back as who it was, and who is away at the moment and
/// until when it may. Knows numbers and tokens, and decides nothing.
///
/// Thread: the I/O thread. Owner: SignalCore.
class Absences
{
public:
    /// So many may be away at once: whoever can connect can also make connections break.
    static constexpr qsizetype MostAway = 2000;

    /// The token that a peer is to show; empty: it was given none.
    QByteArray tokenOf(PeerNumber number) const { return m_tokens.value(number).current; }

    /// Whose token this is; PeerNumber() if it is nobody's.
    PeerNumber holderOf(const QByteArray& token) const;

    /// Gives a peer its first token.
    void grant(PeerNumber number, const QByteArray& token);

    /// The holder of a token has come back by it under another number. The token stays valid beside
    /// the fresh one until that is used: what it says may never arrive.
    void passOn(PeerNumber heir, const QByteArray& used, const QByteArray& fresh);

    /// It may come back no more, and is not away.
    void forget(PeerNumber number);

    /// A peer is away from now on.
    void begin(PeerNumber number, Moment until);

    bool isAway(PeerNumber number) const { return m_away.contains(number); }
    bool isAnybodyAway() const { return !m_away.isEmpty(); }
    qsizetype excess() const { return m_absences.size() - MostAway; } ///< too many, if above 0

    QList<PeerNumber> all() const; ///< who is away, the longest away first

    Moment untilOf(PeerNumber number) const; ///< of one that is away

    /// Those of them who are there.
    QList<PeerNumber> present(const QList<PeerNumber>& numbers) const;

    /// Whose time is over, the longest away first. They are away until they are forgotten.
    QList<PeerNumber> overdue(Moment now) const;

private:
    struct Tokens
    {
        QByteArray current;
        QByteArray former;
    };
    struct Absence
    {
        PeerNumber number{};
        Moment until;
    };

    static QByteArray keyOf(const QByteArray& token);

    void forgetTokens(PeerNumber number);

    QHash<PeerNumber, Tokens> m_tokens;
    QHash<QByteArray, PeerNumber> m_holders; ///< by keyOf() the token
    QSet<PeerNumber> m_away;
    QList<Absence> m_absences; ///< in the order in which they began
};

} // namespace Signalbox
