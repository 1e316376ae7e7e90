// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/clock.h"

#include <QList>

#include <array>
#include <chrono>

namespace Signalbox {

/// How many messages went through one peer in each of the last sixty seconds, derived from counters
/// that only grow. It is told of growth only: seconds in which nothing is added are empty by
/// themselves, so that ten thousand quiet peers cost nothing.
///
/// Thread: GUI. Owner: a peer's entry in the table's model.
class RateHistory
{
public:
    static constexpr int slots = 60;

    /// So much was added between two looks at the counter, the first of which may lie seconds back:
    /// then it is spread over the seconds between.
    void add(Moment previous, Moment at, quint64 growth);

    /// Per second, in the last second that is complete at this moment.
    quint32 current(Moment at) const;

    /// One value per complete second, oldest first.
    QList<quint32> values(Moment at) const;

private:
    using Second = std::chrono::seconds::rep;

    static Second secondOf(Moment at);
    quint32 valueOf(Second second) const;
    void addTo(Second second, quint64 growth);

    struct Slot
    {
        Second second = -1; ///< what is older than the ring reaches is not read any more
        quint32 count = 0;
    };
    std::array<Slot, slots + 1> m_ring{};
};

} // namespace Signalbox
