// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

namespace Signalbox {

/// A point on the monotonic clock. Durations are never taken from the wall clock, which jumps.
using Moment = std::chrono::steady_clock::time_point;

/// Where the rules get the time from, so that rules about seconds are tested without waiting.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual Moment now() const = 0;
};

/// The machine's monotonic clock.
class SteadyClock final : public Clock
{
public:
    Moment now() const override { return std::chrono::steady_clock::now(); }
};

} // namespace Signalbox
