// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/iomain.h"
#include "tests/support/rawclient.h"
#include "tests/support/runninghub.h"
#include "tests/support/testclient.h"

#include <QTest>

using namespace Signalbox;
using namespace std::chrono_literals;

namespace {

constexpr auto joining = R"({"type":"join","id":"eve","nick":"eve","room":"red"})";

/// Somebody comes in as eve.
class Eve
{
public:
    explicit Eve(const RunningHub& hub)
        : m_isConnected(client.connectTo(hub.port()))
    {
        client.send(joining);
    }

    bool isIn() { return m_isConnected && !client.expect(u"joined"_qs).isEmpty(); }
    bool isPutOut()
    {
        return m_isConnected && client.expect(u"error"_qs).value(u"code"_qs) == u"put-out"_qs;
    }

    TestClient client;

private:
    bool m_isConnected;
};

/// Puts eve out, who must be there, and waits until she is gone.
bool putOut(RunningHub& hub, Eve& eve, std::chrono::milliseconds refuseFor)
{
    if (!eve.isIn()
        || !hub.waitFor([&hub](const Snapshot&) { return hub.row(u"eve"_qs) != nullptr; })) {
        return false;
    }
    hub.hub().kick({hub.row(u"eve"_qs)->peer.number}, u"Enough."_qs, refuseFor);
    return eve.client.expect(u"kicked"_qs).value(u"reason"_qs) == u"Enough."_qs
        && eve.client.waitForEnd();
}

} // namespace

/// Kicks, and what becomes of those who come back.
class TestHubRefusals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoIsPutOutWithoutARefusalComesBack();
    void whoIsRefusedComesBackAndIsParked();
    void theParkedHearNothing();
    void whoIsAdmittedComesInAgain();
    void aRefusalEndsByItself();
    void whoCannotBeKnownIsNotRefused();
    void oneNumberTwiceIsOneKick();
    void unknownRefusalsAreNotLifted();
};

void TestHubRefusals::whoIsPutOutWithoutARefusalComesBack()
{
    RunningHub hub(RunningHub::quickLimits());
    Eve first(hub);
    QVERIFY(putOut(hub, first, 0ms));
    Eve second(hub);
    QVERIFY(second.isIn());
    QVERIFY(hub.waitForRows(1));
    QVERIFY(hub.snapshot()->refusals.empty());
}

void TestHubRefusals::whoIsRefusedComesBackAndIsParked()
{
    RunningHub hub(RunningHub::quickLimits());
    Eve first(hub);
    QVERIFY(putOut(hub, first, 1h));
    Eve second(hub);
    QVERIFY(second.isPutOut());
    QVERIFY(second.client.isOpen());
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) {
        return snapshot.rows.size() == 1 && snapshot.rows[0].peer.parked;
    }));
    const Snapshot& snapshot = *hub.snapshot();
    QCOMPARE(snapshot.refusals.size(), size_t(1));
    QCOMPARE(snapshot.refusals[0].known.identity.nick, u"eve"_qs);
    QCOMPARE(snapshot.refusals[0].reason, u"Enough."_qs);
    QCOMPARE(snapshot.refusals[0].turnedAway, 1);
    QVERIFY(snapshot.rooms.empty());
    QVERIFY(!snapshot.rows[0].peer.joined);

    TestClient other; // from the same address
    QVERIFY(other.connectTo(hub.port()));
    QVERIFY(!other.join("ann", "red").isEmpty());
}

void TestHubRefusals::theParkedHearNothing()
{
    RunningHub hub(RunningHub::quickLimits());
    Eve first(hub);
    QVERIFY(putOut(hub, first, 1h));
    Eve second(hub);
    QVERIFY(second.isPutOut());
    TestClient ann;
    TestClient bob;
    QVERIFY(ann.connectTo(hub.port()));
    QVERIFY(bob.connectTo(hub.port()));
    QVERIFY(!ann.join("ann", "red").isEmpty());
    QVERIFY(!bob.join("bob", "red").isEmpty());
    second.client.send(R"({"type":"offer","text":"let me in"})");
    second.client.send(joining);
    ann.send(R"({"type":"offer"})");
    QCOMPARE(bob.expect(u"offer"_qs).value(u"senderId"_qs).toString(), u"ann"_qs);
    QVERIFY(ann.expect(u"join"_qs).value(u"id"_qs).toString() == u"bob"_qs);
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) {
        return snapshot.totals.relayed == 1 && snapshot.rows[0].link.traffic.messagesIn == 3;
    }));
    QVERIFY(second.client.heard().isEmpty());
    QVERIFY(second.client.isOpen());
    QVERIFY(ann.heard().isEmpty());
}

void TestHubRefusals::whoIsAdmittedComesInAgain()
{
    RunningHub hub(RunningHub::quickLimits());
    Eve first(hub);
    QVERIFY(putOut(hub, first, 1h));
    RawClient second; // QWebSocket knows no code 1012 and shows 1002
    QVERIFY(second.upgrade(hub.port()));
    second.sendText(joining);
    QVERIFY(second.waitForText("put-out"));
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) { return !snapshot.refusals.empty(); }));
    hub.hub().admit({hub.snapshot()->refusals[0].number});
    QVERIFY(second.waitForClose());
    QCOMPARE(int(second.closeCode()), 1012);
    Eve third(hub);
    QVERIFY(third.isIn());
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) {
        return snapshot.refusals.empty() && snapshot.rows.size() == 1;
    }));
    QCOMPARE(hub.departures(), (QList<Departure>{Departure::Kicked, Departure::Readmitted}));
}

void TestHubRefusals::aRefusalEndsByItself()
{
    RunningHub hub(RunningHub::quickLimits());
    Eve first(hub);
    QVERIFY(putOut(hub, first, 2s));
    Eve second(hub);
    QVERIFY(second.isPutOut());
    QVERIFY(second.client.waitForEnd());
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) { return snapshot.refusals.empty(); }));
    QCOMPARE(hub.departures().last(), Departure::Readmitted);
    Eve third(hub);
    QVERIFY(third.isIn());
}

void TestHubRefusals::whoCannotBeKnownIsNotRefused()
{
    RunningHub hub(RunningHub::quickLimits());
    TestClient nameless; // whose program says no name, either
    QVERIFY(nameless.connectTo(hub.port()));
    QVERIFY(!nameless.join("u1").isEmpty());
    QVERIFY(hub.waitFor([&hub](const Snapshot&) { return hub.row(u"u1"_qs) != nullptr; }));
    QVERIFY(hub.row(u"u1"_qs)->peer.origin.userAgent.isEmpty());
    hub.hub().kick({hub.row(u"u1"_qs)->peer.number}, {}, 1h);
    QVERIFY(nameless.waitForEnd());
    TestClient again;
    QVERIFY(again.connectTo(hub.port()));
    QVERIFY(!again.join("u1").isEmpty());
    QVERIFY(hub.waitForRows(1));
    QVERIFY(hub.snapshot()->refusals.empty());
}

void TestHubRefusals::oneNumberTwiceIsOneKick()
{
    RunningHub hub(RunningHub::quickLimits());
    Eve eve(hub);
    QVERIFY(eve.isIn());
    QVERIFY(hub.waitForRows(1));
    const PeerNumber number = hub.snapshot()->rows[0].peer.number;
    hub.hub().kick({number, number}, u"Enough."_qs, 1h);
    QVERIFY(eve.client.waitForEnd());
    QVERIFY(hub.waitForRows(0));
    QCOMPARE(hub.departures(), QList<Departure>{Departure::Kicked});
    QCOMPARE(hub.snapshot()->refusals.size(), size_t(1));
}

void TestHubRefusals::unknownRefusalsAreNotLifted()
{
    RunningHub hub(RunningHub::quickLimits());
    Eve first(hub);
    QVERIFY(putOut(hub, first, 1h));
    hub.hub().admit({RefusalNumber(99)});
    hub.hub().admit({});
    Eve second(hub);
    QVERIFY(second.isPutOut());
}

SIGNALBOX_IO_TEST_MAIN(TestHubRefusals)
#include "tst_hubrefusals.moc"
