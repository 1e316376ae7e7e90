// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/switchboard.h"
#include "tests/support/rawclient.h"
#include "tests/support/runninghub.h"
#include "tests/support/suite.h"
#include "tests/support/testclient.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
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
class TestHubBans : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoIsPutOutWithoutABanComesBack();
    void whoIsBannedComesBackAndIsParked();
    void theParkedHearNothing();
    void whoIsAdmittedComesInAgain();
    void aBanEndsByItself();
    void whoCannotBeKnownIsNotBanned();
    void oneNumberTwiceIsOneKick();
    void unknownBansAreNotLifted();
    void aBanOfAnAddressPutsOutWhoIsThereAndHurtsNobodyElse();
    void whoseAddressIsBannedIsParkedWithoutAWord_data();
    void whoseAddressIsBannedIsParkedWithoutAWord();
    void aBanOfANickHoldsForEveryNickLikeIt();
    void anOrderThatMeansNothingIsIgnored();
    void theMutedHearAndAreNotHeard();
    void theOwnerSeesABanBeforeThePeerHearsOfIt();
    void oneAddressCannotParkAnyNumber();
    void bansOutliveTheHub();
    void unreadableBansKeepTheHubStopped();
};

void TestHubBans::whoIsPutOutWithoutABanComesBack()
{
    RunningHub hub(RunningHub::quickLimits());
    Eve first(hub);
    QVERIFY(putOut(hub, first, 0ms));
    Eve second(hub);
    QVERIFY(second.isIn());
    QVERIFY(hub.waitForRows(1));
    QVERIFY(hub.snapshot()->bans.empty());
}

void TestHubBans::whoIsBannedComesBackAndIsParked()
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
    QCOMPARE(snapshot.bans.size(), size_t(1));
    QCOMPARE(snapshot.bans[0].rule.known.identity.nick, u"eve"_qs);
    QCOMPARE(snapshot.bans[0].reason, u"Enough."_qs);
    QCOMPARE(snapshot.bans[0].hits, 1);
    QVERIFY(snapshot.rooms.empty());
    QVERIFY(!snapshot.rows[0].peer.joined);

    TestClient other; // from the same address
    QVERIFY(other.connectTo(hub.port()));
    QVERIFY(!other.join("ann", "red").isEmpty());
}

void TestHubBans::theParkedHearNothing()
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

void TestHubBans::whoIsAdmittedComesInAgain()
{
    RunningHub hub(RunningHub::quickLimits());
    Eve first(hub);
    QVERIFY(putOut(hub, first, 1h));
    RawClient second; // QWebSocket knows no code 1012 and shows 1002
    QVERIFY(second.upgrade(hub.port()));
    second.sendText(joining);
    QVERIFY(second.waitForText("put-out"));
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) { return !snapshot.bans.empty(); }));
    hub.hub().unban({hub.snapshot()->bans[0].number});
    QVERIFY(second.waitForClose());
    QCOMPARE(int(second.closeCode()), 1012);
    Eve third(hub);
    QVERIFY(third.isIn());
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) {
        return snapshot.bans.empty() && snapshot.rows.size() == 1;
    }));
    QTRY_COMPARE(hub.departures(), (QList<Departure>{Departure::Kicked, Departure::Readmitted}));
}

void TestHubBans::aBanEndsByItself()
{
    RunningHub hub(RunningHub::quickLimits());
    Eve first(hub);
    QVERIFY(putOut(hub, first, 2s));
    Eve second(hub);
    QVERIFY(second.isPutOut());
    QVERIFY(second.client.waitForEnd());
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) { return snapshot.bans.empty(); }));
    QTRY_COMPARE(hub.departures().last(), Departure::Readmitted);
    Eve third(hub);
    QVERIFY(third.isIn());
}

void TestHubBans::whoCannotBeKnownIsNotBanned()
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
    QVERIFY(hub.snapshot()->bans.empty());
}

void TestHubBans::oneNumberTwiceIsOneKick()
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
    QCOMPARE(hub.snapshot()->bans.size(), size_t(1));
}

void TestHubBans::unknownBansAreNotLifted()
{
    RunningHub hub(RunningHub::quickLimits());
    Eve first(hub);
    QVERIFY(putOut(hub, first, 1h));
    hub.hub().unban({BanNumber(99)});
    hub.hub().unban({});
    Eve second(hub);
    QVERIFY(second.isPutOut());
}

void TestHubBans::aBanOfAnAddressPutsOutWhoIsThereAndHurtsNobodyElse()
{
    RunningHub hub(RunningHub::quickLimits());
    TestClient near;
    QVERIFY(near.connectTo(hub.port()));
    QVERIFY(!near.join("near").isEmpty());
    RawClient far;
    QVERIFY(far.tcp().bind(QHostAddress(u"127.0.0.9"_qs)));
    QVERIFY(far.upgrade(hub.port()));
    far.sendText(R"({"type":"join","id":"far"})");
    QVERIFY(far.waitForText("joined"));
    hub.hub().ban({{{BanRule::Kind::Address, {}, u"127.0.0.8/29"_qs}, BanEffect::Refuse,
        u"Not from there."_qs, Forever}});
    QVERIFY(far.waitForClose());
    QCOMPARE(int(far.closeCode()), 4003);
    QVERIFY(far.waitForText("Not from there."));
    QVERIFY(hub.waitForRows(1));
    QCOMPARE(hub.departures(), QList<Departure>{Departure::Banned});
    QVERIFY(near.isOpen());

    RawClient again;
    QVERIFY(again.tcp().bind(QHostAddress(u"127.0.0.10"_qs)));
    QVERIFY(again.upgrade(hub.port()));
    again.sendText(R"({"type":"join","id":"other"})");
    QVERIFY(again.waitForText("put-out"));
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) { return snapshot.bans[0].hits == 1; }));
}

void TestHubBans::whoseAddressIsBannedIsParkedWithoutAWord_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char* path : {"/", "/room", "/a/b/c", "/ws"}) {
        QTest::newRow(path) << QByteArray(path);
    }
}

void TestHubBans::whoseAddressIsBannedIsParkedWithoutAWord()
{
    QFETCH(QByteArray, path);
    RunningHub hub(RunningHub::quickLimits());
    hub.hub().ban(
        {{{BanRule::Kind::Address, {}, u"127.0.0.1"_qs}, BanEffect::Refuse, {}, Forever}});
    RawClient silent;
    QVERIFY(silent.upgrade(hub.port(), path));
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) {
        return snapshot.rows.size() == 1 && snapshot.rows[0].peer.parked;
    }));
    QVERIFY(!silent.hasEnded());
}

void TestHubBans::aBanOfANickHoldsForEveryNickLikeIt()
{
    RunningHub hub(RunningHub::quickLimits());
    hub.hub().ban({{{BanRule::Kind::Nick, {}, u"ev*"_qs}, BanEffect::Refuse, {}, 1h}});
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) { return !snapshot.bans.empty(); }));
    Eve eve(hub);
    QVERIFY(eve.isPutOut());
    TestClient ann;
    QVERIFY(ann.connectTo(hub.port()));
    QVERIFY(!ann.join("ann").isEmpty());
}

void TestHubBans::anOrderThatMeansNothingIsIgnored()
{
    RunningHub hub(RunningHub::quickLimits());
    Eve eve(hub);
    QVERIFY(eve.isIn());
    hub.hub().ban({{{BanRule::Kind::Address, {}, u"300.1.2.3"_qs}, BanEffect::Refuse, {}, 1h},
        {{BanRule::Kind::Nick, {}, u"*"_qs}, BanEffect::Refuse, {}, 1h}});
    hub.hub().ban({{{BanRule::Kind::Nick, {}, u"bob"_qs}, BanEffect::Refuse, {}, 1h}});
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) { return !snapshot.bans.empty(); }));
    QCOMPARE(hub.snapshot()->bans.size(), size_t(1));
    QVERIFY(eve.client.isOpen());
}

void TestHubBans::theMutedHearAndAreNotHeard()
{
    RunningHub hub(RunningHub::quickLimits());
    Eve eve(hub);
    QVERIFY(eve.isIn());
    TestClient ann;
    QVERIFY(ann.connectTo(hub.port()));
    QVERIFY(!ann.join("ann", "red").isEmpty());
    QVERIFY(hub.waitFor([&hub](const Snapshot&) { return hub.row(u"eve"_qs) != nullptr; }));
    hub.hub().mute({hub.row(u"eve"_qs)->peer.number}, u"Enough."_qs);
    QVERIFY(hub.waitFor([&hub](const Snapshot&) { return hub.row(u"eve"_qs)->peer.muted; }));
    eve.client.send(R"({"type":"offer"})");
    QCOMPARE(eve.client.expect(u"error"_qs).value(u"code"_qs).toString(), u"muted"_qs);
    ann.send(R"({"type":"offer"})");
    QCOMPARE(eve.client.expect(u"offer"_qs).value(u"senderId"_qs).toString(), u"ann"_qs);
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) { return snapshot.bans[0].hits == 1; }));
    for (const QJsonObject& heard : ann.heard()) {
        QVERIFY(heard.value(u"senderId"_qs) != u"eve"_qs);
    }

    hub.hub().unban({hub.snapshot()->bans[0].number});
    QVERIFY(hub.waitFor([&hub](const Snapshot&) { return !hub.row(u"eve"_qs)->peer.muted; }));
    eve.client.send(R"({"type":"offer"})");
    QCOMPARE(ann.expect(u"offer"_qs).value(u"senderId"_qs).toString(), u"eve"_qs);
}

void TestHubBans::theOwnerSeesABanBeforeThePeerHearsOfIt()
{
    Switchboard board;
    SnapshotPtr newest;
    bool acknowledges = true;
    connect(&board, &Switchboard::snapshotReady, &board, [&](const SnapshotPtr& snapshot) {
        newest = snapshot;
        if (acknowledges) {
            board.acknowledge();
        }
    });
    QSignalSpy states(&board, &Switchboard::stateChanged);
    HubConfig config;
    config.listenAddress = u"127.0.0.1"_qs;
    config.port = 0;
    board.start(config);
    board.watch();
    TestClient eve;
    QVERIFY(eve.connectTo(states.last().first().value<HubState>().port));
    eve.send(joining);
    QTRY_VERIFY(newest->rows.size() == 1 && newest->rows[0].peer.joined);

    board.warden().kick({newest->rows[0].peer.number}, u"Enough."_qs, 1h);
    QCOMPARE(newest->bans.size(), size_t(1));

    // A watcher that is busy sees it as soon as it is not.
    acknowledges = false;
    board.warden().unban({newest->bans[0].number});
    board.warden().ban({{{BanRule::Kind::Nick, {}, u"mallory"_qs}, BanEffect::Refuse, {}, 1h}});
    QVERIFY(newest->bans.empty());
    board.acknowledge();
    QCOMPARE(newest->bans.size(), size_t(1));
}

void TestHubBans::oneAddressCannotParkAnyNumber()
{
    RunningHub hub(RunningHub::generousLimits());
    hub.hub().ban({{{BanRule::Kind::Nick, {}, u"eve"_qs}, BanEffect::Refuse, {}, 1h}});
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) { return !snapshot.bans.empty(); }));
    std::vector<std::unique_ptr<RawClient>> eves;
    for (int i = 0; i < 70; ++i) {
        eves.push_back(std::make_unique<RawClient>());
        QVERIFY(eves.back()->upgrade(hub.port()));
        eves.back()->sendText(joining);
    }
    QVERIFY(eves.back()->waitForClose());
    QCOMPARE(int(eves.back()->closeCode()), 4003);
    QVERIFY(hub.waitForRows(64));
    QVERIFY(!eves.front()->hasEnded());
}

void TestHubBans::bansOutliveTheHub()
{
    const QTemporaryDir folder;
    HubConfig config;
    config.stateFolder = folder.path();
    {
        RunningHub hub(config);
        Eve eve(hub);
        QVERIFY(putOut(hub, eve, Forever));
        hub.destroy();
    }
    RunningHub hub(config);
    Eve again(hub);
    QVERIFY(again.isPutOut());
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) { return snapshot.bans.size() == 1; }));
    QCOMPARE(hub.snapshot()->bans[0].reason, u"Enough."_qs);
    QVERIFY(hub.snapshot()->bans[0].until == Moment::max());
}

void TestHubBans::unreadableBansKeepTheHubStopped()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"bans.json"_qs));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"version\":1,\"bans\":[");
    file.close();
    HubConfig config;
    config.stateFolder = folder.path();
    RunningHub hub(config);
    QVERIFY(hub.waitForPhase(HubState::Phase::Failed));
    QCOMPARE(hub.hub().state().failure.cause, ListenFailure::Cause::StateUnreadable);
    QVERIFY(hub.hub().state().failure.systemText.contains(u"bans.json"_qs));
}

SIGNALBOX_TEST(TestHubBans)
#include "tst_hubbans.moc"
