// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/link/frame.h"
#include "tests/support/opendoor.h"
#include "tests/support/rawclient.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;
using namespace std::chrono_literals;

namespace {

constexpr qint64 MiB = 1024 * 1024;

Frame frameOf(qint64 size)
{
    return Frame::fromText(QByteArray(size, 'x'));
}

Limits quickLimits()
{
    Limits limits;
    limits.closeTime = 50ms;
    return limits;
}

} // namespace

class TestConnectionQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWaitsIsKnown();
    void aStuckPeerIsClosedAllTheSame();
    void aResetThatOnlyAWriteNoticesIsALoss();

    void aFloodOfPingsIsCut();
    void aFloodOfPingsIsCutWhileOtherThingsWait();
    void manyPingsOfAReaderAreFine();
};

void TestConnectionQueue::whatWaitsIsKnown()
{
    OpenDoor door;
    RawClient client;
    client.neverRead();
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    Wire& wire = *door.guest().wire;
    quint64 sent = 0;
    for (int i = 0; i < 20; ++i) {
        const Frame frame = frameOf(MiB);
        wire.send(frame);
        sent += quint64(frame.bytes().size());
        QCoreApplication::processEvents();
        const quint64 counted = wire.takenBytes() + quint64(wire.queuedBytes());
        QVERIFY(counted >= sent);
        QVERIFY(counted < sent + 1000); // the answer to the handshake may be in it
    }
    QVERIFY(wire.queuedBytes() > 8 * MiB);
    QVERIFY(wire.takenBytes() > 0);
}

void TestConnectionQueue::aStuckPeerIsClosedAllTheSame()
{
    OpenDoor door(quickLimits());
    RawClient client;
    client.neverRead();
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    Wire& wire = *door.guest().wire;
    QTRY_VERIFY_WITH_TIMEOUT((wire.send(frameOf(MiB)), wire.queuedBytes() > 8 * MiB), 20'000);
    wire.close(4008, {});
    QVERIFY(door.guest().closed.isEmpty());
    QTRY_COMPARE(door.guest().closed.size(), 1);
    QCOMPARE(wire.queuedBytes(), 0);
}

void TestConnectionQueue::aResetThatOnlyAWriteNoticesIsALoss()
{
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    client.neverRead();
    Wire& wire = *door.guest().wire;
    // More than the system takes, so that a write is pending when the reset comes.
    QTRY_VERIFY_WITH_TIMEOUT((wire.send(frameOf(MiB)), wire.queuedBytes() > 2 * MiB), 20'000);
    client.reset();
    for (int i = 0; i < 10; ++i) {
        wire.send(frameOf(1000));
    }
    QTRY_COMPARE(door.guest().closed, QList<Departure>{Departure::Lost});
}

void TestConnectionQueue::aFloodOfPingsIsCut()
{
    OpenDoor door;
    RawClient client;
    client.neverRead();
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    const QByteArray pings
        = RawClient::encode({.opcode = RawClient::Ping, .payload = QByteArray(125, 'x')})
              .repeated(5000);
    qint64 most = 0;
    QTRY_VERIFY_WITH_TIMEOUT((client.tcp().bytesToWrite() < MiB ? client.write(pings) : void(),
                                 most = std::max(most, door.guest().wire->queuedBytes()),
                                 !door.guest().closed.isEmpty()),
        20'000);
    QCOMPARE(door.guest().closed, QList<Departure>{Departure::Flooding});
    QVERIFY2(most < MiB, qPrintable(QString::number(most)));
}

void TestConnectionQueue::aFloodOfPingsIsCutWhileOtherThingsWait()
{
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    client.neverRead();
    Wire& wire = *door.guest().wire;
    // It lets much more go through than ever waits, and is never without something that waits.
    QTRY_VERIFY_WITH_TIMEOUT((wire.send(frameOf(MiB)), wire.queuedBytes() > 32 * MiB), 20'000);
    client.tcp().setReadBufferSize(MiB);
    for (int i = 0; i < 100'000 && wire.queuedBytes() > 4 * MiB; ++i) {
        client.tcp().readAll();
        QCoreApplication::processEvents();
    }
    client.tcp().setReadBufferSize(1);
    QVERIFY(wire.queuedBytes() > 0);
    QVERIFY(wire.queuedBytes() <= 4 * MiB);
    const QByteArray pings
        = RawClient::encode({.opcode = RawClient::Ping, .payload = QByteArray(125, 'x')})
              .repeated(5000);
    qint64 most = 0;
    QTRY_VERIFY_WITH_TIMEOUT(
        (client.tcp().bytesToWrite() < MiB ? client.write(pings) : void(),
            most = std::max(most, wire.queuedBytes()), !door.guest().closed.isEmpty()),
        20'000);
    QCOMPARE(door.guest().closed, QList<Departure>{Departure::Flooding});
    QVERIFY2(most < 6 * MiB, qPrintable(QString::number(most)));
}

void TestConnectionQueue::manyPingsOfAReaderAreFine()
{
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    for (int i = 0; i < 5000; ++i) {
        client.send({.opcode = RawClient::Ping, .payload = QByteArray(125, 'x')});
        if (i % 100 == 0) {
            QCoreApplication::processEvents();
        }
    }
    QTRY_COMPARE(client.frames().size(), 5000);
    QVERIFY(door.guest().closed.isEmpty());
}

SIGNALBOX_TEST(TestConnectionQueue)
#include "tst_connectionqueue.moc"
