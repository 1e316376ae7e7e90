// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/commandline.h"

#include <variant>

namespace Signalbox {

enum ExitCode
{
    ExitStopped = 0, ///< stopped on request, or there was only something to show
    ExitNotRaised = 1, ///< the window of the first start does not answer
    ExitBadUsage = 2,
    ExitCannotListen = 3,
};

/// What both programs do first, before there is an application object and without a display:
/// prepares the process and reads how it was invoked. Where there is only something to say (help,
/// version, an error), says it and returns the exit code.
std::variant<ProgramOptions, ExitCode> beginProgram(int argc, char* argv[]);

} // namespace Signalbox
