// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/knocks.h"
#include "tests/support/manualclock.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;
using namespace std::chrono_literals;

namespace {

const QString mallory = u"127.0.0.2"_qs;

void fail(Knocks& knocks, const QString& address, size_t times)
{
    for (size_t i = 0; i < times; ++i) {
        knocks.noteFailure(address);
    }
}

} // namespace

class TestKnocks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoFailsTooOftenIsHurriedForAMinute();
    void failuresThatLieLongBackDoNotCount();
    void nobodyElseIsHurried();
    void aWholePrefixOfIpv6IsOneVisitor();
    void eachHurryLastsTwiceAsLong();
    void afterARestAllBeginsAnew();
    void failuresWhileHurriedProlongNothing();
    void theTableIsBounded();
};

void TestKnocks::whoFailsTooOftenIsHurriedForAMinute()
{
    ManualClock clock;
    Knocks knocks(clock);
    fail(knocks, mallory, Knocks::MostFailures - 1);
    QVERIFY(!knocks.isHurried(mallory));
    knocks.noteFailure(mallory);
    QVERIFY(knocks.isHurried(mallory));
    clock.advance(60s - 1ms);
    QVERIFY(knocks.isHurried(mallory));
    clock.advance(1ms);
    QVERIFY(!knocks.isHurried(mallory));
}

void TestKnocks::failuresThatLieLongBackDoNotCount()
{
    ManualClock clock;
    Knocks knocks(clock);
    for (size_t i = 0; i < 10 * Knocks::MostFailures; ++i) {
        knocks.noteFailure(mallory);
        clock.advance(2100ms);
    }
    QVERIFY(!knocks.isHurried(mallory));
}

void TestKnocks::nobodyElseIsHurried()
{
    ManualClock clock;
    Knocks knocks(clock);
    fail(knocks, mallory, Knocks::MostFailures);
    QVERIFY(!knocks.isHurried(u"127.0.0.3"_qs));
    QVERIFY(knocks.isHurried(u"::ffff:127.0.0.2"_qs));
}

void TestKnocks::aWholePrefixOfIpv6IsOneVisitor()
{
    ManualClock clock;
    Knocks knocks(clock);
    for (size_t i = 0; i < Knocks::MostFailures; ++i) {
        knocks.noteFailure(u"2001:db8:1:2::%1"_qs.arg(i));
    }
    QVERIFY(knocks.isHurried(u"2001:db8:1:2:ffff::1"_qs));
    QVERIFY(!knocks.isHurried(u"2001:db8:1:3::1"_qs));
}

void TestKnocks::eachHurryLastsTwiceAsLong()
{
    ManualClock clock;
    Knocks knocks(clock);
    for (const auto time : {60s, 120s, 240s, 480s, 600s, 600s}) {
        fail(knocks, mallory, Knocks::MostFailures);
        clock.advance(time - 1ms);
        QVERIFY(knocks.isHurried(mallory));
        clock.advance(1ms);
        QVERIFY(!knocks.isHurried(mallory));
    }
}

void TestKnocks::afterARestAllBeginsAnew()
{
    ManualClock clock;
    Knocks knocks(clock);
    fail(knocks, mallory, Knocks::MostFailures);
    clock.advance(60s + Knocks::LongestHurry);
    fail(knocks, mallory, Knocks::MostFailures);
    clock.advance(60s);
    QVERIFY(!knocks.isHurried(mallory));
}

void TestKnocks::failuresWhileHurriedProlongNothing()
{
    ManualClock clock;
    Knocks knocks(clock);
    fail(knocks, mallory, 10 * Knocks::MostFailures);
    clock.advance(60s);
    QVERIFY(!knocks.isHurried(mallory));
    fail(knocks, mallory, Knocks::MostFailures - 1);
    QVERIFY(!knocks.isHurried(mallory));
}

void TestKnocks::theTableIsBounded()
{
    ManualClock clock;
    Knocks knocks(clock);
    for (quint32 i = 0; i < 10'000; ++i) {
        knocks.noteFailure(QHostAddress(i).toString());
    }
    QCOMPARE(knocks.addresses(), size_t(4096));
}

SIGNALBOX_TEST(TestKnocks)
#include "tst_knocks.moc"
