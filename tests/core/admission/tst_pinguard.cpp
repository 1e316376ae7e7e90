// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/pinguard.h"
#include "tests/support/manualclock.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;
using namespace std::chrono_literals;

namespace {

const QString right = u"482913"_qs;
const QString mallory = u"127.0.0.2"_qs;

QString wrongPin(int number)
{
    return u"%1"_qs.arg(number, 6, 10, QLatin1Char('0'));
}

/// A hub with a PIN, and somebody who tries to get in.
class Guarded
{
public:
    Guarded() { guard.setPin(right); }

    PinVerdict attempt(
        const QString& pin, const QString& address = mallory, PinGiver giver = PinGiver::Anybody)
    {
        return guard.attempt(address, pin, giver);
    }

    /// As many different wrong ones as lock an address.
    void lock(const QString& address = mallory, PinGiver giver = PinGiver::Anybody)
    {
        for (int i = 0; i < PinGuard::MostGuesses; ++i) {
            QCOMPARE(attempt(wrongPin(next++), address, giver), PinVerdict::Wrong);
        }
    }

    ManualClock clock;
    PinGuard guard{clock};
    int next = 0;
};

} // namespace

class TestPinGuard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutAPinEverybodyIsRight();
    void onlyTheRightOneIsRight_data();
    void onlyTheRightOneIsRight();
    void fiveDifferentWrongOnesLockAnAddress();
    void theSameWrongOneAgainCountsOnce();
    void theSameWrongOneCountsOnceAfterALockAsWell();
    void noneAtAllIsNoGuess();
    void nobodyElseIsLocked();
    void eachLockLastsTwiceAsLong();
    void afterARestAllBeginsAnew();
    void aRightOneForgivesNothing();
    void whoIsVouchedForPassesTheLock();
    void whoIsVouchedForCannotGuessMoreOften();
    void aNamelessPageLocksOnlyItsLike();
    void aNamelessPageCannotGuessMoreOften();
    void guessesOfNamelessPagesAreAnAttackLikeOthers();
    void anotherPinForgetsEverything();
    void theSamePinForgetsNothing();
    void manyWrongOnesAreAnAttack();
    void anAttackIsOverAfterAWhile();
    void theTablesAreBounded();
};

void TestPinGuard::withoutAPinEverybodyIsRight()
{
    ManualClock clock;
    PinGuard guard(clock);
    QVERIFY(!guard.wantsPin());
    QCOMPARE(guard.attempt(mallory, {}, PinGiver::Anybody), PinVerdict::Right);
    QCOMPARE(guard.attempt(mallory, u"000000"_qs, PinGiver::Anybody), PinVerdict::Right);
    QCOMPARE(guard.addresses(), size_t(0));
}

void TestPinGuard::onlyTheRightOneIsRight_data()
{
    QTest::addColumn<QString>("pin");
    QTest::addColumn<bool>("isRight");
    QTest::newRow("right") << right << true;
    QTest::newRow("first digit") << u"582913"_qs << false;
    QTest::newRow("last digit") << u"482914"_qs << false;
    QTest::newRow("shorter") << u"48291"_qs << false;
    QTest::newRow("longer") << u"4829130"_qs << false;
    QTest::newRow("null behind it") << u"482913"_qs + QChar(0) << false;
    QTest::newRow("none") << QString() << false;
    QTest::newRow("other digits") << u"４８２９１３"_qs << false;
    QTest::newRow("very long") << QString(1'000'000, u'4') << false;
}

void TestPinGuard::onlyTheRightOneIsRight()
{
    QFETCH(QString, pin);
    QFETCH(bool, isRight);
    Guarded hub;
    QVERIFY(hub.guard.wantsPin());
    QCOMPARE(hub.attempt(pin), isRight ? PinVerdict::Right : PinVerdict::Wrong);
}

void TestPinGuard::fiveDifferentWrongOnesLockAnAddress()
{
    Guarded hub;
    hub.lock();
    QCOMPARE(hub.attempt(u"000001"_qs), PinVerdict::Locked);
    QCOMPARE(hub.attempt(right), PinVerdict::Locked);
    hub.clock.advance(60s - 1ms);
    QCOMPARE(hub.attempt(right), PinVerdict::Locked);
    hub.clock.advance(1ms);
    QCOMPARE(hub.attempt(right), PinVerdict::Right);
}

void TestPinGuard::theSameWrongOneAgainCountsOnce()
{
    Guarded hub;
    for (int i = 0; i < 1000; ++i) {
        QCOMPARE(hub.attempt(u"111111"_qs), PinVerdict::Wrong);
        hub.clock.advance(500ms);
    }
    QCOMPARE(hub.attempt(right), PinVerdict::Right);
    QVERIFY(!hub.guard.isUnderAttack());
}

void TestPinGuard::theSameWrongOneCountsOnceAfterALockAsWell()
{
    Guarded hub;
    hub.lock();
    hub.clock.advance(60s);
    for (int i = 0; i < PinGuard::MostGuesses; ++i) {
        QCOMPARE(hub.attempt(wrongPin(i)), PinVerdict::Wrong);
    }
    QCOMPARE(hub.attempt(right), PinVerdict::Right);
}

void TestPinGuard::noneAtAllIsNoGuess()
{
    Guarded hub;
    QCOMPARE(hub.attempt({}), PinVerdict::Wrong);
    QCOMPARE(hub.guard.addresses(), size_t(0));
}

void TestPinGuard::nobodyElseIsLocked()
{
    Guarded hub;
    hub.lock();
    QCOMPARE(hub.attempt(right, u"127.0.0.3"_qs), PinVerdict::Right);
    QCOMPARE(hub.attempt(right, u"::ffff:127.0.0.2"_qs), PinVerdict::Locked);
}

void TestPinGuard::eachLockLastsTwiceAsLong()
{
    Guarded hub;
    for (const std::chrono::seconds time : {60s, 120s, 240s, 480s, 960s, 1920s, 3600s, 3600s}) {
        hub.lock();
        hub.clock.advance(time - 1ms);
        QCOMPARE(hub.attempt(right), PinVerdict::Locked);
        hub.clock.advance(1ms);
        QCOMPARE(hub.attempt(right), PinVerdict::Right);
    }
}

void TestPinGuard::afterARestAllBeginsAnew()
{
    Guarded hub;
    hub.lock();
    hub.clock.advance(60s + PinGuard::LongestLock);
    hub.lock();
    hub.clock.advance(60s);
    QCOMPARE(hub.attempt(right), PinVerdict::Right);
}

void TestPinGuard::aRightOneForgivesNothing()
{
    Guarded hub;
    for (int i = 0; i < PinGuard::MostGuesses; ++i) {
        QCOMPARE(hub.attempt(right), PinVerdict::Right);
        QCOMPARE(hub.attempt(wrongPin(i)), PinVerdict::Wrong);
    }
    QCOMPARE(hub.attempt(right), PinVerdict::Locked);
}

void TestPinGuard::whoIsVouchedForPassesTheLock()
{
    Guarded hub;
    hub.lock();
    QCOMPARE(hub.attempt(right, mallory, PinGiver::Vouched), PinVerdict::Right);
    QCOMPARE(hub.attempt(u"000000"_qs, mallory, PinGiver::Vouched), PinVerdict::Wrong);
    QCOMPARE(hub.attempt(right), PinVerdict::Locked);
}

void TestPinGuard::whoIsVouchedForCannotGuessMoreOften()
{
    Guarded hub;
    hub.lock(mallory, PinGiver::Vouched);
    QCOMPARE(hub.attempt(right, mallory, PinGiver::Vouched), PinVerdict::Locked);
    QCOMPARE(hub.attempt(right), PinVerdict::Right);
}

/// Any page of any site can open one in its visitors' browsers.
void TestPinGuard::aNamelessPageLocksOnlyItsLike()
{
    Guarded hub;
    hub.lock(mallory, PinGiver::NamelessPage);
    QCOMPARE(hub.attempt(right, mallory, PinGiver::NamelessPage), PinVerdict::Locked);
    QCOMPARE(hub.attempt(right), PinVerdict::Right);
    QCOMPARE(hub.attempt(right, mallory, PinGiver::Vouched), PinVerdict::Right);
    hub.lock();
    QCOMPARE(hub.attempt(right), PinVerdict::Locked);
}

void TestPinGuard::aNamelessPageCannotGuessMoreOften()
{
    Guarded hub;
    for (const std::chrono::seconds time : {60s, 120s, 240s}) {
        hub.lock(mallory, PinGiver::NamelessPage);
        hub.clock.advance(time - 1ms);
        QCOMPARE(hub.attempt(right, mallory, PinGiver::NamelessPage), PinVerdict::Locked);
        hub.clock.advance(1ms);
        QCOMPARE(hub.attempt(right, mallory, PinGiver::NamelessPage), PinVerdict::Right);
    }
}

void TestPinGuard::guessesOfNamelessPagesAreAnAttackLikeOthers()
{
    Guarded hub;
    for (int i = 0; i < 4; ++i) {
        QVERIFY(!hub.guard.isUnderAttack());
        hub.lock(u"127.0.0.%1"_qs.arg(i + 2), PinGiver::NamelessPage);
    }
    QVERIFY(hub.guard.isUnderAttack());
}

void TestPinGuard::anotherPinForgetsEverything()
{
    Guarded hub;
    for (int i = 0; i < 4; ++i) {
        hub.lock(u"127.0.0.%1"_qs.arg(i + 2));
        hub.lock(u"127.0.0.%1"_qs.arg(i + 2), PinGiver::NamelessPage);
    }
    QVERIFY(hub.guard.isUnderAttack());
    hub.guard.setPin(u"555555"_qs);
    QVERIFY(!hub.guard.isUnderAttack());
    QCOMPARE(hub.guard.addresses(), size_t(0));
    QCOMPARE(hub.attempt(u"555555"_qs), PinVerdict::Right);
    QCOMPARE(hub.attempt(right), PinVerdict::Wrong);
    hub.guard.setPin({});
    QVERIFY(!hub.guard.wantsPin());
}

void TestPinGuard::theSamePinForgetsNothing()
{
    Guarded hub;
    hub.lock();
    hub.guard.setPin(right);
    QCOMPARE(hub.attempt(right), PinVerdict::Locked);
}

void TestPinGuard::manyWrongOnesAreAnAttack()
{
    Guarded hub;
    for (int i = 0; i < 19; ++i) {
        QCOMPARE(hub.attempt(wrongPin(i), u"127.0.0.%1"_qs.arg(i + 2)), PinVerdict::Wrong);
    }
    QVERIFY(!hub.guard.isUnderAttack());
    QCOMPARE(hub.attempt(wrongPin(19)), PinVerdict::Wrong);
    QVERIFY(hub.guard.isUnderAttack());
}

void TestPinGuard::anAttackIsOverAfterAWhile()
{
    Guarded hub;
    for (int i = 0; i < 4; ++i) {
        hub.lock(u"127.0.0.%1"_qs.arg(i + 2));
        hub.clock.advance(1min);
    }
    QVERIFY(hub.guard.isUnderAttack());
    hub.clock.advance(6min);
    QVERIFY(!hub.guard.isUnderAttack());
}

void TestPinGuard::theTablesAreBounded()
{
    Guarded hub;
    for (quint32 i = 0; i < 10'000; ++i) {
        const QString address = QHostAddress(i).toString();
        QCOMPARE(hub.attempt(u"111111"_qs, address), PinVerdict::Wrong);
        for (PinGiver giver : {PinGiver::Vouched, PinGiver::NamelessPage}) {
            QCOMPARE(hub.attempt(u"111111"_qs, address, giver), PinVerdict::Wrong);
        }
    }
    QCOMPARE(hub.guard.addresses(), size_t(3 * 4096));
}

SIGNALBOX_TEST(TestPinGuard)
#include "tst_pinguard.moc"
