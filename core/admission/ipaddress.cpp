// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/ipaddress.h"

#include <algorithm>

namespace Signalbox {

namespace {

constexpr qsizetype longestAddress = 100; ///< with a zone
constexpr int mappedBits = 96; ///< ::ffff:0:0/96 holds the IPv4 addresses
constexpr int blockBits = 64;

bool isOctet(QStringView part)
{
    if (part.isEmpty() || part.size() > 3 || (part.size() > 1 && part.front() == u'0')) {
        return false;
    }
    int value = 0;
    for (const QChar c : part) {
        if (c < u'0' || c > u'9') {
            return false;
        }
        value = 10 * value + (c.unicode() - u'0');
    }
    return value <= 255;
}

/// In the one spelling that an IPv4 address has here: no zeros in front, nothing left out.
bool isDottedQuad(QStringView text)
{
    for (int octet = 0; octet < 3; ++octet) {
        const qsizetype dot = text.indexOf(u'.');
        if (dot < 0 || !isOctet(text.first(dot))) {
            return false;
        }
        text = text.sliced(dot + 1);
    }
    return isOctet(text);
}

/// As it is written: still mapped, and with its zone, where it was.
std::optional<QHostAddress> writtenAddress(QStringView text)
{
    if (text.isEmpty() || text.size() > longestAddress) {
        return std::nullopt;
    }
    QHostAddress address;
    if ((!text.contains(u':') && !isDottedQuad(text)) || !address.setAddress(text.toString())) {
        return std::nullopt;
    }
    return address;
}

} // namespace

QHostAddress inOneForm(const QHostAddress& address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    if (isIpv4) {
        return QHostAddress(ipv4);
    }
    QHostAddress plain = address;
    plain.setScopeId({});
    return plain;
}

std::optional<QHostAddress> ipAddress(QStringView text)
{
    const auto address = writtenAddress(text);
    return address ? std::optional(inOneForm(*address)) : std::nullopt;
}

QString blockOf(const QString& address)
{
    if (isDottedQuad(address)) { // a block of its own; asked several times for each who comes
        return address;
    }
    const auto ip = ipAddress(address);
    if (!ip) {
        return address.left(longestAddress);
    }
    if (ip->protocol() == QAbstractSocket::IPv4Protocol) {
        return ip->toString();
    }
    Q_IPV6ADDR bits = ip->toIPv6Address();
    std::fill(bits.c + blockBits / 8, bits.c + sizeof bits.c, quint8(0));
    return QHostAddress(bits).toString();
}

std::optional<AddressRange> AddressRange::parse(QStringView text)
{
    const qsizetype slash = text.indexOf(u'/');
    const auto written = writtenAddress(slash < 0 ? text : text.first(slash));
    if (!written || text.contains(u'%')) {
        return std::nullopt;
    }
    const int bits = written->protocol() == QAbstractSocket::IPv4Protocol ? 32 : 128;
    const QString subnet
        = slash < 0 ? text.toString() + u'/' + QString::number(bits) : text.toString();
    const auto [base, prefix] = QHostAddress::parseSubnet(subnet);
    if (base.isNull() || prefix < 0) {
        return std::nullopt;
    }
    AddressRange range;
    range.m_base = base;
    range.m_prefix = prefix;
    if (bits == 128 && prefix >= mappedBits) {
        range.m_base = inOneForm(base);
        const bool wasMapped = range.m_base.protocol() == QAbstractSocket::IPv4Protocol;
        range.m_prefix -= wasMapped ? mappedBits : 0;
    }
    return range;
}

bool AddressRange::contains(const QHostAddress& address) const
{
    return address.protocol() == m_base.protocol() && address.isInSubnet(m_base, m_prefix);
}

} // namespace Signalbox
