// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
// How a connection hears what comes, and how much of that.
#include "core/link/closecodes.h"
#include "core/net/connection.h"
#include "core/net/outbox.h"
#include "core/net/peersocket.h"
#include "core/net/securesocket.h"
#include "core/net/tcpoptions.h"

#include <QTcpSocket>
#include <QWebSocket>

namespace Signalbox {

namespace {

using SteadyTime = std::chrono::steady_clock;

/// In UTF-8, without making it: a surrogate is half of four bytes.
qint64 utf8Size(QStringView text)
{
    qint64 size = text.size();
    for (const QChar c : text) {
        size += (c.unicode() >= 0x80) + (c.unicode() >= 0x800 && !c.isSurrogate());
    }
    return size;
}

/// Whether there may be a rest, which is hidden then. Of TLS it may be decrypted only in a moment.
bool hideRestOf(QTcpSocket& socket)
{
    if (auto* plain = qobject_cast<PeerSocket*>(&socket)) {
        const bool hasRest = plain->bytesAvailable() > 0;
        if (hasRest) {
            plain->hideRest();
        }
        return hasRest;
    }
    auto* secure = qobject_cast<SecureSocket*>(&socket);
    const bool hasRest = secure != nullptr && !secure->hidesRest();
    if (hasRest) {
        secure->hideRest();
    }
    return hasRest;
}

void showRestOf(QTcpSocket& socket)
{
    if (auto* plain = qobject_cast<PeerSocket*>(&socket)) {
        plain->showRest();
    } else if (auto* secure = qobject_cast<SecureSocket*>(&socket)) {
        secure->showRest();
    }
}

} // namespace

void Connection::connectSignals()
{
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this,
        [this](const QString& text) { receive(text.toUtf8()); });
    connect(m_socket.get(), &QWebSocket::binaryMessageReceived, this, &Connection::receive);
    connect(m_socket.get(), &QWebSocket::textFrameReceived, this, &Connection::countText);
    connect(m_socket.get(), &QWebSocket::binaryFrameReceived, this,
        [this](const QByteArray& data, bool isLast) { countFragment(data.size(), isLast); });
    connect(m_socket.get(), &QWebSocket::pong, this,
        [this](quint64, const QByteArray& payload) { onPong(payload); });
    connect(m_socket.get(), &QWebSocket::aboutToClose, this, &Connection::onAboutToClose);
    connect(m_socket.get(), &QWebSocket::stateChanged, this,
        [this](QAbstractSocket::SocketState state) {
            m_open = m_open && state == QAbstractSocket::ConnectedState;
        });
    // Queued: QWebSocket emits it from within close() and abort(), and Wire promises not to.
    connect(m_socket.get(), &QWebSocket::disconnected, this, &Connection::onDisconnected,
        Qt::QueuedConnection);
    if (auto* secure = qobject_cast<SecureSocket*>(m_tcp.data())) {
        // What bytesWritten() tells of is encrypted, but may not have left.
        connect(secure, &QSslSocket::encryptedBytesWritten, this, &Connection::onBytesWritten);
        connect(secure, &SecureSocket::arrivalRead, this, [this] { m_share.begin(); });
    } else {
        connect(m_tcp, &QTcpSocket::bytesWritten, this, &Connection::onBytesWritten);
    }
    connect(m_tcp, &QTcpSocket::readyRead, this, &Connection::onDataRead);
}

void Connection::takePlainTextsFirst()
{
    connect(m_plain, &PeerSocket::dataArrived, this, &Connection::takePlainTexts);
    connect(m_socket.get(), &QWebSocket::textFrameReceived, this,
        [this](const QString&, bool isLast) { m_texts->onFrameRead(isLast); });
    connect(m_socket.get(), &QWebSocket::binaryFrameReceived, this,
        [this](const QByteArray&, bool isLast) { m_texts->onFrameRead(isLast); });
    connect(m_socket.get(), &QWebSocket::pong, this, [this] { m_texts->onPongRead(); });
}

void Connection::takePlainTexts()
{
    countArrived();
    m_share.begin();
    while (m_open) {
        const std::optional<QByteArrayView> text = m_texts->take();
        if (!text) {
            break;
        }
        use(text->size());
        m_outbox.noteHeard();
        Q_EMIT received(*text);
    }
}

/// Of this turn's share; QWebSocket, too, reads no further once that is used up.
void Connection::use(qint64 bytes)
{
    m_share.use(bytes);
    if (m_share.isUsedUp() && m_tcp && hideRestOf(*m_tcp)) {
        QMetaObject::invokeMethod(this, &Connection::showRest, Qt::QueuedConnection);
    }
}

void Connection::showRest()
{
    m_share.begin();
    if (m_tcp) { // QWebSocket lets go of it when it is gone
        showRestOf(*m_tcp);
    }
}

/// Everything counts, down to empty fragments: they cost their sender nothing, and the hub a turn
/// each.
void Connection::countArrived()
{
    quint64 arrived = 0;
    if (m_plain != nullptr) {
        arrived = quint64(m_plain->unread());
    } else if (m_tcp) {
        arrived = TcpOptions::arrivedBytes(m_tcp->socketDescriptor()).value_or(m_counted);
    }
    const qint64 more = qint64(arrived - m_counted);
    m_counted = arrived;
    if (m_influx.add(more, m_limits.wireBytesPerSecond) && m_open
        && m_influx.isFlood(SteadyTime::now())) {
        m_overRate = true;
        close(closeCode(Departure::OverRate), closeReason(Departure::OverRate));
    }
}

/// QWebSocket goes on to tell of a message whose last frame has ended the connection.
void Connection::receive(const QByteArray& message)
{
    if (!m_toldToClose) {
        m_outbox.noteHeard();
        Q_EMIT received(message);
    }
}

/// QWebSocket adds up characters where the limit is meant in bytes. It decodes each fragment by
/// itself, so that none ends within a character.
void Connection::countText(const QString& text, bool endsMessage)
{
    const bool isWhole = endsMessage && m_fragments == 0;
    const qint64 size = utf8Size(text);
    m_textBytes = isWhole ? 0 : m_textBytes + size;
    if (m_textBytes > m_limits.messageBytes) {
        close(QWebSocketProtocol::CloseCodeTooMuchData, QStringLiteral("Message too large"));
    }
    countFragment(size, endsMessage);
    if (endsMessage) {
        m_textBytes = 0;
    }
}

void Connection::countFragment(qint64 bytes, bool endsMessage)
{
    use(bytes);
    m_fragments = endsMessage ? 0 : m_fragments + 1;
    if (m_fragments >= m_limits.fragmentsPerMessage) {
        close(QWebSocketProtocol::CloseCodePolicyViolated,
            QStringLiteral("Too many fragments of one message"));
    }
}

/// Whoever reads the socket has done so.
void Connection::onDataRead()
{
    // QWebSocket says "going away", too, when it has waited in vain for the rest of a frame. But
    // that is not when data comes.
    m_goodbye = m_goodbye || m_goingAway;
    if (m_plain != nullptr) {
        m_counted = quint64(m_plain->unread());
    } else {
        countArrived();
    }
    cutIfFlooding();
}

void Connection::cutIfFlooding()
{
    look();
    // What waits beyond what was written here are pongs: somebody pings and does not read.
    if (m_waitingBytes > m_ownBytes + m_limits.pongBytes) {
        m_flooding = true;
        m_socket->abort();
    }
}

} // namespace Signalbox
