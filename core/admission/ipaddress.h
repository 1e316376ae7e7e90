// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>
#include <QString>

#include <optional>

namespace Signalbox {

/// An address in its one form: IPv4 where it is mapped into IPv6, and without a zone.
QHostAddress inOneForm(const QHostAddress& address);

/// The IP address that a text is, in its one form: IPv4 where it is mapped into IPv6, and without a
/// zone. Forms that only some readers know (octal, hexadecimal, fewer than four parts) are none.
std::optional<QHostAddress> ipAddress(QStringView text);

/// Under what the tries of an address are counted: an IPv4 address for itself; of IPv6 the /64,
/// within which one machine can take any address that it likes. All of a local link count as one,
/// for they have one prefix (fe80::/64); who has such an address has another one, too.
QString blockOf(const QString& address);

/// A range of IP addresses: one of them, or those of a subnet.
class AddressRange
{
public:
    /// As in 192.168.1.7, 192.168.1.0/24 or fd00::/8.
    static std::optional<AddressRange> parse(QStringView text);

    bool isEverybody() const { return m_prefix == 0; }

    /// address: in its one form.
    bool contains(const QHostAddress& address) const;

    friend bool operator==(const AddressRange& one, const AddressRange& other)
    {
        return one.m_prefix == other.m_prefix && one.contains(other.m_base);
    }

private:
    QHostAddress m_base;
    int m_prefix = 0;
};

} // namespace Signalbox
