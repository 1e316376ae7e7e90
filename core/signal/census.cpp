// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/census.h"

namespace Signalbox {

Census::Census(Meter meter, QObject* parent)
    : QObject(parent)
    , m_meter(std::move(meter))
{ }

void Census::begin(Moment now)
{
    m_startedAt = now;
    m_totals = {};
    m_stale = true;
}

SnapshotPtr Census::take(Moment now, Admitted admitted)
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->sequence = ++m_sequence;
    snapshot->at = now;
    snapshot->startedAt = m_startedAt;
    snapshot->totals = m_totals;
    snapshot->rows.reserve(m_peers.size());
    for (const auto& [number, peer] : m_peers) {
        const PeerRow& row = snapshot->rows.emplace_back(PeerRow{peer, read(number)});
        snapshot->totals.traffic += row.link.traffic;
    }
    snapshot->rooms.reserve(m_rooms.size());
    for (const auto& [key, row] : m_rooms) {
        snapshot->rooms.push_back(row);
    }
    snapshot->bans = std::move(admitted.bans);
    snapshot->strangers = std::move(admitted.strangers);
    snapshot->isPinUnderAttack = admitted.isPinUnderAttack;
    m_stale = false;
    return snapshot;
}

void Census::countRejection()
{
    ++m_totals.refused;
    m_stale = true;
}

void Census::onArrived(const Peer& peer)
{
    m_peers.emplace_hint(m_peers.end(), peer.number, peer);
    enterRooms(peer);
    ++m_totals.connected;
    m_stale = true;
}

void Census::onChanged(const Peer& before, const Peer& after)
{
    if (after.away && !before.away) {
        LinkReading last = m_meter(after.number);
        last.queuedBytes = 0;
        last.slow = last.overRate = false;
        m_lastReadings.insert_or_assign(after.number, last);
    }
    leaveRooms(before);
    enterRooms(after);
    m_peers.insert_or_assign(after.number, after);
    m_stale = true;
}

void Census::onDeparted(const Peer& peer)
{
    leaveRooms(peer);
    m_peers.erase(peer.number);
    m_totals.traffic += read(peer.number).traffic;
    m_lastReadings.erase(peer.number);
    ++m_totals.departed;
    m_stale = true;
}

void Census::onRelayed()
{
    ++m_totals.relayed;
    m_stale = true;
}

void Census::onRefused()
{
    ++m_totals.refused;
    m_stale = true;
}

LinkReading Census::read(PeerNumber number) const
{
    const auto last = m_lastReadings.find(number);
    return last == m_lastReadings.end() ? m_meter(number) : last->second;
}

void Census::enterRooms(const Peer& peer)
{
    if (peer.parked) {
        return;
    }
    const Realm& realm = peer.origin.realm;
    for (const RoomName& room : peer.rooms) {
        RoomRow& row = m_rooms[{realm.language, realm.key, room}];
        if (row.members++ == 0) {
            row = {realm, peer.origin.dialect, room, 1};
        }
    }
}

void Census::leaveRooms(const Peer& peer)
{
    if (peer.parked) {
        return;
    }
    const Realm& realm = peer.origin.realm;
    for (const RoomName& name : peer.rooms) {
        const auto room = m_rooms.find({realm.language, realm.key, name});
        if (--room->second.members == 0) {
            m_rooms.erase(room);
        }
    }
}

} // namespace Signalbox
