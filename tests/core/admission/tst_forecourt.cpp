// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/forecourt.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;

namespace {

constexpr PeerNumber nobody{};
const QString here = QStringLiteral("10.0.0.1");
const QString there = QStringLiteral("10.0.0.2");

PeerNumber number(int n)
{
    return PeerNumber(n);
}

} // namespace

class TestForecourt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoWaitsIsCountedInAllAndByAddress();
    void strangersAreNotMissed();
    void theOldestOfAnAddressThatHasTooManyGoes();
    void theOldestOfTheAddressWithMostGoesWhenThereAreTooMany();
    void oneBlockOfAddressesIsOneAddressWhenItHasTooMany();
    void oneBlockOfAddressesIsOneAddressWhenThereAreTooMany();
    void whoHasLeftCountsForNoBlock();
};

void TestForecourt::whoWaitsIsCountedInAllAndByAddress()
{
    Forecourt forecourt;
    QCOMPARE(forecourt.come(number(1), here, {9, 9}), nobody);
    QCOMPARE(forecourt.come(number(2), here, {9, 9}), nobody);
    QCOMPARE(forecourt.come(number(3), there, {9, 9}), nobody);
    QCOMPARE(forecourt.count(), 3);
    QCOMPARE(forecourt.countFrom(here), 2);
    forecourt.leave(number(1));
    QCOMPARE(forecourt.count(), 2);
    QCOMPARE(forecourt.countFrom(here), 1);
    QCOMPARE(forecourt.countFrom(there), 1);
}

void TestForecourt::strangersAreNotMissed()
{
    Forecourt forecourt;
    forecourt.come(number(1), here, {9, 9});
    forecourt.leave(number(2));
    forecourt.leave(number(1));
    forecourt.leave(number(1));
    QCOMPARE(forecourt.count(), 0);
    QCOMPARE(forecourt.countFrom(here), 0);
}

void TestForecourt::theOldestOfAnAddressThatHasTooManyGoes()
{
    Forecourt forecourt;
    forecourt.come(number(1), there, {9, 2});
    forecourt.come(number(2), here, {9, 2});
    QCOMPARE(forecourt.come(number(3), here, {9, 2}), nobody);
    QCOMPARE(forecourt.come(number(4), here, {9, 2}), number(2));
    QCOMPARE(forecourt.countFrom(here), 3); // until it has gone
    forecourt.leave(number(2));
    QCOMPARE(forecourt.come(number(5), here, {9, 2}), number(3));
}

void TestForecourt::theOldestOfTheAddressWithMostGoesWhenThereAreTooMany()
{
    Forecourt forecourt;
    forecourt.come(number(1), there, {3, 9});
    forecourt.come(number(2), here, {3, 9});
    QCOMPARE(forecourt.come(number(3), here, {3, 9}), nobody);
    QCOMPARE(forecourt.come(number(4), u"10.0.0.3"_qs, {3, 9}), number(2));
}

void TestForecourt::oneBlockOfAddressesIsOneAddressWhenItHasTooMany()
{
    Forecourt forecourt;
    forecourt.come(number(1), there, {9, 2});
    forecourt.come(number(2), u"2001:db8::1"_qs, {9, 2});
    forecourt.come(number(3), u"2001:db8::2"_qs, {9, 2});
    QCOMPARE(forecourt.countFrom(u"2001:db8::3"_qs), 2);
    QCOMPARE(forecourt.come(number(4), u"2001:db8::3"_qs, {9, 2}), number(2));
    QCOMPARE(forecourt.come(number(5), u"2001:db8:0:1::1"_qs, {9, 2}), nobody);
}

void TestForecourt::oneBlockOfAddressesIsOneAddressWhenThereAreTooMany()
{
    Forecourt forecourt;
    forecourt.come(number(1), there, {3, 9});
    forecourt.come(number(2), u"2001:db8::1"_qs, {3, 9});
    forecourt.come(number(3), u"2001:db8::2"_qs, {3, 9});
    QCOMPARE(forecourt.come(number(4), u"10.0.0.3"_qs, {3, 9}), number(2));
}

void TestForecourt::whoHasLeftCountsForNoBlock()
{
    Forecourt forecourt;
    for (int n = 1; n <= 3; ++n) {
        forecourt.come(number(n), u"2001:db8::%1"_qs.arg(n), {3, 9});
    }
    forecourt.leave(number(1));
    forecourt.leave(number(2));
    forecourt.come(number(4), here, {3, 9});
    forecourt.come(number(5), here, {3, 9});
    QCOMPARE(forecourt.come(number(6), there, {3, 9}), number(4));
}

SIGNALBOX_TEST(TestForecourt)
#include "tst_forecourt.moc"
