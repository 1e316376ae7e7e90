// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/clock.h"
#include "core/signal/ids.h"

#include <QFlags>
#include <QList>

namespace Signalbox {

/// How a peer is presented to others, by value: it stays true after the peer has left.
struct Identity
{
    PeerId id;
    QString nick;

    friend bool operator==(const Identity&, const Identity&) = default;
};

/// What a peer says it is there for, where its language has such words.
enum class Role : quint8
{
    Producer = 1,
    Consumer = 2,
    Listener = 4,
};
Q_DECLARE_FLAGS(Roles, Role)
Q_DECLARE_OPERATORS_FOR_FLAGS(Roles)

/// What a peer says of itself beside its name.
struct Profile
{
    Roles roles;
    QByteArray meta; ///< in the words of its language, opaque to the rules

    friend bool operator==(const Profile&, const Profile&) = default;
};

/// By what somebody who comes back is known, the address included in any case: people behind one
/// router must not pay for each other.
enum class IdentityTrait : quint8
{
    Id = 1,
    Nick = 2,
    Program = 4, ///< the user agent
    Room = 8, ///< any of the rooms
};
Q_DECLARE_FLAGS(IdentityTraits, IdentityTrait)
Q_DECLARE_OPERATORS_FOR_FLAGS(IdentityTraits)

/// Where a peer came from. Language and realm are known once its first words are understood;
/// nothing else changes.
struct Origin
{
    Realm realm;
    QString dialect; ///< the wire language's name, for the window; empty while it is not known
    QString address; ///< the far end, without the port; IPv4 also where it arrived mapped into IPv6
    QString block; ///< all addresses that one machine may give itself: of IPv6 the /64
    quint16 port = 0;
    QString site; ///< the origin of the web page it is (RFC 6454), as sent; empty: no browser
    bool encrypted = false; ///< over TLS
    QString userAgent; ///< as sent, at most 256 characters; hostile text like everything it says
    IdentityTraits traits; ///< those of its language
};

/// A participant, as the rules see it.
struct Peer
{
    PeerNumber number{};
    Identity identity;
    QList<RoomName> rooms; ///< in the order in which it entered them; none after an explicit leave
    bool joined = false; ///< has said who it is
    bool parked = false; ///< was put out, came back, and is heard by nobody
    bool muted = false; ///< what it says reaches nobody
    bool away = false; ///< its connection broke, and it may come back with its resume token
    Profile profile;
    Origin origin;
    Moment since; ///< when its link opened
};

/// Whether the owner of the hub would take the second for the first one come back: same realm, same
/// address, and alike in what the language goes by. Where it goes by nicks, both bear the very same
/// one, or none. Another trait that the first has not got (no id, no room) does not count; where
/// nothing is left to compare nobody is alike.
bool isAlike(const Peer& known, const Peer& other);

/// Why a peer is gone. Every departure has exactly one reason.
enum class Departure
{
    Left, ///< it closed its connection
    Lost, ///< its connection broke without a goodbye
    Kicked, ///< the owner put it out
    Banned, ///< a ban that was made meanwhile hits it
    Silent, ///< it answered no ping
    TooSlow, ///< it did not read what was sent to it
    Flooding, ///< it made the hub queue answers it never read
    OverRate, ///< it said more than its limits allow, and went on after it had been told
    Garbled, ///< it sent one unreadable message after the other
    Replaced, ///< another connection took over its id
    Refused, ///< it asked for something for which its protocol ends the connection
    PartnerLeft, ///< its protocol lets nobody stay whose partner is gone
    Readmitted, ///< it was parked and may come in again: its client connects anew by itself
    BrokeProtocol, ///< the WebSocket layer closed it: too large, not UTF-8, malformed
    HubStopped,
};

} // namespace Signalbox

Q_DECLARE_METATYPE(Signalbox::Departure)
