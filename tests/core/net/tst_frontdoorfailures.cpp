// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/frontdoor.h"
#include "tests/support/opendoor.h"
#include "tests/support/rawclient.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;
using namespace std::chrono_literals;

/// What counts against an address at the door.
class TestFrontDoorFailures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withWhoFailsTooOftenThereIsNoPatience_data();
    void withWhoFailsTooOftenThereIsNoPatience();
    void patienceComesBack();
    void refusalsAreNoFailures();
    void whatAnyPageCanCauseIsNoFailure_data();
    void whatAnyPageCanCauseIsNoFailure();
    void silenceIsNoFailure();

private:
    bool getsThrough(OpenDoor& door);
    bool hasPatience(OpenDoor& door);
};

bool TestFrontDoorFailures::getsThrough(OpenDoor& door)
{
    return answerTo(door, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").endsWith("ok\n");
}

bool TestFrontDoorFailures::hasPatience(OpenDoor& door)
{
    return door.doorman().hasPatienceWith(u"127.0.0.1"_qs);
}

void TestFrontDoorFailures::withWhoFailsTooOftenThereIsNoPatience_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Rejection>("why");
    QTest::newRow("no HTTP") << QByteArray("hello\r\n\r\n") << Rejection::NotHttp;
    QTest::newRow("too large") << QByteArray(20'000, 'x') << Rejection::HeadTooLarge;
    QTest::newRow("bad upgrade") << QByteArray("GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n")
                                 << Rejection::BadUpgrade;
    QTest::newRow("half a head") << QByteArray("GET / HTTP/1.1\r\n") << Rejection::HeadTimeout;
}

void TestFrontDoorFailures::withWhoFailsTooOftenThereIsNoPatience()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Rejection, why);
    constexpr int Forgiven = 20;
    constexpr int MoreThanForgiven = 40;
    OpenDoor door;
    std::array<RawClient, MoreThanForgiven> clients;
    for (RawClient& client : clients) {
        QVERIFY(client.connectTo(door.port()));
        client.write(bytes);
        QCoreApplication::processEvents();
    }
    RawClient witness; // so that all of them have been seen
    QVERIFY(witness.upgrade(door.port()));
    door.clock().advance(5s);
    for (RawClient& client : clients) {
        QVERIFY(client.waitForEnd());
    }
    QVERIFY(door.rejections().count(why) > Forgiven);
    QVERIFY(!hasPatience(door));
    QVERIFY(getsThrough(door));
    QVERIFY(!witness.hasEnded()); // who is in stays in
}

void TestFrontDoorFailures::patienceComesBack()
{
    OpenDoor door;
    for (int i = 0; i < 100 && hasPatience(door); ++i) {
        answerTo(door, "hello\r\n\r\n");
    }
    QVERIFY(!hasPatience(door));
    door.clock().advance(1h);
    QVERIFY(hasPatience(door));
}

void TestFrontDoorFailures::refusalsAreNoFailures()
{
    constexpr int MoreThanAreForgiven = 40;
    OpenDoor door;
    for (int i = 0; i < MoreThanAreForgiven; ++i) {
        answerTo(door, upgradeAt("10.0.0.1", from("https://evil.example")));
        answerTo(door, "GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n");
    }
    QVERIFY(hasPatience(door));
    QCOMPARE(door.rejections(), QList<Rejection>(MoreThanAreForgiven, Rejection::UnknownSite));
}

void TestFrontDoorFailures::whatAnyPageCanCauseIsNoFailure_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Rejection>("why");
    const QByteArray host = "Host: 10.0.0.1\r\n";
    const QByteArray longText(20'000, 'x');
    QTest::newRow("a long address") << "GET /" + longText + " HTTP/1.1\r\n" + host + "\r\n"
                                    << Rejection::HeadTooLarge;
    QTest::newRow("a long address that is posted to") << "POST /" + longText + " HTTP/1.1\r\n"
            + host + "\r\n" << Rejection::HeadTooLarge;
    QTest::newRow("large cookies") << "GET / HTTP/1.1\r\n" + host + "Cookie: a=" + longText
            + "\r\n\r\n" << Rejection::HeadTooLarge;
    QTest::newRow("a socket with a long address")
        << RawClient::upgradeRequest("/" + longText) << Rejection::HeadTooLarge;
    QTest::newRow("odd signs in a header") << "GET / HTTP/1.1\r\n" + host + "Cookie: a=\x01\r\n\r\n"
                                           << Rejection::NotHttp;
    QTest::newRow("a STUN server by TCP, of RFC 5766")
        << QByteArray::fromHex("000300082112a442") + QByteArray(20, 'x') << Rejection::NotHttp;
    QTest::newRow("a candidate by TCP, of RFC 6544")
        << QByteArray::fromHex("001c000100082112a442") + QByteArray(20, 'x') << Rejection::NotHttp;
    QTest::newRow("wss") << QByteArray::fromHex("16030100c8") + QByteArray(200, 'x')
                         << Rejection::BadTls;
}

void TestFrontDoorFailures::whatAnyPageCanCauseIsNoFailure()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Rejection, why);
    constexpr int MoreThanAreForgiven = 40;
    OpenDoor door;
    std::array<RawClient, MoreThanAreForgiven> clients;
    for (RawClient& client : clients) {
        QVERIFY(client.connectTo(door.port()));
        client.write(bytes);
    }
    for (RawClient& client : clients) {
        QVERIFY(client.waitForEnd());
    }
    QCOMPARE(door.rejections(), QList<Rejection>(MoreThanAreForgiven, why));
    QVERIFY(hasPatience(door));
}

void TestFrontDoorFailures::silenceIsNoFailure()
{
    constexpr int MoreThanAreForgiven = 40;
    OpenDoor door;
    std::array<RawClient, MoreThanAreForgiven> clients;
    for (RawClient& client : clients) {
        QVERIFY(client.connectTo(door.port()));
    }
    QVERIFY(getsThrough(door)); // so that all of them have been seen
    door.clock().advance(5s);
    for (RawClient& client : clients) {
        QVERIFY(client.waitForEnd());
    }
    QCOMPARE(door.rejections(), QList<Rejection>(MoreThanAreForgiven, Rejection::HeadTimeout));
    QVERIFY(hasPatience(door));
}

SIGNALBOX_TEST(TestFrontDoorFailures)
#include "tst_frontdoorfailures.moc"
