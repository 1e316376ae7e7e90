// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/ids.h"
#include "ui/roomplace.h"

#include <QString>

#include <chrono>
#include <optional>

namespace Signalbox {

/// Numbers, times and names as people read them, in the language of the window. Pure apart from
/// the locale; GUI thread.

QString formatCount(quint64 count);
QString formatBytes(quint64 bytes);

/// Short: the largest unit that fits, as in a column ("4 min").
QString formatDuration(std::chrono::seconds duration);

/// With two units, as in a sentence ("2 h 4 min").
QString formatLongDuration(std::chrono::seconds duration);

/// Empty while nothing has been measured.
QString formatRoundTrip(std::optional<std::chrono::microseconds> roundTrip);

/// "12/s"; empty when nothing moves.
QString formatRate(quint32 perSecond);

/// A room as the window calls it. The default room has a name here and none on the wire.
QString roomLabel(const RoomName& room);

/// The same where several dialects are: a room without a name bears that of its dialect, unless it
/// is the hub's own, and its realm's key.
QString roomLabel(const RoomPlace& place);

/// "for ever", or how long that is.
QString formatTimeLeft(std::chrono::seconds duration);

/// Which program a User-Agent stands for, with its main version: "Firefox 140", "Node.js".
QString clientProgram(const QString& userAgent);

} // namespace Signalbox
