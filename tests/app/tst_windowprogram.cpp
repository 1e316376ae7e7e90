// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/httpanswer.h"
#include "tests/support/program.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>

namespace Signalbox {

/// The program with the window, seen from outside.
class TestWindowProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void windowServesAndSaysWhere();
    void stopTellsEverybody();
    void secondStartEndsWithZeroAndLeavesTheFirst();
    void profilesStandSideBySide();
    void headlessHubStandsBesideTheWindow();
    void startAfterACrashOpensAWindow();
    void takenPortIsNoReasonToEnd();
    void settingsStayWithTheProfileAndTheUser();
    void damagedSettingsAreSaidAndThoseBeforeCount();
    void hubStaysStoppedWithoutSettingsThatItCanRead();

private:
    static QString settingsIn(const Program& program)
    {
        return program.home() + QStringLiteral("/config/signalbox/default/settings.json");
    }
    static void put(const QString& path, const QByteArray& text);
    static QByteArray ctl(const Program& program, const QString& command);
    static QString windowProgram() { return QStringLiteral(SIGNALBOX_WINDOW_PROGRAM); }
};

void TestWindowProgram::put(const QString& path, const QByteArray& text)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

QByteArray TestWindowProgram::ctl(const Program& program, const QString& command)
{
    Program caller;
    caller.setHome(program.home());
    caller.start({QStringLiteral("ctl"), command});
    return caller.exitCode() == 0 ? caller.out() : caller.err();
}

void TestWindowProgram::windowServesAndSaysWhere()
{
    Program program(windowProgram());
    const QUrl hub = program.startListening();
    QVERIFY(hub.isValid());
    QCOMPARE(get(hub, "/healthz").status, 200);
}

void TestWindowProgram::stopTellsEverybody()
{
    Program program(windowProgram());
    const QUrl hub = program.startListening();
    QWebSocket client;
    QSignalSpy connected(&client, &QWebSocket::connected);
    client.open(hub);
    QTRY_COMPARE(connected.count(), 1);
    program.terminate();
    QCOMPARE(program.exitCode(), 0);
    QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(static_cast<int>(client.closeCode()), 1001);
}

void TestWindowProgram::secondStartEndsWithZeroAndLeavesTheFirst()
{
    Program first(windowProgram());
    const QUrl hub = first.startListening();
    QVERIFY(hub.isValid());

    Program second(windowProgram());
    second.setHome(first.home());
    second.start(Program::anywhere());
    QCOMPARE(second.exitCode(), 0);
    QCOMPARE(second.out(), QByteArray());
    QVERIFY2(second.err().contains("already open"), second.err().constData());
    QCOMPARE(get(hub, "/healthz").status, 200);
}

void TestWindowProgram::profilesStandSideBySide()
{
    Program first(windowProgram());
    QVERIFY(first.startListening().isValid());
    Program second(windowProgram());
    second.setHome(first.home());
    QVERIFY(second
                .startListening(Program::anywhere()
                    + QStringList{QStringLiteral("--profile"), QStringLiteral("other")})
                .isValid());
}

void TestWindowProgram::headlessHubStandsBesideTheWindow()
{
    Program first(windowProgram());
    QVERIFY(first.startListening().isValid());
    Program second(windowProgram());
    second.setHome(first.home());
    QVERIFY(second.startListening(Program::anywhere() + QStringList{QStringLiteral("--headless")})
                .isValid());
}

void TestWindowProgram::startAfterACrashOpensAWindow()
{
    Program first(windowProgram());
    QVERIFY(first.startListening().isValid());
    first.process().kill();
    QTRY_COMPARE(first.process().state(), QProcess::NotRunning);

    Program second(windowProgram());
    second.setHome(first.home());
    QVERIFY(second.startListening().isValid());
}

void TestWindowProgram::takenPortIsNoReasonToEnd()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));

    Program program(windowProgram());
    program.start({QStringLiteral("--listen"), QStringLiteral("127.0.0.1"),
        QStringLiteral("--port"), QString::number(other.serverPort())});
    QTRY_VERIFY(program.err().contains("another program uses this port"));
    QCOMPARE(program.process().state(), QProcess::Running);
    program.terminate();
    QCOMPARE(program.exitCode(), 0);
}

void TestWindowProgram::settingsStayWithTheProfileAndTheUser()
{
    Program program(windowProgram());
    QVERIFY(program
                .startListening(Program::anywhere()
                    + QStringList{QStringLiteral("--profile"), QStringLiteral("fair")})
                .isValid());
    program.terminate();
    QCOMPARE(program.exitCode(), 0);
    const QFileInfo settings(program.home() + QStringLiteral("/config/signalbox/fair/window.ini"));
    QVERIFY2(settings.exists(), qPrintable(settings.filePath()));
    QCOMPARE(settings.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void TestWindowProgram::damagedSettingsAreSaidAndThoseBeforeCount()
{
    Program program(windowProgram());
    put(settingsIn(program), "{\"metrics\": fal");
    put(settingsIn(program) + QStringLiteral(".previous"), "{\"metrics\": false}");
    const QUrl hub = program.startListening();
    QVERIFY(hub.isValid());
    QCOMPARE(get(hub, "/metrics").status, 404);
    const QByteArray stats = ctl(program, QStringLiteral("stats")); // the window shows the same
    QVERIFY2(stats.contains("is not JSON") && stats.contains(".previous"), stats.constData());
    QTRY_COMPARE(program.err().count("is not JSON"), 1);
}

void TestWindowProgram::hubStaysStoppedWithoutSettingsThatItCanRead()
{
    Program program(windowProgram());
    put(settingsIn(program), "{\"pin\": \"0423");
    program.start(Program::anywhere());
    QTRY_VERIFY(program.err().contains("is not JSON"));
    const QByteArray stats = ctl(program, QStringLiteral("stats"));
    QVERIFY2(stats.contains("\"listening\":false"), stats.constData());
    QVERIFY2(stats.contains("is not JSON"), stats.constData());
    QCOMPARE(program.out(), QByteArray());
    program.terminate();
    QCOMPARE(program.exitCode(), 0);

    Program headless;
    headless.setHome(program.home());
    headless.start(Program::anywhere());
    QCOMPARE(headless.exitCode(), 2);
    QVERIFY2(headless.err().contains("is not JSON"), headless.err().constData());
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestWindowProgram)
#include "tst_windowprogram.moc"
