// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/frontdoor.h"
#include "core/net/securesocket.h"
#include "tests/support/opendoor.h"
#include "tests/support/papers.h"
#include "tests/support/rawclient.h"
#include "tests/support/secureclient.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;
using namespace std::chrono_literals;

/// Many at once where TLS is offered.
class TestFrontDoorTlsCrowd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void silenceIsTimedOutAndBlamesNobody();
    void thoseWithoutAFirstByteAreBounded();
    void halfAHelloBeginsNoHandshake();
    void oneHandshakeBeginsInOneTurn();
    void stalledHandshakesKeepNobodyElseOut();
    void stalledHandshakesKeepNobodyOfTheirOwnAddressOut();
    void stalledHandshakesBlameNobody();
    void aHandshakeIsSureOfItsPlaceForASecond();
    void whoOnlyShakesHandsMakesRoom();
    void theDoorTakesOnlySoManyInOneTurn();
    void aWholeClassBehindOneRouterGetsIn();

private:
    std::unique_ptr<OpenDoor> openDoor(const Limits& limits = {});
    bool stall(std::vector<std::unique_ptr<RawClient>>& clients, OpenDoor& door);

    Papers m_papers;
    Credentials m_credentials = m_papers.credentials();
};

std::unique_ptr<OpenDoor> TestFrontDoorTlsCrowd::openDoor(const Limits& limits)
{
    auto door = std::make_unique<OpenDoor>(limits);
    door->door().setEncryption(Encryption::Offered, m_credentials);
    return door;
}

void TestFrontDoorTlsCrowd::silenceIsTimedOutAndBlamesNobody()
{
    constexpr int MoreThanAreForgiven = 40;
    const auto door = openDoor();
    std::array<RawClient, MoreThanAreForgiven> clients;
    for (RawClient& client : clients) {
        QVERIFY(client.connectTo(door->port()));
    }
    RawClient witness;
    QVERIFY(witness.upgrade(door->port()));
    door->clock().advance(5s);
    for (RawClient& client : clients) {
        QVERIFY(client.waitForEnd());
    }
    QCOMPARE(door->rejections(), QList<Rejection>(MoreThanAreForgiven, Rejection::HeadTimeout));
    RawClient another;
    QVERIFY(another.upgrade(door->port()));
}

void TestFrontDoorTlsCrowd::thoseWithoutAFirstByteAreBounded()
{
    Limits limits;
    limits.waitingHeads = 3;
    const auto door = openDoor(limits);
    std::array<RawClient, 5> clients;
    for (RawClient& client : clients) {
        QVERIFY(client.connectTo(door->port()));
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(door->rejections(),
        (QList<Rejection>{Rejection::TooManyWaiting, Rejection::TooManyWaiting}));
    QVERIFY(clients[0].waitForEnd());
    QVERIFY(clients[1].waitForEnd());
    for (size_t i : {2, 3, 4}) {
        clients[i].write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
        QVERIFY(clients[i].waitForEnd());
        QVERIFY(clients[i].bytes().startsWith("HTTP/1.1 200 "));
    }
}

void TestFrontDoorTlsCrowd::halfAHelloBeginsNoHandshake()
{
    constexpr int MoreThanMayShakeHands = 200;
    const auto door = openDoor();
    std::array<RawClient, MoreThanMayShakeHands> clients;
    for (RawClient& client : clients) {
        QVERIFY(client.connectTo(door->port()));
        client.write(stalledHello().first(200));
    }
    RawClient witness; // so that all of them have been seen
    QVERIFY(witness.upgrade(door->port()));
    QVERIFY(door->door().findChildren<SecureSocket*>().isEmpty());
    door->clock().advance(5s);
    for (RawClient& client : clients) {
        QVERIFY(client.waitForEnd());
    }
    QCOMPARE(door->rejections(), QList<Rejection>(MoreThanMayShakeHands, Rejection::HeadTimeout));
}

void TestFrontDoorTlsCrowd::oneHandshakeBeginsInOneTurn()
{
    constexpr qsizetype Some = 20;
    const auto door = openDoor();
    std::array<RawClient, Some> clients;
    for (RawClient& client : clients) { // no event loop runs meanwhile: the system connects them
        client.tcp().connectToHost(QHostAddress(QHostAddress::LocalHost), door->port());
        QVERIFY(client.tcp().waitForConnected());
        client.write(stalledHello());
    }
    qsizetype before = 0;
    for (int turn = 0; turn < 1000 && before < Some; ++turn) {
        QCoreApplication::processEvents();
        const qsizetype now = door->door().findChildren<SecureSocket*>().size();
        QVERIFY2(now - before <= 1, qPrintable(QString::number(now - before)));
        before = now;
    }
    QCOMPARE(before, Some);
}

void TestFrontDoorTlsCrowd::stalledHandshakesKeepNobodyElseOut()
{
    const auto door = openDoor();
    std::array<RawClient, 100> stalled;
    for (RawClient& client : stalled) {
        QVERIFY(client.connectTo(door->port()));
        client.write(stalledHello());
    }
    RawClient plain;
    QVERIFY(plain.upgrade(door->port()));
    SecureClient elsewhere;
    QVERIFY(elsewhere.socket().bind(QHostAddress(u"127.0.0.2"_qs)));
    QVERIFY(elsewhere.connectTo(door->port()));
    QVERIFY(door->rejections().isEmpty());
}

/// Many more than may shake hands at a time begin to, and do not go on.
bool TestFrontDoorTlsCrowd::stall(std::vector<std::unique_ptr<RawClient>>& clients, OpenDoor& door)
{
    constexpr size_t Many = 300;
    while (clients.size() < Many) {
        auto client = std::make_unique<RawClient>();
        if (!client->connectTo(door.port())) {
            return false;
        }
        client->write(stalledHello());
        clients.push_back(std::move(client));
    }
    RawClient witness; // so that all of them have been seen
    return witness.upgrade(door.port());
}

void TestFrontDoorTlsCrowd::stalledHandshakesKeepNobodyOfTheirOwnAddressOut()
{
    const auto door = openDoor();
    std::vector<std::unique_ptr<RawClient>> stalled;
    QVERIFY(stall(stalled, *door));
    door->clock().advance(1s); // long before those who stall are timed out
    SecureClient client;
    client.askWhenConnected(RawClient::upgradeRequest());
    client.socket().connectToHostEncrypted(u"127.0.0.1"_qs, door->port());
    QVERIFY(door->waitForGuests(2));
    QVERIFY(!door->rejections().isEmpty());
    QCOMPARE(door->rejections().count(Rejection::TooManyWaiting), door->rejections().size());
}

void TestFrontDoorTlsCrowd::stalledHandshakesBlameNobody()
{
    const auto door = openDoor();
    std::vector<std::unique_ptr<RawClient>> stalled;
    QVERIFY(stall(stalled, *door));
    door->clock().advance(5s);
    for (const auto& client : stalled) {
        QVERIFY(client->waitForEnd());
    }
    QVERIFY(door->rejections().contains(Rejection::BadTls));
    SecureClient client;
    QVERIFY(client.connectTo(door->port()));
}

void TestFrontDoorTlsCrowd::aHandshakeIsSureOfItsPlaceForASecond()
{
    const auto door = openDoor();
    std::vector<std::unique_ptr<RawClient>> stalled;
    QVERIFY(stall(stalled, *door));
    door->clock().advance(999ms);
    RawClient witness;
    QVERIFY(witness.upgrade(door->port()));
    QVERIFY(door->rejections().isEmpty());
    door->clock().advance(1ms);
    QTRY_VERIFY(!door->rejections().isEmpty());
}

void TestFrontDoorTlsCrowd::whoOnlyShakesHandsMakesRoom()
{
    constexpr int MoreThanThereIsRoomFor = 50;
    const auto door = openDoor();
    std::array<SecureClient, MoreThanThereIsRoomFor> clients;
    for (SecureClient& client : clients) {
        QVERIFY(client.connectTo(door->port()));
    }
    QVERIFY(clients.front().waitForEnd());
    QVERIFY(!clients.back().hasEnded());
    QVERIFY(!door->rejections().isEmpty());
    QCOMPARE(door->rejections().count(Rejection::TooManyWaiting), door->rejections().size());
    QVERIFY(door->rejections().size() < MoreThanThereIsRoomFor / 2);
}

void TestFrontDoorTlsCrowd::theDoorTakesOnlySoManyInOneTurn()
{
    constexpr int MostInOneTurn = 16;
    const auto door = openDoor();
    std::array<RawClient, 200> clients;
    for (RawClient& client : clients) { // no event loop runs meanwhile: the system connects them
        client.tcp().connectToHost(QHostAddress(QHostAddress::LocalHost), door->port());
        QVERIFY(client.tcp().waitForConnected());
        client.write(RawClient::upgradeRequest());
    }
    size_t before = 0;
    for (size_t turn = 0; turn < clients.size(); ++turn) {
        QCoreApplication::processEvents();
        const size_t now = door->guests().size();
        QVERIFY2(now - before <= MostInOneTurn, qPrintable(QString::number(now - before)));
        before = now;
    }
    QVERIFY(door->waitForGuests(clients.size()));
    QVERIFY(door->rejections().isEmpty());
}

void TestFrontDoorTlsCrowd::aWholeClassBehindOneRouterGetsIn()
{
    constexpr size_t Class = 200; // more than may shake hands at a time
    const auto door = openDoor();
    const auto clients = crowdThatAsks(Class, door->port(), RawClient::upgradeRequest());
    QTRY_COMPARE_WITH_TIMEOUT(door->guests().size(), Class, 30'000);
    QVERIFY(door->rejections().isEmpty());
}

SIGNALBOX_TEST(TestFrontDoorTlsCrowd)
#include "tst_frontdoortlscrowd.moc"
