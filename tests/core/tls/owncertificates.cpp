// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/core/tls/owncertificates.h"

#include "core/tls/pem.h"

#include <QFile>
#include <QSignalSpy>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpServer>

#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace Signalbox {

namespace {

EVP_PKEY* makeKey(const OwnCertificate& wanted)
{
    if (wanted.key == "EC") {
        return EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256");
    }
    if (wanted.key == "RSA") {
        return EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", size_t(wanted.bits));
    }
    return EVP_PKEY_Q_keygen(nullptr, nullptr, wanted.key.constData());
}

void extend(X509* certificate, int kind, const QByteArray& text)
{
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, text.constData());
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

/// Shows its credentials to the first who comes.
class Server : public QTcpServer
{
public:
    explicit Server(const Credentials& credentials)
        : m_credentials(credentials)
    { }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto* socket = new QSslSocket(this);
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificateChain(m_credentials.chain);
        configuration.setPrivateKey(m_credentials.key);
        socket->setSslConfiguration(configuration);
        socket->setSocketDescriptor(descriptor);
        socket->startServerEncryption();
    }

private:
    const Credentials m_credentials;
};

} // namespace

KeyPair OwnCertificate::make() const
{
    KeyPair pair{OwnedCertificate(X509_new()), OwnedKey(makeKey(*this))};
    X509* certificate = pair.certificate.get();
    X509_set_version(certificate, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    ASN1_TIME_set(X509_getm_notBefore(certificate), from.toSecsSinceEpoch());
    ASN1_TIME_set(X509_getm_notAfter(certificate), until.toSecsSinceEpoch());
    X509_NAME* subject = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(
        subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>("own"), -1, -1, 0);
    X509_set_issuer_name(certificate, subject);
    X509_set_pubkey(certificate, pair.key.get());
    extend(certificate, NID_subject_alt_name, names);
    extend(certificate, NID_ext_key_usage, purpose);
    X509_sign(certificate, pair.key.get(), key == "ED25519" ? nullptr : EVP_sha256());
    return pair;
}

QByteArray pkcs8Of(const KeyPair& pair, const QByteArray& password)
{
    BIO* bio = BIO_new(BIO_s_mem());
    const EVP_CIPHER* cipher = password.isEmpty() ? nullptr : EVP_aes_128_cbc();
    PEM_write_bio_PKCS8PrivateKey(bio, pair.key.get(), cipher,
        password.isEmpty() ? nullptr : password.constData(), int(password.size()), nullptr,
        nullptr);
    char* data = nullptr;
    const auto size = BIO_get_mem_data(bio, &data);
    const QByteArray text(data, size);
    BIO_free(bio);
    return text;
}

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeBytes(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
        qFatal("a file of the test cannot be written");
    }
}

QByteArray leafOf(const CredentialsOrError& credentials)
{
    return std::get<Credentials>(credentials).chain.constFirst().toDer();
}

QString errorIn(const CredentialsOrError& credentials)
{
    const QString* error = std::get_if<QString>(&credentials);
    return error ? *error : QString();
}

QString complaintOfClient(
    const Credentials& credentials, const QByteArray& trusted, const QString& name)
{
    Server server(credentials);
    if (!server.listen(QHostAddress::LocalHost)) {
        return QStringLiteral("the server cannot listen");
    }
    QSslSocket client;
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(QSslCertificate::fromData(trusted));
    client.setSslConfiguration(configuration);
    QSignalSpy encrypted(&client, &QSslSocket::encrypted);
    QSignalSpy failed(&client, &QSslSocket::errorOccurred);
    client.connectToHostEncrypted(QStringLiteral("127.0.0.1"), server.serverPort(), name);
    while (encrypted.isEmpty() && failed.isEmpty()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return failed.isEmpty() ? QString() : client.errorString();
}

int verdictOn(X509* leaf, const KeyPair& authority)
{
    X509_STORE* store = X509_STORE_new();
    X509_STORE_add_cert(store, authority.certificate.get());
    X509_STORE_CTX* context = X509_STORE_CTX_new();
    X509_STORE_CTX_init(context, store, leaf, nullptr);
    X509_verify_cert(context);
    const int verdict = X509_STORE_CTX_get_error(context);
    X509_STORE_CTX_free(context);
    X509_STORE_free(store);
    return verdict;
}

} // namespace Signalbox
