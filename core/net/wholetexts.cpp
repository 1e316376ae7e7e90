// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/wholetexts.h"

#include <QTcpSocket>
#include <QtEndian>

#include <algorithm>
#include <cstring>

namespace Signalbox {

namespace {

/// RFC 6455 section 5.2.
constexpr uchar FinalText = 0x81;
constexpr uchar FinalPing = 0x89;
constexpr uchar MaskBit = 0x80;
constexpr qint64 MaskSize = 4;
constexpr qint64 ShortestHead = 2 + MaskSize;
constexpr qint64 LongestHead = 4 + MaskSize; // of those that are read here

/// Section 5.3, eight bytes at a time.
void unmask(char* data, qint64 size, const uchar* mask)
{
    quint64 wide = 0;
    std::memcpy(&wide, mask, MaskSize);
    std::memcpy(reinterpret_cast<char*>(&wide) + MaskSize, mask, MaskSize);
    qint64 at = 0;
    for (; at + qint64(sizeof wide) <= size; at += sizeof wide) {
        quint64 chunk = 0;
        std::memcpy(&chunk, data + at, sizeof chunk);
        chunk ^= wide;
        std::memcpy(data + at, &chunk, sizeof chunk);
    }
    for (; at < size; ++at) {
        data[at] = char(uchar(data[at]) ^ mask[at % MaskSize]);
    }
}

} // namespace

/// The head of a masked, final frame.
struct WholeTexts::Head
{
    uchar kind = 0; ///< FIN and opcode; 0: not such a frame, or its head is not complete
    qint64 size = 0; ///< of the head
    qint64 payload = 0;

    qint64 frame() const { return size + payload; }
};

WholeTexts::WholeTexts(QTcpSocket& tcp, qint64 maxSize, QByteArray& buffer)
    : m_tcp(tcp)
    , m_maxSize(maxSize)
    , m_buffer(buffer)
    , m_atFrame(tcp.bytesAvailable() == 0)
{ }

std::optional<QByteArrayView> WholeTexts::take()
{
    const qint64 available = m_tcp.bytesAvailable();
    if (!m_atFrame || available == 0) {
        return std::nullopt;
    }
    const Head head = readHead(available);
    if (head.kind != FinalText || head.payload > m_maxSize || head.frame() > available) {
        // QWebSocket reads next, and only a whole ping is sure to end where something new begins.
        m_atFrame = head.kind == FinalPing && head.frame() == available;
        return std::nullopt;
    }
    m_buffer.resize(head.frame());
    m_tcp.peek(m_buffer.data(), head.frame());
    char* const text = m_buffer.data() + head.size;
    unmask(text, head.payload, reinterpret_cast<const uchar*>(text) - MaskSize);
    const QByteArrayView message(text, head.payload);
    if (!message.isValidUtf8()) {
        m_atFrame = false;
        return std::nullopt;
    }
    m_tcp.skip(head.frame());
    return message;
}

WholeTexts::Head WholeTexts::readHead(qint64 available) const
{
    uchar bytes[LongestHead];
    // Never for more than there is: QIODevice would ask the system for the rest.
    const qint64 size
        = m_tcp.peek(reinterpret_cast<char*>(bytes), std::min(available, LongestHead));
    if (size < ShortestHead || !(bytes[1] & MaskBit)) {
        return {};
    }
    const qint64 shortLength = bytes[1] & ~MaskBit;
    if (shortLength < 126) {
        return {bytes[0], ShortestHead, shortLength};
    }
    // Those that need eight bytes for their length are rare: QWebSocket may have them.
    const qint64 length = qFromBigEndian<quint16>(bytes + 2);
    if (shortLength == 127 || size < ShortestHead + 2 || length < 126) {
        return {};
    }
    return {bytes[0], ShortestHead + 2, length};
}

void WholeTexts::onFrameRead(bool endsMessage)
{
    m_inMessage = !endsMessage;
    onPongRead();
}

void WholeTexts::onPongRead()
{
    // With more at hand, QWebSocket reads on, and perhaps not to the end of a frame.
    m_atFrame = !m_inMessage && m_tcp.bytesAvailable() == 0;
}

} // namespace Signalbox
