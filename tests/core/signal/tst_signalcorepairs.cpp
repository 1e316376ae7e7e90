// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/conversation.h"
#include "tests/support/suite.h"

using namespace Signalbox;
using namespace Signalbox::Conversation;

namespace {

RealmPolicy byRole()
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

RealmPolicy withoutPairs()
{
    RealmPolicy policy = byRole();
    policy.pairs = RealmPolicy::Pairs::None;
    return policy;
}

} // namespace

class TestSignalCorePairs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatPeersAreTold_data();
    void whatPeersAreTold();
    void whoAsksTooOftenIsRefused();
    void whoHasTooManyIsAskedInVain();
    void twoAreNotBoundTooOften();
    void whoGoTogetherHearNothingOfEachOther();
    void aSessionsIdIsFree();
    void whoIsBoundIsKnown();

private:
    static void addListening();
    static void addPairingByRole();
    static void addTalking();
    static void addEndingByRole();
    static void addExclusive();
};

void TestSignalCorePairs::whatPeersAreTold_data()
{
    addColumns();
    addListening();
    addPairingByRole();
    addTalking();
    addEndingByRole();
    addExclusive();
}

void TestSignalCorePairs::addListening()
{
    const Policies policies{byRole()};
    const char* three = "+3;>1 describe listener";
    row("who listens hears itself", policies, "+1", ">1 describe listener",
        "1: changed auto1() as listener");
    row("listeners hear what others are there for", policies, three,
        ">2 describe producer meta=m nick=cam", "1: changed auto2(cam) as producer with m");
    row("the same again is no news", policies, three,
        ">2 describe producer meta=m;>2 describe producer meta=m",
        "1: changed auto2() as producer with m");
    row("another name is", policies, three, ">2 describe producer;>2 describe producer nick=cam",
        "1: changed auto2() as producer;1: changed auto2(cam) as producer");
    row("other words are", policies, three, ">2 describe producer;>2 describe producer meta=m",
        "1: changed auto2() as producer;1: changed auto2() as producer with m");
    row("a first word that says nothing is news", policies, three, ">2 describe -",
        "1: changed auto2()");
    row("all who listen hear it", policies, three, ">3 describe listener;>2 describe consumer",
        "1,3: changed auto3() as listener;1,3: changed auto2() as consumer");
    row("who listens no longer hears nothing more", policies, three,
        ">1 describe -;>2 describe producer", "");
    row("entering is no news", policies, three, ">2 join nick=bob room=red",
        "2: welcomed auto2(bob) in red []");
    row("who goes is missed", policies, "+2;>1 describe listener;>2 describe producer meta=m", "-2",
        "1: departed auto2() as producer with m");
    row("who said that it is there for nothing is, too", policies,
        "+2;>1 describe listener;>2 describe -", "-2", "1: departed auto2()");
    row("who never said anything is not", policies, "+2;>1 describe listener", "-2", "");
    row("those who are there for something are listed as they came", policies,
        "+4;>3 describe producer meta=m;>1 describe producer,consumer;>2 describe consumer",
        ">4 list producer;>4 list consumer",
        "4: listed [auto3() as producer with m auto1() as producer,consumer];"
        "4: listed [auto1() as producer,consumer auto2() as consumer]");
    row("who went is not listed", policies, "+3;>1 describe producer;>2 describe producer;-1",
        ">3 list producer", "3: listed [auto2() as producer]");
    row("without a role it is the others in the room", {RealmPolicy()},
        "+4;>1 join nick=ann;>2 join;>3 join room=red", ">1 list;>2 list;>4 list",
        "1: listed [auto2()];2: listed [auto1(ann)];4: listed []");
}

void TestSignalCorePairs::addPairingByRole()
{
    const Policies policies{byRole()};
    const char* three = "+3;>1 describe producer;>2 describe consumer";
    row("who asks a producer consumes, and hears first", policies, three, ">3 pair auto1 hi",
        "3: paired auto4 with auto1() as asked, consumes;1: paired auto4 with auto3(): hi");
    row("who asks a consumer produces, and hears last", policies, three, ">3 pair auto2 hi",
        "2: paired auto4 with auto3(), consumes: hi;3: paired auto4 with auto2() as asked");
    row("who is both is asked as a producer", policies, "+2;>1 describe producer,consumer",
        ">2 pair auto1",
        "2: paired auto3 with auto1() as asked, consumes;1: paired auto3 with auto2()");
    row("any number at once", policies, three, ">3 pair auto1;>3 pair auto1;>2 pair auto1",
        "3: paired auto4 with auto1() as asked, consumes;1: paired auto4 with auto3();"
        "3: paired auto5 with auto1() as asked, consumes;1: paired auto5 with auto3();"
        "2: paired auto6 with auto1() as asked, consumes;1: paired auto6 with auto2()");
    row("nobody has this id", policies, three, ">3 pair u9", "3: refused unknown-receiver u9");
    row("who is there for nothing", policies, three, ">1 pair auto3",
        "1: refused not-producer auto3");
    row("who only listens", policies, "+2;>1 describe listener", ">2 pair auto1",
        "2: refused not-producer auto1");
    row("nobody is bound to itself", policies, three, ">1 pair auto1",
        "1: refused not-producer auto1");
    row("where there are no pairs nobody is bound", {withoutPairs()}, three, ">3 pair auto1",
        "3: refused not-producer auto1");
    row("who went cannot be asked", policies, "+2;>1 describe producer;-1", ">2 pair auto1",
        "2: refused unknown-receiver auto1");
}

void TestSignalCorePairs::addTalking()
{
    const Policies policies{byRole()};
    const char* bound = "+3;>1 describe producer;>2 pair auto1";
    row("both talk to each other", policies, bound,
        ">1 tell-partner auto4 hi;>2 tell-partner auto4 ho",
        "2: auto1() says hi;1: auto2() says ho");
    row("without a name it is the first", policies,
        "+3;>1 describe producer;>2 pair auto1;>3 pair auto1",
        ">1 tell-partner - hi;>3 tell-partner - ho", "2: auto1() says hi;1: auto3() says ho");
    row("only the producer offers", policies, bound, ">1 offer auto4 hi;>2 offer auto4 ho",
        "2: auto1() says hi;2: refused not-yours auto4");
    row("only the bound talk", policies, bound,
        ">3 tell-partner auto4 hi;>3 tell-partner - hi;>1 tell-partner auto9 hi",
        "3: refused unknown-pairing auto4;3: refused unknown-pairing;"
        "1: refused unknown-pairing auto9");
}

void TestSignalCorePairs::addEndingByRole()
{
    const Policies policies{byRole()};
    const char* bound = "+3;>1 describe producer;>2 pair auto1";
    row("either may end it", policies, bound, ">1 unpair auto4 bye",
        "2: unpaired auto4 from auto1(): bye");
    row("the other, too", policies, bound, ">2 unpair auto4", "1: unpaired auto4 from auto2()");
    row("nobody else", policies, bound, ">3 unpair auto4", "3: refused unknown-pairing auto4");
    row("what has ended is gone for both", policies, bound,
        ">1 unpair auto4;>1 unpair auto4;>2 tell-partner auto4 hi",
        "2: unpaired auto4 from auto1();1: refused unknown-pairing auto4;"
        "2: refused unknown-pairing auto4");
    row("who goes ends it", policies, bound, "-2", "1: unpaired auto4 from auto2()");
    row("who goes ends all of its own and no others", policies,
        "+4;>1 describe producer;>2 pair auto1;>3 pair auto1;>4 describe producer;>3 pair auto4",
        "-1;>3 tell-partner auto7 hi",
        "2: unpaired auto5 from auto1();3: unpaired auto6 from auto1();4: auto3() says hi");
    row("who goes ends it, and then is missed", policies,
        "+2;>1 describe producer;>2 describe listener;>2 pair auto1", "-1",
        "2: unpaired auto3 from auto1();2: departed auto1() as producer");
    row("who produces no longer ends it", policies, bound, ">1 describe consumer",
        "2: unpaired auto4 from auto1()");
    row("who produces as before does not", policies, bound, ">1 describe producer,listener meta=m",
        "1: changed auto1() as producer,listener with m");
    row("who was asked as a consumer and is none any more ends it", policies,
        "+2;>1 describe producer,consumer;>2 describe consumer;>1 pair auto2;>2 pair auto1",
        ">2 describe -", "1: unpaired auto3 from auto2();1: unpaired auto4 from auto2()");
    row("both stay and may be bound again", policies, bound, ">2 unpair auto4;>2 pair auto1",
        "1: unpaired auto4 from auto2();2: paired auto5 with auto1() as asked, consumes;"
        "1: paired auto5 with auto2()");
}

void TestSignalCorePairs::addExclusive()
{
    const Policies policies{exclusive()};
    const char* three = "+3;>1 join id=a;>2 join id=b;>3 join id=c";
    const char* bound = "+3;>1 join id=a;>2 join id=b;>3 join id=c;>1 pair b";
    row("two are bound without roles", policies, three, ">1 pair b",
        "1: paired auto4 with b() as asked, consumes;2: paired auto4 with a()");
    row("who has not said its name cannot be asked", policies, "+2;>1 join id=a", ">1 pair auto2",
        "1: refused unknown-receiver auto2");
    row("who has not said its name asks in vain", policies, "+2;>2 join id=b", ">1 pair b",
        "1: refused early");
    row("who is in a room is busy, and asks in vain", policies,
        "+2;>1 join id=a room=red;>2 join id=b", ">1 pair b;>2 pair a;>1 leave;>2 pair a",
        "1: refused busy b;2: refused busy a;"
        "2: paired auto3 with a() as asked, consumes;1: paired auto3 with b()");
    row("who is bound is busy for others", policies, bound, ">3 pair b;>3 pair a",
        "3: refused busy b;3: refused busy a");
    row("who is bound asks in vain", policies, bound, ">1 pair c;>2 pair c;>1 pair b",
        "1: refused busy c;2: refused busy c;1: refused busy b");
    row("not to oneself, either", policies, three, ">1 pair a", "1: refused not-producer a");
    row("one of two goes, and the other with it", policies, bound, "-2",
        "1: unpaired auto4 from b();1: ended PartnerLeft");
    row("one of two is put out, and the other goes with it", policies, bound, "x1 bye",
        "1: ended Kicked bye;2: unpaired auto4 from a();2: ended PartnerLeft");
    row("one of two ends it, and the other goes", policies, bound, ">1 unpair auto4;>1 pair c",
        "2: unpaired auto4 from a();2: ended PartnerLeft;"
        "1: paired auto5 with c() as asked, consumes;3: paired auto5 with a()");
}

void TestSignalCorePairs::whatPeersAreTold()
{
    check();
}

void TestSignalCorePairs::whoAsksTooOftenIsRefused()
{
    Dialogue dialogue({byRole()});
    dialogue.core().setLimits({.pairingsAskedPerPeer = 2});
    dialogue.play(u"+3;>1 describe producer;>2 pair auto1;>2 pair auto1"_qs);
    dialogue.takeTold();
    dialogue.play(u">2 pair auto1"_qs);
    QCOMPARE(dialogue.takeTold(), QStringList{u"2: refused too-many-pairings auto1"_qs});
    dialogue.play(u">3 pair auto1;>2 unpair auto4;>2 pair auto1"_qs);
    QCOMPARE(dialogue.takeTold().size(), 5);
    QCOMPARE(dialogue.takeFacts().filter(u"refused"_qs).size(), 1);
}

void TestSignalCorePairs::whoHasTooManyIsAskedInVain()
{
    Dialogue dialogue({byRole()});
    dialogue.core().setLimits({.pairingsPerPeer = 2});
    dialogue.play(u"+4;>1 describe producer;>2 pair auto1;>3 pair auto1"_qs);
    dialogue.takeTold();
    dialogue.play(u">4 pair auto1"_qs);
    QCOMPARE(dialogue.takeTold(), QStringList{u"4: refused too-many-pairings auto1"_qs});
    dialogue.play(u"-2;>4 pair auto1"_qs);
    QCOMPARE(dialogue.takeTold().size(), 3);
}

void TestSignalCorePairs::twoAreNotBoundTooOften()
{
    Dialogue dialogue({byRole()});
    dialogue.core().setLimits({.pairingsOfTwo = 2});
    dialogue.play(u"+3;>1 describe producer;>2 describe consumer;>2 pair auto1;>1 pair auto2"_qs);
    dialogue.takeTold();
    dialogue.play(u">1 pair auto2;>2 pair auto1"_qs);
    QCOMPARE(dialogue.takeTold(),
        (QStringList{
            u"1: refused too-many-pairings auto2"_qs, u"2: refused too-many-pairings auto1"_qs}));
    dialogue.play(u">3 pair auto1"_qs);
    QCOMPARE(dialogue.takeTold().size(), 2);
}

void TestSignalCorePairs::whoGoTogetherHearNothingOfEachOther()
{
    for (const RealmPolicy& policy : {byRole(), exclusive()}) {
        Dialogue dialogue({policy});
        dialogue.play(u"+2;>1 join;>2 join;>1 describe producer;>2 pair auto1"_qs);
        dialogue.takeTold();
        dialogue.takeFacts();
        dialogue.core().dismiss({PeerNumber(1), PeerNumber(2)}, Departure::Kicked, u"both"_qs);
        QCOMPARE(dialogue.takeTold(), QStringList{u"1,2: ended Kicked both"_qs});
        QCOMPARE(dialogue.takeFacts(),
            (QStringList{u"departed 1 Kicked both"_qs, u"departed 2 Kicked both"_qs}));
    }
}

void TestSignalCorePairs::aSessionsIdIsFree()
{
    ManualClock clock;
    QStringList ids{u"p"_qs, u"q"_qs, u"s"_qs, u"s"_qs, u"t"_qs};
    SignalCore core(clock, {[&ids](Language) { return ids.takeFirst(); }, {}}, {{}, byRole()});
    QStringList sessions;
    connect(&core, &SignalCore::deliver, this, [&sessions](const Event& event) {
        if (const auto* paired = std::get_if<Paired>(&event)) {
            sessions.append(paired->id);
        }
    });
    for (int number : {1, 2}) {
        core.open(PeerNumber(number), {});
        core.settle(PeerNumber(number), Dialogue::realm(), {});
    }
    core.handle(PeerNumber(1), Describe{{Role::Producer, {}}, {}});
    core.handle(PeerNumber(2), Pair{u"p"_qs, {}});
    core.handle(PeerNumber(2), Pair{u"p"_qs, {}});
    QCOMPARE(sessions, (QStringList{u"s"_qs, u"s"_qs, u"t"_qs, u"t"_qs}));
}

void TestSignalCorePairs::whoIsBoundIsKnown()
{
    Dialogue dialogue({byRole()});
    dialogue.play(u"+3;>1 describe producer;>2 pair auto1"_qs);
    QVERIFY(dialogue.core().isPaired(PeerNumber(1)));
    QVERIFY(dialogue.core().isPaired(PeerNumber(2)));
    QVERIFY(!dialogue.core().isPaired(PeerNumber(3)));
    dialogue.play(u"-1"_qs);
    QVERIFY(!dialogue.core().isPaired(PeerNumber(1)));
    QVERIFY(!dialogue.core().isPaired(PeerNumber(2)));
}

SIGNALBOX_TEST(TestSignalCorePairs)
#include "tst_signalcorepairs.moc"
