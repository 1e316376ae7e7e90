// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/core/net/keychanger.h"

#include "tests/support/waiting.h"

#include <QHostAddress>

namespace Signalbox {

KeyChanger::KeyChanger()
    : m_context(SSL_CTX_new(TLS_client_method()))
    , m_ssl(SSL_new(m_context.get()))
{
    SSL_set_min_proto_version(m_ssl.get(), TLS1_3_VERSION);
    SSL_set_bio(m_ssl.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
    SSL_set_connect_state(m_ssl.get());
    connect(&m_tcp, &QTcpSocket::readyRead, this, &KeyChanger::read);
}

bool KeyChanger::connectTo(quint16 port)
{
    m_tcp.connectToHost(QHostAddress::LocalHost, port);
    connect(&m_tcp, &QTcpSocket::connected, this, &KeyChanger::read);
    return waitUntil([this] { return SSL_is_init_finished(m_ssl.get()) == 1; });
}

void KeyChanger::read()
{
    const QByteArray arrived = m_tcp.readAll();
    BIO_write(SSL_get_rbio(m_ssl.get()), arrived.constData(), int(arrived.size()));
    char text[1024];
    while (SSL_read(m_ssl.get(), text, sizeof text) > 0) { }
    sendWhatIsEncrypted();
}

void KeyChanger::write(const QByteArray& bytes)
{
    SSL_write(m_ssl.get(), bytes.constData(), int(bytes.size()));
    sendWhatIsEncrypted();
}

void KeyChanger::changeKeys(Answer answer)
{
    SSL_key_update(m_ssl.get(),
        answer == Answer::Asked ? SSL_KEY_UPDATE_REQUESTED : SSL_KEY_UPDATE_NOT_REQUESTED);
    SSL_do_handshake(m_ssl.get());
    sendWhatIsEncrypted();
}

void KeyChanger::stopReading()
{
    disconnect(&m_tcp, nullptr, this, nullptr);
    m_tcp.setReadBufferSize(1);
}

void KeyChanger::sendWhatIsEncrypted()
{
    char bytes[4096];
    for (int size = 0; (size = BIO_read(SSL_get_wbio(m_ssl.get()), bytes, sizeof bytes)) > 0;) {
        m_tcp.write(bytes, size);
    }
    m_tcp.flush();
}

} // namespace Signalbox
