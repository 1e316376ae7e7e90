// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/windowrun.h"

#include "app/hubrun.h"
#include "app/profile.h"
#include "app/program.h"
#include "app/singleinstance.h"
#include "ui/mainwindow.h"
#include "ui/translation.h"

#include <QApplication>
#include <QSettings>

#include <cstdio>

namespace Signalbox {

namespace {

int afterFirstInstance(SingleInstance::Claim claim)
{
    if (claim == SingleInstance::Claim::OtherRaised) {
        std::fputs("signalbox: already open, its window was brought to the front. "
                   "A second one needs another --profile.\n",
            stderr);
        return ExitStopped;
    }
    std::fputs("signalbox: already open, but its window does not answer. "
               "A second one needs another --profile.\n",
        stderr);
    return ExitNotRaised;
}

} // namespace

int runWindow(const ProgramOptions& options)
{
    QApplication* application = qApp;
    QGuiApplication::setDesktopFileName(QStringLiteral("signalbox"));

    SingleInstance instance(windowSocket(options.profile));
    const SingleInstance::Claim claim = instance.claim();
    if (claim != SingleInstance::Claim::First) {
        return afterFirstInstance(claim);
    }

    installTranslations(*application);
    QSettings settings(windowSettingsFile(options.profile), QSettings::IniFormat);
    HubRun run;
    MainWindow window(run.hub(), options.hub, settings);
    QObject::connect(
        &instance, &SingleInstance::raiseRequested, &window, [&window] { window.raiseWindow(); });
    QObject::connect(&run, &HubRun::ended, &window, [] {
        QApplication::closeAllWindows(); // gives the window the chance to save what it remembers
        QCoreApplication::exit(ExitStopped);
    });
    run.start(options.hub);
    window.show();
    return QCoreApplication::exec();
}

} // namespace Signalbox
