// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
// How a connection hears what comes, and how much of that.
#include "core/link/closecodes.h"
#include "core/net/connection.h"
#include "core/net/outbox.h"
#include "core/net/peersocket.h"
#include "core/net/securesocket.h"

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

} // namespace

void Connection::connectSignals()
{
    // QWebSocket's frames are looked at before what is behind them may be hidden.
    connect(m_socket.get(), &QWebSocket::textFrameReceived, this,
        [this](const QString&, bool isLast) { m_texts.onFrameRead(isLast); });
    connect(m_socket.get(), &QWebSocket::binaryFrameReceived, this,
        [this](const QByteArray&, bool isLast) { m_texts.onFrameRead(isLast); });
    connect(m_socket.get(), &QWebSocket::pong, this, [this] { m_texts.onPongRead(); });
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
    if (m_plain != nullptr) {
        connect(m_plain, &PeerSocket::dataArrived, this, &Connection::takePlainTexts);
        connect(m_plain, &QTcpSocket::bytesWritten, this, &Connection::onBytesWritten);
    } else {
        connect(m_secure, &SecureSocket::dataArrived, this, &Connection::takePlainTexts);
        connect(m_secure, &SecureSocket::arrivalRead, this, [this] { m_share.begin(); });
        // What bytesWritten() tells of is encrypted, but may not have left.
        connect(m_secure, &QSslSocket::encryptedBytesWritten, this, &Connection::onBytesWritten);
    }
    connect(m_tcp, &QTcpSocket::readyRead, this, &Connection::onDataRead);
}

void Connection::takePlainTexts()
{
    countArrived();
    if (m_plain != nullptr) {
        m_share.begin();
    } else {
        m_secure->beginReading();
    }
    if (m_texts.maxSize() != m_limits.messageBytes) {
        boundMessages();
    }
    while (m_open) {
        const std::optional<QByteArrayView> text = m_texts.take();
        if (!text) {
            break;
        }
        use(text->size());
        m_outbox.noteHeard();
        Q_EMIT received(*text);
    }
}

/// As the limit is at this moment.
void Connection::boundMessages()
{
    m_texts.setMaxSize(m_limits.messageBytes);
    // Both default to 2 GiB.
    m_socket->setMaxAllowedIncomingFrameSize(quint64(m_limits.messageBytes));
    m_socket->setMaxAllowedIncomingMessageSize(quint64(m_limits.messageBytes));
}

/// Of this turn's share; QWebSocket, too, reads no further once that is used up.
void Connection::use(qint64 bytes)
{
    m_share.use(bytes);
    if (m_share.isUsedUp() && hideRest()) {
        QMetaObject::invokeMethod(this, &Connection::showRest, Qt::QueuedConnection);
    }
}

/// Whether there may be a rest, which is hidden then. Of TLS it may be decrypted only in a moment.
bool Connection::hideRest()
{
    if (!m_tcp) { // QWebSocket lets go of it when it is gone
        return false;
    }
    if (m_plain != nullptr) {
        const bool hasRest = m_plain->bytesAvailable() > 0;
        if (hasRest) {
            m_plain->hideRest();
        }
        return hasRest;
    }
    return m_secure->hideRest();
}

void Connection::showRest()
{
    m_share.begin();
    if (!m_tcp) {
        return;
    }
    if (m_plain != nullptr) {
        m_plain->showRest();
    } else {
        m_secure->showRest();
    }
}

/// Everything counts, down to empty fragments: they cost their sender nothing, and the hub a turn
/// each.
void Connection::countArrived()
{
    if (!m_tcp) {
        return;
    }
    const quint64 arrived
        = m_plain != nullptr ? quint64(m_plain->unread()) : m_secure->takenBytes();
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
        m_secure->endReading();
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
