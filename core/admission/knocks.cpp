// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/knocks.h"

#include "core/admission/doubling.h"

namespace Signalbox {

Knocks::Knocks(const Clock& clock)
    : m_clock(clock)
{ }

void Knocks::noteFailure(const QString& address)
{
    const Moment now = m_clock.now();
    Record& record = m_records.touch(address);
    if (now < record.hurriedUntil) {
        return;
    }
    std::erase_if(record.failures, [now](Moment at) { return now - at >= Window; });
    record.failures.push_back(now);
    if (record.failures.size() < MostFailures) {
        return;
    }
    if (now - record.hurriedUntil >= LongestHurry) {
        record.hurries = 0;
    }
    record.hurriedUntil = now + doubled(FirstHurry, record.hurries, LongestHurry);
    ++record.hurries;
    record.failures.clear();
}

bool Knocks::isHurried(const QString& address) const
{
    const Record* record = m_records.find(address);
    return record && m_clock.now() < record->hurriedUntil;
}

} // namespace Signalbox
