// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/conversation.h"
#include "tests/support/suite.h"

using namespace Signalbox;
using namespace Signalbox::Conversation;
using namespace std::chrono_literals;

namespace {

RealmPolicy keepingMail()
{
    RealmPolicy policy;
    policy.keepsMail = true;
    return policy;
}

/// Topics, to which anybody speaks.
RealmPolicy topics()
{
    RealmPolicy policy;
    policy.hasDefaultRoom = false;
    policy.speaksFromOutside = true;
    return policy;
}

RealmPolicy hearingItself()
{
    RealmPolicy policy = topics();
    policy.hearsItself = true;
    return policy;
}

RealmPolicy closedRooms()
{
    RealmPolicy policy = topics();
    policy.speaksFromOutside = false;
    return policy;
}

} // namespace

class TestSignalCoreRelay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatPeersAreTold_data();
    void whatPeersAreTold();
    void howManyHearItIsSaid();
    void mailBeyondTheBoundsComesBackAtOnce();
    void mailIsDueUntilItIsTaken();
    void mailIsCountedWhenItArrives();
    void mailStaysInItsRealm();

private:
    static void addToOneAndToAll();
    static void addBroadcasts();
    static void addMail();
};

void TestSignalCoreRelay::whatPeersAreTold_data()
{
    addColumns();
    addToOneAndToAll();
    addBroadcasts();
    addMail();
}

void TestSignalCoreRelay::whatPeersAreTold()
{
    check();
}

void TestSignalCoreRelay::addToOneAndToAll()
{
    const Policies policies{Dialogue::listening()};
    const char* three = "+3;>1 join id=u1 nick=ann;>2 join id=u2;>3 join id=u3";
    row("to one peer", policies, three, ">1 tell u2 hi", "2: u1(ann) says hi");
    row("to the room", policies, three, ">1 tell-all hi", "2,3: u1(ann) says hi");
    row("to oneself", policies, three, ">1 tell u1 hi", "1: u1(ann) says hi");
    row("nobody has this id", policies, three, ">1 tell u9 hi", "1: refused unknown-receiver u9");
    row("an empty id is nobody's", policies, three, ">1 tell - hi", "1: refused unknown-receiver");
    row("the receiver is in another room: the same answer", policies,
        "+2;>1 join id=u1 room=red;>2 join id=u2 room=blue", ">1 tell u2 hi",
        "1: refused unknown-receiver u2");
    row("the receiver has left", policies, "+2;>1 join id=u1;>2 join id=u2;>2 leave",
        ">1 tell u2 hi", "1: refused unknown-receiver u2");
    row("alone in the room: not an error", policies, "+1;>1 join", ">1 tell-all hi", "");
    row("a listener hears what is said to the default room", policies, "+2;>1 join id=u1",
        ">1 tell-all hi", "2: u1() says hi");
    row("a listener does not hear other rooms", policies, "+2;>1 join id=u1 room=red",
        ">1 tell-all hi", "");
    row("a listener may speak to the default room", policies, "+2;>1 join id=u1", ">2 tell-all hi",
        "1: auto2() says hi");
    row("a listener may speak to one and be spoken to", policies, "+2;>1 join id=u1",
        ">2 tell u1 hi;>1 tell auto2 ho", "1: auto2() says hi;2: u1() says ho");
}

void TestSignalCoreRelay::addBroadcasts()
{
    row("a broadcast does not reach its sender", {{}}, "+2;>1 join;>2 join", ">1 tell-all hi",
        "2: auto1() says hi");
    row("who hears itself does", {hearingItself()}, "+2;>1 enter red;>2 enter red",
        ">1 tell-room red hi", "1,2: auto1() says hi");
    row("who hears itself does so alone, too", {hearingItself()}, "+1;>1 enter red",
        ">1 tell-all hi", "1: auto1() says hi");
    row("who hears itself does not from outside", {hearingItself()}, "+2;>1 enter red",
        ">2 tell-room red hi", "1: auto2() says hi");
    row("outside nobody is heard", {closedRooms()}, "+2;>1 enter red", ">2 tell-room red hi",
        "2: refused not-in-room");
    row("where one speaks from outside, one is heard", {topics()}, "+2;>1 enter red",
        ">2 tell-room red hi", "1: auto2() says hi");
    row("to a room where nobody is: not an error", {topics()}, "+1", ">1 tell-room red hi", "");
    row("outside, there must be a name", {topics()}, "+2;>1 enter red", ">2 tell-all hi",
        "2: refused not-in-room");
    row("of many rooms one hears it", {topics()}, "+3;>1 enter red blue;>2 enter red;>3 enter blue",
        ">1 tell-room blue hi", "3: auto1() says hi");
    row("without a name it is the first", {topics()},
        "+3;>1 enter red blue;>2 enter red;>3 enter blue", ">1 tell-all hi", "2: auto1() says hi");
    row("any room that is shared will do", {topics()}, "+2;>1 enter red blue;>2 enter green blue",
        ">1 tell auto2 hi", "2: auto1() says hi");
    row("many rooms, and none is shared", {topics()}, "+2;>1 enter red blue;>2 enter green",
        ">1 tell auto2 hi", "1: refused unknown-receiver auto2");
}

void TestSignalCoreRelay::addMail()
{
    const Policies mail{keepingMail()};
    const char* two = "+2;>1 join id=u1 nick=ann";
    row("where no mail is kept it is refused", {{}}, two, ">1 tell u2 a;>2 join id=u2",
        "1: refused unknown-receiver u2;2: welcomed u2() in the default []");
    row("mail waits, and nobody is told", mail, two, ">1 tell u2 a;~4999", "");
    row("mail comes after the welcome and in its order", mail, two,
        ">1 tell u2 a;>1 tell u2 b;>2 join id=u2",
        "2: welcomed u2() in the default [];2: u1(ann) says a;2: u1(ann) says b");
    row("mail comes once", mail, two, ">1 tell u2 a;>2 join id=u2;>2 join id=v2;>2 join id=u2",
        "2: welcomed u2() in the default [];2: u1(ann) says a;"
        "2: welcomed v2() in the default [];2: welcomed u2() in the default []");
    row("who has not joined keeps nothing there", mail, two, ">2 tell u9 a",
        "2: refused not-in-room");
    row("who has left keeps nothing there, either", mail, two, ">1 leave;>1 tell u2 a",
        "1: refused not-in-room");
    row("mail that is not to be kept is nothing", mail, two, ">1 tell-now u2 a;>2 join id=u2",
        "2: welcomed u2() in the default []");
    row("who is there hears it at once, kept or not", mail, "+2;>1 join id=u1;>2 join id=u2",
        ">1 tell u2 a;>1 tell-now u2 b", "2: u1() says a;2: u1() says b");
    row("mail that nobody takes comes back, once for each receiver", mail, two,
        ">1 tell u2 a;>1 tell u2 b;>1 tell u3 c;~5000",
        "1: undeliverable from u1(ann) to u2;1: undeliverable from u1(ann) to u3");
    row("each sender is told", mail, "+2;>1 join id=u1;>2 join id=u2",
        ">1 tell u3 a;>2 tell u3 b;~5000",
        "1: undeliverable from u1() to u3;2: undeliverable from u2() to u3");
    row("mail that came back does not come again", mail, two, ">1 tell u2 a;~5000;>2 join id=u2",
        "1: undeliverable from u1(ann) to u2;2: welcomed u2() in the default []");
    row("a sender who bears another id is told as that", mail, two,
        ">1 tell u2 a;>1 join id=v1;~5000",
        "1: welcomed v1(ann) in the default [];1: undeliverable from v1(ann) to u2");
    row("a sender who is gone is told nothing", mail, two, ">1 tell u2 a;-1;~5000", "");
    row("what a sender said before it went arrives", mail, two, ">1 tell u2 a;-1;>2 join id=u2",
        "2: welcomed u2() in the default [];2: u1(ann) says a");
    row("mail to oneself does not wait", mail, two, ">1 tell u1 a", "1: u1(ann) says a");
    row("who is in another room gets it on entering", mail,
        "+2;>1 join id=u1 room=red;>2 join id=u2", ">1 tell u2 a;>2 join room=red",
        "2: welcomed u2() in red [];2: u1() says a");
}

void TestSignalCoreRelay::howManyHearItIsSaid()
{
    Dialogue dialogue({hearingItself()});
    QList<qsizetype> receivers;
    connect(&dialogue.core(), &SignalCore::deliver, this, [&receivers](const Event& event) {
        if (const auto* delivered = std::get_if<Delivered>(&event)) {
            receivers.append(delivered->receivers);
        }
    });
    dialogue.play(u"+3;>1 enter red;>2 enter red;>1 tell-room red a;>3 tell-room red b"_qs);
    QCOMPARE(receivers, (QList<qsizetype>{2, 2}));
}

void TestSignalCoreRelay::mailBeyondTheBoundsComesBackAtOnce()
{
    Dialogue dialogue({keepingMail()});
    dialogue.core().setLimits({.mailPerSender = 1});
    dialogue.play(u"+1;>1 join id=u1;>1 tell u2 a"_qs);
    dialogue.takeTold();
    dialogue.play(u">1 tell u2 b"_qs);
    QCOMPARE(dialogue.takeTold(), QStringList{u"1: undeliverable from u1() to u2"_qs});
    dialogue.play(u"+1;>2 join id=u2;>1 tell u3 c"_qs);
    QCOMPARE(dialogue.takeTold(),
        (QStringList{u"2: welcomed u2() in the default []"_qs, u"2: u1() says a"_qs}));
}

void TestSignalCoreRelay::mailIsDueUntilItIsTaken()
{
    Dialogue dialogue({keepingMail()});
    int announced = 0;
    connect(&dialogue.core(), &SignalCore::dueSoon, this, [&announced] { ++announced; });
    dialogue.play(u"+2;>1 join id=u1"_qs);
    QVERIFY(!dialogue.core().hasDue());
    dialogue.play(u">1 tell u2 a"_qs);
    QVERIFY(dialogue.core().hasDue());
    QCOMPARE(announced, 1);
    dialogue.play(u">2 join id=u2"_qs);
    QVERIFY(!dialogue.core().hasDue());
    dialogue.play(u">1 tell u3 a"_qs);
    QVERIFY(dialogue.core().hasDue());
    dialogue.pass(5s);
    QVERIFY(!dialogue.core().hasDue());
}

void TestSignalCoreRelay::mailIsCountedWhenItArrives()
{
    Dialogue dialogue({keepingMail()});
    dialogue.play(u"+2;>1 join id=u1"_qs);
    dialogue.takeFacts();
    dialogue.play(u">1 tell u2 a;>1 tell u2 b"_qs);
    QCOMPARE(dialogue.takeFacts(), QStringList());
    dialogue.play(u">2 join id=u2"_qs);
    QCOMPARE(dialogue.takeFacts(),
        (QStringList{
            u"changed 2 u2() in the default"_qs, u"relayed 1 to 1"_qs, u"relayed 1 to 1"_qs}));
}

void TestSignalCoreRelay::mailStaysInItsRealm()
{
    Dialogue dialogue({keepingMail()});
    dialogue.open(1, Dialogue::realm(1, "one"));
    dialogue.open(1, Dialogue::realm(1, "two"));
    dialogue.play(u">1 join id=u1;>1 tell u2 a"_qs);
    dialogue.takeTold();
    dialogue.play(u">2 join id=u2"_qs);
    QCOMPARE(dialogue.takeTold(), QStringList{u"2: welcomed u2() in the default []"_qs});
    dialogue.pass(5s);
    QCOMPARE(dialogue.takeTold(), QStringList{u"1: undeliverable from u1() to u2"_qs});
}

SIGNALBOX_TEST(TestSignalCoreRelay)
#include "tst_signalcorerelay.moc"
