// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hubconfig.h"
#include "core/tls/certificates.h"

#include <QObject>
#include <QTemporaryDir>
#include <QThreadPool>

#include <memory>
#include <optional>

namespace Signalbox {

/// As whom the hub shows itself over TLS. A value.
struct ServerIdentity
{
    Credentials credentials;
    TrustedAuthority authority; ///< by whom that is signed; empty where the owner's files are used
};

/// Finds out as whom the hub shows itself: by the owner's files, or by a certificate for the names
/// that it is reached by. Makes, reads and writes in a thread of its own, since that takes time.
///
/// Thread: the I/O thread. Owner: the reception.
class Certifier : public QObject
{
    Q_OBJECT

public:
    explicit Certifier(QObject* parent = nullptr);
    ~Certifier() override; ///< waits for what it is at

    /// What is wanted from here on; ready() or failed() tells, once, what became of it. Of several
    /// wishes the newest counts. folder: where the hub keeps things; empty: until the program ends.
    void want(
        const TlsSettings& settings, const QString& folder, const LocalAuthority::Names& names);

    /// Nothing is wanted any more.
    void rest();

    /// The hub is reached by these names. False: they are no others, and it does not look again.
    bool rename(const LocalAuthority::Names& names);

    /// Looks again: files may have changed, certificates are about to expire. ready() tells only of
    /// something else than before.
    void lookAgain();

    /// Deletes the hub's own authority in that folder; what is wanted is made anew.
    void forgetAuthority(const QString& folder);

Q_SIGNALS:
    void ready(const Signalbox::ServerIdentity& identity);

    /// An English sentence that names the file.
    void failed(const QString& sentence);

private:
    struct Wish
    {
        TlsSettings settings;
        QString folder; ///< of the authority
        LocalAuthority::Names names;
    };
    using Outcome = std::variant<ServerIdentity, QString>;

    static Outcome fulfil(const Wish& wish);
    QString authorityFolder(const QString& folder);
    void work();
    void onDone(quint64 number, const Outcome& outcome);

    std::optional<Wish> m_wish;
    quint64 m_number = 0; ///< of the newest wish
    QByteArray m_shown; ///< the digest of what ready() told last; empty: nothing
    std::unique_ptr<QTemporaryDir> m_passing; ///< where nothing is to be kept
    QThreadPool m_pool; ///< one thread; last, so that it is done before anything else goes
};

} // namespace Signalbox
