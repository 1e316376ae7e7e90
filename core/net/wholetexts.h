// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

class QTcpSocket;

namespace Signalbox {

/// Takes messages that have arrived as one whole text frame from a socket before the QWebSocket
/// above it looks at what has arrived. That is how nearly all messages come, and QWebSocket takes
/// longer for one of them than all the rest of the hub does. Whatever is not so plain is left where
/// it is: control frames, fragments, halves of frames, binary and invalid text, everything too
/// large and everything malformed. QWebSocket answers that as ever.
///
/// Thread: the I/O thread. Owner: the connection.
class WholeTexts
{
public:
    /// tcp: at the beginning of a frame. maxSize: in bytes; what is larger is left to QWebSocket.
    /// buffer: where a message is while it is read; the same one can serve many connections.
    WholeTexts(QTcpSocket& tcp, qint64 maxSize, QByteArray& buffer);

    qint64 maxSize() const { return m_maxSize; }
    void setMaxSize(qint64 size) { m_maxSize = size; }

    /// The next message in UTF-8, valid until the next call; nullopt: there is none, or QWebSocket
    /// must come first.
    std::optional<QByteArrayView> take();

    /// QWebSocket has read to the end of a frame of a message, or of a pong.
    void onFrameRead(bool endsMessage);
    void onPongRead();

private:
    struct Head;

    Head readHead(qint64 available) const;

    QTcpSocket& m_tcp;
    qint64 m_maxSize;
    QByteArray& m_buffer;
    bool m_atFrame; ///< what comes next is the beginning of a frame, and of a message
    bool m_inMessage = false; ///< QWebSocket has read a part of a fragmented one
};

} // namespace Signalbox
