// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/tcpoptions.h"
#include "tests/support/opendoor.h"
#include "tests/support/papers.h"
#include "tests/support/rawclient.h"
#include "tests/support/secureclient.h"
#include "tests/support/suite.h"

#include <QTest>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

using namespace Signalbox;
using Raw = RawClient;

namespace {

/// For the rest of a frame, in milliseconds.
constexpr int LongerThanQWebSocketWaits = 20'000;

QByteArray fragment(const QByteArray& payload, bool isFirst, bool isLast, quint8 opcode = Raw::Text)
{
    return Raw::encode({.opcode = isFirst ? opcode : quint8(Raw::Continuation),
        .payload = payload,
        .final = isLast});
}

/// A message of so many fragments.
QByteArray inFragments(const QByteArray& payload, int count, quint8 opcode = Raw::Text)
{
    QByteArray bytes;
    for (int i = 0; i < count; ++i) {
        bytes += fragment(payload, i == 0, i == count - 1, opcode);
    }
    return bytes;
}

Limits slowLimits()
{
    Limits limits;
    limits.wireBytesPerSecond = 20'000;
    return limits;
}

} // namespace

/// What one connection may send below the messages.
class TestConnectionLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manyFragmentsAreOneMessage_data();
    void manyFragmentsAreOneMessage();
    void tooManyFragmentsEndTheConnection_data();
    void tooManyFragmentsEndTheConnection();
    void fragmentsAreCountedByTheMessage();

    void whatArrivesTooFastEndsTheConnection_data();
    void whatArrivesTooFastEndsTheConnection();
    void theUsualIsNotTooFast();

    void halfAFrameIsALostConnection();

    void theSameHoldsOverTls_data();
    void theSameHoldsOverTls();
    void theUsualIsNotTooFastOverTls();

    void theSystemCountsWhatArrives();
    void theSystemGivesUpInTime();

private:
    /// Over TLS.
    bool upgrade(SecureClient& client, OpenDoor& door);

    Papers m_papers;
    Credentials m_credentials = m_papers.credentials();
};

bool TestConnectionLimits::upgrade(SecureClient& client, OpenDoor& door)
{
    door.door().setEncryption(Encryption::Offered, m_credentials);
    if (!client.connectTo(door.port())) {
        return false;
    }
    client.write(Raw::upgradeRequest());
    return client.waitForText("HTTP/1.1 101 ") && door.waitForGuests(1);
}

void TestConnectionLimits::manyFragmentsAreOneMessage_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("text") << inFragments("ab", 256) << QByteArray("ab").repeated(256);
    QTest::newRow("binary") << inFragments("ab", 256, Raw::Binary)
                            << QByteArray("ab").repeated(256);
    QTest::newRow("empty") << inFragments("", 255) << QByteArray("");
}

void TestConnectionLimits::manyFragmentsAreOneMessage()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, message);
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    client.write(bytes);
    QTRY_COMPARE(door.guest().received, QByteArrayList{message});
    client.sendText("more");
    QTRY_COMPARE(door.guest().received.size(), 2);
    QVERIFY(door.guest().closed.isEmpty());
}

void TestConnectionLimits::tooManyFragmentsEndTheConnection_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("text") << inFragments("x", 257);
    QTest::newRow("binary") << inFragments("x", 257, Raw::Binary);
    QTest::newRow("empty") << inFragments("", 257);
    QTest::newRow("endless") << fragment("x", true, false)
            + fragment("", false, false).repeated(5000);
    QTest::newRow("with something behind") << inFragments("x", 300) + Raw::encode({.payload = "y"});
}

void TestConnectionLimits::tooManyFragmentsEndTheConnection()
{
    QFETCH(QByteArray, bytes);
    for (qsizetype piece : {bytes.size(), qsizetype(100)}) {
        OpenDoor door;
        RawClient client;
        QVERIFY(client.upgrade(door.port()));
        QVERIFY(door.waitForGuests(1));
        client.writeInPieces(bytes, piece);
        QTRY_COMPARE(door.guest().closed, QList<Departure>{Departure::BrokeProtocol});
        QVERIFY(door.guest().received.isEmpty());
        QVERIFY(client.waitForEnd());
        // Where more was on its way the system may have reset the connection, close frame and all.
        QVERIFY(client.closeCode() == 1008 || client.closeCode() == 0);
    }
}

void TestConnectionLimits::fragmentsAreCountedByTheMessage()
{
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    for (int i = 0; i < 10; ++i) {
        client.write(inFragments("x", 200) + Raw::encode({.opcode = Raw::Ping, .payload = "?"}));
    }
    QTRY_COMPARE(door.guest().received.size(), 10);
    QVERIFY(door.guest().closed.isEmpty());
}

void TestConnectionLimits::whatArrivesTooFastEndsTheConnection_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("messages") << Raw::encode({.payload = QByteArray(100, 'x')});
    QTest::newRow("binary messages")
        << Raw::encode({.opcode = Raw::Binary, .payload = QByteArray(100, 'x')});
    QTest::newRow("pings") << Raw::encode({.opcode = Raw::Ping, .payload = "?"});
    QTest::newRow("pongs") << Raw::encode({.opcode = Raw::Pong, .payload = "!"});
}

void TestConnectionLimits::whatArrivesTooFastEndsTheConnection()
{
    QFETCH(QByteArray, bytes);
    OpenDoor door(slowLimits());
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    const QByteArray much = bytes.repeated(30'000 / bytes.size());
    QTRY_VERIFY((client.write(much), !door.guest().closed.isEmpty()));
    QCOMPARE(door.guest().closed, QList<Departure>{Departure::OverRate});
    QVERIFY(client.closeCode() == 4029 || client.closeCode() == 0);
    QVERIFY(client.waitForEnd());
}

void TestConnectionLimits::theUsualIsNotTooFast()
{
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    // What half of it is waits for the other half: it must not count twice.
    const QByteArray message = Raw::encode({.payload = QByteArray(60'000, 'x')});
    for (int i = 0; i < 4; ++i) {
        client.writeInPieces(message, 500);
    }
    QTRY_COMPARE(door.guest().received.size(), 4);
    QVERIFY(door.guest().closed.isEmpty());
}

void TestConnectionLimits::halfAFrameIsALostConnection()
{
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    client.write(Raw::encode({.payload = "hello"}).first(1));
    QTRY_COMPARE_WITH_TIMEOUT(
        door.guest().closed, QList<Departure>{Departure::Lost}, LongerThanQWebSocketWaits);
}

void TestConnectionLimits::theSameHoldsOverTls_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Departure>("why");
    const auto flood
        = [](const QByteArray& frame) { return frame.repeated(60'000 / frame.size()); };
    QTest::newRow("fragments") << inFragments("x", 257) << Departure::BrokeProtocol;
    QTest::newRow("messages") << flood(Raw::encode({.payload = QByteArray(100, 'x')}))
                              << Departure::OverRate;
    QTest::newRow("pings") << flood(Raw::encode({.opcode = Raw::Ping, .payload = "?"}))
                           << Departure::OverRate;
    QTest::newRow("1001: the tab was closed")
        << Raw::encode({.opcode = Raw::Close, .payload = "\x03\xe9"}) << Departure::Left;
    QTest::newRow("half a frame") << Raw::encode({.payload = "hello"}).first(1) << Departure::Lost;
}

void TestConnectionLimits::theSameHoldsOverTls()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Departure, why);
    OpenDoor door(slowLimits());
    SecureClient client(m_papers.authority());
    QVERIFY(upgrade(client, door));
    client.write(bytes);
    QTRY_COMPARE_WITH_TIMEOUT(
        door.guest().closed, QList<Departure>{why}, LongerThanQWebSocketWaits);
}

void TestConnectionLimits::theUsualIsNotTooFastOverTls()
{
    OpenDoor door;
    SecureClient client(m_papers.authority());
    QVERIFY(upgrade(client, door));
    for (int i = 0; i < 20; ++i) {
        client.write(Raw::encode({.payload = QByteArray(60'000, 'x')}));
    }
    QTRY_COMPARE(door.guest().received.size(), 20);
    QVERIFY(door.guest().closed.isEmpty());
}

void TestConnectionLimits::theSystemCountsWhatArrives()
{
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    const qintptr descriptor = client.tcp().socketDescriptor();
    const auto before = TcpOptions::arrivedBytes(descriptor);
    QVERIFY(before && *before > 0);
    const Frame frame = Frame::fromText("hello");
    door.guest().wire->send(frame);
    QTRY_COMPARE(client.frames().size(), 1);
    QCOMPARE(*TcpOptions::arrivedBytes(descriptor), *before + quint64(frame.bytes().size()));
    QVERIFY(!TcpOptions::arrivedBytes(-1));
}

void TestConnectionLimits::theSystemGivesUpInTime()
{
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    const auto descriptor = int(client.tcp().socketDescriptor());
    TcpOptions::setPatience(descriptor, std::chrono::seconds(7));
    unsigned time = 0;
    socklen_t size = sizeof time;
    QCOMPARE(::getsockopt(descriptor, IPPROTO_TCP, TCP_USER_TIMEOUT, &time, &size), 0);
    QCOMPARE(time, 7000U);
    TcpOptions::setPatience(-1, std::chrono::seconds(7)); // is of no consequence
}

SIGNALBOX_TEST(TestConnectionLimits)
#include "tst_connectionlimits.moc"
