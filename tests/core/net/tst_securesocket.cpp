// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/securesocket.h"
#include "tests/core/net/owndescriptors.h"
#include "tests/support/opendoor.h"
#include "tests/support/papers.h"
#include "tests/support/rawclient.h"
#include "tests/support/secureclient.h"
#include "tests/support/suite.h"

#include <QCoreApplication>
#include <QTest>

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

/// The head of a TLS record of 16 KiB, of which nothing can be read before it is complete.
const QByteArray largestRecord = QByteArray::fromHex("1703034000");
constexpr qsizetype LargestRecord = 16 * 1024;

} // namespace

class TestSecureSocket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWaitsForASlowReaderIsCounted();
    void nothingWaitsForAReader();
    void whatHoldsNothingToReadIsCountedAll();
    void whatHoldsNothingToReadIsNoRequest();
    void theSystemKeepsNothingOfOneThatIsAborted();
};

void TestSecureSocket::whatWaitsForASlowReaderIsCounted()
{
    Papers papers;
    const auto door = std::make_unique<OpenDoor>();
    door->door().setEncryption(Encryption::Offered, papers.credentials());
    SecureClient client;
    QVERIFY(client.connectTo(door->port()));
    client.write(RawClient::upgradeRequest());
    QVERIFY(door->waitForGuests(1));
    client.stopReading();
    Wire& wire = *door->guest().wire;
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
    Papers papers;
    OpenDoor door;
    door.door().setEncryption(Encryption::Offered, papers.credentials());
    SecureClient client;
    QVERIFY(client.connectTo(door.port()));
    client.write(RawClient::upgradeRequest());
    QVERIFY(door.waitForGuests(1));
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
    Papers papers;
    OpenDoor door(limits);
    door.door().setEncryption(Encryption::Offered, papers.credentials());
    SecureClient client;
    QVERIFY(client.connectTo(door.port()));
    client.write(RawClient::upgradeRequest());
    QVERIFY(door.waitForGuests(1));
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
    Papers papers;
    OpenDoor door(limits);
    door.door().setEncryption(Encryption::Offered, papers.credentials());
    SecureClient client;
    QVERIFY(client.connectTo(door.port()));
    writeBare(client, largestRecord + QByteArray(LargestRecord - 1, 'x'));
    QVERIFY(client.waitForEnd());
    QCOMPARE(door.rejections(), QList<Rejection>{Rejection::BadTls});
}

void TestSecureSocket::theSystemKeepsNothingOfOneThatIsAborted()
{
    Papers papers;
    OpenDoor door;
    door.door().setEncryption(Encryption::Offered, papers.credentials());
    SecureClient client;
    QVERIFY(client.connectTo(door.port()));
    client.write(RawClient::upgradeRequest());
    QVERIFY(door.waitForGuests(1));
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

SIGNALBOX_TEST(TestSecureSocket)
#include "tst_securesocket.moc"
