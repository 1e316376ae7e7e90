// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/refusal.h"

#include <vector>

namespace Signalbox {

/// Who was put out and is not to come back for a while.
///
/// Thread: the I/O thread. Owner: the switchboard.
class Refusals
{
public:
    /// So many at most; the oldest goes when one more comes.
    static constexpr size_t MostRefusals = 1000;

    /// Refuses whoever is like this peer. Where somebody like it is refused already, that is
    /// prolonged, and holds for the rooms of both. A peer that has nothing to be known by is not
    /// refused.
    void add(const Peer& known, const QString& reason, Moment until);

    /// Whether somebody who would be this is refused.
    bool matches(const Peer& wouldBe) const;

    /// Counts that somebody was turned away.
    void noteTurnedAway(const Peer& who);

    /// Lifts refusals; false if there were none of these.
    bool lift(const QList<RefusalNumber>& numbers);

    /// Lifts those whose time is over; false if there were none.
    bool liftOverdue(Moment now);

    const std::vector<Refusal>& all() const { return m_refusals; } ///< oldest first

private:
    std::vector<Refusal> m_refusals;
    quint64 m_last = 0;
};

} // namespace Signalbox
