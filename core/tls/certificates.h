// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QSslCertificate>
#include <QSslKey>
#include <QString>
#include <QStringList>

#include <variant>

namespace Signalbox {

/// What a TLS server shows: a chain, leaf first, and the leaf's key. A value.
struct Credentials
{
    QList<QSslCertificate> chain;
    QSslKey key;

    bool isNull() const; ///< there is nothing to show
};

/// Or an English sentence that names the file and says what is wrong with it.
using CredentialsOrError = std::variant<Credentials, QString>;

/// Loads the owner's own files, PEM, the server's certificate first; both may be the same file.
/// What comes back works: the key is RSA or EC, strong enough for today's clients and without a
/// password, it fits the certificate, and the certificate is valid at this moment.
CredentialsOrError loadCredentials(const QString& certificateFile, const QString& keyFile);

/// What devices are to trust: the certificate of an authority. A value; empty where there is none.
struct TrustedAuthority
{
    QByteArray pem;
    QByteArray der;

    QString fingerprint() const; ///< SHA-256, pairs of upper case hex with colons
    QString thumbprint() const; ///< the same in SHA-1, as Windows calls and shows it
};

/// The hub's own authority and the certificates that it issues, kept in a folder of their own.
/// Devices that trust the authority accept the hub by each of its private addresses and names; its
/// name constraints keep it from vouching for anything on the internet, even if its key is stolen.
/// Must not know sockets, nor how addresses are found.
///
/// Thread: any, one at a time; reads and writes files. Owner: whoever starts the hub.
class LocalAuthority
{
public:
    /// Touches nothing yet. The folder is made when there is something to keep; it is for the
    /// authority alone, and only its owner may look inside.
    explicit LocalAuthority(QString folder);

    /// Where a hub that keeps its things in stateFolder has its authority.
    static QString folderIn(const QString& stateFolder);

    /// What the hub is reached by.
    struct Names
    {
        QStringList addresses; ///< IP addresses; with or without a zone, brackets or IPv6 dress
        QStringList hosts; ///< "box", "box.local"; in any case

        friend bool operator==(const Names&, const Names&) = default;
    };

    /// The certificate for these names: the kept one while it fits (same names, valid, more than 30
    /// days left, of this authority), else another one, which is kept. Makes the authority where
    /// there is none.
    ///
    /// Names that the authority may not vouch for are left out, because clients would reject the
    /// whole certificate for one of them: public addresses, names on the internet, a bare host name
    /// that the machine did not have when the authority was made, and what is no name at all. If
    /// none remains, the certificate is for "localhost".
    ///
    /// Error: an English sentence with the file and the cause. An authority that cannot be used
    /// (unreadable, damaged, expired) is one, since people trust it: only remove() makes place for
    /// another. A damaged certificate is none; it is replaced.
    CredentialsOrError certificateFor(const Names& names, const QDateTime& now);

    /// What a device is to trust, as its file says at this moment. Empty: there is none yet, or its
    /// file is damaged.
    TrustedAuthority trusted() const;

    /// Removes what a hub that ended while it wrote has left there: it may hold a key. Only for who
    /// alone keeps the folder.
    void clearAway() const;

    /// Deletes authority, certificates and keys, and the folder unless it holds something else.
    /// Empty: done; else a sentence.
    QString remove();

private:
    QString m_folder;
};

} // namespace Signalbox
