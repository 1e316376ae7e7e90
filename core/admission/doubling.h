// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <chrono>

namespace Signalbox {

/// How long somebody waits after so many times before: twice as long each time, up to the longest.
inline std::chrono::milliseconds doubled(
    std::chrono::milliseconds first, int before, std::chrono::milliseconds longest)
{
    std::chrono::milliseconds time = first;
    for (int i = 0; i < before && time < longest; ++i) {
        time *= 2;
    }
    return std::min(time, longest);
}

} // namespace Signalbox
