// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/ban.h"

#include <QByteArray>
#include <QDateTime>

#include <optional>
#include <variant>
#include <vector>

/// The text in which bans are kept: JSON, a ban to a line. docs/decisions says how it stays
/// readable for later versions.
namespace Signalbox::BanFile {

inline constexpr qsizetype Largest = 1 << 20; ///< bytes of the whole text
inline constexpr qsizetype LongestReason = 1000; ///< in characters
inline constexpr qsizetype LongestName = 1024; ///< of ids, nicks, rooms and so on
inline constexpr qsizetype MostRooms = 64; ///< of one peer

/// The bans that are not over, as orders from now on, or what is wrong with the text, as an English
/// sentence.
std::variant<std::vector<BanOrder>, QString> read(const QByteArray& text, const QDateTime& wallNow);

/// wallNow: the wall clock's time at now.
QByteArray written(const std::vector<Ban>& bans, Moment now, const QDateTime& wallNow);

/// So many bytes a ban needs in a written text at most, whenever that is.
qsizetype sizeOf(const Ban& ban);

/// What read() would not take of a ban, as an English sentence; empty: it takes all.
QString problemWith(const BanOrder& order);

} // namespace Signalbox::BanFile
