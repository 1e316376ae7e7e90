// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/papers.h"

namespace Signalbox {

Credentials Papers::credentials()
{
    // Another name each time, since a certificate that fits is kept.
    LocalAuthority::Names names;
    names.addresses = {QStringLiteral("127.0.0.1"), QStringLiteral("10.0.0.%1").arg(++m_calls)};
    const auto made = m_authority.certificateFor(names, QDateTime::currentDateTimeUtc());
    if (const auto* error = std::get_if<QString>(&made)) {
        qFatal("%s", qPrintable(*error));
    }
    return std::get<Credentials>(made);
}

QSslCertificate Papers::authority() const
{
    return QSslCertificate(m_authority.trusted().pem);
}

} // namespace Signalbox
