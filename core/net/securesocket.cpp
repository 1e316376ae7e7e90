// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/securesocket.h"

#include "core/net/tcpoptions.h"
#include "core/tls/certificates.h"

#include <QSocketNotifier>
#include <QSslDiffieHellmanParameters>
#include <QSslEllipticCurve>
#include <QTimerEvent>

#include <algorithm>
#include <array>
#include <sys/socket.h>

namespace Signalbox {

namespace {

/// Who says nothing for so long is silent; who converses has its buffers at hand.
constexpr int SilenceMilliseconds = 20;

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
    connect(this, &QSslSocket::encrypted, this, [this] { m_hasBegun = true; });
    connect(this, &QSslSocket::bytesWritten, this, [this] { m_isUnsent = true; });
    connect(this, &QSslSocket::encryptedBytesWritten, this, &SecureSocket::onSent);
    connect(this, &QSslSocket::stateChanged, this, [this](SocketState state) {
        if (state == ClosingState) {
            endWithResetIfUnsent();
        }
    });
    connect(this, &QSslSocket::readyRead, this, &SecureSocket::onReadyRead);
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
    // No protocol is named (RFC 7301): whoever hears of none speaks HTTP/1.1. If one is, Qt answers
    // with it also those who offered only others, whose TLS ends then with words about something
    // else.
    configuration.setAllowedNextProtocols({});
    // The groups over finite fields, which OpenSSL takes as well, cost up to a hundred times as
    // much, and whoever only says hello makes the hub pay.
    configuration.setEllipticCurves({QSslEllipticCurve::fromShortName(QStringLiteral("X25519")),
        QSslEllipticCurve::fromShortName(QStringLiteral("prime256v1")),
        QSslEllipticCurve::fromShortName(QStringLiteral("secp384r1"))});
    configuration.setDiffieHellmanParameters({});
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
    if (found != notifiers.end()) {
        m_notifier = *found;
        m_notifier->installEventFilter(this);
    }
}

/// A socket whose buffer is empty cannot be kept from looking for more, but can be kept from
/// hearing that there is some.
bool SecureSocket::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_notifier && event->type() == QEvent::SockAct) {
        if (m_hidesRest) {
            return true;
        }
        letIn();
    }
    return QSslSocket::eventFilter(watched, event);
}

/// OpenSSL looks at every record that it is given before anybody hears of one.
void SecureSocket::letIn()
{
    char next[MostInOneTurn];
    const auto size = ::recv(int(socketDescriptor()), next, sizeof next, MSG_PEEK | MSG_DONTWAIT);
    if (size <= 0 || !m_below) { // the end, which the socket finds by itself
        return;
    }
    const auto [bytes, records] = m_records.pass({next, size}, MostRecordsInOneTurn);
    m_taken += quint64(std::max(bytes, records * LeastOfARecord));
    m_below->setReadBufferSize(m_below->bytesAvailable() + bytes);
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

void SecureSocket::timerEvent(QTimerEvent* event)
{
    if (event->timerId() != m_silence.timerId()) {
        QSslSocket::timerEvent(event);
    } else if (!std::exchange(m_hasSpoken, false)) {
        m_silence.stop();
        giveBuffersBack();
    }
}

/// What was encrypted and has not left counts even where an abort has thrown it away by now.
void SecureSocket::endWithResetIfUnsent()
{
    TcpOptions::endWithReset(socketDescriptor(), m_isUnsent);
}

/// Most only listen, and a room is told by writing to all of them in one turn.
void SecureSocket::onSent()
{
    if (encryptedBytesToWrite() == 0) {
        m_isUnsent = false;
        if (!m_silence.isActive()) {
            giveBuffersBack();
        }
    }
    if (state() == ClosingState) {
        endWithResetIfUnsent();
    }
}

void SecureSocket::onReadyRead()
{
    m_hasTold = true;
    if (m_isRead) {
        m_hasMore = true;
    } else {
        Q_EMIT dataArrived();
    }
}

void SecureSocket::endReading()
{
    if (!std::exchange(m_hasMore, false)) {
        m_isRead = false;
    }
}

/// QSslSocket has been told before, and has read what there is.
void SecureSocket::onArrival()
{
    m_hasSpoken = true;
    m_isUnsent = m_isUnsent || encryptedBytesToWrite() > 0; // OpenSSL answers by itself
    if (!m_silence.isActive()) {
        m_silence.start(SilenceMilliseconds, this);
    }
    const QPointer<SecureSocket> self(this);
    if (!std::exchange(m_hasTold, false)) {
        Q_EMIT readyRead();
    }
    if (self) {
        m_hasTold = false;
        Q_EMIT arrivalRead();
    }
}

void SecureSocket::showRest()
{
    if (!std::exchange(m_hidesRest, false)) {
        return;
    }
    const QPointer<SecureSocket> self(this);
    Q_EMIT readyRead();
    if (self) {
        m_hasTold = false;
    }
}

qint64 SecureSocket::bytesAvailable() const
{
    return m_hidesRest || m_hasMore ? 0 : QSslSocket::bytesAvailable();
}

/// QSslSocket encrypts, and decrypts as well, when it is to write at once.
void SecureSocket::send(std::span<const QByteArray> pieces)
{
    for (const QByteArray& piece : pieces) {
        write(piece);
    }
    if (m_isRead) {
        return; // it leaves when all has been read
    }
    m_isRead = true;
    flush();
    m_isRead = false;
    if (std::exchange(m_hasMore, false)) {
        QMetaObject::invokeMethod(this, &QIODevice::readyRead, Qt::QueuedConnection);
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
    return QSslSocket::bytesToWrite() + encryptedBytesToWrite();
}

} // namespace Signalbox
