// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/hub.h"
#include "core/switchboard.h"
#include "tests/support/rawclient.h"
#include "tests/support/runninghub.h"
#include "tests/support/suite.h"
#include "tests/support/testclient.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace Signalbox;
using namespace std::chrono_literals;

using Phase = HubState::Phase;

namespace {

QList<Phase> phasesOf(const QSignalSpy& states)
{
    QList<Phase> phases;
    for (const QList<QVariant>& arguments : states) {
        phases.append(arguments.first().value<HubState>().phase);
    }
    return phases;
}

} // namespace

class TestHub : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNewHubIsStopped();
    void itStartsStopsAndStartsAgain();
    void whatItListensOnIsToldWhileItListens();
    void aPortInUseIsAFailureThatCanBeMended();
    void stoppingAStoppedHubEndsStopped();
    void startingTwiceIsStartingOnce();
    void aHubThatNobodyWatchesMakesNoSnapshots();
    void theTapTellsWhatIsSaid();
    void aBatchThatIsNotTakenHoldsBackTheNext();

    void theKickedAreToldWhy_data();
    void theKickedAreToldWhy();
    void kickingTheDepartedIsNothing();
    void theStuckAreKickedAllTheSame();
    void stoppingTellsEverybody();
    void stoppingDoesNotWaitForTheStuck();
    void destructionTellsEverybody();
    void hubsThatComeAndGoLeaveNothingBehind();
};

void TestHub::aNewHubIsStopped()
{
    Hub hub;
    QVERIFY(hub.state().phase == Phase::Stopped);
    QCOMPARE(hub.state().port, quint16(0));
}

void TestHub::itStartsStopsAndStartsAgain()
{
    Hub hub;
    QSignalSpy states(&hub, &Hub::stateChanged);
    HubConfig config;
    config.listenAddress = u"127.0.0.1"_qs;
    config.port = 0;
    for (int round = 0; round < 5; ++round) {
        states.clear();
        hub.start(config);
        QTRY_VERIFY(hub.state().phase == Phase::Listening);
        TestClient client;
        QVERIFY(client.connectTo(hub.state().port));
        QCOMPARE(client.join("u1").value(u"id"_qs).toString(), u"u1"_qs);
        hub.stop();
        QTRY_VERIFY(hub.state().phase == Phase::Stopped);
        QCOMPARE(phasesOf(states),
            (QList<Phase>{Phase::Starting, Phase::Listening, Phase::Stopping, Phase::Stopped}));
        QVERIFY(client.waitForEnd());
    }
}

void TestHub::whatItListensOnIsToldWhileItListens()
{
    RunningHub hub(RunningHub::generousLimits());
    QVERIFY(hub.isListening());
    const HubState state = hub.hub().state();
    QVERIFY(state.port != 0);
    QCOMPARE(state.endpoints.size(), 1);
    QCOMPARE(state.endpoints.first().socketUrl(), u"ws://127.0.0.1:%1"_qs.arg(state.port));
    QVERIFY(state.endpoints.first().onlyThisMachine);
    hub.hub().stop();
    QVERIFY(hub.waitForPhase(Phase::Stopped));
    QCOMPARE(hub.hub().state().port, quint16(0));
    QVERIFY(hub.hub().state().endpoints.isEmpty());
}

void TestHub::aPortInUseIsAFailureThatCanBeMended()
{
    QTcpServer occupant;
    QVERIFY(occupant.listen(QHostAddress(QHostAddress::LocalHost)));
    Hub hub;
    HubConfig config;
    config.listenAddress = u"127.0.0.1"_qs;
    config.port = occupant.serverPort();
    for (int round = 0; round < 2; ++round) {
        hub.start(config);
        QTRY_VERIFY(hub.state().phase == Phase::Failed);
        QVERIFY(hub.state().failure.cause == ListenFailure::Cause::PortInUse);
        QCOMPARE(hub.state().failure.port, config.port);
        QCOMPARE(hub.state().port, quint16(0));
        QSignalSpy states(&hub, &Hub::stateChanged);
        QVERIFY(round == 1 || (hub.start(config), states.wait()));
    }
    occupant.close();
    hub.start(config);
    QTRY_VERIFY(hub.state().phase == Phase::Listening);
    QCOMPARE(hub.state().port, config.port);
    QVERIFY(hub.state().failure == ListenFailure());
}

void TestHub::stoppingAStoppedHubEndsStopped()
{
    Hub hub;
    QSignalSpy states(&hub, &Hub::stateChanged);
    hub.stop();
    QTRY_VERIFY(!states.isEmpty() && hub.state().phase == Phase::Stopped);
    hub.stop();
    hub.stop();
    HubConfig config;
    config.listenAddress = u"127.0.0.1"_qs;
    config.port = 0;
    hub.start(config);
    QTRY_VERIFY(hub.state().phase == Phase::Listening);
}

void TestHub::startingTwiceIsStartingOnce()
{
    RunningHub hub(RunningHub::generousLimits());
    QVERIFY(hub.isListening());
    const quint16 port = hub.port();
    hub.hub().start(hub.config());
    TestClient client;
    QVERIFY(client.connectTo(port));
    QCOMPARE(hub.port(), port);
    QVERIFY(hub.isListening());
}

void TestHub::aHubThatNobodyWatchesMakesNoSnapshots()
{
    Hub hub;
    QSignalSpy snapshots(&hub, &Hub::snapshotReady);
    HubConfig config;
    config.listenAddress = u"127.0.0.1"_qs;
    config.port = 0;
    hub.start(config);
    QTRY_VERIFY(hub.state().phase == Phase::Listening);
    TestClient client;
    QVERIFY(client.connectTo(hub.state().port));
    client.join("u1");
    QVERIFY(!snapshots.wait(300));
    hub.watch();
    QVERIFY(snapshots.wait());
}

void TestHub::theTapTellsWhatIsSaid()
{
    RunningHub hub(RunningHub::generousLimits());
    QSignalSpy batches(&hub.hub(), &Hub::trafficReady);
    TestClient ann;
    TestClient bob;
    QVERIFY(ann.connectTo(hub.port()));
    QVERIFY(bob.connectTo(hub.port()));
    ann.join("ann");
    bob.join("bob");
    QVERIFY(hub.waitFor(
        [&](const Snapshot& snapshot) { return snapshot.rows.size() == 2 && hub.row(u"bob"_qs); }));
    QCOMPARE(batches.size(), 0);

    hub.hub().tap(true);
    QTRY_VERIFY((ann.send(R"({"type":"x"})"), !batches.isEmpty()));
    const auto batch = batches.first().first().value<TrafficBatchPtr>();
    const TrafficRecord& in = batch->records.at(0);
    const TrafficRecord& out = batch->records.at(1);
    QVERIFY(in.direction == TrafficRecord::Direction::In);
    QVERIFY(in.peer == hub.row(u"ann"_qs)->peer.number);
    QCOMPARE(in.text().toByteArray(), QByteArray(R"({"type":"x"})"));
    QVERIFY(out.direction == TrafficRecord::Direction::Out);
    QVERIFY(out.peer == hub.row(u"bob"_qs)->peer.number);
    QCOMPARE(out.speaker.id, u"ann"_qs);
    QVERIFY(out.text().toByteArray().contains("senderId"));
}

void TestHub::aBatchThatIsNotTakenHoldsBackTheNext()
{
    Switchboard board;
    QSignalSpy batches(&board, &Switchboard::trafficReady);
    int snapshots = 0;
    connect(&board, &Switchboard::snapshotReady, &board, [&] {
        ++snapshots;
        board.acknowledge();
    });
    QSignalSpy states(&board, &Switchboard::stateChanged);
    HubConfig config;
    config.listenAddress = u"127.0.0.1"_qs;
    config.port = 0;
    board.start(config);
    board.watch();
    board.tap(true);
    TestClient client;
    QVERIFY(client.connectTo(states.last().first().value<HubState>().port));
    client.join("u1");
    QTRY_COMPARE(batches.size(), 1);
    for (int i = 0; i < 3; ++i) {
        const int before = snapshots;
        client.join("u1");
        QTRY_VERIFY(snapshots > before);
    }
    QCOMPARE(batches.size(), 1);
    board.acknowledgeTraffic();
    QTRY_COMPARE(batches.size(), 2);
    const auto batch = batches.last().first().value<TrafficBatchPtr>();
    QCOMPARE(batch->records.size(), size_t(6));
    QCOMPARE(batch->omitted, quint64(0));
}

void TestHub::theKickedAreToldWhy_data()
{
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("closeReason");
    QTest::newRow("English") << u"Please come back later."_qs << u"Please come back later."_qs;
    QTest::newRow("none") << QString() << u"Put out by the owner of the hub"_qs;
    QTest::newRow("Chinese") << u"下课了"_qs << u"下课了"_qs;
    QTest::newRow("long Chinese") << u"x"_qs + u"课"_qs.repeated(60)
                                  << u"x"_qs + u"课"_qs.repeated(40);
    QTest::newRow("emoji") << u"👋"_qs.repeated(40) << u"👋"_qs.repeated(30);
    QTest::newRow("quotes") << u"\"},{\n<b>"_qs << u"\"},{\n<b>"_qs;
}

void TestHub::theKickedAreToldWhy()
{
    QFETCH(QString, reason);
    QFETCH(QString, closeReason);
    RunningHub hub(RunningHub::quickLimits());
    TestClient kicked;
    TestClient other;
    QVERIFY(kicked.connectTo(hub.port()));
    QVERIFY(other.connectTo(hub.port()));
    kicked.join("u1");
    other.join("u2");
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) {
        return snapshot.rows.size() == 2 && snapshot.rows[0].peer.joined;
    }));
    hub.hub().kick({hub.row(u"u1"_qs)->peer.number}, reason);
    QCOMPARE(kicked.expect(u"kicked"_qs).value(u"reason"_qs).toString(), reason);
    QVERIFY(kicked.waitForEnd());
    QCOMPARE(int(kicked.socket().closeCode()), 4001);
    QCOMPARE(kicked.socket().closeReason(), closeReason);
    QCOMPARE(other.expect(u"leave"_qs).value(u"senderId"_qs).toString(), u"u1"_qs);
    QVERIFY(hub.waitForRows(1));
    QCOMPARE(hub.departures(), QList<Departure>{Departure::Kicked});
    QCOMPARE(hub.happenings().last().detail, reason);
}

void TestHub::kickingTheDepartedIsNothing()
{
    RunningHub hub(RunningHub::quickLimits());
    TestClient first;
    QVERIFY(first.connectTo(hub.port()));
    QVERIFY(hub.waitForRows(1));
    const PeerNumber number = hub.snapshot()->rows[0].peer.number;
    first.socket().close();
    QVERIFY(hub.waitForRows(0));
    TestClient second;
    QVERIFY(second.connectTo(hub.port()));
    hub.hub().kick({number, PeerNumber(0), PeerNumber(12345)}, u"late"_qs);
    second.join("u2");
    QVERIFY(second.isOpen());
    QVERIFY(hub.waitForRows(1));
    QCOMPARE(hub.departures(), QList<Departure>{Departure::Left});
}

void TestHub::theStuckAreKickedAllTheSame()
{
    RunningHub hub(RunningHub::generousLimits());
    RawClient stuck;
    stuck.neverRead();
    QVERIFY(stuck.upgrade(hub.port()));
    QVERIFY(hub.waitForRows(1));
    const QByteArray toAll = R"({"type":"x","a":")" + QByteArray(60'000, 'x') + "\"}";
    TestClient talker;
    QVERIFY(talker.connectTo(hub.port()));
    // Little from picture to picture: above its bound the queue would be gone before it is seen.
    SnapshotPtr last;
    QVERIFY(hub.waitFor([&](const Snapshot& snapshot) {
        if (hub.snapshot() != last) {
            last = hub.snapshot();
            for (int i = 0; i < 6; ++i) {
                talker.send(toAll);
            }
        }
        return snapshot.rows.front().link.queuedBytes > 100'000;
    }));
    const SnapshotPtr snapshot = hub.snapshot();
    QVERIFY(snapshot->rows.front().link.slow);
    hub.hub().kick({snapshot->rows.front().peer.number}, u"out"_qs);
    QVERIFY(hub.waitForRows(1));
    hub.hub().stop();
    QVERIFY(hub.waitForPhase(Phase::Stopped));
}

void TestHub::stoppingTellsEverybody()
{
    RunningHub hub(RunningHub::quickLimits());
    std::array<TestClient, 10> clients;
    for (TestClient& client : clients) {
        QVERIFY(client.connectTo(hub.port()));
    }
    QVERIFY(hub.waitForRows(clients.size()));
    hub.hub().stop();
    for (TestClient& client : clients) {
        QCOMPARE(client.expect(u"server-stopping"_qs).value(u"reconnectAfterMs"_qs).toInt(), 2000);
        QVERIFY(client.waitForEnd());
        QCOMPARE(int(client.socket().closeCode()), 1001);
    }
    QVERIFY(hub.waitForPhase(Phase::Stopped));
    QVERIFY(hub.waitForRows(0));
    QCOMPARE(hub.departures(), QList<Departure>(qsizetype(clients.size()), Departure::HubStopped));
}

void TestHub::stoppingDoesNotWaitForTheStuck()
{
    RunningHub hub(RunningHub::quickLimits());
    RawClient silent;
    silent.neverRead();
    QVERIFY(silent.upgrade(hub.port()));
    RawClient halfway;
    QVERIFY(halfway.connectTo(hub.port()));
    halfway.write("GET / HT");
    QVERIFY(hub.waitForRows(1));
    hub.hub().stop();
    QVERIFY(hub.waitForPhase(Phase::Stopped));
    QVERIFY(halfway.waitForEnd());
}

void TestHub::destructionTellsEverybody()
{
    RunningHub hub(RunningHub::quickLimits());
    std::array<TestClient, 5> clients;
    for (TestClient& client : clients) {
        QVERIFY(client.connectTo(hub.port()));
        client.join("u" + QByteArray::number(&client - clients.data()));
    }
    RawClient stuck;
    stuck.neverRead();
    QVERIFY(stuck.upgrade(hub.port()));
    hub.destroy();
    for (TestClient& client : clients) {
        QVERIFY(!client.expect(u"server-stopping"_qs).isEmpty());
        QVERIFY(client.waitForEnd());
        QCOMPARE(int(client.socket().closeCode()), 1001);
    }
}

void TestHub::hubsThatComeAndGoLeaveNothingBehind()
{
    HubConfig config;
    config.listenAddress = u"127.0.0.1"_qs;
    for (int i = 0; i < 50; ++i) { // to be looked at by the sanitizer: two threads part here
        Hub stopped;
        Hub startedAndGone;
        startedAndGone.start(config);
    }
}

SIGNALBOX_TEST(TestHub)
#include "tst_hub.moc"
