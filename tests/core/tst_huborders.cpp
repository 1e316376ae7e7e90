// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/runninghub.h"
#include "tests/support/suite.h"
#include "tests/support/testclient.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace Signalbox;

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
    std::optional<QList<PeerNumber>> there;
    hub.hub().locate(
        {seen, PeerNumber(99)}, [&there](const QList<PeerNumber>& numbers) { there = numbers; });
    hub.hub().kick({seen}, u"Enough."_qs);
    QCOMPARE(back.expect(u"kicked"_qs).value(u"reason"_qs).toString(), u"Enough."_qs);
    QVERIFY(back.waitForEnd());
    QTRY_VERIFY(there.has_value());
    QCOMPARE(there->size(), 1);
    QVERIFY(there->first() != seen);
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
