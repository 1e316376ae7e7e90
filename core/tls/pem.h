// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/tls/certificates.h"
#include "core/tls/owned.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace Signalbox {

/// What a PEM text holds of certificates.
struct PemCertificates
{
    std::vector<OwnedCertificate> certificates; ///< as they follow each other
    QString error; ///< OpenSSL's words about the first that cannot be read; those before it count
};
PemCertificates certificatesIn(const QByteArray& pem);

/// The first private key of a PEM text.
struct PemKey
{
    OwnedKey key; ///< null: there is none that can be read
    bool hasPassword = false; ///< then it is not read
    bool isThere = false; ///< there is one, be it damaged
};
PemKey keyIn(const QByteArray& pem);

QByteArray pemOf(X509* certificate);
QByteArray pemOf(EVP_PKEY* key); ///< without a password; EC and RSA only
QSslCertificate qtCertificateOf(X509* certificate);

/// The same for Qt; null if Qt cannot take the key.
Credentials credentialsOf(const std::vector<OwnedCertificate>& chain, EVP_PKEY* key);

/// What OpenSSL says about the last thing that went wrong.
QString openSslError();

} // namespace Signalbox
