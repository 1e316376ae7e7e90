// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/rawclient.h"
#include "tests/support/runninghub.h"
#include "tests/support/suite.h"
#include "tests/support/testclient.h"

#include <QJsonArray>
#include <QTest>

using namespace Signalbox;
using namespace std::chrono_literals;

namespace {

Limits greetingAfter(std::chrono::milliseconds pause)
{
    Limits limits = RunningHub::quickLimits();
    limits.greetingPause = pause;
    return limits;
}

qsizetype textsOf(const RawClient& client)
{
    return std::count_if(client.frames().begin(), client.frames().end(),
        [](const RawClient::RawFrame& frame) { return frame.opcode == RawClient::Text; });
}

} // namespace

class TestHubLanguages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSilentAreGreeted_data();
    void theSilentAreGreeted();
    void theSilentAreGreetedEachInItsTime();
    void aShorterPauseHoldsForThoseWhoAreSilentAlready();
    void whoSpeaksInTimeIsNotGreeted();
    void theSilentAreReachedWithoutAGreeting();
    void whoIsUndecidedIsShownWithoutALanguage();
    void oneEventIsWrittenInEachVersion();
    void aLanguageHasItsOwnCloseCodes();
    void languagesDoNotMeet();
};

void TestHubLanguages::theSilentAreGreeted_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("greeting");
    QTest::newRow("the root") << QByteArray("/") << QByteArray(R"({"type":"welcome","peerId":)");
    QTest::newRow("a room") << QByteArray("/x") << QByteArray(R"({"IdAssigned":)");
}

void TestHubLanguages::theSilentAreGreeted()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, greeting);
    RunningHub hub(greetingAfter(1ms));
    RawClient silent;
    QVERIFY(silent.upgrade(hub.port(), path));
    QVERIFY(silent.waitForText(greeting));
    silent.sendText(R"({"type":"join","id":"u1"})");
    QVERIFY(silent.waitForText(R"({"type":"joined")"));
    QVERIFY(hub.waitFor([&hub](const Snapshot&) { return hub.row(u"u1"_qs) != nullptr; }));
}

void TestHubLanguages::theSilentAreGreetedEachInItsTime()
{
    RunningHub hub(greetingAfter(50ms));
    std::array<RawClient, 5> clients;
    for (RawClient& client : clients) {
        QVERIFY(client.upgrade(hub.port(), "/"));
    }
    clients[1].reset(); // one of those who wait is gone
    for (size_t i : {0, 2, 3, 4}) {
        QVERIFY(clients[i].waitForText("welcome"));
        QCOMPARE(textsOf(clients[i]), 1);
    }
}

void TestHubLanguages::aShorterPauseHoldsForThoseWhoAreSilentAlready()
{
    RunningHub hub(greetingAfter(1h));
    RawClient early;
    QVERIFY(early.upgrade(hub.port(), "/"));
    QVERIFY(hub.waitForRows(1));
    HubConfig config = hub.config();
    config.limits.greetingPause = 1ms;
    hub.hub().configure(config);
    QVERIFY(early.waitForText("welcome"));
    RawClient late;
    QVERIFY(late.upgrade(hub.port(), "/"));
    QVERIFY(late.waitForText("welcome"));
}

void TestHubLanguages::whoSpeaksInTimeIsNotGreeted()
{
    RunningHub hub(greetingAfter(1h));
    RawClient silent;
    QVERIFY(silent.upgrade(hub.port(), "/"));
    RawClient early;
    QVERIFY(early.upgrade(hub.port(), "/"));
    early.sendText("nonsense");
    early.sendText("HELLO 17");
    QVERIFY(early.waitForText("HELLO"));
    QCOMPARE(textsOf(early), 1);
    QCOMPARE(textsOf(silent), 0);
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) { return snapshot.totals.refused == 1; }));
}

void TestHubLanguages::theSilentAreReachedWithoutAGreeting()
{
    RunningHub hub(greetingAfter(1h));
    RawClient answerer; // which never speaks first
    QVERIFY(answerer.upgrade(hub.port(), "/answerer"));
    QVERIFY(hub.waitFor([&hub](const Snapshot&) { return hub.row(u"answerer"_qs) != nullptr; }));
    RawClient offerer;
    QVERIFY(offerer.upgrade(hub.port(), "/offerer"));
    offerer.sendText(R"({"id":"answerer","type":"offer","description":"v=0"})");
    QVERIFY(answerer.waitForText(R"({"id":"offerer","type":"offer","description":"v=0"})"));
    answerer.sendText(R"({"id":"offerer","type":"answer","description":"v=0"})");
    QVERIFY(offerer.waitForText(R"({"id":"answerer","type":"answer","description":"v=0"})"));
}

void TestHubLanguages::whoIsUndecidedIsShownWithoutALanguage()
{
    RunningHub hub(greetingAfter(1h));
    RawClient silent;
    QVERIFY(silent.upgrade(hub.port(), "/"));
    QVERIFY(hub.waitForRows(1));
    QVERIFY(hub.snapshot()->rows[0].peer.origin.dialect.isEmpty());
    QVERIFY(hub.snapshot()->rooms.empty());
    silent.sendText(R"({"type":"offer"})"); // decides, without joining
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) {
        return !snapshot.rows[0].peer.origin.dialect.isEmpty() && snapshot.rooms.size() == 1;
    }));
}

void TestHubLanguages::oneEventIsWrittenInEachVersion()
{
    RunningHub hub(RunningHub::quickLimits());
    TestClient camera;
    std::array<TestClient, 2> viewers;
    QVERIFY(camera.connectTo(hub.port(), u"/gst"_qs));
    const QString cameraId = camera.expect(u"welcome"_qs).value(u"peerId"_qs).toString();
    camera.send(R"({"type":"setPeerStatus","roles":["producer","listener"]})");
    QVERIFY(!camera.expect(u"peerStatusChanged"_qs).isEmpty());
    for (size_t i = 0; i < viewers.size(); ++i) {
        QVERIFY(viewers[i].connectTo(hub.port(), u"/gst"_qs));
        if (i == 1) {
            viewers[i].send(R"({"type":"setProtocolVersion","version":"v1_1"})");
        }
        viewers[i].send(R"({"type":"startSession","peerId":")" + cameraId.toUtf8() + "\"}");
        QVERIFY(!viewers[i].expect(u"sessionStarted"_qs).isEmpty());
    }
    camera.socket().close();
    QVERIFY(!viewers[0].expect(u"endSession"_qs).isEmpty());
    QVERIFY(!viewers[1].expect(u"endSessionV1_1"_qs).isEmpty());
}

void TestHubLanguages::aLanguageHasItsOwnCloseCodes()
{
    RunningHub hub(RunningHub::quickLimits());
    const auto join = [](RawClient& client) {
        client.sendText(R"({"type":"register","roomId":"r","clientId":"c"})");
    };
    std::array<RawClient, 3> clients;
    for (size_t i = 0; i < clients.size(); ++i) {
        QVERIFY(clients[i].upgrade(hub.port(), "/signaling"));
        join(clients[i]);
        QVERIFY(clients[i].waitForText(i < 2 ? "accept" : "reject"));
    }
    QVERIFY(clients[2].waitForClose());
    QCOMPARE(int(clients[2].closeCode()), 1000);
    clients[0].reset();
    QVERIFY(clients[1].waitForClose());
    QCOMPARE(int(clients[1].closeCode()), 1000);
    QVERIFY(hub.waitForRows(0));

    RawClient tooLong;
    QVERIFY(tooLong.upgrade(hub.port(), "/mb/" + QByteArray(1000, 'x')));
    QVERIFY(tooLong.waitForClose());
    QCOMPARE(int(tooLong.closeCode()), 1008); // the hub's own, where the language has none
}

void TestHubLanguages::languagesDoNotMeet()
{
    RunningHub hub(RunningHub::quickLimits());
    RawClient matchbox;
    QVERIFY(matchbox.upgrade(hub.port(), "/mb/red"));
    QVERIFY(matchbox.waitForText("IdAssigned"));
    TestClient own;
    QVERIFY(own.connectTo(hub.port()));
    QVERIFY(own.join("u1", "red").value(u"peers"_qs).toArray().isEmpty());
    own.send(R"({"type":"offer"})");
    RawClient other;
    QVERIFY(other.upgrade(hub.port(), "/mb/red"));
    QVERIFY(matchbox.waitForText("NewPeer"));
    QCOMPARE(textsOf(matchbox), 2);
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) { return snapshot.rows.size() == 3; }));
    QCOMPARE(hub.snapshot()->rooms.size(), size_t(2)); // of the same name
    QVERIFY(own.heard().isEmpty());
}

SIGNALBOX_TEST(TestHubLanguages)
#include "tst_hublanguages.moc"
