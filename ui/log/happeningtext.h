// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/happening.h"

#include <QString>

namespace Signalbox {

/// How much a line of the log matters.
enum class LogLevel
{
    Info,
    Notice,
    Warning
};

QString levelLabel(LogLevel level);
QString levelIcon(LogLevel level);

/// What happened, as a sentence on one line. Text from the network in it is cleaned and isolated.
/// Pure apart from the locale; GUI thread.
QString happeningText(const Happening& happening);

LogLevel levelOf(const Happening& happening);

/// Whether two happenings are the same thing once more, and are worth one line with a counter.
bool isSameCause(const Happening& a, const Happening& b);

} // namespace Signalbox
