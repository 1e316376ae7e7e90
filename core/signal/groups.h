// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/registry.h"

#include <QHash>

namespace Signalbox {

/// Splits rooms into groups of a fixed size, in the order of coming: the first that come fill one
/// group, and who comes when it is full begins the next. A group that was full stays closed.
///
/// Thread: the I/O thread. Owner: SignalCore.
class Groups
{
public:
    /// The room of the group that a peer enters next.
    RoomName room(const Place& base) const;

    /// A peer has entered that room, which has so many members by it. size: of a whole group.
    void filled(const Place& base, const RoomName& room, qsizetype members, int size);

    /// A room has nobody in it any more.
    void emptied(const Place& room);

    bool isEmpty() const { return m_open.isEmpty(); }

private:
    QHash<Place, RoomName> m_open; ///< by the room that is split
    QHash<Place, RoomName> m_bases; ///< by the open group's room
    quint64 m_last = 0;
};

} // namespace Signalbox
