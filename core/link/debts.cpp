// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/link/debts.h"

#include <algorithm>

namespace Signalbox {

void Debts::leave(const QString& block, const Allowance::Debt& debt, Moment now)
{
    forgive(now);
    if (m_entries.size() >= MostDebts) {
        m_entries.pop_front();
    }
    m_entries.push_back({block, debt});
}

std::optional<Allowance::Debt> Debts::take(const QString& block, Moment now)
{
    forgive(now);
    auto largest = m_entries.end();
    double most = 0;
    for (auto entry = m_entries.begin(); entry != m_entries.end(); ++entry) {
        const double left = entry->block == block ? secondsLeft(entry->debt, now) : 0;
        if (left > most) {
            most = left;
            largest = entry;
        }
    }
    if (largest == m_entries.end()) {
        return std::nullopt;
    }
    const Allowance::Debt debt = largest->debt;
    m_entries.erase(largest);
    return debt;
}

void Debts::forgive(Moment now)
{
    // One after the other as they are left: a younger one that ends sooner can wait for that.
    while (!m_entries.empty() && secondsLeft(m_entries.front().debt, now) <= 0) {
        m_entries.pop_front();
    }
}

/// Until it means nothing.
double Debts::secondsLeft(const Allowance::Debt& debt, Moment now) const
{
    const auto seconds = [](auto time) { return std::chrono::duration<double>(time).count(); };
    const double drained = std::max({debt.messages / m_limits.messagesPerSecond,
                               debt.bytes / double(m_limits.bytesPerSecond),
                               debt.fanOut / double(m_limits.fanOutBytesPerSecond)})
        - seconds(now - debt.at);
    const double calm
        = debt.owed > 0 ? seconds(m_limits.warningTime) - seconds(now - debt.lastOver) : 0;
    return std::max(drained, calm);
}

} // namespace Signalbox
