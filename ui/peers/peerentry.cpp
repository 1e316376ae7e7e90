// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/peers/peerentry.h"

#include "ui/format.h"
#include "ui/plaintext.h"
#include "ui/sortkeys.h"

namespace Signalbox {

namespace {

/// Rows without a text stand after those with one.
QString keyOrLast(const QString& text)
{
    return text.isEmpty() ? QString(QChar(0xFFFF)) : naturalKey(text);
}

} // namespace

PeerState stateOf(const PeerRow& row)
{
    if (row.link.slow) {
        return PeerState::Slow;
    }
    if (!row.peer.room) {
        return PeerState::NoRoom;
    }
    return row.peer.joined ? PeerState::Joined : PeerState::NotJoined;
}

bool isSameIdentity(const PeerRow& a, const PeerRow& b)
{
    return a.peer.identity == b.peer.identity && a.peer.room == b.peer.room
        && stateOf(a) == stateOf(b);
}

void describe(PeerEntry& entry, const PeerRow& row)
{
    entry.row = row;
    entry.state = stateOf(row);
    const Peer& peer = row.peer;
    entry.nick = plain(peer.identity.nick);
    entry.id = plain(peer.identity.id);
    entry.room = peer.room ? roomLabel(*peer.room) : QString();
    entry.address = plain(peer.origin.address);
    entry.client = clientProgram(peer.origin.userAgent);

    entry.nickKey = keyOrLast(entry.nick);
    entry.idKey = keyOrLast(entry.id);
    entry.roomKey = keyOrLast(entry.room);
    entry.addressKey = addressKey(entry.address);
    entry.clientKey = keyOrLast(entry.client);
    entry.nickFold = entry.nick.normalized(QString::NormalizationForm_KC).toCaseFolded();
}

} // namespace Signalbox
