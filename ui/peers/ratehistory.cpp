// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/peers/ratehistory.h"

#include <algorithm>
#include <limits>

namespace Signalbox {

void RateHistory::add(Moment previous, Moment at, quint64 growth)
{
    const Second last = secondOf(at);
    const Second first = std::clamp<Second>(secondOf(previous), last - slots, last);
    if (last - first <= 1) {
        addTo(last, growth);
        return;
    }
    const auto seconds = static_cast<quint64>(last - first);
    for (Second second = first + 1; second <= last; ++second) {
        addTo(second, growth / seconds);
    }
    addTo(last, growth % seconds);
}

quint32 RateHistory::current(Moment at) const
{
    return valueOf(secondOf(at) - 1);
}

QList<quint32> RateHistory::values(Moment at) const
{
    const Second now = secondOf(at);
    QList<quint32> values;
    values.reserve(slots);
    for (Second second = now - slots; second < now; ++second) {
        values.append(valueOf(second));
    }
    return values;
}

RateHistory::Second RateHistory::secondOf(Moment at)
{
    return std::chrono::floor<std::chrono::seconds>(at.time_since_epoch()).count();
}

quint32 RateHistory::valueOf(Second second) const
{
    if (second < 0) {
        return 0;
    }
    const Slot& slot = m_ring[static_cast<size_t>(second) % m_ring.size()];
    return slot.second == second ? slot.count : 0;
}

void RateHistory::addTo(Second second, quint64 growth)
{
    if (second < 0) {
        return;
    }
    Slot& slot = m_ring[static_cast<size_t>(second) % m_ring.size()];
    if (slot.second != second) {
        slot = {second, 0};
    }
    const quint64 sum = slot.count + growth;
    slot.count = static_cast<quint32>(std::min<quint64>(sum, std::numeric_limits<quint32>::max()));
}

} // namespace Signalbox
