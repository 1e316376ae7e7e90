// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"
#include "ui/peers/ratehistory.h"

#include <QTest>

#include <numeric>

using namespace Signalbox;

class TestRateHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCurrentRateIsThatOfTheLastWholeSecond();
    void theLastMinuteHasSixtyValues();
    void secondsWithoutGrowthAreEmpty();
    void aLateLookIsSpreadOverTheSecondsBetween();
    void nothingIsLostInSpreading();
};

namespace {

using namespace std::chrono_literals;

Moment second(int number, std::chrono::milliseconds offset = 0ms)
{
    return Moment(1h + std::chrono::seconds(number) + offset);
}

quint64 sum(const QList<quint32>& values)
{
    return std::accumulate(values.cbegin(), values.cend(), quint64(0));
}

} // namespace

void TestRateHistory::theCurrentRateIsThatOfTheLastWholeSecond()
{
    RateHistory rates;
    rates.add(second(0), second(0, 200ms), 3);
    rates.add(second(0, 200ms), second(0, 600ms), 4);
    QCOMPARE(rates.current(second(0, 700ms)), 0U);
    QCOMPARE(rates.current(second(1)), 7U);
    QCOMPARE(rates.current(second(2)), 0U);
}

void TestRateHistory::theLastMinuteHasSixtyValues()
{
    RateHistory rates;
    for (int i = 0; i < 200; ++i) {
        rates.add(second(i), second(i, 100ms), static_cast<quint64>(i));
    }
    const QList<quint32> values = rates.values(second(200));
    QCOMPARE(values.size(), RateHistory::slots);
    QCOMPARE(values.first(), 140U);
    QCOMPARE(values.last(), 199U);
}

void TestRateHistory::secondsWithoutGrowthAreEmpty()
{
    RateHistory rates;
    rates.add(second(0), second(0, 100ms), 5);
    rates.add(second(9), second(9, 100ms), 6);
    const QList<quint32> values = rates.values(second(10));
    QCOMPARE(values.last(), 6U);
    QCOMPARE(values.at(RateHistory::slots - 10), 5U);
    QCOMPARE(sum(values), 11U);
    QCOMPARE(sum(rates.values(second(500))), 0U);
}

void TestRateHistory::aLateLookIsSpreadOverTheSecondsBetween()
{
    RateHistory rates;
    rates.add(second(0), second(5), 50);
    const QList<quint32> values = rates.values(second(6));
    QCOMPARE(values.mid(RateHistory::slots - 6), QList<quint32>({0, 10, 10, 10, 10, 10}));
}

void TestRateHistory::nothingIsLostInSpreading()
{
    RateHistory rates;
    rates.add(second(0), second(7), 52);
    QCOMPARE(sum(rates.values(second(8))), 52U);
    rates.add(second(8), second(1000), 61);
    QCOMPARE(sum(rates.values(second(1001))), 61U);
}

SIGNALBOX_TEST(TestRateHistory)
#include "tst_ratehistory.moc"
