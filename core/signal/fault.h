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
    Count
};

/// A refusal of one command or frame; the peer that caused it is told and stays connected.
struct Fault
{
    FaultCode code{};
    QString detail; ///< see FaultCode; text from the network, at most as long as what was refused

    friend bool operator==(const Fault&, const Fault&) = default;
};

} // namespace Signalbox

Q_DECLARE_METATYPE(Signalbox::FaultCode)
