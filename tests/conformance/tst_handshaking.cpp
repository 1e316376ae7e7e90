// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/conformance/wiretest.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;
using Raw = RawClient;

namespace {

const QByteArray versionLine = "Sec-WebSocket-Version: 13\r\n";
const QByteArray keyLine = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
const QByteArray upgradeLine = "Upgrade: websocket\r\n";
const QByteArray connectionLine = "Connection: keep-alive, Upgrade\r\n";
const QByteArray hostLine = "Host: hub.example:8080\r\n";

} // namespace

/// RFC 6455 section 4.2: how a WebSocket begins.
class TestHandshaking : public WireTest
{
    Q_OBJECT

private Q_SLOTS:
    void goodUpgradesAreAnswered_data();
    void goodUpgradesAreAnswered();
    void theKeyIsAnswered_data();
    void theKeyIsAnswered();
    void badUpgradesAreRefused_data();
    void badUpgradesAreRefused();
    void otherVersionsAreToldWhichIsSpoken_data();
    void otherVersionsAreToldWhichIsSpoken();
    void framesRightBehindTheHeadAreRefused_data();
    void framesRightBehindTheHeadAreRefused();
    void pathsMayBeOdd_data();
    void pathsMayBeOdd();
    void whoGoesBeforeTheAnswerIsGone_data();
    void whoGoesBeforeTheAnswerIsGone();

private:
    /// Whether these bytes make a WebSocket of the client over which it is heard.
    bool isUpgradedBy(const QByteArray& bytes);
};

bool TestHandshaking::isUpgradedBy(const QByteArray& bytes)
{
    return client().connectTo(hub().port()) && client().upgradeBy(bytes) && isHeard();
}

void TestHandshaking::goodUpgradesAreAnswered_data()
{
    QTest::addColumn<QByteArray>("request");
    const auto row = [](const char* name, const QByteArray& of, const QByteArray& instead) {
        QTest::newRow(name) << upgradeWith(instead, of);
    };
    row("as it should be", "\r\n\r\n", "\r\n\r\n");
    row("names in lowercase", "Upgrade: w", "upgrade: w");
    row("names in capitals", "Sec-WebSocket-Key", "SEC-WEBSOCKET-KEY");
    row("WebSocket in capitals", upgradeLine, "Upgrade: WEBSOCKET\r\n");
    row("only the token", connectionLine, "Connection: upgrade\r\n");
    row("a list with spaces and tabs", connectionLine, "Connection: \tclose ,\tUPGRADE ,\r\n");
    row("no spaces behind colons", hostLine, "Host:hub\r\n");
    row("spaces around a value", versionLine, "Sec-WebSocket-Version: \t 13 \t\r\n");
    row("the host as IPv6", hostLine, "Host: [::1]:8080\r\n");
    row("unknown headers", hostLine, hostLine + "X-A: b\r\nX-A: c\r\n");
    row("subprotocols", hostLine, hostLine + "Sec-WebSocket-Protocol: a, b\r\n");
    row("extensions", hostLine,
        hostLine + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n");
    row("an origin", hostLine, "Host: localhost:8080\r\nOrigin: http://localhost:8080\r\n");
    row("a value in Latin-1", hostLine, hostLine + "X-A: \xe9\r\n");
    row("HTTP/1.2", "HTTP/1.1", "HTTP/1.2");
    row("a key with bits left over (RFC 4648 section 3.5 allows it)", "jZQ==", "jZR==");
    row("an empty line before it", "GET /ws", "\r\nGET /ws");
    row("a list: WebSocket first", upgradeLine, "Upgrade: websocket, h2c\r\n");
    row("a list: WebSocket last", upgradeLine, "Upgrade: h2c,WebSocket\r\n");
    row("Upgrade in two lines", upgradeLine, "Upgrade: h2c\r\n" + upgradeLine);
    row("Connection in two lines", connectionLine,
        "Connection: keep-alive\r\nConnection: Upgrade\r\n");
    row("Connection in three lines", connectionLine,
        "Connection: Upgrade\r\nConnection:\r\nConnection: keep-alive, TE\r\n");
    row("subprotocols in two lines", hostLine,
        hostLine + "Sec-WebSocket-Protocol: a\r\nSec-WebSocket-Protocol: b\r\n");
    row("an absolute target", "GET /ws", "GET ws://hub.example:8080/ws");
    row("an absolute target of HTTP", "GET /ws", "GET http://hub.example:8080/ws");
    row("an absolute target in capitals", "GET /ws", "GET WSS://HUB.EXAMPLE/ws");
    row("an absolute target without a path", "GET /ws", "GET ws://hub.example:8080");
    row("an absolute target with nothing but a query", "GET /ws", "GET ws://hub.example:8080?/@:");
    row("an absolute target, and another host", "GET /ws HTTP/1.1\r\n" + hostLine,
        "GET ws://hub.example/ws HTTP/1.1\r\nHost: a/b\r\n");
    row("two slashes and an at sign", "GET /ws", "GET //a@b/ws");
    row("two slashes and a port that is none", "GET /ws", "GET //a:b/ws");
    row("a target of 9,000 bytes", "GET /ws", "GET /ws/" + QByteArray(9000, '@'));
    row("a header of 9,000 bytes", hostLine, hostLine + "X: " + QByteArray(9000, 'x') + "\r\n");
    row("a host with a dot behind it", hostLine, "Host: hub.example.:8080\r\n");
    row("a host with an underscore", hostLine, "Host: the_hub\r\n");
    row("a host with a zone", hostLine, "Host: [fe80::1%25eth0]:8080\r\n");
    row("a host with an empty port", hostLine, "Host: hub:\r\n");
}

void TestHandshaking::goodUpgradesAreAnswered()
{
    QFETCH(QByteArray, request);
    QVERIFY(isUpgradedBy(request));
    const QByteArray answer = client().answer().toLower();
    QVERIFY(!answer.contains("sec-websocket-extensions"));
    QVERIFY(!answer.contains("sec-websocket-protocol"));
}

void TestHandshaking::theKeyIsAnswered_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("accept");
    const auto row = [](const char* name, const char* key, const char* accept) {
        QTest::newRow(name) << QByteArray(key) << QByteArray(accept);
    };
    row("RFC 6455 section 1.3", "dGhlIHNhbXBsZSBub25jZQ==", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    row("16 null characters", "AAAAAAAAAAAAAAAAAAAAAA==", "ICX+Yqv66kxgM0FcWaLWlFLwTAI=");
    row("with + and /", "+/+/+/+/+/+/+/+/+/+/+w==", "M0DUs3om0SqzerhOhYSMM7WQuBQ=");
}

void TestHandshaking::theKeyIsAnswered()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, accept);
    QVERIFY(isUpgradedBy(upgradeWith(key, "dGhlIHNhbXBsZSBub25jZQ==")));
    const QByteArray answer = client().answer();
    QVERIFY2(answer.contains("\r\nSec-WebSocket-Accept: " + accept + "\r\n"), answer.constData());
    QVERIFY(answer.toLower().contains("\r\nupgrade: websocket\r\n"));
    QVERIFY(answer.toLower().contains("\r\nconnection: upgrade\r\n"));
}

void TestHandshaking::badUpgradesAreRefused_data()
{
    QTest::addColumn<QByteArray>("request");
    const auto row = [](const char* name, const QByteArray& of, const QByteArray& instead) {
        QTest::newRow(name) << upgradeWith(instead, of);
    };
    row("no key", keyLine, "");
    row("an empty key", keyLine, "Sec-WebSocket-Key:\r\n");
    row("two keys", keyLine, keyLine + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n");
    row("the key twice", keyLine, keyLine + keyLine);
    row("a key of 15 bytes", keyLine, "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAA\r\n");
    row("a key of 17 bytes", keyLine, "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAAA=\r\n");
    row("a key that is no base64", keyLine, "Sec-WebSocket-Key: !!!!!!!!!!!!!!!!!!!!!!==\r\n");
    row("a key without its padding", "jZQ==", "jZQ");
    row("a key with half of its padding", "jZQ==", "jZQ=");
    row("a key with more padding", "jZQ==", "jZQ===");
    row("a key with a space", keyLine, "Sec-WebSocket-Key: AAAAAAAAAAA AAAAAAAAAAA==\r\n");
    row("a long key", keyLine, "Sec-WebSocket-Key: " + QByteArray(4000, 'A') + "\r\n");
    row("two versions", versionLine, versionLine + "Sec-WebSocket-Version: 8\r\n");
    row("the version twice", versionLine, versionLine + versionLine);
    row("no host", hostLine, "");
    row("an empty host", hostLine, "Host:\r\n");
    row("two hosts", hostLine, hostLine + "Host: other.example\r\n");
    row("a host with a user", hostLine, "Host: a@b\r\n");
    row("a host with a path", hostLine, "Host: a/b\r\n");
    row("a host with a space", hostLine, "Host: a b\r\n");
    row("a host with an open bracket", hostLine, "Host: [::1\r\n");
    row("a host of brackets", hostLine, "Host: []\r\n");
    row("a host with a port in letters", hostLine, "Host: hub:http\r\n");
    row("IPv6 without brackets", hostLine, "Host: ::1\r\n");
    row("an absolute target without a host", "GET /ws", "GET ws:///ws");
    row("an absolute target with a user", "GET /ws", "GET ws://a@hub.example/ws");
    row("an absolute target of another scheme", "GET /ws", "GET ftp://hub.example/ws");
    row("an absolute target, and no host", "GET /ws HTTP/1.1\r\n" + hostLine,
        "GET ws://hub.example/ws HTTP/1.1\r\n");
    row("no Connection", connectionLine, "");
    row("another Connection", connectionLine, "Connection: close\r\n");
    row("part of a token", connectionLine, "Connection: upgrades\r\n");
    row("POST", "GET /", "POST /");
    row("HEAD", "GET /", "HEAD /");
    row("get", "GET /", "get /");
    row("HTTP/1.0", "HTTP/1.1", "HTTP/1.0");
    row("a body", hostLine, hostLine + "Content-Length: 4\r\n");
    row("an empty body", hostLine, hostLine + "Content-Length: 0\r\n");
    row("a body in chunks", hostLine, hostLine + "Transfer-Encoding: chunked\r\n");
}

void TestHandshaking::badUpgradesAreRefused()
{
    QFETCH(QByteArray, request);
    QCOMPARE(statusOf(request), 400);
}

void TestHandshaking::otherVersionsAreToldWhichIsSpoken_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char* version : {"0", "7", "8", "12", "14", "25", "255", "-1", "013", "13x", "x", "",
             "13, 8", "99999999999999999999"}) {
        QTest::addRow("'%s'", version) << QByteArray("Sec-WebSocket-Version: ") + version + "\r\n";
    }
    QTest::newRow("none") << QByteArray();
}

void TestHandshaking::otherVersionsAreToldWhichIsSpoken()
{
    QFETCH(QByteArray, line);
    QCOMPARE(statusOf(upgradeWith(line, versionLine)), 426);
    QVERIFY(client().bytes().contains("\r\nSec-WebSocket-Version: 13\r\n"));
    QVERIFY(client().bytes().contains("\r\nUpgrade: websocket\r\n"));
}

void TestHandshaking::framesRightBehindTheHeadAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("a message") << Raw::encode({.payload = message("x")});
    QTest::newRow("a ping") << Raw::encode({.opcode = Raw::Ping, .payload = "x"});
    QTest::newRow("half a frame") << Raw::encode({.payload = message("x")}).first(3);
    QTest::newRow("one byte") << QByteArray("\x81");
    QTest::newRow("another head") << RawClient::upgradeRequest("/ws");
    QTest::newRow("64 KiB") << Raw::encode({.payload = messageOf(65'536)});
}

void TestHandshaking::framesRightBehindTheHeadAreRefused()
{
    QFETCH(QByteArray, bytes);
    QCOMPARE(statusOf(RawClient::upgradeRequest("/ws") + bytes), 400);
}

void TestHandshaking::pathsMayBeOdd_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const char* target : {"/ws?%", "/ws?%zz", "/ws?%00", "/ws?a=%ff%fe", "/ws?a=%", "/ws/%",
             "/ws/%zz", "/ws/%00", "/ws/%c0%af", "/ws/%ed%a0%80", "/ws/%2e%2e/%2e%2e", "/ws/../..",
             "/ws//", "/ws/?//:@#", "/ws/\"<>\\^`{|}", "/ws/;jsessionid=1", "/ws/%25%30%30"}) {
        QTest::newRow(target) << QByteArray(target);
    }
    QTest::newRow("long") << QByteArray("/ws/" + QByteArray(7000, '%'));
}

void TestHandshaking::pathsMayBeOdd()
{
    QFETCH(QByteArray, target);
    QVERIFY(isUpgradedBy(RawClient::upgradeRequest(target)));
    RawClient reader;
    QVERIFY(reader.connectTo(hub().port()));
    reader.write("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
    QVERIFY(reader.waitForEnd());
    QCOMPARE(reader.httpStatus(), target.startsWith("/ws?") ? 426 : 404);
}

void TestHandshaking::whoGoesBeforeTheAnswerIsGone_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("half a head") << QByteArray("GET /ws HT");
    QTest::newRow("a page") << QByteArray("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    QTest::newRow("an upgrade") << RawClient::upgradeRequest("/ws");
    QTest::newRow("a frame behind the head")
        << RawClient::upgradeRequest("/ws") + Raw::encode({.payload = message("x")});
}

void TestHandshaking::whoGoesBeforeTheAnswerIsGone()
{
    QFETCH(QByteArray, bytes);
    for (int i = 0; i < 20; ++i) {
        RawClient one;
        QVERIFY(one.connectTo(hub().port()));
        one.write(bytes);
        one.reset();
    }
    QVERIFY(hub().waitForRows(1));
}

SIGNALBOX_TEST(TestHandshaking)
#include "tst_handshaking.moc"
