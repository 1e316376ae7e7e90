// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/headcount.h"

#include <QTest>

using namespace Signalbox;

namespace {

Peer from(const QString& address)
{
    Peer peer;
    peer.origin.address = address;
    return peer;
}

} // namespace

/// How many are here.
class TestHeadcount : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void peersCountInAllAndByAddress();
    void theParkedDoNotCount();
    void theAwayDoNotCount();
};

void TestHeadcount::peersCountInAllAndByAddress()
{
    Headcount count;
    count.onArrived(from(u"10.0.0.1"_qs));
    count.onArrived(from(u"10.0.0.1"_qs));
    count.onArrived(from(u"10.0.0.2"_qs));
    QCOMPARE(count.all(), 3);
    QCOMPARE(count.from(u"10.0.0.1"_qs), 2);
    QCOMPARE(count.from(u"10.0.0.3"_qs), 0);
    count.onDeparted(from(u"10.0.0.1"_qs));
    count.onDeparted(from(u"10.0.0.2"_qs));
    QCOMPARE(count.all(), 1);
    QCOMPARE(count.from(u"10.0.0.1"_qs), 1);
    QCOMPARE(count.from(u"10.0.0.2"_qs), 0);
}

void TestHeadcount::theParkedDoNotCount()
{
    Headcount count;
    const Peer before = from(u"10.0.0.1"_qs);
    Peer parked = before;
    parked.parked = true;
    count.onArrived(before);
    count.onChanged(before, before);
    QCOMPARE(count.all(), 1);
    count.onChanged(before, parked);
    QCOMPARE(count.all(), 0);
    count.onChanged(parked, parked);
    count.onDeparted(parked);
    QCOMPARE(count.all(), 0);
    QCOMPARE(count.from(u"10.0.0.1"_qs), 0);
}

void TestHeadcount::theAwayDoNotCount()
{
    Headcount count;
    const Peer here = from(u"10.0.0.1"_qs);
    Peer away = here;
    away.away = true;
    count.onArrived(here);
    count.onChanged(here, away);
    QCOMPARE(count.all(), 0);
    count.onDeparted(away);
    QCOMPARE(count.all(), 0);
}

QTEST_APPLESS_MAIN(TestHeadcount)
#include "tst_headcount.moc"
