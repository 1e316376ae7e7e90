// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/operation/thinning.h"

#include "core/admission/ipaddress.h"

#include <utility>

namespace Signalbox {

bool Thinning::hasLine(const Happening& happening)
{
    if (happening.kind == Happening::Kind::Omitted) { // which says the same already
        return true;
    }
    if (!m_begin) {
        m_begin = happening.at;
    }
    const QString network = blockOf(happening.address);
    const bool isRejection = happening.kind == Happening::Kind::Rejected;
    const bool hasRoom = m_lines < MostInAll && m_linesOf.value(network) < MostOfANetwork;
    if (hasRoom && !isRejection) {
        ++m_lines;
        ++m_linesOf[network];
        return true;
    }
    Tally& tally = tallyOf(happening, network);
    if (hasRoom && tally.lines < MostRejections) {
        ++tally.lines;
        ++m_lines;
        ++m_linesOf[network];
        return true;
    }
    tally.omitted += happening.times;
    return false;
}

Thinning::Tally& Thinning::tallyOf(const Happening& happening, const QString& network)
{
    const Key key{happening.kind, happening.cause, network};
    const auto found = m_tallies.find(key);
    if (found != m_tallies.end()) {
        return found->second;
    }
    const bool isToldApart = m_tallies.size() < MostTallies;
    return m_tallies[isToldApart ? key : Key{happening.kind, happening.cause, {}}];
}

bool Thinning::isDue(Moment now) const
{
    return m_begin && now - *m_begin >= Interval;
}

QList<Happening> Thinning::take(Moment now)
{
    QList<Happening> counted;
    for (const auto& [key, tally] : std::exchange(m_tallies, {})) {
        if (tally.omitted > 0) {
            Happening these;
            these.at = now;
            std::tie(these.kind, these.cause, these.address) = key;
            these.times = tally.omitted;
            counted.append(these);
        }
    }
    m_begin.reset();
    m_linesOf.clear();
    m_lines = 0;
    return counted;
}

} // namespace Signalbox
