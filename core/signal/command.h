// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/ids.h"
#include "core/signal/message.h"
#include "core/signal/peer.h"

#include <QList>

#include <optional>
#include <variant>

namespace Signalbox {

/// "This is who I am, and where I want to be." A second one changes what differs.
struct Join
{
    PeerId id; ///< empty: keep the one I have
    std::optional<QString> nick; ///< nullopt: keep the one I have
    std::optional<RoomName> room; ///< nullopt: stay where I am, or enter where the policy says
    QByteArray secret; ///< who knows the owner's may take over its id at once; empty: nobody may
    QByteArray resume; ///< the token of a peer whose connection broke: be that peer again
    QString pin; ///< the hub's, as far as the language can carry it; the rules do not look at it
    int groupOf = 0; ///< the room is split into groups of so many, in the order of coming; 0: not

    friend bool operator==(const Join&, const Join&) = default;
};

/// "I leave all my rooms", while the connection stays.
struct Leave
{
    friend bool operator==(const Leave&, const Leave&) = default;
};

/// "I want to hear these rooms, too."
struct Enter
{
    QList<RoomName> rooms;
    std::optional<QString> nick; ///< nullopt: keep the one I have

    friend bool operator==(const Enter&, const Enter&) = default;
};

/// "I hear these rooms no longer."
struct Exit
{
    QList<RoomName> rooms;

    friend bool operator==(const Exit&, const Exit&) = default;
};

/// "Tell this one peer that shares a room with me."
struct SendToPeer
{
    PeerId receiver;
    Message message;
    bool keep = true; ///< for a while, if nobody is there and the language keeps mail

    friend bool operator==(const SendToPeer&, const SendToPeer&) = default;
};

/// "Tell everybody in this room."
struct SendToRoom
{
    Message message;
    std::optional<RoomName> room; ///< nullopt: the one that I am in

    friend bool operator==(const SendToRoom&, const SendToRoom&) = default;
};

/// "I take part in this swarm." Enters its room; asks for its counts; hands each offer to another
/// participant, chosen at random.
struct Announce
{
    RoomName swarm;
    PeerId as; ///< who I am in this swarm; one connection may be several
    std::optional<QString> nick; ///< nullopt: keep the one I have
    bool complete = false; ///< I have everything, and only give
    QList<Message> offers;

    friend bool operator==(const Announce&, const Announce&) = default;
};

/// "I take part in this swarm no longer."
struct Withdraw
{
    RoomName swarm;
    PeerId as;

    friend bool operator==(const Withdraw&, const Withdraw&) = default;
};

/// "Tell this participant of this swarm."
struct SendInSwarm
{
    RoomName swarm;
    PeerId as; ///< who says it
    PeerId receiver;
    Message message;

    friend bool operator==(const SendInSwarm&, const SendInSwarm&) = default;
};

/// "How many take part in these swarms?"
struct Count
{
    QList<RoomName> swarms; ///< empty: those in which I take part

    friend bool operator==(const Count&, const Count&) = default;
};

/// "This is what I am there for."
struct Describe
{
    Profile profile;
    std::optional<QString> nick; ///< nullopt: keep the one I have

    friend bool operator==(const Describe&, const Describe&) = default;
};

/// "Who else is there?"
struct List
{
    std::optional<Role> role; ///< everybody with this role; nullopt: the others in my room

    friend bool operator==(const List&, const List&) = default;
};

/// "Bind me to this peer."
struct Pair
{
    PeerId partner;
    Message message; ///< goes along to the partner; may be empty

    friend bool operator==(const Pair&, const Pair&) = default;
};

/// "Tell my partner."
struct SendToPartner
{
    PairingId pairing; ///< empty: the only one I have
    Message message;
    bool isOffer = false; ///< which only the producer may make

    friend bool operator==(const SendToPartner&, const SendToPartner&) = default;
};

/// "I am bound no longer."
struct Unpair
{
    PairingId pairing;
    Message message; ///< why, for the partner; may be empty

    friend bool operator==(const Unpair&, const Unpair&) = default;
};

/// "I live", and where the language expects it: "do you?"
struct Heartbeat
{
    friend bool operator==(const Heartbeat&, const Heartbeat&) = default;
};

/// What a peer may ask of the rules.
using Command = std::variant<Join, Leave, Enter, Exit, SendToPeer, SendToRoom, Announce, Withdraw,
    SendInSwarm, Count, Describe, List, Pair, SendToPartner, Unpair, Heartbeat>;

} // namespace Signalbox
