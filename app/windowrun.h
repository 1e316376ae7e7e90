// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

namespace Signalbox {

struct ProgramOptions;

/// Runs the hub with its window, or brings the window of this profile to the front where there is
/// one already. Needs a QApplication; returns the exit code.
int runWindow(const ProgramOptions& options);

} // namespace Signalbox
