// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/tls/certificates.h"

#include <QTemporaryDir>

namespace Signalbox {

/// A hub's authority in a folder that goes with it, and what a server shows by it.
///
/// Thread: the test's. Owner: the test.
class Papers
{
public:
    /// Credentials for 127.0.0.1. Each call makes others than the one before.
    Credentials credentials();

    /// What a client has to trust.
    QSslCertificate authority() const;
    const LocalAuthority& files() const { return m_authority; }

private:
    QTemporaryDir m_folder;
    LocalAuthority m_authority{m_folder.filePath(QStringLiteral("tls"))};
    int m_calls = 0;
};

} // namespace Signalbox
