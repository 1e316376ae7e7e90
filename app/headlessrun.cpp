// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/headlessrun.h"

#include "app/commandline.h"
#include "app/hubrun.h"
#include "app/program.h"

#include <QCoreApplication>

namespace Signalbox {

int runHeadless(const ProgramOptions& options)
{
    HubRun run;
    QCoreApplication* application = QCoreApplication::instance();
    QObject::connect(
        &run, &HubRun::failed, application, [] { QCoreApplication::exit(ExitCannotListen); });
    QObject::connect(
        &run, &HubRun::ended, application, [] { QCoreApplication::exit(ExitStopped); });
    run.start(options.hub);
    return QCoreApplication::exec();
}

} // namespace Signalbox
