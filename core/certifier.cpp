// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/certifier.h"

#include <QCryptographicHash>

namespace Signalbox {

namespace {

QByteArray digestOf(const ServerIdentity& identity)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QSslCertificate& certificate : identity.credentials.chain) {
        hash.addData(certificate.toDer());
    }
    hash.addData(identity.authority.der);
    return hash.result();
}

} // namespace

Certifier::Certifier(QObject* parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

Certifier::~Certifier() = default;

void Certifier::want(
    const TlsSettings& settings, const QString& folder, const LocalAuthority::Names& names)
{
    m_wish = Wish{settings, authorityFolder(folder), names};
    m_shown.clear();
    work();
}

void Certifier::rest()
{
    m_wish.reset();
    ++m_number;
}

bool Certifier::rename(const LocalAuthority::Names& names)
{
    const bool isOther = m_wish && m_wish->names != names;
    if (isOther) {
        m_wish->names = names;
        work();
    }
    return isOther;
}

void Certifier::lookAgain()
{
    if (m_wish) {
        work();
    }
}

void Certifier::forgetAuthority(const QString& folder)
{
    m_pool.start([this, own = authorityFolder(folder)] {
        const QString problem = LocalAuthority(own).remove();
        if (!problem.isEmpty()) {
            QMetaObject::invokeMethod(
                this, [this, problem] { Q_EMIT failed(problem); }, Qt::QueuedConnection);
        }
    });
    lookAgain();
}

QString Certifier::authorityFolder(const QString& folder)
{
    if (!folder.isEmpty()) {
        return LocalAuthority::folderIn(folder);
    }
    if (!m_passing) {
        m_passing = std::make_unique<QTemporaryDir>();
    }
    return m_passing->filePath(QStringLiteral("authority"));
}

void Certifier::work()
{
    m_pool.start([this, wish = *m_wish, number = ++m_number] {
        const Outcome outcome = fulfil(wish);
        QMetaObject::invokeMethod(
            this, [this, number, outcome] { onDone(number, outcome); }, Qt::QueuedConnection);
    });
}

/// On a thread of the pool.
Certifier::Outcome Certifier::fulfil(const Wish& wish)
{
    ServerIdentity identity;
    const bool isOwners = !wish.settings.certificateFile.isEmpty();
    LocalAuthority authority(wish.folder);
    const CredentialsOrError found = isOwners
        ? loadCredentials(wish.settings.certificateFile, wish.settings.keyFile)
        : authority.certificateFor(wish.names, QDateTime::currentDateTimeUtc());
    if (const auto* problem = std::get_if<QString>(&found)) {
        return *problem;
    }
    identity.credentials = std::get<Credentials>(found);
    if (!isOwners) {
        identity.authority = authority.trusted();
    }
    return identity;
}

void Certifier::onDone(quint64 number, const Outcome& outcome)
{
    if (!m_wish || number != m_number) {
        return;
    }
    if (const auto* problem = std::get_if<QString>(&outcome)) {
        m_shown.clear(); // so that it is told when all is well again
        Q_EMIT failed(*problem);
        return;
    }
    const auto& identity = std::get<ServerIdentity>(outcome);
    if (const QByteArray digest = digestOf(identity); digest != m_shown) {
        m_shown = digest;
        Q_EMIT ready(identity);
    }
}

} // namespace Signalbox
