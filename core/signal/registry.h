// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/event.h"
#include "core/signal/peer.h"

#include <QHash>
#include <QList>

#include <utility>

namespace Signalbox {

/// Who is connected, under which id, and who is in which room. Keeps its three indexes true and
/// decides nothing.
///
/// Thread: the I/O thread. Owner: SignalCore.
class Registry
{
public:
    /// A peer as the rules need it.
    struct Entry
    {
        Peer peer;
        bool heard = false; ///< its room has had a message from it
    };

    bool contains(PeerNumber number) const { return m_entries.contains(number); }

    /// The entry of a connected peer, or nullptr. Valid until the next add() or remove().
    Entry* find(PeerNumber number);

    /// Who bears this id, or nullptr.
    Entry* find(const Realm& realm, const PeerId& id);

    /// Adds a peer and places it in its room. Its number and id must be free.
    void add(const Peer& peer);

    void remove(PeerNumber number);

    /// Gives a peer another id, which must be free.
    void rename(Entry& entry, const PeerId& id);

    /// Places a peer in another room (nullopt: in none), at the end of its members.
    void move(Entry& entry, const std::optional<RoomName>& room);

    /// Everybody in a room but one, in the order in which they entered.
    QList<PeerNumber> others(const Entry& entry) const;

    /// Who of them has joined.
    QList<Identity> joinedOthers(const Entry& entry) const;

    QList<PeerNumber> numbers() const { return m_entries.keys(); }

private:
    using Place = std::pair<Realm, QString>;

    void enter(const Peer& peer);
    void exit(const Peer& peer);

    QHash<PeerNumber, Entry> m_entries;
    QHash<Place, PeerNumber> m_ids;
    QHash<Place, QList<PeerNumber>> m_rooms; ///< only rooms that have members
};

} // namespace Signalbox
