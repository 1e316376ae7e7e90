// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/securesocket.h"
#include "tests/core/net/keychanger.h"
#include "tests/support/opendoor.h"
#include "tests/support/papers.h"
#include "tests/support/rawclient.h"
#include "tests/support/suite.h"
#include "tests/support/waiting.h"

#include <QTest>

#include <sys/socket.h>

using namespace Signalbox;

namespace {

void changeKeysOften(KeyChanger& client, KeyChanger::Answer answer)
{
    for (int i = 0; i < 20; ++i) {
        client.changeKeys(answer);
    }
}

} // namespace

/// RFC 8446 section 4.6.3: a record of 27 bytes that holds nothing to read, and costs whoever gets
/// it as much as a thousand times that.
class TestKeyChanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoChangesKeysIsHeardAsEver_data();
    void whoChangesKeysIsHeardAsEver();
    void whoChangesThemWithoutEndIsPutOut();
    void answersThatAreNotReadEndIt();

private:
    bool enter(KeyChanger& client, OpenDoor& door);

    Papers m_papers;
    int m_descriptor = -1; ///< the hub's
};

bool TestKeyChanges::enter(KeyChanger& client, OpenDoor& door)
{
    door.door().setEncryption(Encryption::Offered, m_papers.credentials());
    if (!client.connectTo(door.port())) {
        return false;
    }
    m_descriptor = int(door.door().findChild<SecureSocket*>()->socketDescriptor());
    client.write(RawClient::upgradeRequest());
    return door.waitForGuests(1);
}

void TestKeyChanges::whoChangesKeysIsHeardAsEver_data()
{
    QTest::addColumn<bool>("isAnswered");
    QTest::newRow("its own") << false;
    QTest::newRow("those of both") << true;
}

void TestKeyChanges::whoChangesKeysIsHeardAsEver()
{
    QFETCH(bool, isAnswered);
    OpenDoor door;
    KeyChanger client;
    QVERIFY(enter(client, door));
    QByteArrayList said;
    for (int i = 0; i < 30; ++i) {
        said.append(QByteArray::number(i));
        client.changeKeys(isAnswered ? KeyChanger::Answer::Asked : KeyChanger::Answer::None);
        client.write(RawClient::encode({.payload = said.last()}));
    }
    QTRY_COMPARE(door.guest().received, said);
    QVERIFY(door.guest().closed.isEmpty());
}

void TestKeyChanges::whoChangesThemWithoutEndIsPutOut()
{
    Limits limits;
    limits.wireBytesPerSecond = 50'000; // within any second, however slow the machine is
    OpenDoor door(limits);
    KeyChanger client;
    QVERIFY(enter(client, door));
    QVERIFY(waitUntil([&] {
        changeKeysOften(client, KeyChanger::Answer::None);
        return !door.guest().closed.isEmpty();
    }));
    QCOMPARE(door.guest().closed, QList<Departure>{Departure::OverRate});
}

void TestKeyChanges::answersThatAreNotReadEndIt()
{
    Limits limits;
    limits.pongBytes = 4096;
    OpenDoor door(limits);
    KeyChanger client;
    QVERIFY(enter(client, door));
    const int little = 1; // the least that the system keeps
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_SNDBUF, &little, sizeof little);
    client.stopReading();
    QVERIFY(waitUntil([&] {
        changeKeysOften(client, KeyChanger::Answer::Asked);
        return !door.guest().closed.isEmpty();
    }));
    QCOMPARE(door.guest().closed, QList<Departure>{Departure::Flooding});
}

SIGNALBOX_TEST(TestKeyChanges)
#include "tst_keychanges.moc"
