// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/fault.h"
#include "core/signal/peer.h"

#include <QList>
#include <QMetaType>

#include <variant>

namespace Signalbox {

/// Why a connection was turned away before it became a peer.
enum class Rejection
{
    HeadTimeout, ///< no complete request head in time
    HeadTooLarge,
    NotHttp,
    BadUpgrade, ///< a WebSocket upgrade that RFC 6455 section 4.2.1 does not allow
    TooManyWaiting, ///< too many connections had not sent a request head yet
    UnknownSite, ///< a web page that the owner has not allowed; detail: its origin
    UnknownHost, ///< a browser by a name that is not the hub's; detail: the name
    TooOften, ///< its address has failed too often lately, and it brought no request at once
    NotEncrypted, ///< TLS is required
    BadTls, ///< a TLS handshake that failed or took too long
    NoDescriptors, ///< the system has no more of them
};

/// One line of the log, as a value: the window finds the words.
struct Happening
{
    enum class Kind
    {
        Joined, ///< said who it is, and entered a room
        Renamed, ///< bears another nick; formerNick has the old one
        Moved, ///< is in another room
        LeftRoom, ///< left its room and stays connected
        WentAway, ///< its connection broke; it may come back
        CameBack, ///< and it did
        Muted,
        Unmuted,
        Departed, ///< is gone; cause holds the Departure
        Refused, ///< something it asked for had no effect; cause holds the FaultCode
        Rejected, ///< a connection never became a peer; cause holds the Rejection
        Omitted, ///< so many happenings (times) were too many to keep
    };

    Moment at;
    Kind kind{};
    PeerNumber number{}; ///< 0 where there was no peer
    Identity who;
    bool joined = false; ///< had said who it is
    QString formerNick;
    RoomName room; ///< of several the one that it entered last
    QString dialect; ///< the name of its wire language; empty where it is not known
    QString address;
    std::variant<std::monostate, Departure, FaultCode, Rejection> cause;
    QString detail; ///< a kick's reason, or a fault's detail
    int times = 1; ///< how often the same thing happened in a row
};

} // namespace Signalbox

Q_DECLARE_METATYPE(Signalbox::Happening)
