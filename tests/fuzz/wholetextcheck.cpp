// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/wholetextcheck.h"

#include "core/net/wholetexts.h"

#include <QTcpSocket>

#include <algorithm>

namespace Signalbox {

namespace {

constexpr qint64 mostBytes = 4096;

/// A connection to which bytes come as the check says.
class Arrivals : public QTcpSocket
{
public:
    explicit Arrivals(QByteArrayView all)
        : m_all(all)
    {
        setOpenMode(QIODevice::ReadWrite | QIODevice::Unbuffered);
    }

    void arrive(qint64 bytes) { m_arrived = std::min(m_arrived + bytes, qint64(m_all.size())); }
    bool isAllThere() const { return m_arrived == m_all.size(); }
    /// What has arrived and nobody has read; a look may have put some of it aside.
    QByteArrayView rest() const { return m_all.first(m_arrived).last(bytesAvailable()); }
    qint64 bytesAvailable() const override
    {
        return m_arrived - m_at + QIODevice::bytesAvailable();
    }

protected:
    qint64 readData(char* bytes, qint64 most) override
    {
        const qint64 size = std::min(most, m_arrived - m_at);
        std::copy_n(m_all.data() + m_at, size, bytes);
        m_at += size;
        return size;
    }
    qint64 skipData(qint64 most) override
    {
        const qint64 size = std::min(most, m_arrived - m_at);
        m_at += size;
        return size;
    }

private:
    const QByteArrayView m_all;
    qint64 m_arrived = 0;
    qint64 m_at = 0;
};

/// A frame as RFC 6455 section 5.2 describes it, read slowly.
struct Frame
{
    enum Kind
    {
        Continuation = 0x0,
        Text = 0x1,
        Binary = 0x2,
        Ping = 0x9,
        Pong = 0xA,
    };

    bool isFinal = false;
    int kind = 0;
    qint64 size = 0; ///< with its head; 0: the head is not there yet
    qint64 headSize = 0;
    bool isBad = false; ///< ends the connection

    bool isControl() const { return kind >= 0x8; }
};

Frame frameFrom(QByteArrayView bytes)
{
    Frame frame;
    const auto byte = [bytes](qint64 at) { return uchar(bytes[at]); };
    if (bytes.size() < 2) {
        return frame;
    }
    frame.isFinal = (byte(0) & 0x80) != 0;
    frame.kind = byte(0) & 0x0f;
    const int shortLength = byte(1) & 0x7f;
    const qint64 lengthBytes = shortLength == 126 ? 2 : shortLength == 127 ? 8 : 0;
    if (bytes.size() < 2 + lengthBytes + 4) {
        return frame;
    }
    quint64 length = lengthBytes == 0 ? quint64(shortLength) : 0;
    for (qint64 i = 0; i < lengthBytes; ++i) {
        length = length << 8 | byte(2 + i);
    }
    const quint64 least = lengthBytes == 0 ? 0 : lengthBytes == 2 ? 126 : 65'536;
    frame.isBad = (byte(0) & 0x70) != 0 || (byte(1) & 0x80) == 0 || length < least
        || length > quint64(mostBytes) || (frame.isControl() && (length > 125 || !frame.isFinal))
        || (frame.kind != Frame::Continuation && frame.kind != Frame::Text
            && frame.kind != Frame::Binary && frame.kind != Frame::Ping
            && frame.kind != Frame::Pong);
    frame.headSize = 2 + lengthBytes + 4;
    frame.size = frame.headSize + (frame.isBad ? 0 : qint64(length)); // which may be any number
    return frame;
}

QByteArray payloadOf(const Frame& frame, QByteArrayView bytes)
{
    QByteArray payload = bytes.sliced(frame.headSize, frame.size - frame.headSize).toByteArray();
    for (qsizetype i = 0; i < payload.size(); ++i) {
        payload[i] = char(payload[i] ^ bytes[frame.headSize - 4 + i % 4]);
    }
    return payload;
}

/// Who reads: the hub first, and then what it left QWebSocket, all that is there.
class Reader
{
public:
    explicit Reader(QByteArrayView stream)
        : m_socket(stream)
        , m_texts(m_socket, mostBytes, m_buffer)
    { }

    bool isAtEnd() const { return m_isOver || m_socket.isAllThere(); }

    QString hear(qint64 bytes)
    {
        m_socket.arrive(bytes);
        if (QString complaint = takeAll(); !complaint.isEmpty()) {
            return complaint;
        }
        while (!m_isOver && !m_socket.rest().isEmpty()) {
            readOn();
        }
        return {};
    }

private:
    QString takeAll()
    {
        while (true) {
            const QByteArrayView before = m_socket.rest();
            const auto text = m_texts.take();
            if (!text) {
                return m_socket.rest().size() == before.size()
                    ? QString()
                    : QStringLiteral("what is left to QWebSocket was touched");
            }
            const Frame frame = frameFrom(before);
            if (m_left > 0 || m_isInMessage || !m_head.isEmpty()) {
                return QStringLiteral("a message was found within something else");
            }
            if (frame.isBad || frame.size == 0 || frame.size > before.size()
                || frame.kind != Frame::Text || !frame.isFinal) {
                return QStringLiteral("what was taken is no whole text");
            }
            if (payloadOf(frame, before) != *text || !text->isValidUtf8()) {
                return QStringLiteral("a text is not what it was");
            }
            if (m_socket.rest().size() != before.size() - frame.size) {
                return QStringLiteral("more or less than the frame was taken");
            }
        }
    }

    /// One frame, or as much of it as there is.
    void readOn()
    {
        if (m_left == 0) {
            readHead();
        }
        const qint64 part = std::min(m_left, qint64(m_socket.rest().size()));
        m_socket.skip(part);
        m_left -= part;
        if (m_left == 0 && m_head.isEmpty() && !m_isOver) {
            onRead();
        }
    }

    void readHead()
    {
        const QByteArrayView rest = m_socket.rest();
        const QByteArray begun = m_head + rest.toByteArray();
        m_frame = frameFrom(begun);
        if (m_frame.size == 0) {
            m_head = begun;
            m_socket.skip(rest.size());
            return;
        }
        const bool continues = m_frame.kind == Frame::Continuation;
        m_isOver = m_frame.isBad || (!m_frame.isControl() && continues != m_isInMessage);
        m_socket.skip(m_frame.headSize - m_head.size());
        m_head.clear();
        m_left = m_frame.size - m_frame.headSize;
    }

    void onRead()
    {
        if (!m_frame.isControl()) {
            m_isInMessage = !m_frame.isFinal;
            m_texts.onFrameRead(m_frame.isFinal);
        } else if (m_frame.kind == Frame::Pong) {
            m_texts.onPongRead();
        }
    }

    Arrivals m_socket;
    QByteArray m_buffer;
    WholeTexts m_texts;
    Frame m_frame;
    QByteArray m_head; ///< the beginning of one that is not whole
    qint64 m_left = 0; ///< of a frame whose head was read
    bool m_isInMessage = false;
    bool m_isOver = false;
};

} // namespace

QString complaintAboutWholeTexts(QByteArrayView input)
{
    if (input.isEmpty()) {
        return {};
    }
    const auto piece = uchar(input.front());
    const QByteArrayView stream = input.sliced(1);
    Reader reader(stream);
    while (!reader.isAtEnd()) {
        const QString complaint = reader.hear(piece == 0 ? stream.size() : piece);
        if (!complaint.isEmpty()) {
            return complaint;
        }
    }
    return {};
}

} // namespace Signalbox
