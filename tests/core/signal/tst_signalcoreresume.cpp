// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/census.h"
#include "core/signal/journal.h"
#include "tests/support/conversation.h"
#include "tests/support/suite.h"

#include <QSignalSpy>

using namespace Signalbox;
using namespace Signalbox::Conversation;
using namespace std::chrono_literals;

/// Of those whose connection broke and who come back. Unless a case says otherwise, 1 is u1 and has
/// the token t1, 2 is u2 and has t2.
class TestSignalCoreResume : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatPeersAreTold_data();
    void whatPeersAreTold();
    void theOwnerSeesWhoIsAwayAndBack();
    void theBooksBalance();
    void theLogSaysWhoWentAndCameBack();
    void whoIsRefusedInThePlaceOfTheAbsentIsNotBack();
    void whatIsSaidToTheAbsentIsBounded();
    void whatWasKeptForTheAbsentIsForNobodyElse();
    void theAbsentMayBePutOut();
    void whoIsPutOutDoesNotComeBack();
    void whoComesBackIsMutedAgain();
    void whoComesBackAsSomebodyElseIsMutedAgain();
    void theHubEndsWhileSomebodyIsAway();
    void tokensVouchForTheirHolders();
    void somethingIsDueWhileSomebodyIsAway();
    void ordersFindWhoCameBack();

private:
    static void addTokens();
    static void addGoing();
    static void addBeingAway();
    static void addComingBack();
    static void addClaims();
};

void TestSignalCoreResume::whatPeersAreTold_data()
{
    addColumns();
    addTokens();
    addGoing();
    addBeingAway();
    addComingBack();
    addClaims();
}

void TestSignalCoreResume::whatPeersAreTold()
{
    check();
}

namespace {

const Policies policies{Dialogue::resuming()};
const char* const two = "+2;>1 join id=u1;>2 join id=u2";
const char* const twoAndAStranger = "+2;>1 join id=u1;>2 join id=u2;+1";

Dialogue& played(Dialogue& dialogue, const char* steps)
{
    dialogue.play(QString::fromLatin1(steps));
    dialogue.takeTold();
    dialogue.takeFacts();
    return dialogue;
}

} // namespace

void TestSignalCoreResume::addTokens()
{
    row("who joins gets a token", policies, "+1", ">1 join id=u1",
        "1: welcomed u1() in the default [], token t1");
    row("a further join is answered with the same", policies, "+1;>1 join id=u1",
        ">1 join room=red nick=ann", "1: welcomed u1(ann) in red [], token t1");
    row("where nobody comes back there is none", {Dialogue::listening()}, "+1", ">1 join id=u1",
        "1: welcomed u1() in the default []");
    row("one's own token means nothing", policies, two, ">2 join nick=bob resume=t2",
        "1: changed u2(bob);2: welcomed u2(bob) in the default [u1()], token t2");
    row("what is no token means nothing", policies, twoAndAStranger, ">3 join id=u3 resume=t9",
        "1,2: arrived u3();3: welcomed u3() in the default [u1() u2()], token t3");
    row("a token counts only where it was given", {Dialogue::resuming(), Dialogue::resuming()},
        "+1;>1 join id=u1;+1 2", ">2 join id=x resume=t1",
        "2 in 2: welcomed x() in the default [], token t2");
}

void TestSignalCoreResume::addGoing()
{
    row("nobody hears that a connection broke", policies, two, "/2", "");
    row("who says goodbye is gone at once", policies, two, "-2", "1: departed u2()");
    row("who is put out is gone at once", policies, two, "x2 bye",
        "2: ended Kicked bye;1: departed u2()");
    row("who has not joined is gone at once", policies, "+2;>1 join id=u1;>2 tell-all hi", "/2",
        "1: departed auto2()");
    row("where nobody comes back one is gone at once", {Dialogue::listening()}, two, "/2",
        "1: departed u2()");
    row("who has left is gone at once", policies, "+2;>1 join id=u1;>2 join id=u2;>2 leave",
        "/2;+1;>3 join id=u2 resume=t2",
        "1: arrived u2();3: welcomed u2() in the default [u1()], token t3");
    row("half a minute later it is told", policies, two, "/2;~29999;>1 heartbeat;~1",
        "1: alive;1: departed u2()");
    row("and then the token is worth nothing", policies, "+2;>1 join id=u1;>2 join id=u2;/2;~30000",
        "+1;>3 join id=u2 resume=t2",
        "1: arrived u2();3: welcomed u2() in the default [u1()], token t3");
}

void TestSignalCoreResume::addBeingAway()
{
    row("who is away is still there for those who come", policies, two, "/2;+1;>3 join id=u3",
        "1: arrived u3();3: welcomed u3() in the default [u1() u2()], token t3");
    row("what is said meanwhile is kept", policies, two,
        "/2;>1 tell u2 one;>1 tell-all two;+1;>3 join resume=t2",
        "3: welcomed back u2() in the default [u1()], token t3;3: u1() says one;3: u1() says two");
    row("what is said to those who are there arrives at once", policies, twoAndAStranger,
        "/2;>1 tell-all hi", "3: u1() says hi");
    row("one who said it may have gone", policies, two, "/2;>1 tell u2 one;-1;+1;>3 join resume=t2",
        "3: welcomed back u2() in the default [], token t3;3: u1() says one");
    row("what is kept is lost with whom it is for", policies, two,
        "/2;>1 tell u2 one;~30000;+1;>3 join id=u2",
        "1: departed u2();1: arrived u2();3: welcomed u2() in the default [u1()], token t3");
    row("who came and went meanwhile is seen by the list", policies,
        "+3;>1 join id=u1;>2 join id=u2;>3 join id=u3",
        "/2;-3;+1;>4 join id=u4;+1;>5 join resume=t2",
        "1: departed u3();1: arrived u4();4: welcomed u4() in the default [u1() u2()], token t4;"
        "5: welcomed back u2() in the default [u1() u4()], token t5");
}

void TestSignalCoreResume::addComingBack()
{
    row("nobody hears that somebody is back", policies, two, "/2;+1;>3 join resume=t2",
        "3: welcomed back u2() in the default [u1()], token t3");
    row("who is back is reached", policies,
        "+2;>1 join id=u1;>2 join id=u2;/2;+1;>3 join resume=t2", ">1 tell u2 hi;>3 tell-all ho;-3",
        "3: u1() says hi;1: u2() says ho;1: departed u2()");
    row("with another nick", policies, two, "/2;+1;>3 join nick=bob resume=t2",
        "1: changed u2(bob);3: welcomed back u2(bob) in the default [u1()], token t3");
    row("the token says who and where", policies,
        "+2;>1 join id=u1 room=red;>2 join id=u2 room=red",
        "/2;+1;>3 join id=x room=blue resume=t2", "3: welcomed back u2() in red [u1()], token t3");
    row("one's place among the others stays", policies,
        "+3;>1 join id=u1;>2 join id=u2;>3 join id=u3", "/1;+1;>4 join resume=t1;>3 join",
        "4: welcomed back u1() in the default [u2() u3()], token t4;"
        "3: welcomed u3() in the default [u1() u2()], token t3");
    row("an older connection that seems to live is closed", policies, twoAndAStranger,
        ">3 join resume=t2",
        "2: ended Replaced;3: welcomed back u2() in the default [u1()], token t3");
    row("who answers no ping may come back as well", {Dialogue::resuming()},
        "+2;>1 join id=u1;>2 join id=u2;/2;+1;>3 join resume=t2;/3", "+1;>4 join resume=t3",
        "4: welcomed back u2() in the default [u1()], token t4");
    row("the former token counts until the new one is used", policies,
        "+2;>1 join id=u1;>2 join id=u2;/2;+1;>3 join resume=t2;/3", "+1;>4 join resume=t2",
        "4: welcomed back u2() in the default [u1()], token t4");
    row("but not after", policies,
        "+2;>1 join id=u1;>2 join id=u2;/2;+1;>3 join resume=t2;/3;+1;>4 join resume=t3",
        "+1;>5 join id=u5 resume=t2",
        "1,4: arrived u5();5: welcomed u5() in the default [u1() u2()], token t5");
    row("who was heard before is missed", policies, two, "/2;+1;>3 tell-all hi;>3 join resume=t2",
        "1: auto3() says hi;1: departed auto3();"
        "3: welcomed back u2() in the default [u1()], token t3;3: auto3() says hi");
    row("who was somebody else is missed", policies,
        "+3;>1 join id=u1;>2 join id=u2;>3 join id=u3 room=red;+1;>4 join id=u4 room=red",
        "/2;>3 join resume=t2",
        "4: departed u3();3: welcomed back u2() in the default [u1()], token t5");
}

void TestSignalCoreResume::addClaims()
{
    row("the id of who is away is free after a while", policies, twoAndAStranger,
        "/2;>3 join id=u2;~1999;>1 heartbeat;~1",
        "1: alive;1,3: departed u2();1: arrived u2();"
        "3: welcomed u2() in the default [u1()], token t3");
    row("unless it comes back before", policies, twoAndAStranger,
        "/2;>3 join id=u2;+1;>4 join resume=t2;~5000",
        "4: welcomed back u2() in the default [u1()], token t3;3: refused id-taken u2");
    row("a claim of the former id of who comes back is settled", policies, two,
        "/2;+2;>3 join id=auto4;>4 join resume=t2",
        "4: probe;4: welcomed back u2() in the default [u1()], token t3;"
        "1,4: arrived auto4();3: welcomed auto4() in the default [u1() u2()], token t4");
    row("who is away claims nothing any more", policies,
        "+2;>1 join id=u1;>2 join id=u2;>2 join id=u1", "/2;~2000;>1 heartbeat", "1: alive");
}

void TestSignalCoreResume::theOwnerSeesWhoIsAwayAndBack()
{
    Dialogue dialogue(policies);
    played(dialogue, "+3;>1 join id=u1;>2 join id=u2 nick=bob");
    dialogue.play(u"/2"_qs);
    QCOMPARE(dialogue.takeFacts(), QStringList{u"changed 2 u2(bob) in the default, away"_qs});
    dialogue.play(u">1 tell u2 hi"_qs);
    QCOMPARE(dialogue.takeFacts(), QStringList());
    dialogue.play(u">3 join resume=t2"_qs);
    QCOMPARE(dialogue.takeFacts(),
        (QStringList{u"departed 2 Replaced"_qs, u"changed 3 u2(bob) in the default"_qs,
            u"relayed 1 to 1"_qs}));
    dialogue.dismiss(3, Departure::Silent);
    QCOMPARE(dialogue.takeFacts(), QStringList{u"changed 3 u2(bob) in the default, away"_qs});
    dialogue.vanish(3, Departure::Lost); // its socket at last
    QCOMPARE(dialogue.takeFacts(), QStringList());
    dialogue.pass(30s);
    QCOMPARE(dialogue.takeFacts(), QStringList{u"departed 3 Lost"_qs});
    QVERIFY(!dialogue.core().hasDue());
}

void TestSignalCoreResume::theBooksBalance()
{
    Dialogue dialogue(policies);
    quint64 messages = 0;
    Census census([&messages](PeerNumber number) {
        LinkReading reading;
        reading.traffic.messagesIn = number == PeerNumber(2) ? messages : 0;
        reading.slow = true;
        return reading;
    });
    connect(&dialogue.core(), &SignalCore::arrived, &census, &Census::onArrived);
    connect(&dialogue.core(), &SignalCore::changed, &census, &Census::onChanged);
    connect(&dialogue.core(), &SignalCore::departed, &census, &Census::onDeparted);
    dialogue.play(u"+2;>1 join id=u1;>2 join id=u2"_qs);
    messages = 5;
    dialogue.play(u"/2"_qs);
    messages = 0; // its link is gone
    const SnapshotPtr away = census.take({});
    QCOMPARE(away->rows.size(), size_t(2));
    QVERIFY(away->rows[1].peer.away);
    QVERIFY(!away->rows[1].link.slow);
    QCOMPARE(away->rows[1].link.traffic.messagesIn, quint64(5));
    QCOMPARE(away->rooms.at(0).members, 2);
    QCOMPARE(away->totals.traffic.messagesIn, quint64(5));
    QCOMPARE(away->totals.departed, quint64(0));

    dialogue.play(u"+1;>3 join resume=t2"_qs);
    const SnapshotPtr back = census.take({});
    QCOMPARE(back->rows.size(), size_t(2));
    QCOMPARE(back->rows[1].peer.number, PeerNumber(3));
    QCOMPARE(back->rows[1].peer.identity.id, u"u2"_qs);
    QVERIFY(!back->rows[1].peer.away);
    QCOMPARE(back->rooms.at(0).members, 2);
    QCOMPARE(back->totals.connected, quint64(3));
    QCOMPARE(back->totals.departed, quint64(1));
    QCOMPARE(back->totals.traffic.messagesIn, quint64(5));
}

void TestSignalCoreResume::theLogSaysWhoWentAndCameBack()
{
    Dialogue dialogue(policies);
    Journal journal(dialogue.clock());
    connect(&dialogue.core(), &SignalCore::changed, &journal, &Journal::onChanged);
    connect(&dialogue.core(), &SignalCore::departed, &journal, &Journal::onDeparted);
    dialogue.play(u"+2;>1 join id=u1;>2 join id=u2 nick=bob"_qs);
    journal.take();
    dialogue.play(u"/2;+1;>3 join nick=rob resume=t2;/3;~30000;+1;>4 join id=u2"_qs);
    const QList<Happening> lines = journal.take();
    using Kind = Happening::Kind;
    const QList<std::pair<Kind, int>> expected{{Kind::WentAway, 2}, {Kind::CameBack, 3},
        {Kind::WentAway, 3}, {Kind::Departed, 3}, {Kind::Joined, 4}};
    QCOMPARE(lines.size(), expected.size());
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QCOMPARE(lines[i].kind, expected[i].first);
        QCOMPARE(lines[i].number, PeerNumber(expected[i].second));
        QCOMPARE(lines[i].who.id, u"u2"_qs);
    }
    QCOMPARE(lines[1].who.nick, u"rob"_qs);
    QVERIFY(lines[3].cause == decltype(Happening::cause)(Departure::Lost));
}

void TestSignalCoreResume::whoIsRefusedInThePlaceOfTheAbsentIsNotBack()
{
    Dialogue dialogue(policies);
    dialogue.core().setLimits({.peersPerRoom = 1});
    Journal journal(dialogue.clock());
    connect(&dialogue.core(), &SignalCore::changed, &journal, &Journal::onChanged);
    connect(&dialogue.core(), &SignalCore::departed, &journal, &Journal::onDeparted);
    Origin origin;
    origin.address = u"10.0.0.9"_qs;
    const auto come = [&dialogue, &origin](quint64 number) {
        dialogue.core().open(PeerNumber(number), origin);
        dialogue.core().settle(PeerNumber(number), Dialogue::realm(), u"words"_qs);
    };
    come(1);
    come(2);
    dialogue.play(u">1 join id=u1 room=full;>2 join id=u2 room=red;/2"_qs);
    come(3);
    dialogue.play(u">3 join id=u2 room=full"_qs);
    QVERIFY(dialogue.takeTold().contains(u"3: refused room-full full"_qs));
    journal.take();
    come(4);
    dialogue.play(u">4 join id=u4 room=blue"_qs);
    const QList<Happening> lines = journal.take();
    QCOMPARE(lines.size(), 1);
    QCOMPARE(lines[0].kind, Happening::Kind::Joined);
    QCOMPARE(lines[0].number, PeerNumber(4));
}

void TestSignalCoreResume::whatIsSaidToTheAbsentIsBounded()
{
    Dialogue dialogue(policies);
    dialogue.core().setLimits({.mailPerSender = 2});
    played(dialogue, "+2;>1 join id=u1;>2 join id=u2;/2");
    dialogue.play(u">1 tell u2 a;>1 tell-all b;>1 tell u2 c;>1 tell-all d"_qs);
    QCOMPARE(dialogue.takeTold(), QStringList{u"1: refused unknown-receiver u2"_qs});
    dialogue.play(u"+1;>3 join resume=t2"_qs);
    QCOMPARE(dialogue.takeTold(),
        (QStringList{u"3: welcomed back u2() in the default [u1()], token t3"_qs,
            u"3: u1() says a"_qs, u"3: u1() says b"_qs}));
}

void TestSignalCoreResume::whatWasKeptForTheAbsentIsForNobodyElse()
{
    Dialogue dialogue(policies);
    played(dialogue, "+2;>1 join id=u1;>2 join id=u2;/2;>1 tell u2 secret;+1;>3 join id=u2");
    dialogue.pass(2s);
    QCOMPARE(dialogue.takeTold().last(), u"3: welcomed u2() in the default [u1()], token t3"_qs);
    QVERIFY(!dialogue.core().hasDue());
}

void TestSignalCoreResume::theAbsentMayBePutOut()
{
    Dialogue dialogue(policies);
    played(dialogue, "+2;>1 join id=u1;>2 join id=u2;/2");
    dialogue.dismiss(2, Departure::Kicked, u"bye"_qs);
    QCOMPARE(dialogue.takeTold(), QStringList{u"1: departed u2()"_qs});
    QCOMPARE(dialogue.takeFacts(), QStringList{u"departed 2 Kicked bye"_qs});
    QVERIFY(!dialogue.core().isResumable("t2"));
}

void TestSignalCoreResume::whoIsPutOutDoesNotComeBack()
{
    Dialogue dialogue(policies);
    played(dialogue, "+2;>1 join id=u1;>2 join id=u2 nick=eve;/2;+1");
    dialogue.putOut(u"eve"_qs);
    dialogue.play(u">3 join resume=t2"_qs);
    QCOMPARE(dialogue.takeTold(), QStringList{u"3: refused put-out"_qs});
    dialogue.core().review();
    QCOMPARE(dialogue.takeTold(), QStringList{u"1: departed u2(eve)"_qs});
    QCOMPARE(dialogue.takeFacts().last(), u"departed 2 Banned"_qs);
}

void TestSignalCoreResume::whoComesBackAsSomebodyElseIsMutedAgain()
{
    Dialogue dialogue(policies);
    dialogue.mute(u"eve"_qs);
    played(dialogue, "+2;>1 join id=u1;>2 join id=u2 nick=eve;/2;+1");
    dialogue.play(u">3 join resume=t2 nick=bob;>3 tell u1 hi"_qs);
    QCOMPARE(dialogue.takeTold().last(), u"3: refused muted"_qs);
    dialogue.mute({});
    dialogue.core().review();
    dialogue.play(u">3 tell u1 hi"_qs);
    QCOMPARE(dialogue.takeTold().last(), u"1: u2(bob) says hi"_qs);
}

void TestSignalCoreResume::whoComesBackIsMutedAgain()
{
    Dialogue dialogue(policies);
    dialogue.mute(u"eve"_qs);
    played(dialogue, "+2;>1 join id=u1;>2 join id=u2 nick=eve;/2;+1");
    dialogue.play(u">3 join resume=t2;>3 tell u1 hi"_qs);
    QVERIFY(dialogue.peer(3).muted);
    QCOMPARE(dialogue.takeTold().last(), u"3: refused muted"_qs);
}

void TestSignalCoreResume::theHubEndsWhileSomebodyIsAway()
{
    Dialogue dialogue(policies);
    played(dialogue, "+2;>1 join id=u1;>2 join id=u2;/2;>1 tell u2 hi");
    dialogue.core().dismissEverybody(Departure::HubStopped);
    QCOMPARE(dialogue.takeTold(), QStringList{u"1: ended HubStopped"_qs});
    QStringList facts = dialogue.takeFacts();
    facts.sort();
    QCOMPARE(facts, (QStringList{u"departed 1 HubStopped"_qs, u"departed 2 HubStopped"_qs}));
    QVERIFY(!dialogue.core().hasDue());
}

void TestSignalCoreResume::tokensVouchForTheirHolders()
{
    Dialogue dialogue(policies);
    played(dialogue, "+1;>1 join id=u1");
    QVERIFY(dialogue.core().isResumable("t1"));
    QVERIFY(!dialogue.core().isResumable("t2"));
    QVERIFY(!dialogue.core().isResumable({}));
    dialogue.play(u"/1"_qs);
    QVERIFY(dialogue.core().isResumable("t1"));
    dialogue.pass(30s);
    QVERIFY(!dialogue.core().isResumable("t1"));
}

void TestSignalCoreResume::somethingIsDueWhileSomebodyIsAway()
{
    Dialogue dialogue(policies);
    QSignalSpy due(&dialogue.core(), &SignalCore::dueSoon);
    dialogue.play(u"+1;>1 join id=u1"_qs);
    QVERIFY(!dialogue.core().hasDue());
    QCOMPARE(due.size(), 0);
    dialogue.play(u"/1"_qs);
    QVERIFY(dialogue.core().hasDue());
    QCOMPARE(due.size(), 1);
}

void TestSignalCoreResume::ordersFindWhoCameBack()
{
    Dialogue dialogue(policies);
    played(dialogue, "+2;>1 join id=u1;>2 join id=u2;/2;+1;>3 join resume=t2;/3;+1");
    dialogue.play(u">4 join resume=t3"_qs);
    const auto number = [](int n) { return PeerNumber(n); };
    QCOMPARE(dialogue.core().byPresentNumbers({number(2), number(3), number(4), number(1)}),
        (QList<PeerNumber>{number(4), number(1)}));
}

SIGNALBOX_TEST(TestSignalCoreResume)
#include "tst_signalcoreresume.moc"
