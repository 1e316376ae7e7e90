// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/census.h"
#include "tests/support/suite.h"

#include <QRandomGenerator>
#include <QTest>

#include <map>

using namespace Signalbox;
using namespace std::chrono_literals;

namespace {

const Moment start{1h};

Peer makePeer(int number, const QList<RoomName>& rooms = {RoomName()})
{
    Peer peer;
    peer.number = PeerNumber(number);
    peer.identity.id = QString::number(number);
    peer.rooms = rooms;
    return peer;
}

LinkReading oneOfEach(PeerNumber)
{
    return {{1, 2, 3, 4}, 5, {}, false};
}

} // namespace

class TestCensus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyHubIsAnEmptyPicture();
    void rowsShowThePeerAndItsLink();
    void whatHappensMakesThePictureStale();
    void theDepartedAreInTheSums();
    void refusalsAndRelaysAreCounted();
    void aNewRunCountsFromZeroAndNumbersOn();
    void anOldPictureDoesNotChange();
    void theBooksBalanceUnderRandomChurn();
};

void TestCensus::anEmptyHubIsAnEmptyPicture()
{
    Census census(oneOfEach);
    census.begin(start);
    QVERIFY(census.isStale());
    const SnapshotPtr snapshot = census.take(start + 3s);
    QVERIFY(!census.isStale());
    QCOMPARE(snapshot->sequence, 1U);
    QVERIFY(snapshot->at == start + 3s);
    QVERIFY(snapshot->startedAt == start);
    QVERIFY(snapshot->rows.empty());
    QVERIFY(snapshot->rooms.empty());
    QCOMPARE(snapshot->totals.connected, 0U);
    QCOMPARE(snapshot->totals.traffic, Traffic());
}

void TestCensus::rowsShowThePeerAndItsLink()
{
    Census census([](PeerNumber number) {
        return LinkReading{{quint64(number), 0, 0, 0}, 70'000, 1500us, true};
    });
    Peer peer = makePeer(7);
    census.onArrived(peer);
    Peer changed = peer;
    changed.identity = {u"u1"_qs, u"ann"_qs};
    changed.rooms = {u"red"_qs};
    changed.joined = true;
    census.onChanged(peer, changed);

    const SnapshotPtr snapshot = census.take(start);
    QCOMPARE(snapshot->rows.size(), size_t(1));
    const PeerRow& row = snapshot->rows.front();
    QCOMPARE(row.peer.number, PeerNumber(7));
    QCOMPARE(row.peer.identity, (Identity{u"u1"_qs, u"ann"_qs}));
    QVERIFY(row.peer.joined);
    QCOMPARE(row.link.traffic.messagesIn, 7U);
    QCOMPARE(row.link.queuedBytes, 70'000);
    QVERIFY(row.link.roundTrip == 1500us);
    QVERIFY(row.link.slow);
    QCOMPARE(snapshot->rooms.size(), size_t(1));
    QCOMPARE(snapshot->rooms.front().name, u"red"_qs);
    QCOMPARE(snapshot->rooms.front().members, 1);
}

void TestCensus::whatHappensMakesThePictureStale()
{
    Census census(oneOfEach);
    census.begin(start);
    const Peer peer = makePeer(1);
    const std::vector<std::function<void()>> happenings{[&] { census.onArrived(peer); },
        [&] { census.onChanged(peer, peer); }, [&] { census.onRelayed(); },
        [&] { census.onRefused(); }, [&] { census.countRejection(); },
        [&] { census.onDeparted(peer); }, [&] { census.begin(start); }};
    for (const auto& happen : happenings) {
        census.take(start);
        QVERIFY(!census.isStale());
        happen();
        QVERIFY(census.isStale());
    }
}

void TestCensus::theDepartedAreInTheSums()
{
    Census census(oneOfEach);
    census.begin(start);
    for (int number : {1, 2, 3}) {
        census.onArrived(makePeer(number));
    }
    census.onDeparted(makePeer(2));
    const SnapshotPtr snapshot = census.take(start);
    QCOMPARE(snapshot->rows.size(), size_t(2));
    QCOMPARE(snapshot->totals.connected, 3U);
    QCOMPARE(snapshot->totals.departed, 1U);
    QCOMPARE(snapshot->totals.traffic, (Traffic{3, 6, 9, 12}));
    QCOMPARE(census.take(start)->totals.traffic, (Traffic{3, 6, 9, 12}));
}

void TestCensus::refusalsAndRelaysAreCounted()
{
    Census census(oneOfEach);
    census.begin(start);
    census.onRefused();
    census.countRejection();
    census.onRelayed();
    const SnapshotPtr snapshot = census.take(start);
    QCOMPARE(snapshot->totals.refused, 2U);
    QCOMPARE(snapshot->totals.relayed, 1U);
    QCOMPARE(snapshot->totals.connected, 0U);
}

void TestCensus::aNewRunCountsFromZeroAndNumbersOn()
{
    Census census(oneOfEach);
    census.begin(start);
    census.onArrived(makePeer(1));
    census.onDeparted(makePeer(1));
    census.onRelayed();
    QCOMPARE(census.take(start)->sequence, 1U);
    census.begin(start + 1min);
    const SnapshotPtr snapshot = census.take(start + 1min);
    QCOMPARE(snapshot->sequence, 2U);
    QVERIFY(snapshot->startedAt == start + 1min);
    QCOMPARE(snapshot->totals.connected, 0U);
    QCOMPARE(snapshot->totals.relayed, 0U);
    QCOMPARE(snapshot->totals.traffic, Traffic());
}

void TestCensus::anOldPictureDoesNotChange()
{
    Census census(oneOfEach);
    census.onArrived(makePeer(1));
    const SnapshotPtr old = census.take(start);
    census.onDeparted(makePeer(1));
    census.take(start);
    QCOMPARE(old->rows.size(), size_t(1));
    QCOMPARE(old->totals.departed, 0U);
}

void TestCensus::theBooksBalanceUnderRandomChurn()
{
    Census census(oneOfEach);
    census.begin(start);
    std::map<PeerNumber, Peer> truth;
    QRandomGenerator random(4711);
    const std::array<QList<RoomName>, 5> rooms{
        {{}, {u""_qs}, {u"red"_qs}, {u"Zoo"_qs}, {u"red"_qs, u""_qs, u"Zoo"_qs}}};
    quint64 connected = 0;
    for (int step = 0; step < 5000; ++step) {
        const int what = random.bounded(3);
        if (what == 0 || truth.empty()) {
            const Peer peer = makePeer(int(++connected));
            truth[peer.number] = peer;
            census.onArrived(peer);
        } else {
            auto some = std::next(truth.begin(), random.bounded(int(truth.size())));
            if (what == 1) {
                const Peer before = some->second;
                some->second.rooms = rooms[random.bounded(5)];
                census.onChanged(before, some->second);
            } else {
                census.onDeparted(some->second);
                truth.erase(some);
            }
        }
        const SnapshotPtr snapshot = census.take(start);
        QCOMPARE(snapshot->totals.connected, connected);
        QCOMPARE(snapshot->rows.size() + snapshot->totals.departed, connected);
        QCOMPARE(snapshot->totals.traffic.messagesIn, connected);

        std::map<RoomName, int> members;
        auto expected = truth.begin();
        for (const PeerRow& row : snapshot->rows) {
            QCOMPARE(row.peer.number, (expected++)->first);
            for (const RoomName& room : row.peer.rooms) {
                ++members[room];
            }
        }
        QCOMPARE(snapshot->rooms.size(), members.size());
        auto room = members.begin();
        for (const RoomRow& row : snapshot->rooms) {
            QCOMPARE(row.name, room->first);
            QCOMPARE(row.members, (room++)->second);
        }
    }
}

SIGNALBOX_TEST(TestCensus)
#include "tst_census.moc"
