// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/registry.h"

namespace Signalbox {

Registry::Entry* Registry::find(PeerNumber number)
{
    const auto found = m_entries.find(number);
    return found == m_entries.end() ? nullptr : &found.value();
}

Registry::Entry* Registry::find(const Realm& realm, const PeerId& id)
{
    const auto found = m_ids.constFind({realm, id});
    return found == m_ids.constEnd() ? nullptr : find(found.value());
}

void Registry::add(const Peer& peer)
{
    Q_ASSERT(!contains(peer.number));
    Q_ASSERT(!m_ids.contains({peer.origin.realm, peer.identity.id}));
    m_entries.insert(peer.number, {peer, false});
    m_ids.insert({peer.origin.realm, peer.identity.id}, peer.number);
    enter(peer);
}

void Registry::remove(PeerNumber number)
{
    const auto found = m_entries.find(number);
    if (found == m_entries.end()) {
        return;
    }
    const Peer& peer = found->peer;
    exit(peer);
    m_ids.remove({peer.origin.realm, peer.identity.id});
    m_entries.erase(found);
}

void Registry::rename(Entry& entry, const PeerId& id)
{
    const Realm& realm = entry.peer.origin.realm;
    Q_ASSERT(!m_ids.contains({realm, id}));
    m_ids.remove({realm, entry.peer.identity.id});
    m_ids.insert({realm, id}, entry.peer.number);
    entry.peer.identity.id = id;
}

void Registry::move(Entry& entry, const std::optional<RoomName>& room)
{
    exit(entry.peer);
    entry.peer.room = room;
    entry.heard = false;
    enter(entry.peer);
}

QList<PeerNumber> Registry::others(const Entry& entry) const
{
    if (!entry.peer.room) {
        return {};
    }
    QList<PeerNumber> members = m_rooms.value({entry.peer.origin.realm, *entry.peer.room});
    members.removeOne(entry.peer.number);
    return members;
}

QList<Identity> Registry::joinedOthers(const Entry& entry) const
{
    QList<Identity> joined;
    const QList<PeerNumber> members = others(entry);
    for (PeerNumber number : members) {
        const auto other = m_entries.constFind(number);
        if (other->peer.joined) {
            joined.append(other->peer.identity);
        }
    }
    return joined;
}

void Registry::enter(const Peer& peer)
{
    if (peer.room) {
        m_rooms[{peer.origin.realm, *peer.room}].append(peer.number);
    }
}

void Registry::exit(const Peer& peer)
{
    if (!peer.room) {
        return;
    }
    const auto room = m_rooms.find({peer.origin.realm, *peer.room});
    room->removeOne(peer.number);
    if (room->isEmpty()) {
        m_rooms.erase(room);
    }
}

} // namespace Signalbox
