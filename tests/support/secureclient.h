// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QSslSocket>

#include <memory>
#include <vector>

namespace Signalbox {

/// A client that speaks HTTP over TLS by hand. What waits runs the event loop and says whether it
/// came to pass.
///
/// Thread: the test's. Owner: the test.
class SecureClient : public QObject
{
    Q_OBJECT

public:
    /// authority: whom it trusts; null: anybody.
    explicit SecureClient(const QSslCertificate& authority = QSslCertificate());

    QSslSocket& socket() { return m_socket; }

    bool connectTo(quint16 port);
    void askWhenConnected(const QByteArray& bytes); ///< writes this as soon as it may
    void write(const QByteArray& bytes);
    void stopReading(); ///< takes nothing from the network any more
    bool waitForText(const QByteArray& part);
    bool waitForEnd();

    const QByteArray& bytes() const { return m_bytes; }
    bool hasEnded() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }

private:
    QSslSocket m_socket;
    QByteArray m_bytes;
};

/// So many who connect all at once, and write this as soon as they may.
std::vector<std::unique_ptr<SecureClient>> crowdThatAsks(
    size_t count, quint16 port, const QByteArray& bytes);

} // namespace Signalbox
