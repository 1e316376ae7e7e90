// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

namespace Signalbox {

struct ProgramOptions;

/// Runs the hub without a window until it is asked to end. Needs an application object; returns
/// the exit code.
int runHeadless(const ProgramOptions& options);

} // namespace Signalbox
