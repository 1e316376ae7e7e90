// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/peersocket.h"

#include <algorithm>
#include <utility>
#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace Signalbox {

namespace {

/// What the system took. An error shows again, and is dealt with, when QTcpSocket writes.
qint64 sendAtOnce(qintptr descriptor, const char* data, qint64 size)
{
#ifdef Q_OS_UNIX
    const ssize_t sent = ::send(int(descriptor), data, size_t(size), MSG_NOSIGNAL | MSG_DONTWAIT);
    return std::max<qint64>(sent, 0);
#else
    Q_UNUSED(descriptor)
    Q_UNUSED(data)
    Q_UNUSED(size)
    return 0;
#endif
}

} // namespace

PeerSocket::PeerSocket(QObject* parent)
    : QTcpSocket(parent)
{
    connect(this, &QTcpSocket::readyRead, this, [this] {
        m_answersAtOnce = true;
        Q_EMIT dataArrived();
    });
    connect(this, &QTcpSocket::bytesWritten, this, [this] { m_waiting = bytesToWrite(); });
    connect(this, &QTcpSocket::stateChanged, this, [this](SocketState state) {
        if (state != ConnectedState) {
            m_descriptor = -1;
        }
    });
}

bool PeerSocket::adopt(qintptr descriptor)
{
    if (!setSocketDescriptor(descriptor)) {
        return false;
    }
    m_descriptor = descriptor;
    return true;
}

qint64 PeerSocket::writeData(const char* data, qint64 size)
{
    return std::exchange(m_answersAtOnce, false) ? writeAtOnce(data, size) : writeLater(data, size);
}

qint64 PeerSocket::writeAtOnce(const char* data, qint64 size)
{
    const bool isFree = m_waiting == 0 && m_descriptor >= 0;
    const qint64 sent = isFree ? sendAtOnce(m_descriptor, data, size) : 0;
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
