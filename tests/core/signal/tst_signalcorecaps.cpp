// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/conversation.h"
#include "tests/support/suite.h"

#include <limits>

using namespace Signalbox;

namespace {

RealmPolicy topical()
{
    RealmPolicy policy;
    policy.hasDefaultRoom = false;
    return policy;
}

/// What is told by the steps, where a room takes two and the hub two rooms.
QString told(const RealmPolicy& policy, const char* before, const char* steps)
{
    Dialogue dialogue(std::vector{policy});
    dialogue.core().setLimits({.peersPerRoom = 2, .roomsInAll = 2});
    dialogue.play(QString::fromLatin1(before));
    dialogue.takeTold();
    dialogue.play(QString::fromLatin1(steps));
    return dialogue.takeTold().join(u';');
}

} // namespace

/// Of how many fit in a room, and how many rooms in the hub.
class TestSignalCoreCaps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFullRoomTakesNobodyElse();
    void whoOnlyListensTakesASeat();
    void whoIsAwayMakesWayForWhoIsThere();
    void whoIsAwayStaysWhereThereIsPlace();
    void aRoomWhereEverybodyIsAwayMakesWay();
    void asManyRoomsMakeWayAsOneMessageWants();
    void whoIsAwayLosesNoPlaceForNothing();
    void aFullTopicIsLeftOut();
    void aFullSwarmTakesNobodyElse();
    void whereNobodyHearsOfOthersThereIsNoRoomToFill();
    void theHubHasSoManyRooms();
    void aRoomThatExistsMayBeEntered();
    void theDefaultRoomIsAlwaysThere();
    void topicsAndSwarmsAreRooms();
    void aRoomThatIsLeftMakesSpace();
    void withoutLimitsThereIsNone();
    void aLaterRefusalEndsNobody();
};

void TestSignalCoreCaps::aFullRoomTakesNobodyElse()
{
    QCOMPARE(told(Dialogue::listening(), "+2;>1 join room=red;>2 join room=red;+1",
                 ">3 join room=red;>3 tell-all hi"),
        u"3: refused room-full red"_qs);
    QCOMPARE(told(Dialogue::listening(), "+2;>1 join id=u1 room=red;>2 join id=u2 room=red",
                 ">2 join nick=bob room=red"),
        u"1: changed u2(bob);2: welcomed u2(bob) in red [u1()]"_qs);
}

void TestSignalCoreCaps::whoOnlyListensTakesASeat()
{
    QCOMPARE(
        told(Dialogue::listening(), "+3;>1 join id=u1", ">1 tell-all hi;>3 join;>3 tell-all hi"),
        u"2: u1() says hi;3: refused room-full;3: refused not-in-room"_qs);
}

void TestSignalCoreCaps::whoIsAwayMakesWayForWhoIsThere()
{
    QCOMPARE(told(Dialogue::resuming(), "+2;>1 join room=red;>2 join room=red;/2;+1",
                 ">3 join room=red;+1;>4 join room=red resume=t2"),
        u"1: departed auto2();1: arrived auto3();"
        "3: welcomed auto3() in red [auto1()], token t3;4: refused room-full red"_qs);
    QCOMPARE(told(Dialogue::resuming(), "+2;>1 join room=red;>2 join room=red;/2;/1;+1",
                 ">3 join room=red"),
        u"3: welcomed auto3() in red [auto1()], token t3"_qs); // 2 went first
}

void TestSignalCoreCaps::whoIsAwayStaysWhereThereIsPlace()
{
    QCOMPARE(told(Dialogue::resuming(), "+2;>1 join room=red;>2 join room=blue;/2;+1",
                 ">3 join room=red;+1;>4 join resume=t2"),
        u"1: arrived auto3();3: welcomed auto3() in red [auto1()], token t3;"
        "4: welcomed back auto2() in blue [], token t4"_qs);
}

void TestSignalCoreCaps::aRoomWhereEverybodyIsAwayMakesWay()
{
    QCOMPARE(told(Dialogue::resuming(),
                 "+3;>1 join room=red;>2 join room=blue;>3 join room=blue;/2;/1;+1",
                 ">4 join room=green;+1;>5 join room=violet"),
        u"4: welcomed auto4() in green [], token t4;"
        "5: refused hub-has-too-many-rooms violet"_qs); // 3 is there, in blue
    for (const char* step : {">4 enter green", ">4 announce green as=a", "@5 2 room=green"}) {
        Dialogue dialogue({Dialogue::resuming(), topical()});
        dialogue.core().setLimits({.peersPerRoom = 2, .roomsInAll = 2});
        dialogue.play(u"+3;>1 join room=red;>2 join room=blue;>3 join room=blue;/2;/3;+1 2;?1"_qs);
        dialogue.takeTold();
        dialogue.takeFacts();
        dialogue.play(QString::fromLatin1(step));
        const QStringList facts = dialogue.takeFacts();
        QVERIFY2(
            facts.contains(u"departed 2 Lost"_qs) && facts.contains(u"departed 3 Lost"_qs), step);
        QVERIFY2(!dialogue.takeTold().join(u';').contains(u"refused"_qs), step);
    }
}

void TestSignalCoreCaps::asManyRoomsMakeWayAsOneMessageWants()
{
    Dialogue dialogue({Dialogue::resuming(), topical()});
    dialogue.core().setLimits({.peersPerRoom = 2, .roomsInAll = 3});
    dialogue.play(u"+3;>1 join room=red;>2 join room=blue;>3 join room=violet;/3;/2;/1;+1 2;?1"_qs);
    dialogue.takeTold();
    dialogue.takeFacts();
    dialogue.play(u">4 enter a b"_qs);
    const QStringList gone = dialogue.takeFacts().filter(u"departed"_qs);
    QCOMPARE(gone, (QStringList{u"departed 2 Lost"_qs, u"departed 3 Lost"_qs})); // 1 went last
    dialogue.play(u">4 enter c d"_qs);
    QCOMPARE(dialogue.takeFacts().filter(u"departed"_qs), QStringList(u"departed 1 Lost"_qs));
    QCOMPARE(dialogue.takeTold().join(u';'), u"4 in 2: refused hub-has-too-many-rooms d"_qs);
}

void TestSignalCoreCaps::whoIsAwayLosesNoPlaceForNothing()
{
    Dialogue dialogue({Dialogue::resuming()});
    dialogue.core().setLimits({.peersPerRoom = 3});
    dialogue.play(u"+3;>1 join room=red;>2 join room=red;>3 join room=red;/1;+1"_qs);
    dialogue.core().setLimits({.peersPerRoom = 2});
    dialogue.takeTold();
    dialogue.takeFacts();
    dialogue.play(u">4 join room=red"_qs); // there would still be two
    QCOMPARE(dialogue.takeTold().join(u';'), u"4: refused room-full red"_qs);
    QVERIFY(dialogue.takeFacts().filter(u"departed"_qs).isEmpty());
    dialogue.play(u"/2;>4 join room=red"_qs);
    QCOMPARE(dialogue.takeFacts().filter(u"departed"_qs),
        (QStringList{u"departed 1 Lost"_qs, u"departed 2 Lost"_qs}));
}

void TestSignalCoreCaps::aFullTopicIsLeftOut()
{
    QCOMPARE(told(topical(), "+3;>1 enter red;>2 enter red;>1 enter blue",
                 ">3 enter red blue;>3 tell-room blue hi"),
        u"3: refused room-full red;1: auto3() says hi"_qs);
}

void TestSignalCoreCaps::aFullSwarmTakesNobodyElse()
{
    QCOMPARE(told(topical(), "+3;>1 announce red as=a;>2 announce red as=b",
                 ">3 announce red as=c;>2 announce red as=b complete"),
        u"3: refused room-full red;2: announced red=1/1"_qs);
}

void TestSignalCoreCaps::whereNobodyHearsOfOthersThereIsNoRoomToFill()
{
    QCOMPARE(told({}, "+3;>1 join id=u1;>2 join id=u2", ">3 join id=u3"),
        u"3: welcomed u3() in the default []"_qs);
}

void TestSignalCoreCaps::theHubHasSoManyRooms()
{
    QCOMPARE(
        told(Dialogue::listening(), "+3;>1 join room=red;>2 join room=blue", ">3 join room=green"),
        u"3: refused hub-has-too-many-rooms green"_qs);
}

void TestSignalCoreCaps::aRoomThatExistsMayBeEntered()
{
    QCOMPARE(told(Dialogue::listening(), "+3;>1 join id=u1 room=red;>2 join room=blue",
                 ">3 join room=red"),
        u"1: arrived auto3();3: welcomed auto3() in red [u1()]"_qs);
}

void TestSignalCoreCaps::theDefaultRoomIsAlwaysThere()
{
    QCOMPARE(told(Dialogue::listening(), "+2;>1 join room=red;>2 join room=blue", "+1;>3 join"),
        u"3: welcomed auto3() in the default []"_qs);
}

void TestSignalCoreCaps::topicsAndSwarmsAreRooms()
{
    QCOMPARE(told(topical(), "+2;>1 enter red", ">1 enter blue green;>2 announce x as=a"),
        u"1: refused hub-has-too-many-rooms green;2: refused hub-has-too-many-rooms x"_qs);
}

void TestSignalCoreCaps::aRoomThatIsLeftMakesSpace()
{
    QCOMPARE(told(Dialogue::listening(), "+3;>1 join room=red;>2 join room=blue;-2",
                 ">3 join room=green"),
        u"3: welcomed auto3() in green []"_qs);
}

void TestSignalCoreCaps::withoutLimitsThereIsNone()
{
    Dialogue dialogue;
    dialogue.core().setLimits({.peersPerRoom = std::numeric_limits<int>::max(),
        .roomsInAll = std::numeric_limits<int>::max()});
    constexpr int many = 1200;
    dialogue.open(2 * many);
    for (int number = 1; number <= many; ++number) {
        dialogue.say(number, u"join room=%1"_qs.arg(number));
        dialogue.say(number + many, u"join room=1"_qs);
    }
    for (const QString& line : dialogue.takeTold()) {
        QVERIFY2(!line.contains(u"refused"_qs), qPrintable(line));
    }
}

void TestSignalCoreCaps::aLaterRefusalEndsNobody()
{
    RealmPolicy policy = topical();
    policy.refusedJoinEnds = true;
    QCOMPARE(told(policy, "+3;>1 join room=red;>2 join room=red;>3 join id=u3", ">3 join room=red"),
        u"3: refused room-full red"_qs);
    QCOMPARE(told(policy, "+3;>1 join room=red;>2 join room=red", ">3 join room=red"),
        u"3: refused room-full red;3: ended Refused for room-full"_qs);
}

SIGNALBOX_TEST(TestSignalCoreCaps)
#include "tst_signalcorecaps.moc"
