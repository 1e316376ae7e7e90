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
    };

    const char* key; ///< as in the configuration file
    QString title;
    QString reason; ///< one sentence
    Unit unit = Unit::None;
    int least = 1;
    int most = 1'000'000;
    bool isForNextStart = false; ///< the hub reads it when it starts to listen

    qint64 (*get)(const Limits& limits) = nullptr; ///< in units
    void (*set)(Limits& limits, qint64 value) = nullptr;
};

/// Those that owners change; the others are in the configuration file. GUI thread.
std::vector<LimitRow> limitRows();

} // namespace Signalbox
