// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace Load {

/// What the beginning of a WebSocket frame says (RFC 6455 section 5.2). The load and the raw server
/// read frames with this one parser. Owns nothing: the mask is a view into the frame's bytes.
struct FrameHead
{
    enum Opcode
    {
        Text = 0x1,
        Close = 0x8,
        Ping = 0x9,
        Pong = 0xa
    };

    int opcode = 0;
    size_t headSize = 0;
    size_t payloadSize = 0;
    std::string_view mask; ///< four bytes, or none

    size_t size() const { return headSize + payloadSize; }

    /// Nothing where the bytes end before the head does.
    static std::optional<FrameHead> read(std::string_view bytes);
};

/// Masks or unmasks: the one undoes the other. `at` is the first byte's place in the payload.
void applyMask(char* bytes, size_t size, std::string_view mask, size_t at = 0);

/// The mask of every frame of the load. It is not random, which no server can see, and not zero,
/// so that servers have the work of taking it off.
inline constexpr std::string_view clientMask{"\x37\xfa\x21\x3d", 4};

std::string clientFrame(int opcode, std::string_view payload);
std::string serverFrame(int opcode, std::string_view payload);

/// The opening handshake with a fixed key, and the answer to that key (RFC 6455 section 1.3).
inline constexpr std::string_view sampleKey = "dGhlIHNhbXBsZSBub25jZQ==";
inline constexpr std::string_view sampleAccept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

} // namespace Load
