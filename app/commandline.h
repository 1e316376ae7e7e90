// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/sayings.h"

#include <QStringList>

#include <functional>
#include <variant>

class QProcessEnvironment;

namespace Signalbox {

/// What whoever starts the program decides, all sources taken together.
struct ProgramOptions
{
    bool headless = false;
    bool check = false; ///< say whether all is well, and end
    QString profile = QStringLiteral("default");
    Configuration configuration;
};

struct HelpWanted
{ };

struct VersionWanted
{ };

/// A word to a hub that runs already; see CtlCall.
struct CtlWanted
{
    QStringList words;
};

using Invocation = std::variant<ProgramOptions, HelpWanted, VersionWanted, CtlWanted, UsageError>;

/// What the window has kept for a profile.
using StoredSettingsReader = std::function<SayingsOrError(const QString& profile)>;

/// Puts together what the defaults, the window's own settings, the configuration file, the
/// environment and the command line say; of two, the later one counts. The first argument is the
/// program's name.
Invocation readInvocation(const QStringList& arguments, const QProcessEnvironment& environment,
    const StoredSettingsReader& readStored = {});

/// The answer to --help. Needs an application object, whose name it shows.
QString helpText();

} // namespace Signalbox
