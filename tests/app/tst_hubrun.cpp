// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/commandline.h"
#include "app/hubrun.h"
#include "app/statelock.h"
#include "tests/support/suite.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>

namespace Signalbox {

/// The order in which the parts of a run come and go, and what it tells of troubles.
class TestHubRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void folderIsHeldUntilTheHubHasWrittenItsLast();
    void hubWithoutItsFolderSaysSoWithItsState();
    void damagedSettingsAreToldWithTheState();
    void settingsThatAreWellAgainAreToldNoLonger();
    void whatHangupReadIsPassedOn();
    void whatHangupCouldNotReadChangesNothing();

private:
    ProgramOptions options() const;

    std::unique_ptr<QTemporaryDir> m_home;
    QByteArray m_runtimeFolder;
};

void TestHubRun::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    QVERIFY(m_home->isValid());
    m_runtimeFolder = qgetenv("XDG_RUNTIME_DIR");
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(m_home->path()));
}

void TestHubRun::cleanup()
{
    qputenv("XDG_RUNTIME_DIR", m_runtimeFolder);
}

ProgramOptions TestHubRun::options() const
{
    ProgramOptions options;
    options.configuration.hub.stateFolder = m_home->filePath(QStringLiteral("state"));
    options.configuration.hub.listenAddress = QStringLiteral("127.0.0.1");
    options.configuration.hub.port = 0;
    return options;
}

void TestHubRun::folderIsHeldUntilTheHubHasWrittenItsLast()
{
    auto run = std::make_unique<HubRun>(options());
    const QString folder = run->config().stateFolder;
    QVERIFY(!folder.isEmpty());
    StateLock::Outcome atTheEnd = StateLock::Outcome::NoFolder;
    // A hub tells this after the last of its writes.
    connect(&run->hub(), &QObject::destroyed, this,
        [folder, &atTheEnd] { atTheEnd = StateLock(folder).outcome(); });
    run.reset();
    QCOMPARE(atTheEnd, StateLock::Outcome::Taken);
    QCOMPARE(StateLock(folder).outcome(), StateLock::Outcome::Held);
}

void TestHubRun::hubWithoutItsFolderSaysSoWithItsState()
{
    const StateLock other(options().stateFolder());
    HubRun run(options());
    QCOMPARE(run.config().stateFolder, QString());
    QTRY_COMPARE(run.hub().state().troubles.size(), 1);
    QVERIFY(
        run.hub().state().troubles.first().startsWith(u"Another hub has the profile \"default\"."));
}

void TestHubRun::damagedSettingsAreToldWithTheState()
{
    ProgramOptions damaged = options();
    damaged.storedTrouble = QStringLiteral("The settings are damaged.");
    HubRun run(damaged);
    run.start();
    QTRY_COMPARE(run.hub().state().phase, HubState::Phase::Listening);
    QCOMPARE(run.hub().state().troubles.values(), QStringList{damaged.storedTrouble});
}

void TestHubRun::settingsThatAreWellAgainAreToldNoLonger()
{
    HubRun run(options());
    run.setSettingsTrouble(QStringLiteral("The settings cannot be written."));
    QTRY_COMPARE(run.hub().state().troubles.size(), 1);
    run.setSettingsTrouble({});
    QTRY_VERIFY(run.hub().state().troubles.isEmpty());
}

void TestHubRun::whatHangupReadIsPassedOn()
{
    ProgramOptions changed = options();
    changed.configuration.hub.limits.peers = 77;
    changed.configuration.hub.stateFolder = QStringLiteral("/elsewhere");
    HubRun run(options(), [&changed] { return changed; });
    HubConfig held;
    connect(&run, &HubRun::reconfigured, this,
        [&held](const ProgramOptions& read) { held = read.configuration.hub; });
    std::raise(SIGHUP);
    QTRY_COMPARE(held.limits.peers, 77);
    QCOMPARE(held.stateFolder, run.config().stateFolder); // the lock is for that one
}

void TestHubRun::whatHangupCouldNotReadChangesNothing()
{
    int readings = 0;
    HubRun run(options(), [this, &readings]() -> std::variant<ProgramOptions, UsageError> {
        if (++readings == 1) {
            return UsageError{QStringLiteral("This is wrong.")};
        }
        return options();
    });
    QSignalSpy reconfigured(&run, &HubRun::reconfigured);
    std::raise(SIGHUP);
    QTRY_COMPARE(readings, 1);
    QCOMPARE(reconfigured.count(), 0);
    std::raise(SIGHUP);
    QTRY_COMPARE(reconfigured.count(), 1);
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestHubRun)
#include "tst_hubrun.moc"
