// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/happening.h"

#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>

namespace Signalbox {

/// One moment by both clocks.
struct BothClocks
{
    Moment steady;
    QDateTime wall;

    static BothClocks now();

    /// Another moment by the wall clock.
    QDateTime wallAt(Moment moment) const;
};

/// Lines of the log, with their ends: when (by both clocks), what, who and why. They hold no
/// secrets, and of what strangers chose no more than some hundred characters each.
QByteArray logLine(const Happening& happening, const BothClocks& clocks);

/// That so many (times) of these had no line.
QByteArray omittedLine(const Happening& these, const BothClocks& clocks);

/// A line about the hub itself; details: what else is to be said.
QByteArray logLine(const QString& kind, const QJsonObject& details, const BothClocks& clocks);

} // namespace Signalbox
