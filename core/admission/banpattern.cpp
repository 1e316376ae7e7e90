// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/banpattern.h"

#include "core/admission/bantarget.h"

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
