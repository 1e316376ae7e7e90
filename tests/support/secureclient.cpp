// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/secureclient.h"

#include "tests/support/waiting.h"

#include <QSslConfiguration>

namespace Signalbox {

SecureClient::SecureClient(const QSslCertificate& authority)
{
    QSslConfiguration configuration = m_socket.sslConfiguration();
    configuration.setCaCertificates({authority});
    configuration.setPeerVerifyMode(
        authority.isNull() ? QSslSocket::VerifyNone : QSslSocket::VerifyPeer);
    m_socket.setSslConfiguration(configuration);
    connect(&m_socket, &QSslSocket::readyRead, this, [this] { m_bytes += m_socket.readAll(); });
}

bool SecureClient::connectTo(quint16 port)
{
    m_socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
    return waitUntil([this] { return m_socket.isEncrypted() || hasEnded(); })
        && m_socket.isEncrypted();
}

void SecureClient::askWhenConnected(const QByteArray& bytes)
{
    connect(&m_socket, &QSslSocket::encrypted, this, [this, bytes] { m_socket.write(bytes); });
}

void SecureClient::write(const QByteArray& bytes)
{
    m_socket.write(bytes);
}

void SecureClient::stopReading()
{
    m_socket.disconnect(this);
    m_socket.setReadBufferSize(1);
}

bool SecureClient::waitForText(const QByteArray& part)
{
    return waitUntil([this, &part] { return m_bytes.contains(part); });
}

bool SecureClient::waitForEnd()
{
    return waitUntil([this] { return hasEnded(); });
}

std::vector<std::unique_ptr<SecureClient>> crowdThatAsks(
    size_t count, quint16 port, const QByteArray& bytes)
{
    std::vector<std::unique_ptr<SecureClient>> clients;
    for (size_t i = 0; i < count; ++i) {
        clients.push_back(std::make_unique<SecureClient>());
        clients.back()->askWhenConnected(bytes);
        clients.back()->socket().connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
    }
    return clients;
}

} // namespace Signalbox
