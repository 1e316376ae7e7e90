// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QFontMetrics>

namespace Signalbox {

/// The width of a usual character, as a measure of things that hold text. The font's own average is
/// no measure: fonts with Chinese in them double it.
inline int characterWidth(const QFontMetrics& metrics)
{
    return metrics.horizontalAdvance(QLatin1Char('0'));
}

} // namespace Signalbox
