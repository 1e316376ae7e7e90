// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/headlessrun.h"

#include "app/commandline.h"
#include "app/hubrun.h"
#include "app/program.h"

#include <QCoreApplication>

#include <cstdio>

namespace Signalbox {

int runHeadless(const ProgramOptions& options)
{
    if (options.lacksStored) {
        const QString words = QStringLiteral("signalbox: %1\n").arg(options.storedTrouble);
        std::fputs(words.toLocal8Bit().constData(), stderr);
        return ExitBadUsage;
    }
    HubRun run(options);
    QCoreApplication* application = QCoreApplication::instance();
    QObject::connect(
        &run, &HubRun::failed, application, [](int exitCode) { QCoreApplication::exit(exitCode); });
    QObject::connect(
        &run, &HubRun::ended, application, [] { QCoreApplication::exit(ExitStopped); });
    run.start();
    return QCoreApplication::exec();
}

} // namespace Signalbox
