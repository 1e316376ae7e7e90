// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/journal.h"
#include "tests/support/manualclock.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;
using namespace std::chrono_literals;

using Kind = Happening::Kind;

namespace {

Peer makePeer(int number, bool joined = true)
{
    Peer peer;
    peer.number = PeerNumber(number);
    peer.identity = {u"u%1"_qs.arg(number), u"ann"_qs};
    peer.joined = joined;
    peer.rooms = {u"red"_qs};
    peer.origin.address = u"192.168.1.%1"_qs.arg(number);
    return peer;
}

} // namespace

class TestJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesBecomeLines_data();
    void changesBecomeLines();
    void changesThatNobodyNeedsToKnowAreNoLines();
    void linesSayWhoWhereAndWhen();
    void aDepartureHasItsCauseAndReason();
    void theSameRefusalInARowIsOneLine();
    void refusalsOfSeveralPeersMergeThoughTheyInterleave();
    void differentRefusalsDoNotMerge();
    void departuresNeverMerge();
    void whoTakesItsOwnPlaceIsBack();
    void whoseAbsenceEndedIsGone();
    void rejectionsMergePerAddress();
    void rejectionsSayOfWhat();
    void aFloodDropsTheOldestAndSaysHowMany();
    void takingEmptiesTheJournal();
};

void TestJournal::changesBecomeLines_data()
{
    QTest::addColumn<std::function<void(Peer&, Peer&)>>("difference");
    QTest::addColumn<Kind>("kind");
    using Difference = std::function<void(Peer&, Peer&)>;
    const auto row = [](const char* name, const Difference& difference, Kind kind) {
        QTest::newRow(name) << difference << kind;
    };
    row(
        "joins", [](Peer& before, Peer&) { before.joined = false; }, Kind::Joined);
    row(
        "takes another id", [](Peer&, Peer& after) { after.identity.id = u"x"_qs; }, Kind::Joined);
    row(
        "goes away", [](Peer&, Peer& after) { after.away = true; }, Kind::WentAway);
    row(
        "is muted", [](Peer&, Peer& after) { after.muted = true; }, Kind::Muted);
    row(
        "is heard again", [](Peer& before, Peer&) { before.muted = true; }, Kind::Unmuted);
    row(
        "comes back after leaving", [](Peer& before, Peer&) { before.rooms.clear(); },
        Kind::Joined);
    row(
        "changes its nick", [](Peer&, Peer& after) { after.identity.nick = u"x"_qs; },
        Kind::Renamed);
    row(
        "changes its room", [](Peer&, Peer& after) { after.rooms = {u"x"_qs}; }, Kind::Moved);
    row(
        "leaves", [](Peer&, Peer& after) { after.rooms.clear(); }, Kind::LeftRoom);
}

void TestJournal::changesBecomeLines()
{
    QFETCH(std::function<void(Peer&, Peer&)>, difference);
    QFETCH(Kind, kind);
    ManualClock clock;
    Journal journal(clock);
    Peer before = makePeer(1);
    Peer after = before;
    difference(before, after);
    journal.onChanged(before, after);
    const QList<Happening> taken = journal.take();
    QCOMPARE(taken.size(), 1);
    QCOMPARE(taken.first().kind, kind);
    if (kind == Kind::Renamed) {
        QCOMPARE(taken.first().formerNick, u"ann"_qs);
        QCOMPARE(taken.first().who.nick, u"x"_qs);
    }
    if (kind == Kind::LeftRoom) {
        QCOMPARE(taken.first().room, u"red"_qs);
    }
}

void TestJournal::changesThatNobodyNeedsToKnowAreNoLines()
{
    ManualClock clock;
    Journal journal(clock);
    journal.onChanged(makePeer(1), makePeer(1));
    QVERIFY(journal.take().isEmpty());
}

void TestJournal::linesSayWhoWhereAndWhen()
{
    ManualClock clock;
    Journal journal(clock);
    clock.advance(5s);
    journal.onRefused(makePeer(7), {FaultCode::UnknownReceiver, u"u9"_qs});
    const Happening line = journal.take().first();
    QCOMPARE(line.kind, Kind::Refused);
    QVERIFY(line.at == clock.now());
    QCOMPARE(line.number, PeerNumber(7));
    QCOMPARE(line.who, (Identity{u"u7"_qs, u"ann"_qs}));
    QVERIFY(line.joined);
    QCOMPARE(line.room, u"red"_qs);
    QCOMPARE(line.address, u"192.168.1.7"_qs);
    QVERIFY(std::get<FaultCode>(line.cause) == FaultCode::UnknownReceiver);
    QCOMPARE(line.detail, u"u9"_qs);
    QCOMPARE(line.times, 1);
}

void TestJournal::aDepartureHasItsCauseAndReason()
{
    ManualClock clock;
    Journal journal(clock);
    journal.onDeparted(makePeer(1, false), Departure::Kicked, u"words"_qs);
    const Happening line = journal.take().first();
    QCOMPARE(line.kind, Kind::Departed);
    QVERIFY(std::get<Departure>(line.cause) == Departure::Kicked);
    QCOMPARE(line.detail, u"words"_qs);
    QVERIFY(!line.joined);
}

void TestJournal::theSameRefusalInARowIsOneLine()
{
    ManualClock clock;
    Journal journal(clock);
    const Moment first = clock.now();
    for (int i = 0; i < 1000; ++i) {
        journal.onRefused(makePeer(1), {FaultCode::NotJson, {}});
        clock.advance(1ms);
    }
    const QList<Happening> taken = journal.take();
    QCOMPARE(taken.size(), 1);
    QCOMPARE(taken.first().times, 1000);
    QVERIFY(taken.first().at == first);
}

void TestJournal::refusalsOfSeveralPeersMergeThoughTheyInterleave()
{
    ManualClock clock;
    Journal journal(clock);
    for (int i = 0; i < 100; ++i) {
        for (int number = 1; number <= 20; ++number) {
            journal.onRefused(makePeer(number), {FaultCode::NotJson, {}});
        }
    }
    const QList<Happening> taken = journal.take();
    QCOMPARE(taken.size(), 20);
    QCOMPARE(taken.last().times, 100);
}

void TestJournal::differentRefusalsDoNotMerge()
{
    ManualClock clock;
    Journal journal(clock);
    journal.onRefused(makePeer(1), {FaultCode::NotJson, {}});
    journal.onRefused(makePeer(1), {FaultCode::NoType, {}});
    journal.onRefused(makePeer(2), {FaultCode::NotJson, {}});
    QCOMPARE(journal.take().size(), 3);
}

void TestJournal::departuresNeverMerge()
{
    ManualClock clock;
    Journal journal(clock);
    journal.onDeparted(makePeer(1), Departure::Left, {});
    journal.onDeparted(makePeer(1), Departure::Left, {});
    QCOMPARE(journal.take().size(), 2);
}

void TestJournal::whoTakesItsOwnPlaceIsBack()
{
    ManualClock clock;
    Journal journal(clock);
    Peer absent = makePeer(1);
    absent.away = true;
    Peer back = makePeer(2);
    back.identity = absent.identity;
    back.muted = true;
    journal.onDeparted(absent, Departure::Replaced, {});
    journal.onChanged(makePeer(2, false), back);
    const QList<Happening> lines = journal.take();
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[0].kind, Kind::CameBack);
    QCOMPARE(lines[0].number, PeerNumber(2));
    QCOMPARE(lines[0].who, absent.identity);
    QCOMPARE(lines[1].kind, Kind::Muted);
}

void TestJournal::whoseAbsenceEndedIsGone()
{
    ManualClock clock;
    Journal journal(clock);
    Peer absent = makePeer(1);
    absent.away = true;
    journal.onDeparted(absent, Departure::Lost, {});
    journal.onChanged(makePeer(2, false), makePeer(2));
    const QList<Happening> lines = journal.take();
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[0].kind, Kind::Departed);
    QCOMPARE(lines[1].kind, Kind::Joined);
}

void TestJournal::rejectionsMergePerAddress()
{
    ManualClock clock;
    Journal journal(clock);
    for (const QString& address : {u"10.0.0.1"_qs, u"10.0.0.2"_qs, u"10.0.0.1"_qs}) {
        journal.onRejected(Rejection::NotHttp, address);
    }
    journal.onRejected(Rejection::HeadTimeout, u"10.0.0.1"_qs);
    const QList<Happening> taken = journal.take();
    QCOMPARE(taken.size(), 3);
    QCOMPARE(taken.first().times, 2);
    QCOMPARE(taken.first().number, PeerNumber());
    QVERIFY(std::get<Rejection>(taken.last().cause) == Rejection::HeadTimeout);
}

void TestJournal::rejectionsSayOfWhat()
{
    ManualClock clock;
    Journal journal(clock);
    for (const QString& site : {u"https://a.example"_qs, u"https://b.example"_qs,
             u"https://a.example"_qs, QString(1000, u'x')}) {
        journal.onRejected(Rejection::UnknownSite, u"10.0.0.1"_qs, site);
    }
    const QList<Happening> lines = journal.take();
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines[0].detail, u"https://a.example"_qs);
    QCOMPARE(lines[0].times, 2);
    QCOMPARE(lines[1].detail, u"https://b.example"_qs);
    QCOMPARE(lines[2].detail.size(), 256);
}

void TestJournal::aFloodDropsTheOldestAndSaysHowMany()
{
    ManualClock clock;
    Journal journal(clock);
    for (int number = 1; number <= Journal::MaxKept + 5; ++number) {
        journal.onDeparted(makePeer(number), Departure::Left, {});
    }
    const QList<Happening> taken = journal.take();
    QCOMPARE(taken.size(), Journal::MaxKept + 1);
    QCOMPARE(taken.first().kind, Kind::Omitted);
    QCOMPARE(taken.first().times, 5);
    QCOMPARE(taken.at(1).number, PeerNumber(6));
    QCOMPARE(taken.last().number, PeerNumber(Journal::MaxKept + 5));
}

void TestJournal::takingEmptiesTheJournal()
{
    ManualClock clock;
    Journal journal(clock);
    journal.onRefused(makePeer(1), {FaultCode::NotJson, {}});
    QCOMPARE(journal.take().size(), 1);
    QVERIFY(journal.take().isEmpty());
    journal.onRefused(makePeer(1), {FaultCode::NotJson, {}});
    QCOMPARE(journal.take().first().times, 1);
}

SIGNALBOX_TEST(TestJournal)
#include "tst_journal.moc"
