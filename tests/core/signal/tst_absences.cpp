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
    absences.begin(bob, start);
    absences.forget(bob);
    QCOMPARE(absences.holderOf("a"), PeerNumber());
    QCOMPARE(absences.holderOf("b"), PeerNumber());
    QVERIFY(!absences.isAnybodyAway());
    QVERIFY(absences.overdue(start + 1h).isEmpty());
}

void TestAbsences::absencesEndInTheOrderInWhichTheyBegan()
{
    Absences absences;
    absences.begin(bob, start + 1s);
    absences.begin(ann, start + 2s);
    QCOMPARE(absences.untilOf(ann), start + 2s);
    QVERIFY(absences.overdue(start + 999ms).isEmpty());
    QCOMPARE(absences.overdue(start + 1s), QList<PeerNumber>{bob});
    QCOMPARE(absences.overdue(start + 2s), (QList<PeerNumber>{bob, ann}));
}

void TestAbsences::thoseWhoAreThereAreTold()
{
    Absences absences;
    QCOMPARE(absences.present({ann, bob}), (QList<PeerNumber>{ann, bob}));
    absences.begin(bob, start);
    QVERIFY(absences.isAway(bob) && !absences.isAway(ann));
    QCOMPARE(absences.present({ann, bob, carl}), (QList<PeerNumber>{ann, carl}));
    QCOMPARE(absences.present({bob}), QList<PeerNumber>());
}

void TestAbsences::thereMayBeTooManyAway()
{
    Absences absences;
    for (qsizetype i = 1; i <= Absences::MostAway; ++i) {
        absences.begin(PeerNumber(i), start);
        QVERIFY(absences.excess() <= 0);
    }
    absences.begin(PeerNumber(Absences::MostAway + 1), start);
    QCOMPARE(absences.excess(), 1);
    QCOMPARE(absences.all().first(), PeerNumber(1));
    absences.forget(PeerNumber(1));
    QCOMPARE(absences.excess(), 0);
    QCOMPARE(absences.all().first(), PeerNumber(2));
}

SIGNALBOX_TEST(TestAbsences)
#include "tst_absences.moc"
