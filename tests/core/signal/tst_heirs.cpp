// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/heirs.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;
using namespace std::chrono_literals;

namespace {

constexpr Moment start{1h};

} // namespace

class TestHeirs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoNeverCameBackIsItself();
    void whoCameBackSeveralTimesIsFoundByEachNumber();
    void formerNumbersAreForgottenAfterAWhile();
    void onlySoManyAreRemembered();
};

void TestHeirs::whoNeverCameBackIsItself()
{
    QCOMPARE(Heirs().latestOf(PeerNumber(7)), PeerNumber(7));
}

void TestHeirs::whoCameBackSeveralTimesIsFoundByEachNumber()
{
    Heirs heirs;
    heirs.note(PeerNumber(1), PeerNumber(5), start);
    heirs.note(PeerNumber(2), PeerNumber(6), start);
    heirs.note(PeerNumber(5), PeerNumber(9), start);
    QCOMPARE(heirs.latestOf(PeerNumber(1)), PeerNumber(9));
    QCOMPARE(heirs.latestOf(PeerNumber(5)), PeerNumber(9));
    QCOMPARE(heirs.latestOf(PeerNumber(9)), PeerNumber(9));
    QCOMPARE(heirs.latestOf(PeerNumber(2)), PeerNumber(6));
}

void TestHeirs::formerNumbersAreForgottenAfterAWhile()
{
    Heirs heirs;
    heirs.note(PeerNumber(1), PeerNumber(2), start);
    heirs.note(PeerNumber(3), PeerNumber(4), start + Heirs::Remembered);
    QCOMPARE(heirs.latestOf(PeerNumber(1)), PeerNumber(2));
    heirs.note(PeerNumber(5), PeerNumber(6), start + Heirs::Remembered + 1ms);
    QCOMPARE(heirs.latestOf(PeerNumber(1)), PeerNumber(1));
    QCOMPARE(heirs.latestOf(PeerNumber(3)), PeerNumber(4));
}

void TestHeirs::onlySoManyAreRemembered()
{
    Heirs heirs;
    constexpr quint64 away = 1'000'000;
    for (quint64 i = 1; i <= Heirs::Most + 1; ++i) {
        heirs.note(PeerNumber(i), PeerNumber(away + i), start);
    }
    QCOMPARE(heirs.latestOf(PeerNumber(1)), PeerNumber(1));
    QCOMPARE(heirs.latestOf(PeerNumber(2)), PeerNumber(away + 2));
}

SIGNALBOX_TEST(TestHeirs)
#include "tst_heirs.moc"
