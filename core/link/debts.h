// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/link/allowance.h"

#include <QString>

#include <deque>
#include <optional>

namespace Signalbox {

/// What peers that are gone have said too much, for those who come after them from the same
/// address. Each debt goes to one newcomer only, the largest first: somebody who comes back gets
/// its own, and of a class behind one router nobody pays for somebody else who goes on flooding.
/// So with so many connections at a time, an address may say so many times what one may, however
/// often they are made anew. Bounded; time forgives.
///
/// Thread: the I/O thread. Owner: the switchboard; outlives all links.
class Debts
{
public:
    static constexpr size_t MostDebts = 1024; ///< then the oldest is forgotten

    /// limits: outlives it, and may change.
    explicit Debts(const Limits& limits)
        : m_limits(limits)
    { }

    /// block: see blockOf().
    void leave(const QString& block, const Allowance::Debt& debt, Moment now);

    /// nullopt: nothing is owed. Else it is owed no more: it has gone over to who asked.
    std::optional<Allowance::Debt> take(const QString& block, Moment now);

    size_t size() const { return m_entries.size(); }

private:
    struct Entry
    {
        QString block;
        Allowance::Debt debt;
    };

    double secondsLeft(const Allowance::Debt& debt, Moment now) const;
    void forgive(Moment now);

    const Limits& m_limits;
    std::deque<Entry> m_entries; ///< the oldest first
};

} // namespace Signalbox
