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

SnapshotPtr Census::take(Moment now)
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->sequence = ++m_sequence;
    snapshot->at = now;
    snapshot->startedAt = m_startedAt;
    snapshot->totals = m_totals;
    snapshot->rows.reserve(m_peers.size());
    for (const auto& [number, peer] : m_peers) {
        const PeerRow& row = snapshot->rows.emplace_back(PeerRow{peer, m_meter(number)});
        snapshot->totals.traffic += row.link.traffic;
    }
    snapshot->rooms.reserve(m_rooms.size());
    for (const auto& [name, members] : m_rooms) {
        snapshot->rooms.push_back({name, members});
    }
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
    enterRoom(peer);
    ++m_totals.connected;
    m_stale = true;
}

void Census::onChanged(const Peer& before, const Peer& after)
{
    leaveRoom(before);
    enterRoom(after);
    m_peers.insert_or_assign(after.number, after);
    m_stale = true;
}

void Census::onDeparted(const Peer& peer)
{
    leaveRoom(peer);
    m_peers.erase(peer.number);
    m_totals.traffic += m_meter(peer.number).traffic;
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

void Census::enterRoom(const Peer& peer)
{
    if (peer.room) {
        ++m_rooms[*peer.room];
    }
}

void Census::leaveRoom(const Peer& peer)
{
    if (!peer.room) {
        return;
    }
    const auto room = m_rooms.find(*peer.room);
    if (--room->second == 0) {
        m_rooms.erase(room);
    }
}

} // namespace Signalbox
