// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/link/frame.h"

namespace Signalbox {

namespace {

/// The FIN bit and the opcode: neither kind of frame is ever fragmented here.
constexpr char FinalText = char(0x81);
constexpr char FinalPing = char(0x89);

constexpr qsizetype MostIn7Bits = 125;
constexpr qsizetype MostIn16Bits = 0xffff;

} // namespace

Frame Frame::fromText(QByteArrayView text, Haste haste)
{
    Frame frame = make(FinalText, text);
    frame.m_haste = haste;
    return frame;
}

Frame Frame::ping(QByteArrayView payload)
{
    Q_ASSERT(payload.size() <= MostIn7Bits);
    return make(FinalPing, payload);
}

Frame Frame::make(char firstByte, QByteArrayView payload)
{
    constexpr qsizetype longestHeader = 10;

    Frame frame;
    frame.m_bytes.reserve(payload.size() + longestHeader);
    frame.m_bytes += firstByte;
    const auto appendSize = [&frame, &payload](int bytes) {
        for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
            frame.m_bytes += char((quint64(payload.size()) >> shift) & 0xff);
        }
    };
    if (payload.size() <= MostIn7Bits) {
        frame.m_bytes += char(payload.size());
    } else if (payload.size() <= MostIn16Bits) {
        frame.m_bytes += char(126);
        appendSize(2);
    } else {
        frame.m_bytes += char(127);
        appendSize(8);
    }
    frame.m_headerSize = frame.m_bytes.size();
    frame.m_bytes += payload;
    return frame;
}

} // namespace Signalbox
