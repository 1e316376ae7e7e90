// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/tls/pem.h"

#include <QSsl>

#include <openssl/bio.h>
#include <openssl/pem.h>

namespace Signalbox {

namespace {

using OwnedBio = std::unique_ptr<BIO, Release<BIO_free_all>>;

OwnedBio readerOf(const QByteArray& bytes)
{
    return OwnedBio(BIO_new_mem_buf(bytes.constData(), int(bytes.size())));
}

QByteArray writtenTo(const OwnedBio& bio)
{
    char* data = nullptr;
    const auto size = BIO_get_mem_data(bio.get(), &data);
    return QByteArray(data, size);
}

/// The end of the text is no error.
QString errorUnlessAtEnd()
{
    const unsigned long error = ERR_peek_last_error();
    const bool atEnd
        = ERR_GET_LIB(error) == ERR_LIB_PEM && ERR_GET_REASON(error) == PEM_R_NO_START_LINE;
    return atEnd ? QString() : openSslError();
}

int noteThatThereIsAPassword(char*, int, int, void* asked)
{
    *static_cast<bool*>(asked) = true;
    return -1;
}

} // namespace

PemCertificates certificatesIn(const QByteArray& pem)
{
    const QuietErrors quiet;
    PemCertificates found;
    const OwnedBio bio = readerOf(pem);
    bool ignored = false;
    while (X509* next = PEM_read_bio_X509(bio.get(), nullptr, noteThatThereIsAPassword, &ignored)) {
        found.certificates.emplace_back(next);
    }
    found.error = errorUnlessAtEnd();
    return found;
}

PemKey keyIn(const QByteArray& pem)
{
    const QuietErrors quiet;
    PemKey found;
    const OwnedBio bio = readerOf(pem);
    found.key.reset(
        PEM_read_bio_PrivateKey(bio.get(), nullptr, noteThatThereIsAPassword, &found.hasPassword));
    found.isThere = found.key || pem.contains("PRIVATE KEY-----");
    return found;
}

QByteArray pemOf(X509* certificate)
{
    const OwnedBio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(bio.get(), certificate);
    return writtenTo(bio);
}

QByteArray pemOf(EVP_PKEY* key)
{
    const OwnedBio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey_traditional(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
    return writtenTo(bio);
}

QSslCertificate qtCertificateOf(X509* certificate)
{
    return QSslCertificate(pemOf(certificate), QSsl::Pem);
}

Credentials credentialsOf(const std::vector<OwnedCertificate>& chain, EVP_PKEY* key)
{
    Credentials credentials;
    for (const OwnedCertificate& certificate : chain) {
        credentials.chain.append(qtCertificateOf(certificate.get()));
    }
    const bool isRsa = EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA;
    credentials.key = QSslKey(pemOf(key), isRsa ? QSsl::Rsa : QSsl::Ec, QSsl::Pem);
    return credentials;
}

QString openSslError()
{
    const char* reason = ERR_reason_error_string(ERR_peek_last_error());
    return reason ? QString::fromLatin1(reason) : QStringLiteral("no reason is given");
}

} // namespace Signalbox
