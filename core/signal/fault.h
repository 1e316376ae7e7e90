// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QMetaType>
#include <QString>

namespace Signalbox {

/// Why something that a peer said had no effect.
enum class FaultCode
{
    NotJson,
    NotAnObject,
    NoType,
    DuplicateKey, ///< detail: the key
    WrongType, ///< detail: the key whose value has the wrong JSON type
    TooLong, ///< detail: the key whose value is too long
    TooDeep,
    ReservedType, ///< detail: the type, which only the hub may send
    IdTaken, ///< detail: the id
    UnknownReceiver, ///< detail: the receiver's id
    ReceiverRequired,
    NotInRoom,
    MissingKey, ///< detail: the key, or what else must be there
    UnknownType, ///< detail: the type, which this language has not got
    BadName, ///< detail: the name, which this language does not allow
    RoomFull, ///< detail: the room
    TooManyRooms, ///< one peer may not be in more
    TooManyPairings,
    UnknownPairing, ///< detail: the pairing's id
    NotProducer, ///< detail: the id of a peer with which nobody can be bound as things are
    Busy, ///< detail: the id of a peer that is bound already
    NotYours, ///< detail: what somebody else has, or only another may do
    Early, ///< who it is must be said first
    Undecided, ///< nothing tells yet which language the peer speaks
    PutOut, ///< the owner of the hub put it out a while ago, and it came back
    Muted, ///< the owner of the hub lets nobody hear it
    HubFull, ///< no more peers, in all or from its address
    HubHasTooManyRooms,
    TooFast, ///< more than its limits allow; what it says is dropped for a while
    PinRequired, ///< the hub has a PIN, and this peer has not given it
    WrongPin,
    PinLocked, ///< too many wrong PINs came from its address
    Count
};

/// A refusal of one command or frame; the peer that caused it is told and stays connected, unless
/// its language ends connections for such a thing.
struct Fault
{
    FaultCode code{};
    QString detail; ///< see FaultCode; text from the network, at most as long as what was refused
    bool fatal = false; ///< the language ends the connection for it

    friend bool operator==(const Fault&, const Fault&) = default;
};

} // namespace Signalbox

Q_DECLARE_METATYPE(Signalbox::FaultCode)
