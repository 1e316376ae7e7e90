// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/program.h"
#include "tests/support/suite.h"

#include <QFile>
#include <QTcpServer>
#include <QTest>

namespace Signalbox {

/// How both programs answer to how they are started.
class TestInvocation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void versionAndHelpNeedNoDisplay_data();
    void versionAndHelpNeedNoDisplay();
    void badUsageEndsWithTwo_data();
    void badUsageEndsWithTwo();
    void badConfigurationEndsWithTwo_data();
    void badConfigurationEndsWithTwo();
    void takenPortEndsWithThree();
    void foreignAddressEndsWithThree();
    void commandLineWinsOverEnvironmentAndFile();
    void bothProgramsRunWithoutAWindow_data();
    void bothProgramsRunWithoutAWindow();

private:
    static void addPrograms();
};

void TestInvocation::addPrograms()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("signalbox-headless") << QStringLiteral(SIGNALBOX_HEADLESS_PROGRAM);
#ifdef SIGNALBOX_WINDOW_PROGRAM
    QTest::newRow("signalbox") << QStringLiteral(SIGNALBOX_WINDOW_PROGRAM);
#endif
}

void TestInvocation::versionAndHelpNeedNoDisplay_data()
{
    addPrograms();
}

void TestInvocation::versionAndHelpNeedNoDisplay()
{
    QFETCH(QString, path);

    Program version(path);
    version.setVariable(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
    version.start({QStringLiteral("--version")});
    QCOMPARE(version.exitCode(), 0);
    QCOMPARE(version.out(), QByteArray("signalbox " SIGNALBOX_VERSION "\n"));

    Program help(path);
    help.setVariable(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
    help.start({QStringLiteral("--help")});
    QCOMPARE(help.exitCode(), 0);
    QVERIFY(help.out().contains("--listen"));
    QCOMPARE(help.err(), QByteArray());
}

void TestInvocation::badUsageEndsWithTwo_data()
{
    addPrograms();
}

void TestInvocation::badUsageEndsWithTwo()
{
    QFETCH(QString, path);

    Program program(path);
    program.start({QStringLiteral("--port"), QStringLiteral("70000")});
    QCOMPARE(program.exitCode(), 2);
    QCOMPARE(program.out(), QByteArray());
    QVERIFY2(program.err().contains("--port"), program.err().constData());
    QVERIFY2(program.err().contains("0 to 65535"), program.err().constData());
}

void TestInvocation::badConfigurationEndsWithTwo_data()
{
    addPrograms();
}

void TestInvocation::badConfigurationEndsWithTwo()
{
    QFETCH(QString, path);

    Program program(path);
    const QString configPath = program.home() + QStringLiteral("/hub.json");
    QFile config(configPath);
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write(R"({"port": "8080"})");
    config.close();
    program.start({QStringLiteral("--config"), configPath});
    QCOMPARE(program.exitCode(), 2);
    for (const QByteArray& part :
        {configPath.toUtf8(), QByteArray("\"port\""), QByteArray("0 to 65535")}) {
        QVERIFY2(program.err().contains(part), program.err().constData());
    }
}

void TestInvocation::takenPortEndsWithThree()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const QString port = QString::number(other.serverPort());

    Program program;
    program.start(
        {QStringLiteral("--listen"), QStringLiteral("127.0.0.1"), QStringLiteral("--port"), port});
    QCOMPARE(program.exitCode(), 3);
    QCOMPARE(program.out(), QByteArray());
    for (const QByteArray& part :
        {QByteArray("127.0.0.1"), port.toUtf8(), QByteArray("another program uses this port")}) {
        QVERIFY2(program.err().contains(part), program.err().constData());
    }
}

void TestInvocation::foreignAddressEndsWithThree()
{
    Program program;
    // From a range that is kept for documentation, so nobody has it.
    program.start({QStringLiteral("--listen"), QStringLiteral("203.0.113.7"),
        QStringLiteral("--port"), QStringLiteral("0")});
    QCOMPARE(program.exitCode(), 3);
    QVERIFY2(program.err().contains("203.0.113.7"), program.err().constData());
    QVERIFY2(program.err().contains("this computer does not have this address"),
        program.err().constData());
}

void TestInvocation::commandLineWinsOverEnvironmentAndFile()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));

    Program program;
    const QString configPath = program.home() + QStringLiteral("/hub.json");
    QFile config(configPath);
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write(
        R"({"listen": "127.0.0.1", "port": )" + QByteArray::number(other.serverPort()) + "}");
    config.close();
    program.setVariable(QStringLiteral("SIGNALBOX_CONFIG"), configPath);
    program.setVariable(QStringLiteral("SIGNALBOX_PORT"), QString::number(other.serverPort()));

    // The file alone gives the address; the port, which is taken, is overruled.
    const QUrl hub = program.startListening({QStringLiteral("--port"), QStringLiteral("0")});
    QCOMPARE(hub.host(), QStringLiteral("127.0.0.1"));
    QVERIFY(hub.port() > 0);
    QVERIFY(hub.port() != other.serverPort());
}

void TestInvocation::bothProgramsRunWithoutAWindow_data()
{
    addPrograms();
}

void TestInvocation::bothProgramsRunWithoutAWindow()
{
    QFETCH(QString, path);

    Program program(path);
    program.setVariable(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
    const QUrl hub
        = program.startListening(Program::anywhere() + QStringList{QStringLiteral("--headless")});
    QVERIFY(hub.isValid());
    program.terminate();
    QCOMPARE(program.exitCode(), 0);
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestInvocation)
#include "tst_invocation.moc"
