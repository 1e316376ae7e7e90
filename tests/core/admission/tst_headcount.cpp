// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/headcount.h"
#include "core/admission/ipaddress.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;

namespace {

Peer from(const QString& address)
{
    Peer peer;
    peer.origin.address = address;
    peer.origin.block = blockOf(address);
    return peer;
}

} // namespace

/// How many are here.
class TestHeadcount : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void peersCountInAllAndByAddress();
    void addressesThatOneMachineCanTakeAreOne();
    void theParkedCountByThemselves();
    void theAwayDoNotCount();
};

void TestHeadcount::peersCountInAllAndByAddress()
{
    Headcount count;
    count.onArrived(from(u"10.0.0.1"_qs));
    count.onArrived(from(u"10.0.0.1"_qs));
    count.onArrived(from(u"10.0.0.2"_qs));
    QCOMPARE(count.all().here, 3);
    QCOMPARE(count.from(u"10.0.0.1"_qs).here, 2);
    QCOMPARE(count.from(u"10.0.0.3"_qs).here, 0);
    count.onDeparted(from(u"10.0.0.1"_qs));
    count.onDeparted(from(u"10.0.0.2"_qs));
    QCOMPARE(count.all().here, 1);
    QCOMPARE(count.from(u"10.0.0.1"_qs).here, 1);
    QCOMPARE(count.from(u"10.0.0.2"_qs).here, 0);
}

void TestHeadcount::addressesThatOneMachineCanTakeAreOne()
{
    Headcount count;
    count.onArrived(from(u"2001:db8::1"_qs));
    count.onArrived(from(u"2001:db8::2"_qs));
    count.onArrived(from(u"2001:db8:0:1::1"_qs));
    QCOMPARE(count.from(u"2001:db8::3"_qs).here, 2);
    QCOMPARE(count.from(u"2001:db8:0:1::2"_qs).here, 1);
    Peer parked = from(u"2001:db8::2"_qs);
    parked.parked = true;
    count.onChanged(from(u"2001:db8::2"_qs), parked);
    QCOMPARE(count.from(u"2001:db8::3"_qs).here, 1);
    QCOMPARE(count.from(u"2001:db8::3"_qs).parked, 1);
    count.onDeparted(from(u"2001:db8::1"_qs));
    QCOMPARE(count.from(u"2001:db8::3"_qs).here, 0);
}

void TestHeadcount::theParkedCountByThemselves()
{
    Headcount count;
    const Peer before = from(u"10.0.0.1"_qs);
    Peer parked = before;
    parked.parked = true;
    count.onArrived(before);
    count.onChanged(before, before);
    QCOMPARE(count.all().here, 1);
    count.onChanged(before, parked);
    QCOMPARE(count.all().here, 0);
    QCOMPARE(count.all().parked, 1);
    QCOMPARE(count.from(u"10.0.0.1"_qs).parked, 1);
    count.onChanged(parked, parked);
    count.onDeparted(parked);
    QCOMPARE(count.all().here, 0);
    QCOMPARE(count.from(u"10.0.0.1"_qs).here, 0);
}

void TestHeadcount::theAwayDoNotCount()
{
    Headcount count;
    const Peer here = from(u"10.0.0.1"_qs);
    Peer away = here;
    away.away = true;
    count.onArrived(here);
    count.onChanged(here, away);
    QCOMPARE(count.all().here, 0);
    count.onDeparted(away);
    QCOMPARE(count.all().here, 0);
}

SIGNALBOX_TEST(TestHeadcount)
#include "tst_headcount.moc"
