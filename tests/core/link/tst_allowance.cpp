// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/link/allowance.h"
#include "tests/support/suite.h"

#include <QTest>

#include <limits>

using namespace Signalbox;
using namespace std::chrono_literals;
using Verdict = Allowance::Verdict;

namespace {

/// Time passes only here.
class Talker
{
public:
    explicit Talker(const Limits& limits = {})
        : m_limits(limits)
        , m_allowance(m_limits, m_now)
    { }

    Allowance& allowance() { return m_allowance; }
    Moment now() const { return m_now; }
    Verdict say(qint64 bytes = 10) { return m_allowance.take(bytes, m_now); }
    void wait(std::chrono::milliseconds time) { m_now += time; }

    /// Whether so many messages at once are all of no interest.
    bool mayBurst(int messages)
    {
        for (int i = 0; i < messages; ++i) {
            if (say() != Verdict::Fine) {
                return false;
            }
        }
        return true;
    }

    /// What it hears first that is not Fine, and after how long, if it talks at this pace.
    std::pair<Verdict, std::chrono::milliseconds> talk(
        std::chrono::milliseconds pause, std::chrono::milliseconds atMost, qint64 bytes = 10)
    {
        std::chrono::milliseconds passed{0};
        while (passed < atMost) {
            wait(pause);
            passed += pause;
            const Verdict verdict = say(bytes);
            if (verdict != Verdict::Fine) {
                return {verdict, passed};
            }
        }
        return {Verdict::Fine, passed};
    }

private:
    Limits m_limits;
    Moment m_now{1h};
    Allowance m_allowance;
};

Limits withoutRates()
{
    Limits limits;
    limits.messageBurst = std::numeric_limits<int>::max();
    limits.messagesPerSecond = std::numeric_limits<int>::max();
    limits.bytesPerSecond = std::numeric_limits<qint64>::max();
    limits.fanOutBytesPerSecond = std::numeric_limits<qint64>::max();
    return limits;
}

} // namespace

class TestAllowance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBurstIsFine();
    void afterABurstTheRateIsFine();
    void aBurstComesBackWithTime();
    void aLongSilenceSavesUpNoMoreThanOneBurst();
    void manyBytesCountToo();
    void whatOthersHaveToHearCountsToo();
    void oneVeryLoudMessageIsForgiven();

    void theWarningComesFirstAndOnce();
    void duringTheWarningNothingIsDropped();
    void aFloodIsNotIndulgedForLong();
    void whoSlowsDownIsForgiven();
    void whoFallsSilentWhenWarnedLosesNothing();
    void afterTheWarningWhatIsTooMuchIsDropped();
    void whoGoesOnIsExhausted();
    void whoIsLoudAgainIsWarnedAgain();
    void aFloodOfLoudMessagesIsExhaustedToo();

    void withoutLimitsEverythingIsFine();
};

void TestAllowance::aBurstIsFine()
{
    Talker talker;
    QVERIFY(talker.mayBurst(200));
    QVERIFY(!talker.allowance().isOver(talker.now()));
    QCOMPARE(talker.say(), Verdict::Warned);
    QVERIFY(talker.allowance().isOver(talker.now()));
}

void TestAllowance::afterABurstTheRateIsFine()
{
    Talker talker;
    QVERIFY(talker.mayBurst(199));
    QVERIFY(talker.talk(20ms, 60s).first == Verdict::Fine);
    QVERIFY(talker.talk(19ms, 60s).first == Verdict::Warned);
}

void TestAllowance::aBurstComesBackWithTime()
{
    Talker talker;
    for (int i = 0; i < 5; ++i) {
        QVERIFY(talker.mayBurst(200));
        talker.wait(4s);
    }
    talker.wait(1s);
    QVERIFY(talker.mayBurst(200));
    talker.wait(1s);
    QVERIFY(talker.mayBurst(50));
    QCOMPARE(talker.say(), Verdict::Warned);
}

void TestAllowance::aLongSilenceSavesUpNoMoreThanOneBurst()
{
    Talker talker;
    talker.say();
    talker.wait(24h);
    QVERIFY(talker.mayBurst(200));
    QCOMPARE(talker.say(), Verdict::Warned);
}

void TestAllowance::manyBytesCountToo()
{
    constexpr qint64 most = 64 * 1024;
    Talker talker;
    for (int i = 0; i < 8; ++i) { // two seconds' worth
        QCOMPARE(talker.say(most), Verdict::Fine);
    }
    QCOMPARE(talker.say(1), Verdict::Warned);

    Talker steady;
    QVERIFY(steady.talk(250ms, 60s, most).first == Verdict::Fine);
    QVERIFY(steady.talk(240ms, 60s, most).first == Verdict::Warned);
}

void TestAllowance::whatOthersHaveToHearCountsToo()
{
    Talker talker;
    for (int i = 0; i < 8; ++i) {
        QCOMPARE(talker.say(), Verdict::Fine);
        talker.allowance().chargeFanOut(1024 * 1024);
    }
    QCOMPARE(talker.say(), Verdict::Fine);
    talker.allowance().chargeFanOut(1);
    QCOMPARE(talker.say(), Verdict::Warned);

    Talker steady;
    for (int i = 0; i < 100; ++i) {
        QCOMPARE(steady.say(), Verdict::Fine);
        steady.allowance().chargeFanOut(2 * 1024 * 1024);
        steady.wait(500ms);
    }
}

void TestAllowance::oneVeryLoudMessageIsForgiven()
{
    Talker talker;
    QCOMPARE(talker.say(), Verdict::Fine);
    talker.allowance().chargeFanOut(1'000'000'000'000);
    QCOMPARE(talker.say(), Verdict::Warned);
    talker.wait(3s);
    QVERIFY(talker.mayBurst(100));
}

void TestAllowance::theWarningComesFirstAndOnce()
{
    Talker talker;
    talker.mayBurst(200);
    QCOMPARE(talker.say(), Verdict::Warned);
    QVERIFY(talker.mayBurst(100));
    QCOMPARE(talker.allowance().dropped(), 0U);
}

void TestAllowance::duringTheWarningNothingIsDropped()
{
    Talker talker;
    QVERIFY(talker.mayBurst(200));
    QCOMPARE(talker.say(), Verdict::Warned);
    const auto [verdict, after] = talker.talk(5ms, 60s); // four times what it may
    QVERIFY(verdict == Verdict::FirstDropped);
    QCOMPARE(after.count(), 5000);
}

void TestAllowance::aFloodIsNotIndulgedForLong()
{
    Talker talker;
    QVERIFY(talker.mayBurst(200));
    QCOMPARE(talker.say(), Verdict::Warned);
    int indulged = 0;
    while (talker.say() == Verdict::Fine) {
        ++indulged;
    }
    QVERIFY2(indulged > 900 && indulged < 1100, qPrintable(QString::number(indulged)));
}

void TestAllowance::whoSlowsDownIsForgiven()
{
    Talker talker;
    QVERIFY(talker.mayBurst(200));
    QCOMPARE(talker.say(), Verdict::Warned);
    QVERIFY(talker.mayBurst(500));
    talker.wait(2500ms);
    QVERIFY(talker.talk(20ms, 60s).first == Verdict::Fine);
    QVERIFY(!talker.allowance().isOver(talker.now()));
    QCOMPARE(talker.allowance().dropped(), 0U);
}

void TestAllowance::whoFallsSilentWhenWarnedLosesNothing()
{
    Talker talker;
    QVERIFY(talker.mayBurst(200));
    QCOMPARE(talker.say(), Verdict::Warned);
    talker.wait(4999ms);
    QVERIFY(talker.allowance().isOver(talker.now()));
    talker.wait(1ms);
    QVERIFY(!talker.allowance().isOver(talker.now()));
    QVERIFY(talker.mayBurst(150));
}

void TestAllowance::afterTheWarningWhatIsTooMuchIsDropped()
{
    Talker talker;
    QVERIFY(talker.mayBurst(200));
    QCOMPARE(talker.say(), Verdict::Warned);
    QVERIFY(talker.talk(10ms, 60s).first == Verdict::FirstDropped);
    int fine = 0;
    int dropped = 1;
    for (int i = 0; i < 400; ++i) {
        talker.wait(10ms);
        const Verdict verdict = talker.say();
        QVERIFY(verdict == Verdict::Fine || verdict == Verdict::Dropped);
        (verdict == Verdict::Fine ? fine : dropped) += 1;
    }
    QCOMPARE(talker.allowance().dropped(), quint64(dropped));
    // What it may say is let through still, when what it overran by is made good.
    QVERIFY2(fine > 60 && fine < 210, qPrintable(QString::number(fine)));
}

void TestAllowance::whoGoesOnIsExhausted()
{
    Talker talker;
    QVERIFY(talker.mayBurst(200));
    QCOMPARE(talker.say(), Verdict::Warned);
    std::chrono::milliseconds passed{0};
    Verdict verdict = Verdict::Fine;
    while (verdict != Verdict::Exhausted && passed < 60s) {
        talker.wait(10ms);
        passed += 10ms;
        verdict = talker.say();
    }
    QVERIFY(passed >= 10s && passed < 11s);
}

void TestAllowance::whoIsLoudAgainIsWarnedAgain()
{
    Talker talker;
    for (int i = 0; i < 3; ++i) {
        QVERIFY(talker.mayBurst(200));
        QCOMPARE(talker.say(), Verdict::Warned);
        QVERIFY(talker.talk(5ms, 60s).first == Verdict::FirstDropped);
        talker.wait(10s);
    }
}

void TestAllowance::aFloodOfLoudMessagesIsExhaustedToo()
{
    Talker talker;
    QList<Verdict> verdicts{Verdict::Fine};
    for (int i = 0; i < 1000 && verdicts.last() != Verdict::Exhausted; ++i) {
        const Verdict verdict = talker.say();
        if (verdict == Verdict::Fine || verdict == Verdict::Warned) {
            talker.allowance().chargeFanOut(2 * 1024 * 1024);
        }
        if (verdicts.last() != verdict && !(verdict == Verdict::Fine && verdicts.size() > 1)) {
            verdicts.append(verdict);
        }
        talker.wait(100ms); // ten times a second: five times what it may
    }
    QCOMPARE(verdicts,
        (QList<Verdict>{Verdict::Fine, Verdict::Warned, Verdict::FirstDropped, Verdict::Dropped,
            Verdict::Exhausted}));
}

void TestAllowance::withoutLimitsEverythingIsFine()
{
    Talker talker(withoutRates());
    for (int i = 0; i < 100'000; ++i) {
        QCOMPARE(talker.say(64 * 1024), Verdict::Fine);
        talker.allowance().chargeFanOut(std::numeric_limits<qint64>::max() / 100'000);
    }
    talker.wait(24h);
    QVERIFY(talker.mayBurst(100'000));
    QVERIFY(!talker.allowance().isOver(talker.now()));
    QCOMPARE(talker.allowance().dropped(), 0U);
}

SIGNALBOX_TEST(TestAllowance)
#include "tst_allowance.moc"
