// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/census.h"
#include "tests/support/conversation.h"
#include "tests/support/suite.h"

using namespace Signalbox;
using namespace Signalbox::Conversation;
using namespace std::chrono_literals;

namespace {

RealmPolicy described()
{
    RealmPolicy policy;
    policy.presence = RealmPolicy::Presence::Listeners;
    policy.hasDefaultRoom = false;
    policy.pairs = RealmPolicy::Pairs::ByRole;
    return policy;
}

RealmPolicy exclusive()
{
    RealmPolicy policy;
    policy.hasDefaultRoom = false;
    policy.pairs = RealmPolicy::Pairs::Exclusive;
    return policy;
}

RealmPolicy keepingMail()
{
    RealmPolicy policy;
    policy.keepsMail = true;
    return policy;
}

} // namespace

/// Of those who were put out and come back: eve, in any spelling that begins like that.
class TestSignalCoreParking : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatPeersAreTold_data();
    void whatPeersAreTold();
    void whatTheOwnerIsTold();
    void theParkedAreInNoRoomOfThePicture();
    void whoIsReadmittedIsToldToComeAgain();
    void onlyThoseWhoMayComeInAreReadmitted();
    void theReadersFaultsOfTheParkedAreNobodysBusiness();
    void claimsOfTheParkedAreForgotten();
    void whoSpeaksBeforeJoiningIsParkedOnceAndForAll();

private:
    static void addParking();
    static void addBeingParked();
    static void addLeavingBehind();
};

void TestSignalCoreParking::whatPeersAreTold_data()
{
    addColumns();
    addParking();
    addBeingParked();
    addLeavingBehind();
}

void TestSignalCoreParking::addParking()
{
    const Policies policies{Dialogue::listening()};
    row("who is put out is told so and enters nothing", policies, "+2;>1 join id=u1",
        ">2 join id=u2 nick=eve", "2: refused put-out");
    row("others come in", policies, "+2;>1 join id=u1", ">2 join id=u2 nick=bob",
        "1: arrived u2(bob);2: welcomed u2(bob) in the default [u1()]");
    row("by entering a room", policies, "+2;>1 enter red", ">2 enter red nick=eve",
        "2: refused put-out");
    row("by announcing", policies, "+2;>1 announce red as=a",
        ">2 announce red as=b nick=eve offers=x", "2: refused put-out");
    row("by saying what one is there for", {described()}, "+2;>1 describe listener",
        ">2 describe producer nick=eve", "2: refused put-out");
    row("where one says so only by describing oneself, joining is nothing yet", {described()}, "+1",
        ">1 join nick=eve;>1 describe - nick=eve",
        "1: welcomed auto1(eve) no room [];1: refused put-out");
    row("who was here already is missed", policies, "+2;>1 join id=u1;>2 join id=u2 nick=bob",
        ">2 join nick=eve", "1: departed u2(bob);2: refused put-out");
    row("who is here as somebody else may stay", policies, "+2;>1 join id=u1;>2 join id=u2",
        ">2 tell u1 hi;>2 leave;>2 join",
        "1: u2() says hi;1: departed u2();1: arrived u2();2: welcomed u2() in the default [u1()]");
}

void TestSignalCoreParking::addBeingParked()
{
    const Policies policies{Dialogue::listening()};
    const char* parked = "+3;>1 join id=u1;>3 join id=u3;>2 join id=u2 nick=eve";
    row("the parked hear nothing", policies, parked, ">1 tell-all hi;>1 join nick=ann;-1",
        "3: u1() says hi;3: changed u1(ann);1: welcomed u1(ann) in the default [u3()];"
        "3: departed u1(ann)");
    row("the parked are not reached", policies, parked, ">1 tell u2 hi;>1 tell auto2 hi",
        "1: refused unknown-receiver u2;1: refused unknown-receiver auto2");
    row("the parked say nothing", policies, parked,
        ">2 tell-all hi;>2 tell u1 hi;>2 join nick=bob;>2 leave;>2 list", "");
    row("the parked live", policies, parked, ">2 heartbeat", "2: alive");
    row("the ids of the parked are free", policies, parked, ">1 join id=auto2;>3 join id=u2",
        "3: departed u1();3: arrived auto2();1: welcomed auto2() in the default [u3()];"
        "1: departed u3();1: arrived u2();3: welcomed u2() in the default [auto2()]");
    row("the parked go unheard", policies, parked, "-2", "");
    row("the parked are put out", policies, parked, "x2 bye", "2: ended Kicked bye");
}

void TestSignalCoreParking::addLeavingBehind()
{
    row("who is parked leaves its pairings", {described()},
        "+2;>1 describe producer;>2 describe - nick=bob;>2 pair auto1", ">2 describe - nick=eve",
        "1: unpaired auto3 from auto2(bob);2: refused put-out");
    row("whose partner is parked goes, where it must", {exclusive()},
        "+2;>1 join id=a;>2 join id=b;>1 pair b", ">1 join nick=eve",
        "2: unpaired auto3 from a();1: refused put-out;2: ended PartnerLeft");
    row("who is parked leaves its swarms", {{}},
        "+3;>1 announce red as=a;>2 announce red as=b complete;>1 join nick=eve",
        ">3 count red;>2 tell-in red b a hi", "3: counted red=1/0;2: refused unknown-receiver a");
    row("who is parked listens no longer", {described()},
        "+3;>1 describe listener,producer nick=ann;>2 describe listener;"
        ">1 describe listener,producer nick=eve",
        ">3 describe producer;>3 list producer",
        "2: changed auto3() as producer;3: listed [auto3() as producer]");
    row("others hear that it is there for nothing", {described()},
        "+2;>1 describe listener;>2 describe producer nick=ann", ">2 describe producer nick=eve",
        "1: departed auto2(ann) as producer;2: refused put-out");
    row("mail of the parked does not come back to it", {keepingMail()},
        "+2;>1 join id=a;>1 tell b hi;>1 join nick=eve", "~5000", "");
    row("mail of the parked arrives all the same", {keepingMail()},
        "+2;>1 join id=a;>1 tell b hi;>1 join nick=eve", ">2 join id=b",
        "2: welcomed b() in the default [];2: a() says hi");
    row("a claim of an id of the parked is settled", {Dialogue::listening()},
        "+2;>1 join id=a;>2 join id=a", ">1 join nick=eve;~5000",
        "2: departed a();1: refused put-out;2: welcomed a() in the default []");
    row("who was the last of a group leaves none behind", {{}}, "+2;>1 join room=r group=2",
        ">1 join nick=eve;>2 join room=r group=2",
        "1: refused put-out;2: welcomed auto2() in r #2 []");
}

void TestSignalCoreParking::whatPeersAreTold()
{
    QFETCH(Policies, policies);
    QFETCH(QString, before);
    QFETCH(QString, steps);
    QFETCH(QString, told);
    Dialogue dialogue(policies);
    dialogue.putOut(u"eve"_qs);
    dialogue.play(before);
    dialogue.takeTold();
    dialogue.play(steps);
    QCOMPARE(dialogue.takeTold().join(u';'), told);
}

void TestSignalCoreParking::whatTheOwnerIsTold()
{
    Dialogue dialogue;
    dialogue.putOut(u"eve"_qs);
    dialogue.play(u"+1;>1 join id=u1"_qs);
    dialogue.takeFacts();
    dialogue.play(u">1 join nick=eve room=red;>1 join nick=bob;-1"_qs);
    QCOMPARE(dialogue.takeFacts(),
        (QStringList{u"refused 1 put-out"_qs, u"changed 1 u1(eve) in red, parked"_qs,
            u"departed 1 Left"_qs}));
}

void TestSignalCoreParking::theParkedAreInNoRoomOfThePicture()
{
    Dialogue dialogue;
    Census census([](PeerNumber) { return LinkReading(); });
    connect(&dialogue.core(), &SignalCore::arrived, &census, &Census::onArrived);
    connect(&dialogue.core(), &SignalCore::changed, &census, &Census::onChanged);
    connect(&dialogue.core(), &SignalCore::departed, &census, &Census::onDeparted);
    dialogue.putOut(u"eve"_qs);
    dialogue.play(u"+2;>1 join room=red;>2 join room=red;>2 join nick=eve"_qs);
    const SnapshotPtr snapshot = census.take({});
    QCOMPARE(snapshot->rows.size(), size_t(2));
    QVERIFY(snapshot->rows[1].peer.parked);
    QCOMPARE(snapshot->rooms.size(), size_t(1));
    QCOMPARE(snapshot->rooms[0].members, 1);
    dialogue.play(u"-2;-1"_qs);
    QVERIFY(census.take({})->rooms.empty());
}

void TestSignalCoreParking::whoIsReadmittedIsToldToComeAgain()
{
    Dialogue dialogue;
    dialogue.putOut(u"eve"_qs);
    dialogue.play(u"+2;>1 join id=u1;>2 join id=u2 nick=eve"_qs);
    dialogue.takeTold();
    dialogue.takeFacts();
    dialogue.core().review();
    QCOMPARE(dialogue.takeTold(), QStringList());
    dialogue.putOut({});
    dialogue.core().review();
    dialogue.core().review();
    QCOMPARE(dialogue.takeTold(), QStringList{u"2: ended Readmitted"_qs});
    QCOMPARE(dialogue.takeFacts(), QStringList{u"departed 2 Readmitted"_qs});
    dialogue.play(u"+1;>3 join id=u2 nick=eve"_qs);
    QCOMPARE(dialogue.takeTold(),
        (QStringList{u"1: arrived u2(eve)"_qs, u"3: welcomed u2(eve) in the default [u1()]"_qs}));
}

void TestSignalCoreParking::onlyThoseWhoMayComeInAreReadmitted()
{
    Dialogue dialogue;
    dialogue.putOut(u"eve"_qs);
    dialogue.play(u"+3;>1 join nick=eve1;>2 join nick=eve2;>3 join nick=ann"_qs);
    dialogue.takeTold();
    dialogue.putOut(u"eve2"_qs);
    dialogue.core().review();
    QCOMPARE(dialogue.takeTold(), QStringList{u"1: ended Readmitted"_qs});
}

void TestSignalCoreParking::theReadersFaultsOfTheParkedAreNobodysBusiness()
{
    Dialogue dialogue;
    dialogue.putOut(u"eve"_qs);
    dialogue.play(u"+1;>1 join nick=eve"_qs);
    dialogue.takeTold();
    dialogue.takeFacts();
    dialogue.core().reject(PeerNumber(1), {FaultCode::NotJson, {}, true});
    QCOMPARE(dialogue.takeTold(), QStringList());
    QCOMPARE(dialogue.takeFacts(), QStringList());
}

void TestSignalCoreParking::claimsOfTheParkedAreForgotten()
{
    Dialogue dialogue;
    dialogue.putOut(u"eve"_qs);
    dialogue.play(u"+2;>1 join id=u1;>2 join id=u1;>2 enter red nick=eve"_qs);
    dialogue.takeTold();
    QVERIFY(!dialogue.core().hasDue());
    dialogue.play(u"~5000;-1"_qs);
    QCOMPARE(dialogue.takeTold(), QStringList());
}

void TestSignalCoreParking::whoSpeaksBeforeJoiningIsParkedOnceAndForAll()
{
    for (const QString& words : {u">2 tell-all hi"_qs, u">2 tell u1 hi"_qs}) {
        Dialogue dialogue;
        dialogue.play(u"+2;>1 join id=u1"_qs);
        dialogue.takeTold();
        dialogue.takeFacts();
        dialogue.core().setGate([](const Peer& wouldBe) {
            const bool isHit
                = wouldBe.identity.id == u"auto2"_qs && wouldBe.rooms.contains(RoomName());
            return isHit ? std::optional(BanEffect::Refuse) : std::nullopt;
        });
        dialogue.play(words + u';' + words);
        QCOMPARE(dialogue.takeTold(), QStringList{u"2: refused put-out"_qs});
        QCOMPARE(dialogue.takeFacts(),
            (QStringList{u"refused 2 put-out"_qs, u"changed 2 auto2() in the default, parked"_qs}));
    }
}

SIGNALBOX_TEST(TestSignalCoreParking)
#include "tst_signalcoreparking.moc"
