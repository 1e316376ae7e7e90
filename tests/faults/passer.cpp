// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/faults/passer.h"

#include "tests/faults/hubprogram.h"
#include "tests/support/rawclient.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace Signalbox {

Passer::Passer(quint16 port, Wire wire)
{
    if (wire == Wire::Tls) {
        m_secure = std::make_unique<QSslSocket>();
        m_secure->setPeerVerifyMode(QSslSocket::VerifyNone);
        m_secure->connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
        if (m_secure->waitForEncrypted(HubProgram::PatienceMs)) {
            m_socket = int(m_secure->socketDescriptor());
        }
    } else {
        m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const timeval patience{HubProgram::PatienceMs / 1000, 0};
        ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        sockaddr_in hub{};
        hub.sin_family = AF_INET;
        hub.sin_port = htons(port);
        hub.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::connect(m_socket, reinterpret_cast<const sockaddr*>(&hub), sizeof hub);
    }
    // So that no port waits for what may still be on its way.
    const linger now{1, 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    send(RawClient::upgradeRequest("/ws"));
}

Passer::~Passer()
{
    if (m_secure) {
        m_secure->abort();
    } else {
        ::close(m_socket);
    }
}

void Passer::passThrough()
{
    static const QByteArray all = [] {
        QByteArray frames;
        for (int i = 0; i < RoomsOfEach; ++i) {
            frames += RawClient::encode(
                {.payload = "{\"type\":\"join\",\"room\":\"room-" + QByteArray::number(i) + "\"}"});
            frames += RawClient::encode({.payload = "{\"type\":\"leave\"}"});
        }
        return frames;
    }();
    send(all);
}

QByteArray Passer::join(const QByteArray& resume)
{
    const QByteArray secret = resume.isEmpty() ? resume : ",\"resume\":\"" + resume + '"';
    send(RawClient::encode({.payload = "{\"type\":\"join\",\"room\":\"room\"" + secret + '}'}));
    constexpr QByteArrayView key = "\"resume\":\"";
    if (!hear("\"joined\"", 1) || !hear(key.data(), 1)) {
        return {};
    }
    const qsizetype at = m_heard.indexOf(key) + key.size();
    while (m_heard.indexOf('}', at) < 0) {
        if (!read()) {
            return {};
        }
    }
    return m_heard.mid(at, m_heard.indexOf('"', at) - at);
}

void Passer::send(const QByteArray& bytes)
{
    if (m_secure) {
        m_secure->write(bytes);
        m_secure->flush();
        return;
    }
    [[maybe_unused]] const auto sent
        = ::send(m_socket, bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL);
}

void Passer::endWriting()
{
    ::shutdown(m_socket, SHUT_WR);
}

bool Passer::waitForEnd()
{
    while (read()) { }
    return m_secure ? m_secure->state() == QAbstractSocket::UnconnectedState
                    : errno != EAGAIN && errno != EWOULDBLOCK;
}

/// Waits for more; whether there was some.
bool Passer::read()
{
    if (m_secure) {
        const bool isMore = m_secure->waitForReadyRead(HubProgram::PatienceMs);
        m_heard += m_secure->readAll();
        return isMore;
    }
    char bytes[4096];
    errno = 0;
    const ssize_t size = ::recv(m_socket, bytes, sizeof bytes, 0);
    m_heard.append(bytes, std::max<ssize_t>(size, 0));
    return size > 0;
}

bool Passer::hear(const char* words, int times)
{
    while (m_heard.count(words) < times) {
        if (!read()) {
            return false;
        }
    }
    return true;
}

} // namespace Signalbox
