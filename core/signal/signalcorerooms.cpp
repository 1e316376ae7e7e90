// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/signalcore.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace Signalbox {

namespace {

/// Not for this room alone: whatever room is wanted, the answer is the same.
bool isForAll(const Fault& obstacle)
{
    return obstacle.code == FaultCode::HubHasTooManyRooms;
}

} // namespace

void SignalCore::exitRooms(Entry& entry, const QList<RoomName>& rooms)
{
    for (const RoomName& room : rooms) {
        m_registry.exit(entry, room);
    }
    forgetEmptied(entry.realm(), rooms);
}

void SignalCore::forgetEmptied(const Realm& realm, const QList<RoomName>& rooms)
{
    if (m_groups.isEmpty()) {
        return;
    }
    for (const RoomName& room : rooms) {
        if (m_registry.isEmpty(realm, room)) {
            m_groups.emptied({realm, room});
        }
    }
}

void SignalCore::perform(Entry& entry, const Leave&)
{
    m_claims.withdraw(entry.peer.number);
    if (entry.peer.rooms.isEmpty()) {
        return;
    }
    const Peer before = entry.peer;
    announceDeparture(entry, m_registry.others(entry));
    exitRooms(entry, before.rooms);
    entry.heard = false;
    const bool freesId = policyOf(entry.realm()).leavingFreesId;
    if (freesId) {
        m_registry.rename(entry, freshId(entry.realm()));
    }
    Q_EMIT changed(before, entry.peer);
    if (freesId) {
        settleAgainst(before.number); // may end others: the entry is not touched from here on
    }
}

void SignalCore::perform(Entry& entry, const Enter& enter)
{
    const Peer before = entry.peer;
    QList<RoomName> fresh;
    for (const RoomName& room : enter.rooms) {
        if (!before.rooms.contains(room) && !fresh.contains(room)) {
            fresh.append(room);
        }
    }
    const qsizetype free = std::max<qsizetype>(0, m_limits.roomsPerPeer - before.rooms.size());
    const bool tooMany = fresh.size() > free;
    fresh = fresh.first(std::min(fresh.size(), free));
    QList<Fault> obstacles;
    int opened = 0;
    fresh.removeIf([this, &entry, &obstacles, &opened](const RoomName& room) {
        const std::optional<FaultCode> obstacle = obstacleTo(entry.realm(), room, opened);
        if (obstacle) {
            obstacles.append({*obstacle, room});
        } else if (m_registry.isEmpty(entry.realm(), room)) {
            ++opened;
        }
        return obstacle.has_value();
    });
    Peer wouldBe = before;
    wouldBe.identity.nick = enter.nick.value_or(before.identity.nick);
    wouldBe.rooms += fresh;
    wouldBe.joined = true;
    if (parkIfPutOut(entry, wouldBe)) {
        return;
    }
    const auto wanted = std::count_if(obstacles.begin(), obstacles.end(), isForAll);
    bool hasAskedForAll = false;
    const bool isWayMade
        = std::any_of(obstacles.begin(), obstacles.end(), [&](const Fault& obstacle) {
              return !(isForAll(obstacle) && std::exchange(hasAskedForAll, true))
                  && makeWay(before.origin.realm, obstacle, wanted);
          });
    if (isWayMade) {
        handle(before.number, enter);
        return;
    }
    for (const RoomName& room : std::as_const(fresh)) {
        if (policyOf(entry.realm()).presence == RealmPolicy::Presence::Room) {
            tell(Arrived{wouldBe.identity}, entry.realm(), m_registry.members(entry.realm(), room));
        }
        m_registry.enter(entry, room);
    }
    entry.peer = wouldBe;
    Q_EMIT changed(before, wouldBe);
    if (tooMany) {
        refuse(wouldBe, {FaultCode::TooManyRooms, {}});
    }
    for (const Fault& obstacle : std::as_const(obstacles)) {
        refuse(wouldBe, obstacle);
    }
}

void SignalCore::perform(Entry& entry, const Exit& exit)
{
    const Peer before = entry.peer;
    for (const RoomName& room : exit.rooms) {
        if (entry.peer.rooms.contains(room)) {
            exitRooms(entry, {room});
            announceDeparture(entry, m_registry.members(entry.realm(), room));
        }
    }
    if (entry.peer.rooms != before.rooms) {
        Q_EMIT changed(before, entry.peer);
    }
}

void SignalCore::perform(Entry& entry, const Describe& describe)
{
    const Peer before = entry.peer;
    Peer after = before;
    after.profile = describe.profile;
    after.identity.nick = describe.nick.value_or(before.identity.nick);
    after.joined = true;
    if (parkIfPutOut(entry, after)) {
        return;
    }
    entry.peer = after;
    if (after.profile == before.profile && after.identity == before.identity && before.joined) {
        return;
    }
    QList<PeerNumber>& described = m_described[entry.realm()];
    if (!described.contains(after.number)) {
        described.append(after.number);
    }
    QList<Pairings::Pairing> over;
    const QList<Pairings::Pairing> pairings = m_pairings.of(after.number);
    const Roles dropped = before.profile.roles & ~after.profile.roles;
    std::copy_if(pairings.begin(), pairings.end(), std::back_inserter(over),
        [&after, dropped](const Pairings::Pairing& pairing) {
            return dropped.testFlag(
                pairing.producer == after.number ? Role::Producer : Role::Consumer);
        });
    endPairings(entry, over, {});
    tell(Changed{after.identity, after.profile}, entry.realm(),
        withRole(entry.realm(), Role::Listener));
    Q_EMIT changed(before, after);
}

QList<PeerNumber> SignalCore::withRole(const Realm& realm, Role role)
{
    QList<PeerNumber> with;
    const QList<PeerNumber> described = m_described.value(realm);
    std::copy_if(
        described.begin(), described.end(), std::back_inserter(with), [this, role](PeerNumber one) {
            return m_registry.find(one)->peer.profile.roles.testFlag(role);
        });
    return with;
}

void SignalCore::forgetDescribed(const Realm& realm, PeerNumber number)
{
    const auto described = m_described.find(realm);
    if (described != m_described.end() && described->removeOne(number) && described->isEmpty()) {
        m_described.erase(described);
    }
}

bool SignalCore::isInRoom(PeerNumber number)
{
    const Entry* entry = m_registry.find(number);
    return entry != nullptr && !entry->peer.rooms.isEmpty();
}

bool SignalCore::isCalled(PeerNumber number, const PeerId& id)
{
    const Entry* entry = m_registry.find(number);
    return entry != nullptr && entry->peer.identity.id == id;
}

QList<Peer> SignalCore::guises(PeerNumber number)
{
    const Entry* entry = m_registry.find(number);
    if (entry == nullptr) {
        return {};
    }
    QList<Peer> all{entry->peer};
    for (const Registry::Presence& place : entry->aside) {
        all.append(entry->peer);
        asIn(all.last(), place);
    }
    return all;
}

/// What a peer would be if it spoke the language of where it was put aside.
void SignalCore::asIn(Peer& peer, const Registry::Presence& place) const
{
    peer.identity = place.identity;
    peer.rooms = place.rooms;
    peer.origin.realm = place.realm;
    peer.origin.traits = policyOf(place.realm).identity;
}

QList<PeerId> SignalCore::idsIn(const Realm& realm)
{
    QList<PeerId> ids;
    const QList<Identity> joined
        = m_registry.joinedOf(m_registry.members(realm, RoomName()), realm);
    for (const Identity& identity : joined) {
        ids.append(identity.id);
    }
    return ids;
}

} // namespace Signalbox
