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

using OptionsOrError = std::variant<ProgramOptions, UsageError>;

/// Reads the configuration again, while the program runs, and has it taken: on this thread, at once
/// or later.
using OptionsReader = std::function<void(const std::function<void(const OptionsOrError&)>& take)>;

/// Reads everything again that beginProgram() read. Needs an application object.
OptionsOrError readOptionsAgain(const StoredSettingsReader& readStored);

/// An OptionsReader for who keeps no settings of its own: those on the disk count.
void readFilesAgain(const std::function<void(const OptionsOrError&)>& take);

} // namespace Signalbox
