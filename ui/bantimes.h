// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/ban.h"

#include <chrono>

class QComboBox;
class QDateTime;

namespace Signalbox {

/// For how long bans hold, as people choose it. GUI thread.

/// For how long a kick keeps somebody out unless the owner says otherwise.
inline constexpr std::chrono::milliseconds usualBan = std::chrono::minutes(10);

/// Stands for the rest of a day, which is another time whenever it is asked for: chosenBanTime().
inline constexpr std::chrono::milliseconds untilDayEnds{-1};

/// Adds ten minutes, an hour, today and for ever, with this one chosen.
void addBanTimes(QComboBox& box, std::chrono::milliseconds chosen = usualBan);

/// Adds a time of its own.
void addBanTime(QComboBox& box, const QString& text, std::chrono::milliseconds time);

/// What is chosen; "today" ends with the local day.
std::chrono::milliseconds chosenBanTime(const QComboBox& box);

std::chrono::milliseconds untilMidnight(const QDateTime& now);

} // namespace Signalbox
