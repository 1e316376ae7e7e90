// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/clock.h"

namespace Signalbox {

/// A clock that stands until it is told to go on.
///
/// Thread: any one. Owner: the test.
class ManualClock final : public Clock
{
public:
    Moment now() const override { return m_now; }
    void advance(std::chrono::milliseconds time) { m_now += time; }

private:
    Moment m_now{std::chrono::hours(1)};
};

} // namespace Signalbox
