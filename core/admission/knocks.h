// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/admission/addresstable.h"
#include "core/signal/clock.h"

#include <vector>

namespace Signalbox {

/// Tells from which addresses one connection after the other comes to nothing. The door has no
/// patience with these for a while; it turns nobody away for what a neighbour did, for a whole
/// class may sit behind one address. Connections that come to something are not counted at all.
///
/// Thread: the I/O thread. Owner: the doorman.
class Knocks
{
public:
    static constexpr size_t MostFailures = 30;
    static constexpr std::chrono::seconds Window{60}; ///< within which they count
    static constexpr std::chrono::seconds FirstHurry{60}; ///< each further one lasts twice as long
    static constexpr std::chrono::minutes LongestHurry{10};

    explicit Knocks(const Clock& clock);

    void noteFailure(const QString& address);
    bool isHurried(const QString& address) const;
    size_t addresses() const { return m_records.size(); }

private:
    struct Record
    {
        std::vector<Moment> failures; ///< within the window, the oldest first
        Moment hurriedUntil{};
        int hurries = 0; ///< in a row
    };

    const Clock& m_clock;
    AddressTable<Record> m_records;
};

} // namespace Signalbox
