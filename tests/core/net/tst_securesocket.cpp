// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/securesocket.h"
#include "tests/support/iomain.h"
#include "tests/support/opendoor.h"
#include "tests/support/papers.h"
#include "tests/support/rawclient.h"
#include "tests/support/secureclient.h"

#include <QCoreApplication>
#include <QTest>

using namespace Signalbox;

class TestSecureSocket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWaitsForASlowReaderIsCounted();
    void nothingWaitsForAReader();
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

SIGNALBOX_IO_TEST_MAIN(TestSecureSocket)
#include "tst_securesocket.moc"
