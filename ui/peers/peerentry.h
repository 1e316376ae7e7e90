// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/snapshot.h"
#include "ui/peers/ratehistory.h"

#include <QString>

namespace Signalbox {

/// What the state column says of a peer.
enum class PeerState
{
    Joined,
    NotJoined,
    NoRoom,
    Slow,
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
    QString id;
    QString room; ///< empty: in no room
    QString address;
    QString client;

    QString nickKey;
    QString idKey;
    QString roomKey;
    QString addressKey;
    QString clientKey;

    QString nickFold; ///< equal for two nicks that look alike but for their case; empty without one
    RateHistory rates;

    PeerNumber number() const { return row.peer.number; }
    quint64 messages() const { return row.link.traffic.messagesIn + row.link.traffic.messagesOut; }

    /// The nick, or what stands in for it.
    QString name() const { return nick.isEmpty() ? id : nick; }
};

PeerState stateOf(const PeerRow& row);

/// Whether anything but counters differs.
bool isSameIdentity(const PeerRow& a, const PeerRow& b);

/// Takes over a row and derives the texts from it. The rates stay.
void describe(PeerEntry& entry, const PeerRow& row);

} // namespace Signalbox
