// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/event.h"
#include "core/signal/peer.h"

#include <QHash>
#include <QList>
#include <QMultiHash>

#include <optional>
#include <utility>
#include <vector>

namespace Signalbox {

/// A room, or an id, of a realm.
using Place = std::pair<Realm, QString>;

/// Who is connected, under which id, and who is in which rooms. Keeps its indexes true and decides
/// nothing.
///
/// Thread: the I/O thread. Owner: SignalCore.
class Registry
{
public:
    /// Who and where somebody is in one realm.
    struct Presence
    {
        Realm realm;
        Identity identity;
        QList<RoomName> rooms;
    };

    /// A peer as the rules need it.
    struct Entry
    {
        Peer peer;
        QByteArray secret; ///< of its last join
        bool heard = false; ///< its room has had a message from it
        std::optional<Peer> mutedAs; ///< who it was when it was muted: another name undoes nothing
        std::vector<Presence> aside; ///< where it is too, as long as its language is not known

        const Realm& realm() const { return peer.origin.realm; }

        /// Its identity or its rooms in a realm in which it is.
        const Identity& identityIn(const Realm& realm) const;
        const QList<RoomName>& roomsIn(const Realm& realm) const;
    };

    bool contains(PeerNumber number) const { return m_entries.contains(number); }

    /// The entry of a connected peer, or nullptr. Valid until the next add() or remove().
    Entry* find(PeerNumber number);

    /// Who bears this id, the newest of several, or nullptr.
    Entry* find(const Realm& realm, const PeerId& id);

    /// Adds a peer and places it in its rooms. Its number must be free. No id: it has none.
    void add(const Peer& peer);

    void remove(PeerNumber number);

    /// Takes a peer out of every room and of its id, and gives it what it is shown as.
    void park(Entry& entry, const Peer& shown);

    /// A peer whose language was not known has this one. Where it was put aside in that realm it
    /// stays, and counts as old as it was there. False: it was not, and has no id yet.
    bool settle(Entry& entry, const Origin& origin);

    /// Gives a peer another id.
    void rename(Entry& entry, const PeerId& id);

    /// Places a peer in one more room, at the end of its members, or takes it out of one.
    void enter(Entry& entry, const RoomName& room);
    void exit(Entry& entry, const RoomName& room);

    /// The heir takes the former one's place, in its rooms and under its id, which is removed.
    /// The heir's own id and rooms are free.
    Entry& succeed(PeerNumber former, PeerNumber heir);

    /// How many rooms have members, the default rooms not counted.
    int namedRooms() const { return m_namedRooms; }

    bool isEmpty(const Realm& realm, const RoomName& room) const
    {
        return !m_rooms.contains({realm, room});
    }

    void putAside(Entry& entry, const Presence& place);

    /// Takes a peer out of where it was put aside, but for one realm.
    std::vector<Presence> takeAsideBut(Entry& entry, const Realm& realm);

    /// Everybody in a room, in the order in which they entered.
    QList<PeerNumber> members(const Realm& realm, const RoomName& room) const;

    /// Everybody else in the rooms that a peer is in, each once.
    QList<PeerNumber> others(const Entry& entry) const;

    /// Who of these has joined, as they are known in a realm.
    QList<Identity> joinedOf(const QList<PeerNumber>& numbers, const Realm& realm) const;

    QList<PeerNumber> numbers() const { return m_entries.keys(); }

private:
    void index(PeerNumber number, const Realm& realm, const PeerId& id);
    void unindex(PeerNumber number, const Realm& realm, const PeerId& id);
    void enterRoom(PeerNumber number, const Realm& realm, const RoomName& room);
    void exitRoom(PeerNumber number, const Realm& realm, const RoomName& room);
    void leave(PeerNumber number, const Presence& place);
    void vacate(Entry& entry);

    QHash<PeerNumber, Entry> m_entries;
    QMultiHash<Place, PeerNumber> m_ids; ///< of one id the newest first, as QMultiHash keeps them
    QHash<Place, QList<PeerNumber>> m_rooms; ///< only rooms that have members
    int m_namedRooms = 0;
};

} // namespace Signalbox
