// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/link/debts.h"
#include "tests/support/desk.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;
using namespace std::chrono_literals;
using Verdict = Allowance::Verdict;

namespace {

const QString router = u"192.0.2.1"_qs;

/// One address, whose connections come and go.
struct Address
{
    /// A connection, which begins with what one before it left.
    Allowance come()
    {
        Allowance allowance(limits, clock.now());
        if (const auto debt = debts.take(router, clock.now())) {
            allowance.inherit(*debt, clock.now());
        }
        return allowance;
    }
    void go(const Allowance& allowance)
    {
        if (const auto debt = allowance.debt(clock.now())) {
            debts.leave(router, *debt, clock.now());
        }
    }
    /// How much of so many messages at once is obeyed.
    int say(Allowance& allowance, int messages) const
    {
        int obeyed = 0;
        for (int i = 0; i < messages; ++i) {
            const Verdict verdict = allowance.take(10, clock.now());
            obeyed += verdict == Verdict::Fine || verdict == Verdict::Warned ? 1 : 0;
        }
        return obeyed;
    }

    /// Says more than anybody may who has not said anything yet: the burst, and what a warning lets
    /// pass.
    bool hasAllOfItsAllowance(Allowance& allowance) const
    {
        const int obeyed = say(allowance, 5000);
        return obeyed >= 1200 && obeyed <= 1201;
    }

    ManualClock clock;
    Limits limits;
    Debts debts{limits};
};

/// Another link of the same desk.
struct Newcomer
{
    Newcomer(Desk& desk, int number, Debts& debts, const QString& block)
    {
        auto fake = std::make_unique<FakeWire>();
        wire = fake.get();
        link = std::make_unique<Link>(PeerNumber(number), std::move(fake), Handshake{"/ws", {}},
            Link::Surroundings{desk.core, desk.clock, desk.limits, desk.budget, desk.tap,
                desk.dialects, {}, &debts},
            PinGate::Ticket{block, {}, block});
        desk.core.open(PeerNumber(number), {});
        link->begin();
    }

    void say(int messages) const
    {
        for (int i = 0; i < messages; ++i) {
            wire->receive(R"({"type":"chat"})");
        }
    }

    FakeWire* wire = nullptr;
    std::unique_ptr<Link> link;
};

} // namespace

/// What somebody has said too much is not forgotten because it comes back.
class TestDebts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoComesBackHasNoFreshBurst();
    void whoGoesBeforeItIsWarnedGainsNothingEither();
    void aFloodThatReconnectsGetsLittleMoreThanOneThatStays();
    void anInnocentHeirCannotWashADebt();
    void timeForgives();
    void whoWasWarnedAndWaitsBeginsAnew();
    void whoComesWhileAFlooderIsThereOwesNothing();
    void anHeirMaySayAtOnceWhatAnybodyMayEachSecond();
    void aClassThatLoadsItsPageAgainOwesNothing();
    void theLargestDebtGoesFirst();
    void othersAddressesOweNothing();
    void soManyDebtsAreKept();
    void withoutLimitsNothingIsOwed();

    void aLinkThatIsCutLeavesItsDebtAtOnce();
    void aLinkThatGoesLeavesItsDebtOnce();
    void whoDroppingBeginsWithIsToldAgain();
};

void TestDebts::whoComesBackHasNoFreshBurst()
{
    Address address;
    Allowance first = address.come();
    QVERIFY(address.hasAllOfItsAllowance(first));
    address.go(first);
    Allowance second = address.come();
    QVERIFY(address.say(second, 5000) <= 1); // with which it is warned
    QVERIFY(second.isOver(address.clock.now()));
}

void TestDebts::whoGoesBeforeItIsWarnedGainsNothingEither()
{
    Address address;
    Allowance first = address.come();
    QCOMPARE(address.say(first, 200), 200);
    QVERIFY(!first.isOver(address.clock.now()));
    address.go(first);
    Allowance second = address.come();
    QCOMPARE(second.take(10, address.clock.now()), Verdict::Warned);
}

void TestDebts::aFloodThatReconnectsGetsLittleMoreThanOneThatStays()
{
    Address address;
    int obeyed = 0;
    constexpr int seconds = 60;
    for (int i = 0; i < 10 * seconds; ++i) { // ten connections a second, each says 200 things
        Allowance allowance = address.come();
        obeyed += address.say(allowance, 200);
        address.go(allowance);
        address.clock.advance(100ms);
    }
    QVERIFY2(obeyed < 1200 + seconds * (50 + 10), qPrintable(QString::number(obeyed)));
}

void TestDebts::anInnocentHeirCannotWashADebt()
{
    Address address;
    Allowance flooder = address.come();
    address.say(flooder, 5000);
    address.go(flooder);
    address.go(address.come());
    Allowance again = address.come();
    QVERIFY(address.say(again, 5000) <= 1);
}

void TestDebts::timeForgives()
{
    Address address;
    Allowance first = address.come();
    address.say(first, 5000);
    address.go(first);
    address.clock.advance(7s);
    Allowance second = address.come();
    QVERIFY(address.hasAllOfItsAllowance(second));
}

void TestDebts::whoWasWarnedAndWaitsBeginsAnew()
{
    Address address;
    Allowance first = address.come();
    address.say(first, 5000);
    address.go(first);
    Allowance second = address.come();
    address.clock.advance(7s);
    QVERIFY(address.hasAllOfItsAllowance(second));
}

void TestDebts::anHeirMaySayAtOnceWhatAnybodyMayEachSecond()
{
    Address address;
    Allowance flooder = address.come();
    address.say(flooder, 5000);
    address.go(flooder);
    Allowance pupil = address.come();
    const int each = address.limits.messagesPerSecond;
    for (int i = 0; i < 3 * each; ++i) {
        address.clock.advance(std::chrono::milliseconds(1000 / each));
        const Verdict verdict = pupil.take(10, address.clock.now());
        QVERIFY(verdict == Verdict::Fine || verdict == Verdict::Warned);
    }
}

void TestDebts::whoComesWhileAFlooderIsThereOwesNothing()
{
    Address address;
    for (int i = 0; i < 20; ++i) {
        Allowance flooder = address.come();
        address.say(flooder, 5000);
        Allowance pupil = address.come(); // while the flooder is there
        QCOMPARE(address.say(pupil, 200), 200);
        address.clock.advance(1s);
        address.say(flooder, 5000);
        address.go(flooder);
    }
    // Each debt was taken by the one who had made it, so that one is left.
    Allowance flooder = address.come();
    QVERIFY(address.say(flooder, 5000) <= 1);
    Allowance pupil = address.come();
    QCOMPARE(address.say(pupil, 600), 600);
}

void TestDebts::aClassThatLoadsItsPageAgainOwesNothing()
{
    Address address;
    std::vector<Allowance> pupils;
    for (int i = 0; i < 30; ++i) {
        pupils.push_back(address.come());
        QCOMPARE(address.say(pupils.back(), 45), 45);
    }
    for (const Allowance& pupil : pupils) {
        address.go(pupil);
    }
    QCOMPARE(address.debts.size(), size_t(0));
}

void TestDebts::theLargestDebtGoesFirst()
{
    Address address;
    Allowance loud = address.come();
    Allowance louder = address.come();
    Allowance loudest = address.come();
    address.say(loud, 100);
    address.say(louder, 150);
    address.say(loudest, 200);
    for (const Allowance* allowance : {&loud, &loudest, &louder}) {
        address.go(*allowance);
    }
    for (const int left : {0, 50, 100, 200}) {
        Allowance heir = address.come();
        QCOMPARE(address.say(heir, left), left);
        QCOMPARE(heir.take(10, address.clock.now()), Verdict::Warned);
    }
}

void TestDebts::othersAddressesOweNothing()
{
    Address address;
    Allowance flooder = address.come();
    address.say(flooder, 5000);
    address.go(flooder);
    QVERIFY(!address.debts.take(u"192.0.2.2"_qs, address.clock.now()));
    QVERIFY(address.debts.take(router, address.clock.now()));
}

void TestDebts::soManyDebtsAreKept()
{
    Address address;
    Allowance flooder = address.come();
    address.say(flooder, 200);
    const auto debt = flooder.debt(address.clock.now());
    QVERIFY(debt);
    for (size_t i = 0; i < 2 * Debts::MostDebts; ++i) {
        address.debts.leave(QString::number(i), *debt, address.clock.now());
    }
    QCOMPARE(address.debts.size(), Debts::MostDebts);
    QVERIFY(!address.debts.take(u"0"_qs, address.clock.now()));
    QVERIFY(address.debts.take(QString::number(Debts::MostDebts), address.clock.now()));
    address.clock.advance(10s);
    QVERIFY(!address.debts.take(router, address.clock.now()));
    QCOMPARE(address.debts.size(), size_t(0));
}

void TestDebts::withoutLimitsNothingIsOwed()
{
    Address address;
    address.limits.messageBurst = std::numeric_limits<int>::max();
    address.limits.messagesPerSecond = std::numeric_limits<int>::max();
    address.limits.bytesPerSecond = std::numeric_limits<qint64>::max();
    address.limits.fanOutBytesPerSecond = std::numeric_limits<qint64>::max();
    Allowance talker = address.come();
    QCOMPARE(address.say(talker, 100'000), 100'000);
    address.go(talker);
    QCOMPARE(address.debts.size(), size_t(0));
}

void TestDebts::aLinkThatIsCutLeavesItsDebtAtOnce()
{
    Desk desk;
    Debts debts(desk.limits);
    Newcomer flooder(desk, 2, debts, router);
    for (int second = 0; second < 20 && debts.size() == 0; ++second) {
        flooder.say(1000);
        desk.clock.advance(1s);
    }
    QCOMPARE(debts.size(), size_t(1)); // its connection is there still
    Newcomer back(desk, 3, debts, router);
    QCOMPARE(debts.size(), size_t(0));
    back.say(100);
    QVERIFY(back.link->reading().overRate);
    QVERIFY(back.link->reading().dropped > 0);
    Newcomer neighbour(desk, 4, debts, router);
    neighbour.say(200);
    QVERIFY(!neighbour.link->reading().overRate);
}

void TestDebts::aLinkThatGoesLeavesItsDebtOnce()
{
    Desk desk;
    Debts debts(desk.limits);
    Newcomer flooder(desk, 2, debts, router);
    flooder.say(200);
    flooder.link->end({}, {});
    QCOMPARE(debts.size(), size_t(1));
    flooder.wire->vanish(Departure::Left);
    QCOMPARE(debts.size(), size_t(1));
}

void TestDebts::whoDroppingBeginsWithIsToldAgain()
{
    Desk desk;
    for (int i = 0; i < 5000; ++i) {
        desk.wire->receive(R"({"type":"chat"})");
    }
    QCOMPARE(desk.faults, (QList<FaultCode>{FaultCode::TooFast, FaultCode::TooFast}));
}

SIGNALBOX_TEST(TestDebts)
#include "tst_debts.moc"
