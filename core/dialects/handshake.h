// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QString>

#include <optional>

namespace Signalbox {

/// What a client said by the request that opened its WebSocket: all of it hostile text, at most as
/// long as a request line.
struct Handshake
{
    QByteArray path; ///< as sent: percent-encoded, without the query, beginning with a slash
    QByteArray query; ///< as sent, without the question mark

    /// The parts of the path that are not empty, still encoded.
    QByteArrayList segments() const;

    /// The decoded value of a query item, the first of several; nullopt where it does not stand
    /// there. A plus stays a plus.
    std::optional<QString> item(QByteArrayView name) const;

    /// Percent-decoded, in UTF-8; what is no UTF-8 becomes U+FFFD.
    static QString decoded(QByteArrayView encoded);
};

} // namespace Signalbox
