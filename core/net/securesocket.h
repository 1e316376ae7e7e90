// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QPointer>
#include <QSocketNotifier>
#include <QSslConfiguration>
#include <QSslSocket>

namespace Signalbox {

struct Credentials;

/// The server's end of a TLS connection, as far as it differs from what QSslSocket does by itself.
///
/// readyRead() comes with everything that arrives, even where nothing of that is to be read:
/// records that only change the keys cost the hub as much as others, and whoever counts must hear
/// of them. Only so much is taken from the system in one turn of the event loop, and of that the
/// rest can be hidden for a while from whoever reads here. What is read and written takes no memory
/// once it has been. Where it is aborted with something unsent, the system keeps nothing of that
/// for the other side.
///
/// Thread: the I/O thread. Owner: the front door, later the QWebSocket that is made of it.
class SecureSocket final : public QSslSocket
{
    Q_OBJECT

public:
    explicit SecureSocket(QObject* parent = nullptr);

    /// How such a server speaks: TLS 1.2 or later, HTTP/1.1 inside, and nothing is kept of a
    /// session that is over.
    static QSslConfiguration speaking(const Credentials& credentials);

    /// Takes over a connected descriptor and begins the handshake, or fails and leaves it alone.
    bool adopt(qintptr descriptor, const QSslConfiguration& configuration);

    /// The handshake is done.
    bool hasBegun() const { return m_hasBegun; }

    /// The handshake failed by what the other side sent. Not: it stalled, as over a bad network, or
    /// the other side does not like the certificate, and said so or hung up. That is what any
    /// browser does until its owner trusts the hub, and no attack.
    bool isGarbled() const;

    /// What was wrong, in OpenSSL's words; empty where nothing was, or it only took too long.
    QString trouble() const;

    /// All that has not left for the network, as it was before its encryption: about so much, for
    /// what encryption adds is taken as spread evenly. QSslSocket counts only what is not encrypted
    /// yet.
    qint64 bytesToWrite() const override;

    /// As if there were no more, until showRest(), which tells of it as if it had just arrived. The
    /// end of the connection waits behind it.
    void hideRest();
    void showRest();
    bool hidesRest() const { return m_hidesRest; }
    qint64 bytesAvailable() const override;

Q_SIGNALS:
    /// Whoever reads here has been told of what has just arrived.
    void arrivalRead();

private:
    /// Of what is encrypted. A record may be as short as 27 bytes, and tell OpenSSL to change keys.
    static constexpr qint64 MostInOneTurn = 4 * 1024;

    void watchBelow();
    void onArrival();
    void endWithResetIfUnsent();
    void giveBuffersBack();

    QPointer<QTcpSocket> m_below; ///< which has what is encrypted
    QPointer<QSocketNotifier> m_notifier; ///< by which that hears of more
    qint64 m_encrypted = 0; ///< since nothing waited the last time: so much was encrypted,
    qint64 m_left = 0; ///< and so much of what became of it has left
    bool m_hasBegun = false;
    bool m_isDistrusted = false;
    bool m_hidesRest = false;
    bool m_hasTold = false; ///< of what has arrived, by readyRead()
};

} // namespace Signalbox
