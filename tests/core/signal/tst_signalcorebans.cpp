// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/conversation.h"
#include "tests/support/suite.h"

using namespace Signalbox;
using namespace Signalbox::Conversation;

namespace {

RealmPolicy paired()
{
    RealmPolicy policy;
    policy.presence = RealmPolicy::Presence::Listeners;
    policy.hasDefaultRoom = false;
    policy.pairs = RealmPolicy::Pairs::ByRole;
    return policy;
}

RealmPolicy topical()
{
    RealmPolicy policy;
    policy.hasDefaultRoom = false;
    policy.speaksFromOutside = true;
    return policy;
}

SignalCore::Gate against(const QString& address, BanEffect effect)
{
    return [address, effect](const Peer& wouldBe) {
        return wouldBe.origin.address == address ? std::optional(effect) : std::nullopt;
    };
}

/// What is told by the steps if whoever's nick begins with eve is muted.
QString toldByTheMuted(const RealmPolicy& policy, const QString& before, const QString& steps)
{
    Dialogue dialogue(std::vector{policy});
    dialogue.mute(u"eve"_qs);
    dialogue.play(before);
    dialogue.takeTold();
    dialogue.play(steps);
    return dialogue.takeTold().join(u';');
}

} // namespace

/// Of those whom the owner lets nobody hear, and of whom they do not want at all.
class TestSignalCoreBans : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theMutedSayNothing_data();
    void theMutedSayNothing();
    void theMutedDoEverythingElse();
    void theOwnerSeesWhoIsMutedAndWhatIsNotHeard();
    void whoSpeaksFromOutsideIsJudgedByWhatItSays();
    void mutesComeAndGoWhileTheyStay();
    void whoIsRefusedFromHereOnIsPutOut();
    void whereSomebodyComesFromIsJudgedAtOnce();
    void whoOnlyListensIsJudgedByWhereItComesFrom();
    void aRuleHitsThoseWhoAreThere();
    void aRuleHitsWhatSomebodyWouldBe();
    void whoIsMutedIsKnownAsSuchByItsFormerName();
};

void TestSignalCoreBans::theMutedSayNothing_data()
{
    QTest::addColumn<RealmPolicy>("policy");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* words, const RealmPolicy& policy = Dialogue::listening(),
                         const char* before = "+2;>1 join id=u1;>2 join id=u2 nick=eve") {
        QTest::newRow(words) << policy << QString::fromLatin1(before) << QString::fromLatin1(words);
    };
    row("tell u1 hi");
    row("tell nobody hi");
    row("tell-all hi");
    row("announce red as=a offers=x");
    row("tell-in red a b hi");
    const char* described = "+2;>1 describe producer;>2 describe consumer nick=eve";
    row("pair auto1", paired(), described);
    row("tell-partner auto3 hi", paired(), described);
}

void TestSignalCoreBans::theMutedSayNothing()
{
    QFETCH(RealmPolicy, policy);
    QFETCH(QString, before);
    QFETCH(QString, words);
    QCOMPARE(toldByTheMuted(policy, before, u">2 "_qs + words), u"2: refused muted"_qs);
}

void TestSignalCoreBans::theMutedDoEverythingElse()
{
    const RealmPolicy listening = Dialogue::listening();
    const QString two = u"+2;>1 join id=u1;>2 join id=u2 nick=eve"_qs;
    QCOMPARE(toldByTheMuted(listening, u"+2;>1 join id=u1"_qs, u">2 join id=u2 nick=eve"_qs),
        u"1: arrived u2(eve);2: welcomed u2(eve) in the default [u1()]"_qs);
    QCOMPARE(toldByTheMuted(listening, two, u">1 tell u2 hi;>1 tell-all ho"_qs),
        u"2: u1() says hi;2: u1() says ho"_qs);
    QCOMPARE(toldByTheMuted(listening, two, u">2 heartbeat;>2 list;>2 leave"_qs),
        u"2: alive;2: listed [u1()];1: departed u2(eve)"_qs);
    QCOMPARE(toldByTheMuted(listening, two, u">2 join nick=bob;>2 tell u1 hi"_qs),
        u"1: changed u2(bob);2: welcomed u2(bob) in the default [u1()];2: refused muted"_qs);
}

void TestSignalCoreBans::theOwnerSeesWhoIsMutedAndWhatIsNotHeard()
{
    Dialogue dialogue;
    dialogue.mute(u"eve"_qs);
    dialogue.play(u"+2;>1 join id=u1;>2 join id=u2"_qs);
    dialogue.takeFacts();
    dialogue.play(u">2 join nick=eve;>2 tell-all hi"_qs);
    QCOMPARE(dialogue.takeFacts(),
        (QStringList{u"changed 2 u2(eve) in the default, muted"_qs, u"refused 2 muted"_qs}));
}

void TestSignalCoreBans::whoSpeaksFromOutsideIsJudgedByWhatItSays()
{
    Dialogue dialogue(std::vector{topical()});
    dialogue.play(u"+2;>1 enter red blue"_qs);
    dialogue.core().setGate([](const Peer& wouldBe) {
        return wouldBe.rooms.contains(u"red"_qs) ? std::optional(BanEffect::Mute) : std::nullopt;
    });
    dialogue.takeTold();
    dialogue.play(u">2 tell-room red hi;>2 tell-room blue hi"_qs);
    QCOMPARE(dialogue.takeTold(), (QStringList{u"2: refused muted"_qs, u"1: auto2() says hi"_qs}));
}

void TestSignalCoreBans::mutesComeAndGoWhileTheyStay()
{
    Dialogue dialogue;
    dialogue.play(u"+2;>1 join id=u1;>2 join id=u2 nick=eve"_qs);
    dialogue.takeTold();
    dialogue.takeFacts();
    dialogue.mute(u"eve"_qs);
    dialogue.core().review();
    dialogue.core().review();
    QCOMPARE(dialogue.takeFacts(), QStringList{u"changed 2 u2(eve) in the default, muted"_qs});
    dialogue.mute({});
    dialogue.core().review();
    QCOMPARE(dialogue.takeFacts(), QStringList{u"changed 2 u2(eve) in the default"_qs});
    dialogue.play(u">2 tell-all hi"_qs);
    QCOMPARE(dialogue.takeTold(), QStringList{u"1: u2(eve) says hi"_qs});
}

void TestSignalCoreBans::whoIsRefusedFromHereOnIsPutOut()
{
    Dialogue dialogue;
    dialogue.play(u"+2;>1 join id=u1;>2 join id=u2 nick=eve"_qs);
    dialogue.takeTold();
    dialogue.takeFacts();
    dialogue.putOut(u"eve"_qs);
    dialogue.core().review();
    QCOMPARE(dialogue.takeTold(), (QStringList{u"2: ended Banned"_qs, u"1: departed u2(eve)"_qs}));
    QCOMPARE(dialogue.takeFacts(), QStringList{u"departed 2 Banned"_qs});
}

void TestSignalCoreBans::whereSomebodyComesFromIsJudgedAtOnce()
{
    for (const BanEffect effect : {BanEffect::Refuse, BanEffect::Mute}) {
        Dialogue dialogue;
        dialogue.play(u"+1;>1 join id=u1;?1"_qs);
        dialogue.core().setGate(against(u"10.0.0.9"_qs, effect));
        const auto number = PeerNumber(3);
        Origin origin;
        origin.address = u"10.0.0.9"_qs;
        dialogue.core().open(number, origin);
        dialogue.takeTold();
        dialogue.core().settle(number, Dialogue::realm(), u"words"_qs);
        dialogue.say(3, u"tell-all hi"_qs);
        const bool isRefused = effect == BanEffect::Refuse;
        QCOMPARE(dialogue.takeTold(),
            QStringList{isRefused ? u"3: refused put-out"_qs : u"3: refused muted"_qs});
        QCOMPARE(dialogue.peer(3).parked, isRefused);
        QCOMPARE(dialogue.peer(3).muted, !isRefused);
    }
}

void TestSignalCoreBans::whoOnlyListensIsJudgedByWhereItComesFrom()
{
    // By nothing else: who it is, it has yet to say.
    Peer nameless;
    nameless.origin.realm = Dialogue::realm();
    nameless.origin.traits = IdentityTrait::Nick | IdentityTrait::Program;
    nameless.origin.userAgent = u"Browser"_qs;
    Dialogue dialogue;
    dialogue.core().setGate([nameless](const Peer& wouldBe) {
        return isAlike(nameless, wouldBe) ? std::optional(BanEffect::Refuse) : std::nullopt;
    });
    Origin origin;
    origin.userAgent = u"Browser"_qs;
    for (quint64 number : {1, 2}) {
        dialogue.core().open(PeerNumber(number), origin);
        dialogue.core().settle(PeerNumber(number), Dialogue::realm(), u"words"_qs);
    }
    dialogue.core().review();
    QCOMPARE(dialogue.takeTold(), QStringList());
    dialogue.play(u">1 join id=u1 nick=ann;>2 join"_qs);
    QCOMPARE(dialogue.takeTold(),
        (QStringList{u"2: arrived u1(ann)"_qs, u"1: welcomed u1(ann) in the default []"_qs,
            u"2: refused put-out"_qs}));
}

void TestSignalCoreBans::aRuleHitsThoseWhoAreThere()
{
    Dialogue dialogue(std::vector{Dialogue::resuming()});
    dialogue.play(u"+4;>1 join nick=eve1;>2 join nick=ann;>3 join nick=eve3;/3"_qs);
    dialogue.putOut(u"eve4"_qs);
    dialogue.play(u">4 join nick=eve4"_qs);
    const auto isEve = [](const Peer& peer) { return peer.identity.nick.startsWith(u"eve"); };
    QCOMPARE(dialogue.core().hitBy(isEve), (QList<PeerNumber>{PeerNumber(1), PeerNumber(3)}));
}

void TestSignalCoreBans::aRuleHitsWhatSomebodyWouldBe()
{
    Dialogue dialogue(std::vector{Dialogue::listening(), RealmPolicy()});
    dialogue.play(u"?2;@1 2 id=eve;@2 2 id=ann"_qs);
    const auto isEve = [](const Peer& peer) {
        return peer.origin.realm == Dialogue::realm(2) && peer.identity.id == u"eve"_qs;
    };
    QCOMPARE(dialogue.core().hitBy(isEve), QList<PeerNumber>{PeerNumber(1)});
    dialogue.takeTold();
    dialogue.core().setGate([isEve](const Peer& peer) {
        return isEve(peer) ? std::optional(BanEffect::Refuse) : std::nullopt;
    });
    dialogue.core().review();
    QCOMPARE(dialogue.takeFacts().last(), u"departed 1 Banned"_qs);
}

void TestSignalCoreBans::whoIsMutedIsKnownAsSuchByItsFormerName()
{
    Dialogue dialogue;
    dialogue.mute(u"eve"_qs);
    dialogue.play(u"+2;>1 join id=u1;>2 join id=u2 nick=eve;>2 join nick=bob"_qs);
    dialogue.takeFacts();
    dialogue.core().review([](const Peer& wouldBe) {
        const bool isEve = wouldBe.muted && wouldBe.identity.nick == u"eve";
        return isEve ? std::optional(BanEffect::Mute) : std::nullopt;
    });
    QCOMPARE(dialogue.takeFacts(), QStringList());
}

SIGNALBOX_TEST(TestSignalCoreBans)
#include "tst_signalcorebans.moc"
