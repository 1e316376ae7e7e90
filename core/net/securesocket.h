// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/tlsrecords.h"

#include <QBasicTimer>
#include <QPointer>
#include <QSslConfiguration>
#include <QSslSocket>

#include <span>
#include <utility>

class QSocketNotifier;

namespace Signalbox {

struct Credentials;

/// The server's end of a TLS connection, as far as it differs from what QSslSocket does by itself.
///
/// readyRead() comes with everything that arrives, even where nothing of that is to be read:
/// records that only change the keys cost the hub as much as others, and whoever counts must hear
/// of them. Only so much is taken from the system in one turn of the event loop, and so many
/// records; of that the rest can be hidden for a while from whoever reads here. Who is silent has
/// no memory for what is read and written. Where it is aborted with something unsent, the system
/// keeps nothing of that for the other side.
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

    /// Writes all of these and offers them to the system at once.
    void send(std::span<const QByteArray> pieces);

    /// All that has not left for the network, what is encrypted as it is then.
    qint64 bytesToWrite() const override;

    /// All that was ever taken from the system. A record costs something however little is in it,
    /// and counts as LeastOfARecord at least.
    quint64 takenBytes() const { return m_taken; }
    static constexpr qint64 LeastOfARecord = 512;

    /// More is decrypted, and told of, as soon as an answer is written to what was told of before.
    /// Between these two calls that is not to be seen by whoever is told of it then: it would read
    /// in the middle of what somebody else reads.
    void beginReading() { m_isRead = true; }
    void endReading();

    /// As if there were no more, until showRest(), which tells of it as if it had just arrived. The
    /// end of the connection waits behind it. Returns whether it was not hidden before.
    bool hideRest() { return !std::exchange(m_hidesRest, true); }
    void showRest();
    qint64 bytesAvailable() const override;

Q_SIGNALS:
    /// As readyRead(), before anybody else hears of that.
    void dataArrived();

    /// Whoever reads here has been told of what has just arrived.
    void arrivalRead();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void timerEvent(QTimerEvent* event) override;

private:
    /// Of what is encrypted; a record may be as short as 27 bytes.
    static constexpr qint64 MostInOneTurn = 4 * 1024;
    static constexpr int MostRecordsInOneTurn = 8;

    void watchBelow();
    void letIn();
    void onReadyRead();
    void onArrival();
    void onSent();
    void endWithResetIfUnsent();
    void giveBuffersBack();

    QPointer<QTcpSocket> m_below; ///< which has what is encrypted
    QPointer<QSocketNotifier> m_notifier; ///< by which that hears of more
    TlsRecords m_records; ///< of what that has taken
    quint64 m_taken = 0;
    QBasicTimer m_silence; ///< runs while there are buffers for who speaks
    bool m_hasSpoken = false; ///< since the timer came the last time
    bool m_isUnsent = false; ///< something was encrypted and has not left
    bool m_hasBegun = false;
    bool m_isDistrusted = false;
    bool m_hidesRest = false;
    bool m_isRead = false; ///< whoever was told of data is about to read that
    bool m_hasMore = false; ///< of which is told meanwhile
    bool m_hasTold = false; ///< of what has arrived, by readyRead()
};

} // namespace Signalbox
