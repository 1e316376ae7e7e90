// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/absences.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;
using namespace std::chrono_literals;

namespace {

const PeerNumber ann{1};
const PeerNumber bob{2};
const PeerNumber carl{3};
const Moment start{1h};

} // namespace

class TestAbsences : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTokenTellsItsHolder();
    void nobodyHoldsWhatWasNotGiven();
    void theUsedTokenCountsUntilTheFreshOneIsUsed();
    void whoIsForgottenCannotComeBack();
    void absencesEndInTheOrderInWhichTheyBegan();
    void thoseWhoAreThereAreTold();
    void thereMayBeTooManyAway();
    void theLargestCrowdGivesWayFirst();
    void whoIsBackMakesItsCrowdSmaller();
};

void TestAbsences::aTokenTellsItsHolder()
{
    Absences absences;
    absences.grant(ann, "a");
    absences.grant(bob, "b");
    QCOMPARE(absences.holderOf("a"), ann);
    QCOMPARE(absences.holderOf("b"), bob);
    QCOMPARE(absences.tokenOf(bob), QByteArray("b"));
}

void TestAbsences::nobodyHoldsWhatWasNotGiven()
{
    Absences absences;
    QCOMPARE(absences.holderOf({}), PeerNumber());
    absences.grant(ann, "a");
    for (const char* token : {"", "b", "A", "aa"}) {
        QCOMPARE(absences.holderOf(token), PeerNumber());
    }
    QVERIFY(absences.tokenOf(bob).isEmpty());
}

void TestAbsences::theUsedTokenCountsUntilTheFreshOneIsUsed()
{
    Absences absences;
    absences.grant(ann, "a");
    absences.passOn(bob, "a", "b");
    QCOMPARE(absences.holderOf("a"), bob);
    QCOMPARE(absences.holderOf("b"), bob);
    QCOMPARE(absences.tokenOf(bob), QByteArray("b"));
    QVERIFY(absences.tokenOf(ann).isEmpty());

    absences.passOn(carl, "a", "c"); // what was said of b never arrived
    QCOMPARE(absences.holderOf("a"), carl);
    QCOMPARE(absences.holderOf("b"), PeerNumber());
    QCOMPARE(absences.holderOf("c"), carl);

    absences.passOn(ann, "c", "d");
    QCOMPARE(absences.holderOf("a"), PeerNumber());
    QCOMPARE(absences.holderOf("c"), ann);
    QCOMPARE(absences.holderOf("d"), ann);
}

void TestAbsences::whoIsForgottenCannotComeBack()
{
    Absences absences;
    absences.grant(ann, "a");
    absences.passOn(bob, "a", "b");
    absences.begin(bob, u"here"_qs, start);
    absences.forget(bob);
    QCOMPARE(absences.holderOf("a"), PeerNumber());
    QCOMPARE(absences.holderOf("b"), PeerNumber());
    QVERIFY(!absences.isAnybodyAway());
    QVERIFY(absences.overdue(start + 1h).isEmpty());
}

void TestAbsences::absencesEndInTheOrderInWhichTheyBegan()
{
    Absences absences;
    absences.begin(bob, u"here"_qs, start + 1s);
    absences.begin(ann, u"here"_qs, start + 2s);
    QCOMPARE(absences.untilOf(ann), start + 2s);
    QVERIFY(absences.overdue(start + 999ms).isEmpty());
    QCOMPARE(absences.overdue(start + 1s), QList<PeerNumber>{bob});
    QCOMPARE(absences.overdue(start + 2s), (QList<PeerNumber>{bob, ann}));
}

void TestAbsences::thoseWhoAreThereAreTold()
{
    Absences absences;
    QCOMPARE(absences.present({ann, bob}), (QList<PeerNumber>{ann, bob}));
    absences.begin(bob, u"here"_qs, start);
    QVERIFY(absences.isAway(bob) && !absences.isAway(ann));
    QCOMPARE(absences.present({ann, bob, carl}), (QList<PeerNumber>{ann, carl}));
    QCOMPARE(absences.present({bob}), QList<PeerNumber>());
}

void TestAbsences::thereMayBeTooManyAway()
{
    Absences absences;
    for (qsizetype i = 1; i <= Absences::MostAway; ++i) {
        absences.begin(PeerNumber(i), u"here"_qs, start);
        QVERIFY(absences.excess() <= 0);
    }
    absences.begin(PeerNumber(Absences::MostAway + 1), u"here"_qs, start);
    QCOMPARE(absences.excess(), 1);
    QCOMPARE(absences.all().first(), PeerNumber(1));
    absences.forget(PeerNumber(1));
    QCOMPARE(absences.excess(), 0);
    QCOMPARE(absences.all().first(), PeerNumber(2));
}

void TestAbsences::theLargestCrowdGivesWayFirst()
{
    Absences absences;
    const auto peer = [](int number) { return PeerNumber(number); };
    absences.begin(peer(1), u"home"_qs, start);
    for (int number : {2, 3, 4}) {
        absences.begin(peer(number), u"crowd"_qs, start);
    }
    absences.begin(peer(5), u"home"_qs, start);
    const QList<PeerNumber> order{peer(2), peer(1), peer(3), peer(4), peer(5)};
    QCOMPARE(absences.firstToGo(5), order);
    QCOMPARE(absences.firstToGo(100), order);
    QCOMPARE(absences.firstToGo(2), order.first(2));
    QVERIFY(absences.firstToGo(0).isEmpty());
    QCOMPARE(absences.all().size(), 5);

    // Of some of them, whatever their order, only those count.
    QCOMPARE(absences.firstToGo({peer(5), peer(4), peer(1)}, 2), (QList{peer(1), peer(4)}));
}

void TestAbsences::whoIsBackMakesItsCrowdSmaller()
{
    Absences absences;
    absences.begin(ann, u"crowd"_qs, start);
    absences.begin(bob, u"crowd"_qs, start);
    absences.begin(carl, u"home"_qs, start);
    absences.forget(bob);
    QCOMPARE(absences.firstToGo(2), (QList{ann, carl}));
    absences.forget(ann);
    QCOMPARE(absences.firstToGo(2), QList{carl});
}

SIGNALBOX_TEST(TestAbsences)
#include "tst_absences.moc"
