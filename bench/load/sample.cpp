// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "bench/load/sample.h"

#include "bench/load/frames.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace Load {

namespace {

constexpr std::string_view stampKey = "\"stamp\":\"";
constexpr size_t TimeDigits = 18;
constexpr size_t SenderDigits = 6;
constexpr size_t NumberDigits = 10;
constexpr size_t StampSize = TimeDigits + SenderDigits + NumberDigits;
constexpr size_t OfferSize = 1000; ///< from this size on a message is an offer

uint64_t digits(const char* text, size_t count)
{
    uint64_t value = 0;
    for (size_t i = 0; i < count; ++i) {
        value = value * 10 + uint64_t(text[i] - '0');
    }
    return value;
}

void putDigits(char* text, size_t count, uint64_t value)
{
    for (size_t i = count; i > 0; --i) {
        text[i - 1] = char('0' + value % 10);
        value /= 10;
    }
}

/// SDP of a browser's kind, as JSON text: the line ends are escaped.
std::string sdp(size_t size)
{
    static constexpr const char* lines[] = {
        "a=rtpmap:96 VP8/90000",
        "a=rtcp-fb:96 goog-remb",
        "a=fmtp:97 apt=96;x-google-start-bitrate=800",
        "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid",
        "a=ssrc:3570614608 cname:4TOk42mSjXCkVIa6",
        "a=candidate:1 1 udp 2122260223 192.168.1.7 54400 typ host",
    };
    std::string text
        = "v=0\\r\\no=- 4611731400430051336 2 IN IP4 127.0.0.1\\r\\ns=-\\r\\nt=0 0\\r\\n"
          "a=group:BUNDLE 0 1\\r\\nm=video 9 UDP/TLS/RTP/SAVPF 96 97\\r\\n";
    for (size_t i = 0; text.size() < size; ++i) {
        text += lines[i % std::size(lines)];
        text += "\\r\\n";
    }
    text.resize(size);
    // A cut inside an escape would not be JSON.
    const size_t lastEscape = text.rfind('\\');
    if (lastEscape + 2 > text.size()) {
        text.back() = 'x';
    }
    return text;
}

std::string candidate(size_t size)
{
    std::string text = "candidate:842163049 1 udp 1677729535 203.0.113.7 54321 typ srflx raddr "
                       "192.168.1.7 rport 54321 generation 0 ufrag ";
    text.resize(size, 'E');
    return text;
}

} // namespace

int64_t nowNs()
{
    return std::chrono::steady_clock::now().time_since_epoch() / std::chrono::nanoseconds(1);
}

std::optional<Stamp> Stamp::read(std::string_view message)
{
    constexpr size_t near = 64; // no server here puts a client's members in another order
    const size_t at = message.substr(0, near).find(stampKey);
    if (at == std::string_view::npos || message.size() < at + stampKey.size() + StampSize) {
        return std::nullopt;
    }
    const char* text = message.data() + at + stampKey.size();
    return Stamp{int64_t(digits(text, TimeDigits)),
        uint32_t(digits(text + TimeDigits, SenderDigits)),
        uint32_t(digits(text + TimeDigits + SenderDigits, NumberDigits))};
}

Sample::Sample(size_t size, uint32_t sender, const std::string& receiverId)
    : m_sender(sender)
{
    const bool offer = size >= OfferSize;
    std::string text = offer ? R"({"type":"offer",)" : R"({"type":"candidate",)";
    text += stampKey;
    m_stampInPayload = text.size();
    text += std::string(StampSize, '0') + '"';
    if (!receiverId.empty()) {
        text += R"(,"receiverId":")" + receiverId + '"';
    }
    const std::string before = offer ? R"(,"sdp":")" : R"(,"candidate":")";
    const std::string after = offer ? "\"}" : R"(","sdpMid":"0"})";
    const size_t frame = text.size() + before.size() + after.size();
    if (size < frame + 1) {
        std::fprintf(stderr, "load: a message needs at least %zu bytes\n", frame + 1);
        std::exit(2);
    }
    text += before + (offer ? sdp(size - frame) : candidate(size - frame)) + after;
    m_body = text.substr(m_stampInPayload + StampSize);
    m_body.pop_back();
    m_frame = clientFrame(FrameHead::Text, text);
    m_payloadInFrame = m_frame.size() - text.size();
}

const std::string& Sample::next()
{
    ++m_number;
    char stamp[StampSize];
    putDigits(stamp, TimeDigits, uint64_t(nowNs()));
    putDigits(stamp + TimeDigits, SenderDigits, m_sender);
    putDigits(stamp + TimeDigits + SenderDigits, NumberDigits, m_number);
    applyMask(stamp, sizeof stamp, clientMask, m_stampInPayload);
    std::memcpy(m_frame.data() + m_payloadInFrame + m_stampInPayload, stamp, sizeof stamp);
    return m_frame;
}

} // namespace Load
