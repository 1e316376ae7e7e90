// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/frontdoor.h"
#include "tests/core/net/owndescriptors.h"
#include "tests/support/opendoor.h"
#include "tests/support/rawclient.h"
#include "tests/support/suite.h"
#include "tests/support/testclient.h"

#include <QTcpServer>
#include <QTest>

#include <netinet/tcp.h>

// Counts QObjects as they come and go (Qt calls these; they are meant for tools).
extern Q_CORE_EXPORT quintptr qtHookData[];

using namespace Signalbox;
using namespace std::chrono_literals;

namespace {

std::atomic<int> livingObjects = 0;

void countObjects()
{
    constexpr int addObject = 3;
    constexpr int removeObject = 4;
    using Callback = void (*)(QObject*);
    qtHookData[addObject] = reinterpret_cast<quintptr>(Callback([](QObject*) { ++livingObjects; }));
    qtHookData[removeObject]
        = reinterpret_cast<quintptr>(Callback([](QObject*) { --livingObjects; }));
}

int optionOf(int descriptor, int level, int name)
{
    int value = 0;
    socklen_t size = sizeof value;
    ::getsockopt(descriptor, level, name, &value, &size);
    return value;
}

} // namespace

class TestFrontDoor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { countObjects(); }

    void plainRequestsAreAnswered_data();
    void plainRequestsAreAnswered();
    void requestsInPiecesAreAnswered();
    void upgradesAreTakenOnAnyPath_data();
    void upgradesAreTakenOnAnyPath();
    void callersAreIntroduced();
    void callersWhoComeTogetherKeepTheirPaths();
    void badUpgradesAreRefused_data();
    void badUpgradesAreRefused();
    void whatIsNoHttpIsRefused_data();
    void whatIsNoHttpIsRefused();
    void aHeadThatIsTooLargeIsRefused_data();
    void aHeadThatIsTooLargeIsRefused();
    void aLargeHeadIsTaken();
    void socketsAreTuned();
    void aFrameBehindTheHeadIsRefusedInWords_data();
    void aFrameBehindTheHeadIsRefusedInWords();
    void listeningFailsWithItsCause_data();
    void listeningFailsWithItsCause();
    void theDoorOpensAgain();
    void nothingIsLeftBehind();
    void theDoorMayGoWithSomebodyInIt();
};

void TestFrontDoor::plainRequestsAreAnswered_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("page") << QByteArray("GET / HTTP/1.1") << QByteArray("200");
    QTest::newRow("HTTP/1.0") << QByteArray("GET /healthz HTTP/1.0") << QByteArray("200");
    QTest::newRow("nothing") << QByteArray("GET /nothing HTTP/1.1") << QByteArray("404");
    QTest::newRow("POST") << QByteArray("POST / HTTP/1.1") << QByteArray("405");
    QTest::newRow("socket path") << QByteArray("GET /ws HTTP/1.1") << QByteArray("426");
}

void TestFrontDoor::plainRequestsAreAnswered()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, status);
    OpenDoor door;
    RawClient client;
    QVERIFY(client.connectTo(door.port()));
    client.write(line + "\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody");
    QVERIFY(client.waitForEnd());
    QVERIFY2(client.bytes().startsWith("HTTP/1.1 " + status + ' '), client.bytes().constData());
    QVERIFY(client.bytes().contains("\r\n\r\n"));
    QVERIFY(door.rejections().isEmpty());
    QVERIFY(door.guests().empty());
}

void TestFrontDoor::requestsInPiecesAreAnswered()
{
    OpenDoor door;
    RawClient client;
    QVERIFY(client.connectTo(door.port()));
    for (char c : QByteArray("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")) {
        client.write(QByteArray(1, c));
        QCoreApplication::processEvents();
    }
    QVERIFY(client.waitForEnd());
    QVERIFY(client.bytes().endsWith("\r\n\r\nok\n"));
}

void TestFrontDoor::upgradesAreTakenOnAnyPath_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const char* target : {"/", "/ws", "/signalbox", "/any/path?with=query", "/?", "/%20"}) {
        QTest::newRow(target) << QByteArray(target);
    }
}

void TestFrontDoor::upgradesAreTakenOnAnyPath()
{
    QFETCH(QByteArray, target);
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(door.port(), target,
        "Sec-WebSocket-Protocol: a, b\r\nSec-WebSocket-Extensions: permessage-deflate\r\n"));
    QVERIFY(door.waitForGuests(1));
    client.sendText("hello");
    QTRY_COMPARE(door.guest().received, QByteArrayList{"hello"});
    QVERIFY(door.rejections().isEmpty());
}

void TestFrontDoor::callersAreIntroduced()
{
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(
        door.port(), "/a/b?c=d&e", "User-Agent: Browser/1 " + QByteArray(1000, 'x') + "\r\n"));
    QVERIFY(door.waitForGuests(1));
    const FrontDoor::Caller& caller = door.guest().caller;
    QCOMPARE(caller.address, u"127.0.0.1"_qs);
    QCOMPARE(caller.path, QByteArray("/a/b"));
    QCOMPARE(caller.query, QByteArray("c=d&e"));
    QCOMPARE(caller.port, client.tcp().localPort());
    QVERIFY(caller.userAgent.startsWith(u"Browser/1 xxx"_qs));
    QCOMPARE(caller.userAgent.size(), 256);
}

void TestFrontDoor::callersWhoComeTogetherKeepTheirPaths()
{
    OpenDoor door;
    std::array<RawClient, 10> clients;
    for (RawClient& client : clients) {
        QVERIFY(client.connectTo(door.port()));
    }
    for (size_t i = 0; i < clients.size(); ++i) {
        const QByteArray number = QByteArray::number(i);
        clients[i].write(RawClient::upgradeRequest('/' + number + "?n=" + number));
    }
    QVERIFY(door.waitForGuests(clients.size()));
    QSet<QByteArray> paths;
    for (const auto& guest : door.guests()) {
        const auto client = std::find_if(clients.begin(), clients.end(),
            [&guest](RawClient& one) { return one.tcp().localPort() == guest->caller.port; });
        QVERIFY(client != clients.end());
        const QByteArray number = QByteArray::number(std::distance(clients.begin(), client));
        QCOMPARE(guest->caller.path, '/' + number);
        QCOMPARE(guest->caller.query, "n=" + number);
        paths.insert(guest->caller.path);
    }
    QCOMPARE(size_t(paths.size()), clients.size());
}

void TestFrontDoor::badUpgradesAreRefused_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("status");
    const QByteArray good = RawClient::upgradeRequest();
    const auto row = [good](const char* name, const QByteArray& from, const QByteArray& to,
                         const char* status) {
        QTest::newRow(name) << QByteArray(good).replace(from, to) << QByteArray(status);
    };
    row("version 12", "Version: 13", "Version: 12", "426");
    row("no key", "Sec-WebSocket-Key", "X-Key", "400");
    row("HTTP/1.0", "HTTP/1.1", "HTTP/1.0", "400");
    row("POST", "GET ", "POST ", "400");
    row("no connection", "keep-alive, Upgrade", "keep-alive", "400");
}

void TestFrontDoor::badUpgradesAreRefused()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, status);
    OpenDoor door;
    RawClient client;
    QVERIFY(client.connectTo(door.port()));
    client.write(request);
    QVERIFY(client.waitForEnd());
    QVERIFY2(client.bytes().startsWith("HTTP/1.1 " + status + ' '), client.bytes().constData());
    QCOMPARE(door.rejections(), QList<Rejection>{Rejection::BadUpgrade});
    QCOMPARE(door.rejectedAddresses(), QStringList{u"127.0.0.1"_qs});
    QVERIFY(door.guests().empty());
}

void TestFrontDoor::whatIsNoHttpIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("words") << QByteArray("hello\r\n\r\n");
    QTest::newRow("HTTP/2") << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    QTest::newRow("null characters") << QByteArray(100, '\0') + "\r\n\r\n";
    QTest::newRow("a hidden header")
        << RawClient::upgradeRequest("/", "X: a\nOrigin: http://evil.example\r\n");
}

void TestFrontDoor::whatIsNoHttpIsRefused()
{
    QFETCH(QByteArray, bytes);
    OpenDoor door;
    RawClient client;
    QVERIFY(client.connectTo(door.port()));
    client.write(bytes);
    QVERIFY(client.waitForEnd());
    QVERIFY(client.bytes().startsWith("HTTP/1.1 400 "));
    QCOMPARE(door.rejections(), QList<Rejection>{Rejection::NotHttp});
}

void TestFrontDoor::aHeadThatIsTooLargeIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray start = "GET / HTTP/1.1\r\nX: ";
    QTest::newRow("16 KiB without an end") << start + QByteArray(16 * 1024 - start.size(), 'x');
    QTest::newRow("one byte too many")
        << start + QByteArray(16 * 1024 - start.size() - 3, 'x') + "\r\n\r\n";
    QTest::newRow("100 KiB") << start + QByteArray(100 * 1024, 'x');
}

void TestFrontDoor::aHeadThatIsTooLargeIsRefused()
{
    QFETCH(QByteArray, bytes);
    OpenDoor door;
    RawClient client;
    QVERIFY(client.connectTo(door.port()));
    client.write(bytes);
    QVERIFY(client.waitForEnd());
    QVERIFY(client.bytes().startsWith("HTTP/1.1 431 "));
    QCOMPARE(door.rejections(), QList<Rejection>{Rejection::HeadTooLarge});
}

void TestFrontDoor::aLargeHeadIsTaken()
{
    OpenDoor door;
    RawClient client;
    QVERIFY(client.connectTo(door.port()));
    const QByteArray start = "GET /healthz HTTP/1.1\r\nHost: x\r\nX: ";
    client.write(start + QByteArray(16 * 1024 - start.size() - 4, 'x') + "\r\n\r\n");
    QVERIFY(client.waitForEnd());
    QVERIFY(client.bytes().startsWith("HTTP/1.1 200 "));
}

void TestFrontDoor::socketsAreTuned()
{
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    const QList<int> descriptors = descriptorsTowards(client.tcp().localPort());
    QCOMPARE(descriptors.size(), 1);
    QVERIFY(optionOf(descriptors.first(), IPPROTO_TCP, TCP_NODELAY) != 0);
    QVERIFY(optionOf(descriptors.first(), SOL_SOCKET, SO_KEEPALIVE) != 0);
}

void TestFrontDoor::aFrameBehindTheHeadIsRefusedInWords_data()
{
    QTest::addColumn<QByteArray>("head");
    const QByteArray head = RawClient::upgradeRequest();
    QTest::newRow("a usual head") << head;
    QByteArray padding;
    const qsizetype room = Limits().headBytes - head.size();
    const QByteArray line = "X: " + QByteArray(1000, 'x') + "\r\n";
    while (padding.size() + 2 * line.size() <= room) {
        padding += line;
    }
    padding += "X: " + QByteArray(room - padding.size() - 5, 'x') + "\r\n";
    QTest::newRow("the largest head") << RawClient::upgradeRequest("/", padding);
}

void TestFrontDoor::aFrameBehindTheHeadIsRefusedInWords()
{
    QFETCH(QByteArray, head);
    QVERIFY(head.size() <= Limits().headBytes);
    OpenDoor door;
    RawClient client;
    QVERIFY(client.connectTo(door.port()));
    const QByteArray frame = RawClient::encode({.payload = "early"});
    client.write(head + frame.first(5));
    QVERIFY(client.waitForEnd());
    QVERIFY2(client.bytes().startsWith("HTTP/1.1 400 "), client.bytes().constData());
    QCOMPARE(door.rejections(), QList<Rejection>{Rejection::BadUpgrade});
}

void TestFrontDoor::listeningFailsWithItsCause_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<ListenFailure::Cause>("cause");
    QTest::newRow("in use") << u"127.0.0.1"_qs << ListenFailure::Cause::PortInUse;
    QTest::newRow("not here") << u"192.0.2.1"_qs << ListenFailure::Cause::AddressNotAvailable;
    QTest::newRow("a name") << u"localhost"_qs << ListenFailure::Cause::BadAddress;
    QTest::newRow("nonsense") << u"1.2.3.4.5"_qs << ListenFailure::Cause::BadAddress;
}

void TestFrontDoor::listeningFailsWithItsCause()
{
    QFETCH(QString, address);
    QFETCH(ListenFailure::Cause, cause);
    QTcpServer occupant;
    QVERIFY(occupant.listen(QHostAddress(QHostAddress::LocalHost)));
    const Limits limits;
    const ManualClock clock;
    Doorman doorman(clock);
    FrontDoor door({limits, clock, doorman, [](auto, const auto&) {}, {}, {}});
    const auto failure = door.listen(address, occupant.serverPort());
    QVERIFY(failure);
    QVERIFY(failure->cause == cause);
    QCOMPARE(failure->address, address);
    QCOMPARE(failure->port, occupant.serverPort());
    QCOMPARE(failure->systemText.isEmpty(), cause == ListenFailure::Cause::BadAddress);
}

void TestFrontDoor::theDoorOpensAgain()
{
    OpenDoor door;
    for (int round = 0; round < 3; ++round) {
        door.door().shut();
        QVERIFY(!door.door().listen(u"127.0.0.1"_qs, 0));
        RawClient client;
        QVERIFY(client.upgrade(door.port()));
    }
    QVERIFY(door.waitForGuests(3));
}

void TestFrontDoor::nothingIsLeftBehind()
{
    OpenDoor door;
    int before = 0;
    for (int round = 0; round < 12; ++round) {
        if (round == 2) { // by which time everything that is made once has been made
            before = livingObjects;
        }
        for (const QByteArray& bytes :
            {RawClient::upgradeRequest(), QByteArray("GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
                QByteArray("nonsense\r\n\r\n"), QByteArray("GET /"), QByteArray(),
                QByteArray(RawClient::upgradeRequest()).replace("Host: hub", "Host: a@b")}) {
            RawClient client;
            QVERIFY(client.connectTo(door.port()));
            client.write(bytes);
            QCoreApplication::processEvents();
            if (round % 2 == 0) {
                client.tcp().disconnectFromHost();
            } else {
                client.reset();
            }
            QVERIFY(client.waitForEnd());
        }
        door.clock().advance(6s);
        QTRY_VERIFY(std::all_of(door.guests().begin(), door.guests().end(),
            [](const auto& guest) { return guest->closed.size() == 1; }));
        door.guests().clear();
    }
    QTRY_VERIFY2(livingObjects <= before, qPrintable(QString::number(livingObjects - before)));
}

void TestFrontDoor::theDoorMayGoWithSomebodyInIt()
{
    int before = 0;
    for (bool isFirst : {true, false}) {
        {
            RawClient halfway;
            RawClient inside;
            OpenDoor door;
            QVERIFY(inside.upgrade(door.port()));
            QVERIFY(halfway.connectTo(door.port()));
            halfway.write(RawClient::upgradeRequest());
            QVERIFY(door.waitForGuests(1));
        }
        QCoreApplication::processEvents();
        if (isFirst) { // by its end everything that is made once has been made
            before = livingObjects;
        }
    }
    QTRY_VERIFY(livingObjects <= before);
}

SIGNALBOX_TEST(TestFrontDoor)
#include "tst_frontdoor.moc"
