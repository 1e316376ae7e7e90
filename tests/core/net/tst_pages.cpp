// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/pages.h"
#include "tests/core/net/replies.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;

namespace {

RequestHead request(const QByteArray& line, const QByteArray& headers = {})
{
    return RequestHead::parse(line + " HTTP/1.1\r\n" + headers + "\r\n").value();
}

const QByteArray goodHeaders = "Host: hub\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                               "Sec-WebSocket-Version: 13\r\n"
                               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

} // namespace

class TestPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPageIsThere_data();
    void everyPageIsThere();
    void thePageMayUseOnlyItsOwnHost();
    void onlyTheClientModuleIsOpenToAll();
    void thePageNamesNoOtherHost_data();
    void thePageNamesNoOtherHost();
    void otherAnswers_data();
    void otherAnswers();
    void answersHaveTheirHeaders_data();
    void answersHaveTheirHeaders();
    void headRequestsGetNoBody_data();
    void headRequestsGetNoBody();
    void nothingOfTheRequestIsRepeated_data();
    void nothingOfTheRequestIsRepeated();
    void upgradesAreRecognised_data();
    void upgradesAreRecognised();
    void badUpgradesAreRefusedInWords_data();
    void badUpgradesAreRefusedInWords();
    void goodUpgradesAreNotRefused_data();
    void goodUpgradesAreNotRefused();
    void anythingNeedsAHost_data();
    void anythingNeedsAHost();
    void theServerTellsItsMethods();
};

void TestPages::everyPageIsThere_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("the page") << QByteArray("/") << QByteArray("text/html; charset=utf-8");
    QTest::newRow("with a query") << QByteArray("/?room=red")
                                  << QByteArray("text/html; charset=utf-8");
    QTest::newRow("its style") << QByteArray("/join.css") << QByteArray("text/css; charset=utf-8");
    QTest::newRow("its script") << QByteArray("/join.js")
                                << QByteArray("text/javascript; charset=utf-8");
    QTest::newRow("its words") << QByteArray("/words.js")
                               << QByteArray("text/javascript; charset=utf-8");
    QTest::newRow("its icon") << QByteArray("/favicon.svg") << QByteArray("image/svg+xml");
    QTest::newRow("the client") << QByteArray("/signalbox.js")
                                << QByteArray("text/javascript; charset=utf-8");
    QTest::newRow("health of others")
        << QByteArray("/health") << QByteArray("text/plain; charset=utf-8");
    QTest::newRow("Ayame's health")
        << QByteArray("/.ok") << QByteArray("text/plain; charset=utf-8");
    QTest::newRow("health") << QByteArray("/healthz") << QByteArray("text/plain; charset=utf-8");
}

void TestPages::everyPageIsThere()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, type);
    const QByteArray reply = Pages::answer(request("GET " + path));
    QVERIFY(reply.startsWith("HTTP/1.1 200 OK\r\n"));
    QCOMPARE(headerOf(reply, "Content-Type"), type);
    QVERIFY(!bodyOf(reply).isEmpty());
    QCOMPARE(headerOf(reply, "Content-Length").toLongLong(), bodyOf(reply).size());
}

void TestPages::thePageMayUseOnlyItsOwnHost()
{
    const QByteArray policy = headerOf(Pages::answer(request("GET /")), "Content-Security-Policy");
    QVERIFY(policy.startsWith("default-src 'none';"));
    QVERIFY(policy.contains("frame-ancestors 'none'"));
    QVERIFY(!policy.contains("unsafe"));
    QVERIFY(!policy.contains('*'));
}

void TestPages::onlyTheClientModuleIsOpenToAll()
{
    QCOMPARE(headerOf(Pages::answer(request("GET /signalbox.js")), "Access-Control-Allow-Origin"),
        QByteArray("*"));
    for (const char* path : {"/", "/join.js", "/join.css", "/healthz", "/ws", "/nothing"}) {
        const QByteArray reply = Pages::answer(request(QByteArray("GET ") + path));
        QVERIFY(!reply.contains("Access-Control"));
    }
}

void TestPages::thePageNamesNoOtherHost_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char* path : {"/", "/join.css", "/join.js"}) {
        QTest::newRow(path) << QByteArray(path);
    }
}

void TestPages::thePageNamesNoOtherHost()
{
    QFETCH(QByteArray, path);
    const QByteArray body = bodyOf(Pages::answer(request("GET " + path)));
    for (const char* attribute : {"src=\"http", "href=\"http", "src=\"//", "href=\"//", "url(http",
             "@import", "from \"http", "import(\"http"}) {
        QVERIFY2(!body.contains(attribute), attribute);
    }
}

void TestPages::otherAnswers_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("status");
    const auto row = [](const char* line, const char* status) {
        QTest::newRow(line) << QByteArray(line) << QByteArray(status);
    };
    row("GET /ws", "426");
    row("GET /signalbox", "426");
    row("GET /ws?x", "426");
    for (const char* line : {"GET /nothing", "GET //", "GET /index.html", "GET /../etc/passwd",
             "GET /%2e%2e/", "GET /join.js/", "GET /JOIN.JS", "GET /healthz/",
             "GET /:/pages/join.js", "GET /metrics"}) {
        row(line, "404");
    }
    for (const char* line : {"POST /", "PUT /x", "DELETE /", "OPTIONS /signalbox.js", "TRACE /",
             "PATCH /", "get /", "GET2 /", "POST /healthz"}) {
        row(line, "405");
    }
}

void TestPages::otherAnswers()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, status);
    const QByteArray reply = Pages::answer(request(line));
    QCOMPARE(statusOf(reply), status);
    QVERIFY(bodyOf(reply).endsWith('\n'));
    QCOMPARE(headerOf(reply, "Content-Length").toLongLong(), bodyOf(reply).size());
    if (status == "405") {
        QCOMPARE(headerOf(reply, "Allow"), QByteArray("GET, HEAD"));
    }
    if (status == "426") {
        QCOMPARE(headerOf(reply, "Upgrade"), QByteArray("websocket"));
        QCOMPARE(headerOf(reply, "Sec-WebSocket-Version"), QByteArray("13"));
    }
}

void TestPages::answersHaveTheirHeaders_data()
{
    QTest::addColumn<QByteArray>("reply");
    for (const char* path : {"/", "/signalbox.js", "/join.css", "/healthz", "/ws", "/nothing"}) {
        QTest::newRow(path) << Pages::answer(request(QByteArray("GET ") + path));
    }
    QTest::newRow("POST") << Pages::answer(request("POST /"));
    QTest::newRow("headTimeout") << Pages::headTimeout();
    QTest::newRow("headTooLarge") << Pages::headTooLarge();
    QTest::newRow("badRequest") << Pages::badRequest();
}

void TestPages::answersHaveTheirHeaders()
{
    QFETCH(QByteArray, reply);
    QVERIFY(reply.startsWith("HTTP/1.1 "));
    QCOMPARE(headerOf(reply, "Connection"), QByteArray("close"));
    QCOMPARE(headerOf(reply, "X-Content-Type-Options"), QByteArray("nosniff"));
    QCOMPARE(headerOf(reply, "Referrer-Policy"), QByteArray("no-referrer"));
    QCOMPARE(headerOf(reply, "Cache-Control"), QByteArray("no-cache"));
    QVERIFY(!bodyOf(reply).isEmpty());
}

void TestPages::headRequestsGetNoBody_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char* path : {"/", "/signalbox.js", "/healthz", "/ws", "/nothing"}) {
        QTest::newRow(path) << QByteArray(path);
    }
}

void TestPages::headRequestsGetNoBody()
{
    QFETCH(QByteArray, path);
    const QByteArray whole = Pages::answer(request("GET " + path));
    const QByteArray head = Pages::answer(request("HEAD " + path));
    QVERIFY(bodyOf(head).isEmpty());
    QCOMPARE(head, whole.first(RequestHead::sizeIn(whole)));
}

void TestPages::nothingOfTheRequestIsRepeated_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("headers");
    QTest::newRow("path") << QByteArray("GET /NEEDLE<script>") << QByteArray();
    QTest::newRow("query") << QByteArray("GET /?NEEDLE") << QByteArray();
    QTest::newRow("method") << QByteArray("NEEDLE /") << QByteArray();
    QTest::newRow("host") << QByteArray("GET /nothing") << QByteArray("Host: NEEDLE\r\n");
    QTest::newRow("origin") << QByteArray("GET /signalbox.js") << QByteArray("Origin: NEEDLE\r\n");
    QTest::newRow("any header") << QByteArray("GET /ws") << QByteArray("NEEDLE: NEEDLE\r\n");
}

void TestPages::nothingOfTheRequestIsRepeated()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, headers);
    QVERIFY(!Pages::answer(request(line, headers)).contains("NEEDLE"));
    QVERIFY(!Pages::refuseUpgrade(request(line, headers)).contains("NEEDLE"));
}

void TestPages::upgradesAreRecognised_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<bool>("upgrade");
    QTest::newRow("none") << QByteArray("Host: x\r\n") << false;
    QTest::newRow("websocket") << QByteArray("Upgrade: websocket\r\n") << true;
    QTest::newRow("capital") << QByteArray("UPGRADE: WebSocket\r\n") << true;
    QTest::newRow("HTTP/2") << QByteArray("Upgrade: h2c\r\n") << false;
    QTest::newRow("only the key") << QByteArray("Sec-WebSocket-Key: x\r\n") << false;
}

void TestPages::upgradesAreRecognised()
{
    QFETCH(QByteArray, headers);
    QFETCH(bool, upgrade);
    QCOMPARE(Pages::isUpgrade(request("GET /", headers)), upgrade);
}

void TestPages::badUpgradesAreRefusedInWords_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("status");
    const auto row = [](const char* name, const QByteArray& from, const QByteArray& to,
                         const char* status = "400", const char* line = "GET /") {
        QTest::newRow(name) << QByteArray(line) << QByteArray(goodHeaders).replace(from, to)
                            << QByteArray(status);
    };
    row("POST", "", "", "400", "POST /");
    row("HEAD", "", "", "400", "HEAD /");
    row("no Connection", "Connection: Upgrade\r\n", "");
    row("Connection is another", "Connection: Upgrade", "Connection: keep-alive");
    row("no Host", "Host: hub\r\n", "");
    row("Host is empty", "Host: hub", "Host: ");
    row("two Hosts", "Host: hub\r\n", "Host: hub\r\nHost: hub\r\n");
    row("no version", "Sec-WebSocket-Version: 13\r\n", "", "426");
    row("version 8", "Version: 13", "Version: 8", "426");
    row("version 130", "Version: 13", "Version: 130", "426");
    row("several versions", "Version: 13", "Version: 13, 8", "426");
    row("no key", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "");
    row("a key of 15 bytes", "dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25j");
    row("a key of 17 bytes", "dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZXg=");
    row("a key that is no base64", "dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBs*SBub25jZQ==");
    row("a key without its padding", "jZQ==", "jZQ");
    row("a key with too much padding", "jZQ==", "jZQ===");
    row("an empty key", "dGhlIHNhbXBsZSBub25jZQ==", "");
}

void TestPages::badUpgradesAreRefusedInWords()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, headers);
    QFETCH(QByteArray, status);
    const QByteArray refusal = Pages::refuseUpgrade(request(line, headers));
    QCOMPARE(statusOf(refusal), status);
    QVERIFY(bodyOf(refusal).size() > 10);
    QCOMPARE(headerOf(refusal, "Sec-WebSocket-Version"),
        status == "426" ? QByteArray("13") : QByteArray());
}

void TestPages::goodUpgradesAreNotRefused_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("plain") << "GET / HTTP/1.1\r\n" + goodHeaders + "\r\n";
    QTest::newRow("any path") << "GET /any/path?and=query HTTP/1.1\r\n" + goodHeaders + "\r\n";
    QTest::newRow("one of several") << "GET / HTTP/1.1\r\n"
            + QByteArray(goodHeaders).replace("websocket", "h2c, websocket") + "\r\n";
    QTest::newRow("Firefox") << "GET / HTTP/1.1\r\n"
            + QByteArray(goodHeaders).replace(": Upgrade", ": keep-alive, Upgrade") + "\r\n";
}

void TestPages::goodUpgradesAreNotRefused()
{
    QFETCH(QByteArray, head);
    const RequestHead good = RequestHead::parse(head).value();
    QVERIFY(Pages::isUpgrade(good));
    QCOMPARE(Pages::refuseUpgrade(good), QByteArray());
    const RequestHead old = RequestHead::parse(head.replace("HTTP/1.1", "HTTP/1.0")).value();
    QCOMPARE(statusOf(Pages::refuseUpgrade(old)), QByteArray("400"));
}

void TestPages::anythingNeedsAHost_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<bool>("isGood");
    const auto row = [](const QByteArray& headers, bool isGood) {
        QTest::newRow(headers.simplified().constData()) << headers << isGood;
    };
    for (const char* good : {"hub", "hub:8080", "hub.", "the_hub.local", "10.0.0.1:80", "[::1]:1",
             "[fe80::1%25eth0]", "xn--fiqs8s", "hub:"}) {
        row(QByteArray("Host: ") + good + "\r\n", true);
    }
    for (const char* bad : {"", "a@b", "a/b", "a b", "a, b", "a?b", "a#b", "a:b", "a:80:80", ":80",
             "::1", "[]", "[::1", "::1]", "[::1]x", "[::1]:x", "[[::1]]", "中", "<b>", "a\\b"}) {
        row(QByteArray("Host: ") + bad + "\r\n", false);
    }
    QTest::newRow("none") << QByteArray() << false;
    row("Host: a\r\nHost: a\r\n", false);
}

void TestPages::anythingNeedsAHost()
{
    QFETCH(QByteArray, headers);
    QFETCH(bool, isGood);
    for (const char* line : {"GET /", "POST /nothing", "OPTIONS /"}) {
        const QByteArray reply = Pages::answerToAny(request(line, headers));
        QCOMPARE(statusOf(reply), isGood ? QByteArray() : QByteArray("400"));
    }
    const QByteArray head = Pages::answerToAny(request("HEAD /", headers));
    QCOMPARE(head.isEmpty(), isGood);
    QVERIFY(isGood || bodyOf(head).isEmpty());
    const auto old = RequestHead::parse("GET / HTTP/1.0\r\n" + headers + "\r\n");
    QCOMPARE(Pages::answerToAny(old.value()).isEmpty(), isGood || headers.isEmpty());
}

void TestPages::theServerTellsItsMethods()
{
    const QByteArray reply = Pages::answerToAny(request("OPTIONS *", "Host: hub\r\n"));
    QCOMPARE(statusOf(reply), QByteArray("204"));
    QCOMPARE(headerOf(reply, "Allow"), QByteArray("GET, HEAD"));
    QVERIFY(bodyOf(reply).isEmpty());
}

SIGNALBOX_TEST(TestPages)
#include "tst_pages.moc"
