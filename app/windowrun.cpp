// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/windowrun.h"

#include "app/hubrun.h"
#include "app/profile.h"
#include "app/program.h"
#include "app/singleinstance.h"
#include "app/storedsettings.h"
#include "ui/accessibletables.h"
#include "ui/givensettings.h"
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

/// What the window can decide in vain: something stronger says otherwise at the next start.
GivenSettings givenIn(const ProgramOptions& options)
{
    using Source = ProgramOptions::Source;
    GivenSettings given;
    for (auto one = options.given.begin(); one != options.given.end(); ++one) {
        given.insert(one.key(),
            one.value() == Source::File              ? SettingSource::File
                : one.value() == Source::Environment ? SettingSource::Environment
                                                     : SettingSource::CommandLine);
    }
    return given;
}

/// Reads again what is decided in the window only once all of that is on the disk.
OptionsReader readerAfter(StoredSettings& stored)
{
    return [&stored](const std::function<void(const OptionsOrError&)>& take) {
        stored.whenSettled([&stored, take] {
            take(readOptionsAgain([&stored](const QString&) { return stored.readAgain(); }));
        });
    };
}

/// Has what is decided in the window kept for the next start, and what is read again while it runs
/// count in the window too.
void keepDecisions(MainWindow& window, HubRun& run, StoredSettings& stored)
{
    QObject::connect(&window, &MainWindow::configChanged, &stored, &StoredSettings::keep);
    QObject::connect(&window, &MainWindow::configChanged, &run,
        [&run](const HubConfig& decided) { run.setLog(decided.log); });
    QObject::connect(&stored, &StoredSettings::trouble, &run, &HubRun::setSettingsTrouble);
    QObject::connect(
        &run, &HubRun::reconfigured, &window, [&window, &stored](const ProgramOptions& read) {
            stored.adopt(read.configuration);
            window.adopt(read.configuration.hub);
            window.setGiven(givenIn(read));
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
    installAccessibleTables();
    QSettings settings(windowSettingsFile(options.profile), QSettings::IniFormat);
    StoredSettings stored(storedSettingsFile(options.profile));
    stored.load(); // what went wrong with that is in the options: it was read with them
    HubRun run(options, readerAfter(stored));
    Configuration inForce = options.configuration;
    inForce.hub = run.config();
    stored.adopt(inForce);
    MainWindow window(run.hub(), run.config(), settings);
    window.setGiven(givenIn(options));
    keepDecisions(window, run, stored);
    QObject::connect(
        &instance, &SingleInstance::raiseRequested, &window, [&window] { window.raiseWindow(); });
    QObject::connect(&run, &HubRun::ended, &window, [] {
        QApplication::closeAllWindows(); // gives the window the chance to save what it remembers
        QCoreApplication::exit(ExitStopped);
    });
    if (!options.lacksStored) { // else it would do without a PIN that was decided on
        run.start();
    }
    window.show();
    return QCoreApplication::exec();
}

} // namespace Signalbox
