// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/groups.h"
#include "tests/support/suite.h"

#include <QHash>
#include <QTest>

using namespace Signalbox;

namespace {

const Realm realm{Language(1), {}};

/// Groups, and how many are in each room.
struct Crowd
{
    RoomName enter(const QString& base, int size, const Realm& where = realm)
    {
        const RoomName room = groups.room({where, base});
        groups.filled({where, base}, room, ++members[room], size);
        return room;
    }

    void leave(const RoomName& room)
    {
        if (--members[room] == 0) {
            groups.emptied({realm, room});
        }
    }

    Groups groups;
    QHash<RoomName, int> members;
};

} // namespace

class TestGroups : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void groupsFillInTheOrderOfComing_data();
    void groupsFillInTheOrderOfComing();
    void aFullGroupStaysClosed();
    void whoLeavesEarlyMakesRoom();
    void anEmptiedGroupIsForgotten();
    void basesAndRealmsDoNotShareGroups();
    void noGroupIsNamedTwice();
    void roomsThatAreNoGroupsAreNoneOfTheirBusiness();
};

void TestGroups::groupsFillInTheOrderOfComing_data()
{
    QTest::addColumn<int>("size");
    QTest::newRow("alone") << 1;
    QTest::newRow("two") << 2;
    QTest::newRow("three") << 3;
    QTest::newRow("thirty") << 30;
}

void TestGroups::groupsFillInTheOrderOfComing()
{
    QFETCH(int, size);
    Crowd crowd;
    RoomName last;
    for (int group = 0; group < 4; ++group) {
        const RoomName room = crowd.enter(u"red"_qs, size);
        QVERIFY(room != last);
        for (int i = 1; i < size; ++i) {
            QVERIFY(!crowd.groups.isEmpty());
            QCOMPARE(crowd.enter(u"red"_qs, size), room);
        }
        QVERIFY(crowd.groups.isEmpty());
        last = room;
    }
}

void TestGroups::aFullGroupStaysClosed()
{
    Crowd crowd;
    const RoomName room = crowd.enter(u"red"_qs, 2);
    crowd.enter(u"red"_qs, 2);
    crowd.leave(room);
    QVERIFY(crowd.enter(u"red"_qs, 2) != room);
}

void TestGroups::whoLeavesEarlyMakesRoom()
{
    Crowd crowd;
    const RoomName room = crowd.enter(u"red"_qs, 3);
    crowd.enter(u"red"_qs, 3);
    crowd.leave(room);
    QCOMPARE(crowd.enter(u"red"_qs, 3), room);
    QCOMPARE(crowd.enter(u"red"_qs, 3), room);
    QVERIFY(crowd.enter(u"red"_qs, 3) != room);
}

void TestGroups::anEmptiedGroupIsForgotten()
{
    Crowd crowd;
    const RoomName room = crowd.enter(u"red"_qs, 2);
    crowd.leave(room);
    QVERIFY(crowd.groups.isEmpty());
    QVERIFY(crowd.enter(u"red"_qs, 2) != room);
}

void TestGroups::basesAndRealmsDoNotShareGroups()
{
    Crowd crowd;
    const RoomName red = crowd.enter(u"red"_qs, 2);
    const RoomName blue = crowd.enter(u"blue"_qs, 2);
    const RoomName elsewhere = crowd.enter(u"red"_qs, 2, {Language(2), {}});
    QCOMPARE((QSet<RoomName>{red, blue, elsewhere}).size(), 3);
    QCOMPARE(crowd.enter(u"red"_qs, 2), red);
    QCOMPARE(crowd.enter(u"blue"_qs, 2), blue);
}

void TestGroups::noGroupIsNamedTwice()
{
    Crowd crowd;
    QSet<RoomName> names;
    for (int i = 0; i < 10; ++i) {
        names.insert(crowd.enter(u"red"_qs, 2));
        crowd.enter(u"red"_qs, 2);
        const RoomName room = crowd.enter(u"blue"_qs, 2);
        names.insert(room);
        crowd.leave(room);
    }
    QCOMPARE(names.size(), 20);
}

void TestGroups::roomsThatAreNoGroupsAreNoneOfTheirBusiness()
{
    Crowd crowd;
    const RoomName room = crowd.enter(u"red"_qs, 2);
    crowd.groups.emptied({realm, u"red"_qs});
    crowd.groups.emptied({realm, u"blue"_qs});
    QCOMPARE(crowd.enter(u"red"_qs, 2), room);
}

SIGNALBOX_TEST(TestGroups)
#include "tst_groups.moc"
