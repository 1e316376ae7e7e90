// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/rawclient.h"
#include "tests/support/runninghub.h"
#include "tests/support/suite.h"
#include "tests/support/testclient.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace Signalbox;
using namespace std::chrono_literals;

namespace {

QList<BanOrder> banOf(const QString& nick)
{
    return {{{BanRule::Kind::Nick, {}, nick}, BanEffect::Refuse, {}, Forever}};
}

} // namespace

/// The owner's orders: whom they find, and when they are kept.
class TestHubOrders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKickFindsWhoCameBackMeanwhile();
    void aMuteFindsWhoCameBackMeanwhile();
    void anOrderSaysForWhomItHolds();
    void anOrderSaysWhichBansHold();
    void oneBanInThePlaceOfAnotherLetsNobodyIn();
    void otherBansLeaveTheMutedAndTheParkedAlone();
    void whoIsHitByOneOfManyIsToldItsReason();
    void whoAsksIsToldWhenABanIsKept();
    void whoAsksIsToldThatABanCannotBeKept();

private:
    /// Eve joins, is seen by the owner under a number, and comes back; PeerNumber(): she does not.
    static PeerNumber seenBeforeComingBack(RunningHub& hub, TestClient& eve, TestClient& back);
};

PeerNumber TestHubOrders::seenBeforeComingBack(RunningHub& hub, TestClient& eve, TestClient& back)
{
    if (!eve.connectTo(hub.port()) || !back.connectTo(hub.port())) {
        return {};
    }
    eve.send(R"({"type":"join","id":"eve","nick":"eve"})");
    const QByteArray token = eve.expect(u"joined"_qs).value(u"resume"_qs).toString().toLatin1();
    if (!hub.waitFor([&hub](const Snapshot&) { return hub.row(u"eve"_qs) != nullptr; })) {
        return {};
    }
    const PeerNumber seen = hub.row(u"eve"_qs)->peer.number;
    back.send("{\"type\":\"join\",\"resume\":\"" + token + "\"}");
    return back.expect(u"joined"_qs).value(u"resumed"_qs).toBool() ? seen : PeerNumber();
}

void TestHubOrders::aKickFindsWhoCameBackMeanwhile()
{
    RunningHub hub(RunningHub::quickLimits());
    TestClient eve;
    TestClient back;
    const PeerNumber seen = seenBeforeComingBack(hub, eve, back);
    QVERIFY(seen != PeerNumber());
    std::optional<OrderOutcome> told;
    hub.hub().kick({seen, PeerNumber(99)}, u"Enough."_qs, 0ms,
        [&told](const OrderOutcome& outcome) { told = outcome; });
    QCOMPARE(back.expect(u"kicked"_qs).value(u"reason"_qs).toString(), u"Enough."_qs);
    QVERIFY(back.waitForEnd());
    QTRY_VERIFY(told.has_value());
    QCOMPARE(told->found, QList<PeerNumber>{seen});
    QVERIFY(told->held.isEmpty()); // no ban was ordered
}

void TestHubOrders::aMuteFindsWhoCameBackMeanwhile()
{
    RunningHub hub(RunningHub::quickLimits());
    TestClient eve;
    TestClient back;
    const PeerNumber seen = seenBeforeComingBack(hub, eve, back);
    QVERIFY(seen != PeerNumber());
    hub.hub().mute({seen}, {});
    QVERIFY(hub.waitFor([&hub](const Snapshot&) {
        return hub.row(u"eve"_qs) != nullptr && hub.row(u"eve"_qs)->peer.muted;
    }));
    back.send(R"({"type":"offer"})");
    QCOMPARE(back.expect(u"error"_qs).value(u"code"_qs).toString(), u"muted"_qs);
}

void TestHubOrders::anOrderSaysForWhomItHolds()
{
    RunningHub hub(RunningHub::quickLimits());
    TestClient nameless; // whose program says no name, either
    TestClient eve;
    QVERIFY(nameless.connectTo(hub.port()));
    QVERIFY(!nameless.join("u1").isEmpty());
    QVERIFY(eve.connectTo(hub.port()));
    eve.send(R"({"type":"join","id":"eve","nick":"eve"})");
    QVERIFY(!eve.expect(u"joined"_qs).isEmpty());
    QVERIFY(hub.waitForRows(2));
    const PeerNumber first = hub.row(u"u1"_qs)->peer.number;
    const PeerNumber second = hub.row(u"eve"_qs)->peer.number;
    std::optional<OrderOutcome> told;
    const auto tell = [&told](const OrderOutcome& outcome) { told = outcome; };
    hub.hub().mute({PeerNumber(99)}, {}, 1h, tell);
    QTRY_VERIFY(told.has_value());
    QVERIFY(told->found.isEmpty());
    told.reset();
    hub.hub().kick({first, second, second, PeerNumber(99)}, {}, 1h, tell);
    QTRY_VERIFY(told.has_value());
    QCOMPARE(told->found, (QList<PeerNumber>{first, second}));
    QCOMPARE(told->held, QList<PeerNumber>{second});
}

void TestHubOrders::anOrderSaysWhichBansHold()
{
    RunningHub hub(RunningHub::quickLimits());
    QList<bool> told;
    hub.hub().ban(
        banOf(u"*"_qs) + banOf(u"eve"_qs), [&told](const QList<bool>& holds) { told = holds; });
    QTRY_COMPARE(told, (QList<bool>{false, true}));
}

void TestHubOrders::oneBanInThePlaceOfAnotherLetsNobodyIn()
{
    RunningHub hub(RunningHub::quickLimits());
    hub.hub().ban(banOf(u"eve"_qs));
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) { return snapshot.bans.size() == 1; }));
    TestClient eve;
    QVERIFY(eve.connectTo(hub.port()));
    eve.send(R"({"type":"join","id":"eve","nick":"eve"})");
    QCOMPARE(eve.expect(u"error"_qs).value(u"code"_qs).toString(), u"put-out"_qs);
    const BanNumber former = hub.snapshot()->bans[0].number;
    QList<BanOrder> wider = banOf(u"ev*"_qs);
    wider[0].hits = 1;
    bool isDone = false;
    hub.hub().replace({former}, wider, [&isDone](const QList<bool>&) { isDone = true; });
    QTRY_VERIFY(isDone);
    QVERIFY(hub.waitFor([former](const Snapshot& snapshot) {
        return snapshot.bans.size() == 1 && snapshot.bans[0].number != former;
    }));
    QCOMPARE(hub.snapshot()->bans[0].hits, 1);
    QVERIFY(hub.snapshot()->rows[0].peer.parked);
    QVERIFY(hub.departures().isEmpty());
}

void TestHubOrders::otherBansLeaveTheMutedAndTheParkedAlone()
{
    RunningHub hub(RunningHub::quickLimits());
    QList<BanOrder> mute = banOf(u"loud"_qs);
    mute[0].effect = BanEffect::Mute;
    hub.hub().ban(banOf(u"eve"_qs) + mute + banOf(u"nobody"_qs));
    TestClient eve;
    TestClient loud;
    for (const auto& [client, nick] : {std::pair{&eve, "eve"}, {&loud, "loud"}}) {
        QVERIFY(client->connectTo(hub.port()));
        const QByteArray name(nick);
        client->send(R"({"type":"join","id":")" + name + R"(","nick":")" + name + R"("})");
    }
    const auto areThere = [&hub](const Snapshot& snapshot) {
        const PeerRow* row = hub.row(u"loud"_qs);
        return row != nullptr && row->peer.muted && snapshot.rows.size() == 2
            && snapshot.rows[0].peer.parked;
    };
    QVERIFY(hub.waitFor(areThere));
    hub.hub().unban({hub.snapshot()->bans[2].number});
    hub.hub().ban(banOf(u"somebody"_qs));
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) {
        return snapshot.bans.size() == 3 && snapshot.bans[2].rule.pattern == u"somebody";
    }));
    QVERIFY(areThere(*hub.snapshot()));
    hub.hub().unban({hub.snapshot()->bans[0].number, hub.snapshot()->bans[1].number});
    QVERIFY(hub.waitFor([&hub](const Snapshot& snapshot) {
        return snapshot.rows.size() == 1 && !snapshot.rows[0].peer.muted;
    }));
    QCOMPARE(hub.departures(), QList<Departure>{Departure::Readmitted});
}

void TestHubOrders::whoIsHitByOneOfManyIsToldItsReason()
{
    RunningHub hub(RunningHub::quickLimits());
    RawClient eve;
    QVERIFY(eve.upgrade(hub.port()));
    eve.sendText(R"({"type":"join","id":"eve","nick":"eve"})");
    QVERIFY(eve.waitForText("joined"));
    QList<BanOrder> orders = banOf(u"ann"_qs) + banOf(u"eve"_qs);
    orders[0].reason = u"wrong"_qs;
    orders[1].reason = u"right"_qs;
    hub.hub().ban(orders);
    QVERIFY(eve.waitForClose());
    QCOMPARE(int(eve.closeCode()), 4003);
    QCOMPARE(eve.closeReason(), QByteArray("right"));
}

void TestHubOrders::whoAsksIsToldWhenABanIsKept()
{
    const QTemporaryDir folder;
    HubConfig config;
    config.stateFolder = folder.path();
    RunningHub hub(config);
    QByteArray onTheDisk;
    std::optional<bool> isKept;
    const auto told = [&](bool kept) {
        QFile file(folder.filePath(u"bans.json"_qs));
        onTheDisk = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        isKept = kept;
    };
    for (const QByteArray nick : {"rascal-1", "rascal-2", "rascal-3"}) {
        isKept.reset();
        hub.hub().ban(banOf(QString::fromLatin1(nick)));
        hub.hub().whenKept(told);
        QTRY_VERIFY(isKept.has_value());
        QVERIFY(*isKept);
        QVERIFY(onTheDisk.contains(nick));
    }
    isKept.reset();
    hub.hub().whenKept(told); // nothing is under way
    QTRY_VERIFY(isKept.has_value());
    QVERIFY(*isKept);
}

void TestHubOrders::whoAsksIsToldThatABanCannotBeKept()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"file"_qs));
    QVERIFY(file.open(QIODevice::WriteOnly));
    HubConfig config;
    config.stateFolder = file.fileName() + u"/state"_qs;
    RunningHub hub(config);
    std::optional<bool> isKept;
    hub.hub().ban(banOf(u"rascal"_qs));
    hub.hub().whenKept([&isKept](bool kept) { isKept = kept; });
    QTRY_VERIFY(isKept.has_value());
    QVERIFY(!*isKept);
}

SIGNALBOX_TEST(TestHubOrders)
#include "tst_huborders.moc"
