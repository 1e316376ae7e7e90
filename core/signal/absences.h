// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/clock.h"
#include "core/signal/ids.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

#include <map>

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

    /// A peer is away from now on. block: of addresses, from where it was connected.
    void begin(PeerNumber number, const QString& block, Moment until);

    bool isAway(PeerNumber number) const { return m_places.contains(number); }
    bool isAnybodyAway() const { return !m_away.empty(); }
    qsizetype excess() const { return m_places.size() - MostAway; } ///< too many, if above 0

    QList<PeerNumber> all() const; ///< who is away, the longest away first

    /// So many of all who are away, or of these: each the longest away of those from the block of
    /// addresses that most of the rest come from. Whoever breaks many connections makes none but
    /// its own give way.
    QList<PeerNumber> firstToGo(qsizetype count) const;
    QList<PeerNumber> firstToGo(const QList<PeerNumber>& away, qsizetype count) const;

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
        QString block;
        Moment until;
    };
    using Place = quint64; ///< in the order in which absences began
    using Crowds = QHash<QString, QList<Place>>; ///< by block, the first place first; none is empty

    static QByteArray keyOf(const QByteArray& token);

    void forgetTokens(PeerNumber number);
    QList<PeerNumber> firstToGo(Crowds crowds, qsizetype count) const;

    QHash<PeerNumber, Tokens> m_tokens;
    QHash<QByteArray, PeerNumber> m_holders; ///< by keyOf() the token
    std::map<Place, Absence> m_away;
    QHash<PeerNumber, Place> m_places;
    Crowds m_crowds;
    Place m_nextPlace = 0;
};

} // namespace Signalbox
