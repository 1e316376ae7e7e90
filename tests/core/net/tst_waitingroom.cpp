// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/waitingroom.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;
using namespace std::chrono_literals;

namespace {

const QString Here = QStringLiteral("127.0.0.1");
const QString There = QStringLiteral("10.0.0.1");

Moment after(std::chrono::seconds time)
{
    return Moment(1h) + time;
}

} // namespace

class TestWaitingRoom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nobodyHasToGoWhileThereIsRoom();
    void theOldestGoesWhenAllAreTooMany();
    void theOldestOfAnAddressGoesWhenThatHasTooMany();
    void whoHasLeftIsNotCounted();
    void aSuccessorTakesThePlace();
    void whoCameFirstIsOverdueFirst();
    void onlyWhoMayGoHasTo();
    void addressesOfOneSubnetOfIpv6AreOne();

private:
    QObject m_first;
    QObject m_second;
    QObject m_third;
};

void TestWaitingRoom::nobodyHasToGoWhileThereIsRoom()
{
    WaitingRoom room;
    QVERIFY(room.isEmpty());
    QVERIFY(room.superfluous(Here, {2, 2}) == nullptr);
    room.enter(&m_first, Here, after(1s));
    QVERIFY(room.superfluous(Here, {2, 2}) == nullptr);
    QCOMPARE(room.addressOf(&m_first), Here);
}

void TestWaitingRoom::theOldestGoesWhenAllAreTooMany()
{
    WaitingRoom room;
    room.enter(&m_first, Here, after(1s));
    room.enter(&m_second, There, after(2s));
    QVERIFY(room.superfluous(There, {2, 2}) == &m_first);
    QVERIFY(room.superfluous(u"10.0.0.2"_qs, {2, 2}) == &m_first);
    QVERIFY(WaitingRoom().superfluous(Here, {0, 0}) == nullptr);
}

void TestWaitingRoom::theOldestOfAnAddressGoesWhenThatHasTooMany()
{
    WaitingRoom room;
    room.enter(&m_first, Here, after(1s));
    room.enter(&m_second, There, after(2s));
    room.enter(&m_third, There, after(3s));
    QVERIFY(room.superfluous(There, {3, 2}) == &m_second);
    QVERIFY(room.superfluous(Here, {9, 2}) == nullptr);
}

void TestWaitingRoom::whoHasLeftIsNotCounted()
{
    WaitingRoom room;
    room.enter(&m_first, Here, after(1s));
    room.enter(&m_second, Here, after(2s));
    room.leave(&m_first);
    room.leave(&m_first);
    QVERIFY(!room.holds(&m_first));
    QVERIFY(room.superfluous(Here, {2, 2}) == nullptr);
    QCOMPARE(room.guests(), QList<QObject*>{&m_second});
    room.leave(&m_second);
    QVERIFY(room.isEmpty());
}

void TestWaitingRoom::aSuccessorTakesThePlace()
{
    WaitingRoom room;
    room.enter(&m_first, Here, after(1s));
    room.enter(&m_second, There, after(2s));
    room.replace(&m_first, &m_third);
    QVERIFY(!room.holds(&m_first));
    QCOMPARE(room.addressOf(&m_third), Here);
    QVERIFY(room.hereSince(after(1s)) == &m_third);
    QVERIFY(room.superfluous(Here, {9, 1}) == &m_third);
}

void TestWaitingRoom::whoCameFirstIsOverdueFirst()
{
    WaitingRoom room;
    QVERIFY(room.hereSince(after(9s)) == nullptr);
    room.enter(&m_first, Here, after(1s));
    room.enter(&m_second, Here, after(2s));
    QVERIFY(room.hereSince(after(0s)) == nullptr);
    QVERIFY(room.hereSince(after(1s)) == &m_first);
    room.leave(&m_first);
    QVERIFY(room.hereSince(after(1s)) == nullptr);
    QVERIFY(room.hereSince(after(2s)) == &m_second);
}

void TestWaitingRoom::onlyWhoMayGoHasTo()
{
    WaitingRoom room;
    room.enter(&m_first, Here, after(1s));
    room.enter(&m_second, There, after(2s));
    room.enter(&m_third, Here, after(3s));
    const WaitingRoom::Bounds bounds{9, 2};
    const auto mayGo = [&](Moment now) {
        return [&room, now](QObject* guest) { return room.isHereSince(guest, now); };
    };
    QVERIFY(!room.hasRoom(Here, bounds));
    QVERIFY(room.hasRoom(There, bounds));
    QVERIFY(room.superfluous(Here, bounds, mayGo(after(0s))) == nullptr);
    QVERIFY(room.superfluous(Here, bounds, mayGo(after(1s))) == &m_first);
    const auto onlyTheLast = [this](QObject* guest) { return guest == &m_third; };
    QVERIFY(room.superfluous(Here, bounds, onlyTheLast) == &m_third);
    QVERIFY(room.superfluous(There, {3, 3}, onlyTheLast) == &m_third);
}

void TestWaitingRoom::addressesOfOneSubnetOfIpv6AreOne()
{
    const QString one = u"2001:db8:1:2::1"_qs;
    const QString alike = u"2001:db8:1:2::2"_qs;
    WaitingRoom room;
    room.enter(&m_first, one, after(1s));
    QVERIFY(room.superfluous(alike, {9, 1}) == &m_first);
    QCOMPARE(room.addressOf(&m_first), one);
    QVERIFY(room.superfluous(u"2001:db8:1:3::1"_qs, {9, 1}) == nullptr);
    room.leave(&m_first);
    QVERIFY(room.superfluous(alike, {9, 1}) == nullptr);
}

SIGNALBOX_TEST(TestWaitingRoom)
#include "tst_waitingroom.moc"
