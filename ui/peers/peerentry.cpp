// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/peers/peerentry.h"

#include "core/dialects/guides.h"
#include "ui/format.h"
#include "ui/peername.h"
#include "ui/plaintext.h"
#include "ui/sortkeys.h"

namespace Signalbox {

namespace {

constexpr qsizetype roomsInText = 20; ///< more than anybody reads, and than a column has room for

/// Rows without a text stand after those with one.
QString keyOrLast(const QString& text)
{
    return text.isEmpty() ? QString(QChar(0xFFFF)) : naturalKey(text);
}

} // namespace

PeerState stateOf(const PeerRow& row)
{
    const Peer& peer = row.peer;
    if (peer.parked) {
        return PeerState::Refused;
    }
    if (peer.away) {
        return PeerState::Away;
    }
    if (peer.muted) {
        return PeerState::Muted;
    }
    if (row.link.overRate) {
        return PeerState::TooFast;
    }
    if (row.link.slow) {
        return PeerState::Slow;
    }
    if (!peer.joined || peer.origin.dialect.isEmpty()) {
        return PeerState::NotJoined;
    }
    // Elsewhere rooms are what a peer may enter; here it left the one in which everybody is.
    return peer.rooms.isEmpty() && peer.origin.dialect == OwnDialect ? PeerState::NoRoom
                                                                     : PeerState::Joined;
}

bool isSameIdentity(const PeerRow& a, const PeerRow& b)
{
    return a.peer.identity == b.peer.identity && a.peer.rooms == b.peer.rooms
        && a.peer.origin.realm == b.peer.origin.realm
        && a.peer.origin.dialect == b.peer.origin.dialect
        && a.peer.origin.traits == b.peer.origin.traits && a.peer.muted == b.peer.muted
        && stateOf(a) == stateOf(b);
}

void describe(PeerEntry& entry, const PeerRow& row)
{
    entry.row = row;
    entry.state = stateOf(row);
    const Peer& peer = row.peer;
    entry.nick = plain(peer.identity.nick);
    entry.name = readableName(peer);
    entry.dialect = plain(peer.origin.dialect);
    entry.id = plain(peer.identity.id);
    entry.rooms.clear();
    for (const RoomName& room : peer.rooms) {
        entry.rooms += roomLabel(placeOf(peer, room));
    }
    entry.room = entry.rooms.mid(0, roomsInText).join(QLatin1String(", "));
    entry.address = plain(peer.origin.address);
    entry.client = clientProgram(peer.origin.userAgent);

    entry.nameKey = keyOrLast(entry.name);
    entry.dialectKey = keyOrLast(entry.dialect);
    entry.idKey = keyOrLast(entry.id);
    entry.roomKey = keyOrLast(entry.room);
    entry.addressKey = addressKey(entry.address);
    entry.clientKey = keyOrLast(entry.client);
    // Where a language does not go by nicks, they are those of programs, and many bear the same.
    entry.nickFold = peer.origin.traits.testFlag(IdentityTrait::Nick)
        ? entry.nick.normalized(QString::NormalizationForm_KC).toCaseFolded()
        : QString();
}

} // namespace Signalbox
