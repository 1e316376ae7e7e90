// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/conversation.h"
#include "tests/support/suite.h"

using namespace Signalbox;
using namespace Signalbox::Conversation;

namespace {

/// In which nobody hears of anybody.
RealmPolicy silent()
{
    return {};
}

RealmPolicy withPresence()
{
    RealmPolicy policy;
    policy.presence = RealmPolicy::Presence::Room;
    return policy;
}

RealmPolicy sharing()
{
    RealmPolicy policy;
    policy.claim = RealmPolicy::Claim::Share;
    return policy;
}

RealmPolicy strict()
{
    RealmPolicy policy;
    policy.refusedJoinEnds = true;
    return policy;
}

RealmPolicy withoutDefault()
{
    RealmPolicy policy;
    policy.hasDefaultRoom = false;
    return policy;
}

RealmPolicy seated(int seats, bool strictly = false)
{
    RealmPolicy policy;
    policy.seats = seats;
    policy.refusedJoinEnds = strictly;
    return policy;
}

RealmPolicy bound(bool withSeats = false)
{
    RealmPolicy policy;
    policy.seats = withSeats ? 2 : 0;
    policy.departureEndsRoom = true;
    return policy;
}

RealmPolicy freeing()
{
    RealmPolicy policy;
    policy.leavingFreesId = true;
    return policy;
}

/// Rooms without number.
RealmPolicy manyRooms()
{
    RealmPolicy policy = withPresence();
    policy.hasDefaultRoom = false;
    return policy;
}

} // namespace

class TestSignalCorePolicies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatPeersAreTold_data();
    void whatPeersAreTold();
    void roomsAreEnteredOnceAndSoMany();
    void whatTheOwnerIsToldOfManyRooms();
    void thoseWhoAreLeftBehindGoOnce();
    void whoIsDismissedTwiceGoesOnce();
    void whoLeavesIsKnownByItsNewId();

private:
    static void addPresence();
    static void addIds();
    static void addSecrets();
    static void addSeats();
    static void addEndings();
    static void addManyRooms();
    static void addGroups();
};

void TestSignalCorePolicies::whatPeersAreTold_data()
{
    addColumns();
    addPresence();
    addIds();
    addSecrets();
    addSeats();
    addEndings();
    addManyRooms();
    addGroups();
}

void TestSignalCorePolicies::whatPeersAreTold()
{
    check();
}

void TestSignalCorePolicies::addPresence()
{
    row("nobody hears of anybody", {silent()}, "+2;>1 join id=a",
        ">2 join id=b;>2 join nick=bob;-2",
        "2: welcomed b() in the default [];2: welcomed b(bob) in the default []");
    row("the room hears of everything", {withPresence()}, "+2;>1 join id=a",
        ">2 join id=b;>2 join nick=bob;-2",
        "1: arrived b();2: welcomed b() in the default [a()];"
        "1: changed b(bob);2: welcomed b(bob) in the default [a()];1: departed b(bob)");
    row("who has not joined hears nothing", {withPresence()}, "+2;>1 join", ">1 tell-all hi", "");
    row("who listens before joining does", {Dialogue::listening()}, "+2;>1 join", ">1 tell-all hi",
        "2: auto1() says hi");
    row("a first join enters the default room", {silent()}, "+1", ">1 join",
        "1: welcomed auto1() in the default []");
    row("where there is none it enters nothing", {withoutDefault()}, "+1", ">1 join",
        "1: welcomed auto1() no room []");
    row("a second join stays", {withoutDefault()}, "+1;>1 join room=red", ">1 join nick=ann",
        "1: welcomed auto1(ann) in red []");
    row("who asks for life is told so", {silent()}, "+2", ">2 heartbeat", "2: alive");
}

void TestSignalCorePolicies::addIds()
{
    const Policies shared{sharing()};
    const char* three = "+3;>1 join id=a;>2 join id=a;>3 join";
    row("an id that is shared is claimed by nobody", shared, "+2;>1 join id=a", ">2 join id=a",
        "2: welcomed a() in the default []");
    row("the newest hears", shared, three, ">3 tell a hi", "2: auto3() says hi");
    row("the older goes, and the newest still hears", shared, three, "-1;>3 tell a hi",
        "2: auto3() says hi");
    row("the newest goes, and the older hears again", shared, three, "-2;>3 tell a hi",
        "1: auto3() says hi");
    row("the newest is put out, and the older hears again", shared, three, "x2 bye;>3 tell a hi",
        "2: ended Kicked bye;1: auto3() says hi");
    row("the newest takes another id, and the older hears again", shared, three,
        ">2 join id=b;>3 tell a hi", "2: welcomed b() in the default [];1: auto3() says hi");
    row("who says the same again gets no newer", shared, three, ">1 join id=a;>3 tell a hi",
        "1: welcomed a() in the default [];2: auto3() says hi");
    row("who takes it again is the newest", shared, three, ">1 join id=b;>1 join id=a;>3 tell a hi",
        "1: welcomed b() in the default [];1: welcomed a() in the default [];"
        "1: auto3() says hi");
    row("who leaves keeps its id", {silent()}, "+2;>1 join id=a;>1 leave", ">2 join id=a",
        "1: probe");
    row("where leaving frees the id it does not", {freeing()}, "+2;>1 join id=a;>1 leave",
        ">2 join id=a;>1 join",
        "2: welcomed a() in the default [];1: welcomed auto3() in the default []");
    row("where leaving frees the id a claim of it is settled", {freeing()},
        "+2;>1 join id=a;>2 join id=a", ">1 leave", "2: welcomed a() in the default []");
    row("all go, and nobody hears", shared, three, "-1;-2;>3 tell a hi",
        "3: refused unknown-receiver a");
    row("a claim is refused, and the claimant stays", {silent()}, "+2;>1 join id=a",
        ">2 join id=a;!1;>2 join id=b",
        "1: probe;2: refused id-taken a;2: welcomed b() in the default []");
    row("a claim is refused, and the claimant goes", {strict()}, "+2;>1 join id=a",
        ">2 join id=a;!1;>2 join id=b",
        "1: probe;2: refused id-taken a;2: ended Refused for id-taken");
    row("several claims are refused, and all claimants go", {strict()}, "+3;>1 join id=a",
        ">2 join id=a;>3 join id=a;!1",
        "1: probe;1: probe;2: refused id-taken a;2: ended Refused for id-taken;"
        "3: refused id-taken a;3: ended Refused for id-taken");
}

void TestSignalCorePolicies::addSecrets()
{
    const Policies policies{strict()};
    row("who knows the secret has the id at once", policies, "+2;>1 join id=a secret=s",
        ">2 join id=a secret=s", "1: ended Replaced;2: welcomed a() in the default []");
    row("the room hears of it", {withPresence()}, "+3;>1 join id=a secret=s;>3 join id=c",
        ">2 join id=a secret=s",
        "1: ended Replaced;3: departed a();3: arrived a();2: welcomed a() in the default [c()]");
    row("who knows it comes before those who asked", policies,
        "+3;>1 join id=a secret=s;>2 join id=a secret=t", ">3 join id=a secret=s",
        "1: ended Replaced;3: welcomed a() in the default [];3: probe");
    row("who does not know it asks", policies, "+2;>1 join id=a secret=s", ">2 join id=a secret=t",
        "1: probe");
    row("no secret is none", policies, "+2;>1 join id=a", ">2 join id=a", "1: probe");
    row("the secret is that of the last join", policies,
        "+2;>1 join id=a secret=s;>1 join id=a secret=t",
        ">2 join id=a secret=s;>2 join id=a secret=t",
        "1: probe;1: ended Replaced;2: welcomed a() in the default []");
    row("who took it over keeps it by the secret", policies,
        "+3;>1 join id=a secret=s;>2 join id=a secret=s", ">3 join id=a secret=s",
        "2: ended Replaced;3: welcomed a() in the default []");
    row("who went together with the owner gets nothing", {bound()},
        "+2;>1 join id=a secret=s;>2 join id=b", ">2 join id=a secret=s",
        "1: ended Replaced;2: ended PartnerLeft");
}

void TestSignalCorePolicies::addSeats()
{
    row("any number fits", {silent()}, "+3;>1 join;>2 join", ">3 join",
        "3: welcomed auto3() in the default []");
    row("so many fit, and are told who is there", {seated(2)}, "+2;>1 join room=r",
        ">2 join room=r", "2: welcomed auto2() in r [auto1()]");
    row("one more does not", {seated(2)}, "+3;>1 join room=r;>2 join room=r",
        ">3 join room=r;>3 join room=s", "3: refused room-full r;3: welcomed auto3() in s []");
    row("one more has to go", {seated(2, true)}, "+3;>1 join room=r;>2 join room=r",
        ">3 join room=r", "3: refused room-full r;3: ended Refused for room-full");
    row("who is inside is not too many", {seated(1)}, "+1;>1 join room=r", ">1 join room=r nick=x",
        "1: welcomed auto1(x) in r []");
    row("a seat is free again by leaving", {seated(1)}, "+2;>1 join room=r",
        ">1 leave;>2 join room=r", "2: welcomed auto2() in r []");
    row("by closing", {seated(1)}, "+2;>1 join room=r", "-1;>2 join room=r",
        "2: welcomed auto2() in r []");
    row("by going elsewhere", {seated(1)}, "+2;>1 join room=r", ">1 join room=s;>2 join room=r",
        "1: welcomed auto1() in s [];2: welcomed auto2() in r []");
    row("who is refused keeps its id and its room", {seated(1)},
        "+3;>1 join room=r;>2 join room=s;>3 join id=c room=t",
        ">2 join id=b nick=bob room=r;>2 join",
        "2: refused room-full r;2: welcomed auto2() in s []");
}

void TestSignalCorePolicies::addEndings()
{
    const char* three = "+4;>1 join room=r;>2 join room=r;>3 join room=r;>4 join room=s";
    row("who goes takes nobody along", {silent()}, three, "-1", "");
    row("who goes takes its room along", {bound()}, three, "-1", "2,3: ended PartnerLeft");
    row("who is put out does, too", {bound()}, three, "x1 bye",
        "1: ended Kicked bye;2,3: ended PartnerLeft");
    row("who leaves the room does not", {bound()}, three, ">1 leave;-1", "");
    row("the alone take nobody along", {bound()}, three, "-4", "");
    row("with two seats both go", {bound(true)}, "+2;>1 join room=r;>2 join room=r", "-2",
        "1: ended PartnerLeft");
    row("who found no seat takes nobody along", {bound(true)},
        "+3;>1 join room=r;>2 join room=r;>3 join room=r", "-3", "");
}

void TestSignalCorePolicies::addManyRooms()
{
    const Policies policies{manyRooms()};
    row("each room hears of an arrival", policies, "+3;>1 enter red;>2 enter blue",
        ">3 enter red blue nick=c", "1: arrived auto3(c);2: arrived auto3(c)");
    row("entering again is nothing", policies, "+2;>1 enter red;>2 enter red", ">2 enter red red",
        "");
    row("what is left stays left, and the others stay", policies,
        "+3;>1 enter red blue;>2 enter red;>3 enter blue",
        ">1 exit red;>2 tell-all hi;>3 tell-all hi", "2: departed auto1();1: auto3() says hi");
    row("nobody leaves where it is not", policies, "+2;>1 enter red;>2 enter blue",
        ">2 exit red green", "");
    row("a departure is told once to each", policies,
        "+3;>1 enter red blue;>2 enter red blue;>3 enter blue", "-1", "2,3: departed auto1()");
    row("leaving all is told once to each", policies,
        "+3;>1 enter red blue;>2 enter red blue;>3 enter blue", ">1 leave;-1",
        "2,3: departed auto1()");
    row("after leaving all one may enter again", policies, "+2;>1 enter red;>2 enter red;>1 leave",
        ">1 enter red", "2: arrived auto1()");
}

void TestSignalCorePolicies::addGroups()
{
    const Policies policies{withPresence()};
    row("the first that come are one group", policies, "+3;>1 join room=r group=2",
        ">2 join room=r group=2;>3 join room=r group=2",
        "1: arrived auto2();2: welcomed auto2() in r #1 [auto1()];3: welcomed auto3() in r #2 []");
    row("a group of one is alone", policies, "+2;>1 join room=r group=1", ">2 join room=r group=1",
        "2: welcomed auto2() in r #2 []");
    row("who leaves early makes room", policies, "+4;>1 join room=r group=3;>2 join room=r group=3",
        "-1;>3 join room=r group=3",
        "2: departed auto1();2: arrived auto3();3: welcomed auto3() in r #1 [auto2()]");
    row("a full group stays closed", policies, "+3;>1 join room=r group=2;>2 join room=r group=2",
        "-1;>3 join room=r group=2", "2: departed auto1();3: welcomed auto3() in r #2 []");
    row("a group that all have left is forgotten", policies, "+2;>1 join room=r group=2",
        "-1;>2 join room=r group=2", "2: welcomed auto2() in r #2 []");
    row("by going elsewhere, too", policies, "+2;>1 join room=r group=2",
        ">1 join room=s;>2 join room=r group=2",
        "1: welcomed auto1() in s [];2: welcomed auto2() in r #2 []");
    row("by leaving, too", policies, "+2;>1 join room=r group=2", ">1 leave;>2 join room=r group=2",
        "2: welcomed auto2() in r #2 []");
    row("who is in the open group stays when it asks again", policies, "+2;>1 join room=r group=2",
        ">1 join room=r group=2;>2 join room=r group=2",
        "1: welcomed auto1() in r #1 [];"
        "1: arrived auto2();2: welcomed auto2() in r #1 [auto1()]");
    row("without a room there is no group", policies, "+2;>1 join group=2", ">2 join group=2",
        "1: arrived auto2();2: welcomed auto2() in the default [auto1()]");
    row("the room itself is another", policies, "+2;>1 join room=r group=2", ">2 join room=r",
        "2: welcomed auto2() in r []");
}

void TestSignalCorePolicies::roomsAreEnteredOnceAndSoMany()
{
    Dialogue dialogue({manyRooms()});
    dialogue.core().setLimits({.roomsPerPeer = 3});
    dialogue.play(u"+1;>1 enter a a b"_qs);
    QCOMPARE(dialogue.takeTold(), QStringList());
    dialogue.play(u">1 enter b c d e"_qs);
    QCOMPARE(dialogue.takeTold(), QStringList{u"1: refused too-many-rooms"_qs});
    QCOMPARE(dialogue.peer(1).rooms, (QList<RoomName>{u"a"_qs, u"b"_qs, u"c"_qs}));
    dialogue.play(u">1 enter a b c;>1 exit a;>1 enter d"_qs);
    QCOMPARE(dialogue.takeTold(), QStringList());
    QCOMPARE(dialogue.peer(1).rooms, (QList<RoomName>{u"b"_qs, u"c"_qs, u"d"_qs}));
}

void TestSignalCorePolicies::whatTheOwnerIsToldOfManyRooms()
{
    Dialogue dialogue({manyRooms()});
    dialogue.play(u"+1"_qs);
    dialogue.takeFacts();
    dialogue.play(u">1 enter red blue nick=ann;>1 exit green;>1 exit red blue;>1 leave"_qs);
    QCOMPARE(dialogue.takeFacts(),
        (QStringList{u"changed 1 auto1(ann) in red,blue"_qs, u"changed 1 auto1(ann) no room"_qs}));
}

void TestSignalCorePolicies::thoseWhoAreLeftBehindGoOnce()
{
    Dialogue dialogue({bound()});
    dialogue.play(u"+3;>1 join room=r;>2 join room=r;>3 join room=r"_qs);
    dialogue.takeTold();
    dialogue.takeFacts();
    dialogue.core().dismiss({PeerNumber(1), PeerNumber(2)}, Departure::Kicked, u"bye"_qs);
    QCOMPARE(dialogue.takeTold(),
        (QStringList{u"1,2: ended Kicked bye"_qs, u"3: ended PartnerLeft"_qs}));
    QCOMPARE(dialogue.takeFacts(),
        (QStringList{u"departed 1 Kicked bye"_qs, u"departed 2 Kicked bye"_qs,
            u"departed 3 PartnerLeft"_qs}));
}

void TestSignalCorePolicies::whoIsDismissedTwiceGoesOnce()
{
    Dialogue dialogue({silent()});
    dialogue.play(u"+1"_qs);
    dialogue.takeFacts();
    dialogue.core().dismiss({PeerNumber(1), PeerNumber(1)}, Departure::Kicked, {});
    QCOMPARE(dialogue.takeTold(), QStringList{u"1: ended Kicked"_qs});
    QCOMPARE(dialogue.takeFacts(), QStringList{u"departed 1 Kicked"_qs});
}

void TestSignalCorePolicies::whoLeavesIsKnownByItsNewId()
{
    Dialogue dialogue({freeing()});
    dialogue.play(u"+1;>1 join id=a"_qs);
    dialogue.takeFacts();
    dialogue.play(u">1 leave;>1 leave"_qs);
    QCOMPARE(dialogue.takeFacts(), QStringList{u"changed 1 auto2() no room"_qs});
}

SIGNALBOX_TEST(TestSignalCorePolicies)
#include "tst_signalcorepolicies.moc"
