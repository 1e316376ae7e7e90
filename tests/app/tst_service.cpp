// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/httpanswer.h"
#include "tests/support/program.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>
#include <QWebSocket>

#include <csignal>
#include <cstring>
#include <memory>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <vector>

namespace Signalbox {

/// The program as those see it who run it day and night: its log, its signals, the service manager.
class TestService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checkSaysThatAllIsWell();
    void checkNamesWhatIsWrong_data();
    void checkNamesWhatIsWrong();
    void checkWarnsOfAFolderThatOthersMayEnter();
    void checkTouchesNothing();
    void logTellsWhoCameAndWent();
    void logMayGoToStandardOutput();
    void hangupReadsTheConfigurationAgain();
    void hangupWithABadFileKeepsWhatHeld();
    void hangupOpensTheLogAnew();
    void readerWhoGoesAfterTheFirstLineDoesNotEndIt();
    void crowdIsToldWhenItEnds_data();
    void crowdIsToldWhenItEnds();
    void serviceManagerIsToldHowItIs();
    void damagedSettingsOfTheWindowAreSaid();
    void bansThatCannotBeReadKeepTheHubFromStarting();
    void stateIsForTheUserOnly();

private:
    static void write(const QString& path, const QByteArray& text);
    static QByteArray read(const QString& path);
    static void send(Program& program, int signalNumber);
    static std::unique_ptr<QWebSocket> connected(const QUrl& hub);
};

void TestService::write(const QString& path, const QByteArray& text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

QByteArray TestService::read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestService::send(Program& program, int signalNumber)
{
    ::kill(static_cast<pid_t>(program.process().processId()), signalNumber);
}

std::unique_ptr<QWebSocket> TestService::connected(const QUrl& hub)
{
    auto socket = std::make_unique<QWebSocket>();
    QUrl url = hub;
    url.setPath(QStringLiteral("/ws"));
    socket->open(url);
    const bool came = QTest::qWaitFor(
        [&socket] { return socket->state() == QAbstractSocket::ConnectedState; }, 20'000);
    return came ? std::move(socket) : nullptr;
}

void TestService::checkSaysThatAllIsWell()
{
    Program program;
    program.start({QStringLiteral("--check")});
    QCOMPARE(program.exitCode(), 0);
    QCOMPARE(program.out(), QByteArray("configuration is good\n"));
    QCOMPARE(program.err(), QByteArray());
}

void TestService::checkNamesWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QByteArray>("bans");
    QTest::addColumn<QByteArray>("settings");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("a value") << QByteArray(R"({"max-peers": 0})") << QByteArray() << QByteArray()
                             << QByteArray("max-peers");
    QTest::newRow("a certificate that is not there")
        << QByteArray(R"({"tls-certificate": "/none/a.pem", "tls-key": "/none/b.pem"})")
        << QByteArray() << QByteArray() << QByteArray("/none/");
    QTest::newRow("bans that are none")
        << QByteArray("{}") << QByteArray("{") << QByteArray() << QByteArray("bans.json");
    QTest::newRow("settings of the window")
        << QByteArray("{}") << QByteArray() << QByteArray(R"({"pin": 1})")
        << QByteArray("settings.json");
}

void TestService::checkNamesWhatIsWrong()
{
    QFETCH(QByteArray, config);
    QFETCH(QByteArray, bans);
    QFETCH(QByteArray, settings);
    QFETCH(QByteArray, expected);
    Program program;
    const QString state = program.home() + QStringLiteral("/data/signalbox/default");
    const QString kept = program.home() + QStringLiteral("/config/signalbox/default");
    QVERIFY(QDir().mkpath(state) && QDir().mkpath(kept));
    write(program.home() + QStringLiteral("/hub.json"), config);
    if (!bans.isEmpty()) {
        write(state + QStringLiteral("/bans.json"), bans);
    }
    if (!settings.isEmpty()) {
        write(kept + QStringLiteral("/settings.json"), settings);
    }
    program.start({QStringLiteral("--check"), QStringLiteral("--config"),
        program.home() + QStringLiteral("/hub.json")});
    QCOMPARE(program.exitCode(), 2);
    QCOMPARE(program.out(), QByteArray());
    QVERIFY2(program.err().contains(expected), program.err().constData());
}

void TestService::checkWarnsOfAFolderThatOthersMayEnter()
{
    Program program;
    const QString state = program.home() + QStringLiteral("/data/signalbox/default");
    QVERIFY(QDir().mkpath(state));
    const QFile::Permissions own = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    QVERIFY(QFile::setPermissions(state, own | QFile::ReadGroup | QFile::ExeGroup));
    program.start({QStringLiteral("--check")});
    QCOMPARE(program.exitCode(), 0);
    QVERIFY2(program.err().contains(state.toUtf8()), program.err().constData());
    QVERIFY(QFile::setPermissions(state, own));
    Program closed;
    closed.setHome(program.home());
    closed.start({QStringLiteral("--check")});
    QCOMPARE(closed.exitCode(), 0);
    QCOMPARE(closed.err(), QByteArray());
}

void TestService::checkTouchesNothing()
{
    Program program;
    program.start({QStringLiteral("--check"), QStringLiteral("--log"),
        program.home() + QStringLiteral("/hub.log")});
    QCOMPARE(program.exitCode(), 0);
    QCOMPARE(
        QDir(program.home()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList());
}

void TestService::logTellsWhoCameAndWent()
{
    Program program;
    const QString log = program.home() + QStringLiteral("/hub.log");
    const QUrl hub
        = program.startListening(Program::anywhere() + QStringList{QStringLiteral("--log"), log});
    QVERIFY(hub.isValid());
    auto ann = connected(hub);
    QVERIFY(ann);
    ann->sendTextMessage(QStringLiteral(R"({"type":"join","nick":"a\nnn","room":"red"})"));
    QTRY_VERIFY(read(log).contains("\"kind\":\"joined\""));
    ann->close();
    QTRY_VERIFY(read(log).contains("\"cause\":\"left\""));
    program.terminate();
    QCOMPARE(program.exitCode(), 0);
    const QList<QByteArray> lines = read(log).trimmed().split('\n');
    for (const QByteArray& line : lines) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        QVERIFY2(object.contains(QStringLiteral("time")), line.constData());
        QVERIFY2(object.contains(QStringLiteral("kind")), line.constData());
    }
    QVERIFY(lines.constFirst().contains("hub-listening"));
    QVERIFY(lines.constLast().contains("hub-stopped"));
    QCOMPARE(
        QFileInfo(log).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void TestService::logMayGoToStandardOutput()
{
    Program program;
    const QUrl hub = program.startListening(
        Program::anywhere() + QStringList{QStringLiteral("--log"), QStringLiteral("-")});
    QVERIFY(hub.isValid());
    QTRY_VERIFY(program.out().contains("\"kind\":\"hub-listening\""));
    QVERIFY(program.out().startsWith("Listening on "));
}

void TestService::hangupReadsTheConfigurationAgain()
{
    Program program;
    const QString config = program.home() + QStringLiteral("/hub.json");
    const QString log = program.home() + QStringLiteral("/hub.log");
    write(config, R"({"metrics": true})");
    const QUrl hub = program.startListening(
        Program::anywhere() + QStringList{QStringLiteral("--config"), config});
    auto ann = connected(hub);
    QVERIFY(ann);
    write(config, "{\"max-peers\": 1, \"log\": \"" + log.toUtf8() + "\"}");
    send(program, SIGHUP);
    QTRY_VERIFY(read(log).contains("configuration-read"));
    // Who is there stays; who comes finds the hub full.
    auto bob = std::make_unique<QWebSocket>();
    QUrl url = hub;
    url.setPath(QStringLiteral("/ws"));
    bob->open(url);
    QTRY_COMPARE(int(bob->closeCode()), 4013);
    QCOMPARE(ann->state(), QAbstractSocket::ConnectedState);
    QCOMPARE(program.err(), QByteArray());
}

void TestService::hangupWithABadFileKeepsWhatHeld()
{
    Program program;
    const QString config = program.home() + QStringLiteral("/hub.json");
    write(config, "{\"max-peers\": 5}");
    const QUrl hub = program.startListening(
        Program::anywhere() + QStringList{QStringLiteral("--config"), config});
    auto ann = connected(hub);
    QVERIFY(ann);
    write(config, "{\"max-peers\": ");
    send(program, SIGHUP);
    QTRY_VERIFY(program.err().contains(config.toUtf8()));
    QVERIFY2(program.err().contains("goes on to hold"), program.err().constData());
    QCOMPARE(ann->state(), QAbstractSocket::ConnectedState);
    QCOMPARE(get(hub, "/healthz").status, 200);
}

void TestService::hangupOpensTheLogAnew()
{
    Program program;
    const QString log = program.home() + QStringLiteral("/hub.log");
    const QUrl hub
        = program.startListening(Program::anywhere() + QStringList{QStringLiteral("--log"), log});
    QVERIFY(hub.isValid());
    QTRY_VERIFY(read(log).contains("hub-listening"));
    QVERIFY(QFile::rename(log, log + QStringLiteral(".1")));
    send(program, SIGHUP);
    auto ann = connected(hub);
    QVERIFY(ann);
    ann->sendTextMessage(QStringLiteral(R"({"type":"join","nick":"ann"})"));
    QTRY_VERIFY(read(log).contains("\"kind\":\"joined\""));
    QVERIFY(!read(log).contains("hub-listening"));
}

void TestService::readerWhoGoesAfterTheFirstLineDoesNotEndIt()
{
    Program shell(QStringLiteral("/bin/sh"));
    const QString pidFile = shell.home() + QStringLiteral("/pid");
    // As "signalbox-headless | head -1" does, with more to say after the reader has gone.
    shell.start({QStringLiteral("-c"),
        QStringLiteral("(\"$0\" --port 0 --log - & echo $! > \"$1\"; wait) "
                       "| head -1"),
        QStringLiteral(SIGNALBOX_HEADLESS_PROGRAM), pidFile});
    QVERIFY(shell.waitForLine());
    static const QRegularExpression line(QStringLiteral("^Listening on (ws://[^\n]+)\n"));
    const QUrl hub(line.match(QString::fromUtf8(shell.out())).captured(1));
    QVERIFY(hub.isValid());
    const auto process = static_cast<pid_t>(read(pidFile).trimmed().toInt());
    QVERIFY(process > 1);
    for (int i = 0; i < 3; ++i) {
        auto ann = connected(hub);
        QVERIFY(ann);
        ann->sendTextMessage(QStringLiteral(R"({"type":"join","nick":"ann"})"));
    }
    QCOMPARE(get(hub, "/healthz").status, 200);
    QCOMPARE(::kill(process, SIGTERM), 0);
    QCOMPARE(shell.exitCode(), 0);
}

void TestService::crowdIsToldWhenItEnds_data()
{
    QTest::addColumn<int>("signalNumber");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void TestService::crowdIsToldWhenItEnds()
{
    QFETCH(int, signalNumber);
    Program program;
    QUrl hub = program.startListening();
    hub.setPath(QStringLiteral("/ws"));
    std::vector<std::unique_ptr<QWebSocket>> crowd;
    for (int i = 0; i < 200; ++i) {
        crowd.push_back(std::make_unique<QWebSocket>());
        crowd.back()->open(hub);
    }
    for (const auto& peer : crowd) {
        QTRY_COMPARE_WITH_TIMEOUT(peer->state(), QAbstractSocket::ConnectedState, 20'000);
    }
    send(program, signalNumber);
    QCOMPARE(program.exitCode(), 0);
    for (const auto& peer : crowd) {
        QTRY_COMPARE(peer->state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(int(peer->closeCode()), 1001);
    }
    QCOMPARE(program.err(), QByteArray());
}

void TestService::serviceManagerIsToldHowItIs()
{
    Program program;
    const QByteArray path = QFile::encodeName(program.home() + QStringLiteral("/notify"));
    const int manager = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.constData(), size_t(path.size()));
    QCOMPARE(::bind(manager, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    QByteArray heard;
    const auto hears = [manager, &heard](const char* words) {
        return QTest::qWaitFor(
            [&] {
                char datagram[4096];
                const ssize_t size = ::recv(manager, datagram, sizeof datagram, 0);
                if (size > 0) {
                    heard += QByteArray(datagram, qsizetype(size)) + '\n';
                }
                return heard.contains(words);
            },
            20'000);
    };
    program.setVariable(QStringLiteral("NOTIFY_SOCKET"), QFile::decodeName(path));
    program.setVariable(QStringLiteral("WATCHDOG_USEC"), QStringLiteral("200000"));
    QVERIFY(program.startListening().isValid());
    QVERIFY2(hears("READY=1\nSTATUS=Port "), heard.constData());
    QVERIFY2(hears("WATCHDOG=1"), heard.constData());
    heard.clear();
    send(program, SIGHUP);
    QVERIFY2(hears("RELOADING=1\nMONOTONIC_USEC="), heard.constData());
    QVERIFY2(hears("READY=1"), heard.constData());
    program.terminate();
    QVERIFY2(hears("STOPPING=1"), heard.constData());
    QCOMPARE(program.exitCode(), 0);
    ::close(manager);
}

void TestService::damagedSettingsOfTheWindowAreSaid()
{
    Program program;
    const QString kept = program.home() + QStringLiteral("/config/signalbox/default");
    QVERIFY(QDir().mkpath(kept));
    write(kept + QStringLiteral("/settings.json"), "{\"pin\": \"0423");
    program.start(Program::anywhere());
    QCOMPARE(program.exitCode(), 2);
    QVERIFY2(program.err().contains("settings.json"), program.err().constData());
}

void TestService::bansThatCannotBeReadKeepTheHubFromStarting()
{
    Program program;
    const QString state = program.home() + QStringLiteral("/data/signalbox/default");
    QVERIFY(QDir().mkpath(state));
    write(state + QStringLiteral("/bans.json"), "{");
    write(state + QStringLiteral("/bans.json.previous"), "[");
    program.start(Program::anywhere());
    QCOMPARE(program.exitCode(), 2);
    QCOMPARE(program.out(), QByteArray());
    for (const char* name : {"bans.json", "bans.json.previous"}) {
        QVERIFY2(program.err().contains(name), program.err().constData());
    }
}

void TestService::stateIsForTheUserOnly()
{
    Program program;
    QVERIFY(program.startListening().isValid());
    const QFileInfo folder(program.home() + QStringLiteral("/data/signalbox/default"));
    QVERIFY(folder.isDir());
    QCOMPARE(folder.permissions() & (QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther),
        QFile::Permissions());
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestService)
#include "tst_service.moc"
