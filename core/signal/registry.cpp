// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/registry.h"

#include <QSet>

#include <algorithm>

namespace Signalbox {

const Identity& Registry::Entry::identityIn(const Realm& realm) const
{
    const auto place = std::find_if(aside.begin(), aside.end(),
        [&realm](const Presence& candidate) { return candidate.realm == realm; });
    return place == aside.end() ? peer.identity : place->identity;
}

const QList<RoomName>& Registry::Entry::roomsIn(const Realm& realm) const
{
    const auto place = std::find_if(aside.begin(), aside.end(),
        [&realm](const Presence& candidate) { return candidate.realm == realm; });
    return place == aside.end() ? peer.rooms : place->rooms;
}

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
    m_entries.insert(peer.number, {peer, {}, false, {}, {}});
    index(peer.number, peer.origin.realm, peer.identity.id);
    for (const RoomName& room : peer.rooms) {
        enterRoom(peer.number, peer.origin.realm, room);
    }
}

void Registry::remove(PeerNumber number)
{
    const auto found = m_entries.find(number);
    if (found != m_entries.end()) {
        vacate(*found);
        m_entries.erase(found);
    }
}

void Registry::leave(PeerNumber number, const Presence& place)
{
    unindex(number, place.realm, place.identity.id);
    for (const RoomName& room : place.rooms) {
        exitRoom(number, place.realm, room);
    }
}

/// Takes an entry out of all indexes; what it says of itself stays as it is.
void Registry::vacate(Entry& entry)
{
    const Peer& peer = entry.peer;
    if (!peer.parked) {
        leave(peer.number, {entry.realm(), peer.identity, peer.rooms});
    }
    for (const Presence& place : entry.aside) {
        leave(peer.number, place);
    }
    entry.aside.clear();
}

void Registry::park(Entry& entry, const Peer& shown)
{
    vacate(entry);
    entry.peer = shown;
    entry.peer.parked = true;
}

bool Registry::settle(Entry& entry, const Origin& origin)
{
    entry.peer.origin = origin;
    entry.peer.identity = {};
    const auto place = std::find_if(entry.aside.begin(), entry.aside.end(),
        [&origin](const Presence& candidate) { return candidate.realm == origin.realm; });
    if (place == entry.aside.end()) {
        return false;
    }
    entry.peer.identity = place->identity;
    entry.peer.rooms = place->rooms;
    entry.aside.erase(place);
    return true;
}

void Registry::rename(Entry& entry, const PeerId& id)
{
    unindex(entry.peer.number, entry.realm(), entry.peer.identity.id);
    index(entry.peer.number, entry.realm(), id);
    entry.peer.identity.id = id;
}

void Registry::enter(Entry& entry, const RoomName& room)
{
    entry.peer.rooms.append(room);
    enterRoom(entry.peer.number, entry.realm(), room);
}

void Registry::exit(Entry& entry, const RoomName& room)
{
    if (entry.peer.rooms.removeOne(room)) {
        exitRoom(entry.peer.number, entry.realm(), room);
    }
}

Registry::Entry& Registry::succeed(PeerNumber former, PeerNumber heir)
{
    vacate(*find(heir));
    const Entry old = m_entries.take(former);
    unindex(former, old.realm(), old.peer.identity.id);
    index(heir, old.realm(), old.peer.identity.id);
    for (const RoomName& room : old.peer.rooms) {
        QList<PeerNumber>& members = m_rooms[{old.realm(), room}];
        std::replace(members.begin(), members.end(), former, heir);
    }
    Entry& entry = *find(heir);
    entry = old;
    entry.peer.number = heir;
    return entry;
}

void Registry::putAside(Entry& entry, const Presence& place)
{
    index(entry.peer.number, place.realm, place.identity.id);
    for (const RoomName& room : place.rooms) {
        enterRoom(entry.peer.number, place.realm, room);
    }
    entry.aside.push_back(place);
}

std::vector<Registry::Presence> Registry::takeAsideBut(Entry& entry, const Realm& realm)
{
    const auto first = std::stable_partition(entry.aside.begin(), entry.aside.end(),
        [&realm](const Presence& place) { return place.realm == realm; });
    const std::vector<Presence> taken(first, entry.aside.end());
    entry.aside.erase(first, entry.aside.end());
    for (const Presence& place : taken) {
        leave(entry.peer.number, place);
    }
    return taken;
}

QList<PeerNumber> Registry::members(const Realm& realm, const RoomName& room) const
{
    return m_rooms.value({realm, room});
}

QList<PeerNumber> Registry::others(const Entry& entry) const
{
    const QList<RoomName>& rooms = entry.peer.rooms;
    if (rooms.isEmpty()) {
        return {};
    }
    QList<PeerNumber> all = members(entry.realm(), rooms.constFirst());
    all.removeOne(entry.peer.number);
    if (rooms.size() == 1) {
        return all;
    }
    QSet<PeerNumber> known(all.begin(), all.end());
    known.insert(entry.peer.number);
    for (const RoomName& room : rooms) {
        const QList<PeerNumber> more = members(entry.realm(), room);
        for (PeerNumber number : more) {
            if (!known.contains(number)) {
                known.insert(number);
                all.append(number);
            }
        }
    }
    return all;
}

QList<Identity> Registry::joinedOf(const QList<PeerNumber>& numbers, const Realm& realm) const
{
    QList<Identity> joined;
    for (PeerNumber number : numbers) {
        const auto other = m_entries.constFind(number);
        if (other->peer.joined || other->realm() != realm) {
            joined.append(other->identityIn(realm));
        }
    }
    return joined;
}

void Registry::index(PeerNumber number, const Realm& realm, const PeerId& id)
{
    if (!id.isEmpty()) {
        m_ids.insert({realm, id}, number);
    }
}

void Registry::unindex(PeerNumber number, const Realm& realm, const PeerId& id)
{
    if (!id.isEmpty()) {
        m_ids.remove({realm, id}, number);
    }
}

void Registry::enterRoom(PeerNumber number, const Realm& realm, const RoomName& room)
{
    QList<PeerNumber>& members = m_rooms[{realm, room}];
    m_namedRooms += members.isEmpty() && !room.isEmpty() ? 1 : 0;
    members.append(number);
}

void Registry::exitRoom(PeerNumber number, const Realm& realm, const RoomName& room)
{
    const auto found = m_rooms.find({realm, room});
    if (found == m_rooms.end()) {
        return;
    }
    found->removeOne(number);
    if (found->isEmpty()) {
        m_rooms.erase(found);
        m_namedRooms -= room.isEmpty() ? 0 : 1;
    }
}

} // namespace Signalbox
