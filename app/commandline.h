// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/sayings.h"

#include <QHash>
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

    /// Who says something that is stronger than what is decided in the window, by key.
    enum class Source
    {
        File,
        Environment,
        CommandLine,
    };
    QHash<QString, Source> given;

    /// What is wrong with the settings that the window kept. Either those before them count, or
    /// there are none that can be read: then nobody knows what was decided there.
    QString storedTrouble;
    bool lacksStored = false;

    QString stateFolder() const; ///< where the hub's things are kept
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
