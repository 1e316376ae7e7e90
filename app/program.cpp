// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/program.h"

#include "app/ctlcall.h"
#include "app/process.h"
#include "app/profile.h"
#include "app/storedsettings.h"
#include "core/operation/checkup.h"

#include <QCoreApplication>
#include <QProcessEnvironment>

#include <cstdio>

namespace Signalbox {

namespace {

void print(FILE* stream, const QString& text)
{
    std::fputs(text.toLocal8Bit().constData(), stream);
    std::fflush(stream);
}

QStringList argumentList(int argc, char* argv[])
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i) {
        arguments.append(QString::fromLocal8Bit(argv[i]));
    }
    if (arguments.isEmpty()) {
        arguments.append(QStringLiteral("signalbox"));
    }
    return arguments;
}

/// Reads what the window kept as it is: nothing is written before it is known what is to be done.
SayingsOrError storedSettings(const QString& profile)
{
    return StoredSettings::read(storedSettingsFile(profile));
}

/// The window's own file may be damaged by no fault of its owner: then the one before it counts.
/// Without that, it is still to be known what else is said, so that there can be a window.
SayingsOrError storedSettingsOrBefore(const QString& profile, ProgramOptions& found)
{
    StoredSettings settings(storedSettingsFile(profile));
    QObject::connect(&settings, &StoredSettings::trouble,
        [&found](const QString& sentence) { found.storedTrouble = sentence; });
    SayingsOrError loaded = settings.load(KeptText::Leftovers::Kept);
    if (const auto* error = std::get_if<UsageError>(&loaded)) {
        found.storedTrouble = error->text
            + QStringLiteral(" The hub does not start by itself: it would not keep to what was "
                             "decided in the window.");
        found.lacksStored = true;
        return Sayings();
    }
    return loaded;
}

void sayAll(const QStringList& sentences)
{
    for (const QString& sentence : sentences) {
        if (!sentence.isEmpty()) {
            print(stderr, QStringLiteral("signalbox: %1\n").arg(sentence));
        }
    }
}

ExitCode check(const ProgramOptions& options)
{
    HubConfig config = options.configuration.hub;
    config.stateFolder = options.stateFolder();
    sayAll(warningsAboutFilesOf(config));
    if (const QStringList problems = problemsWithFilesOf(config); !problems.isEmpty()) {
        sayAll(problems);
        return ExitBadUsage;
    }
    print(stdout, QStringLiteral("configuration is good\n"));
    return ExitStopped;
}

} // namespace

std::variant<ProgramOptions, ExitCode> beginProgram(int argc, char* argv[])
{
    prepareProcess();
    QCoreApplication::setApplicationName(QStringLiteral("signalbox"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SIGNALBOX_VERSION));

    const QStringList arguments = argumentList(argc, argv);
    const bool onlyChecks = arguments.contains(QStringLiteral("--check"));
    ProgramOptions stored;
    Invocation invocation = readInvocation(arguments, QProcessEnvironment::systemEnvironment(),
        [onlyChecks, &stored](const QString& profile) {
            return onlyChecks ? storedSettings(profile) : storedSettingsOrBefore(profile, stored);
        });
    if (const auto* error = std::get_if<UsageError>(&invocation)) {
        sayAll({stored.storedTrouble, error->text});
        return ExitBadUsage;
    }
    if (std::holds_alternative<VersionWanted>(invocation)) {
        print(stdout, QStringLiteral("signalbox %1\n").arg(QStringLiteral(SIGNALBOX_VERSION)));
        return ExitStopped;
    }
    if (auto* options = std::get_if<ProgramOptions>(&invocation); options && !options->check) {
        options->storedTrouble = stored.storedTrouble;
        options->lacksStored = stored.lacksStored;
        return *options;
    }
    const QCoreApplication application(argc, argv);
    if (const auto* options = std::get_if<ProgramOptions>(&invocation)) {
        return check(*options);
    }
    if (const auto* wanted = std::get_if<CtlWanted>(&invocation)) {
        return ExitCode(runCtl(wanted->words));
    }
    print(stdout, helpText());
    return ExitStopped;
}

OptionsOrError readOptionsAgain(const StoredSettingsReader& readStored)
{
    const Invocation invocation = readInvocation(
        QCoreApplication::arguments(), QProcessEnvironment::systemEnvironment(), readStored);
    if (const auto* options = std::get_if<ProgramOptions>(&invocation)) {
        return *options;
    }
    const auto* error = std::get_if<UsageError>(&invocation);
    return error ? *error : UsageError{};
}

void readFilesAgain(const std::function<void(const OptionsOrError&)>& take)
{
    take(readOptionsAgain(storedSettings));
}

} // namespace Signalbox
