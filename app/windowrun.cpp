// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/windowrun.h"

#include "app/hubrun.h"
#include "app/profile.h"
#include "app/program.h"
#include "app/singleinstance.h"
#include "app/storedsettings.h"
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
    return ExitRefused;
}

/// Has what is decided in the window kept for the next start.
void keepDecisions(MainWindow& window, StoredSettings& stored, const Configuration& configuration,
    const HubConfig& started)
{
    Configuration inForce = configuration;
    inForce.hub = started;
    QObject::connect(&window, &MainWindow::configChanged, &stored,
        [&stored, inForce](const HubConfig& config) mutable {
            Configuration changed = inForce;
            changed.hub = config;
            stored.keep(inForce, changed);
            inForce = changed;
        });
    QObject::connect(&stored, &StoredSettings::trouble, &window, [](const QString& sentence) {
        if (sentence.isEmpty()) {
            return; // it is well again
        }
        std::fputs(
            (QStringLiteral("signalbox: ") + sentence + u'\n').toLocal8Bit().constData(), stderr);
    });
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
    HubRun run(options);
    StoredSettings stored(storedSettingsFile(options.profile));
    stored.load();
    MainWindow window(run.hub(), run.config(), settings);
    keepDecisions(window, stored, options.configuration, run.config());
    QObject::connect(
        &instance, &SingleInstance::raiseRequested, &window, [&window] { window.raiseWindow(); });
    QObject::connect(&run, &HubRun::ended, &window, [] {
        QApplication::closeAllWindows(); // gives the window the chance to save what it remembers
        QCoreApplication::exit(ExitStopped);
    });
    run.start();
    window.show();
    return QCoreApplication::exec();
}

} // namespace Signalbox
