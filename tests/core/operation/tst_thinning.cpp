// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/operation/thinning.h"
#include "tests/support/suite.h"

#include <QTest>

namespace Signalbox {

namespace {

using namespace std::chrono_literals;
using Kind = Happening::Kind;

const Moment noon{1000s};

Happening rejection(const QString& address, Rejection cause = Rejection::BadTls)
{
    Happening happening;
    happening.at = noon;
    happening.kind = Kind::Rejected;
    happening.cause = cause;
    happening.address = address;
    return happening;
}

Happening joining(const QString& address)
{
    Happening happening;
    happening.at = noon;
    happening.kind = Kind::Joined;
    happening.address = address;
    return happening;
}

/// How many of so many get a line.
int linesOf(Thinning& thinning, const Happening& happening, int count)
{
    int lines = 0;
    for (int i = 0; i < count; ++i) {
        lines += thinning.hasLine(happening) ? 1 : 0;
    }
    return lines;
}

const QString ann = QStringLiteral("10.0.0.5");
const QString bob = QStringLiteral("10.0.0.6");

} // namespace

class TestThinning : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFloodAtTheDoorIsAFewLinesAndACount();
    void anotherCauseOrNetworkHasLinesOfItsOwn();
    void anyAddressOfANetworkOfIpv6CountsForThat();
    void aCrowdThatComesBackIsThereByName();
    void whoComesAndGoesForEverIsCounted();
    void manyNetworksDoNotFillTheDiskEither();
    void whatIsToldApartIsBounded();
    void whatJoinsLinesCountsAsOften();
    void everyMinuteBeginsAnew();
};

void TestThinning::aFloodAtTheDoorIsAFewLinesAndACount()
{
    Thinning thinning;
    QCOMPARE(linesOf(thinning, rejection(ann), 822), 10);
    const QList<Happening> counted = thinning.take(noon + 60s);
    QCOMPARE(counted.size(), 1);
    QCOMPARE(counted.first().kind, Kind::Rejected);
    QCOMPARE(std::get<Rejection>(counted.first().cause), Rejection::BadTls);
    QCOMPARE(counted.first().address, ann);
    QCOMPARE(counted.first().times, 812);
    QCOMPARE(counted.first().at, noon + 60s);
}

void TestThinning::anotherCauseOrNetworkHasLinesOfItsOwn()
{
    Thinning thinning;
    linesOf(thinning, rejection(ann), 100);
    QCOMPARE(linesOf(thinning, rejection(ann, Rejection::NotHttp), 100), 10);
    QCOMPARE(linesOf(thinning, rejection(bob), 100), 10);
    QCOMPARE(thinning.take(noon).size(), 3);
}

void TestThinning::anyAddressOfANetworkOfIpv6CountsForThat()
{
    Thinning thinning;
    int lines = 0;
    for (int i = 1; i <= 100; ++i) {
        lines += linesOf(thinning, rejection(QStringLiteral("fd00:0:0:1::%1").arg(i)), 1);
    }
    QCOMPARE(lines, 10);
    QCOMPARE(thinning.take(noon).size(), 1);
}

void TestThinning::aCrowdThatComesBackIsThereByName()
{
    Thinning thinning;
    QCOMPARE(linesOf(thinning, joining(ann), 500), 500);
    Happening leaving = joining(ann);
    leaving.kind = Kind::Departed;
    leaving.cause = Departure::Lost;
    QCOMPARE(linesOf(thinning, leaving, 500), 500);
    QVERIFY(thinning.take(noon).isEmpty());
}

void TestThinning::whoComesAndGoesForEverIsCounted()
{
    Thinning thinning;
    QCOMPARE(linesOf(thinning, joining(ann), 10'000), 2000);
    QCOMPARE(linesOf(thinning, joining(bob), 10), 10);
    const QList<Happening> counted = thinning.take(noon);
    QCOMPARE(counted.size(), 1);
    QCOMPARE(counted.first().kind, Kind::Joined);
    QCOMPARE(counted.first().times, 8000);
}

void TestThinning::manyNetworksDoNotFillTheDiskEither()
{
    Thinning thinning;
    int lines = 0;
    for (int i = 0; i < 250; ++i) {
        lines += linesOf(thinning, joining(QStringLiteral("10.0.0.%1").arg(i)), 100);
    }
    QCOMPARE(lines, 5000);
    qint64 counted = 0;
    const QList<Happening> told = thinning.take(noon);
    for (const Happening& these : told) {
        counted += these.times;
    }
    QCOMPARE(counted, qint64(20'000));
}

void TestThinning::whatIsToldApartIsBounded()
{
    Thinning thinning;
    for (int i = 0; i < 20'000; ++i) {
        linesOf(thinning, rejection(QStringLiteral("10.1.%1.%2").arg(i / 250).arg(i % 250)), 11);
    }
    const QList<Happening> told = thinning.take(noon);
    QCOMPARE(told.size(), qsizetype(Thinning::MostTallies + 1));
    QVERIFY(told.first().address.isEmpty()); // all the others
}

void TestThinning::whatJoinsLinesCountsAsOften()
{
    Thinning thinning;
    Happening often = rejection(ann);
    often.times = 7;
    linesOf(thinning, often, 12);
    QCOMPARE(thinning.take(noon).first().times, 14);
}

void TestThinning::everyMinuteBeginsAnew()
{
    Thinning thinning;
    QVERIFY(!thinning.isDue(noon + 1h)); // nothing has happened
    linesOf(thinning, rejection(ann), 100);
    QVERIFY(!thinning.isDue(noon + 59s));
    QVERIFY(thinning.isDue(noon + 60s));
    QCOMPARE(thinning.take(noon + 60s).size(), 1);
    QVERIFY(!thinning.isDue(noon + 1h));
    QCOMPARE(linesOf(thinning, rejection(ann), 100), 10);
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestThinning)
#include "tst_thinning.moc"
