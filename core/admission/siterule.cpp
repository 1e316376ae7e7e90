// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/siterule.h"

namespace Signalbox {

void SiteRule::set(const AdmissionRules& rules)
{
    m_allowsAny = rules.sites == AdmissionRules::Sites::Any;
    m_allowed.clear();
    for (const QString& site : rules.allowedSites) {
        if (const auto origin = WebOrigin::parseWritten(site)) {
            m_allowed.append(*origin);
        }
    }
}

bool SiteRule::allows(const QByteArray& site, const QByteArray& host, bool knowsPin) const
{
    if (m_allowsAny) {
        return true;
    }
    if (site == "null") {
        return knowsPin;
    }
    const auto origin = WebOrigin::parse(QString::fromLatin1(site));
    if (!origin) {
        return false;
    }
    const auto asked = HostPort::parse(QString::fromLatin1(host));
    return (asked && origin->isOf(*asked)) || (origin->isWeb() && origin->place.isLoopback())
        || lists(*origin);
}

bool SiteRule::lists(const WebOrigin& site) const
{
    return m_allowed.contains(site);
}

} // namespace Signalbox
