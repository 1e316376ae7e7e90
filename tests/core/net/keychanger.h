// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QTcpSocket>

#include <memory>
#include <openssl/ssl.h>

namespace Signalbox {

/// A client of TLS 1.3 that can change its keys, which QSslSocket cannot. It trusts anybody.
///
/// Thread: the test's. Owner: the test.
class KeyChanger : public QObject
{
    Q_OBJECT

public:
    KeyChanger();

    bool connectTo(quint16 port); ///< runs the event loop, and says whether it came to pass
    void write(const QByteArray& bytes);

    enum class Answer
    {
        None,
        Asked, ///< the other side is to change its own as well
    };
    void changeKeys(Answer answer);

    void stopReading(); ///< takes nothing from the network any more

private:
    struct Free
    {
        void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
        void operator()(SSL* ssl) const { SSL_free(ssl); }
    };

    void read();
    void sendWhatIsEncrypted();

    std::unique_ptr<SSL_CTX, Free> m_context;
    std::unique_ptr<SSL, Free> m_ssl;
    QTcpSocket m_tcp;
};

} // namespace Signalbox
