// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/rawclient.h"
#include "tests/support/runninghub.h"
#include "tests/support/suite.h"
#include "tests/support/testclient.h"

#include <QTest>

using namespace Signalbox;

namespace {

HubConfig quick()
{
    HubConfig config;
    config.limits = RunningHub::quickLimits();
    return config;
}

/// A page of this site opens a socket; whether it is let in.
bool comesFrom(
    RawClient& page, const QByteArray& site, quint16 port, const QByteArray& target = "/ws")
{
    const QByteArray request = RawClient::upgradeRequest(target, "Origin: " + site + "\r\n");
    return page.connectTo(port)
        && page.upgradeBy(QByteArray(request).replace("Host: hub.example", "Host: 127.0.0.1"));
}

HubConfig withPin()
{
    HubConfig config = quick();
    config.admission.pin = u"123456"_qs;
    return config;
}

/// What it hears who joins with this PIN and, perhaps, what it was given to come back.
bool isAnswered(quint16 port, const QByteArray& pin, const QByteArray& answer,
    const QByteArray& resume = "unknown")
{
    RawClient client;
    if (!client.upgrade(port)) {
        return false;
    }
    client.sendText(R"({"type":"join","pin":")" + pin + R"(","resume":")" + resume + R"("})");
    return client.waitForText(answer);
}

} // namespace

/// Who may come in, as the owner decides it, and changes it while the hub runs.
class TestHubAdmission : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoComesIntoAFullHubIsToldAndClosed();
    void aPlaceThatGetsFreeIsTaken();
    void oneAddressCannotTakeAllPlaces();
    void anUnknownSiteIsRefusedAndShown();
    void anAllowedSiteComesIn();
    void anIgnoredSiteIsShownNoMore();
    void withoutThePinNobodyComesIn();
    void thePinMayComeWithTheJoin();
    void thePinMayStandInThePath();
    void aWrongPinIsToldSo();
    void whoWasInsideComesBackToAnAddressThatIsLocked();
    void aPageOfAnotherSiteCannotLockItsVisitorsOut_data();
    void aPageOfAnotherSiteCannotLockItsVisitorsOut();
    void aNamelessPageThatMayJoinCannotLockItsVisitorsOut();
    void aNewPinLeavesThoseWhoAreThere();
    void aRoomTakesNoMoreThanItsLimit();
    void theSignOfHealthIsThereOrNotAsTheOwnerDecides();
};

void TestHubAdmission::whoComesIntoAFullHubIsToldAndClosed()
{
    HubConfig config = quick();
    config.limits.peers = 1;
    RunningHub hub(config);
    TestClient ann;
    QVERIFY(ann.connectTo(hub.port()));
    QVERIFY(!ann.join("ann").isEmpty());
    RawClient bob;
    QVERIFY(bob.upgrade(hub.port()));
    QVERIFY(bob.waitForText("hub-full"));
    QVERIFY(bob.waitForClose());
    QCOMPARE(int(bob.closeCode()), 4013);
    QVERIFY(ann.isOpen());
    QVERIFY(!ann.join("anna").isEmpty());
}

void TestHubAdmission::aPlaceThatGetsFreeIsTaken()
{
    HubConfig config = quick();
    config.limits.peers = 1;
    RunningHub hub(config);
    TestClient ann;
    QVERIFY(ann.connectTo(hub.port()));
    QVERIFY(!ann.join("ann").isEmpty());
    ann.socket().close();
    QVERIFY(hub.waitForRows(0));
    TestClient bob;
    QVERIFY(bob.connectTo(hub.port()));
    QVERIFY(!bob.join("bob").isEmpty());
}

void TestHubAdmission::oneAddressCannotTakeAllPlaces()
{
    HubConfig config = quick();
    config.limits.peersPerAddress = 1;
    RunningHub hub(config);
    TestClient ann;
    QVERIFY(ann.connectTo(hub.port()));
    QVERIFY(!ann.join("ann").isEmpty());
    RawClient again;
    QVERIFY(again.upgrade(hub.port()));
    QVERIFY(again.waitForClose());
    QCOMPARE(int(again.closeCode()), 4013);
    RawClient other;
    QVERIFY(other.tcp().bind(QHostAddress(u"127.0.0.9"_qs)));
    QVERIFY(other.upgrade(hub.port()));
    other.sendText(R"({"type":"join","id":"far"})");
    QVERIFY(other.waitForText("joined"));
}

void TestHubAdmission::anUnknownSiteIsRefusedAndShown()
{
    RunningHub hub(quick());
    RawClient page;
    QVERIFY(!comesFrom(page, "https://evil.example", hub.port()));
    QCOMPARE(page.httpStatus(), 403);
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) { return !snapshot.strangers.empty(); }));
    const Stranger stranger = hub.snapshot()->strangers[0];
    QCOMPARE(stranger.kind, Stranger::Kind::Site);
    QCOMPARE(stranger.name, u"https://evil.example"_qs);
    QCOMPARE(stranger.address, u"127.0.0.1"_qs);
    QCOMPARE(stranger.times, 1);
}

void TestHubAdmission::anAllowedSiteComesIn()
{
    HubConfig config = quick();
    RunningHub hub(config);
    RawClient page;
    QVERIFY(!comesFrom(page, "https://good.example", hub.port()));
    config.admission.allowedSites = {u"https://good.example"_qs};
    hub.hub().configure(config);
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) { return snapshot.strangers.empty(); }));
    RawClient again;
    QVERIFY(comesFrom(again, "https://good.example", hub.port()));
    again.sendText(R"({"type":"join","id":"page"})");
    QVERIFY(again.waitForText("joined"));
    QVERIFY(hub.waitFor([&hub](const Snapshot&) { return hub.row(u"page"_qs) != nullptr; }));
    QCOMPARE(hub.row(u"page"_qs)->peer.origin.site, u"https://good.example"_qs);
}

void TestHubAdmission::anIgnoredSiteIsShownNoMore()
{
    RunningHub hub(quick());
    RawClient page;
    QVERIFY(!comesFrom(page, "https://evil.example", hub.port()));
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) { return !snapshot.strangers.empty(); }));
    hub.hub().ignoreStranger(u"https://evil.example"_qs);
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) { return snapshot.strangers.empty(); }));
    RawClient again;
    QVERIFY(!comesFrom(again, "https://evil.example", hub.port()));
    QCOMPARE(again.httpStatus(), 403);
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) { return snapshot.totals.refused == 2; }));
    QVERIFY(hub.snapshot()->strangers.empty());
}

void TestHubAdmission::withoutThePinNobodyComesIn()
{
    RunningHub hub(withPin());
    RawClient eve;
    QVERIFY(eve.upgrade(hub.port()));
    eve.sendText(R"({"type":"join","id":"eve"})");
    QVERIFY(eve.waitForText("pin-required"));
    QVERIFY(eve.waitForClose());
    QCOMPARE(int(eve.closeCode()), 4040);
}

void TestHubAdmission::thePinMayComeWithTheJoin()
{
    RunningHub hub(withPin());
    TestClient ann;
    QVERIFY(ann.connectTo(hub.port()));
    ann.send(R"({"type":"join","id":"ann","pin":"123456"})");
    QVERIFY(!ann.expect(u"joined"_qs).isEmpty());
    ann.send(R"({"type":"join","nick":"Anna"})"); // who is in need not say it again
    QVERIFY(!ann.expect(u"joined"_qs).isEmpty());
}

void TestHubAdmission::thePinMayStandInThePath()
{
    RunningHub hub(withPin());
    TestClient ann;
    QVERIFY(ann.connectTo(hub.port(), u"/pin-123456/ws"_qs));
    QVERIFY(!ann.join("ann").isEmpty());
    RawClient peerJs;
    QVERIFY(peerJs.upgrade(hub.port(), "/pin-123456/peerjs?key=peerjs&id=bob&token=t"));
    QVERIFY(peerJs.waitForText("OPEN"));
}

void TestHubAdmission::aWrongPinIsToldSo()
{
    RunningHub hub(withPin());
    RawClient eve;
    QVERIFY(eve.upgrade(hub.port()));
    eve.sendText(R"({"type":"join","id":"eve","pin":"654321"})");
    QVERIFY(eve.waitForText("wrong-pin"));
    QVERIFY(eve.waitForClose());
    QCOMPARE(int(eve.closeCode()), 4040);
    RawClient peerJs;
    QVERIFY(peerJs.upgrade(hub.port(), "/pin-654321/peerjs?key=peerjs&id=bob&token=t"));
    QVERIFY(peerJs.waitForText("ERROR"));
    QVERIFY(peerJs.waitForClose());
    QCOMPARE(int(peerJs.closeCode()), 4040);
    QVERIFY(hub.waitForRows(0));
}

void TestHubAdmission::whoWasInsideComesBackToAnAddressThatIsLocked()
{
    HubConfig config = withPin();
    config.limits.rules.resumeTime = std::chrono::minutes(10);
    RunningHub hub(config);
    TestClient ann;
    QVERIFY(ann.connectTo(hub.port()));
    ann.send(R"({"type":"join","id":"ann","pin":"123456"})");
    const QByteArray secret = ann.expect(u"joined"_qs).value(u"resume"_qs).toString().toUtf8();
    ann.socket().abort();
    QVERIFY(hub.waitFor([](const Snapshot& snapshot) {
        return snapshot.rows.size() == 1 && snapshot.rows.front().peer.away;
    }));
    for (const char* guess : {"000000", "000000", "000001", "000002", "000003", "000003"}) {
        QVERIFY(isAnswered(hub.port(), guess, "wrong-pin"));
    }
    QVERIFY(isAnswered(hub.port(), "000004", "wrong-pin")); // the fifth that is different
    QVERIFY(isAnswered(hub.port(), "123456", "pin-locked"));
    QVERIFY(isAnswered(hub.port(), "000005", "wrong-pin", secret));
    QVERIFY(isAnswered(hub.port(), "123456", R"("resumed":true)", secret));
}

void TestHubAdmission::aPageOfAnotherSiteCannotLockItsVisitorsOut_data()
{
    QTest::addColumn<QByteArray>("site");
    QTest::newRow("with its name") << QByteArray("https://evil.example");
    QTest::newRow("in a frame that has none") << QByteArray("null");
}

void TestHubAdmission::aPageOfAnotherSiteCannotLockItsVisitorsOut()
{
    QFETCH(QByteArray, site);
    RunningHub hub(withPin());
    for (int i = 0; i < 10; ++i) {
        RawClient page;
        QVERIFY(!comesFrom(page, site, hub.port(), "/pin-00000" + QByteArray::number(i) + "/ws"));
        QCOMPARE(page.httpStatus(), 403);
    }
    TestClient ann;
    QVERIFY(ann.connectTo(hub.port(), u"/pin-123456/ws"_qs));
    QVERIFY(!ann.join("ann").isEmpty());
}

void TestHubAdmission::aNamelessPageThatMayJoinCannotLockItsVisitorsOut()
{
    HubConfig config = withPin();
    config.admission.sites = AdmissionRules::Sites::Any;
    RunningHub hub(config);
    const auto tryAsPage = [&hub](const QByteArray& pin, const QByteArray& answer) {
        RawClient page;
        QVERIFY(comesFrom(page, "null", hub.port(), "/ws"));
        page.sendText(R"({"type":"join","id":"page","pin":")" + pin + R"("})");
        QVERIFY(page.waitForText(answer));
    };
    for (int i = 0; i < 5; ++i) {
        tryAsPage("00000" + QByteArray::number(i), "wrong-pin");
    }
    tryAsPage("123456", "pin-locked");
    TestClient ann;
    QVERIFY(ann.connectTo(hub.port(), u"/pin-123456/ws"_qs));
    QVERIFY(!ann.join("ann").isEmpty());
}

void TestHubAdmission::aNewPinLeavesThoseWhoAreThere()
{
    HubConfig config = quick();
    RunningHub hub(config);
    TestClient ann;
    QVERIFY(ann.connectTo(hub.port()));
    QVERIFY(!ann.join("ann").isEmpty());
    config.admission.pin = u"123456"_qs;
    hub.hub().configure(config);
    RawClient eve;
    QVERIFY(eve.upgrade(hub.port()));
    eve.sendText(R"({"type":"join","id":"eve"})");
    QVERIFY(eve.waitForText("pin-required"));
    QVERIFY(!ann.join("ann", "red").isEmpty());
}

void TestHubAdmission::aRoomTakesNoMoreThanItsLimit()
{
    HubConfig config = quick();
    config.limits.rules.peersPerRoom = 1;
    RunningHub hub(config);
    TestClient ann;
    QVERIFY(ann.connectTo(hub.port()));
    QVERIFY(!ann.join("ann", "red").isEmpty());
    TestClient bob;
    QVERIFY(bob.connectTo(hub.port()));
    bob.send(R"({"type":"join","id":"bob","room":"red"})");
    QCOMPARE(bob.expect(u"error"_qs).value(u"code"_qs).toString(), u"room-full"_qs);
    QVERIFY(!bob.join("bob", "blue").isEmpty());
}

void TestHubAdmission::theSignOfHealthIsThereOrNotAsTheOwnerDecides()
{
    HubConfig config = quick();
    RunningHub hub(config);
    const auto status = [&hub](const QByteArray& path) {
        RawClient probe;
        return probe.connectTo(hub.port())
                && !probe.upgradeBy("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            ? probe.httpStatus()
            : 0;
    };
    QCOMPARE(status("/healthz"), 200);
    config.servesHealth = false;
    hub.hub().configure(config);
    QTRY_COMPARE(status("/healthz"), 404);
    QCOMPARE(status("/"), 200);
}

SIGNALBOX_TEST(TestHubAdmission)
#include "tst_hubadmission.moc"
