// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/ban.h"

#include <chrono>

class QComboBox;
class QDateTime;

namespace Signalbox {

/// For how long bans hold, as people choose it. GUI thread.

/// For how long somebody is refused unless the owner says otherwise.
inline constexpr std::chrono::milliseconds usualBan = std::chrono::minutes(10);

/// Adds ten minutes, an hour, today and for ever.
void addBanTimes(QComboBox& box);

/// Adds a time of its own.
void addBanTime(QComboBox& box, const QString& text, std::chrono::milliseconds time);

/// What is chosen; "today" ends with the local day.
std::chrono::milliseconds chosenBanTime(const QComboBox& box);

std::chrono::milliseconds untilMidnight(const QDateTime& now);

} // namespace Signalbox
