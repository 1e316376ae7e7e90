// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/peersocket.h"

#include "core/net/tcpoptions.h"

#include <algorithm>
#include <utility>
#ifdef Q_OS_LINUX
#include <sys/socket.h>
#include <sys/uio.h>
#endif

namespace Signalbox {

namespace {

/// QWebSocket writes a pong's head and its payload one after the other.
constexpr int WritesOfAnAnswer = 2;

/// So many pieces are offered to the system at once; the rest is buffered.
constexpr size_t MostPieces = 64;

/// What the system took. An error shows again, and is dealt with, when QTcpSocket writes.
qint64 sendAtOnce(qintptr descriptor, std::span<const QByteArray> pieces)
{
#ifdef Q_OS_LINUX
    constexpr int flags = MSG_NOSIGNAL | MSG_DONTWAIT;
    if (pieces.size() == 1) {
        const QByteArray& piece = pieces.front();
        return std::max<ssize_t>(
            ::send(int(descriptor), piece.constData(), size_t(piece.size()), flags), 0);
    }
    iovec parts[MostPieces];
    const size_t count = std::min(pieces.size(), MostPieces);
    for (size_t i = 0; i < count; ++i) {
        parts[i] = {const_cast<char*>(pieces[i].constData()), size_t(pieces[i].size())};
    }
    msghdr message{};
    message.msg_iov = parts;
    message.msg_iovlen = count;
    return std::max<ssize_t>(::sendmsg(int(descriptor), &message, flags), 0);
#else
    Q_UNUSED(descriptor)
    Q_UNUSED(pieces)
    return 0;
#endif
}

} // namespace

PeerSocket::PeerSocket(QObject* parent)
    : QTcpSocket(parent)
{
    connect(this, &QTcpSocket::readyRead, this, [this] {
        m_answersLeft = WritesOfAnAnswer;
        Q_EMIT dataArrived();
    });
    connect(this, &QTcpSocket::bytesWritten, this, [this] {
        m_waiting = bytesToWrite();
        if (state() == ClosingState) {
            endWithResetIfUnsent();
        }
    });
    connect(this, &QTcpSocket::stateChanged, this, [this](SocketState state) {
        if (state != ConnectedState) {
            m_descriptor = -1;
        }
    });
}

PeerSocket::~PeerSocket()
{
    // QTcpSocket's destructor still tells of changes, when what is here is no more.
    disconnect(this, nullptr, this, nullptr);
}

bool PeerSocket::adopt(qintptr descriptor)
{
    if (!setSocketDescriptor(descriptor)) {
        return false;
    }
    m_descriptor = descriptor;
    return true;
}

/// Also by close() and abort(), which has thrown away by then what waited.
void PeerSocket::disconnectFromHost()
{
    endWithResetIfUnsent();
    QTcpSocket::disconnectFromHost();
}

void PeerSocket::endWithResetIfUnsent()
{
    const bool isUnsent = m_waiting > 0;
    if (std::exchange(m_endsWithReset, isUnsent) != isUnsent) {
        TcpOptions::endWithReset(socketDescriptor(), isUnsent);
    }
}

void PeerSocket::hideRest()
{
    if (!std::exchange(m_hidesRest, true)) {
        m_readBuffer = readBufferSize();
        setReadBufferSize(1); // full, so that neither more nor the end is looked for
    }
}

void PeerSocket::showRest()
{
    if (std::exchange(m_hidesRest, false)) {
        setReadBufferSize(m_readBuffer);
        Q_EMIT readyRead();
    }
}

qint64 PeerSocket::bytesAvailable() const
{
    return m_hidesRest ? 0 : unread();
}

void PeerSocket::replaceUnread(QByteArrayView bytes)
{
    skip(unread());
    // Whoever peeks is told the same again: QIODevice fetches what it does not have, and keeps it.
    m_substitute = bytes;
    peek(bytes.size());
    m_substitute = {};
}

qint64 PeerSocket::readData(char* data, qint64 size)
{
    if (m_substitute.isEmpty()) {
        return QTcpSocket::readData(data, size);
    }
    const qint64 taken = std::min(size, m_substitute.size());
    std::copy_n(m_substitute.data(), taken, data);
    m_substitute = m_substitute.sliced(taken);
    return taken;
}

void PeerSocket::send(std::span<const QByteArray> pieces)
{
    qint64 sent = isFree() ? sendAtOnce(m_descriptor, pieces) : 0;
    for (const QByteArray& piece : pieces) {
        const qint64 done = std::min<qint64>(sent, piece.size());
        sent -= done;
        if (done < piece.size()) {
            writeLater(piece.constData() + done, piece.size() - done);
        }
    }
}

qint64 PeerSocket::writeData(const char* data, qint64 size)
{
    if (m_answersLeft == 0 || !isFree()) {
        return writeLater(data, size);
    }
    --m_answersLeft;
    const QByteArray piece = QByteArray::fromRawData(data, size);
    const qint64 sent = sendAtOnce(m_descriptor, {&piece, 1});
    if (sent == size) {
        return sent;
    }
    const qint64 buffered = writeLater(data + sent, size - sent);
    return buffered < 0 ? buffered : sent + buffered;
}

qint64 PeerSocket::writeLater(const char* data, qint64 size)
{
    const qint64 written = QTcpSocket::writeData(data, size);
    m_waiting = bytesToWrite();
    return written;
}

} // namespace Signalbox
