// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/conversation.h"
#include "tests/support/suite.h"

using namespace Signalbox;
using namespace Signalbox::Conversation;

namespace {

RealmPolicy swarming()
{
    RealmPolicy policy;
    policy.claim = RealmPolicy::Claim::Share;
    policy.hasDefaultRoom = false;
    return policy;
}

} // namespace

class TestSignalCoreSwarms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatPeersAreTold_data();
    void whatPeersAreTold();
    void theLotsDecideWhoGetsAnOffer();
    void whatTheOwnerIsTold();
    void nobodyTakesPartInTooMany();
    void manyWhoClaimTheSameAreRefusedAtOnce();
    void severalIdsInOneSwarmCountEach();

private:
    static void addAnnouncing();
    static void addGoing();
    static void addSpeaking();
};

void TestSignalCoreSwarms::whatPeersAreTold_data()
{
    addColumns();
    addAnnouncing();
    addGoing();
    addSpeaking();
}

void TestSignalCoreSwarms::addAnnouncing()
{
    const Policies policies{swarming()};
    row("who announces is told the counts", policies, "+1", ">1 announce red as=a",
        "1: announced red=0/1");
    row("who has everything is complete", policies, "+2;>1 announce red as=a",
        ">2 announce red as=b complete", "2: announced red=1/1");
    row("each offer goes to another", policies, "+3;>1 announce red as=a;>2 announce red as=b",
        ">3 announce red as=c offers=x,y", "3: announced red=0/3;1: c() says x;2: c() says y");
    row("offers for which nobody is there go nowhere", policies, "+2;>1 announce red as=a",
        ">2 announce red as=b offers=x,y,z", "2: announced red=0/2;1: b() says x");
    row("nobody gets its own offer", policies, "+1;>1 announce red as=a",
        ">1 announce red as=a offers=x", "1: announced red=0/1");
    row("who announces again offers again", policies,
        "+2;>1 announce red as=a;>2 announce red as=b", ">1 announce red as=a offers=x",
        "1: announced red=0/2;2: a() says x");
    row("other swarms get no offers", policies, "+2;>1 announce red as=a",
        ">2 announce blue as=b offers=x", "2: announced blue=0/1");
    row("one connection may be several", policies, "+1;>1 announce red as=a",
        ">1 announce red as=b offers=x", "1: announced red=0/2;1: b() says x");
    const char* taken = "+3;>1 announce red as=a;>3 announce red as=c";
    row("the owner of an id is asked for a sign of life", policies, taken, ">2 announce red as=a",
        "1: probe");
    row("who shows one keeps it", policies, taken, ">2 announce red as=a offers=x;!1;~5000",
        "1: probe;2: refused not-yours a");
    row("who shows none loses it", policies, taken,
        ">2 announce red as=a offers=x;~2000;>3 tell-in red c a hi",
        "1: probe;1: ended Replaced;2: announced red=0/2;2: c() says hi");
    row("who withdraws claims nothing any more", policies, taken,
        ">2 announce red as=a;>2 withdraw red as=a;~2000", "1: probe;2: announced red=0/2");
    row("who goes meanwhile loses it, too", policies, taken, ">2 announce red as=a;-1",
        "1: probe;2: announced red=0/2");
    row("in another swarm it is another's", policies, taken, ">2 announce blue as=a",
        "2: announced blue=0/1");
    row("several swarms are claimed at once", policies,
        "+2;>1 announce red as=a;>1 announce blue as=a",
        ">2 announce red as=a;>2 announce blue as=a;-1",
        "1: probe;1: probe;2: announced red=0/1;2: announced blue=0/1");
}

void TestSignalCoreSwarms::addGoing()
{
    const Policies policies{swarming()};
    const char* two = "+2;>1 announce red as=a complete;>2 announce red as=b";
    row("who withdraws is told who is left", policies, two, ">1 withdraw red as=a",
        "1: announced red=0/1");
    row("who withdraws twice is told so twice", policies, two,
        ">1 withdraw red as=a;>1 withdraw red as=a", "1: announced red=0/1;1: announced red=0/1");
    row("nobody withdraws another", policies, two, ">1 withdraw red as=b", "1: announced red=1/1");
    row("who withdrew gets no offers", policies, two,
        ">1 withdraw red as=a;>2 announce red as=b offers=x",
        "1: announced red=0/1;2: announced red=0/1");
    row("who closes is counted no longer", policies, two, "-1;>2 count red", "2: counted red=0/1");
    row("who is put out is counted no longer", policies, two, "x1 bye;>2 count red",
        "1: ended Kicked bye;2: counted red=0/1");
    row("a swarm that all have left begins anew", policies,
        "+1;>1 announce red as=a complete;>1 withdraw red as=a", ">1 count red",
        "1: counted red=0/0");
}

void TestSignalCoreSwarms::addSpeaking()
{
    const Policies policies{swarming()};
    const char* two = "+3;>1 announce red as=a;>2 announce red as=b";
    row("one participant tells another", policies, two, ">2 tell-in red b a hi", "1: b() says hi");
    row("nobody speaks as another", policies, two, ">3 tell-in red a b hi",
        "3: refused not-yours a");
    row("to nobody", policies, two, ">1 tell-in red a c hi", "1: refused unknown-receiver c");
    row("to a participant of another swarm", policies,
        "+2;>1 announce red as=a;>2 announce blue as=b", ">1 tell-in red a b hi",
        "1: refused unknown-receiver b");
    row("in a swarm in which one takes no part", policies, two, ">1 tell-in blue a b hi",
        "1: refused not-yours a");
    row("who withdrew speaks no longer", policies, two,
        ">2 withdraw red as=b;>2 tell-in red b a hi",
        "2: announced red=0/1;2: refused not-yours b");
    row("counts are told to anybody", policies, two, ">3 count red blue",
        "3: counted red=0/2 blue=0/0");
    row("counts of all are those of one's own swarms", policies, two, ">1 count;>3 count",
        "1: counted red=0/2;3: counted");
}

void TestSignalCoreSwarms::whatPeersAreTold()
{
    check();
}

void TestSignalCoreSwarms::theLotsDecideWhoGetsAnOffer()
{
    for (int lot = 0; lot < 3; ++lot) {
        Dialogue dialogue({swarming()});
        dialogue.play(u"+4;>1 announce red as=a;>2 announce red as=b;>3 announce red as=c;"
                      ">4 announce red as=d"_qs);
        dialogue.takeTold();
        dialogue.setDraws({lot});
        dialogue.play(u">2 announce red as=b offers=x"_qs);
        const QString chosen = QStringList{u"1"_qs, u"3"_qs, u"4"_qs}.at(lot);
        QCOMPARE(dialogue.takeTold().last(), chosen + u": b() says x"_qs);
    }
}

void TestSignalCoreSwarms::whatTheOwnerIsTold()
{
    Dialogue dialogue({swarming()});
    dialogue.play(u"+2;>2 announce red as=c"_qs);
    dialogue.takeFacts();
    dialogue.play(u">1 announce red as=a nick=ann;>1 announce red as=b;>1 announce blue as=a;"
                  ">1 announce red as=a offers=x;>1 withdraw red as=a;>1 withdraw red as=b;-1"_qs);
    QCOMPARE(dialogue.takeFacts(),
        (QStringList{u"changed 1 a(ann) in red"_qs, u"changed 1 a(ann) in red,blue"_qs,
            u"relayed 1 to 1"_qs, u"changed 1 a(ann) in blue"_qs, u"departed 1 Left"_qs}));
}

void TestSignalCoreSwarms::nobodyTakesPartInTooMany()
{
    Dialogue dialogue({swarming()});
    dialogue.core().setLimits({.roomsPerPeer = 2});
    dialogue.play(u"+1;>1 announce red as=a;>1 announce blue as=a"_qs);
    dialogue.takeTold();
    dialogue.play(u">1 announce green as=a;>1 announce red as=a"_qs);
    QCOMPARE(dialogue.takeTold(),
        (QStringList{u"1: refused too-many-rooms green"_qs, u"1: announced red=0/1"_qs}));
    dialogue.play(u">1 withdraw red as=a;>1 announce green as=a"_qs);
    QCOMPARE(dialogue.takeTold(),
        (QStringList{u"1: announced red=0/0"_qs, u"1: announced green=0/1"_qs}));
}

void TestSignalCoreSwarms::manyWhoClaimTheSameAreRefusedAtOnce()
{
    Dialogue dialogue({swarming()});
    dialogue.play(u"+7;>1 announce red as=a"_qs);
    dialogue.takeTold();
    for (int claimant = 2; claimant <= 7; ++claimant) {
        dialogue.say(claimant, u"announce red as=a"_qs);
    }
    const QStringList told = dialogue.takeTold();
    QCOMPARE(told.filter(u"refused not-yours a"_qs),
        (QStringList{u"6: refused not-yours a"_qs, u"7: refused not-yours a"_qs}));
}

void TestSignalCoreSwarms::severalIdsInOneSwarmCountEach()
{
    Dialogue dialogue({swarming()});
    dialogue.core().setLimits({.roomsPerPeer = 2});
    dialogue.play(u"+2;>1 announce red as=a;>1 announce red as=b;>2 announce red as=c"_qs);
    dialogue.takeTold();
    dialogue.play(u">1 announce red as=d;>1 announce red as=c"_qs); // the second is another's
    QCOMPARE(dialogue.takeTold(),
        (QStringList{u"1: refused too-many-rooms red"_qs, u"1: refused too-many-rooms red"_qs}));
}

SIGNALBOX_TEST(TestSignalCoreSwarms)
#include "tst_signalcoreswarms.moc"
