// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/fault.h"
#include "core/signal/message.h"
#include "core/signal/peer.h"

#include <QList>

#include <variant>

namespace Signalbox {

/// The answer to a Join: who you are, where, and who else is there.
struct Welcomed
{
    Identity self;
    RoomName room;
    QList<Identity> others; ///< in the order in which they entered the room
};

/// Somebody entered your room.
struct Arrived
{
    Identity peer;
};

/// Somebody in your room bears another nick.
struct Changed
{
    Identity peer;
};

/// Somebody is no longer in your room.
struct Departed
{
    Identity peer;
};

/// Somebody said something, to you or to your room.
struct Delivered
{
    Identity sender;
    Message message;
};

/// What you asked for had no effect.
struct Refused
{
    Fault fault;
};

/// Your connection ends next; the connection's close code and reason say the same.
struct Ended
{
    Departure why{};
    QString reason; ///< the owner's words to a kicked peer, whole; empty otherwise
};

/// What a peer may be told.
using Event = std::variant<Welcomed, Arrived, Changed, Departed, Delivered, Refused, Ended>;

} // namespace Signalbox
