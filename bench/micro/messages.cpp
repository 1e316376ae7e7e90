// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "bench/micro/messages.h"

#include <array>

namespace Signalbox {

namespace {

constexpr std::array<const char*, 12> sdpLines{"m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110",
    "c=IN IP4 0.0.0.0", "a=rtcp:9 IN IP4 0.0.0.0", "a=ice-ufrag:Xk3v",
    "a=ice-pwd:7mQ0bXr2lq3cRj9vY1nT5wZa", "a=setup:actpass", "a=mid:0",
    "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level", "a=rtcp-mux",
    "a=rtpmap:111 opus/48000/2", "a=fmtp:111 minptime=10;useinbandfec=1",
    "a=ssrc:3735928559 cname:q1w2e3r4t5y6u7i8"};

} // namespace

QByteArray candidateMessage()
{
    return R"({"type":"icecandidate","receiverId":"k3v9x2m7q4w8z5t6","payload":{"candidate":)"
           R"("candidate:842163049 1 udp 1677729535 192.0.2.17 44323 typ srflx raddr 10.0.0.7 )"
           R"(rport 53012 generation 0 ufrag Xk3v network-cost 999","sdpMid":"0",)"
           R"("sdpMLineIndex":0}})";
}

QByteArray offerMessage(qsizetype size)
{
    QByteArray text
        = R"({"type":"offer","receiverId":"k3v9x2m7q4w8z5t6","payload":{"type":"offer",)"
          R"("sdp":"v=0\r\no=- 4611731400430051336 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0)";
    for (size_t line = 0; text.size() < size; ++line) {
        text += "\\r\\n";
        text += sdpLines[line % sdpLines.size()];
    }
    return text + R"(\r\n"}})";
}

} // namespace Signalbox
