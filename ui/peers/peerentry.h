// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/snapshot.h"
#include "ui/peers/ratehistory.h"

#include <QString>
#include <QStringList>

namespace Signalbox {

/// What the state column says of a peer.
enum class PeerState
{
    Joined,
    NotJoined,
    NoRoom,
    Slow,
    Refused,
    Away,
    Muted,
    TooFast,
    Count
};

/// One row of the peer table: what the hub said, made fit to be shown and to be sorted once, when
/// it changes, instead of whenever it is looked at.
///
/// Thread: GUI. Owner: the table's model.
struct PeerEntry
{
    PeerRow row;
    PeerState state = PeerState::NotJoined;

    QString nick; ///< these are cleaned, see plain()
    QString name; ///< the nick, or what stands in for it
    QString dialect; ///< empty while it is not known
    QString id;
    QStringList rooms;
    QString room; ///< the first of them in one text; empty: in no room
    QString address;
    QString client;

    QString nameKey;
    QString dialectKey;
    QString idKey;
    QString roomKey;
    QString addressKey;
    QString clientKey;

    /// Equal for two nicks that look alike but for their case; empty without one, and where nicks
    /// are not what peers are known by.
    QString nickFold;
    RateHistory rates;

    PeerNumber number() const { return row.peer.number; }
    quint64 messages() const { return row.link.traffic.messagesIn + row.link.traffic.messagesOut; }
};

PeerState stateOf(const PeerRow& row);

/// Whether anything but counters differs.
bool isSameIdentity(const PeerRow& a, const PeerRow& b);

/// Takes over a row and derives the texts from it. The rates stay.
void describe(PeerEntry& entry, const PeerRow& row);

} // namespace Signalbox
