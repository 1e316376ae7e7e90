// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/link/frame.h"
#include "core/net/connection.h"
#include "core/net/listener.h"
#include "core/net/outbox.h"
#include "core/net/peersocket.h"
#include "tests/core/net/heardinturns.h"
#include "tests/support/opendoor.h"
#include "tests/support/rawclient.h"
#include "tests/support/suite.h"

#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

#include <limits>

using namespace Signalbox;

namespace {

/// Makes a connection of a socket that a server takes, as a front door does, and keeps the
/// WebSocket in view.
class Workshop
{
public:
    explicit Workshop(QTcpServer& server)
        : m_server(server)
    {
        QObject::connect(&server, &QTcpServer::newConnection, &m_upgrader, [this] {
            m_tcp = m_server.nextPendingConnection();
            m_upgrader.handleConnection(m_tcp);
        });
        if (!server.listen(QHostAddress::LocalHost)) {
            qFatal("There is no free port on 127.0.0.1.");
        }
    }

    bool makeFor(RawClient& client)
    {
        if (!client.upgrade(m_server.serverPort()) || !m_upgrader.hasPendingConnections()) {
            return false;
        }
        std::unique_ptr<QWebSocket> socket(m_upgrader.nextPendingConnection());
        m_socket = socket.get();
        m_socket->setParent(nullptr);
        m_tcp->setParent(m_socket);
        m_connection = std::make_unique<Connection>(
            std::move(socket), m_tcp, Connection::Surroundings{m_limits, m_outbox, m_arrivals});
        QObject::connect(m_connection.get(), &Wire::received, &m_upgrader,
            [this](QByteArrayView text) { m_received.append(text.toByteArray()); });
        return true;
    }

    Connection& connection() { return *m_connection; }
    QWebSocket& socket() { return *m_socket; }
    QTcpSocket& tcp() { return *m_tcp; }
    const QByteArrayList& received() const { return m_received; }

private:
    QTcpServer& m_server;
    QWebSocketServer m_upgrader{{}, QWebSocketServer::NonSecureMode};
    const Limits m_limits;
    Outbox m_outbox;
    QByteArray m_arrivals;
    QByteArrayList m_received;
    std::unique_ptr<Connection> m_connection;
    QTcpSocket* m_tcp = nullptr;
    QWebSocket* m_socket = nullptr; ///< belongs to the connection
};

} // namespace

class TestConnectionTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plainTextsPassTheWebSocketBy();
    void aFloodFromAPeerThatNeverReadsIsReadWhole_data();
    void aFloodFromAPeerThatNeverReadsIsReadWhole();
    void whatComesAtOnceIsHeardInSeveralTurns_data();
    void whatComesAtOnceIsHeardInSeveralTurns();
    void theEndWaitsBehindWhatIsHeardLater_data();
    void theEndWaitsBehindWhatIsHeardLater();
    void whatIsSaidBeforeTheEndIsDelivered_data();
    void whatIsSaidBeforeTheEndIsDelivered();
    void nothingIsDeliveredBehindAGoodbye();
    void nothingIsReceivedOnceTheHandlerHasClosed();
};

void TestConnectionTexts::plainTextsPassTheWebSocketBy()
{
    const SteadyClock clock;
    Listener listener(clock);
    Workshop workshop(listener);
    RawClient client;
    QVERIFY(workshop.makeFor(client));
    QVERIFY(qobject_cast<PeerSocket*>(&workshop.tcp()) != nullptr);
    const QSignalSpy readAbove(&workshop.socket(), &QWebSocket::textMessageReceived);
    client.sendText("plain");
    QTRY_COMPARE(workshop.received(), QByteArrayList{"plain"});
    QCOMPARE(readAbove.size(), 0);
    client.write(RawClient::encode({.payload = "in ", .final = false})
        + RawClient::encode({.opcode = RawClient::Continuation, .payload = "pieces"}));
    QTRY_COMPARE(workshop.received(), (QByteArrayList{"plain", "in pieces"}));
    QCOMPARE(readAbove.size(), 1);
    client.write(RawClient::encode({.payload = "plain"}) + RawClient::encode({.payload = "again"}));
    QTRY_COMPARE(workshop.received(), (QByteArrayList{"plain", "in pieces", "plain", "again"}));
    QCOMPARE(readAbove.size(), 1);
}

void TestConnectionTexts::aFloodFromAPeerThatNeverReadsIsReadWhole_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::newRow("past the WebSocket") << qsizetype(65'535);
    QTest::newRow("by the WebSocket, for their long heads") << qsizetype(65'536);
}

void TestConnectionTexts::aFloodFromAPeerThatNeverReadsIsReadWhole()
{
    QFETCH(qsizetype, size);
    Limits limits;
    limits.wireBytesPerSecond = std::numeric_limits<qint64>::max();
    OpenDoor door(limits);
    RawClient client;
    client.neverRead();
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    Wire& wire = *door.guest().wire;
    qint64 mostQueued = 0;
    connect(&wire, &Wire::received, this,
        [&] { mostQueued = std::max(mostQueued, wire.queuedBytes()); });
    QByteArrayList sent;
    for (int i = 0; i < 100; ++i) {
        sent.append(QByteArray(size, char('a' + i % 26)));
        client.sendText(sent.last());
    }
    QTRY_COMPARE(door.guest().received.size(), sent.size());
    QVERIFY(door.guest().received == sent);
    QCOMPARE(mostQueued, 0);
    QCOMPARE(wire.queuedBytes(), 0);
    QVERIFY(door.guest().closed.isEmpty());
}

void TestConnectionTexts::whatComesAtOnceIsHeardInSeveralTurns_data()
{
    QTest::addColumn<quint8>("opcode");
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<qsizetype>("most");
    QTest::newRow("past the WebSocket") << quint8(RawClient::Text) << qsizetype(3) << qsizetype(8);
    QTest::newRow("by the WebSocket") << quint8(RawClient::Binary) << qsizetype(3) << qsizetype(8);
    QTest::newRow("large") << quint8(RawClient::Text) << qsizetype(12'000) << qsizetype(3);
}

void TestConnectionTexts::whatComesAtOnceIsHeardInSeveralTurns()
{
    QFETCH(quint8, opcode);
    QFETCH(qsizetype, size);
    QFETCH(qsizetype, most);
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    const HundredMessages said(opcode, size);
    const HeardInOneTurn heard(*door.guest().wire);
    client.write(said.frames);
    QTRY_COMPARE(door.guest().received.size(), said.texts.size());
    QVERIFY(door.guest().received == said.texts);
    // Of what was left, and of what arrived meanwhile.
    QVERIFY2(heard.most() <= 2 * most, qPrintable(QString::number(heard.most())));
    client.sendText("as ever");
    QTRY_COMPARE(door.guest().received.last(), QByteArray("as ever"));
}

void TestConnectionTexts::theEndWaitsBehindWhatIsHeardLater_data()
{
    QTest::addColumn<QByteArray>("end");
    QTest::addColumn<Departure>("why");
    QTest::newRow("a goodbye") << RawClient::encode({.opcode = RawClient::Close,
        .payload = "\x03\xe9"}) << Departure::Left;
    QTest::newRow("none") << QByteArray() << Departure::Lost;
}

void TestConnectionTexts::theEndWaitsBehindWhatIsHeardLater()
{
    QFETCH(QByteArray, end);
    QFETCH(Departure, why);
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    client.write(RawClient::encode({.payload = "word"}).repeated(100) + end);
    client.shutWrite();
    QTRY_COMPARE(door.guest().closed, QList<Departure>{why});
    QCOMPARE(door.guest().received.size(), 100);
}

void TestConnectionTexts::whatIsSaidBeforeTheEndIsDelivered_data()
{
    QTest::addColumn<QByteArray>("end");
    QTest::addColumn<int>("code");
    QTest::addColumn<Departure>("why");
    using Raw = RawClient;
    QTest::newRow("a close frame")
        << Raw::encode({.opcode = Raw::Close, .payload = "\x03\xe9"}) << 1001 << Departure::Left;
    QTest::newRow("text that is not UTF-8")
        << Raw::encode({.payload = "\xff"}) << 1007 << Departure::BrokeProtocol;
    QTest::newRow("65,537 bytes of text")
        << Raw::encode({.payload = QByteArray(65'537, 'x')}) << 1009 << Departure::BrokeProtocol;
}

void TestConnectionTexts::whatIsSaidBeforeTheEndIsDelivered()
{
    QFETCH(QByteArray, end);
    QFETCH(int, code);
    QFETCH(Departure, why);
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    client.write(RawClient::encode({.payload = "last words"}) + end);
    QVERIFY(client.waitForClose());
    QCOMPARE(int(client.closeCode()), code);
    QVERIFY(client.waitForEnd());
    QTRY_COMPARE(door.guest().closed, QList<Departure>{why});
    QCOMPARE(door.guest().received, QByteArrayList{"last words"});
}

void TestConnectionTexts::nothingIsDeliveredBehindAGoodbye()
{
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    client.write(RawClient::encode({.opcode = RawClient::Close, .payload = "\x03\xe9"})
        + RawClient::encode({.payload = "afterthought"}));
    QVERIFY(client.waitForEnd());
    QTRY_COMPARE(door.guest().closed, QList<Departure>{Departure::Left});
    QCOMPARE(int(client.closeCode()), 1001);
    QVERIFY(door.guest().received.isEmpty());
}

void TestConnectionTexts::nothingIsReceivedOnceTheHandlerHasClosed()
{
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    Wire& wire = *door.guest().wire;
    connect(&wire, &Wire::received, this, [&wire] { wire.close(4001, u"enough"_qs); });
    client.write(RawClient::encode({.payload = "one"}) + RawClient::encode({.payload = "two"})
        + RawClient::encode({.payload = "thr", .final = false})
        + RawClient::encode({.opcode = RawClient::Continuation, .payload = "ee"})
        + RawClient::encode({.opcode = RawClient::Binary, .payload = "four"}));
    QVERIFY(client.waitForEnd());
    QCOMPARE(client.frames().size(), 1);
    QCOMPARE(int(client.closeCode()), 4001);
    QCOMPARE(client.closeReason(), QByteArray("enough"));
    QTRY_COMPARE(door.guest().closed.size(), 1);
    QCOMPARE(door.guest().received, QByteArrayList{"one"});
}

SIGNALBOX_TEST(TestConnectionTexts)
#include "tst_connectiontexts.moc"
