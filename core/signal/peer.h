// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/clock.h"
#include "core/signal/ids.h"

#include <optional>

namespace Signalbox {

/// How a peer is presented to others, by value: it stays true after the peer has left.
struct Identity
{
    PeerId id;
    QString nick;

    friend bool operator==(const Identity&, const Identity&) = default;
};

/// Where a peer came from: known when its link opens, never changed afterwards.
struct Origin
{
    Realm realm;
    QString dialect; ///< the wire language's name, for the window
    QString address; ///< the far end, without the port; IPv4 also where it arrived mapped into IPv6
    quint16 port = 0;
    QString userAgent; ///< as sent, at most 256 characters; hostile text like everything it says
};

/// A participant, as the rules see it.
struct Peer
{
    PeerNumber number{};
    Identity identity;
    std::optional<RoomName> room = RoomName(); ///< nullopt after an explicit leave
    bool joined = false; ///< has said who it is; until then it only listens in the default room
    Origin origin;
    Moment since; ///< when its link opened
};

/// Why a peer is gone. Every departure has exactly one reason.
enum class Departure
{
    Left, ///< it closed its connection
    Lost, ///< its connection broke without a goodbye
    Kicked, ///< the owner put it out
    Silent, ///< it answered no ping
    TooSlow, ///< it did not read what was sent to it
    Flooding, ///< it made the hub queue answers it never read
    Replaced, ///< it answered no ping while another connection claimed its id
    BrokeProtocol, ///< the WebSocket layer closed it: too large, not UTF-8, malformed
    HubStopped,
};

} // namespace Signalbox

Q_DECLARE_METATYPE(Signalbox::Departure)
