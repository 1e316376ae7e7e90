// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/snapshot.h"

#include <QObject>

#include <functional>
#include <map>
#include <tuple>

namespace Signalbox {

/// Turns the facts of SignalCore into the picture that is shown: who is there, in which rooms, and
/// the sums. Knows the links only as something that can be read.
///
/// Thread: the I/O thread. Owner: the switchboard.
class Census : public QObject
{
    Q_OBJECT

public:
    /// Must know every peer that has arrived and is not away.
    using Meter = std::function<LinkReading(PeerNumber)>;

    explicit Census(Meter meter, QObject* parent = nullptr);

    /// A run of the hub begins: sums count from here.
    void begin(Moment now);

    /// What others know, for the next picture.
    struct Admitted
    {
        std::vector<Ban> bans;
        std::vector<Stranger> strangers;
        bool isPinUnderAttack = false;
    };

    /// The state at this moment.
    SnapshotPtr take(Moment now, Admitted admitted);
    SnapshotPtr take(Moment now) { return take(now, Admitted()); }

    /// Whether something has happened since the last take().
    bool isStale() const { return m_stale; }

    /// Something that only take() is told has changed.
    void noteChange() { m_stale = true; }

    /// A connection was turned away before it became a peer.
    void countRejection();

    void onArrived(const Peer& peer);
    void onChanged(const Peer& before, const Peer& after);
    void onDeparted(const Peer& peer);
    void onRelayed();
    void onRefused();

private:
    using RoomKey = std::tuple<Language, QByteArray, RoomName>;

    LinkReading read(PeerNumber number) const;
    void enterRooms(const Peer& peer);
    void leaveRooms(const Peer& peer);

    Meter m_meter;
    Moment m_startedAt;
    std::map<PeerNumber, Peer> m_peers;
    std::map<PeerNumber, LinkReading> m_lastReadings; ///< of those who are away
    std::map<RoomKey, RoomRow> m_rooms;
    Totals m_totals; ///< its traffic is that of the departed only
    quint64 m_sequence = 0;
    bool m_stale = true;
};

} // namespace Signalbox
