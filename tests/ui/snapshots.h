// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/snapshot.h"

#include <QMap>

#include <algorithm>
#include <chrono>

namespace Signalbox {

/// Makes the snapshots that a hub would make, without one: peers come, change and go by number, and
/// time passes when it is told to.
/// Thread: any one. Owner: a test.
class Snapshots
{
public:
    PeerNumber add(const QString& nick, const RoomName& room = {})
    {
        PeerRow row;
        row.peer.number = static_cast<PeerNumber>(m_next++);
        row.peer.identity
            = {QStringLiteral("id-%1").arg(static_cast<quint64>(row.peer.number)), nick};
        row.peer.room = room;
        row.peer.joined = true;
        row.peer.origin.address = QStringLiteral("10.0.0.%1").arg(m_next % 250);
        row.peer.since = m_now;
        m_rows.push_back(row);
        return row.peer.number;
    }

    PeerRow& operator[](PeerNumber number)
    {
        return *std::find_if(m_rows.begin(), m_rows.end(),
            [number](const PeerRow& row) { return row.peer.number == number; });
    }

    void remove(PeerNumber number)
    {
        std::erase_if(m_rows, [number](const PeerRow& row) { return row.peer.number == number; });
    }

    std::vector<PeerRow>& rows() { return m_rows; }
    Moment now() const { return m_now; }
    void pass(std::chrono::milliseconds time) { m_now += time; }

    SnapshotPtr take()
    {
        auto snapshot = std::make_shared<Snapshot>();
        snapshot->sequence = ++m_sequence;
        snapshot->at = m_now;
        snapshot->startedAt = m_start;
        snapshot->rows = m_rows;
        QMap<RoomName, int> rooms;
        for (const PeerRow& row : m_rows) {
            if (row.peer.room) {
                ++rooms[*row.peer.room];
            }
        }
        for (auto it = rooms.cbegin(); it != rooms.cend(); ++it) {
            snapshot->rooms.push_back({it.key(), it.value()});
        }
        return snapshot;
    }

private:
    std::vector<PeerRow> m_rows;
    quint64 m_next = 1;
    quint64 m_sequence = 0;
    Moment m_start{std::chrono::hours(1)};
    Moment m_now{std::chrono::hours(2)};
};

} // namespace Signalbox
