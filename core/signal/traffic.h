// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <chrono>
#include <optional>

namespace Signalbox {

/// What went through one link, counted as WebSocket messages and their payload bytes.
/// "In" is towards the hub.
struct Traffic
{
    quint64 messagesIn = 0;
    quint64 messagesOut = 0;
    quint64 bytesIn = 0;
    quint64 bytesOut = 0;
    quint64 foreignSenders = 0; ///< messages in that named somebody else as their sender

    Traffic& operator+=(const Traffic& other)
    {
        messagesIn += other.messagesIn;
        messagesOut += other.messagesOut;
        bytesIn += other.bytesIn;
        bytesOut += other.bytesOut;
        foreignSenders += other.foreignSenders;
        return *this;
    }
    friend bool operator==(const Traffic&, const Traffic&) = default;
};

/// What a link knows of its peer at one moment, beside what the rules know.
struct LinkReading
{
    Traffic traffic;
    qint64 queuedBytes = 0; ///< written to the peer and not yet taken by the network
    std::optional<std::chrono::microseconds> roundTrip; ///< of the newest answered ping
    bool slow = false; ///< more is queued than a peer that reads would leave
    bool overRate = false; ///< says more than its limits allow, at this moment
    quint64 dropped = 0; ///< messages of its own that were dropped for that
};

} // namespace Signalbox
