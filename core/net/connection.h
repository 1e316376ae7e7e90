// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/link/limits.h"
#include "core/link/wire.h"

#include <QPointer>

#include <memory>

class QTcpSocket;
class QWebSocket;

namespace Signalbox {

/// One WebSocket as a wire. QWebSocket reads, answers pings and shakes hands; what the hub sends is
/// written below it as ready frames, because QWebSocket would encode it anew for every receiver.
/// The frames of one turn of the event loop leave together: past the QTcpSocket's buffer while that
/// is empty, through it otherwise. That is sound because everything happens in one thread, whole
/// frames only are ever written, and nothing is written once either side has begun to close.
///
/// Thread: the I/O thread. Owner: the link.
class Connection final : public Wire
{
    Q_OBJECT

public:
    /// socket: connected, with nothing read from it. tcp: the socket below it, which it owns.
    Connection(std::unique_ptr<QWebSocket> socket, QTcpSocket* tcp, const Limits& limits);
    ~Connection() override;

    void send(const Frame& frame) override;
    void ping() override;
    void close(quint16 code, const QString& reason) override;
    qint64 queuedBytes() const override;
    quint64 takenBytes() const override { return m_takenBytes; }

private:
    void connectSignals();
    void flush();
    qint64 sendAtOnce(const QByteArray& bytes) const;
    void onPong(const QByteArray& payload);
    void onBytesWritten(qint64 bytes);
    void onAboutToClose();
    void onDisconnected();
    void cutIfFlooding();
    Departure departure() const;
    bool isOpen() const;

    std::unique_ptr<QWebSocket> m_socket;
    QPointer<QTcpSocket> m_tcp; ///< dies with m_socket, or when that lets go of it
    const Limits& m_limits;
    QByteArray m_pingPayload; ///< of the ping that is not answered yet; empty: all are
    QByteArray m_joined; ///< frames of this turn, not written yet
    quint64 m_takenBytes = 0;
    qint64 m_ownBytes = 0; ///< at least as much as waits of what was written here
    bool m_closing = false; ///< either side has begun to close; nothing more is sent
    bool m_goodbye = false; ///< there was a close frame, in whichever direction
    bool m_gone = false; ///< closed() was emitted
    bool m_toldToClose = false; ///< this side has begun
    bool m_flooding = false;
};

} // namespace Signalbox
