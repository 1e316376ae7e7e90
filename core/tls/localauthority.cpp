// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/files/privatefile.h"
#include "core/tls/certificates.h"
#include "core/tls/issuing.h"
#include "core/tls/pem.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSysInfo>

#include <algorithm>

namespace Signalbox {

namespace {

constexpr int leastDaysLeft = 30;

// A certificate lies in one file with its key: two files could come from different attempts.
const QLatin1String authorityName("authority-private.pem");
const QLatin1String serverName("server-private.pem");

using KeyPairOrError = std::variant<KeyPair, QString>;

QString pathOf(const QString& folder, QLatin1String name)
{
    return QDir(folder).filePath(name);
}

QString digestOf(const QByteArray& der, QCryptographicHash::Algorithm algorithm)
{
    const QByteArray digest
        = der.isEmpty() ? QByteArray() : QCryptographicHash::hash(der, algorithm);
    return QString::fromLatin1(digest.toHex(':').toUpper());
}

QByteArray textOf(const KeyPair& pair)
{
    return pemOf(pair.key.get()) + pemOf(pair.certificate.get());
}

/// A pair of a key and a certificate that fit each other, else neither.
KeyPair pairIn(const QByteArray& text)
{
    if (!text.endsWith('\n')) {
        return {};
    }
    PemCertificates found = certificatesIn(text);
    if (!found.error.isEmpty() || found.certificates.size() != 1) {
        return {};
    }
    KeyPair pair{std::move(found.certificates.front()), keyIn(text).key};
    const bool fits
        = pair.key && X509_check_private_key(pair.certificate.get(), pair.key.get()) == 1;
    return fits ? std::move(pair) : KeyPair();
}

KeyPairOrError loadAuthority(const QString& path)
{
    const auto read = readSmallFile(path);
    if (const QString* error = std::get_if<QString>(&read)) {
        return QStringLiteral("The local authority's file ") + *error;
    }
    KeyPair authority = pairIn(std::get<QByteArray>(read));
    if (!authority.certificate
        || X509_verify(authority.certificate.get(), authority.key.get()) != 1) {
        return QStringLiteral("The local authority's file \"%1\" is damaged. Put it back from a "
                              "copy, or have the authority removed: devices must then trust "
                              "another one.")
            .arg(path);
    }
    return authority;
}

KeyPairOrError establishAuthority(const QString& path, const QDateTime& now)
{
    const KeyPair made = makeAuthority(QSysInfo::machineHostName(), now);
    if (!made.certificate) {
        return QStringLiteral("OpenSSL cannot make the local authority for \"%1\": %2.")
            .arg(path, openSslError());
    }
    const QString error = writePrivateFile(path, textOf(made), Existing::Keep);
    if (!error.isEmpty() && !isThere(path)) {
        return QStringLiteral("The local authority's file ") + error;
    }
    // From the file: another hub may have been quicker.
    return loadAuthority(path);
}

/// The authority of a folder, made where there is none, and fit for use.
KeyPairOrError authorityIn(const QString& folder, const QDateTime& now)
{
    if (const QString error = makePrivateFolder(folder); !error.isEmpty()) {
        return error;
    }
    const QString path = pathOf(folder, authorityName);
    KeyPairOrError authority = isThere(path) ? loadAuthority(path) : establishAuthority(path, now);
    if (const KeyPair* pair = std::get_if<KeyPair>(&authority)) {
        const QDateTime end = qtCertificateOf(pair->certificate.get()).expiryDate();
        if (end <= now) {
            return QStringLiteral("The local authority in \"%1\" expired on %2. Have it removed: "
                                  "devices must then trust another one.")
                .arg(path, end.toUTC().toString(QStringLiteral("yyyy-MM-dd")));
        }
    }
    return authority;
}

/// What is put into the certificate, in an order that does not depend on the caller's.
QList<QByteArray> namesFor(const KeyPair& authority, const LocalAuthority::Names& wanted)
{
    QList<QByteArray> names;
    for (const QString& host : wanted.hosts) {
        if (const auto name = alternativeNameOfHost(host)) {
            names.append(*name);
        }
    }
    for (const QString& address : wanted.addresses) {
        if (const auto name = alternativeNameOfAddress(address)) {
            names.append(*name);
        }
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    names = permittedBy(authority, names);
    if (names.isEmpty()) {
        names.append("DNS:localhost");
    }
    return names;
}

/// What is kept, if it still serves.
KeyPair keptLeaf(const QString& path, const KeyPair& authority, const QList<QByteArray>& names,
    const QDateTime& now)
{
    const auto read = readSmallFile(path);
    const QByteArray* text = std::get_if<QByteArray>(&read);
    KeyPair leaf = text ? pairIn(*text) : KeyPair();
    if (!leaf.certificate || X509_verify(leaf.certificate.get(), authority.key.get()) != 1
        || !isFor(leaf.certificate.get(), names)) {
        return {};
    }
    const QSslCertificate certificate = qtCertificateOf(leaf.certificate.get());
    const QDateTime lastDay = qtCertificateOf(authority.certificate.get()).expiryDate();
    const QDateTime until = certificate.expiryDate();
    // Near the authority's own end, another certificate would not last longer.
    const bool lasts = until > now.addDays(leastDaysLeft) || until >= lastDay;
    return lasts && certificate.effectiveDate() <= now ? std::move(leaf) : KeyPair();
}

CredentialsOrError asCredentials(KeyPair leaf, const QString& path)
{
    std::vector<OwnedCertificate> chain;
    chain.push_back(std::move(leaf.certificate));
    Credentials credentials = credentialsOf(chain, leaf.key.get());
    if (credentials.isNull()) {
        return QStringLiteral("Qt cannot use \"%1\"; is its TLS backend installed?").arg(path);
    }
    return credentials;
}

} // namespace

LocalAuthority::LocalAuthority(QString folder)
    : m_folder(std::move(folder))
{ }

CredentialsOrError LocalAuthority::certificateFor(const Names& names, const QDateTime& now)
{
    const QuietErrors quiet;
    const KeyPairOrError found = authorityIn(m_folder, now);
    if (const QString* error = std::get_if<QString>(&found)) {
        return *error;
    }
    const KeyPair& authority = std::get<KeyPair>(found);
    const QList<QByteArray> permitted = namesFor(authority, names);
    const QString path = pathOf(m_folder, serverName);
    KeyPair leaf = keptLeaf(path, authority, permitted, now);
    if (leaf.certificate) {
        return asCredentials(std::move(leaf), path);
    }
    leaf = issue(authority, permitted, now);
    if (!leaf.certificate) {
        return QStringLiteral("OpenSSL cannot make the certificate for \"%1\": %2.")
            .arg(path, openSslError());
    }
    const QString error = writePrivateFile(path, textOf(leaf), Existing::Replace);
    if (!error.isEmpty()) {
        return QStringLiteral("The certificate file ") + error;
    }
    return asCredentials(std::move(leaf), path);
}

TrustedAuthority LocalAuthority::trusted() const
{
    const QuietErrors quiet;
    const KeyPairOrError authority = loadAuthority(pathOf(m_folder, authorityName));
    const KeyPair* pair = std::get_if<KeyPair>(&authority);
    return pair ? TrustedAuthority{pemOf(pair->certificate.get()),
               qtCertificateOf(pair->certificate.get()).toDer()}
                : TrustedAuthority();
}

QString TrustedAuthority::fingerprint() const
{
    return digestOf(der, QCryptographicHash::Sha256);
}

QString TrustedAuthority::thumbprint() const
{
    return digestOf(der, QCryptographicHash::Sha1);
}

QString LocalAuthority::folderIn(const QString& stateFolder)
{
    return stateFolder + QStringLiteral("/authority");
}

void LocalAuthority::clearAway() const
{
    for (const QLatin1String name : {authorityName, serverName}) {
        PrivateDraft::clearAway(pathOf(m_folder, name));
    }
}

QString LocalAuthority::remove()
{
    const QDir folder(m_folder);
    QStringList patterns;
    for (const QLatin1String name : {authorityName, serverName}) {
        patterns << name << PrivateDraft::patternOf(name);
    }
    if (folder.exists() && !folder.isReadable()) {
        return QStringLiteral("The folder \"%1\" cannot be read.").arg(m_folder);
    }
    for (const QString& name :
        folder.entryList(patterns, QDir::Files | QDir::System | QDir::Hidden)) {
        QFile file(folder.filePath(name));
        if (!file.remove()) {
            return QStringLiteral("\"%1\" cannot be deleted: %2.")
                .arg(file.fileName(), file.errorString());
        }
    }
    QDir().rmdir(m_folder);
    return {};
}

} // namespace Signalbox
