// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/frontdoor.h"
#include "tests/support/opendoor.h"
#include "tests/support/rawclient.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;
using namespace std::chrono_literals;

/// What the door does with the doorman's answers.
class TestFrontDoorAdmission : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sitesAreJudged_data();
    void sitesAreJudged();
    void refusalsNameWhatTheOwnerCanDo_data();
    void refusalsNameWhatTheOwnerCanDo();
    void longNamesAreCut();
    void pagesAreShownUnderKnownNamesOnly_data();
    void pagesAreShownUnderKnownNamesOnly();
    void whoIsThereIsToldUnderKnownNamesOnly_data();
    void whoIsThereIsToldUnderKnownNamesOnly();
    void theSiteIsIntroduced();
    void thePinIsTakenOffThePath_data();
    void thePinIsTakenOffThePath();
    void pagesStandBehindThePinToo();
    void pagesWithAPinGuessNothing();
    void aPinOpensForPagesFromFiles();
    void aPinIsNoSegmentOfItsOwnWhereNoneIsWanted();
    void metricsAreForThisMachine_data();
    void metricsAreForThisMachine();
    void metricsAreNotThereUnlessServed();
    void healthIsNotThereUnlessServed_data();
    void healthIsNotThereUnlessServed();
};

void TestFrontDoorAdmission::sitesAreJudged_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QList<Rejection>>("why");
    const auto row
        = [](const char* name, const QByteArray& request, const QList<Rejection>& why = {}) {
              QTest::newRow(name) << request << why;
          };
    row("no browser", upgradeAt("evil.example"));
    row("own page", upgradeAt("10.0.0.1:8080", from("http://10.0.0.1:8080")));
    row("own page by name", upgradeAt("hub.lan:8080", from("http://hub.lan:8080")));
    row("local page", upgradeAt("127.0.0.1:8080", from("http://localhost:5173")));
    row("allowed", upgradeAt("10.0.0.1:8080", from("https://known.example")));
    row("unknown", upgradeAt("10.0.0.1:8080", from("https://evil.example")),
        {Rejection::UnknownSite});
    row("a file", upgradeAt("10.0.0.1:8080", from("null")), {Rejection::UnknownSite});
    row("rebound", upgradeAt("evil.example", from("http://evil.example")),
        {Rejection::UnknownHost});
    row("two", upgradeAt("10.0.0.1", from("https://known.example") + from("https://evil.example")),
        {Rejection::BadUpgrade});
}

void TestFrontDoorAdmission::sitesAreJudged()
{
    QFETCH(QByteArray, request);
    QFETCH(QList<Rejection>, why);
    OpenDoor door;
    AdmissionRules rules;
    rules.allowedSites = QStringList{u"https://known.example"_qs};
    rules.hostNames = QStringList{u"hub.lan"_qs};
    door.doorman().setRules(rules, {});
    RawClient client;
    QVERIFY(client.connectTo(door.port()));
    client.write(request);
    QTRY_VERIFY(client.bytes().startsWith("HTTP/1.1 "));
    QCOMPARE(client.bytes().startsWith("HTTP/1.1 101 "), why.isEmpty());
    QCOMPARE(door.rejections(), why);
    QCOMPARE(door.guests().size(), size_t(why.isEmpty() ? 1 : 0));
}

void TestFrontDoorAdmission::refusalsNameWhatTheOwnerCanDo_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("site");
    QTest::addColumn<QByteArray>("setting");
    QTest::addColumn<QString>("detail");
    QTest::newRow("site") << QByteArray("10.0.0.1") << QByteArray("https://evil.example:8443")
                          << QByteArray("allowed-sites") << u"https://evil.example:8443"_qs;
    QTest::newRow("host") << QByteArray("evil.example:8080")
                          << QByteArray("http://evil.example:8080") << QByteArray("host-names")
                          << u"evil.example:8080"_qs;
}

void TestFrontDoorAdmission::refusalsNameWhatTheOwnerCanDo()
{
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, site);
    QFETCH(QByteArray, setting);
    QFETCH(QString, detail);
    OpenDoor door;
    const QByteArray answer = answerTo(door, upgradeAt(host, from(site)));
    QVERIFY2(answer.startsWith("HTTP/1.1 403 "), answer.constData());
    QVERIFY2(answer.contains(setting), answer.constData());
    QVERIFY(!answer.contains("evil"));
    QCOMPARE(door.details(), QStringList{detail});
    QCOMPARE(door.doorman().strangers().size(), size_t(1));
}

void TestFrontDoorAdmission::longNamesAreCut()
{
    OpenDoor door;
    answerTo(door, upgradeAt("10.0.0.1", from("https://" + QByteArray(2000, 'x'))));
    QCOMPARE(door.rejections(), QList<Rejection>{Rejection::UnknownSite});
    QCOMPARE(door.details().first().size(), 256);
}

void TestFrontDoorAdmission::pagesAreShownUnderKnownNamesOnly_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<bool>("isShown");
    QTest::newRow("no browser") << QByteArray("Host: evil.example\r\n") << true;
    QTest::newRow("by address") << QByteArray("Host: 10.0.0.1\r\nOrigin: http://10.0.0.1\r\n")
                                << true;
    QTest::newRow("a page elsewhere")
        << QByteArray("Host: 10.0.0.1\r\nOrigin: https://other.example\r\n") << true;
    QTest::newRow("a page of this machine")
        << QByteArray("Host: 127.0.0.1:8080\r\nOrigin: http://localhost:5173\r\n") << true;
    QTest::newRow("rebound") << QByteArray("Host: evil.example\r\nOrigin: http://evil.example\r\n")
                             << false;
}

void TestFrontDoorAdmission::pagesAreShownUnderKnownNamesOnly()
{
    QFETCH(QByteArray, headers);
    QFETCH(bool, isShown);
    for (const char* path : {"/", "/peerjs/id"}) {
        OpenDoor door;
        const QByteArray answer
            = answerTo(door, QByteArray("GET ") + path + " HTTP/1.1\r\n" + headers + "\r\n");
        QVERIFY2(
            answer.startsWith(isShown ? "HTTP/1.1 200 " : "HTTP/1.1 403 "), answer.constData());
        QCOMPARE(door.rejections(),
            isShown ? QList<Rejection>() : QList<Rejection>{Rejection::UnknownHost});
    }
}

void TestFrontDoorAdmission::whoIsThereIsToldUnderKnownNamesOnly_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("by address") << QByteArray("/peerjs/peers") << QByteArray("10.0.0.1:8080")
                                << QByteArray("401"); // nobody is told here
    QTest::newRow("by name") << QByteArray("/peerjs/peers") << QByteArray("localhost")
                             << QByteArray("401");
    QTest::newRow("rebound") << QByteArray("/peerjs/peers") << QByteArray("evil.example")
                             << QByteArray("403");
    QTest::newRow("rebound, deeper")
        << QByteArray("/a/b/peerjs/peers?x=y") << QByteArray("evil.example") << QByteArray("403");
    QTest::newRow("rebound, behind a PIN") << QByteArray("/pin-123456/peerjs/peers")
                                           << QByteArray("evil.example") << QByteArray("403");
}

void TestFrontDoorAdmission::whoIsThereIsToldUnderKnownNamesOnly()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, status);
    OpenDoor door;
    const QByteArray answer
        = answerTo(door, "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    QVERIFY2(answer.startsWith("HTTP/1.1 " + status + ' '), answer.constData());
}

void TestFrontDoorAdmission::theSiteIsIntroduced()
{
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    QVERIFY(door.guest().caller.site.isEmpty());
    RawClient page;
    QVERIFY(page.connectTo(door.port()));
    page.write(upgradeAt("127.0.0.1:8080", from("http://localhost:5173")));
    QVERIFY(door.waitForGuests(2));
    QCOMPARE(door.guest().caller.site, u"http://localhost:5173"_qs);
}

void TestFrontDoorAdmission::thePinIsTakenOffThePath_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<std::optional<PinVerdict>>("verdict");
    const auto row = [](const char* target, const char* path, std::optional<PinVerdict> verdict) {
        QTest::newRow(target) << QByteArray(target) << QByteArray(path) << verdict;
    };
    row("/pin-123456/ws?a=b", "/ws", PinVerdict::Right);
    row("/pin-123456/", "/", PinVerdict::Right);
    row("/pin-123456", "/", PinVerdict::Right);
    row("/pin-654321/ws", "/ws", PinVerdict::Wrong);
    row("/ws", "/ws", std::nullopt);
    row("/pin-12345/ws", "/pin-12345/ws", std::nullopt);
    row("/pin-1234567/ws", "/pin-1234567/ws", std::nullopt);
    row("/pin-12345x/ws", "/pin-12345x/ws", std::nullopt);
    row("/a/pin-123456/ws", "/a/pin-123456/ws", std::nullopt);
}

void TestFrontDoorAdmission::thePinIsTakenOffThePath()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, path);
    QFETCH(std::optional<PinVerdict>, verdict);
    OpenDoor door;
    AdmissionRules rules;
    rules.pin = u"123456"_qs;
    door.doorman().setRules(rules, {});
    RawClient client;
    QVERIFY(client.upgrade(door.port(), target)); // a wrong one, too: the link says so
    QVERIFY(door.waitForGuests(1));
    QCOMPARE(door.guest().caller.path, path);
    QVERIFY(door.guest().caller.pin == verdict);
    QVERIFY(door.rejections().isEmpty());
}

void TestFrontDoorAdmission::pagesStandBehindThePinToo()
{
    OpenDoor door;
    const QByteArray plain = answerTo(door, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    QVERIFY(plain.startsWith("HTTP/1.1 200 "));
    for (const char* path : {"/pin-123456/", "/pin-123456"}) {
        const QByteArray behind
            = answerTo(door, QByteArray("GET ") + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
        QCOMPARE(behind, plain);
    }
}

void TestFrontDoorAdmission::pagesWithAPinGuessNothing()
{
    OpenDoor door;
    AdmissionRules rules;
    rules.pin = u"123456"_qs;
    door.doorman().setRules(rules, {});
    for (int guess = 0; guess < 30; ++guess) {
        answerTo(door,
            "GET /pin-0000" + QByteArray::number(10 + guess) + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
    }
    RawClient client;
    QVERIFY(client.upgrade(door.port(), "/pin-123456/ws"));
    QVERIFY(door.waitForGuests(1));
    QVERIFY(door.guest().caller.pin == PinVerdict::Right);
}

void TestFrontDoorAdmission::aPinOpensForPagesFromFiles()
{
    OpenDoor door;
    AdmissionRules rules;
    rules.pin = u"123456"_qs;
    door.doorman().setRules(rules, {});
    const QByteArray page = upgradeAt("10.0.0.1", from("null"));
    const QByteArray answer = answerTo(door, QByteArray(page).replace("GET /", "GET /pin-111111/"));
    QVERIFY2(answer.startsWith("HTTP/1.1 403 "), answer.constData());
    RawClient right;
    QVERIFY(right.connectTo(door.port()));
    right.write(QByteArray(page).replace("GET /", "GET /pin-123456/"));
    QVERIFY(door.waitForGuests(1));
    QCOMPARE(door.rejections(), QList<Rejection>{Rejection::UnknownSite});
}

void TestFrontDoorAdmission::aPinIsNoSegmentOfItsOwnWhereNoneIsWanted()
{
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(door.port(), "/pin-123456/ws"));
    QVERIFY(door.waitForGuests(1));
    QCOMPARE(door.guest().caller.path, QByteArray("/ws"));
    QVERIFY(!door.guest().caller.pin);
}

void TestFrontDoorAdmission::metricsAreForThisMachine_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("GET") << QByteArray("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n")
                         << QByteArray("200");
    QTest::newRow("HEAD") << QByteArray("HEAD /metrics HTTP/1.1\r\nHost: localhost\r\n")
                          << QByteArray("200");
    QTest::newRow("POST") << QByteArray("POST /metrics HTTP/1.1\r\nHost: localhost\r\n")
                          << QByteArray("405");
    // A browser that was led here by a name of somebody else's sends no Origin to its own site.
    QTest::newRow("rebound") << QByteArray("GET /metrics HTTP/1.1\r\nHost: evil.example\r\n")
                             << QByteArray("403");
}

void TestFrontDoorAdmission::metricsAreForThisMachine()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, status);
    OpenDoor door;
    door.sayMetrics("signalbox_peers 3\n");
    const QByteArray answer = answerTo(door, head + "\r\n");
    QVERIFY2(answer.startsWith("HTTP/1.1 " + status + ' '), answer.constData());
    QCOMPARE(answer.contains("signalbox_peers 3"), head.startsWith("GET") && status == "200");
}

void TestFrontDoorAdmission::metricsAreNotThereUnlessServed()
{
    OpenDoor door;
    const QByteArray answer = answerTo(door, "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QVERIFY2(answer.startsWith("HTTP/1.1 404 "), answer.constData());
}

void TestFrontDoorAdmission::healthIsNotThereUnlessServed_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char* path : {"/healthz", "/health", "/.ok"}) {
        QTest::newRow(path) << QByteArray(path);
    }
}

void TestFrontDoorAdmission::healthIsNotThereUnlessServed()
{
    QFETCH(QByteArray, path);
    OpenDoor door;
    const auto status = [this, &door, &path] {
        return answerTo(door, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").left(13);
    };
    QCOMPARE(status(), QByteArray("HTTP/1.1 200 "));
    door.door().tellHealth(false);
    QCOMPARE(status(), QByteArray("HTTP/1.1 404 "));
    door.door().tellHealth(true);
    QCOMPARE(status(), QByteArray("HTTP/1.1 200 "));
}

SIGNALBOX_TEST(TestFrontDoorAdmission)
#include "tst_frontdooradmission.moc"
