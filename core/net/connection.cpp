// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/connection.h"

#include "core/link/closecodes.h"

#include <QTcpSocket>
#include <QTimer>
#include <QWebSocket>

#include <algorithm>
#include <cstring>
#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace Signalbox {

namespace {

using SteadyTime = std::chrono::steady_clock;

/// More than this is offered to the system at once: only what that does not take counts as waiting
/// for a slow peer.
constexpr qsizetype MostJoined = 64 * 1024;

QByteArray encodeTime(SteadyTime::time_point time)
{
    const auto ticks = time.time_since_epoch().count();
    return QByteArray(reinterpret_cast<const char*>(&ticks), sizeof ticks);
}

SteadyTime::time_point decodeTime(const QByteArray& payload)
{
    SteadyTime::rep ticks = 0;
    Q_ASSERT(payload.size() == sizeof ticks);
    std::memcpy(&ticks, payload.constData(), sizeof ticks);
    return SteadyTime::time_point(SteadyTime::duration(ticks));
}

} // namespace

Connection::Connection(std::unique_ptr<QWebSocket> socket, QTcpSocket* tcp, const Limits& limits)
    : m_socket(std::move(socket))
    , m_tcp(tcp)
    , m_limits(limits)
{
    // Both default to 2 GiB.
    m_socket->setMaxAllowedIncomingFrameSize(quint64(limits.messageBytes));
    m_socket->setMaxAllowedIncomingMessageSize(quint64(limits.messageBytes));
    connectSignals();
}

Connection::~Connection()
{
    // ~QWebSocket says goodbye if it can, and nobody may be told of that.
    m_socket->disconnect(this);
    m_socket->abort();
}

void Connection::connectSignals()
{
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this,
        [this](const QString& text) { Q_EMIT received(text.toUtf8()); });
    connect(m_socket.get(), &QWebSocket::binaryMessageReceived, this,
        [this](const QByteArray& bytes) { Q_EMIT received(bytes); });
    connect(m_socket.get(), &QWebSocket::pong, this,
        [this](quint64, const QByteArray& payload) { onPong(payload); });
    connect(m_socket.get(), &QWebSocket::aboutToClose, this, &Connection::onAboutToClose);
    // Queued: QWebSocket emits it from within close() and abort(), and Wire promises not to.
    connect(m_socket.get(), &QWebSocket::disconnected, this, &Connection::onDisconnected,
        Qt::QueuedConnection);
    connect(m_tcp, &QTcpSocket::bytesWritten, this, &Connection::onBytesWritten);
    connect(m_tcp, &QTcpSocket::readyRead, this, &Connection::cutIfFlooding);
}

void Connection::send(const Frame& frame)
{
    if (!isOpen()) {
        return;
    }
    if (m_joined.isEmpty()) {
        m_joined = frame.bytes();
        QMetaObject::invokeMethod(this, &Connection::flush, Qt::QueuedConnection);
    } else {
        m_joined += frame.bytes();
    }
    if (m_joined.size() > MostJoined) {
        flush();
    }
}

void Connection::flush()
{
    if (m_joined.isEmpty() || !isOpen()) {
        return;
    }
    qint64 sent = 0;
    if (m_tcp->bytesToWrite() == 0) {
        m_ownBytes = 0;
        sent = sendAtOnce(m_joined);
        m_takenBytes += quint64(sent);
    }
    if (sent < m_joined.size()) {
        m_ownBytes += m_joined.size() - sent;
        m_tcp->write(m_joined.constData() + sent, m_joined.size() - sent);
    }
    m_joined.clear();
}

qint64 Connection::sendAtOnce(const QByteArray& bytes) const
{
#ifdef Q_OS_UNIX
    const ssize_t sent = ::send(int(m_tcp->socketDescriptor()), bytes.constData(),
        size_t(bytes.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
    // An error shows again, and is dealt with, when the QTcpSocket writes.
    return std::max<qint64>(sent, 0);
#else
    Q_UNUSED(bytes)
    return 0;
#endif
}

void Connection::ping()
{
    constexpr qint64 headerSize = 2;
    if (!isOpen()) {
        return;
    }
    // While there is no answer the same is asked again, so that the answer on its way still counts:
    // whoever claims a peer's id makes the hub ping it, faster perhaps than it can answer.
    if (m_pingPayload.isEmpty()) {
        m_pingPayload = encodeTime(SteadyTime::now());
    }
    m_ownBytes += headerSize + m_pingPayload.size();
    m_socket->ping(m_pingPayload);
}

void Connection::close(quint16 code, const QString& reason)
{
    if (m_toldToClose) {
        return;
    }
    flush();
    m_toldToClose = true;
    m_closing = true;
    QTimer::singleShot(m_limits.closeTime, this, [this] {
        m_socket->abort();
        onDisconnected(); // also where QWebSocket has nothing left to tell
    });
    m_socket->close(QWebSocketProtocol::CloseCode(code), cutCloseReason(reason));
}

qint64 Connection::queuedBytes() const
{
    return m_joined.size() + (m_tcp ? m_tcp->bytesToWrite() : 0);
}

bool Connection::isOpen() const
{
    return !m_closing && m_tcp && m_socket->isValid();
}

void Connection::onPong(const QByteArray& payload)
{
    // Only what was asked counts: a peer may send pongs that nobody asked for.
    if (payload.isEmpty() || payload != m_pingPayload) {
        return;
    }
    m_pingPayload.clear();
    const auto roundTrip = SteadyTime::now() - decodeTime(payload);
    Q_EMIT pongReceived(std::chrono::duration_cast<std::chrono::microseconds>(roundTrip));
}

void Connection::cutIfFlooding()
{
    // What waits beyond what was written here are pongs: somebody pings and does not read.
    if (m_tcp && m_tcp->bytesToWrite() > m_ownBytes + m_limits.pongBytes) {
        m_flooding = true;
        m_socket->abort();
    }
}

void Connection::onBytesWritten(qint64 bytes)
{
    m_takenBytes += quint64(bytes);
    if (m_tcp) {
        m_ownBytes = std::min(m_ownBytes, m_tcp->bytesToWrite());
    }
}

void Connection::onAboutToClose()
{
    m_closing = true;
    // QWebSocket also passes on what QTcpSocket says when a write fails: then it is open still, and
    // has an error. A goodbye is no error, or finds the socket gone.
    const bool broken = m_tcp && m_tcp->state() == QAbstractSocket::ConnectedState
        && m_tcp->error() != QAbstractSocket::UnknownSocketError;
    m_goodbye = m_goodbye || !broken;
}

void Connection::onDisconnected()
{
    if (m_gone) {
        return;
    }
    m_gone = true;
    Q_EMIT closed(departure());
}

Departure Connection::departure() const
{
    if (m_flooding) {
        return Departure::Flooding;
    }
    switch (m_socket->closeCode()) {
    case QWebSocketProtocol::CloseCodeProtocolError:
    case QWebSocketProtocol::CloseCodeDatatypeNotSupported:
    case QWebSocketProtocol::CloseCodeWrongDatatype:
    case QWebSocketProtocol::CloseCodePolicyViolated:
    case QWebSocketProtocol::CloseCodeTooMuchData:
        return Departure::BrokeProtocol;
    default:
        return m_goodbye ? Departure::Left : Departure::Lost;
    }
}

} // namespace Signalbox
