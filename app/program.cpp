// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/program.h"

#include "app/process.h"

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

} // namespace

std::variant<ProgramOptions, ExitCode> beginProgram(int argc, char* argv[])
{
    prepareProcess();
    QCoreApplication::setApplicationName(QStringLiteral("signalbox"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SIGNALBOX_VERSION));

    const Invocation invocation
        = readInvocation(argumentList(argc, argv), QProcessEnvironment::systemEnvironment());
    if (const auto* options = std::get_if<ProgramOptions>(&invocation)) {
        return *options;
    }
    if (const auto* error = std::get_if<UsageError>(&invocation)) {
        print(stderr, QStringLiteral("signalbox: %1\n").arg(error->text));
        return ExitBadUsage;
    }
    if (std::holds_alternative<HelpWanted>(invocation)) {
        const QCoreApplication application(argc, argv);
        print(stdout, helpText());
    } else {
        print(stdout, QStringLiteral("signalbox %1\n").arg(QStringLiteral(SIGNALBOX_VERSION)));
    }
    return ExitStopped;
}

} // namespace Signalbox
