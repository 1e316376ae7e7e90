// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/tls/certificates.h"
#include "core/tls/owned.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace Signalbox {

/// A certificate and its key.
struct KeyPair
{
    OwnedCertificate certificate; ///< null: OpenSSL failed, see openSslError()
    OwnedKey key;
};

/// What certificates may be issued for, in the one spelling that OpenSSL takes: "IP:10.0.0.5",
/// "DNS:box.local". Nothing for what is no address or no host name.
std::optional<QByteArray> alternativeNameOfAddress(const QString& address);
std::optional<QByteArray> alternativeNameOfHost(const QString& host);

/// An authority that may vouch for private addresses, for the domains that are set aside for local
/// networks, and for this host's bare name, unless that is a domain on the internet ("dev", "app").
KeyPair makeAuthority(const QString& hostName, const QDateTime& now);

/// A certificate for these names with a key of its own, whether its clients will accept it or not.
KeyPair issue(const KeyPair& authority, const QList<QByteArray>& names, const QDateTime& now);

/// Those of the names that clients will accept from this authority.
QList<QByteArray> permittedBy(const KeyPair& authority, const QList<QByteArray>& names);

/// Whether a certificate is for exactly these names, in this order.
bool isFor(X509* certificate, const QList<QByteArray>& names);

} // namespace Signalbox
