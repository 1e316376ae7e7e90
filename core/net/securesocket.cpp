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

/// A device lets go of the buffers of a direction in which it is not open.
void giveBuffersBackOf(QIODevice& device)
{
    struct Opener : QIODevice
    {
        using QIODevice::setOpenMode;
    };
    const QIODevice::OpenMode mode = device.openMode();
    QIODevice::OpenMode used = QIODevice::NotOpen;
    used.setFlag(QIODevice::ReadOnly, device.QIODevice::bytesAvailable() > 0);
    used.setFlag(QIODevice::WriteOnly, device.bytesToWrite() > 0);
    if (mode.testFlag(QIODevice::ReadWrite)) {
        (device.*&Opener::setOpenMode)(used);
        (device.*&Opener::setOpenMode)(mode);
    }
}

} // namespace

SecureSocket::SecureSocket(QObject* parent)
    : QSslSocket(parent)
{
    connect(this, &QSslSocket::encrypted, this, [this] {
        m_hasBegun = true;
        if (m_below) { // which QSslSocket has given another limit by now
            m_below->setReadBufferSize(MostInOneTurn);
        }
    });
    connect(this, &QSslSocket::bytesWritten, this, [this](qint64 bytes) { m_encrypted += bytes; });
    connect(this, &QSslSocket::encryptedBytesWritten, this, [this](qint64 bytes) {
        m_left += bytes;
        if (encryptedBytesToWrite() == 0) {
            m_encrypted = 0;
            m_left = 0;
            giveBuffersBack();
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
    m_below = findChild<QTcpSocket*>({}, Qt::FindDirectChildrenOnly);
    if (!m_below) {
        return;
    }
    connect(m_below, &QTcpSocket::readyRead, this, &SecureSocket::onArrival);
    connect(m_below, &QTcpSocket::aboutToClose, this, &SecureSocket::endWithResetIfUnsent);
    const auto notifiers = m_below->findChildren<QSocketNotifier*>();
    const auto found = std::find_if(notifiers.begin(), notifiers.end(),
        [](const auto* notifier) { return notifier->type() == QSocketNotifier::Read; });
    m_notifier = found == notifiers.end() ? nullptr : *found;
}

/// Two sockets keep a block for what they read and one for what they write, 96 KiB in all, for as
/// long as they live.
void SecureSocket::giveBuffersBack()
{
    giveBuffersBackOf(*this);
    if (m_below) {
        giveBuffersBackOf(*m_below);
    }
}

/// What was encrypted and has not left counts even where an abort has thrown it away by now.
void SecureSocket::endWithResetIfUnsent()
{
    TcpOptions::endWithReset(socketDescriptor(), m_encrypted > 0);
}

/// QSslSocket has been told before, and has read what there is.
void SecureSocket::onArrival()
{
    const QPointer<SecureSocket> self(this);
    if (!std::exchange(m_hasTold, false)) {
        Q_EMIT readyRead();
    }
    if (self) {
        m_hasTold = false;
        giveBuffersBack();
        Q_EMIT arrivalRead();
    }
}

/// A socket whose buffer is empty cannot be kept from looking for more, but its notifier can.
void SecureSocket::hideRest()
{
    m_hidesRest = true;
    if (m_notifier) {
        m_notifier->setEnabled(false);
    }
}

void SecureSocket::showRest()
{
    if (!std::exchange(m_hidesRest, false)) {
        return;
    }
    if (m_notifier && m_below && m_below->bytesAvailable() < MostInOneTurn) {
        m_notifier->setEnabled(true);
    }
    const QPointer<SecureSocket> self(this);
    Q_EMIT readyRead();
    if (self) {
        m_hasTold = false;
    }
}

qint64 SecureSocket::bytesAvailable() const
{
    return m_hidesRest ? 0 : QSslSocket::bytesAvailable();
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
