// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/conformance/wiretest.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;
using namespace std::chrono_literals;
using Raw = RawClient;

namespace {

const QByteArray upgradeLine = "Upgrade: websocket\r\n";
const QByteArray hostLine = "Host: hub.example:8080\r\n";

/// A request head for /healthz of so many bytes.
QByteArray headOf(qsizetype size)
{
    const QByteArray begin = "GET /healthz HTTP/1.1\r\nHost: x\r\nX: ";
    return begin + QByteArray(size - begin.size() - 4, 'x') + "\r\n\r\n";
}

} // namespace

/// RFC 9112: how requests look.
class TestRequests : public WireTest
{
    Q_OBJECT

private Q_SLOTS:
    void requestsAreAnswered_data();
    void requestsAreAnswered();
    void hostsOfRequestsAreJudged_data();
    void hostsOfRequestsAreJudged();
    void theServerAsAWholeTellsItsMethods();
    void whatIsNoRequestIsRefused_data();
    void whatIsNoRequestIsRefused();
    void headsOfOddBytesAreRefused_data();
    void headsOfOddBytesAreRefused();
    void largeHeadsAreBounded_data();
    void largeHeadsAreBounded();
    void manyHeadersAreBounded_data();
    void manyHeadersAreBounded();
    void aSlowHeadThatCompletesIsAnswered_data();
    void aSlowHeadThatCompletesIsAnswered();
    void headsThatDoNotCompleteAreTimedOut();
};

void TestRequests::requestsAreAnswered_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("status");
    const auto row = [](const char* name, const char* line, int status) {
        QTest::newRow(name) << QByteArray(line) << status;
    };
    row("GET", "GET /healthz HTTP/1.1", 200);
    row("HEAD", "HEAD /healthz HTTP/1.1", 200);
    row("HTTP/1.0", "GET /healthz HTTP/1.0", 200);
    row("a query", "GET /healthz?a=b HTTP/1.1", 200);
    row("another path", "GET /nothing HTTP/1.1", 404);
    row("a path in capitals", "GET /HEALTHZ HTTP/1.1", 404);
    row("a path above", "GET /../healthz HTTP/1.1", 404);
    row("a long path", "GET //////////////////////////////////////////// HTTP/1.1", 404);
    row("the path of the socket", "GET /ws HTTP/1.1", 426);
    row("POST", "POST / HTTP/1.1", 405);
    row("PUT", "PUT /healthz HTTP/1.1", 405);
    row("DELETE", "DELETE / HTTP/1.1", 405);
    row("TRACE", "TRACE / HTTP/1.1", 405);
    row("OPTIONS", "OPTIONS / HTTP/1.1", 405);
    row("an absolute target", "GET http://hub.example:8080/healthz HTTP/1.1", 200);
    row("an absolute target in capitals", "GET HTTP://HUB/healthz HTTP/1.1", 200);
    row("an absolute target of HTTPS", "GET https://hub/healthz HTTP/1.1", 200);
    row("an absolute target without a path", "GET http://hub HTTP/1.1", 200);
    row("an absolute target with nothing but a query", "GET http://hub?a=/b HTTP/1.1", 200);
    row("an absolute target of another page", "GET http://hub/nothing HTTP/1.1", 404);
    row("an absolute target without a host", "GET http:///healthz HTTP/1.1", 400);
    row("an absolute target with a user", "GET http://a@hub/healthz HTTP/1.1", 400);
    row("a method in lowercase", "get / HTTP/1.1", 405);
    row("a method that nobody knows", "BREW /ws HTTP/1.1", 405);
}

void TestRequests::requestsAreAnswered()
{
    QFETCH(QByteArray, line);
    QFETCH(int, status);
    const QByteArray request = line + "\r\nHost: x\r\n\r\n";
    QCOMPARE(statusOf(request), status);
    const QByteArray answer = client().bytes();
    RawClient afterAnEmptyLine; // RFC 9112 section 2.2
    QVERIFY(afterAnEmptyLine.connectTo(hub().port()));
    afterAnEmptyLine.write("\r\n" + request);
    QVERIFY(afterAnEmptyLine.waitForEnd());
    QCOMPARE(afterAnEmptyLine.bytes(), answer);
    QVERIFY(answer.contains("\r\nConnection: close\r\n"));
    QCOMPARE(answer.endsWith("\r\n\r\n"), line.startsWith("HEAD"));
}

void TestRequests::hostsOfRequestsAreJudged_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<int>("status");
    const auto row = [](const char* name, const char* lines, int status = 400,
                         const char* version = "HTTP/1.1") {
        QTest::newRow(name) << QByteArray(version) << QByteArray(lines) << status;
    };
    row("none", "");
    row("none in HTTP/1.2", "", 400, "HTTP/1.2");
    row("none in HTTP/1.0", "", 200, "HTTP/1.0");
    row("two", "Host: x\r\nHost: y\r\n");
    row("two in HTTP/1.0", "Host: x\r\nHost: y\r\n", 400, "HTTP/1.0");
    row("the same twice", "Host: x\r\nHost: x\r\n");
    row("two in one line", "Host: x, y\r\n");
    row("no host", "Host: a b/c@\r\n");
    row("no host in HTTP/1.0", "Host: a/b\r\n", 400, "HTTP/1.0");
    row("an empty one", "Host:\r\n");
    row("only a port", "Host: :80\r\n");
    row("a port in letters", "Host: x:y\r\n");
    row("a name in Chinese", "Host: 中\r\n");
    row("a name and a port", "Host: hub.example:8080\r\n", 200);
    row("an address", "Host: 192.168.1.2\r\n", 200);
    row("an IPv6 address", "Host: [2001:db8::1]:8080\r\n", 200);
}

/// RFC 9112 section 3.2.
void TestRequests::hostsOfRequestsAreJudged()
{
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, lines);
    QFETCH(int, status);
    const QByteArray rest = ' ' + version + "\r\n" + lines + "\r\n";
    QCOMPARE(statusOf("GET /healthz" + rest), status);
    if (status != 200) {
        QVERIFY(client().bytes().contains("The header Host "));
        for (const char* line : {"GET /", "GET /ws", "GET /nothing", "POST /", "OPTIONS *"}) {
            RawClient one;
            QVERIFY(one.connectTo(hub().port()));
            one.write(line + rest);
            QVERIFY(one.waitForEnd());
            QVERIFY2(one.httpStatus() == status, line);
        }
    }
}

/// RFC 9110 section 9.3.7.
void TestRequests::theServerAsAWholeTellsItsMethods()
{
    QCOMPARE(statusOf("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n"), 204);
    QVERIFY(client().bytes().contains("\r\nAllow: GET, HEAD\r\n"));
    QVERIFY(client().bytes().endsWith("\r\n\r\n"));
}

void TestRequests::whatIsNoRequestIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row
        = [](const char* name, const QByteArray& bytes) { QTest::newRow(name) << bytes; };
    const QByteArray rest = " HTTP/1.1\r\nHost: x\r\n\r\n";
    row("HTTP/0.9", "GET /\r\n\r\n");
    row("HTTP/0.9, spelled out", "GET / HTTP/0.9\r\n\r\n");
    row("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    row("HTTP/2, otherwise well", "GET / HTTP/2.0\r\nHost: x\r\n\r\n");
    row("a version of two digits", "GET / HTTP/1.10\r\nHost: x\r\n\r\n");
    row("a version in lowercase", "GET / http/1.1\r\nHost: x\r\n\r\n");
    row("words", "hello\r\n\r\n");
    row("an asterisk for a page", "GET *" + rest);
    row("no slash", "GET ws" + rest);
    row("no target", "GET " + rest);
    row("two targets", "GET /a /b" + rest);
    row("a tab for a space", "GET\t/" + rest);
    row("a space too many", "GET  /" + rest);
    row("Chinese in the path", "GET /中" + rest);
    row("an asterisk and more", "OPTIONS */" + rest);
    row("an asterisk for HEAD", "HEAD *" + rest);
    row("an absolute target of another scheme", "GET ftp://hub.example/" + rest);
    row("half a scheme", "GET http:/hub.example/" + rest);
    row("two empty lines before the request", "\r\n\r\nGET /healthz" + rest);
    row("an empty line of spaces before the request", " \r\nGET /healthz" + rest);
    row("a proxy's CONNECT", "CONNECT x:80" + rest);
    row("SSH", "SSH-2.0-OpenSSH_9.2\r\n\r\n");
    row("SOCKS and null characters", QByteArray::fromHex("0401005000000001") + "\r\n\r\n");
    row("random bytes", QByteArray::fromHex("9f00ff13a7e2c80d") + "\r\n\r\n");
    row("null characters without an end", QByteArray(100, '\0'));
    row("a WebSocket's frame",
        Raw::encode({.payload = "\r\n\r\n", .maskingKey = QByteArray(4, '\0')}));
    row("a folded header", "GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n");
    row("a folded header with a colon", "GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n\tc: d\r\n\r\n");
    row("a space before the first header", "GET / HTTP/1.1\r\n Host: x\r\n\r\n");
    row("a space before a colon", "GET / HTTP/1.1\r\nHost : x\r\n\r\n");
    row("a header without a name", "GET / HTTP/1.1\r\n: x\r\n\r\n");
    row("a header without a colon", "GET / HTTP/1.1\r\nHost\r\n\r\n");
    row("a header's name in Chinese", "GET / HTTP/1.1\r\n中: x\r\n\r\n");
    row("a folded header in an upgrade", upgradeWith("Upgrade:\r\n websocket\r\n", upgradeLine));
}

void TestRequests::whatIsNoRequestIsRefused()
{
    QFETCH(QByteArray, bytes);
    QCOMPARE(statusOf(bytes), 400);
}

void TestRequests::headsOfOddBytesAreRefused_data()
{
    QTest::addColumn<QByteArray>("byte");
    for (const char* byte : {"00", "01", "07", "08", "0a", "0b", "0c", "0d", "1b", "1f", "7f"}) {
        QTest::newRow(byte) << QByteArray::fromHex(byte);
    }
}

void TestRequests::headsOfOddBytesAreRefused()
{
    QFETCH(QByteArray, byte);
    const QByteArrayList heads{"G" + byte + "ET / HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /" + byte + " HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1" + byte + "\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nX" + byte + ": y\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nX: y" + byte + "Origin: z\r\n\r\n",
        upgradeWith("X: y" + byte + "Origin: http://evil.example\r\n" + hostLine, hostLine)};
    for (const QByteArray& head : heads) {
        RawClient one;
        QVERIFY(one.connectTo(hub().port()));
        one.write(head);
        QVERIFY(one.waitForEnd());
        QVERIFY2(one.httpStatus() == 400, head.toPercentEncoding().constData());
    }
}

void TestRequests::largeHeadsAreBounded_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::newRow("16 KiB") << headOf(16 * 1024) << 200;
    QTest::newRow("16 KiB and one byte") << headOf(16 * 1024 + 1) << 431;
    QTest::newRow("16 KiB without an end") << headOf(17 * 1024).first(16 * 1024) << 431;
    QTest::newRow("64 KiB") << headOf(64 * 1024) << 431;
    QTest::newRow("64 KiB without a line end") << QByteArray(64 * 1024, 'x') << 431;
    QTest::newRow("64 KiB of null characters") << QByteArray(64 * 1024, '\0') << 400;
    QTest::newRow("an upgrade with a target of 16 KiB")
        << RawClient::upgradeRequest('/' + QByteArray(16 * 1024, 'x')) << 431;
}

void TestRequests::largeHeadsAreBounded()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    QCOMPARE(statusOf(bytes), status);
}

void TestRequests::manyHeadersAreBounded_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("status");
    QTest::newRow("50") << 50 << 200;
    QTest::newRow("99") << 99 << 200;
    QTest::newRow("100") << 100 << 200;
    QTest::newRow("101") << 101 << 400;
    QTest::newRow("2,000") << 2000 << 400;
}

void TestRequests::manyHeadersAreBounded()
{
    QFETCH(int, count);
    QFETCH(int, status);
    QCOMPARE(statusOf("GET /healthz HTTP/1.1\r\nHost: x\r\n"
                 + QByteArray("a: b\r\n").repeated(count - 1) + "\r\n"),
        status);
    const int others = 5; // than Host and what is added, in an upgrade
    RawClient upgrading;
    const bool isUpgraded
        = upgrading.upgrade(hub().port(), "/ws", QByteArray("a: b\r\n").repeated(count - others));
    QCOMPARE(isUpgraded, status == 200);
    if (!isUpgraded) {
        QVERIFY(upgrading.waitForEnd());
        QCOMPARE(upgrading.httpStatus(), status);
    }
}

void TestRequests::aSlowHeadThatCompletesIsAnswered_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<bool>("isUpgrade");
    QTest::newRow("a page") << QByteArray("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n") << false;
    QTest::newRow("an upgrade") << RawClient::upgradeRequest("/ws") << true;
}

void TestRequests::aSlowHeadThatCompletesIsAnswered()
{
    QFETCH(QByteArray, head);
    QFETCH(bool, isUpgrade);
    QVERIFY(client().connectTo(hub().port()));
    client().writeInPieces(head.chopped(1), 1);
    if (isUpgrade) {
        QVERIFY(client().upgradeBy(head.last(1)));
        QVERIFY(isHeard());
    } else {
        client().write(head.last(1));
        QVERIFY(client().waitForEnd());
        QCOMPARE(client().httpStatus(), 200);
        QVERIFY(client().bytes().endsWith("\r\n\r\nok\n"));
    }
}

void TestRequests::headsThatDoNotCompleteAreTimedOut()
{
    const QByteArrayList heads{"", "G", "GET /\r\n", // HTTP/0.9
        "GET / HTTP/1.1\nHost: x\n\n", "GET / HTTP/1.1\rHost: x\r\r",
        RawClient::upgradeRequest("/ws").replace("\r\n", "\n"),
        RawClient::upgradeRequest("/ws").chopped(1), "\r\n",
        Raw::encode({.payload = message("x")})};
    Limits limits = RunningHub::quickLimits();
    limits.headTime = 1s; // for the neighbour, too
    begin(limits);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (const QByteArray& head : heads) {
        clients.push_back(anotherClient());
        QVERIFY(clients.back()->connectTo(hub().port()));
        clients.back()->write(head);
    }
    for (const auto& one : clients) {
        QVERIFY(one->waitForEnd());
        QCOMPARE(one->httpStatus(), 408);
    }
}

SIGNALBOX_TEST(TestRequests)
#include "tst_requests.moc"
