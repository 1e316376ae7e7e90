// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace Load {

/// Nanoseconds of a clock that only goes forward.
int64_t nowNs();

/// What a measured message carries in its member "stamp": when it left, who sent it, and which of
/// that sender's messages it is.
struct Stamp
{
    int64_t sentNs = 0;
    uint32_t sender = 0; ///< the peer's index
    uint32_t number = 0; ///< 1 for a sender's first message

    /// Nothing where the message is none of the load's.
    static std::optional<Stamp> read(std::string_view message);
};

/// A pre-built masked frame with room for a stamp: a candidate, or from 1000 bytes on an offer with
/// an SDP whose line ends are escaped. Owned by the scenario, one per sender.
class Sample
{
public:
    /// `size` is that of the whole JSON text as it is sent. An empty receiver means everybody.
    Sample(size_t size, uint32_t sender, const std::string& receiverId);

    /// The frame with the next number and the present time; valid until the next call.
    const std::string& next();

    uint32_t number() const { return m_number; }

    /// What follows the stamp, without the closing brace: it must arrive as it was sent.
    const std::string& body() const { return m_body; }

private:
    std::string m_frame;
    std::string m_body;
    size_t m_stampInPayload = 0;
    size_t m_payloadInFrame = 0;
    uint32_t m_sender;
    uint32_t m_number = 0;
};

} // namespace Load
