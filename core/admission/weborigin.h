// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

namespace Signalbox {

/// A host and perhaps a port, as a Host header has them. The host is in lowercase, IPv6 addresses
/// are in brackets and in their shortest form.
struct HostPort
{
    QString host;
    std::optional<quint16> port;

    /// nullopt: there is something else in it, or no host.
    static std::optional<HostPort> parse(QStringView text);

    bool isAddress() const; ///< an IP address, not a name
    bool isLoopback() const; ///< localhost, or an address that means this machine
};

/// Where a web page comes from (RFC 6454), in its one form: two are equal where a browser would
/// take their pages for those of one site.
struct WebOrigin
{
    QString scheme;
    HostPort place; ///< without a port only where the scheme has no port of its own

    /// Exactly as a browser sends it. The opaque origin ("null") is none.
    static std::optional<WebOrigin> parse(QStringView text);

    /// As people write it: with space around it, a slash behind it, and letters of any language.
    static std::optional<WebOrigin> parseWritten(QStringView text);

    bool isWeb() const; ///< http or https

    /// Whether it is a page of the host that was asked for, by http or https.
    bool isOf(const HostPort& asked) const;

    QString text() const; ///< as a browser sends it

    friend bool operator==(const WebOrigin& one, const WebOrigin& other)
    {
        return one.text() == other.text();
    }
};

} // namespace Signalbox
