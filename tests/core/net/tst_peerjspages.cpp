// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/peerjspages.h"
#include "tests/core/net/replies.h"
#include "tests/support/suite.h"

#include <QRegularExpression>
#include <QTest>

using namespace Signalbox;

namespace {

RequestHead request(const QByteArray& line, const QByteArray& headers = {})
{
    return RequestHead::parse(line + " HTTP/1.1\r\n" + headers + "\r\n").value();
}

std::optional<QList<QString>> nobodyMayKnow(const QByteArray&)
{
    return std::nullopt;
}

std::optional<QByteArray> answer(const QByteArray& line, const QByteArray& headers = {})
{
    return PeerJsPages::answer(request(line, headers), nobodyMayKnow);
}

} // namespace

class TestPeerJsPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anIdIsABareUuid_data();
    void anIdIsABareUuid();
    void noTwoIdsAreAlike();
    void whoIsThereIsNobodysBusiness();
    void whoIsThereIsAskedForByKey_data();
    void whoIsThereIsAskedForByKey();
    void whoIsThereIsJson_data();
    void whoIsThereIsJson();
    void otherRequestsAreNotAnswered_data();
    void otherRequestsAreNotAnswered();
    void anyOriginMayRead_data();
    void anyOriginMayRead();
    void whatIsNoOriginIsNotRepeated_data();
    void whatIsNoOriginIsNotRepeated();
    void preflightsAreAnswered_data();
    void preflightsAreAnswered();
    void headRequestsGetNoBody_data();
    void headRequestsGetNoBody();
    void answersHaveTheirHeaders_data();
    void answersHaveTheirHeaders();
};

void TestPeerJsPages::anIdIsABareUuid_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char* path : {"/peerjs/id", "/peerjs/id?ts=17325463940.5&version=1.5.5",
             "/my%20game/id", "/a/prefix/peerjs/id", "/id/id", "/peers/id", "//peerjs/id",
             "/%00/id", "/%E4%B8%AD/id"}) {
        QTest::newRow(path) << QByteArray(path);
    }
    QTest::newRow("a key of 128 bytes") << '/' + QByteArray(128, 'k') + "/id";
}

void TestPeerJsPages::anIdIsABareUuid()
{
    QFETCH(QByteArray, path);
    const QByteArray reply = answer("GET " + path).value();
    QVERIFY(reply.startsWith("HTTP/1.1 200 OK\r\n"));
    QCOMPARE(headerOf(reply, "Content-Type"), QByteArray("text/html; charset=utf-8"));
    QCOMPARE(headerOf(reply, "Content-Length"), QByteArray("36"));
    static const QRegularExpression uuid(
        u"\\A[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\\z"_qs);
    QVERIFY(uuid.match(QString::fromLatin1(bodyOf(reply))).hasMatch());
}

void TestPeerJsPages::noTwoIdsAreAlike()
{
    QVERIFY(bodyOf(answer("GET /peerjs/id").value()) != bodyOf(answer("GET /peerjs/id").value()));
}

void TestPeerJsPages::whoIsThereIsNobodysBusiness()
{
    for (const auto& discovery :
        {PeerJsPages::Discovery(nobodyMayKnow), PeerJsPages::Discovery()}) {
        const QByteArray reply
            = PeerJsPages::answer(request("GET /peerjs/peers"), discovery).value();
        QVERIFY(reply.startsWith("HTTP/1.1 401 Unauthorized\r\n"));
        QCOMPARE(headerOf(reply, "Content-Type"), QByteArray("text/plain; charset=utf-8"));
        QCOMPARE(bodyOf(reply), QByteArray("Unauthorized"));
    }
}

void TestPeerJsPages::whoIsThereIsAskedForByKey_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("key");
    QTest::newRow("plain") << QByteArray("/peerjs/peers?ts=1") << QByteArray("peerjs");
    QTest::newRow("with a prefix") << QByteArray("/a/b/game/peers") << QByteArray("game");
    QTest::newRow("percent-encoded")
        << QByteArray("/my%20game%2F%E4%B8%AD/peers") << QByteArray("my game/中");
    QTest::newRow("a plus is a plus") << QByteArray("/a+b/peers") << QByteArray("a+b");
    QTest::newRow("not UTF-8") << QByteArray("/%FF/peers") << QByteArray("\xef\xbf\xbd");
}

void TestPeerJsPages::whoIsThereIsAskedForByKey()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, key);
    QByteArrayList asked;
    const auto discovery = [&asked](const QByteArray& what) {
        asked.append(what);
        return std::optional(QList<QString>());
    };
    QVERIFY(PeerJsPages::answer(request("GET " + path), discovery).has_value());
    QCOMPARE(asked, QByteArrayList{key});
}

void TestPeerJsPages::whoIsThereIsJson_data()
{
    QTest::addColumn<QList<QString>>("ids");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nobody") << QList<QString>() << QByteArray("[]");
    QTest::newRow("two") << QList<QString>{u"bob"_qs, u"ann 1"_qs}
                         << QByteArray(R"(["bob","ann 1"])");
    QTest::newRow("hostile") << QList<QString>{u"\"],<script>"_qs, u"a"_qs + QChar(0), u"中"_qs}
                             << QByteArray("[\"\\\"],<script>\",\"a\\u0000\",\"中\"]");
}

void TestPeerJsPages::whoIsThereIsJson()
{
    QFETCH(QList<QString>, ids);
    QFETCH(QByteArray, body);
    const auto discovery = [&ids](const QByteArray&) { return std::optional(ids); };
    const QByteArray reply = PeerJsPages::answer(request("GET /k/peers"), discovery).value();
    QVERIFY(reply.startsWith("HTTP/1.1 200 OK\r\n"));
    QCOMPARE(headerOf(reply, "Content-Type"), QByteArray("application/json; charset=utf-8"));
    QCOMPARE(bodyOf(reply), body);
}

void TestPeerJsPages::otherRequestsAreNotAnswered_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char* line : {"GET /", "GET /id", "GET /peers", "GET //id", "GET //peers",
             "GET /peerjs", "GET /peerjs/", "GET /peerjs/id/", "GET /peerjs/ID", "GET /peerjs/idx",
             "GET /healthz", "GET /peerjs?/k/id", "OPTIONS /", "OPTIONS /peerjs", "POST /peerjs/id",
             "PUT /peerjs/id", "DELETE /peerjs/peers", "get /peerjs/id"}) {
        QTest::newRow(line) << QByteArray(line);
    }
    QTest::newRow("a key of 129 bytes") << "GET /" + QByteArray(129, 'k') + "/id";
    QTest::newRow("a key of 43 Chinese characters")
        << "GET /" + QByteArray("%E4%B8%AD").repeated(43) + "/id";
}

void TestPeerJsPages::otherRequestsAreNotAnswered()
{
    QFETCH(QByteArray, line);
    QVERIFY(!answer(line).has_value());
}

void TestPeerJsPages::anyOriginMayRead_data()
{
    QTest::addColumn<QByteArray>("origin");
    for (const char* origin : {"https://game.example", "http://localhost:3000", "null",
             "http://[::1]:8080", "https://xn--fiqs8s.example", "capacitor://localhost",
             "moz-extension://d0b6e5a7-0000-4000-8000-000000000000"}) {
        QTest::newRow(origin) << QByteArray(origin);
    }
}

void TestPeerJsPages::anyOriginMayRead()
{
    QFETCH(QByteArray, origin);
    for (const char* line : {"GET /k/id", "GET /k/peers", "HEAD /k/id", "OPTIONS /k/id"}) {
        const QByteArray reply = answer(line, "Origin: " + origin + "\r\n").value();
        QCOMPARE(headerOf(reply, "Access-Control-Allow-Origin"), origin);
        QCOMPARE(headerOf(reply, "Vary"), QByteArray("Origin"));
        QVERIFY(!reply.contains("Credentials"));
    }
}

void TestPeerJsPages::whatIsNoOriginIsNotRepeated_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("an empty one") << QByteArray("Origin:\r\n");
    QTest::newRow("two") << QByteArray("Origin: http://NEEDLE\r\nOrigin: http://NEEDLE\r\n");
    QTest::newRow("several in one") << QByteArray("Origin: http://NEEDLE http://b\r\n");
    QTest::newRow("markup") << QByteArray("Origin: <NEEDLE>\r\n");
    QTest::newRow("a list") << QByteArray("Origin: http://NEEDLE,http://b\r\n");
    QTest::newRow("not ASCII") << QByteArray("Origin: http://NEEDLE\xff\r\n");
    QTest::newRow("any") << QByteArray("Origin: *\r\n");
    QTest::newRow("endless") << "Origin: http://NEEDLE" + QByteArray(512, 'x') + "\r\n";
    QTest::newRow("elsewhere") << QByteArray("Referer: NEEDLE\r\nHost: NEEDLE\r\n");
}

void TestPeerJsPages::whatIsNoOriginIsNotRepeated()
{
    QFETCH(QByteArray, headers);
    for (const char* line : {"GET /NEEDLE/id?NEEDLE", "GET /k/peers", "OPTIONS /k/id"}) {
        const QByteArray reply = answer(line, headers).value();
        QVERIFY(!reply.contains("Access-Control-Allow-Origin"));
        QVERIFY(!reply.contains("NEEDLE"));
        QCOMPARE(headerOf(reply, "Vary"), QByteArray("Origin"));
    }
}

void TestPeerJsPages::preflightsAreAnswered_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("id") << QByteArray("/peerjs/id");
    QTest::newRow("peers") << QByteArray("/a/peerjs/peers?ts=1");
}

void TestPeerJsPages::preflightsAreAnswered()
{
    QFETCH(QByteArray, path);
    const QByteArray reply = answer(
        "OPTIONS " + path, "Origin: https://a.example\r\nAccess-Control-Request-Method: GET\r\n")
                                 .value();
    QVERIFY(reply.startsWith("HTTP/1.1 204 No Content\r\n"));
    QCOMPARE(headerOf(reply, "Access-Control-Allow-Methods"), QByteArray("GET,HEAD"));
    QVERIFY(!reply.contains("\r\nContent-Type:"));
    QVERIFY(!reply.contains("\r\nContent-Length:"));
    QCOMPARE(bodyOf(reply), QByteArray());
}

void TestPeerJsPages::headRequestsGetNoBody_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("length");
    QTest::newRow("id") << QByteArray("/peerjs/id") << QByteArray("36");
    QTest::newRow("peers") << QByteArray("/peerjs/peers") << QByteArray("12");
}

void TestPeerJsPages::headRequestsGetNoBody()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, length);
    const QByteArray head = answer("HEAD " + path).value();
    const QByteArray whole = answer("GET " + path).value();
    QCOMPARE(head, whole.first(RequestHead::sizeIn(whole)));
    QCOMPARE(headerOf(head, "Content-Length"), length);
}

void TestPeerJsPages::answersHaveTheirHeaders_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("id") << QByteArray("GET /k/id") << QByteArray("200");
    QTest::newRow("peers") << QByteArray("GET /k/peers") << QByteArray("401");
    QTest::newRow("preflight") << QByteArray("OPTIONS /k/id") << QByteArray("204");
}

void TestPeerJsPages::answersHaveTheirHeaders()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, status);
    const QByteArray reply = answer(line).value();
    QCOMPARE(statusOf(reply), status);
    QCOMPARE(headerOf(reply, "Connection"), QByteArray("close"));
    QCOMPARE(headerOf(reply, "Cache-Control"), QByteArray("no-store"));
    QCOMPARE(headerOf(reply, "X-Content-Type-Options"), QByteArray("nosniff"));
    QCOMPARE(headerOf(reply, "Referrer-Policy"), QByteArray("no-referrer"));
}

SIGNALBOX_TEST(TestPeerJsPages)
#include "tst_peerjspages.moc"
