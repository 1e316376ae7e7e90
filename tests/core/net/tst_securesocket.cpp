// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/securesocket.h"
#include "tests/core/net/heardinturns.h"
#include "tests/core/net/owndescriptors.h"
#include "tests/support/opendoor.h"
#include "tests/support/papers.h"
#include "tests/support/rawclient.h"
#include "tests/support/secureclient.h"
#include "tests/support/suite.h"

#include <QCoreApplication>
#include <QTest>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

using namespace Signalbox;

namespace {

/// Says so below the TLS of a client.
void writeBare(SecureClient& client, const QByteArray& bytes)
{
    auto* below = client.socket().findChild<QTcpSocket*>({}, Qt::FindDirectChildrenOnly);
    Q_ASSERT(below != nullptr);
    below->write(bytes);
    below->flush();
}

/// Until this ends, nothing arrives of what is written.
void holdBack(SecureClient& client, bool isHeldBack = true)
{
#ifdef TCP_CORK
    const int cork = isHeldBack ? 1 : 0;
    ::setsockopt(
        int(client.socket().socketDescriptor()), IPPROTO_TCP, TCP_CORK, &cork, sizeof cork);
#endif
}

/// Each byte in a record of its own.
void writeInRecords(SecureClient& client, const QByteArray& bytes)
{
    for (const char byte : bytes) {
        client.write(QByteArray(1, byte));
        client.socket().flush();
    }
}

/// The head of a TLS record of 16 KiB, of which nothing can be read before it is complete.
const QByteArray largestRecord = QByteArray::fromHex("1703034000");
constexpr qsizetype LargestRecord = 16 * 1024;

/// A door that speaks TLS, and who is to come in by it.
class SecureVisit
{
public:
    explicit SecureVisit(const Limits& limits = {})
        : m_door(limits)
    {
        m_door.door().setEncryption(Encryption::Offered, m_papers.credentials());
    }

    OpenDoor& door() { return m_door; }
    SecureClient& client() { return m_client; }

    bool shakeHands() { return m_client.connectTo(m_door.port()); }

    /// After shakeHands().
    bool upgrade()
    {
        m_client.write(RawClient::upgradeRequest());
        return m_door.waitForGuests(1);
    }

    bool enter() { return shakeHands() && upgrade(); }

private:
    Papers m_papers;
    OpenDoor m_door;
    SecureClient m_client;
};

} // namespace

class TestSecureSocket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWaitsForASlowReaderIsCounted();
    void nothingWaitsForAReader();
    void whatHoldsNothingToReadIsCountedAll();
    void whatHoldsNothingToReadIsNoRequest();
    void manyRecordsAreDecryptedInSeveralTurns();
    void aRecordCountsForMoreThanItHolds();
    void theSystemKeepsNothingOfOneThatIsAborted();
    void whatComesAtOnceIsHeardInSeveralTurns_data();
    void whatComesAtOnceIsHeardInSeveralTurns();
    void theEndWaitsBehindWhatIsHeardLater_data();
    void theEndWaitsBehindWhatIsHeardLater();
    void whatIsDecryptedInOneTurnIsBounded();
#ifdef __GLIBC__
    void whoIsSilentKeepsNoBuffers();
#endif
};

void TestSecureSocket::whatWaitsForASlowReaderIsCounted()
{
    SecureVisit visit;
    QVERIFY(visit.enter());
    OpenDoor& door = visit.door();
    SecureClient& client = visit.client();
    client.stopReading();
    Wire& wire = *door.guest().wire;
    const Frame frame = Frame::fromText(QByteArray(32 * 1024, 'x'));
    const auto say = [&wire, &frame] {
        wire.send(frame);
        QCoreApplication::processEvents();
    };
    for (int i = 0; i < 1000 && wire.queuedBytes() < 1024 * 1024; ++i) {
        say();
    }
    QVERIFY(wire.queuedBytes() >= 1024 * 1024);
    const quint64 taken = wire.takenBytes();
    const qint64 queued = wire.queuedBytes();
    for (int i = 0; i < 10; ++i) {
        say();
    }
    QCOMPARE(wire.takenBytes(), taken);
    const qint64 more = wire.queuedBytes() - queued;
    QVERIFY2(std::abs(more - 10 * frame.bytes().size()) < 1024, qPrintable(QString::number(more)));
}

void TestSecureSocket::nothingWaitsForAReader()
{
    SecureVisit visit;
    QVERIFY(visit.enter());
    OpenDoor& door = visit.door();
    SecureClient& client = visit.client();
    Wire& wire = *door.guest().wire;
    const Frame frame = Frame::fromText(QByteArray(1000, 'x'));
    for (int i = 0; i < 200; ++i) {
        wire.send(frame);
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(wire.queuedBytes(), qint64(0));
    // TLS adds to each record, and the system took all of them.
    QVERIFY(wire.takenBytes() >= quint64(200 * frame.bytes().size()));
    QTRY_VERIFY(client.bytes().size() >= 200 * frame.bytes().size());
}

void TestSecureSocket::whatHoldsNothingToReadIsCountedAll()
{
    constexpr qsizetype Piece = 2000;
    Limits limits;
    limits.wireBytesPerSecond = Piece - 1;
    SecureVisit visit(limits);
    QVERIFY(visit.enter());
    OpenDoor& door = visit.door();
    SecureClient& client = visit.client();
    QVERIFY(client.waitForText("\r\n\r\n"));
    writeBare(client, largestRecord);
    for (qsizetype sent = 0; sent + Piece < LargestRecord && door.guest().closed.isEmpty();
         sent += Piece) {
        writeBare(client, QByteArray(Piece, 'x'));
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(door.guest().closed, QList<Departure>{Departure::OverRate});
}

void TestSecureSocket::whatHoldsNothingToReadIsNoRequest()
{
    Limits limits;
    limits.headBytes = 1024;
    SecureVisit visit(limits);
    QVERIFY(visit.shakeHands());
    OpenDoor& door = visit.door();
    SecureClient& client = visit.client();
    writeBare(client, largestRecord + QByteArray(LargestRecord - 1, 'x'));
    QVERIFY(client.waitForEnd());
    QCOMPARE(door.rejections(), QList<Rejection>{Rejection::BadTls});
}

void TestSecureSocket::manyRecordsAreDecryptedInSeveralTurns()
{
    constexpr int Records = 100;
    constexpr int MostInOneTurn = 8;
    SecureVisit visit;
    QVERIFY(visit.shakeHands());
    OpenDoor& door = visit.door();
    SecureClient& client = visit.client();
    auto* secure = door.door().findChild<SecureSocket*>();
    QVERIFY(secure != nullptr);
    QVERIFY(visit.upgrade());
    int records = 0;
    int inThisTurn = 0;
    int mostInOne = 0;
    connect(secure, &SecureSocket::dataArrived, this, [&] { // of each record by itself
        ++records;
        mostInOne = std::max(mostInOne, ++inThisTurn);
    });
    connect(secure, &SecureSocket::arrivalRead, this, [&] { inThisTurn = 0; });
    holdBack(client);
    writeInRecords(client, RawClient::encode({.payload = QByteArray(Records - 6, 'x')}));
    holdBack(client, false);
    QTRY_COMPARE(door.guest().received, QByteArrayList{QByteArray(Records - 6, 'x')});
    QCOMPARE(records, Records);
    QVERIFY2(mostInOne <= MostInOneTurn, qPrintable(QString::number(mostInOne)));
}

void TestSecureSocket::aRecordCountsForMoreThanItHolds()
{
    constexpr int Records = 100; // of 23 bytes each
    Limits limits;
    limits.wireBytesPerSecond = Records * 30;
    SecureVisit visit(limits);
    QVERIFY(visit.enter());
    OpenDoor& door = visit.door();
    SecureClient& client = visit.client();
    holdBack(client);
    writeInRecords(client, RawClient::encode({.payload = QByteArray(Records - 6, 'x')}));
    holdBack(client, false);
    QTRY_COMPARE(door.guest().closed, QList<Departure>{Departure::OverRate});
}

void TestSecureSocket::theSystemKeepsNothingOfOneThatIsAborted()
{
    SecureVisit visit;
    QVERIFY(visit.enter());
    OpenDoor& door = visit.door();
    SecureClient& client = visit.client();
    client.stopReading();
    Wire& wire = *door.guest().wire;
    const Frame frame = Frame::fromText(QByteArray(32 * 1024, 'x'));
    for (int i = 0; i < 1000 && wire.queuedBytes() < 1024 * 1024; ++i) {
        wire.send(frame);
        QCoreApplication::processEvents();
    }
    door.guests().clear(); // aborts
    qint64 read = 0;
    QCOMPARE(readToEnd(int(client.socket().socketDescriptor()), read), ECONNRESET);
}

void TestSecureSocket::whatComesAtOnceIsHeardInSeveralTurns_data()
{
    QTest::addColumn<quint8>("opcode");
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<qsizetype>("most");
    QTest::newRow("text") << quint8(RawClient::Text) << qsizetype(3) << qsizetype(8);
    QTest::newRow("bytes") << quint8(RawClient::Binary) << qsizetype(3) << qsizetype(8);
    QTest::newRow("large") << quint8(RawClient::Text) << qsizetype(12'000) << qsizetype(3);
}

void TestSecureSocket::whatComesAtOnceIsHeardInSeveralTurns()
{
    QFETCH(quint8, opcode);
    QFETCH(qsizetype, size);
    QFETCH(qsizetype, most);
    SecureVisit visit;
    QVERIFY(visit.enter());
    OpenDoor& door = visit.door();
    SecureClient& client = visit.client();
    const HundredMessages said(opcode, size);
    const HeardInOneTurn heard(*door.guest().wire);
    client.write(said.frames);
    QTRY_COMPARE(door.guest().received.size(), said.texts.size());
    QVERIFY(door.guest().received == said.texts);
    // Of what was left, and of what arrived meanwhile.
    QVERIFY2(heard.most() <= 2 * most, qPrintable(QString::number(heard.most())));
    client.write(RawClient::encode({.payload = "as ever"}));
    QTRY_COMPARE(door.guest().received.last(), QByteArray("as ever"));
}

void TestSecureSocket::theEndWaitsBehindWhatIsHeardLater_data()
{
    QTest::addColumn<QByteArray>("end");
    QTest::addColumn<bool>("politely");
    QTest::addColumn<Departure>("why");
    const QByteArray goodbye
        = RawClient::encode({.opcode = RawClient::Close, .payload = "\x03\xe9"});
    QTest::newRow("a goodbye") << goodbye << true << Departure::Left;
    QTest::newRow("a goodbye, and none of TLS") << goodbye << false << Departure::Left;
    QTest::newRow("none but of TLS") << QByteArray() << true << Departure::Lost;
    QTest::newRow("none") << QByteArray() << false << Departure::Lost;
}

void TestSecureSocket::theEndWaitsBehindWhatIsHeardLater()
{
    QFETCH(QByteArray, end);
    QFETCH(bool, politely);
    QFETCH(Departure, why);
    SecureVisit visit;
    QVERIFY(visit.enter());
    OpenDoor& door = visit.door();
    SecureClient& client = visit.client();
    QVERIFY(client.waitForText("\r\n\r\n")); // or its end would be a reset
    const int descriptor = int(client.socket().socketDescriptor());
    holdBack(client); // until the end
    client.write(RawClient::encode({.payload = "word"}).repeated(100) + end);
    client.socket().flush();
    if (politely) {
        client.socket().disconnectFromHost();
    } else {
        ::shutdown(descriptor, SHUT_WR);
    }
    QTRY_COMPARE(door.guest().closed, QList<Departure>{why});
    QCOMPARE(door.guest().received.size(), 100);
}

void TestSecureSocket::whatIsDecryptedInOneTurnIsBounded()
{
    SecureVisit visit;
    QVERIFY(visit.shakeHands());
    OpenDoor& door = visit.door();
    SecureClient& client = visit.client();
    const auto* secure = door.door().findChild<SecureSocket*>();
    QVERIFY(secure != nullptr);
    QVERIFY(visit.upgrade());
    qint64 most = 0;
    connect(secure, &SecureSocket::arrivalRead, this,
        [&] { most = std::max(most, secure->QIODevice::bytesAvailable()); });
    const QByteArray message(12'000, 'x');
    client.write(RawClient::encode({.payload = message}).repeated(50));
    QTRY_COMPARE(door.guest().received.size(), 50);
    QVERIFY2(most <= 48 * 1024, qPrintable(QString::number(most)));
}

#ifdef __GLIBC__
void TestSecureSocket::whoIsSilentKeepsNoBuffers()
{
    constexpr size_t Count = 20;
    constexpr size_t Buffers
        = 96 * 1024; // of one end that never lets go of any; the client's does not
    constexpr size_t Others = 192 * 1024; // of both ends, most of it OpenSSL's
    Papers papers;
    OpenDoor door;
    door.door().setEncryption(Encryption::Offered, papers.credentials());
    std::vector<std::unique_ptr<SecureClient>> clients;
    const auto addOne = [&] {
        clients.push_back(std::make_unique<SecureClient>());
        if (!clients.back()->connectTo(door.port())) {
            return false;
        }
        clients.back()->write(RawClient::upgradeRequest());
        return door.waitForGuests(clients.size()) && clients.back()->waitForText("\r\n\r\n");
    };
    QVERIFY(addOne()); // and whatever is there once for all
    const size_t before = ::mallinfo2().uordblks;
    while (clients.size() <= Count) {
        QVERIFY(addOne());
        door.guest().wire->send(Frame::fromText("welcome"));
        clients.back()->write(RawClient::encode({.payload = "thanks"}));
        QVERIFY(clients.back()->waitForText("welcome"));
        QTRY_COMPARE(door.guest().received.size(), 1);
    }
    const auto each = [before] { return (::mallinfo2().uordblks - before) / Count; };
    QTRY_VERIFY2(each() < Buffers + Others, qPrintable(QString::number(each())));
}
#endif

SIGNALBOX_TEST(TestSecureSocket)
#include "tst_securesocket.moc"
