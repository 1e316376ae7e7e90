// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/sleepinhibitor.h"
#include "tests/support/suite.h"

#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusUnixFileDescriptor>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace Signalbox {

/// As systemd's, as far as it is asked: gives out locks, and sees when they are let go.
class Logind : public QObject, protected QDBusContext
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public:
    ~Logind() override { reset(); }

    QStringList refused;

    /// What is asked for, since the last time.
    QStringList takeAsked() { return std::exchange(m_asked, {}); }

    /// What is held at present.
    QStringList held() const
    {
        QStringList names;
        for (const auto& [what, end] : m_locks) {
            pollfd state{end, POLLIN, 0};
            if (::poll(&state, 1, 0) == 0) { // nobody has closed the other end
                names.append(what);
            }
        }
        return names;
    }

    void reset()
    {
        for (const auto& [what, end] : std::exchange(m_locks, {})) {
            ::close(end);
        }
        refused.clear();
        m_asked.clear();
    }

public Q_SLOTS:
    QDBusUnixFileDescriptor Inhibit(
        const QString& what, const QString&, const QString&, const QString& mode)
    {
        m_asked.append(what);
        int ends[2]{-1, -1};
        if (mode != u"block"_qs || refused.contains(what) || ::pipe2(ends, O_CLOEXEC) != 0) {
            sendErrorReply(QDBusError::AccessDenied, u"not for you"_qs);
            return {};
        }
        m_locks.emplace_back(what, ends[0]);
        QDBusUnixFileDescriptor lock(ends[1]);
        ::close(ends[1]);
        return lock;
    }

private:
    QStringList m_asked;
    std::vector<std::pair<QString, int>> m_locks;
};

/// With a bus of its own, so that no system has to have one.
class TestSleepInhibitor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_logind.reset(); }
    void cleanupTestCase();

    void theMachineStaysAwakeWhileItShould();
    void whoMayNotKeepItFromSleepStillKeepsItFromIdling();
    void whatWasRefusedIsNotAskedAgain();
    void theEndLetsItSleep();

private:
    QTemporaryDir m_folder;
    QProcess m_bus;
    Logind m_logind;
};

void TestSleepInhibitor::initTestCase()
{
    // Of a session, where everybody may offer any service.
    m_bus.start(u"dbus-daemon"_qs,
        {u"--session"_qs, u"--nofork"_qs, u"--print-address"_qs,
            u"--address=unix:dir=%1"_qs.arg(m_folder.path())});
    QVERIFY2(m_bus.waitForStarted(), "dbus-daemon is missing: scripts/install-dependencies");
    QVERIFY(m_bus.waitForReadyRead());
    const QByteArray address = m_bus.readLine().trimmed();
    qputenv("DBUS_SYSTEM_BUS_ADDRESS", address);
    QDBusConnection logind
        = QDBusConnection::connectToBus(QString::fromLocal8Bit(address), u"logind"_qs);
    QVERIFY(logind.registerService(u"org.freedesktop.login1"_qs));
    QVERIFY(logind.registerObject(
        u"/org/freedesktop/login1"_qs, &m_logind, QDBusConnection::ExportAllSlots));
}

void TestSleepInhibitor::cleanupTestCase()
{
    QDBusConnection::disconnectFromBus(u"logind"_qs);
    m_bus.terminate();
    m_bus.waitForFinished();
}

void TestSleepInhibitor::theMachineStaysAwakeWhileItShould()
{
    const QStringList both{u"sleep"_qs, u"idle"_qs};
    SleepInhibitor inhibitor;
    for (int time = 0; time < 2; ++time) {
        inhibitor.setAwake(true);
        inhibitor.setAwake(true);
        QTRY_COMPARE(m_logind.held(), both);
        QCOMPARE(m_logind.takeAsked(), both);
        inhibitor.setAwake(false);
        QTRY_COMPARE(m_logind.held(), QStringList());
    }
}

void TestSleepInhibitor::whoMayNotKeepItFromSleepStillKeepsItFromIdling()
{
    m_logind.refused = {u"sleep"_qs};
    SleepInhibitor inhibitor;
    inhibitor.setAwake(true);
    QTRY_COMPARE(m_logind.held(), QStringList{u"idle"_qs});
}

void TestSleepInhibitor::whatWasRefusedIsNotAskedAgain()
{
    m_logind.refused = {u"sleep"_qs};
    SleepInhibitor inhibitor;
    inhibitor.setAwake(true);
    QTRY_COMPARE(m_logind.held(), QStringList{u"idle"_qs});
    inhibitor.setAwake(false);
    QTRY_COMPARE(m_logind.held(), QStringList());
    inhibitor.setAwake(true);
    QTRY_COMPARE(m_logind.held(), QStringList{u"idle"_qs});
    QCOMPARE(m_logind.takeAsked(), (QStringList{u"sleep"_qs, u"idle"_qs, u"idle"_qs}));
}

void TestSleepInhibitor::theEndLetsItSleep()
{
    {
        SleepInhibitor inhibitor;
        inhibitor.setAwake(true);
        QTRY_COMPARE(m_logind.held().size(), 2);
    }
    QTRY_COMPARE(m_logind.held(), QStringList());
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestSleepInhibitor)
#include "tst_sleepinhibitor.moc"
