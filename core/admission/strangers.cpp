// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/strangers.h"

#include <algorithm>
#include <limits>

namespace Signalbox {

namespace {

/// Longer than any site or host name.
constexpr qsizetype longestName = 512;

bool cameEarlier(const Stranger& one, const Stranger& other)
{
    return one.last < other.last;
}

} // namespace

void Strangers::note(Stranger::Kind kind, const QString& name, const QString& address, Moment now)
{
    if (m_ignored.contains(name) || name.size() > longestName) {
        return;
    }
    auto found = std::find_if(m_strangers.begin(), m_strangers.end(),
        [&](const Stranger& known) { return known.kind == kind && known.name == name; });
    if (found == m_strangers.end()) {
        if (m_strangers.size() >= MostStrangers) {
            m_strangers.erase(
                std::min_element(m_strangers.begin(), m_strangers.end(), cameEarlier));
        }
        found = m_strangers.insert(m_strangers.end(), Stranger{kind, name, {}, 0, {}});
    }
    found->address = address;
    found->last = now;
    found->times = std::min(found->times, std::numeric_limits<int>::max() - 1) + 1;
}

void Strangers::ignore(const QString& name)
{
    std::erase_if(m_strangers, [&name](const Stranger& known) { return known.name == name; });
    if (m_ignored.contains(name) || name.size() > longestName) {
        return;
    }
    m_ignored.append(name);
    if (size_t(m_ignored.size()) > MostIgnored) {
        m_ignored.removeFirst();
    }
}

void Strangers::dropAllowed(const Test& isAllowed)
{
    std::erase_if(m_strangers,
        [&isAllowed](const Stranger& known) { return isAllowed(known.kind, known.name); });
}

void Strangers::stopIgnoring(const Test& isListed)
{
    m_ignored.removeIf([&isListed](const QString& name) {
        return isListed(Stranger::Kind::Site, name) || isListed(Stranger::Kind::Host, name);
    });
}

} // namespace Signalbox
