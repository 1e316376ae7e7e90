// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/fault.h"
#include "core/signal/message.h"
#include "core/signal/peer.h"

#include <QList>

#include <optional>
#include <variant>

namespace Signalbox {

/// The answer to a Join: who you are, where, and who else is there.
struct Welcomed
{
    Identity self;
    std::optional<RoomName> room; ///< nullopt: in none
    QList<Identity> others; ///< in the order in which they entered the room
    QByteArray resume{}; ///< the token with which this peer may come back; empty: it may not
    bool resumed = false; ///< it is again who it was: nobody heard of its absence
    bool isGuess = false; ///< said into a silence: who hears it may speak another language
};

/// Somebody entered your room.
struct Arrived
{
    Identity peer;
};

/// Somebody in your room bears another nick, or somebody whom you listen to has another profile.
struct Changed
{
    Identity peer;
    Profile profile;
};

/// Somebody is no longer in your room, or no longer there for those who listen.
struct Departed
{
    Identity peer;
    Profile profile; ///< as it was
};

/// Somebody said something, to you or to your room.
struct Delivered
{
    Identity sender;
    Message message;
    qsizetype receivers = 1; ///< how many hear it, you included
};

/// Nobody came to take what you sent.
struct Undeliverable
{
    Identity self; ///< who you are
    PeerId receiver;
};

/// How many take part in swarms.
struct Counted
{
    struct Swarm
    {
        RoomName name;
        int complete = 0;
        int incomplete = 0;
    };
    QList<Swarm> swarms;
    bool announced = false; ///< the answer to an Announce: exactly one swarm. Else to a Count
};

/// The answer to a List.
struct Listed
{
    struct Entry
    {
        Identity peer;
        Profile profile;
    };
    std::optional<Role> role; ///< as asked
    QList<Entry> peers;
};

/// You are bound to a partner.
struct Paired
{
    PairingId id;
    Identity partner;
    bool asked = false; ///< it was you who asked for it
    bool consumes = false; ///< you are the one who consumes
    Message message; ///< what the partner sent along
};

/// You are bound no longer.
struct Unpaired
{
    PairingId id;
    Identity partner;
    Message message; ///< what the partner said of it
};

/// The answer to a Heartbeat.
struct Alive
{ };

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
    std::optional<FaultCode> fault; ///< of Departure::Refused: what was refused
};

/// What a peer may be told.
using Event = std::variant<Welcomed, Arrived, Changed, Departed, Delivered, Undeliverable, Counted,
    Listed, Paired, Unpaired, Alive, Refused, Ended>;

} // namespace Signalbox
