// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/requesthead.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;

class TestRequestHead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headsEndWithAnEmptyLine_data();
    void headsEndWithAnEmptyLine();
    void requestsAreRead();
    void targetsArePathAndQuery_data();
    void targetsArePathAndQuery();
    void pinsAreTakenOffThePath_data();
    void pinsAreTakenOffThePath();
    void absoluteTargetsAreHostAndPlace_data();
    void absoluteTargetsAreHostAndPlace();
    void theHostOfTheTargetTakesThePlaceOfTheHeader_data();
    void theHostOfTheTargetTakesThePlaceOfTheHeader();
    void theAsteriskIsAboutTheServer();
    void anUpgradeIsNothingButItsKey_data();
    void anUpgradeIsNothingButItsKey();
    void whatIsNoRequestIsRefused_data();
    void whatIsNoRequestIsRefused();
    void oddButLegalHeadsAreRead_data();
    void oddButLegalHeadsAreRead();
    void headersAreFoundByLowercaseNames();
    void tokensAreFoundInLists_data();
    void tokensAreFoundInLists();
    void everyTruncationIsIncomplete();
};

void TestRequestHead::headsEndWithAnEmptyLine_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("size");
    const auto row = [](const char* name, const char* bytes, int size) {
        QTest::newRow(name) << QByteArray(bytes) << size;
    };
    row("nothing", "", -1);
    row("one line", "GET / HTTP/1.1\r\n", -1);
    row("almost", "GET / HTTP/1.1\r\n\r", -1);
    row("no headers", "GET / HTTP/1.1\r\n\r\n", 18);
    row("more behind it", "GET / HTTP/1.1\r\n\r\nbody\r\n\r\n", 18);
    row("bare line feeds are no line ends", "GET / HTTP/1.1\n\n", -1);
    row("empty lines at the beginning", "\r\n\r\n", 4);
    row("an empty line before it", "\r\nGET / HTTP/1.1\r\n\r\n", 20);
    row("an empty line alone", "\r\n", -1);
}

void TestRequestHead::headsEndWithAnEmptyLine()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, size);
    QCOMPARE(RequestHead::sizeIn(bytes), size);
}

void TestRequestHead::requestsAreRead()
{
    const auto request = RequestHead::parse("GET /a/b%20c?d=e HTTP/1.1\r\nHost: x:8080\r\n"
                                            "X-Empty:\r\nX-Spaces: \t a b \t\r\n\r\n");
    QVERIFY(request);
    QCOMPARE(request->method(), QByteArray("GET"));
    QCOMPARE(request->path(), QByteArray("/a/b%20c"));
    QCOMPARE(request->version(), QByteArray("HTTP/1.1"));
    QCOMPARE(request->header("host"), QByteArray("x:8080"));
    QCOMPARE(request->header("x-empty"), QByteArray());
    QCOMPARE(request->header("x-spaces"), QByteArray("a b"));
    QCOMPARE(request->header("cookie"), QByteArray());
}

void TestRequestHead::targetsArePathAndQuery_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("query");
    const auto row = [](const char* name, const char* target, const char* path, const char* query) {
        QTest::newRow(name) << QByteArray(target) << QByteArray(path) << QByteArray(query);
    };
    row("root", "/", "/", "");
    row("no query", "/x", "/x", "");
    row("empty query", "/x?", "/x", "");
    row("a query", "/x/peerjs?key=k&id=%20", "/x/peerjs", "key=k&id=%20");
    row("two question marks", "/x?a?b", "/x", "a?b");
    row("slashes in the query", "/?/x", "/", "/x");
    row("escapes stay", "/%3fx", "/%3fx", "");
    row("dots stay", "/../x", "/../x", "");
}

void TestRequestHead::targetsArePathAndQuery()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, query);
    const auto request = RequestHead::parse("GET " + target + " HTTP/1.1\r\n\r\n");
    QVERIFY(request);
    QCOMPARE(request->path(), path);
    QCOMPARE(request->query(), query);
}

void TestRequestHead::pinsAreTakenOffThePath_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("pin");
    QTest::addColumn<QByteArray>("path");
    const auto row = [](const char* target, const char* pin, const char* path) {
        QTest::newRow(target) << QByteArray(target) << QByteArray(pin) << QByteArray(path);
    };
    row("/pin-012345/a/b?c=d", "012345", "/a/b");
    row("/pin-012345/?c", "012345", "/");
    row("/pin-012345", "012345", "/");
    row("/pin-012345/pin-678901/", "012345", "/pin-678901/");
    row("/pin-01234/a", "", "/pin-01234/a");
    row("/pin-0123456/a", "", "/pin-0123456/a");
    row("/pin-01234%35/a", "", "/pin-01234%35/a");
    row("/PIN-012345/a", "", "/PIN-012345/a");
    row("//pin-012345/a", "", "//pin-012345/a");
    row("/?/pin-012345/", "", "/");
}

void TestRequestHead::pinsAreTakenOffThePath()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, pin);
    QFETCH(QByteArray, path);
    const auto request = RequestHead::parse("GET " + target + " HTTP/1.1\r\n\r\n");
    QVERIFY(request);
    QCOMPARE(request->pin(), pin);
    QCOMPARE(request->path(), path);
    QCOMPARE(request->target(), target);
}

void TestRequestHead::absoluteTargetsAreHostAndPlace_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("target");
    const auto row = [](const char* sent, const char* host, const char* target) {
        QTest::newRow(sent) << QByteArray(sent) << QByteArray(host) << QByteArray(target);
    };
    row("http://hub/x?y", "hub", "/x?y");
    row("HTTPS://Hub:8080/", "Hub:8080", "/");
    row("ws://hub", "hub", "/");
    row("wss://hub?a=/b", "hub", "/?a=/b");
    row("http://[::1]:80/pin-123456/a", "[::1]:80", "/pin-123456/a");
    row("http://hub//a@b/", "hub", "//a@b/");
    row("http:///x", "", "/x");
    row("http://", "", "/");
    row("http://a@hub/", "a@hub", "/");
    row("http://hub\\@evil/", "hub\\@evil", "/");
    row("http://hub#@evil/", "hub#@evil", "/");
    row("/http://other/", "x", "/http://other/");
    row("//other/x", "x", "//other/x");
}

void TestRequestHead::absoluteTargetsAreHostAndPlace()
{
    QFETCH(QByteArray, sent);
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, target);
    const auto request = RequestHead::parse("GET " + sent + " HTTP/1.1\r\nHost: x\r\n\r\n");
    QVERIFY(request);
    QCOMPARE(request->header("host"), host);
    QCOMPARE(request->count("host"), 1);
    QCOMPARE(request->target(), target);
    QVERIFY(request->path().startsWith('/'));
    QVERIFY(!request->isAboutServer());
}

void TestRequestHead::theHostOfTheTargetTakesThePlaceOfTheHeader_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<int>("count");
    QTest::newRow("none") << QByteArray() << 0; // which is refused elsewhere
    QTest::newRow("one") << QByteArray("Host: other\r\n") << 1;
    QTest::newRow("two") << QByteArray("Host: other\r\nHost: another\r\n") << 2;
}

void TestRequestHead::theHostOfTheTargetTakesThePlaceOfTheHeader()
{
    QFETCH(QByteArray, headers);
    QFETCH(int, count);
    const auto request
        = RequestHead::parse("GET http://hub/ HTTP/1.1\r\n" + headers + "X: other\r\n\r\n");
    QVERIFY(request);
    QCOMPARE(request->count("host"), count);
    QCOMPARE(request->header("host"), count > 0 ? QByteArray("hub") : QByteArray());
    QCOMPARE(request->header("x"), QByteArray("other"));
}

void TestRequestHead::theAsteriskIsAboutTheServer()
{
    const auto request = RequestHead::parse("OPTIONS * HTTP/1.1\r\n\r\n");
    QVERIFY(request);
    QVERIFY(request->isAboutServer());
    QCOMPARE(request->path(), QByteArray("/"));
    QVERIFY(!RequestHead::parse("OPTIONS / HTTP/1.1\r\n\r\n")->isAboutServer());
    QVERIFY(!RequestHead::parse("OPTIONS /* HTTP/1.1\r\n\r\n")->isAboutServer());
}

void TestRequestHead::anUpgradeIsNothingButItsKey_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char* line : {"GET /ws?x HTTP/1.1", "GET //a@b/ HTTP/1.1", "GET ws://hub HTTP/1.1",
             "\r\nGET / HTTP/1.9"}) {
        QTest::newRow(QByteArray(line).simplified().constData()) << QByteArray(line);
    }
}

void TestRequestHead::anUpgradeIsNothingButItsKey()
{
    QFETCH(QByteArray, line);
    const auto request = RequestHead::parse(line
        + "\r\nHost: other\r\nOrigin: there\r\nUpgrade: h2c, WebSocket\r\n"
          "Connection: keep-alive\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nX: y\r\n\r\n");
    QVERIFY(request);
    QCOMPARE(request->bareUpgrade(),
        QByteArray("GET / HTTP/1.1\r\nHost: hub\r\nUpgrade: websocket\r\n"
                   "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                   "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
}

void TestRequestHead::whatIsNoRequestIsRefused_data()
{
    QTest::addColumn<QByteArray>("head");
    const auto line = [](const char* name, const QByteArray& text) {
        QTest::newRow(name) << text + "\r\n\r\n";
    };
    const auto header = [](const char* name, const QByteArray& text) {
        QTest::newRow(name) << "GET / HTTP/1.1\r\n" + text + "\r\n\r\n";
    };
    line("no path", "GET");
    line("no version", "GET /");
    line("a space too many", "GET  / HTTP/1.1");
    line("a space in the path", "GET /a b HTTP/1.1");
    line("a space at the end", "GET / HTTP/1.1 ");
    line("an empty first line", "");
    line("no method", " / HTTP/1.1");
    line("a method that is no token", "G(T / HTTP/1.1");
    line("a null character in the method", QByteArray("G\0T / HTTP/1.1", 14));
    line("two empty lines before it", "\r\n\r\nGET / HTTP/1.1");
    line("an absolute target of another scheme", "GET ftp://x/ HTTP/1.1");
    line("an absolute target without its slashes", "GET http:x HTTP/1.1");
    line("an absolute target in Chinese", "GET http://中/ HTTP/1.1");
    line("an asterisk for a page", "GET * HTTP/1.1");
    line("an asterisk and more", "OPTIONS *x HTTP/1.1");
    line("a proxy's CONNECT", "CONNECT x:443 HTTP/1.1");
    line("HTTP/2", "PRI * HTTP/2.0");
    line("HTTP/0.9", "GET / HTTP/0.9");
    line("a version in lowercase", "GET / http/1.1");
    line("a version without its last digit", "GET / HTTP/1.");
    line("a version with a letter", "GET / HTTP/1.x");
    line("a version with two digits", "GET / HTTP/1.11");
    line("TLS", QByteArray::fromHex("1603010200010001fc0303"));
    line("RTSP", "OPTIONS / RTSP/1.0");
    line("SSH", "SSH-2.0-OpenSSH_9.2");
    header("a header without a colon", "Host");
    header("a header without a name", ": x");
    header("a space before the colon", "Host : x");
    header("a folded header", "A: b\r\n c");
    header("a header's name in UTF-8", "Höst: x");
    header("a bare line feed in a value", "A: b\nOrigin: evil");
    header("a bare carriage return in a value", "A: b\rc");
    header("a null character in a value", QByteArray("A: b\0c", 6));
    header("too many headers", QByteArray("a: b\r\n").repeated(RequestHead::MaxHeaders) + "a: b");
    QTest::newRow("no end") << QByteArray("GET / HTTP/1.1\r\nHost: x");
}

void TestRequestHead::whatIsNoRequestIsRefused()
{
    QFETCH(QByteArray, head);
    QVERIFY(!RequestHead::parse(head));
}

void TestRequestHead::oddButLegalHeadsAreRead_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("HTTP/1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n");
    QTest::newRow("another method") << QByteArray("BREW / HTTP/1.1\r\n\r\n");
    QTest::newRow("a value in UTF-8") << QByteArray("GET / HTTP/1.1\r\nA: ö中\r\n\r\n");
    QTest::newRow("a tab in a value") << QByteArray("GET / HTTP/1.1\r\nA: b\tc\r\n\r\n");
    QTest::newRow("colons in a value") << QByteArray("GET / HTTP/1.1\r\nA::b:c\r\n\r\n");
    QTest::newRow("as many headers as there may be")
        << "GET / HTTP/1.1\r\n" + QByteArray("a: b\r\n").repeated(RequestHead::MaxHeaders) + "\r\n";
    QTest::newRow("a long path") << "GET /" + QByteArray(16'000, 'x') + " HTTP/1.1\r\n\r\n";
}

void TestRequestHead::oddButLegalHeadsAreRead()
{
    QFETCH(QByteArray, head);
    QVERIFY(RequestHead::parse(head));
}

void TestRequestHead::headersAreFoundByLowercaseNames()
{
    const auto request
        = RequestHead::parse("GET / HTTP/1.1\r\nUPGRADE: first\r\nupgrade: second\r\n\r\n");
    QVERIFY(request);
    QCOMPARE(request->header("upgrade"), QByteArray("first"));
}

void TestRequestHead::tokensAreFoundInLists_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("found");
    const auto row = [](const char* name, const char* value, bool found) {
        QTest::newRow(name) << QByteArray(value) << found;
    };
    row("alone", "upgrade", true);
    row("capital", "Upgrade", true);
    row("last", "keep-alive, Upgrade", true);
    row("first", "UPGRADE ,close", true);
    row("part of another", "upgrades, xupgrade, up grade", false);
    row("empty", "", false);
    row("commas", ",,,", false);
}

void TestRequestHead::tokensAreFoundInLists()
{
    QFETCH(QByteArray, value);
    QFETCH(bool, found);
    const auto request = RequestHead::parse("GET / HTTP/1.1\r\nConnection: " + value + "\r\n\r\n");
    QVERIFY(request);
    QCOMPARE(request->headerHasToken("connection", "upgrade"), found);
}

void TestRequestHead::everyTruncationIsIncomplete()
{
    const QByteArray whole = "GET /x HTTP/1.1\r\nHost: x\r\nA: b\r\n\r\n";
    for (qsizetype size = 0; size < whole.size(); ++size) {
        QCOMPARE(RequestHead::sizeIn(whole.left(size)), -1);
        RequestHead::parse(whole.left(size)); // must only not crash
    }
    QCOMPARE(RequestHead::sizeIn(whole), whole.size());
}

SIGNALBOX_TEST(TestRequestHead)
#include "tst_requesthead.moc"
