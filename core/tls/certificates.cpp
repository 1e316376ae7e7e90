// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/tls/certificates.h"

#include "core/files/privatefile.h"
#include "core/tls/pem.h"

#include <openssl/x509v3.h>

namespace Signalbox {

namespace {

/// OpenSSL's measure for RSA keys of 2048 bits. Clients refuse what is weaker.
constexpr int leastSecurityBits = 112;

using CertificatesOrError = std::variant<std::vector<OwnedCertificate>, QString>;
using KeyOrError = std::variant<OwnedKey, QString>;

QString utc(const QDateTime& time)
{
    return time.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm 'UTC'"));
}

CertificatesOrError loadChain(const QString& path)
{
    auto read = readSmallFile(path);
    if (const QString* error = std::get_if<QString>(&read)) {
        return QStringLiteral("The certificate file ") + *error;
    }
    PemCertificates found = certificatesIn(std::get<QByteArray>(read));
    if (!found.error.isEmpty()) {
        return QStringLiteral("Certificate %1 in \"%2\" is damaged: %3.")
            .arg(found.certificates.size() + 1)
            .arg(path, found.error);
    }
    if (found.certificates.empty()) {
        return QStringLiteral("\"%1\" holds no certificate in PEM form.").arg(path);
    }
    return std::move(found.certificates);
}

/// Empty: it will do.
QString problemOf(EVP_PKEY* key, const QString& path)
{
    const int kind = EVP_PKEY_get_base_id(key);
    if (kind != EVP_PKEY_RSA && kind != EVP_PKEY_EC) {
        return QStringLiteral("The key in \"%1\" is neither RSA nor EC.").arg(path);
    }
    if (EVP_PKEY_get_security_bits(key) < leastSecurityBits) {
        return QStringLiteral("The key in \"%1\" is too short: clients refuse RSA keys below 2048 "
                              "bits and EC keys below 224.")
            .arg(path);
    }
    return {};
}

KeyOrError loadKey(const QString& path)
{
    auto read = readSmallFile(path);
    if (const QString* error = std::get_if<QString>(&read)) {
        return QStringLiteral("The key file ") + *error;
    }
    PemKey found = keyIn(std::get<QByteArray>(read));
    if (found.hasPassword) {
        return QStringLiteral("The key in \"%1\" has a password; one without is needed.").arg(path);
    }
    if (!found.isThere) {
        return QStringLiteral("\"%1\" holds no private key in PEM form.").arg(path);
    }
    if (!found.key) {
        return QStringLiteral("The key in \"%1\" is damaged.").arg(path);
    }
    if (const QString problem = problemOf(found.key.get(), path); !problem.isEmpty()) {
        return problem;
    }
    return std::move(found.key);
}

/// Empty: it will do.
QString problemOf(X509* leaf, const QString& path, const QDateTime& now)
{
    const QSslCertificate certificate = qtCertificateOf(leaf);
    if (certificate.expiryDate() < now) {
        return QStringLiteral("The certificate in \"%1\" expired on %2.")
            .arg(path, utc(certificate.expiryDate()));
    }
    if (certificate.effectiveDate() > now) {
        return QStringLiteral("The certificate in \"%1\" is not valid before %2.")
            .arg(path, utc(certificate.effectiveDate()));
    }
    if (X509_check_purpose(leaf, X509_PURPOSE_SSL_SERVER, 0) != 1) {
        return QStringLiteral("The certificate in \"%1\" is not meant for a server.").arg(path);
    }
    return {};
}

} // namespace

bool Credentials::isNull() const
{
    return chain.isEmpty() || chain.constFirst().isNull() || key.isNull();
}

CredentialsOrError loadCredentials(const QString& certificateFile, const QString& keyFile)
{
    const QuietErrors quiet;
    const CertificatesOrError chain = loadChain(certificateFile);
    if (const QString* error = std::get_if<QString>(&chain)) {
        return *error;
    }
    const KeyOrError key = loadKey(keyFile);
    if (const QString* error = std::get_if<QString>(&key)) {
        return *error;
    }
    const auto& certificates = std::get<std::vector<OwnedCertificate>>(chain);
    X509* leaf = certificates.front().get();
    EVP_PKEY* leafKey = std::get<OwnedKey>(key).get();
    if (X509_check_private_key(leaf, leafKey) != 1) {
        return QStringLiteral(
            "The key in \"%1\" does not belong to the first certificate in \"%2\".")
            .arg(keyFile, certificateFile);
    }
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (const QString problem = problemOf(leaf, certificateFile, now); !problem.isEmpty()) {
        return problem;
    }
    Credentials credentials = credentialsOf(certificates, leafKey);
    if (credentials.isNull()) {
        return QStringLiteral("Qt cannot use \"%1\" with \"%2\"; is its TLS backend installed?")
            .arg(certificateFile, keyFile);
    }
    return credentials;
}

} // namespace Signalbox
