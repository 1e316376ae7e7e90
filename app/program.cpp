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
SayingsOrError storedSettingsOrBefore(const QString& profile)
{
    StoredSettings settings(storedSettingsFile(profile));
    QObject::connect(&settings, &StoredSettings::trouble, [](const QString& sentence) {
        print(stderr, QStringLiteral("signalbox: %1\n").arg(sentence));
    });
    return settings.load();
}

ExitCode complain(const QStringList& sentences)
{
    for (const QString& sentence : sentences) {
        print(stderr, QStringLiteral("signalbox: %1\n").arg(sentence));
    }
    return ExitBadUsage;
}

ExitCode check(const ProgramOptions& options)
{
    HubConfig config = options.configuration.hub;
    if (config.stateFolder.isEmpty()) {
        config.stateFolder = stateFolderOf(options.profile);
    }
    if (const QStringList problems = problemsWithFilesOf(config); !problems.isEmpty()) {
        return complain(problems);
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
    const Invocation invocation
        = readInvocation(arguments, QProcessEnvironment::systemEnvironment(),
            onlyChecks ? storedSettings : storedSettingsOrBefore);
    if (const auto* error = std::get_if<UsageError>(&invocation)) {
        return complain({error->text});
    }
    if (std::holds_alternative<VersionWanted>(invocation)) {
        print(stdout, QStringLiteral("signalbox %1\n").arg(QStringLiteral(SIGNALBOX_VERSION)));
        return ExitStopped;
    }
    if (const auto* options = std::get_if<ProgramOptions>(&invocation);
        options && !options->check) {
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

std::variant<ProgramOptions, UsageError> readOptionsAgain()
{
    const Invocation invocation = readInvocation(
        QCoreApplication::arguments(), QProcessEnvironment::systemEnvironment(), storedSettings);
    if (const auto* options = std::get_if<ProgramOptions>(&invocation)) {
        return *options;
    }
    const auto* error = std::get_if<UsageError>(&invocation);
    return error ? *error : UsageError{};
}

} // namespace Signalbox
