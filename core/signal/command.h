// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/ids.h"
#include "core/signal/message.h"

#include <optional>
#include <variant>

namespace Signalbox {

/// "This is who I am, and where I want to be." A second one changes what differs.
struct Join
{
    PeerId id; ///< empty: keep the one I have
    std::optional<QString> nick; ///< nullopt: keep the one I have
    std::optional<RoomName> room; ///< nullopt: stay where I am, or enter the default room

    friend bool operator==(const Join&, const Join&) = default;
};

/// "I leave the room", while the connection stays.
struct Leave
{
    friend bool operator==(const Leave&, const Leave&) = default;
};

/// "Tell this one peer of my room."
struct SendToPeer
{
    PeerId receiver;
    Message message;

    friend bool operator==(const SendToPeer&, const SendToPeer&) = default;
};

/// "Tell everybody else in my room."
struct SendToRoom
{
    Message message;

    friend bool operator==(const SendToRoom&, const SendToRoom&) = default;
};

/// What a peer may ask of the rules.
using Command = std::variant<Join, Leave, SendToPeer, SendToRoom>;

} // namespace Signalbox
