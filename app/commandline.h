// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/choices.h"
#include "core/hubconfig.h"

#include <QStringList>

#include <variant>

class QProcessEnvironment;

namespace Signalbox {

/// What whoever starts the program decides, all sources taken together.
struct ProgramOptions
{
    bool headless = false;
    QString profile = QStringLiteral("default");
    HubConfig hub;
};

struct HelpWanted
{ };

struct VersionWanted
{ };

using Invocation = std::variant<ProgramOptions, HelpWanted, VersionWanted, UsageError>;

/// Puts together what the defaults, the configuration file, the environment and the command line
/// say; of two, the later one counts. The first argument is the program's name.
Invocation readInvocation(const QStringList& arguments, const QProcessEnvironment& environment);

/// The answer to --help. Needs an application object, whose name it shows.
QString helpText();

} // namespace Signalbox
