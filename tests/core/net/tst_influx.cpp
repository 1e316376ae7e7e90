// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/influx.h"
#include "tests/support/suite.h"

#include <QTest>

#include <limits>

using namespace Signalbox;
using namespace std::chrono_literals;

class TestInflux : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatFillsASecondTooEarlyIsAFlood();
    void whatTakesASecondIsNone();
    void theClockIsAskedOnceForASecondsWorth();
    void withoutALimitNothingIsAFlood();
};

void TestInflux::whatFillsASecondTooEarlyIsAFlood()
{
    Moment now{1h};
    Influx influx(now);
    QVERIFY(!influx.add(1000, 1000));
    now += 999ms;
    QVERIFY(influx.add(1, 1000));
    QVERIFY(influx.isFlood(now));
}

void TestInflux::whatTakesASecondIsNone()
{
    Moment now{1h};
    Influx influx(now);
    for (int i = 0; i < 100; ++i) {
        now += 501ms;
        if (influx.add(501, 1000)) {
            QVERIFY(!influx.isFlood(now));
        }
    }
}

void TestInflux::theClockIsAskedOnceForASecondsWorth()
{
    Moment now{1h};
    Influx influx(now);
    int asked = 0;
    for (int i = 0; i < 100'000; ++i) {
        now += 2ms;
        if (influx.add(1, 1000)) {
            ++asked;
            QVERIFY(!influx.isFlood(now));
        }
    }
    QCOMPARE(asked, 99);
}

void TestInflux::withoutALimitNothingIsAFlood()
{
    Influx influx(Moment{});
    for (int i = 0; i < 1000; ++i) {
        QVERIFY(!influx.add(1'000'000'000'000, std::numeric_limits<qint64>::max()));
    }
}

SIGNALBOX_TEST(TestInflux)
#include "tst_influx.moc"
