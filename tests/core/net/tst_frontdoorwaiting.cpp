// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/frontdoor.h"
#include "tests/core/net/owndescriptors.h"
#include "tests/support/opendoor.h"
#include "tests/support/rawclient.h"
#include "tests/support/suite.h"
#include "tests/support/waiting.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <sys/resource.h>
#include <utility>
#include <vector>

using namespace Signalbox;
using namespace std::chrono_literals;

namespace {

/// Makes room for so many descriptors in this process.
bool allowDescriptors(rlim_t count)
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) {
        return false;
    }
    limit.rlim_cur = std::max(limit.rlim_cur, count);
    return ::setrlimit(RLIMIT_NOFILE, &limit) == 0;
}

} // namespace

/// Who waits at the door, and how long.
class TestFrontDoorWaiting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDrippingHeadIsTimedOut();
    void silenceIsTimedOut();
    void aShorterTimeHoldsForThoseWhoWaitAlready();
    void anAnswerThatIsNotTakenIsDropped();
    void oneMoreThanMayWaitDropsTheOldest();
    void whoIsInDoesNotWait();
    void oneMoreThanMayWaitFromOneAddressDropsItsOldest();
    void manySilentOnesKeepNobodyOut();
    void aWholeClassBehindOneRouterGetsIn();
    void theDoorTakesOnlySoManyInOneTurn();
    void fewerComeInInATurnWhereOthersHaveToGo();
    void theDoorPutsOutOnlySoManyInOneTurn();
    void shuttingDropsWhoWaits();
    void nobodyComesInBehindADoorThatShuts();
};

void TestFrontDoorWaiting::aDrippingHeadIsTimedOut()
{
    OpenDoor door;
    RawClient client;
    QVERIFY(client.connectTo(door.port()));
    client.write("GET / HTTP/1.1\r\nHost: ");
    for (int second = 0; second < 5; ++second) {
        client.write("x");
        QCoreApplication::processEvents();
        door.clock().advance(1s);
    }
    QVERIFY(client.waitForEnd());
    QVERIFY2(client.bytes().startsWith("HTTP/1.1 408 "), client.bytes().constData());
    QCOMPARE(door.rejections(), QList<Rejection>{Rejection::HeadTimeout});
}

void TestFrontDoorWaiting::silenceIsTimedOut()
{
    OpenDoor door;
    RawClient early;
    QVERIFY(early.connectTo(door.port()));
    RawClient client;
    QVERIFY(client.upgrade(door.port())); // so that the early one has been accepted
    door.clock().advance(1ms);
    RawClient later;
    QVERIFY(later.connectTo(door.port()));
    RawClient another;
    QVERIFY(another.upgrade(door.port())); // so that the later one has been accepted
    door.clock().advance(4999ms);
    QVERIFY(early.waitForEnd());
    QVERIFY(early.bytes().startsWith("HTTP/1.1 408 "));
    QCOMPARE(door.rejections(), QList<Rejection>{Rejection::HeadTimeout});
    QVERIFY(!client.hasEnded());
    door.clock().advance(1ms);
    QVERIFY(later.waitForEnd());
    QCOMPARE(door.rejections(), QList<Rejection>(2, Rejection::HeadTimeout));
}

void TestFrontDoorWaiting::aShorterTimeHoldsForThoseWhoWaitAlready()
{
    Limits limits;
    limits.headTime = 30s;
    OpenDoor door(limits);
    std::array<RawClient, 2> waiting;
    for (RawClient& client : waiting) {
        QVERIFY(client.connectTo(door.port()));
        RawClient next;
        QVERIFY(next.upgrade(door.port())); // so that the one before has been accepted
        door.clock().advance(1s);
    }
    door.limits().headTime = 2s;
    QVERIFY(waiting[0].waitForEnd());
    QVERIFY(!waiting[1].hasEnded());
    door.clock().advance(1s);
    QVERIFY(waiting[1].waitForEnd());
}

void TestFrontDoorWaiting::anAnswerThatIsNotTakenIsDropped()
{
    OpenDoor door;
    RawClient client;
    QVERIFY(client.connectTo(door.port()));
    const quint16 port = client.tcp().localPort(); // which it forgets when it ends
    client.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    // Keeps its own end open, so that the door would wait for it.
    QTRY_VERIFY(!client.bytes().isEmpty());
    door.clock().advance(6s);
    QVERIFY(client.waitForEnd());
    QTRY_VERIFY(descriptorsTowards(port).isEmpty());
    QVERIFY(door.rejections().isEmpty());
}

void TestFrontDoorWaiting::oneMoreThanMayWaitDropsTheOldest()
{
    Limits limits;
    limits.waitingHeads = 3;
    OpenDoor door(limits);
    std::array<RawClient, 5> clients;
    for (RawClient& client : clients) {
        QVERIFY(client.connectTo(door.port()));
        client.write("GET /healthz HTTP/1.1\r\nHost: x\r\n");
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(door.rejections(),
        (QList<Rejection>{Rejection::TooManyWaiting, Rejection::TooManyWaiting}));
    QVERIFY(clients[0].waitForEnd());
    QVERIFY(clients[1].waitForEnd());
    for (size_t i : {2, 3, 4}) {
        clients[i].write("\r\n");
        QVERIFY(clients[i].waitForEnd());
        QVERIFY(clients[i].bytes().startsWith("HTTP/1.1 200 "));
    }
}

void TestFrontDoorWaiting::whoIsInDoesNotWait()
{
    Limits limits;
    limits.waitingHeads = 1;
    OpenDoor door(limits);
    std::array<RawClient, 5> clients;
    for (RawClient& client : clients) {
        QVERIFY(client.upgrade(door.port()));
    }
    QVERIFY(door.waitForGuests(5));
    RawClient silent;
    QVERIFY(silent.connectTo(door.port()));
    silent.write("G");
    QTRY_VERIFY((door.clock().advance(1h), silent.hasEnded()));
    QCOMPARE(door.rejections(), QList<Rejection>{Rejection::HeadTimeout});
    for (RawClient& client : clients) {
        QVERIFY(!client.hasEnded());
    }
}

void TestFrontDoorWaiting::oneMoreThanMayWaitFromOneAddressDropsItsOldest()
{
    Limits limits;
    limits.waitingHeadsPerAddress = 2;
    OpenDoor door(limits);
    RawClient elsewhere;
    QVERIFY(elsewhere.tcp().bind(QHostAddress(u"127.0.0.2"_qs)));
    QVERIFY(elsewhere.connectTo(door.port()));
    elsewhere.write("GET /healthz HTTP/1.1\r\nHost: x\r\n");
    std::array<RawClient, 4> clients;
    for (RawClient& client : clients) {
        QVERIFY(client.connectTo(door.port()));
        client.write("GET /healthz HTTP/1.1\r\nHost: x\r\n");
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(door.rejections(),
        (QList<Rejection>{Rejection::TooManyWaiting, Rejection::TooManyWaiting}));
    QCOMPARE(door.rejectedAddresses(), (QStringList{u"127.0.0.1"_qs, u"127.0.0.1"_qs}));
    QVERIFY(clients[0].waitForEnd());
    QVERIFY(clients[1].waitForEnd());
    for (RawClient* client : {&elsewhere, &clients[2], &clients[3]}) {
        client->write("\r\n");
        QVERIFY(client->waitForEnd());
        QVERIFY(client->bytes().startsWith("HTTP/1.1 200 "));
    }
}

void TestFrontDoorWaiting::manySilentOnesKeepNobodyOut()
{
    OpenDoor door;
    std::array<RawClient, 200> silent;
    std::array<RawClient, 200> dripping;
    for (RawClient& client : silent) {
        QVERIFY(client.connectTo(door.port()));
    }
    for (RawClient& client : dripping) {
        QVERIFY(client.connectTo(door.port()));
        client.write("GET /");
    }
    RawClient newcomer;
    QVERIFY(newcomer.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    newcomer.sendText("hello");
    QTRY_COMPARE(door.guest().received, QByteArrayList{"hello"});
}

void TestFrontDoorWaiting::aWholeClassBehindOneRouterGetsIn()
{
    constexpr size_t Class = 500;
    QVERIFY(allowDescriptors(2 * Class + 200)); // both ends are here
    OpenDoor door;
    std::vector<std::unique_ptr<RawClient>> clients;
    for (size_t i = 0; i < Class; ++i) { // all of them before the door takes the first
        clients.push_back(std::make_unique<RawClient>());
        clients.back()->tcp().connectToHost(QHostAddress(QHostAddress::LocalHost), door.port());
        QVERIFY(clients.back()->tcp().waitForConnected());
    }
    // Slow ones: each head comes in two parts, the second only when all are in the first.
    const QByteArray request = RawClient::upgradeRequest();
    for (const auto& client : clients) {
        client->write(request.first(20));
        QCoreApplication::processEvents();
    }
    for (const auto& client : clients) {
        client->write(request.sliced(20));
    }
    QVERIFY(door.waitForGuests(Class));
    QVERIFY(door.rejections().isEmpty());
}

void TestFrontDoorWaiting::theDoorTakesOnlySoManyInOneTurn()
{
    constexpr int MostInOneTurn = 16;
    OpenDoor door;
    std::array<RawClient, 200> clients;
    for (RawClient& client : clients) { // no event loop runs meanwhile: the system connects them
        client.tcp().connectToHost(QHostAddress(QHostAddress::LocalHost), door.port());
        QVERIFY(client.tcp().waitForConnected());
        client.write(RawClient::upgradeRequest());
    }
    QCOMPARE(acceptedAt(door.port()), 0);
    int before = 0;
    for (size_t turn = 0; turn < clients.size(); ++turn) {
        QCoreApplication::processEvents();
        const int now = acceptedAt(door.port());
        QVERIFY2(now - before <= MostInOneTurn, qPrintable(QString::number(now - before)));
        before = now;
    }
    QVERIFY(door.waitForGuests(clients.size()));
    for (RawClient& client : clients) {
        QTRY_VERIFY(client.bytes().startsWith("HTTP/1.1 101 "));
    }
    QVERIFY(door.rejections().isEmpty());
}

void TestFrontDoorWaiting::fewerComeInInATurnWhereOthersHaveToGo()
{
    constexpr qsizetype MostInOneTurn = 4;
    Limits limits;
    limits.waitingHeads = 1;
    OpenDoor door(limits);
    std::array<RawClient, 100> silent;
    for (RawClient& client : silent) { // no event loop runs meanwhile: the system connects them
        client.tcp().connectToHost(QHostAddress(QHostAddress::LocalHost), door.port());
        QVERIFY(client.tcp().waitForConnected());
    }
    qsizetype before = 0;
    qsizetype most = 0;
    const auto isOneLeft = [&] {
        const qsizetype now = door.rejections().size();
        most = std::max(most, now - std::exchange(before, now));
        return now == qsizetype(silent.size()) - 1;
    };
    QVERIFY(waitUntil(isOneLeft));
    QCOMPARE(most, MostInOneTurn);
    QCOMPARE(door.rejections().count(Rejection::TooManyWaiting), door.rejections().size());
}

void TestFrontDoorWaiting::theDoorPutsOutOnlySoManyInOneTurn()
{
    constexpr qsizetype MostInOneTurn = 8;
    OpenDoor door;
    std::array<RawClient, 100> silent;
    for (RawClient& client : silent) {
        QVERIFY(client.connectTo(door.port()));
    }
    QTRY_COMPARE(acceptedAt(door.port()), int(silent.size()));
    QCoreApplication::processEvents(); // so that the door has let them in, too
    door.clock().advance(6s);
    qsizetype before = 0;
    qsizetype most = 0;
    const auto areAllOut = [&] {
        const qsizetype now = door.rejections().size();
        most = std::max(most, now - std::exchange(before, now));
        return now == qsizetype(silent.size());
    };
    QVERIFY(waitUntil(areAllOut));
    QCOMPARE(most, MostInOneTurn);
    QCOMPARE(door.rejections().count(Rejection::HeadTimeout), door.rejections().size());
}

void TestFrontDoorWaiting::shuttingDropsWhoWaits()
{
    OpenDoor door;
    RawClient inside;
    QVERIFY(inside.upgrade(door.port()));
    RawClient waiting;
    QVERIFY(waiting.connectTo(door.port()));
    waiting.write("GET / HT");
    QCoreApplication::processEvents();
    const quint16 port = door.port();
    door.door().shut();
    QVERIFY(waiting.waitForEnd());
    QVERIFY(!inside.hasEnded());
    RawClient late;
    late.tcp().connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    QTRY_COMPARE(late.tcp().error(), QAbstractSocket::ConnectionRefusedError);
}

void TestFrontDoorWaiting::nobodyComesInBehindADoorThatShuts()
{
    const Limits limits;
    const ManualClock clock;
    Doorman doorman(clock);
    std::vector<std::unique_ptr<Wire>> wires;
    std::function<void()> shut;
    const auto enter = [&](std::unique_ptr<Wire> wire, const FrontDoor::Caller&) {
        wires.push_back(std::move(wire));
        shut();
    };
    FrontDoor door({limits, clock, doorman, enter, {}, {}});
    shut = [&door] { door.shut(); };
    QVERIFY(!door.listen(u"127.0.0.1"_qs, 0));
    std::array<RawClient, 3> clients;
    for (RawClient& client : clients) {
        QVERIFY(client.connectTo(door.port()));
    }
    for (RawClient& client : clients) { // so that several are judged in one turn
        client.write(RawClient::upgradeRequest());
    }
    const auto haveEnded = [&clients] {
        return std::count_if(
            clients.begin(), clients.end(), [](const auto& client) { return client.hasEnded(); });
    };
    QTRY_COMPARE(haveEnded(), 2);
    QCOMPARE(wires.size(), 1);
}

SIGNALBOX_TEST(TestFrontDoorWaiting)
#include "tst_frontdoorwaiting.moc"
