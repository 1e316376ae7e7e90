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
    if (now < record.blockedUntil) {
        return;
    }
    std::erase_if(record.failures, [now](Moment at) { return now - at >= Window; });
    record.failures.push_back(now);
    if (record.failures.size() < MostFailures) {
        return;
    }
    if (now - record.blockedUntil >= LongestBlock) {
        record.blocks = 0;
    }
    record.blockedUntil = now + doubled(FirstBlock, record.blocks, LongestBlock);
    ++record.blocks;
    record.failures.clear();
}

bool Knocks::isBlocked(const QString& address) const
{
    const Record* record = m_records.find(address);
    return record && m_clock.now() < record->blockedUntil;
}

} // namespace Signalbox
