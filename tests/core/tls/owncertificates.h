// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/tls/issuing.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace Signalbox {

/// A certificate as owners have one, which does not come from our own authority.
struct OwnCertificate
{
    QByteArray key = "EC"; ///< EC, RSA (of so many bits) or ED25519
    int bits = 2048;
    QDateTime from = QDateTime::currentDateTimeUtc().addDays(-1);
    QDateTime until = QDateTime::currentDateTimeUtc().addDays(1);
    QByteArray purpose = "serverAuth";
    QByteArray names = "DNS:hub.example.org,IP:127.0.0.1";

    KeyPair make() const; ///< signed by itself
};

/// The newer way to write a key; with a password, encrypted.
QByteArray pkcs8Of(const KeyPair& pair, const QByteArray& password = {});

/// For files of a test.
QByteArray bytesOf(const QString& path);
void writeBytes(const QString& path, const QByteArray& bytes);

/// The server's certificate, which there must be.
QByteArray leafOf(const CredentialsOrError& credentials);

/// Empty: there is none.
QString errorIn(const CredentialsOrError& credentials);

/// What a client says to a server with these credentials, which it calls by this name, if it trusts
/// nothing but these certificates. Empty: it is content.
QString complaintOfClient(
    const Credentials& credentials, const QByteArray& trusted, const QString& name);

/// OpenSSL's verdict on a certificate, as X509_V_OK and others.
int verdictOn(X509* leaf, const KeyPair& authority);

} // namespace Signalbox
