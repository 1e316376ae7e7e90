// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/commandline.h"

#include <functional>
#include <variant>

namespace Signalbox {

enum ExitCode
{
    ExitStopped = 0, ///< stopped on request, or there was only something to show
    ExitRefused = 1, ///< another instance does not do what it was asked for
    ExitBadUsage = 2,
    ExitCannotListen = 3,
    ExitNoHub = 4, ///< there is none that ctl could speak to
};

/// What both programs do first, before there is an application object and without a display:
/// prepares the process and reads how it was invoked. Where there is only something to say (help,
/// version, an error) or to pass on (ctl), does so and returns the exit code.
std::variant<ProgramOptions, ExitCode> beginProgram(int argc, char* argv[]);

/// Reads the configuration again, while the program runs.
using OptionsReader = std::function<std::variant<ProgramOptions, UsageError>()>;

/// Reads everything again that beginProgram() read. Needs an application object.
std::variant<ProgramOptions, UsageError> readOptionsAgain();

} // namespace Signalbox
