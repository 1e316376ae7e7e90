// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/httpanswer.h"
#include "tests/support/program.h"
#include "tests/support/suite.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QWebSocket>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace Signalbox {

/// From the first line to the exit code.
class TestLife : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneAddressGivesExactlyOneLine();
    void bracketsStandAroundAnIpv6Address();
    void everyInterfaceGivesALineEach();
    void everyAddressThatIsPrintedCanBeReached();
    void encryptedAddressesFollowThePlainOnes();
    void whereTlsIsRequiredOnlyItIsPrinted();
    void certificateThatCannotBeUsedEndsWithTwo();
    void stopTellsEverybody_data();
    void stopTellsEverybody();
    void stopWithoutPeersEndsWithZero();
    void peerThatDoesNotCloseCannotHoldUpTheEnd();
    void outputThatNobodyReadsDoesNotEndIt();
    void portIsFreeAgainAtOnce();
};

void TestLife::oneAddressGivesExactlyOneLine()
{
    Program program;
    const QUrl hub = program.startListening();
    QVERIFY(hub.isValid());
    // Whatever else it had to say has been said once it answers.
    QCOMPARE(get(hub, "/healthz").status, 200);
    static const QRegularExpression line(
        QStringLiteral("\\AListening on ws://127\\.0\\.0\\.1:[1-9][0-9]*\n\\z"));
    QVERIFY2(line.match(QString::fromUtf8(program.out())).hasMatch(), program.out().constData());
}

void TestLife::bracketsStandAroundAnIpv6Address()
{
    Program program;
    program.start({QStringLiteral("--listen"), QStringLiteral("::1"), QStringLiteral("--port"),
        QStringLiteral("0")});
    QTcpServer probe;
    if (!probe.listen(QHostAddress::LocalHostIPv6)) {
        // A machine without IPv6: the hub says so.
        QCOMPARE(program.exitCode(), 3);
        QVERIFY2(program.err().contains("::1"), program.err().constData());
        return;
    }
    QVERIFY(program.waitForLine());
    QVERIFY2(program.out().startsWith("Listening on ws://[::1]:"), program.out().constData());
}

void TestLife::everyInterfaceGivesALineEach()
{
    Program program;
    const QUrl hub = program.startListening({QStringLiteral("--port"), QStringLiteral("0")});
    QVERIFY(hub.isValid());
    QTRY_VERIFY(program.out().contains("127.0.0.1"));
    const QList<QByteArray> lines = program.out().trimmed().split('\n');
    for (const QByteArray& line : lines) {
        QVERIFY2(line.startsWith("Listening on ws://"), line.constData());
        QVERIFY2(line.endsWith(':' + QByteArray::number(hub.port())), line.constData());
    }
}

void TestLife::everyAddressThatIsPrintedCanBeReached()
{
    Program program;
    QVERIFY(program.startListening({QStringLiteral("--port"), QStringLiteral("0")}).isValid());
    QTRY_VERIFY(program.out().contains("127.0.0.1"));
    const QList<QByteArray> lines = program.out().trimmed().split('\n');
    for (const QByteArray& line : lines) {
        QWebSocket client;
        QSignalSpy connected(&client, &QWebSocket::connected);
        client.open(QUrl(QString::fromUtf8(line.mid(qstrlen("Listening on ")))));
        QTRY_VERIFY2(!connected.isEmpty(), line.constData());
    }
}

void TestLife::encryptedAddressesFollowThePlainOnes()
{
    Program program;
    const QUrl hub = program.startListening(
        Program::anywhere() + QStringList{QStringLiteral("--tls"), QStringLiteral("on")});
    QVERIFY(hub.isValid());
    const QByteArray address = "://127.0.0.1:" + QByteArray::number(hub.port()) + '\n';
    QTRY_COMPARE(program.out(), "Listening on ws" + address + "Listening on wss" + address);
    QCOMPARE(get(hub, "/healthz").status, 200);
}

void TestLife::whereTlsIsRequiredOnlyItIsPrinted()
{
    Program program;
    program.start(
        Program::anywhere() + QStringList{QStringLiteral("--tls"), QStringLiteral("required")});
    QVERIFY(program.waitForLine());
    static const QRegularExpression line(
        QStringLiteral("\\AListening on wss://127\\.0\\.0\\.1:[1-9][0-9]*\n\\z"));
    QVERIFY2(line.match(QString::fromUtf8(program.out())).hasMatch(), program.out().constData());
}

void TestLife::certificateThatCannotBeUsedEndsWithTwo()
{
    Program program;
    program.start(Program::anywhere()
        + QStringList{QStringLiteral("--tls=on"), QStringLiteral("--tls-certificate=/none/a.pem"),
            QStringLiteral("--tls-key=/none/b.pem")});
    QCOMPARE(program.exitCode(), 2);
    QCOMPARE(program.out(), QByteArray());
    QVERIFY2(program.err().contains("/none/"), program.err().constData());
}

void TestLife::stopTellsEverybody_data()
{
    QTest::addColumn<int>("signalNumber");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void TestLife::stopTellsEverybody()
{
    QFETCH(int, signalNumber);

    Program program;
    QUrl hub = program.startListening();
    hub.setPath(QStringLiteral("/ws"));
    QWebSocket clients[3];
    QStringList heard[3];
    for (int i = 0; i < 3; ++i) {
        connect(&clients[i], &QWebSocket::textMessageReceived, this,
            [&heard, i](const QString& text) { heard[i].append(text); });
        QSignalSpy connected(&clients[i], &QWebSocket::connected);
        clients[i].open(hub);
        QTRY_COMPARE(connected.count(), 1);
    }
    ::kill(static_cast<pid_t>(program.process().processId()), signalNumber);
    QCOMPARE(program.exitCode(), 0);
    for (int i = 0; i < 3; ++i) {
        QTRY_COMPARE(clients[i].state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(static_cast<int>(clients[i].closeCode()), 1001);
        QVERIFY(!heard[i].isEmpty());
        QVERIFY2(heard[i].constLast().contains(QStringLiteral("server-stopping")),
            qPrintable(heard[i].constLast()));
    }
}

void TestLife::stopWithoutPeersEndsWithZero()
{
    Program program;
    QVERIFY(program.startListening().isValid());
    program.terminate();
    QCOMPARE(program.exitCode(), 0);
    QCOMPARE(program.err(), QByteArray());
}

void TestLife::peerThatDoesNotCloseCannotHoldUpTheEnd()
{
    Program program;
    const QUrl hub = program.startListening();
    QTcpSocket silent;
    silent.connectToHost(hub.host(), static_cast<quint16>(hub.port()));
    silent.write(
        "GET /ws HTTP/1.1\r\nHost: hub\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
    QTRY_VERIFY(silent.bytesAvailable() > 0);
    program.terminate();
    QCOMPARE(program.exitCode(), 0);
    QTRY_VERIFY(silent.peek(64 * 1024).contains("server-stopping"));
}

void TestLife::outputThatNobodyReadsDoesNotEndIt()
{
    QTcpServer probe;
    QVERIFY(probe.listen(QHostAddress::LocalHost));
    QUrl hub;
    hub.setScheme(QStringLiteral("ws"));
    hub.setHost(QStringLiteral("127.0.0.1"));
    hub.setPort(probe.serverPort());
    probe.close();

    int ends[2];
    QCOMPARE(::pipe2(ends, O_CLOEXEC), 0);
    ::close(ends[0]);
    Program program;
    program.process().setChildProcessModifier([&ends] { ::dup2(ends[1], STDOUT_FILENO); });
    program.start({QStringLiteral("--listen"), hub.host(), QStringLiteral("--port"),
        QString::number(hub.port())});
    ::close(ends[1]);

    QTcpSocket knock;
    QTRY_VERIFY([&] {
        knock.abort();
        knock.connectToHost(hub.host(), static_cast<quint16>(hub.port()));
        return knock.waitForConnected(100);
    }());
    QCOMPARE(get(hub, "/healthz").status, 200);
    program.terminate();
    QCOMPARE(program.exitCode(), 0);
}

void TestLife::portIsFreeAgainAtOnce()
{
    Program first;
    const QUrl hub = first.startListening();
    QWebSocket client;
    QSignalSpy connected(&client, &QWebSocket::connected);
    client.open(hub);
    QTRY_COMPARE(connected.count(), 1);
    first.terminate();
    QCOMPARE(first.exitCode(), 0);

    Program second;
    const QUrl again = second.startListening({QStringLiteral("--listen"),
        QStringLiteral("127.0.0.1"), QStringLiteral("--port"), QString::number(hub.port())});
    QCOMPARE(again, hub);
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestLife)
#include "tst_life.moc"
