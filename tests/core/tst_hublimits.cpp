// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/rawclient.h"
#include "tests/support/runninghub.h"
#include "tests/support/suite.h"
#include "tests/support/testclient.h"

#include <QTest>

#include <algorithm>

using namespace Signalbox;
using namespace std::chrono_literals;

class TestHubLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aClaimedIdStaysWithWhoAnswers();
    void aClaimedIdGoesOverWhenItsOwnerIsSilent();
    void ofFiftyWhoWantOneIdAtOnceOneHasIt();

    void anIdWhoseConnectionBrokeIsFreeForWhoComesFromTheSamePlace();
    void aSilentPeerIsEnded();
    void halfAFrameIsSilence();

    void whoDoesNotReadIsEndedAndHoldsLittle();
    void allQueuesTogetherAreBounded();
    void whatWaitsForTheEndOfATurnBlamesNobody();
    void whatIsHeldBlamesNobody();
};

void TestHubLimits::aClaimedIdStaysWithWhoAnswers()
{
    RunningHub hub(RunningHub::generousLimits());
    TestClient owner;
    TestClient claimant;
    QVERIFY(owner.connectTo(hub.port()));
    QVERIFY(claimant.connectTo(hub.port()));
    owner.join("mine");
    claimant.send(R"({"type":"join","id":"mine"})");
    const QJsonObject error = claimant.expect(u"error"_qs);
    QCOMPARE(error.value(u"code"_qs).toString(), u"id-taken"_qs);
    QCOMPARE(error.value(u"id"_qs).toString(), u"mine"_qs);
    QCOMPARE(claimant.join("other").value(u"id"_qs).toString(), u"other"_qs);
    QVERIFY(owner.isOpen());
}

void TestHubLimits::aClaimedIdGoesOverWhenItsOwnerIsSilent()
{
    Limits limits = RunningHub::generousLimits();
    limits.rules.claimTime = 100ms;
    RunningHub hub(limits);
    RawClient owner; // answers no ping
    QVERIFY(owner.upgrade(hub.port()));
    owner.sendText(R"({"type":"join","id":"mine"})");
    QVERIFY(owner.waitForText("joined"));
    TestClient claimant;
    QVERIFY(claimant.connectTo(hub.port()));
    QCOMPARE(claimant.join("mine").value(u"id"_qs).toString(), u"mine"_qs);
    QVERIFY(owner.waitForClose());
    QCOMPARE(int(owner.closeCode()), 4009);
    QVERIFY(hub.waitForRows(1));
    QCOMPARE(hub.departures(), QList<Departure>{Departure::Replaced});
}

void TestHubLimits::ofFiftyWhoWantOneIdAtOnceOneHasIt()
{
    RunningHub hub(RunningHub::generousLimits());
    std::vector<std::unique_ptr<TestClient>> clients;
    for (int i = 0; i < 50; ++i) {
        clients.push_back(std::make_unique<TestClient>());
        QVERIFY(clients.back()->connectTo(hub.port()));
    }
    for (const auto& client : clients) {
        client->send(R"({"type":"join","id":"mine"})");
    }
    const auto countOf = [&clients](const QString& type) {
        return std::count_if(clients.begin(), clients.end(), [&type](const auto& client) {
            const QList<QJsonObject>& heard = client->heard();
            return std::any_of(heard.begin(), heard.end(), [&type](const QJsonObject& message) {
                return message.value(u"type"_qs).toString() == type;
            });
        });
    };
    QTRY_COMPARE(countOf(u"error"_qs), 49);
    QCOMPARE(countOf(u"joined"_qs), 1);
    for (const auto& client : clients) {
        QVERIFY(client->isOpen());
    }
}

void TestHubLimits::anIdWhoseConnectionBrokeIsFreeForWhoComesFromTheSamePlace()
{
    Limits limits = RunningHub::generousLimits();
    limits.rules.resumeTime = 1h;
    limits.rules.claimTime = 1h;
    RunningHub hub(limits);
    RawClient broken;
    QVERIFY(broken.upgrade(hub.port()));
    broken.sendText(R"({"type":"join","id":"u1"})");
    QVERIFY(broken.waitForText("joined"));
    broken.reset();
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) {
        return snapshot.rows.size() == 1 && snapshot.rows[0].peer.away;
    }));
    TestClient again;
    QVERIFY(again.connectTo(hub.port()));
    QCOMPARE(again.join("u1").value(u"id"_qs).toString(), u"u1"_qs);
    QVERIFY(hub.waitForRows(1));
}

void TestHubLimits::aSilentPeerIsEnded()
{
    Limits limits = RunningHub::generousLimits();
    limits.silentTime = 500ms;
    limits.pingEvery = 100ms;
    RunningHub hub(limits);
    RawClient silent; // answers no ping
    QVERIFY(silent.upgrade(hub.port()));
    QVERIFY(silent.waitForClose());
    QCOMPARE(int(silent.closeCode()), 4060);
    QVERIFY(hub.waitForRows(0));
    QVERIFY(hub.waitFor([&hub](const Snapshot&) {
        return hub.departures() == QList<Departure>{Departure::Silent};
    }));
}

void TestHubLimits::halfAFrameIsSilence()
{
    Limits limits = RunningHub::generousLimits();
    limits.silentTime = 500ms;
    RunningHub hub(limits);
    RawClient client;
    QVERIFY(client.upgrade(hub.port()));
    client.write(RawClient::encode({.payload = "hello"}).first(8));
    QVERIFY(client.waitForClose());
    QCOMPARE(int(client.closeCode()), 4060);
    QVERIFY(hub.waitFor([&hub](const Snapshot&) {
        return hub.departures() == QList<Departure>{Departure::Silent};
    }));
}

void TestHubLimits::whoDoesNotReadIsEndedAndHoldsLittle()
{
    RunningHub hub(RunningHub::generousLimits());
    RawClient stuck;
    stuck.neverRead();
    QVERIFY(stuck.upgrade(hub.port()));
    TestClient reader;
    QVERIFY(reader.connectTo(hub.port()));
    TestClient talker;
    QVERIFY(talker.connectTo(hub.port()));
    talker.join("talker");
    reader.join("reader");
    const QByteArray toAll = R"({"type":"x","a":")" + QByteArray(60'000, 'x') + "\"}";
    qint64 most = 0;
    int said = 0;
    QVERIFY(QTest::qWaitFor(
        [&] {
            for (int i = 0; i < 10 && talker.socket().bytesToWrite() < 1'000'000; ++i, ++said) {
                talker.send(toAll);
            }
            for (const PeerRow& row : hub.snapshot()->rows) {
                most = std::max(most, row.link.queuedBytes);
            }
            return hub.snapshot()->totals.departed == 1;
        },
        20'000));
    QVERIFY2(most < 2 * 1024 * 1024, qPrintable(QString::number(most)));
    QCOMPARE(hub.departures(), QList<Departure>{Departure::TooSlow});
    talker.send(R"({"type":"end"})");
    QTRY_VERIFY(reader.heard().last().value(u"type"_qs) == u"end"_qs);
    const auto isX
        = [](const QJsonObject& message) { return message.value(u"type"_qs) == u"x"_qs; };
    QCOMPARE(std::count_if(reader.heard().begin(), reader.heard().end(), isX), said);
}

void TestHubLimits::allQueuesTogetherAreBounded()
{
    Limits limits = RunningHub::generousLimits();
    limits.allQueuesBytes = 1024 * 1024;
    RunningHub hub(limits);
    std::array<RawClient, 4> stuck;
    for (RawClient& client : stuck) {
        client.neverRead();
        QVERIFY(client.upgrade(hub.port()));
    }
    TestClient talker;
    QVERIFY(talker.connectTo(hub.port()));
    const QByteArray toAll = R"({"type":"x","a":")" + QByteArray(10'000, 'x') + "\"}";
    qint64 most = 0;
    QVERIFY(QTest::qWaitFor(
        [&] {
            for (int i = 0; i < 20 && talker.socket().bytesToWrite() < 1'000'000; ++i) {
                talker.send(toAll);
            }
            for (const PeerRow& row : hub.snapshot()->rows) {
                most = std::max(most, row.link.queuedBytes);
            }
            return hub.snapshot()->totals.departed > 0;
        },
        20'000));
    QVERIFY2(most < 1024 * 1024, qPrintable(QString::number(most)));
    for (Departure why : hub.departures()) {
        QCOMPARE(why, Departure::TooSlow);
    }
    QVERIFY(talker.isOpen());
}

void TestHubLimits::whatWaitsForTheEndOfATurnBlamesNobody()
{
    Limits limits = RunningHub::generousLimits();
    limits.allQueuesBytes = 512 * 1024;
    RunningHub hub(limits);
    std::array<TestClient, 20> readers;
    for (TestClient& reader : readers) {
        QVERIFY(reader.connectTo(hub.port()));
    }
    TestClient talker;
    QVERIFY(talker.connectTo(hub.port()));
    talker.send(R"({"type":"x","a":")" + QByteArray(60'000, 'x') + "\"}"); // 1.2 MB in all
    for (TestClient& reader : readers) {
        QVERIFY(!reader.expect(u"x"_qs).isEmpty());
    }
    QVERIFY(hub.waitForRows(readers.size() + 1));
    QVERIFY(hub.departures().isEmpty());
}

void TestHubLimits::whatIsHeldBlamesNobody()
{
    Limits limits = RunningHub::generousLimits();
    limits.presencePause = 1h;
    limits.allQueuesBytes = 4096;
    RunningHub hub(limits);
    std::array<TestClient, 20> pupils;
    QByteArray id = "peer-a";
    for (TestClient& client : pupils) {
        QVERIFY(client.connectTo(hub.port()));
        QVERIFY(!client.join(id).isEmpty());
        ++id.back();
    }
    QVERIFY(hub.waitForRows(pupils.size()));
    QVERIFY(hub.departures().isEmpty());
}

SIGNALBOX_TEST(TestHubLimits)
#include "tst_hublimits.moc"
