// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/link/frame.h"

namespace Signalbox {

Frame Frame::fromText(QByteArrayView text)
{
    constexpr char finalText = char(0x81);
    constexpr qsizetype longestHeader = 10;
    constexpr qsizetype mostIn7Bits = 125;
    constexpr qsizetype mostIn16Bits = 0xffff;

    Frame frame;
    frame.m_bytes.reserve(text.size() + longestHeader);
    frame.m_bytes += finalText;
    const auto appendSize = [&frame, &text](int bytes) {
        for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
            frame.m_bytes += char((quint64(text.size()) >> shift) & 0xff);
        }
    };
    if (text.size() <= mostIn7Bits) {
        frame.m_bytes += char(text.size());
    } else if (text.size() <= mostIn16Bits) {
        frame.m_bytes += char(126);
        appendSize(2);
    } else {
        frame.m_bytes += char(127);
        appendSize(8);
    }
    frame.m_headerSize = frame.m_bytes.size();
    frame.m_bytes += text;
    return frame;
}

} // namespace Signalbox
