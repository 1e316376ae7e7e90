// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/banpattern.h"

#include "core/admission/bantarget.h"
#include "core/admission/ipaddress.h"

#include <algorithm>

namespace Signalbox {

QString problemWith(const BanRule& rule)
{
    return BanTarget::problemOf(rule);
}

bool hits(const BanRule& rule, const Peer& wouldBe)
{
    return BanTarget(rule).hits(Suspect(wouldBe));
}

QString addressPattern(const QString& address, const QStringList& hubAddresses)
{
    const auto ip = ipAddress(address);
    if (!ip) {
        return address;
    }
    const QString block = blockOf(address);
    const bool isShared = ip->isLoopback() || ip->isLinkLocal()
        || std::any_of(hubAddresses.cbegin(), hubAddresses.cend(),
            [&block](const QString& own) { return blockOf(own) == block; });
    return ip->protocol() == QAbstractSocket::IPv6Protocol && !isShared
        ? block + QStringLiteral("/64")
        : ip->toString();
}

BanRules::BanRules(const QList<BanRule>& rules)
    : m_targets(std::make_shared<const std::vector<BanTarget>>(rules.begin(), rules.end()))
{ }

qsizetype BanRules::firstToHit(const Peer& wouldBe) const
{
    if (!m_targets) {
        return -1;
    }
    const Suspect suspect(wouldBe);
    const auto found = std::find_if(m_targets->begin(), m_targets->end(),
        [&suspect](const BanTarget& target) { return target.hits(suspect); });
    return found == m_targets->end() ? -1 : found - m_targets->begin();
}

} // namespace Signalbox
