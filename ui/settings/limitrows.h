// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/link/limits.h"

#include <QString>

#include <vector>

namespace Signalbox {

/// A limit as the settings show it: a whole number of some unit, and why there is one.
struct LimitRow
{
    enum class Unit
    {
        None,
        Kilobytes, ///< of 1024 bytes
        Seconds,
        Milliseconds,
    };

    const char* key; ///< as in the configuration file
    QString title;
    QString reason; ///< one sentence
    Unit unit = Unit::None;
    int least = 1;
    int most = 1'000'000;

    qint64 (*get)(const Limits& limits) = nullptr; ///< in units
    void (*set)(Limits& limits, qint64 value) = nullptr;
};

/// Limits that are about the same thing.
struct LimitGroup
{
    QString title;
    std::vector<LimitRow> rows;
};

/// Those that people in front of a room know about. GUI thread.
std::vector<LimitGroup> usualLimits();

/// The others: they protect the hub and rarely need a change.
std::vector<LimitGroup> furtherLimits();

} // namespace Signalbox
