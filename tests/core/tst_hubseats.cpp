// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/rawclient.h"
#include "tests/support/runninghub.h"
#include "tests/support/suite.h"
#include "tests/support/testclient.h"

#include <QTest>

using namespace Signalbox;

namespace {

constexpr auto joiningWithPin = R"({"type":"join","pin":"123456"})";

/// With a PIN, and so many seats.
HubConfig seats(int inAll, int fromOneAddress)
{
    HubConfig config;
    config.limits = RunningHub::quickLimits();
    config.limits.peers = inAll;
    config.limits.peersPerAddress = fromOneAddress;
    config.admission.pin = u"123456"_qs;
    return config;
}

/// Whether it was told that there is no place.
bool isTurnedAway(RawClient& client)
{
    return client.waitForText("hub-full") && client.waitForClose() && client.closeCode() == 4013;
}

} // namespace

/// Who holds a seat where there is a PIN.
class TestHubSeats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoHasNotGivenThePinHoldsNoSeat();
    void whoComesInByThePathTakesNobodysPlaceButASeat();
    void theOldestWithoutThePinMakesWayAndIsToldSo();
    void thePinIsWorthNoSeatWhereThereIsNone();
    void oneAddressMayNotHaveAnyNumberWithoutThePin();
};

void TestHubSeats::whoHasNotGivenThePinHoldsNoSeat()
{
    RunningHub hub(seats(2, 2));
    RawClient first;
    RawClient second;
    QVERIFY(first.upgrade(hub.port()) && second.upgrade(hub.port()));
    QVERIFY(hub.waitForRows(2));
    RawClient ann;
    QVERIFY(ann.upgrade(hub.port()));
    ann.sendText(joiningWithPin);
    QVERIFY(ann.waitForText("joined"));
    TestClient bob;
    QVERIFY(bob.connectTo(hub.port(), u"/pin-123456/ws"_qs));
    QVERIFY(!bob.join("bob").isEmpty());
}

void TestHubSeats::whoComesInByThePathTakesNobodysPlaceButASeat()
{
    RunningHub hub(seats(1, 1));
    RawClient waiting;
    QVERIFY(waiting.upgrade(hub.port()));
    QVERIFY(hub.waitForRows(1));
    TestClient bob;
    QVERIFY(bob.connectTo(hub.port(), u"/pin-123456/ws"_qs));
    QVERIFY(!bob.join("bob").isEmpty());
    QVERIFY(!waiting.hasEnded());
    RawClient late;
    QVERIFY(late.upgrade(hub.port()));
    QVERIFY(isTurnedAway(late));
}

void TestHubSeats::theOldestWithoutThePinMakesWayAndIsToldSo()
{
    RunningHub hub(seats(2, 2));
    RawClient first;
    QVERIFY(first.upgrade(hub.port()));
    QVERIFY(hub.waitForRows(1));
    RawClient second;
    QVERIFY(second.upgrade(hub.port()));
    QVERIFY(hub.waitForRows(2));
    RawClient third;
    QVERIFY(third.upgrade(hub.port()));
    QVERIFY(isTurnedAway(first));
    second.sendText(joiningWithPin);
    QVERIFY(second.waitForText("joined"));
    third.sendText(joiningWithPin);
    QVERIFY(third.waitForText("joined"));
}

void TestHubSeats::thePinIsWorthNoSeatWhereThereIsNone()
{
    RunningHub hub(seats(1, 1));
    RawClient waiting;
    QVERIFY(waiting.upgrade(hub.port()));
    QVERIFY(hub.waitForRows(1));
    TestClient bob;
    QVERIFY(bob.connectTo(hub.port(), u"/pin-123456/ws"_qs));
    QVERIFY(!bob.join("bob").isEmpty());
    waiting.sendText(joiningWithPin);
    QVERIFY(isTurnedAway(waiting));
    QVERIFY(bob.isOpen());
}

void TestHubSeats::oneAddressMayNotHaveAnyNumberWithoutThePin()
{
    RunningHub hub(seats(9, 1));
    RawClient first;
    QVERIFY(first.upgrade(hub.port()));
    QVERIFY(hub.waitForRows(1));
    RawClient elsewhere;
    QVERIFY(elsewhere.tcp().bind(QHostAddress(u"127.0.0.9"_qs)));
    QVERIFY(elsewhere.upgrade(hub.port()));
    QVERIFY(hub.waitForRows(2));
    RawClient second;
    QVERIFY(second.upgrade(hub.port()));
    QVERIFY(isTurnedAway(first));
    QVERIFY(hub.waitForRows(2));
    QVERIFY(!elsewhere.hasEnded() && !second.hasEnded());
}

SIGNALBOX_TEST(TestHubSeats)
#include "tst_hubseats.moc"
