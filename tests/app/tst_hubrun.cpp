// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/commandline.h"
#include "app/hubrun.h"
#include "app/statelock.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTcpSocket>
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
    void whatIsReadAfterTheEndIsForNobody();
    void nothingIsLostWhereTheLogChanges();
    void aLogThatCannotBeWrittenIsToldWithTheState();
    void whatADeadHubLeftInTheFolderIsCleared();
    void whatAnotherHubWritesInTheFolderStays();

private:
    ProgramOptions options() const;
    QString leaveADraft() const;
    int linesAbout(const char* kind, const QString& log) const;

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
    HubRun run(options(), [&changed](const auto& take) { take(changed); });
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
    HubRun run(options(), [this, &readings](const auto& take) {
        if (++readings == 1) {
            take(UsageError{QStringLiteral("This is wrong.")});
        } else {
            take(options());
        }
    });
    QSignalSpy reconfigured(&run, &HubRun::reconfigured);
    std::raise(SIGHUP);
    QTRY_COMPARE(readings, 1);
    QCOMPARE(reconfigured.count(), 0);
    std::raise(SIGHUP);
    QTRY_COMPARE(reconfigured.count(), 1);
}

void TestHubRun::whatIsReadAfterTheEndIsForNobody()
{
    std::function<void(const OptionsOrError&)> late;
    auto run = std::make_unique<HubRun>(options(), [&late](const auto& take) { late = take; });
    QSignalSpy reconfigured(run.get(), &HubRun::reconfigured);
    std::raise(SIGHUP);
    QTRY_VERIFY(late);
    late(options());
    QCOMPARE(reconfigured.count(), 1);
    run.reset();
    late(options());
    QCOMPARE(reconfigured.count(), 1);
}

/// Lines of a kind in a log of this home.
int TestHubRun::linesAbout(const char* kind, const QString& log) const
{
    QFile file(m_home->filePath(log));
    return file.open(QIODevice::ReadOnly) ? int(file.readAll().count(kind)) : 0;
}

void TestHubRun::nothingIsLostWhereTheLogChanges()
{
    ProgramOptions before = options();
    before.configuration.hub.log = m_home->filePath(QStringLiteral("before.log"));
    ProgramOptions after = before;
    after.configuration.hub.log = m_home->filePath(QStringLiteral("after.log"));
    quint16 port = 0;
    int status = 0;
    HubRun run(before, [&](const auto& take) {
        // The hub knows of it, and has not told anybody yet.
        QTcpSocket stranger;
        stranger.connectToHost(QStringLiteral("127.0.0.1"), port);
        stranger.write("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: https://evil.example\r\n"
                       "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                       "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        if (stranger.waitForReadyRead()) {
            status = stranger.readAll().mid(9, 3).toInt();
        }
        take(after);
    });
    run.start();
    QTRY_COMPARE(run.hub().state().phase, HubState::Phase::Listening);
    port = run.hub().state().port;
    std::raise(SIGHUP);
    QTRY_COMPARE(status, 403);
    constexpr const char* kind = "\"rejected\"";
    QTRY_COMPARE(linesAbout(kind, QStringLiteral("after.log"))
            + linesAbout(kind, QStringLiteral("before.log")),
        1);
}

void TestHubRun::aLogThatCannotBeWrittenIsToldWithTheState()
{
    HubRun run(options());
    run.start();
    QTRY_COMPARE(run.hub().state().phase, HubState::Phase::Listening);
    run.setLog(m_home->filePath(QStringLiteral("missing/hub.log")));
    QTRY_COMPARE(run.hub().state().troubles.size(), 1);
    QVERIFY(run.hub().state().troubles.contains(QStringLiteral("log")));
    run.setLog(m_home->filePath(QStringLiteral("hub.log")));
    QTRY_VERIFY(run.hub().state().troubles.isEmpty());
    QTRY_COMPARE(linesAbout("\"hub-listening\"", QStringLiteral("hub.log")), 1);
}

/// As if a hub had ended while it wrote the key of its authority.
QString TestHubRun::leaveADraft() const
{
    const QString folder = options().stateFolder() + QStringLiteral("/authority");
    QDir().mkpath(folder);
    QFile draft(folder + QStringLiteral("/authority-private.pem.draft-Ab3x9Z"));
    return draft.open(QIODevice::WriteOnly) ? draft.fileName() : QString();
}

void TestHubRun::whatADeadHubLeftInTheFolderIsCleared()
{
    const QString draft = leaveADraft();
    QVERIFY(QFile::exists(draft));
    const HubRun run(options());
    QVERIFY(!QFile::exists(draft));
}

void TestHubRun::whatAnotherHubWritesInTheFolderStays()
{
    const QString draft = leaveADraft();
    const StateLock other(options().stateFolder());
    const HubRun run(options());
    QVERIFY(QFile::exists(draft));
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestHubRun)
#include "tst_hubrun.moc"
