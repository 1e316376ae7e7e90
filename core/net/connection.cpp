// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/connection.h"

#include "core/link/closecodes.h"
#include "core/net/outbox.h"
#include "core/net/peersocket.h"
#include "core/net/securesocket.h"
#include "core/net/tcpoptions.h"

#include <QTcpSocket>
#include <QTimer>
#include <QWebSocket>

#include <algorithm>
#include <cstring>

namespace Signalbox {

namespace {

using SteadyTime = std::chrono::steady_clock;

/// More than this is offered to the system at once: only what that does not take counts as waiting
/// for a slow peer.
constexpr qint64 MostJoined = 64 * 1024;

/// Room for so many frames is kept from turn to turn.
constexpr qsizetype MostKept = 16;

/// Who confirms nothing for so long is lost, even where keepalive sees nothing wrong.
constexpr std::chrono::seconds Patience{30};

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

Connection::Connection(
    std::unique_ptr<QWebSocket> socket, QTcpSocket* tcp, const Surroundings& surroundings)
    : m_plain(qobject_cast<PeerSocket*>(tcp))
    , m_secure(qobject_cast<SecureSocket*>(tcp))
    , m_outbox(surroundings.outbox)
    , m_socket(std::move(socket))
    , m_tcp(tcp)
    , m_texts(*tcp, surroundings.limits.messageBytes, surroundings.arrivals)
    , m_limits(surroundings.limits)
    , m_influx(SteadyTime::now())
{
    Q_ASSERT(m_plain != nullptr || m_secure != nullptr);
    TcpOptions::setPatience(tcp->socketDescriptor(), Patience);
    boundMessages();
    m_open = m_socket->isValid();
    if (m_plain == nullptr) {
        m_counted = m_secure->takenBytes();
    }
    connectSignals();
}

Connection::~Connection()
{
    if (m_enrolled || m_holding) {
        m_outbox.withdraw(this);
    }
    // ~QWebSocket says goodbye if it can, and nobody may be told of that.
    m_socket->disconnect(this);
    m_socket->abort();
}

void Connection::send(const Frame& frame)
{
    if (!m_open) {
        return;
    }
    m_frames.push_back(frame.bytes());
    m_frameBytes += frame.bytes().size();
    if (m_frameBytes > MostJoined) {
        flush();
    } else if (frame.haste() == Haste::AtOnce || !hold()) {
        enroll();
    }
}

void Connection::enroll()
{
    if (!std::exchange(m_enrolled, true)) {
        m_outbox.enroll(this);
    }
}

/// Whether what can wait does so. The first after a pause does not: there may be no second.
bool Connection::hold()
{
    if (m_holding) {
        return true;
    }
    const auto now = SteadyTime::now();
    if (!m_lastPresence || now - *m_lastPresence >= m_limits.presencePause) {
        m_lastPresence = now;
        return false;
    }
    m_holding = true;
    m_outbox.hold(this, m_limits.presencePause);
    return true;
}

void Connection::onItsTurn()
{
    m_enrolled = false;
    flush();
}

void Connection::onPauseEnd()
{
    m_holding = false;
    m_lastPresence = SteadyTime::now();
    flush();
}

void Connection::flush()
{
    if (m_open && !m_frames.isEmpty()) {
        write({m_frames.constData(), size_t(m_frames.size())});
    }
    m_frameBytes = 0;
    m_frames.clear();
    if (m_frames.capacity() > MostKept) {
        m_frames.squeeze();
    }
}

/// Writes whole frames, and keeps the books: what of them left at once, and what waits.
void Connection::write(std::span<const QByteArray> frames)
{
    const qint64 before = m_waitingBytes;
    if (m_plain != nullptr) {
        m_plain->send(frames);
        m_waitingBytes = m_plain->waiting();
    } else {
        m_writing = true;
        m_secure->send(frames);
        m_writing = false;
        look();
    }
    const qint64 more = m_waitingBytes - before;
    qint64 size = 0;
    for (const QByteArray& frame : frames) {
        size += frame.size();
    }
    m_ownBytes = std::min(m_ownBytes + std::max<qint64>(more, 0), m_waitingBytes);
    m_takenBytes += quint64(size - std::min(more, size)); // TLS adds to what waits
}

void Connection::ping()
{
    if (!m_open) {
        return;
    }
    // While there is no answer the same is asked again, so that the answer on its way still counts:
    // whoever claims a peer's id makes the hub ping it, faster perhaps than it can answer.
    if (m_pingPayload.isEmpty()) {
        m_pingPayload = encodeTime(SteadyTime::now());
    }
    const QByteArray frame = Frame::ping(m_pingPayload).bytes();
    write({&frame, 1});
}

void Connection::close(quint16 code, const QString& reason)
{
    if (m_toldToClose) {
        return;
    }
    flush();
    m_toldToClose = true;
    m_open = false;
    QTimer::singleShot(m_limits.closeTime, this, [this] {
        m_socket->abort();
        onDisconnected(); // also where QWebSocket has nothing left to tell
    });
    m_socket->close(QWebSocketProtocol::CloseCode(code), cutCloseReason(reason));
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

void Connection::onBytesWritten(qint64 bytes)
{
    if (m_writing) {
        return;
    }
    m_takenBytes += quint64(bytes);
    look();
    m_ownBytes = std::min(m_ownBytes, m_waitingBytes);
}

void Connection::look()
{
    m_waitingBytes = m_tcp ? m_tcp->bytesToWrite() : 0;
}

void Connection::onAboutToClose()
{
    m_open = false;
    // QWebSocket also passes on what QTcpSocket says when a write fails: then it is open still, and
    // has an error. A goodbye is no error, or finds the socket gone.
    const bool broken = m_tcp && m_tcp->state() == QAbstractSocket::ConnectedState
        && m_tcp->error() != QAbstractSocket::UnknownSocketError;
    const bool isGoingAway
        = !m_toldToClose && m_socket->closeCode() == QWebSocketProtocol::CloseCodeGoingAway;
    m_goingAway = m_goingAway || isGoingAway;
    m_goodbye = m_goodbye || !(broken || isGoingAway);
}

void Connection::onDisconnected()
{
    if (m_gone) {
        return;
    }
    m_gone = true;
    look();
    Q_EMIT closed(departure());
}

Departure Connection::departure() const
{
    if (m_flooding) {
        return Departure::Flooding;
    }
    if (m_overRate) {
        return Departure::OverRate;
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
