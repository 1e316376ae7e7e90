// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/connection.h"
#include "core/net/outbox.h"
#include "tests/support/opendoor.h"
#include "tests/support/rawclient.h"
#include "tests/support/suite.h"

#include <QTest>

#include <algorithm>

using namespace Signalbox;
using namespace std::chrono_literals;

class TestOutbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void framesOfOneTurnLeaveTogetherAtItsEnd();
    void aCrowdSendsInSeveralTurns();
    void whatIsSaidMeanwhileLeavesWithWhatWaits();
    void aConnectionMayGoBeforeTheTurnEnds();
    void muchDoesNotWaitForTheEndOfTheTurn();
    void nothingIsJoinedAfterTheClose();

    void theFirstWhoComesIsToldOfAtOnce();
    void othersSoonAfterAreHeld();
    void whatIsHeldLeavesAfterAPause();
    void whatIsHeldGoesBeforeWhatIsUrgent();
    void whatIsHeldGoesBeforeTheClose();
    void aConnectionMayGoWhileItHoldsSomething();
};

void TestOutbox::framesOfOneTurnLeaveTogetherAtItsEnd()
{
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    Wire& wire = *door.guest().wire;
    const quint64 before = wire.takenBytes();
    const Frame one = Frame::fromText("one");
    const Frame two = Frame::fromText("two");
    wire.send(one);
    wire.send(two);
    QCOMPARE(wire.takenBytes(), before);
    QCOMPARE(wire.queuedBytes(), one.bytes().size() + two.bytes().size());
    QCoreApplication::sendPostedEvents();
    QCOMPARE(wire.takenBytes(), before + quint64(one.bytes().size() + two.bytes().size()));
    QCOMPARE(wire.queuedBytes(), 0);

    QTRY_COMPARE(client.frames().size(), 2);
}

namespace {

constexpr size_t Crowd = 40; ///< more than send in one turn

/// How many of the door's guests have something that waits for their turn.
qsizetype waiting(OpenDoor& door)
{
    const auto& guests = door.guests();
    return std::count_if(guests.begin(), guests.end(),
        [](const auto& guest) { return guest->wire->queuedBytes() > 0; });
}

void tellAll(OpenDoor& door, const Frame& frame)
{
    for (const auto& guest : door.guests()) {
        guest->wire->send(frame);
    }
}

bool invite(OpenDoor& door, std::vector<std::unique_ptr<RawClient>>& clients)
{
    while (clients.size() < Crowd) {
        clients.push_back(std::make_unique<RawClient>());
        if (!clients.back()->upgrade(door.port()) || !door.waitForGuests(clients.size())) {
            return false;
        }
    }
    return true;
}

} // namespace

void TestOutbox::aCrowdSendsInSeveralTurns()
{
    OpenDoor door;
    std::vector<std::unique_ptr<RawClient>> clients;
    QVERIFY(invite(door, clients));
    tellAll(door, Frame::fromText("a"));
    QCOMPARE(waiting(door), qsizetype(Crowd));
    QCoreApplication::sendPostedEvents();
    QVERIFY(waiting(door) > 0);
    QVERIFY(waiting(door) < qsizetype(Crowd));
    for (const auto& client : clients) {
        QTRY_COMPARE(client->frames().size(), 1);
    }
    QCOMPARE(waiting(door), 0);
}

void TestOutbox::whatIsSaidMeanwhileLeavesWithWhatWaits()
{
    OpenDoor door;
    std::vector<std::unique_ptr<RawClient>> clients;
    QVERIFY(invite(door, clients));
    const Frame frame = Frame::fromText("a");
    tellAll(door, frame);
    QCoreApplication::sendPostedEvents();
    Wire& last = *door.guests().back()->wire;
    QCOMPARE(last.queuedBytes(), frame.bytes().size());
    tellAll(door, Frame::fromText("b"));
    const quint64 before = last.takenBytes();
    QTRY_VERIFY(last.takenBytes() > before);
    QCOMPARE(last.takenBytes(), before + 2 * quint64(frame.bytes().size()));
    for (const auto& client : clients) {
        QTRY_COMPARE(client->frames().size(), 2);
        QCOMPARE(client->frames().at(0).payload, "a");
        QCOMPARE(client->frames().at(1).payload, "b");
    }
}

void TestOutbox::aConnectionMayGoBeforeTheTurnEnds()
{
    OpenDoor door;
    RawClient one, two, three;
    for (RawClient* client : {&one, &two, &three}) {
        QVERIFY(client->upgrade(door.port()));
    }
    QVERIFY(door.waitForGuests(3));
    for (const auto& guest : door.guests()) {
        guest->wire->send(Frame::fromText("text"));
    }
    door.guests().erase(door.guests().begin() + 1);
    QTRY_COMPARE(one.frames().size(), 1);
    QTRY_COMPARE(three.frames().size(), 1);
    QVERIFY(two.frames().isEmpty());
}

void TestOutbox::muchDoesNotWaitForTheEndOfTheTurn()
{
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    Wire& wire = *door.guest().wire;
    const Frame frame = Frame::fromText(QByteArray(40'000, 'x'));
    wire.send(frame);
    QCOMPARE(wire.takenBytes(), 0);
    wire.send(frame);
    QVERIFY(wire.takenBytes() > 0);
}

void TestOutbox::nothingIsJoinedAfterTheClose()
{
    OpenDoor door;
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    Wire& wire = *door.guest().wire;
    wire.send(Frame::fromText("before"));
    wire.close(4000, {});
    wire.send(Frame::fromText("after"));
    QVERIFY(client.waitForClose());
    QCOMPARE(client.frames().size(), 2);
    QCOMPARE(client.frames().at(0).payload, "before");
    QCOMPARE(client.closeCode(), 4000);
}

namespace {

Frame presence(const QByteArray& text)
{
    return Frame::fromText(text, Haste::Soon);
}

/// With a pause after an announcement that no test outlasts, or none to speak of.
Limits limitsWithPause(std::chrono::milliseconds pause)
{
    Limits limits;
    limits.presencePause = pause;
    return limits;
}

QByteArrayList textsOf(const RawClient& client)
{
    QByteArrayList texts;
    for (const RawClient::RawFrame& frame : client.frames()) {
        texts.append(frame.payload);
    }
    return texts;
}

} // namespace

void TestOutbox::theFirstWhoComesIsToldOfAtOnce()
{
    OpenDoor door(limitsWithPause(1h));
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    door.guest().wire->send(presence("one"));
    QTRY_COMPARE(textsOf(client), QByteArrayList{"one"});
}

void TestOutbox::othersSoonAfterAreHeld()
{
    OpenDoor door(limitsWithPause(1h));
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    Wire& wire = *door.guest().wire;
    wire.send(presence("one"));
    QTRY_COMPARE(textsOf(client), QByteArrayList{"one"});
    const quint64 taken = wire.takenBytes();
    wire.send(presence("two"));
    wire.send(presence("three"));
    QCoreApplication::processEvents();
    QCOMPARE(wire.takenBytes(), taken);
    QVERIFY(wire.queuedBytes() > 0);
    door.door().flushConnections();
    QCOMPARE(wire.queuedBytes(), 0);
    QTRY_COMPARE(textsOf(client), (QByteArrayList{"one", "two", "three"}));
}

void TestOutbox::whatIsHeldLeavesAfterAPause()
{
    OpenDoor door(limitsWithPause(20ms));
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    QByteArrayList all;
    for (int i = 0; i < 20; ++i) {
        all.append(QByteArray::number(i));
        door.guest().wire->send(presence(all.last()));
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(textsOf(client), all);
}

void TestOutbox::whatIsHeldGoesBeforeWhatIsUrgent()
{
    OpenDoor door(limitsWithPause(1h));
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    Wire& wire = *door.guest().wire;
    wire.send(presence("one"));
    QCoreApplication::sendPostedEvents();
    wire.send(presence("she comes"));
    wire.send(Frame::fromText("she offers"));
    QTRY_COMPARE(textsOf(client), (QByteArrayList{"one", "she comes", "she offers"}));
}

void TestOutbox::whatIsHeldGoesBeforeTheClose()
{
    OpenDoor door(limitsWithPause(1h));
    RawClient client;
    QVERIFY(client.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    Wire& wire = *door.guest().wire;
    wire.send(presence("one"));
    QCoreApplication::sendPostedEvents();
    wire.send(presence("held"));
    wire.close(4000, {});
    QVERIFY(client.waitForClose());
    QCOMPARE(textsOf(client).first(2), (QByteArrayList{"one", "held"}));
}

void TestOutbox::aConnectionMayGoWhileItHoldsSomething()
{
    OpenDoor door(limitsWithPause(20ms));
    RawClient one, two;
    QVERIFY(one.upgrade(door.port()));
    QVERIFY(two.upgrade(door.port()));
    QVERIFY(door.waitForGuests(2));
    for (const auto& guest : door.guests()) {
        guest->wire->send(presence("one"));
        guest->wire->send(presence("two"));
    }
    door.guests().erase(door.guests().begin());
    QTRY_COMPARE(textsOf(two), (QByteArrayList{"one", "two"}));
    QVERIFY(one.frames().isEmpty());
}

SIGNALBOX_TEST(TestOutbox)
#include "tst_outbox.moc"
