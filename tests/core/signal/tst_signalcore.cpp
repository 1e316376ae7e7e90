// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/dialogue.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;
using namespace std::chrono_literals;

class TestSignalCore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatPeersAreTold_data();
    void whatPeersAreTold();
    void whatTheOwnerIsTold();
    void aFreshIdThatIsTakenIsAskedForAgain();
    void faultsOfTheReaderAreToldToTheirCauserOnly();
    void wishesForTheDepartedAreNothing();
    void everybodyIsDismissedWithoutBeingToldOfOthers();
    void realmsNeverMeet();
    void claimsWaitAsLongAsTheyAreToldTo();

private:
    static void addJoins();
    static void addChanges();
    static void addLeaving();
    static void addClaims();
};

void TestSignalCore::whatPeersAreTold_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("steps");
    QTest::addColumn<QString>("told");

    addJoins();
    addChanges();
    addLeaving();
    addClaims();
}

void TestSignalCore::addJoins()
{
    QTest::addRow("opening tells nobody anything") << ""
                                                   << "+2"
                                                   << "";
    QTest::addRow("the first join needs nothing") << "+1"
                                                  << ">1 join"
                                                  << "1: welcomed auto1() in the default []";
    QTest::addRow("a join with everything") << "+1"
                                            << ">1 join id=u1 nick=ann room=red"
                                            << "1: welcomed u1(ann) in red []";
    QTest::addRow("an explicit default room") << "+1"
                                              << ">1 join room="
                                              << "1: welcomed auto1() in the default []";
    QTest::addRow("the room hears of a join, those who only listen too")
        << "+3;>1 join id=u1 nick=ann"
        << ">2 join id=u2 nick=bob"
        << "1,3: arrived u2(bob);2: welcomed u2(bob) in the default [u1(ann)]";
    QTest::addRow("members are listed as they came, listeners are not")
        << "+4;>3 join id=c;>1 join id=a"
        << ">4 join id=d"
        << "1,2,3: arrived d();4: welcomed d() in the default [a() c()]";
    QTest::addRow("who changes rooms and returns stands at the end")
        << "+3;>1 join id=a room=r;>2 join id=b room=r;>1 join room=s;>1 join room=r"
        << ">3 join id=c room=r"
        << "1,2: arrived c();3: welcomed c() in r [b() a()]";
    QTest::addRow("another room hears nothing") << "+2;>1 join id=u1 room=red"
                                                << ">2 join id=u2 room=blue"
                                                << "2: welcomed u2() in blue []";
    QTest::addRow("a listener that joins another room was never announced")
        << "+2;>1 join id=u1"
        << ">2 join room=red"
        << "2: welcomed auto2() in red []";
    QTest::addRow("a listener that spoke and joins another room is announced as gone")
        << "+2;>1 join id=u1;>2 tell-all hello"
        << ">2 join room=red"
        << "1: departed auto2();2: welcomed auto2() in red []";
    QTest::addRow("a listener that spoke and takes an id: its first name goes")
        << "+2;>1 join id=u1;>2 tell-all hello"
        << ">2 join id=u2"
        << "1: departed auto2();1: arrived u2();2: welcomed u2() in the default [u1()]";
    QTest::addRow("a listener that spoke and keeps its id only arrives")
        << "+2;>1 join id=u1;>2 tell-all hello"
        << ">2 join nick=bob"
        << "1: arrived auto2(bob);2: welcomed auto2(bob) in the default [u1()]";
    QTest::addRow("an id may be that which the hub gave")
        << "+1"
        << ">1 join id=auto1"
        << "1: welcomed auto1() in the default []";
    QTest::addRow("nicks need not be unique")
        << "+2;>1 join id=u1 nick=ann"
        << ">2 join id=u2 nick=ann"
        << "1: arrived u2(ann);2: welcomed u2(ann) in the default [u1(ann)]";
}

void TestSignalCore::addChanges()
{
    const char* two = "+2;>1 join id=u1 nick=ann room=red;>2 join id=u2 nick=bob room=red";
    QTest::addRow("the same again is answered and tells nobody")
        << two << ">1 join id=u1 nick=ann room=red"
        << "1: welcomed u1(ann) in red [u2(bob)]";
    QTest::addRow("an empty join is answered and changes nothing")
        << two << ">1 join"
        << "1: welcomed u1(ann) in red [u2(bob)]";
    QTest::addRow("another nick") << two << ">1 join nick=eve"
                                  << "2: changed u1(eve);1: welcomed u1(eve) in red [u2(bob)]";
    QTest::addRow("no nick any more") << two << ">1 join nick="
                                      << "2: changed u1();1: welcomed u1() in red [u2(bob)]";
    QTest::addRow("another room") << two << ">1 join room=blue"
                                  << "2: departed u1(ann);1: welcomed u1(ann) in blue []";
    QTest::addRow("into the default room")
        << two << ">1 join room="
        << "2: departed u1(ann);1: welcomed u1(ann) in the default []";
    QTest::addRow("another room and nick: the old room hears the old one")
        << "+3;>1 join id=u1 nick=ann room=red;>2 join id=u2 room=red;>3 join id=u3 room=blue"
        << ">1 join nick=eve room=blue"
        << "2: departed u1(ann);3: arrived u1(eve);1: welcomed u1(eve) in blue [u3()]";
    QTest::addRow("another id")
        << two << ">1 join id=v1"
        << "2: departed u1(ann);2: arrived v1(ann);1: welcomed v1(ann) in red [u2(bob)]";
    QTest::addRow("another id and nick are no change of nick")
        << two << ">1 join id=v1 nick=eve"
        << "2: departed u1(ann);2: arrived v1(eve);1: welcomed v1(eve) in red [u2(bob)]";
    QTest::addRow("another id and room")
        << "+3;>1 join id=u1 room=red;>2 join id=u2 room=red;>3 join id=u3 room=blue"
        << ">1 join id=v1 room=blue"
        << "2: departed u1();3: arrived v1();1: welcomed v1() in blue [u3()]";
    QTest::addRow("an id that was given up is free at once")
        << "+2;>1 join id=u1;>1 join id=v1"
        << ">2 join id=u1"
        << "1: arrived u1();2: welcomed u1() in the default [v1()]";
}

void TestSignalCore::addLeaving()
{
    const char* three
        = "+3;>1 join id=u1 nick=ann room=red;>2 join id=u2 room=red;>3 join id=u3 room=red";
    QTest::addRow("leave") << three << ">1 leave"
                           << "2,3: departed u1(ann)";
    QTest::addRow("leave twice") << three << ">1 leave;>1 leave"
                                 << "2,3: departed u1(ann)";
    QTest::addRow("leave and close: one leave") << three << ">1 leave;-1"
                                                << "2,3: departed u1(ann)";
    QTest::addRow("close: one leave") << three << "-1;-1"
                                      << "2,3: departed u1(ann)";
    QTest::addRow("a listener closes unheard") << "+2;>1 join id=u1"
                                               << "-2"
                                               << "";
    QTest::addRow("a listener that spoke closes") << "+2;>1 join id=u1;>2 tell-all hi"
                                                  << "-2"
                                                  << "1: departed auto2()";
    QTest::addRow("a listener leaves unheard") << "+2;>1 join id=u1"
                                               << ">2 leave"
                                               << "";
    QTest::addRow("a listener that spoke leaves") << "+2;>1 join id=u1;>2 tell-all hi"
                                                  << ">2 leave;-2"
                                                  << "1: departed auto2()";
    QTest::addRow("a refused message is not heard") << "+2;>1 join id=u1;>2 tell u9 hi"
                                                    << "-2"
                                                    << "";
    QTest::addRow("after leave there is no room to speak to")
        << "+2;>1 join id=u1;>2 join id=u2;>1 leave"
        << ">1 tell-all hi"
        << "1: refused not-in-room";
    QTest::addRow("after leave nobody can be reached, not even oneself")
        << "+2;>1 join id=u1;>2 join id=u2;>1 leave"
        << ">1 tell u2 hi;>1 tell u1 hi"
        << "1: refused unknown-receiver u2;1: refused unknown-receiver u1";
    QTest::addRow("after leave nothing is heard") << "+2;>1 join id=u1;>2 join id=u2;>1 leave"
                                                  << ">2 tell-all hi;>2 leave"
                                                  << "";
    QTest::addRow("after leave a join enters the default room")
        << three << ">1 leave;>1 join"
        << "2,3: departed u1(ann);1: welcomed u1(ann) in the default []";
    QTest::addRow("after leave the same room again")
        << three << ">1 leave;>1 join room=red"
        << "2,3: departed u1(ann);2,3: arrived u1(ann);1: welcomed u1(ann) in red [u2() u3()]";
    QTest::addRow("after leave another id is announced once, as a join")
        << three << ">1 leave;>1 join id=v1 room=red"
        << "2,3: departed u1(ann);2,3: arrived v1(ann);1: welcomed v1(ann) in red [u2() u3()]";
    QTest::addRow("the id is still taken after leave") << "+2;>1 join id=u1;>1 leave"
                                                       << ">2 join id=u1"
                                                       << "1: probe";
    QTest::addRow("kicked: told why, then the others hear it")
        << three << "x2 Please go."
        << "2: ended Kicked Please go.;1,3: departed u2()";
    QTest::addRow("kicked after leave") << three << ">2 leave;x2 bye"
                                        << "1,3: departed u2();2: ended Kicked bye";
    QTest::addRow("kicked twice") << three << "x2 a;x2 b"
                                  << "2: ended Kicked a;1,3: departed u2()";
    QTest::addRow("closing after the kick is silent") << three << "x2 a;-2"
                                                      << "2: ended Kicked a;1,3: departed u2()";
}

void TestSignalCore::addClaims()
{
    const char* two = "+3;>1 join id=u1 nick=ann;>2 join id=u2";
    QTest::addRow("the owner of a claimed id is asked") << two << ">2 join id=u1 nick=eve"
                                                        << "1: probe";
    QTest::addRow("the owner answers") << two << ">2 join id=u1;!1;~2000"
                                       << "1: probe;2: refused id-taken u1";
    QTest::addRow("somebody else's answer is none") << two << ">2 join id=u1;!2;!3;~1999"
                                                    << "1: probe";
    QTest::addRow("the owner is silent: the claimant takes over")
        << two << ">2 join id=u1 nick=eve;~2000"
        << "1: probe;1: ended Replaced;2,3: departed u1(ann);3: departed u2();3: arrived u1(eve);"
           "2: welcomed u1(eve) in the default []";
    QTest::addRow("the owner is gone before the time is up")
        << two << ">2 join id=u1;-1;~5000"
        << "1: probe;2,3: departed u1(ann);3: departed u2();3: arrived u1();"
           "2: welcomed u1() in the default []";
    QTest::addRow("the owner is kicked before the time is up")
        << "+2;>1 join id=u1"
        << ">2 join id=u1;x1 out"
        << "1: probe;1: ended Kicked out;2: departed u1();2: welcomed u1() in the default []";
    QTest::addRow("meanwhile the claimant is what it was")
        << two << ">2 join id=u1;>2 tell u1 hi;>1 tell u2 ho"
        << "1: probe;1: u2() says hi;2: u1(ann) says ho";
    QTest::addRow("the claimant thinks better of it")
        << two << ">2 join id=v2;>2 join id=u1;>2 join id=w2;~5000"
        << "1,3: departed u2();1,3: arrived v2();2: welcomed v2() in the default [u1(ann)];1: "
           "probe;"
           "1,3: departed v2();1,3: arrived w2();2: welcomed w2() in the default [u1(ann)]";
    QTest::addRow("the claimant leaves: no claim any more") << two << ">2 join id=u1;>2 leave;~5000"
                                                            << "1: probe;1,3: departed u2()";
    QTest::addRow("the claimant is gone: no claim any more") << two << ">2 join id=u1;-2;~5000"
                                                             << "1: probe;1,3: departed u2()";
    QTest::addRow("after a refusal it may join again")
        << two << ">2 join id=u1;!1;>2 join nick=bob"
        << "1: probe;2: refused id-taken u1;1,3: changed u2(bob);"
           "2: welcomed u2(bob) in the default [u1(ann)]";
    QTest::addRow("several claimants, the owner answers: all are refused")
        << two << ">2 join id=u1;>3 join id=u1;!1"
        << "1: probe;1: probe;2: refused id-taken u1;3: refused id-taken u1";
    QTest::addRow(
        "several claimants, the owner is silent: the first wins, the others claim it from him")
        << "+3;>1 join id=u1;>1 leave"
        << ">2 join id=u1 room=r;>3 join id=u1 room=r;~2000;!2"
        << "1: probe;1: probe;1: ended Replaced;2: welcomed u1() in r [];2: probe;"
           "3: refused id-taken u1";
    QTest::addRow("several claimants, the owner goes: the first wins")
        << "+3;>1 join id=u1;>1 leave"
        << ">2 join id=u1 room=r;>3 join id=u1 room=r;-1"
        << "1: probe;1: probe;2: welcomed u1() in r [];2: probe";
    QTest::addRow("two swap ids: both live, neither gets the other's")
        << two << ">1 join id=u2;!1;>2 join id=u1;!2;!1;~5000"
        << "2: probe;1: probe;1: refused id-taken u2;2: refused id-taken u1";
    QTest::addRow("a claim after the takeover asks the new owner")
        << "+2;>1 join id=u1;>2 join id=u1;~2000;+1"
        << ">3 join id=u1;!2"
        << "2: probe;3: refused id-taken u1";
}

void TestSignalCore::whatPeersAreTold()
{
    QFETCH(QString, before);
    QFETCH(QString, steps);
    QFETCH(QString, told);

    QCOMPARE(Dialogue::told({Dialogue::listening()}, before, steps), told);
}

void TestSignalCore::whatTheOwnerIsTold()
{
    Dialogue dialogue;
    dialogue.open(3);
    dialogue.say(1, u"join id=u1 nick=ann room=red"_qs);
    dialogue.say(2, u"join id=u2 room=red"_qs);
    dialogue.say(1, u"tell-all hi"_qs);
    dialogue.say(1, u"tell u2 hi"_qs);
    dialogue.say(3, u"tell-all alone"_qs);
    dialogue.say(1, u"tell u9 hi"_qs);
    dialogue.say(1, u"leave"_qs);
    dialogue.dismiss(2, Departure::Kicked, u"words"_qs);
    dialogue.vanish(1, Departure::Lost);
    QCOMPARE(dialogue.takeFacts(),
        (QStringList{u"arrived 1"_qs, u"changed 1 auto1() in the default"_qs, u"arrived 2"_qs,
            u"changed 2 auto2() in the default"_qs, u"arrived 3"_qs,
            u"changed 3 auto3() in the default"_qs, u"changed 1 u1(ann) in red"_qs,
            u"changed 2 u2() in red"_qs, u"relayed 1 to 1"_qs, u"relayed 1 to 1"_qs,
            u"refused 1 unknown-receiver"_qs, u"changed 1 u1(ann) no room"_qs,
            u"departed 2 Kicked words"_qs, u"departed 1 Lost"_qs}));
}

void TestSignalCore::aFreshIdThatIsTakenIsAskedForAgain()
{
    Dialogue dialogue;
    dialogue.open();
    dialogue.say(1, u"join id=auto2"_qs);
    dialogue.takeFacts();
    dialogue.open();
    QCOMPARE(dialogue.takeFacts(),
        (QStringList{u"arrived 2"_qs, u"changed 2 auto3() in the default"_qs}));
}

void TestSignalCore::faultsOfTheReaderAreToldToTheirCauserOnly()
{
    Dialogue dialogue;
    dialogue.open(2);
    for (int code = 0; code < int(FaultCode::Count); ++code) {
        dialogue.core().reject(PeerNumber(1), {FaultCode(code), u"detail"_qs});
        const QString name = Dialogue::name(FaultCode(code));
        QCOMPARE(dialogue.takeTold(), QStringList{u"1: refused "_qs + name + u" detail"_qs});
    }
}

void TestSignalCore::wishesForTheDepartedAreNothing()
{
    Dialogue dialogue;
    dialogue.open(2);
    dialogue.say(1, u"join id=u1"_qs);
    dialogue.vanish(1);
    dialogue.takeTold();
    dialogue.takeFacts();
    dialogue.say(1, u"join id=u1"_qs);
    dialogue.say(1, u"tell-all hi"_qs);
    dialogue.say(1, u"leave"_qs);
    dialogue.answer(1);
    dialogue.vanish(1);
    dialogue.dismiss(1, Departure::Kicked);
    dialogue.dismiss(99, Departure::Kicked);
    dialogue.core().reject(PeerNumber(1), {FaultCode::NotJson, {}});
    QCOMPARE(dialogue.takeTold(), QStringList());
    QCOMPARE(dialogue.takeFacts(), QStringList());
}

void TestSignalCore::everybodyIsDismissedWithoutBeingToldOfOthers()
{
    Dialogue dialogue;
    dialogue.open(3);
    dialogue.say(1, u"join id=u1"_qs);
    dialogue.say(2, u"join id=u1"_qs);
    QVERIFY(dialogue.core().hasDue());
    dialogue.takeTold();
    dialogue.takeFacts();
    dialogue.core().dismissEverybody(Departure::HubStopped);
    QCOMPARE(dialogue.takeTold(), QStringList{u"1,2,3: ended HubStopped"_qs});
    QStringList facts = dialogue.takeFacts();
    facts.sort();
    QCOMPARE(facts,
        (QStringList{u"departed 1 HubStopped"_qs, u"departed 2 HubStopped"_qs,
            u"departed 3 HubStopped"_qs}));
    QVERIFY(!dialogue.core().hasDue());

    dialogue.pass(10s);
    dialogue.core().dismissEverybody(Departure::HubStopped);
    QCOMPARE(dialogue.takeTold(), QStringList());
    QCOMPARE(dialogue.takeFacts(), QStringList());
}

void TestSignalCore::realmsNeverMeet()
{
    Dialogue dialogue;
    dialogue.open(1, Dialogue::realm(1, "a"));
    dialogue.open(1, Dialogue::realm(1, "b"));
    dialogue.say(1, u"join id=same"_qs);
    dialogue.takeTold();
    dialogue.say(2, u"join id=same"_qs);
    dialogue.say(2, u"tell-all hi"_qs);
    dialogue.say(2, u"tell same hi"_qs);
    QCOMPARE(dialogue.takeTold(),
        (QStringList{u"2: welcomed same() in the default []"_qs, u"2: same() says hi"_qs}));
}

void TestSignalCore::claimsWaitAsLongAsTheyAreToldTo()
{
    Dialogue dialogue;
    RuleLimits limits;
    limits.claimTime = 50ms;
    dialogue.core().setLimits(limits);
    dialogue.open(2);
    dialogue.say(1, u"join id=u1"_qs);
    dialogue.say(2, u"join id=u1"_qs);
    dialogue.takeTold();
    dialogue.pass(49ms);
    QCOMPARE(dialogue.takeTold(), QStringList());
    dialogue.pass(1ms);
    QCOMPARE(dialogue.takeTold(),
        (QStringList{u"1: ended Replaced"_qs, u"2: departed u1()"_qs,
            u"2: welcomed u1() in the default []"_qs}));
    QVERIFY(!dialogue.core().hasDue());
}

SIGNALBOX_TEST(TestSignalCore)
#include "tst_signalcore.moc"
