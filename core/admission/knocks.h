// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/admission/addresstable.h"
#include "core/signal/clock.h"

#include <vector>

namespace Signalbox {

/// Turns addresses away whose connections come to nothing, one after the other. Those that come to
/// something are not counted: a whole class may sit behind one address.
///
/// Thread: the I/O thread. Owner: the doorman.
class Knocks
{
public:
    static constexpr size_t MostFailures = 30;
    static constexpr std::chrono::seconds Window{60}; ///< within which they count
    static constexpr std::chrono::seconds FirstBlock{60}; ///< each further one lasts twice as long
    static constexpr std::chrono::minutes LongestBlock{10};

    explicit Knocks(const Clock& clock);

    void noteFailure(const QString& address);
    bool isBlocked(const QString& address) const;
    size_t addresses() const { return m_records.size(); }

private:
    struct Record
    {
        std::vector<Moment> failures; ///< within the window, the oldest first
        Moment blockedUntil{};
        int blocks = 0; ///< in a row
    };

    const Clock& m_clock;
    AddressTable<Record> m_records;
};

} // namespace Signalbox
