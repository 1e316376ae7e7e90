// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

namespace Signalbox {

/// From here on, assistive technology is told of tables and lists by what is written for them here
/// instead of by Qt: where a cell is asked for that is not there, or has just left, Qt 6.4 has no
/// answer, and its bridge to AT-SPI falls over that, and the program with it. Once, before the
/// window.
void installAccessibleTables();

} // namespace Signalbox
