// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/dialogue.h"
#include "tests/support/suite.h"

using namespace Signalbox;

/// Where there is no room for everybody, those who are away make it, and who of them.
class TestSignalCoreGivingWay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whenTooManyAreAwayTheFirstOneIsGone();
    void whoComesBackInACrowdOfTheAwayIsNotTheOneWhoGivesWay();
    void whoBreaksManyConnectionsMakesItsOwnGiveWay();
};

void TestSignalCoreGivingWay::whenTooManyAreAwayTheFirstOneIsGone()
{
    RealmPolicy policy = Dialogue::resuming();
    policy.listensBeforeJoining = false;
    Dialogue dialogue(std::vector{policy});
    dialogue.core().setLimits({.roomsInAll = int(Absences::MostAway) + 1});
    dialogue.open(int(Absences::MostAway) + 1);
    for (int number = 1; number <= Absences::MostAway + 1; ++number) {
        dialogue.say(number, u"join room=%1"_qs.arg(number));
    }
    for (int number = 1; number <= Absences::MostAway; ++number) {
        dialogue.vanish(number, Departure::Lost);
    }
    dialogue.takeFacts();
    dialogue.vanish(int(Absences::MostAway) + 1, Departure::Lost);
    QCOMPARE(dialogue.takeFacts().last(), u"departed 1 Lost"_qs);
}

void TestSignalCoreGivingWay::whoComesBackInACrowdOfTheAwayIsNotTheOneWhoGivesWay()
{
    Dialogue dialogue(std::vector{Dialogue::resuming()});
    constexpr int away = int(Absences::MostAway);
    constexpr int claimant = away + 1;
    constexpr int broken = away + 2;
    dialogue.core().setLimits({.peersPerRoom = 2, .roomsInAll = away + 1});
    dialogue.open(away);
    for (int number = 1; number <= away; ++number) {
        dialogue.say(number, u"join id=u%1 room=%1"_qs.arg(number));
        dialogue.vanish(number, Departure::Lost);
    }
    // Who waits for the id of the first to go, and will find its room full.
    Origin elsewhere;
    elsewhere.address = u"10.0.0.66"_qs;
    dialogue.core().open(PeerNumber(claimant), elsewhere);
    dialogue.core().settle(PeerNumber(claimant), Dialogue::realm(), u"words"_qs);
    dialogue.say(claimant, u"join id=u1 room=full"_qs);
    for (int number = broken; number <= broken + 2; ++number) {
        dialogue.core().open(PeerNumber(number), {});
        dialogue.core().settle(PeerNumber(number), Dialogue::realm(), u"words"_qs);
    }
    dialogue.say(broken, u"join id=ann room=full"_qs);
    dialogue.say(broken + 1, u"join id=bob room=full"_qs);
    dialogue.takeFacts();

    dialogue.say(broken + 2, u"join resume=t%1"_qs.arg(away + 1));
    QVERIFY(dialogue.takeFacts().contains(u"departed %1 Replaced"_qs.arg(broken)));
    QCOMPARE(dialogue.peer(broken + 2).identity.id, u"ann"_qs);
    QVERIFY(dialogue.peer(1).away);
}

void TestSignalCoreGivingWay::whoBreaksManyConnectionsMakesItsOwnGiveWay()
{
    Dialogue dialogue(std::vector{Dialogue::resuming()});
    SignalCore& core = dialogue.core();
    core.setLimits({.peersPerRoom = 3});
    for (int number = 1; number <= 3; ++number) {
        Origin origin;
        // Of IPv6 a machine may give itself any address of its block.
        origin.address = u"fd00::%1"_qs.arg(number);
        origin.block = number == 1 ? u"10.0.0.1"_qs : u"fd00::/64"_qs;
        core.open(PeerNumber(number), origin);
        core.settle(PeerNumber(number), Dialogue::realm(), u"words"_qs);
        dialogue.say(number, u"join"_qs);
        dialogue.vanish(number, Departure::Lost);
    }
    core.open(PeerNumber(4), {});
    core.settle(PeerNumber(4), Dialogue::realm(), u"words"_qs);
    dialogue.takeFacts();
    dialogue.say(4, u"join"_qs);
    QCOMPARE(dialogue.takeFacts().first(), u"departed 2 Lost"_qs);
}

SIGNALBOX_TEST(TestSignalCoreGivingWay)
#include "tst_signalcoregivingway.moc"
