// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/conversation.h"
#include "tests/support/suite.h"

using namespace Signalbox;
using namespace Signalbox::Conversation;

namespace {

/// Language 1, in which a client has the id that it connects with.
RealmPolicy sharing()
{
    RealmPolicy policy;
    policy.claim = RealmPolicy::Claim::Share;
    return policy;
}

/// Language 2, in which a client is told its id, and who else is in its room.
RealmPolicy giving()
{
    RealmPolicy policy;
    policy.presence = RealmPolicy::Presence::Room;
    return policy;
}

const Policies languages{sharing(), giving(), {}};

/// Peer 1 may be either; 2 speaks the one language and 3 the other.
const char* const three = "?1;@1 1 id=u;@1 2 room=red;+1 1;+1 2;>2 join id=b;>3 join room=red";

} // namespace

/// Of connections of which nothing tells yet what they speak.
class TestSignalCoreAside : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatPeersAreTold_data();
    void whatPeersAreTold();
    void whoSpeaksItIsSaid();
    void whatTheOwnerIsTold();
    void whoIsPutOutIsNotPutAside();
    void whoIsGoneOrParkedIsNotPutAside();

private:
    static void addBeingThere();
    static void addSettling();
    static void addGoing();
};

void TestSignalCoreAside::whatPeersAreTold_data()
{
    addColumns();
    addBeingThere();
    addSettling();
    addGoing();
}

void TestSignalCoreAside::whatPeersAreTold()
{
    check();
}

void TestSignalCoreAside::addBeingThere()
{
    row("a connection alone is told nothing", languages, "", "?1", "");
    row("it is told its id in that language", languages, "?1", "@1 1 id=u",
        "1 in 1: welcomed u() no room []");
    row("in each language that it may speak", languages, "?1", "@1 1 id=u;@1 2 room=red",
        "1 in 1: welcomed u() no room [];1 in 2: welcomed auto1() in red []");
    row("others hear that it came", languages, "+1 2;>1 join room=red;?1", "@2 2 room=red",
        "1 in 2: arrived auto2();2 in 2: welcomed auto2() in red [auto1()]");
    row("it hears who comes, and is listed", languages, "?1;@1 2 room=red;+1 2", ">2 join room=red",
        "1 in 2: arrived auto2();2 in 2: welcomed auto2() in red [auto1()]");
    row("two of whom nothing tells hear of each other", languages, "?2;@1 2 room=red",
        "@2 2 room=red", "1 in 2: arrived auto2();2 in 2: welcomed auto2() in red [auto1()]");
    row("it is reached in both", languages, three, ">2 tell u hi;>3 tell auto1 ho",
        "1 in 1: b() says hi;1 in 2: auto3() says ho");
    row("it hears its room", languages, three, ">3 tell-all hi", "1 in 2: auto3() says hi");
    row("of an id the newest hears", languages, "+2 1;>1 join id=u;>2 join id=b;?1;@3 1 id=u",
        ">2 tell u hi", "3 in 1: b() says hi");
    row("a newer one hears instead", languages, "?1;@1 1 id=u;+2 1;>2 join id=b;>3 join id=u",
        ">2 tell u hi", "3 in 1: b() says hi");
}

void TestSignalCoreAside::addSettling()
{
    row("it speaks the one: it leaves the other", languages, three,
        "=1 1;>2 tell u hi;>3 tell auto1 ho",
        "3 in 2: departed auto1();1 in 1: b() says hi;3 in 2: refused unknown-receiver auto1");
    row("it speaks the other: it leaves the one", languages, three,
        "=1 2;>2 tell u hi;>3 tell auto1 ho",
        "2 in 1: refused unknown-receiver u;1 in 2: auto3() says ho");
    row("it speaks a third: it leaves both", languages, three,
        "=1 3;>2 tell u hi;>3 tell auto1 ho;>1 join",
        "3 in 2: departed auto1();2 in 1: refused unknown-receiver u;"
        "3 in 2: refused unknown-receiver auto1;1 in 3: welcomed auto4() in the default []");
    row("what it says from then on is heard", languages, three, "=1 2;>1 tell auto3 hi",
        "3 in 2: auto1() says hi");
    row("it has joined, and its departure is told", languages, three, "=1 2;-1",
        "3 in 2: departed auto1()");
    row("it stays as old as it was: a newer one still hears", languages,
        "?1;@1 1 id=u;+2 1;>2 join id=b;>3 join id=u", "=1 1;>2 tell u hi;-3;>2 tell u ho",
        "3 in 1: b() says hi;1 in 1: b() says ho");
    row("it stays as old as it was: it is newer still", languages,
        "+2 1;>2 join id=b;>1 join id=u;?1;@3 1 id=u", "=3 1;>2 tell u hi", "3 in 1: b() says hi");
    row("it stands in its room where it stood", languages,
        "?1;@1 2 room=red;+2 2;>2 join room=red;=1 2", ">3 join room=red",
        "1,2 in 2: arrived auto3();3 in 2: welcomed auto3() in red [auto1() auto2()]");
}

void TestSignalCoreAside::addGoing()
{
    row("it goes, and the others hear it in that language", languages, three, "-1",
        "3 in 2: departed auto1()");
    row("it is put out in no language", languages, three, "x1 bye",
        "1 in 0: ended Kicked bye;3 in 2: departed auto1()");
    row("when it has gone nobody finds it", languages, three,
        "-1;>2 tell u hi;>3 tell auto1 ho;+1 2;>4 join room=red",
        "3 in 2: departed auto1();2 in 1: refused unknown-receiver u;"
        "3 in 2: refused unknown-receiver auto1;"
        "3 in 2: arrived auto4();4 in 2: welcomed auto4() in red [auto3()]");
    row("when it has gone an older one hears again", languages,
        "+2 1;>1 join id=u;>2 join id=b;?1;@3 1 id=u", "-3;>2 tell u hi", "1 in 1: b() says hi");
}

void TestSignalCoreAside::whoSpeaksItIsSaid()
{
    Dialogue dialogue(languages);
    dialogue.play(u"?3;@1 1 id=u;@2 1 id=v"_qs);
    QVERIFY(dialogue.core().settle(PeerNumber(1), Dialogue::realm(1), u"one"_qs));
    QVERIFY(!dialogue.core().settle(PeerNumber(2), Dialogue::realm(2), u"two"_qs));
    QVERIFY(!dialogue.core().settle(PeerNumber(3), Dialogue::realm(1), u"one"_qs));
    QVERIFY(!dialogue.core().settle(PeerNumber(9), Dialogue::realm(1), u"one"_qs));
    QVERIFY(dialogue.peer(1).joined);
    QVERIFY(!dialogue.peer(3).joined);
    QCOMPARE(dialogue.peer(2).origin.dialect, u"two"_qs);
    QCOMPARE(dialogue.peer(2).origin.realm, Dialogue::realm(2));
    QCOMPARE(dialogue.core().idsIn(Dialogue::realm(1)), QStringList{u"u"_qs});
}

void TestSignalCoreAside::whatTheOwnerIsTold()
{
    Dialogue dialogue(languages);
    dialogue.play(u"?2;@1 2 room=red;@1 1 id=u;=1 1;@2 2 room=red;=2 2"_qs);
    QCOMPARE(dialogue.takeFacts(),
        (QStringList{u"arrived 1"_qs, u"arrived 2"_qs, u"changed 1 u() no room"_qs,
            u"changed 1 u() in the default"_qs, u"changed 2 auto2() in red"_qs}));
}

void TestSignalCoreAside::whoIsPutOutIsNotPutAside()
{
    Dialogue dialogue(languages);
    dialogue.core().setGate([](const Peer& wouldBe) {
        return wouldBe.identity.id == u"u"_qs ? std::optional(BanEffect::Refuse) : std::nullopt;
    });
    dialogue.play(u"+1 2;>1 join room=red;?1;@2 2 room=red"_qs);
    dialogue.takeTold();
    dialogue.play(u"@2 1 id=u"_qs);
    QCOMPARE(dialogue.takeTold(), QStringList());
    dialogue.play(u"=2 1;>2 join id=u;>2 heartbeat;-2"_qs);
    QCOMPARE(dialogue.takeTold(),
        (QStringList{
            u"1 in 2: departed auto2()"_qs, u"2 in 1: refused put-out"_qs, u"2 in 1: alive"_qs}));
}

void TestSignalCoreAside::whoIsGoneOrParkedIsNotPutAside()
{
    Dialogue dialogue(languages);
    dialogue.play(u"?1;-1"_qs);
    dialogue.takeFacts();
    dialogue.play(u"@1 1 id=u;@9 1 id=u;=1 1"_qs);
    QCOMPARE(dialogue.takeTold(), QStringList());
    QCOMPARE(dialogue.takeFacts(), QStringList());
}

SIGNALBOX_TEST(TestSignalCoreAside)
#include "tst_signalcoreaside.moc"
