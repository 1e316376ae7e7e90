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

using Phase = HubState::Phase;

class TestHubPeers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void peersTalkToEachOther();
    void whoNamesAnotherSenderIsCounted();
    void aBinaryFrameIsAMessage();
    void errorsHurtNobodyElse();

    void theSnapshotShowsWhoIsThere();
    void theSnapshotForgetsWhoIsGone();
    void countersAreExact();
    void happeningsAreTold();
    void roundTripsAreMeasured();
    void twoHundredPeersComeAndGo();
    void numbersAreNeverUsedAgain();

    void presenceWaitsForCompany();
};

void TestHubPeers::peersTalkToEachOther()
{
    RunningHub hub(RunningHub::generousLimits());
    TestClient ann;
    TestClient bob;
    QVERIFY(ann.connectTo(hub.port(), u"/any?path"_qs));
    QVERIFY(bob.connectTo(hub.port()));
    QCOMPARE(ann.join("ann", "red").value(u"peers"_qs), QJsonValue(QJsonArray()));
    bob.join("bob", "red");
    QCOMPARE(ann.expect(u"join"_qs).value(u"senderId"_qs).toString(), u"bob"_qs);
    bob.send(R"({"type":"offer","receiverId":"ann","senderId":"eve","sdp":"v=0"})");
    const QJsonObject offer = ann.expect(u"offer"_qs);
    QCOMPARE(offer.value(u"senderId"_qs).toString(), u"bob"_qs);
    QCOMPARE(offer.value(u"sdp"_qs).toString(), u"v=0"_qs);
    ann.send(R"({"type":"answer","receiverId":"bob","sdp":"v=0"})");
    QCOMPARE(bob.expect(u"answer"_qs).value(u"senderId"_qs).toString(), u"ann"_qs);
    ann.socket().close();
    QCOMPARE(bob.expect(u"leave"_qs).value(u"senderId"_qs).toString(), u"ann"_qs);
}

void TestHubPeers::whoNamesAnotherSenderIsCounted()
{
    RunningHub hub(RunningHub::generousLimits());
    TestClient ann;
    TestClient bob;
    QVERIFY(ann.connectTo(hub.port()));
    QVERIFY(bob.connectTo(hub.port()));
    ann.join("ann", "red");
    bob.join("bob", "red");
    bob.send(R"({"type":"offer","senderId":"bob","userInfo":{"id":"bob","nick":"b"}})");
    bob.send(R"({"type":"offer","senderId":"eve"})");
    bob.send(R"({"type":"offer","senderId":"bob","userInfo":{"id":"eve"}})");
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(ann.expect(u"offer"_qs).value(u"senderId"_qs).toString(), u"bob"_qs);
    }
    QVERIFY(hub.waitFor(
        [](const Snapshot& snapshot) { return snapshot.totals.traffic.foreignSenders == 2; }));
    QCOMPARE(hub.row(u"bob"_qs)->link.traffic.foreignSenders, 2);
    QCOMPARE(hub.row(u"ann"_qs)->link.traffic.foreignSenders, 0);
    bob.socket().close();
    QVERIFY(hub.waitForRows(1));
    QCOMPARE(hub.snapshot()->totals.traffic.foreignSenders, 2);
}

void TestHubPeers::aBinaryFrameIsAMessage()
{
    RunningHub hub(RunningHub::generousLimits());
    TestClient client;
    QVERIFY(client.connectTo(hub.port()));
    client.socket().sendBinaryMessage(R"({"type":"join","id":"u1","nick":"中"})");
    QCOMPARE(client.expect(u"joined"_qs).value(u"nick"_qs).toString(), u"中"_qs);
    client.socket().sendBinaryMessage("\xff\xfe");
    QCOMPARE(client.expect(u"error"_qs).value(u"code"_qs).toString(), u"not-json"_qs);
    QVERIFY(client.isOpen());
}

void TestHubPeers::errorsHurtNobodyElse()
{
    RunningHub hub(RunningHub::generousLimits());
    TestClient good;
    TestClient other;
    RawClient bad;
    QVERIFY(good.connectTo(hub.port()));
    QVERIFY(other.connectTo(hub.port()));
    QVERIFY(bad.upgrade(hub.port()));
    good.join("good");
    other.join("other");
    const QByteArrayList errors{"nonsense", "[]", "{}", R"({"type":1})",
        R"({"type":"x","type":"y"})", R"({"type":"error"})", R"({"type":"answer"})",
        R"({"type":"x","receiverId":"nobody"})", R"({"type":"join","nick":7})",
        "{\"a\":" + QByteArray("[").repeated(1000)};
    for (int i = 0; i < 1000; ++i) {
        bad.sendText(errors.at(i % errors.size()));
        if (i % 100 == 0) {
            good.send(R"({"type":"chat","receiverId":"other"})");
            QVERIFY(!other.expect(u"chat"_qs).isEmpty());
        }
    }
    bad.sendText(R"({"type":"join","id":"better"})");
    QVERIFY(bad.waitForText("joined"));
    // Each refused wish is answered; of what cannot be read one a second is.
    QVERIFY(bad.frames().size() >= 200);
    for (const RawClient::RawFrame& frame : bad.frames()) {
        QVERIFY(frame.opcode != RawClient::Close);
        QVERIFY(frame.opcode != RawClient::Text || frame.payload.contains("\"type\":\"error\"")
            || frame.payload.contains("\"type\":\"join"));
    }
    QVERIFY(good.heard().isEmpty() || good.heard().last().value(u"type"_qs) == u"join"_qs);
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) { return snapshot.totals.refused >= 200; }));
}

void TestHubPeers::theSnapshotShowsWhoIsThere()
{
    RunningHub hub(RunningHub::generousLimits());
    TestClient client;
    TestClient listener;
    QVERIFY(client.connectTo(hub.port()));
    QVERIFY(listener.connectTo(hub.port()));
    client.join("u1", "red");
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) {
        return snapshot.rows.size() == 2 && snapshot.rooms.size() == 2;
    }));
    const PeerRow* row = hub.row(u"u1"_qs);
    QVERIFY(row != nullptr);
    QVERIFY(row->peer.joined);
    QCOMPARE(row->peer.rooms, QList<RoomName>{u"red"_qs});
    QCOMPARE(row->peer.origin.address, u"127.0.0.1"_qs);
    QCOMPARE(row->peer.origin.port, client.socket().localPort());
    QVERIFY(!row->peer.origin.dialect.isEmpty());
    QVERIFY(hub.snapshot()->rows[0].peer.number < hub.snapshot()->rows[1].peer.number);
    QCOMPARE(hub.snapshot()->rooms[0].name, QString());
    QCOMPARE(hub.snapshot()->rooms[1].name, u"red"_qs);
    QCOMPARE(hub.snapshot()->totals.connected, 2U);
}

void TestHubPeers::theSnapshotForgetsWhoIsGone()
{
    RunningHub hub(RunningHub::generousLimits());
    TestClient polite;
    RawClient rude;
    QVERIFY(polite.connectTo(hub.port()));
    QVERIFY(rude.upgrade(hub.port()));
    QVERIFY(hub.waitForRows(2));
    polite.socket().close();
    rude.reset();
    QVERIFY(hub.waitForRows(0));
    QCOMPARE(hub.snapshot()->totals.connected, 2U);
    QCOMPARE(hub.snapshot()->totals.departed, 2U);
    QVERIFY(hub.snapshot()->rooms.empty());
    QList<Departure> departures = hub.departures();
    std::sort(departures.begin(), departures.end());
    QCOMPARE(departures, (QList<Departure>{Departure::Left, Departure::Lost}));
}

void TestHubPeers::countersAreExact()
{
    RunningHub hub(RunningHub::generousLimits());
    RawClient ann;
    RawClient bob;
    QVERIFY(ann.upgrade(hub.port()));
    QVERIFY(bob.upgrade(hub.port()));
    quint64 sent = 0;
    const auto say = [&sent](RawClient& client, const QByteArray& text) {
        client.sendText(text);
        sent += quint64(text.size());
    };
    say(ann, R"({"type":"join","id":"ann"})");
    QVERIFY(ann.waitForText("joined"));
    say(bob, R"({"type":"join","id":"bob"})");
    QVERIFY(bob.waitForText("joined"));
    for (int i = 0; i < 100; ++i) {
        say(ann, R"({"type":"chat","receiverId":"bob","text":"中"})");
        say(bob, R"({"type":"chat","text":"all"})");
    }
    say(bob, "nonsense");
    say(bob, R"({"type":"chat","receiverId":"nobody"})");
    QVERIFY(bob.waitForText("unknown-receiver"));
    say(ann, R"({"type":"last","receiverId":"ann"})");
    QVERIFY(ann.waitForText("\"last\""));
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) { return snapshot.totals.relayed == 201; }));

    const auto heard = [](const RawClient& client) {
        Traffic traffic;
        for (const RawClient::RawFrame& frame : client.frames()) {
            if (frame.opcode == RawClient::Text) {
                ++traffic.messagesOut;
                traffic.bytesOut += quint64(frame.payload.size());
            }
        }
        return traffic;
    };
    const Totals& totals = hub.snapshot()->totals;
    QCOMPARE(totals.refused, 2U);
    QCOMPARE(totals.traffic.messagesIn, 205U);
    QCOMPARE(totals.traffic.bytesIn, sent);
    QCOMPARE(totals.traffic.messagesOut, heard(ann).messagesOut + heard(bob).messagesOut);
    QCOMPARE(totals.traffic.bytesOut, heard(ann).bytesOut + heard(bob).bytesOut);
    const Traffic anns = hub.row(u"ann"_qs)->link.traffic;
    QCOMPARE(anns.messagesIn, 102U);
    QCOMPARE(anns.messagesOut, heard(ann).messagesOut);
    QCOMPARE(anns.bytesOut, heard(ann).bytesOut);

    const Traffic before = totals.traffic;
    ann.reset();
    QVERIFY(hub.waitForRows(1));
    QCOMPARE(hub.snapshot()->totals.traffic.bytesIn, before.bytesIn);
    QCOMPARE(hub.snapshot()->totals.traffic.messagesOut, before.messagesOut + 1); // the leave
}

void TestHubPeers::happeningsAreTold()
{
    RunningHub hub(RunningHub::generousLimits());
    TestClient client;
    QVERIFY(client.connectTo(hub.port()));
    client.join("u1", "red");
    client.send(R"({"type":"join","nick":"ann"})");
    client.send(R"({"type":"join","room":"blue"})");
    for (int i = 0; i < 10; ++i) {
        client.send(R"({"type":"answer"})"); // to whom?
    }
    client.send(R"({"type":"leave"})");
    client.send(R"({"type":"chat"})");
    QVERIFY(!client.expect(u"error"_qs).isEmpty());
    RawClient stranger;
    QVERIFY(stranger.connectTo(hub.port()));
    stranger.write("hello\r\n\r\n");
    QVERIFY(stranger.waitForEnd());
    client.socket().close();
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) { return snapshot.totals.departed == 1; }));

    using Kind = Happening::Kind;
    QList<Kind> kinds;
    int refusals = 0;
    for (const Happening& happening : hub.happenings()) {
        if (happening.kind == Kind::Refused) {
            refusals += happening.times;
        } else if (happening.kind != Kind::Rejected) {
            kinds.append(happening.kind);
        }
    }
    QCOMPARE(kinds,
        (QList<Kind>{Kind::Joined, Kind::Renamed, Kind::Moved, Kind::LeftRoom, Kind::Departed}));
    QCOMPARE(refusals, 11);
    QVERIFY(std::any_of(hub.happenings().begin(), hub.happenings().end(),
        [](const Happening& happening) { return happening.kind == Kind::Rejected; }));
    QCOMPARE(hub.snapshot()->totals.refused, 12U);
}

void TestHubPeers::roundTripsAreMeasured()
{
    RunningHub hub(RunningHub::generousLimits());
    TestClient client;
    QVERIFY(client.connectTo(hub.port()));
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) {
        return snapshot.rows.size() == 1 && snapshot.rows[0].link.roundTrip > 0us;
    }));
}

void TestHubPeers::twoHundredPeersComeAndGo()
{
    RunningHub hub(RunningHub::generousLimits());
    for (int round = 0; round < 3; ++round) {
        std::vector<std::unique_ptr<TestClient>> clients;
        for (int i = 0; i < 200; ++i) {
            clients.push_back(std::make_unique<TestClient>());
            clients.back()->beginToConnect(hub.port());
        }
        for (size_t i = 0; i < clients.size(); ++i) {
            QTRY_VERIFY(clients[i]->isOpen());
            clients[i]->send(R"({"type":"join","id":"u)" + QByteArray::number(i) + R"(","room":")"
                + QByteArray::number(i % 10) + "\"}");
        }
        for (const auto& client : clients) {
            QVERIFY(!client->expect(u"joined"_qs).isEmpty());
        }
        QVERIFY(hub.waitFor([](const Snapshot& snapshot) {
            return snapshot.rows.size() == 200 && snapshot.rooms.size() == 10
                && std::all_of(snapshot.rooms.begin(), snapshot.rooms.end(),
                    [](const RoomRow& room) { return room.members == 20; });
        }));
        for (size_t i = 0; i < clients.size(); i += 2) {
            clients[i]->socket().abort();
        }
        QVERIFY(hub.waitForRows(100));
        clients.clear();
        QVERIFY(hub.waitForRows(0));
        QCOMPARE(hub.snapshot()->totals.connected, quint64(200 * (round + 1)));
        QCOMPARE(hub.snapshot()->totals.departed, quint64(200 * (round + 1)));
        QVERIFY(hub.snapshot()->rooms.empty());
    }
}

void TestHubPeers::numbersAreNeverUsedAgain()
{
    RunningHub hub(RunningHub::generousLimits());
    PeerNumber last{};
    quint64 lastSequence = 0;
    for (int run = 0; run < 3; ++run) {
        TestClient client;
        QVERIFY(client.connectTo(hub.port()));
        QVERIFY(hub.waitForRows(1));
        QVERIFY(hub.snapshot()->rows[0].peer.number > last);
        QVERIFY(hub.snapshot()->sequence > lastSequence);
        QCOMPARE(hub.snapshot()->totals.connected, 1U);
        last = hub.snapshot()->rows[0].peer.number;
        lastSequence = hub.snapshot()->sequence;
        hub.hub().stop();
        QVERIFY(hub.waitForPhase(Phase::Stopped));
        QVERIFY(hub.waitForRows(0));
        hub.hub().start(hub.config());
        QVERIFY(hub.waitForPhase(Phase::Listening));
    }
}

void TestHubPeers::presenceWaitsForCompany()
{
    Limits limits = RunningHub::generousLimits();
    limits.presencePause = 1h;
    RunningHub hub(limits);
    TestClient ann, bob, carol;
    for (TestClient* client : {&ann, &bob, &carol}) {
        QVERIFY(client->connectTo(hub.port()));
    }
    ann.join("ann");
    bob.join("bob");
    QCOMPARE(ann.expect(u"join"_qs).value(u"id"_qs).toString(), u"bob"_qs); // the first at once
    carol.join("carol"); // her own welcome is not held, either
    QVERIFY(hub.waitForRows(3));
    QVERIFY(ann.heard().isEmpty());
    // What she says to ann takes along that she has come, before it.
    carol.send(R"({"type":"offer","receiverId":"ann"})");
    QCOMPARE(ann.expect(u"join"_qs).value(u"id"_qs).toString(), u"carol"_qs);
    QCOMPARE(ann.expect(u"offer"_qs).value(u"senderId"_qs).toString(), u"carol"_qs);
    // An error is said at once.
    carol.send("{}");
    QVERIFY(!carol.expect(u"error"_qs).isEmpty());
}

SIGNALBOX_TEST(TestHubPeers)
#include "tst_hubpeers.moc"
