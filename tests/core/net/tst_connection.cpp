// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/link/frame.h"
#include "tests/support/opendoor.h"
#include "tests/support/rawclient.h"
#include "tests/support/suite.h"
#include "tests/support/testclient.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QWebSocket>

using namespace Signalbox;
using namespace std::chrono_literals;

namespace {

Limits quickLimits()
{
    Limits limits;
    limits.closeTime = 50ms;
    return limits;
}

} // namespace

class TestConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesComeIn_data();
    void messagesComeIn();
    void framesGoOutWholeAndInOrder();
    void largeFramesGoOutWhole();
    void protocolsAreKept_data();
    void protocolsAreKept();
    void endsAreClassified_data();
    void endsAreClassified();
    void closingSendsWhatWaitsThenTheCode();
    void closeReasonsAreCutBetweenCharacters();
    void closedIsNeverEmittedFromWithinClose();
    void nothingIsSentOnceClosed();
    void closingWhileThePeerClosesEndsOnce();
    void pingsMeasureTheRoundTrip();
    void pongsThatNobodyAskedForAreIgnored();
    void anUnansweredPingIsAskedAgainInTheSameWords();
    void destructionSaysNothing();
};

void TestConnection::messagesComeIn_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("messages");
    using Raw = RawClient;
    const auto row = [](const char* name, const QByteArray& bytes, const QByteArrayList& messages) {
        QTest::newRow(name) << bytes << messages;
    };
    const QByteArray most(65'536, 'x');
    row("text", Raw::encode({.payload = "中😀"}), {"中😀"});
    row("empty text", Raw::encode({.payload = ""}), {""});
    row("binary", Raw::encode({.opcode = Raw::Binary, .payload = "\xff\x01"}), {"\xff\x01"});
    row("65,536 bytes of text", Raw::encode({.payload = most}), {most});
    row("65,536 bytes of binary", Raw::encode({.opcode = Raw::Binary, .payload = most}), {most});
    row("65,536 bytes in two fragments",
        Raw::encode({.payload = most.first(40'000), .final = false})
            + Raw::encode({.opcode = Raw::Continuation, .payload = most.mid(40'000)}),
        {most});
    row("two messages in one segment",
        Raw::encode({.payload = "a"}) + Raw::encode({.payload = "b"}), {"a", "b"});
    row("three fragments with a ping between",
        Raw::encode({.payload = "a", .final = false})
            + Raw::encode({.opcode = Raw::Continuation, .payload = "b", .final = false})
            + Raw::encode({.opcode = Raw::Ping, .payload = "?"})
            + Raw::encode({.opcode = Raw::Continuation, .payload = "c"}),
        {"abc"});
    row("half a message is none", Raw::encode({.payload = "abc"}).chopped(1), {});
}

void TestConnection::messagesComeIn()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArrayList, messages);
    for (qsizetype piece : {bytes.size(), qsizetype(1000), qsizetype(7)}) {
        if (bytes.size() / piece > 1000) {
            continue;
        }
        OpenDoor door;
        RawClient client;
        QVERIFY(client.upgrade(door.port()));
        QVERIFY(door.waitForGuests(1));
        for (qsizetype at = 0; at < bytes.size(); at += piece) {
            client.write(bytes.mid(at, piece));
            QCoreApplication::processEvents();
        }
        QTRY_COMPARE(door.guest().received, messages);
        QVERIFY(door.guest().closed.isEmpty());
    }
}

void TestConnection::framesGoOutWholeAndInOrder()
{
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    QByteArrayList sent;
    for (int i = 0; i < 500; ++i) {
        sent.append(QByteArray::number(i).repeated(1 + i % 100));
        door.guest().wire->send(Frame::fromText(sent.last()));
        if (i % 50 == 0) {
            QCoreApplication::processEvents();
        }
    }
    QTRY_COMPARE(client.frames().size(), sent.size());
    for (int i = 0; i < sent.size(); ++i) {
        QCOMPARE(client.frames().at(i).payload, sent.at(i));
        QVERIFY(!client.frames().at(i).masked);
        QVERIFY(client.frames().at(i).final);
    }
}

void TestConnection::largeFramesGoOutWhole()
{
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    Wire& wire = *door.guest().wire;
    QByteArrayList sent;
    for (int i = 0; i < 40; ++i) {
        sent.append(QByteArray(200'000, char('a' + i % 26)));
        wire.send(Frame::fromText(sent.last()));
        client.send({.opcode = RawClient::Ping, .payload = QByteArray::number(i)});
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(client.frames().size(), 2 * sent.size());
    QByteArrayList texts;
    QByteArrayList pongs;
    for (const RawClient::RawFrame& frame : client.frames()) {
        (frame.opcode == RawClient::Pong ? pongs : texts).append(frame.payload);
    }
    QCOMPARE(texts, sent);
    QCOMPARE(pongs.size(), sent.size());
    QTRY_COMPARE(wire.queuedBytes(), 0);
}

void TestConnection::protocolsAreKept_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    using Raw = RawClient;
    const auto row = [](const char* name, const QByteArray& bytes, int code) {
        QTest::newRow(name) << bytes << code;
    };
    const QByteArray tooMuch(65'537, 'x');
    row("65,537 bytes of text", Raw::encode({.payload = tooMuch}), 1009);
    row("65,537 bytes of binary", Raw::encode({.opcode = Raw::Binary, .payload = tooMuch}), 1009);
    row("65,537 bytes in two fragments",
        Raw::encode({.payload = tooMuch.first(40'000), .final = false})
            + Raw::encode({.opcode = Raw::Continuation, .payload = tooMuch.mid(40'000)}),
        1009);
    row("2 GiB announced",
        Raw::encode({.payload = "x", .announcedSize = 0x7fffffff, .sizeBytes = 8}), 1009);
    row("2^62 bytes announced",
        Raw::encode({.payload = "x", .announcedSize = qint64(1) << 62, .sizeBytes = 8}), 1009);
    row("text that is not UTF-8", Raw::encode({.payload = "\xff"}), 1007);
    row("an overlong NUL", Raw::encode({.payload = "\xc0\x80"}), 1007);
    row("half a surrogate pair", Raw::encode({.payload = "\xed\xa0\x80"}), 1007);
    row("a reserved bit", Raw::encode({.payload = "x", .reservedBits = 0x40}), 1002);
    row("a reserved opcode", Raw::encode({.opcode = 0x3, .payload = "x"}), 1002);
    row("a reserved control opcode", Raw::encode({.opcode = 0xb, .payload = "x"}), 1002);
    row("a continuation of nothing", Raw::encode({.opcode = Raw::Continuation, .payload = "x"}),
        1002);
    row("a new message within another",
        Raw::encode({.payload = "x", .final = false}) + Raw::encode({.payload = "y"}), 1002);
    row("a ping in fragments", Raw::encode({.opcode = Raw::Ping, .payload = "x", .final = false}),
        1002);
    row("a ping of 126 bytes", Raw::encode({.opcode = Raw::Ping, .payload = QByteArray(126, 'x')}),
        1002);
    row("a length in too many bytes", Raw::encode({.payload = "x", .sizeBytes = 2}), 1002);
    row("a length in far too many bytes", Raw::encode({.payload = "x", .sizeBytes = 8}), 1002);
    row("a close frame of one byte", Raw::encode({.opcode = Raw::Close, .payload = "x"}), 1002);
}

void TestConnection::protocolsAreKept()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    client.write(bytes);
    QVERIFY(client.waitForClose());
    QCOMPARE(int(client.closeCode()), code);
    QVERIFY(client.waitForEnd());
    QTRY_COMPARE(door.guest().closed, QList<Departure>{Departure::BrokeProtocol});
    QVERIFY(door.guest().received.isEmpty());
}

void TestConnection::endsAreClassified_data()
{
    QTest::addColumn<std::function<void(RawClient&)>>("end");
    QTest::addColumn<Departure>("why");
    using End = std::function<void(RawClient&)>;
    const auto closing = [](const QByteArray& payload) {
        return End([payload](RawClient& client) {
            client.send({.opcode = RawClient::Close, .payload = payload});
        });
    };
    QTest::newRow("a close frame without a code") << closing("") << Departure::Left;
    QTest::newRow("1000") << closing("\x03\xe8") << Departure::Left;
    QTest::newRow("1001: the tab was closed") << closing("\x03\xe9") << Departure::Left;
    QTest::newRow("4321 with a reason") << closing("\x10\xe1reason") << Departure::Left;
    QTest::newRow("a close frame and the end of the socket at once") << End([](RawClient& client) {
        client.send({.opcode = RawClient::Close, .payload = "\x03\xe9"});
        client.tcp().disconnectFromHost();
    }) << Departure::Left;
    QTest::newRow("the socket is closed")
        << End([](RawClient& client) { client.tcp().disconnectFromHost(); }) << Departure::Lost;
    QTest::newRow("the socket is reset")
        << End([](RawClient& client) { client.reset(); }) << Departure::Lost;
    QTest::newRow("in the middle of a frame") << End([](RawClient& client) {
        client.write(RawClient::encode({.payload = "hello"}).chopped(2));
        client.tcp().disconnectFromHost();
    }) << Departure::Lost;
}

void TestConnection::endsAreClassified()
{
    QFETCH(std::function<void(RawClient&)>, end);
    QFETCH(Departure, why);
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    end(client);
    QTRY_COMPARE(door.guest().closed, QList<Departure>{why});
    QCoreApplication::processEvents();
    QCOMPARE(door.guest().closed.size(), 1);
}

void TestConnection::closingSendsWhatWaitsThenTheCode()
{
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    Wire& wire = *door.guest().wire;
    wire.send(Frame::fromText("one"));
    wire.send(Frame::fromText("two"));
    wire.close(4001, u"out"_qs);
    QVERIFY(client.waitForEnd());
    QCOMPARE(client.frames().size(), 3);
    QCOMPARE(client.frames().at(0).payload, QByteArray("one"));
    QCOMPARE(client.frames().at(1).payload, QByteArray("two"));
    QCOMPARE(int(client.closeCode()), 4001);
    QCOMPARE(client.closeReason(), QByteArray("out"));
    QTRY_COMPARE(door.guest().closed.size(), 1);
}

void TestConnection::closeReasonsAreCutBetweenCharacters()
{
    OpenDoor door;
    TestClient client;
    QVERIFY(client.connectTo(door.port()));
    QVERIFY(door.waitForGuests(1));
    door.guest().wire->close(4001, u"x"_qs + u"中"_qs.repeated(60));
    QVERIFY(client.waitForEnd());
    QCOMPARE(int(client.socket().closeCode()), 4001);
    QCOMPARE(client.socket().closeReason(), u"x"_qs + u"中"_qs.repeated(40));
}

void TestConnection::closedIsNeverEmittedFromWithinClose()
{
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    door.guest().wire->close(1001, {});
    QVERIFY(door.guest().closed.isEmpty());
    QTRY_COMPARE(door.guest().closed.size(), 1);
}

void TestConnection::nothingIsSentOnceClosed()
{
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    Wire& wire = *door.guest().wire;
    wire.close(1001, {});
    wire.send(Frame::fromText("late"));
    wire.ping();
    wire.close(4001, u"again"_qs);
    QVERIFY(client.waitForEnd());
    QCOMPARE(client.frames().size(), 1);
    QCOMPARE(int(client.closeCode()), 1001);
    QTRY_COMPARE(door.guest().closed.size(), 1);
    wire.send(Frame::fromText("too late"));
    wire.ping();
    wire.close(4001, {});
    QCOMPARE(wire.queuedBytes(), 0);
    QCoreApplication::processEvents();
    QCOMPARE(door.guest().closed.size(), 1);
}

void TestConnection::closingWhileThePeerClosesEndsOnce()
{
    for (bool abruptly : {false, true}) {
        OpenDoor door(quickLimits());
        RawClient client;
        QVERIFY(client.upgrade(door.port()));
        QVERIFY(door.waitForGuests(1));
        if (abruptly) {
            client.reset();
        } else {
            client.send({.opcode = RawClient::Close, .payload = "\x03\xe8"});
        }
        door.guest().wire->close(4001, {});
        QTRY_COMPARE(door.guest().closed.size(), 1);
        QTimer closingTime; // ends after the connection's, which began earlier
        closingTime.setSingleShot(true);
        QSignalSpy ended(&closingTime, &QTimer::timeout);
        closingTime.start(quickLimits().closeTime);
        QVERIFY(ended.wait());
        QCOMPARE(door.guest().closed.size(), 1);
    }
}

void TestConnection::pingsMeasureTheRoundTrip()
{
    OpenDoor door;
    TestClient client;
    QVERIFY(client.connectTo(door.port()));
    QVERIFY(door.waitForGuests(1));
    for (int i = 1; i <= 3; ++i) {
        door.guest().wire->ping();
        QTRY_COMPARE(door.guest().roundTrips.size(), i);
        QVERIFY(door.guest().roundTrips.last() > 0us);
    }
}

void TestConnection::pongsThatNobodyAskedForAreIgnored()
{
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    const auto pong = [&client](const QByteArray& payload) {
        client.send({.opcode = RawClient::Pong, .payload = payload});
    };
    pong({});
    pong("12345678");
    door.guest().wire->ping();
    QTRY_COMPARE(client.frames().size(), 1);
    const QByteArray asked = client.frames().first().payload;
    pong("12345678");
    pong(asked + 'x');
    pong(asked.chopped(1));
    pong(asked);
    pong(asked);
    client.sendText("after");
    QTRY_COMPARE(door.guest().received.size(), 1);
    QCOMPARE(door.guest().roundTrips.size(), 1);
}

void TestConnection::anUnansweredPingIsAskedAgainInTheSameWords()
{
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    door.guest().wire->ping();
    door.guest().wire->ping();
    QTRY_COMPARE(client.frames().size(), 2);
    const QByteArray first = client.frames().at(0).payload;
    QCOMPARE(client.frames().at(1).payload, first);
    client.send({.opcode = RawClient::Pong, .payload = first});
    QTRY_COMPARE(door.guest().roundTrips.size(), 1);
    door.guest().wire->ping();
    QTRY_COMPARE(client.frames().size(), 3);
    QVERIFY(client.frames().at(2).payload != first);
}

void TestConnection::destructionSaysNothing()
{
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    door.guest().wire->send(Frame::fromText("waits"));
    door.guest().wire.reset();
    QVERIFY(client.waitForEnd());
    QVERIFY(door.guest().closed.isEmpty());
}

SIGNALBOX_TEST(TestConnection)
#include "tst_connection.moc"
