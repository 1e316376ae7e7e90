// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/securesocket.h"

#include "core/net/tcpoptions.h"
#include "core/tls/certificates.h"

#include <QPointer>

#include <algorithm>
#include <array>
#include <utility>

namespace Signalbox {

namespace {

bool isAboutTheCertificate(QSsl::AlertType alert)
{
    constexpr std::array alerts{QSsl::AlertType::BadCertificate,
        QSsl::AlertType::UnsupportedCertificate, QSsl::AlertType::CertificateRevoked,
        QSsl::AlertType::CertificateExpired, QSsl::AlertType::CertificateUnknown,
        QSsl::AlertType::UnknownCa};
    return std::find(alerts.begin(), alerts.end(), alert) != alerts.end();
}

} // namespace

SecureSocket::SecureSocket(QObject* parent)
    : QSslSocket(parent)
{
    connect(this, &QSslSocket::encrypted, this, [this] { m_hasBegun = true; });
    connect(this, &QSslSocket::bytesWritten, this, [this](qint64 bytes) { m_encrypted += bytes; });
    connect(this, &QSslSocket::encryptedBytesWritten, this, [this](qint64 bytes) {
        m_left += bytes;
        if (encryptedBytesToWrite() == 0) {
            m_encrypted = 0;
            m_left = 0;
        }
        if (state() == ClosingState) {
            endWithResetIfUnsent();
        }
    });
    connect(this, &QSslSocket::stateChanged, this, [this](SocketState state) {
        if (state == ClosingState) {
            endWithResetIfUnsent();
        }
    });
    connect(this, &QSslSocket::readyRead, this, [this] { m_hasTold = true; });
    connect(this, &QSslSocket::alertReceived, this, [this](QSsl::AlertLevel, QSsl::AlertType type) {
        m_isDistrusted = m_isDistrusted || isAboutTheCertificate(type);
    });
}

QSslConfiguration SecureSocket::speaking(const Credentials& credentials)
{
    QSslConfiguration configuration;
    configuration.setLocalCertificateChain(credentials.chain);
    configuration.setPrivateKey(credentials.key);
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setAllowedNextProtocols({QByteArrayLiteral("http/1.1")});
    // Nobody is asked for a certificate; without this each connection loads the system's own.
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    configuration.setCaCertificates({});
    // Qt gives each connection a context of its own, so that no session could be found again.
    configuration.setSslOption(QSsl::SslOptionDisableSessionTickets, true);
    configuration.setSslOption(QSsl::SslOptionDisableSessionSharing, true);
    configuration.setSslOption(QSsl::SslOptionDisableSessionPersistence, true);
    return configuration;
}

bool SecureSocket::adopt(qintptr descriptor, const QSslConfiguration& configuration)
{
    if (!setSocketDescriptor(descriptor)) {
        return false;
    }
    watchBelow();
    setSslConfiguration(configuration);
    startServerEncryption();
    return true;
}

/// QSslSocket says nothing of records without content, nor of its abort before that is done. The
/// socket below it does: its child, as nothing but Qt's source says.
void SecureSocket::watchBelow()
{
    if (auto* below = findChild<QTcpSocket*>({}, Qt::FindDirectChildrenOnly)) {
        connect(below, &QTcpSocket::readyRead, this, &SecureSocket::tellOfArrival);
        connect(below, &QTcpSocket::aboutToClose, this, &SecureSocket::endWithResetIfUnsent);
    }
}

/// What was encrypted and has not left counts even where an abort has thrown it away by now.
void SecureSocket::endWithResetIfUnsent()
{
    TcpOptions::endWithReset(socketDescriptor(), m_encrypted > 0);
}

/// QSslSocket has been told before, and has read what there is.
void SecureSocket::tellOfArrival()
{
    if (std::exchange(m_hasTold, false)) {
        return;
    }
    const QPointer<SecureSocket> self(this);
    Q_EMIT readyRead();
    if (self) {
        m_hasTold = false;
    }
}

bool SecureSocket::isGarbled() const
{
    const auto cause = error();
    return !m_isDistrusted && cause != RemoteHostClosedError && cause != UnknownSocketError;
}

QString SecureSocket::trouble() const
{
    return error() == UnknownSocketError ? QString() : errorString();
}

qint64 SecureSocket::bytesToWrite() const
{
    const qint64 waiting = encryptedBytesToWrite();
    const qint64 all = waiting + m_left;
    const qint64 encrypted = all == 0 ? 0 : std::min(waiting, m_encrypted * waiting / all);
    return QSslSocket::bytesToWrite() + encrypted;
}

} // namespace Signalbox
