// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/addresses.h"
#include "core/switchboard.h"
#include "tests/support/httpanswer.h"
#include "tests/support/manualclock.h"
#include "tests/support/rawclient.h"
#include "tests/support/suite.h"

#include <QFile>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <sys/resource.h>

using namespace Signalbox;
using namespace std::chrono_literals;

/// The inner half of the hub by a clock that stands: its timers go on, and see no time pass but
/// what the test says.
class TestSwitchboard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hubThatWasStoppedForLongerThanSilenceLastsPutsNobodyOut();
    void anotherBoundOfMessagesHoldsForThoseWhoAreThere_data();
    void anotherBoundOfMessagesHoldsForThoseWhoAreThere();
    void whoeverWaitsForADescriptorIsATroubleUntilItIsOver();
    void whoMayReadTheMetricsHoldsAtOnce();
};

void TestSwitchboard::hubThatWasStoppedForLongerThanSilenceLastsPutsNobodyOut()
{
    auto ownClock = std::make_unique<ManualClock>();
    ManualClock& clock = *ownClock;
    Switchboard board(std::move(ownClock));
    QSignalSpy states(&board, &Switchboard::stateChanged);
    HubConfig config;
    config.listenAddress = u"127.0.0.1"_qs;
    config.port = 0;
    config.limits.pingEvery = 1s;
    config.limits.silentTime = 2s;
    board.start(config);
    RawClient silent; // answers no ping
    QVERIFY(silent.upgrade(states.last().first().value<HubState>().port));
    const auto pings = [&silent] { return silent.payloads(RawClient::Ping).size(); };
    QTRY_COMPARE(pings(), 1); // each is a look at everybody

    clock.advance(1h);
    QTRY_COMPARE(pings(), 2);
    QVERIFY(!silent.hasEnded());
    QCOMPARE(board.connections(), 1);

    clock.advance(2s); // the hub itself was there all the time
    QVERIFY(silent.waitForClose());
    QCOMPARE(int(silent.closeCode()), 4060);
}

void TestSwitchboard::anotherBoundOfMessagesHoldsForThoseWhoAreThere_data()
{
    QTest::addColumn<bool>("inPieces"); // which are read elsewhere
    QTest::newRow("whole") << false;
    QTest::newRow("in pieces") << true;
}

void TestSwitchboard::anotherBoundOfMessagesHoldsForThoseWhoAreThere()
{
    QFETCH(bool, inPieces);
    Switchboard board;
    QSignalSpy states(&board, &Switchboard::stateChanged);
    HubConfig config;
    config.listenAddress = u"127.0.0.1"_qs;
    config.port = 0;
    config.limits.messageBytes = 1024;
    board.start(config);
    RawClient early;
    QVERIFY(early.upgrade(states.last().first().value<HubState>().port));
    const auto join = [&early, inPieces](const QByteArray& id) {
        const QByteArray text = R"({"type":"join","id":")" + id + R"("})" + QByteArray(2000, ' ');
        if (inPieces) {
            early.send({.payload = text.first(1), .final = false});
            early.send({.opcode = RawClient::Continuation, .payload = text.sliced(1)});
        } else {
            early.sendText(text);
        }
    };
    QTRY_COMPARE(board.connections(), 1);
    config.limits.messageBytes = 4096;
    board.configure(config);
    join("u1");
    QVERIFY(early.waitForText(R"("id":"u1")"));

    config.limits.messageBytes = 1024;
    board.configure(config);
    join("u2");
    QVERIFY(early.waitForClose());
    QCOMPARE(int(early.closeCode()), 1009);
}

void TestSwitchboard::whoeverWaitsForADescriptorIsATroubleUntilItIsOver()
{
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const auto restore = qScopeGuard([&before] { ::setrlimit(RLIMIT_NOFILE, &before); });
    auto ownClock = std::make_unique<ManualClock>();
    ManualClock& clock = *ownClock;
    Switchboard board(std::move(ownClock));
    HubConfig config;
    config.listenAddress = u"127.0.0.1"_qs;
    config.port = 0;
    board.start(config);
    const auto trouble
        = [&board] { return board.reception().state().troubles.value(u"descriptors"_qs); };
    // A quarter of forty is kept free.
    const rlimit few{40, before.rlim_max};
    std::vector<std::unique_ptr<QFile>> files;
    do {
        files.push_back(std::make_unique<QFile>(u"/dev/null"_qs));
        QVERIFY(files.back()->open(QIODevice::ReadOnly));
    } while (files.back()->handle() < 30);
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &few), 0);
    RawClient last;
    QVERIFY(last.upgrade(board.reception().state().port));
    QTRY_VERIFY2(trouble().contains(u" 40 "_qs), qPrintable(trouble()));
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);
    RawClient next;
    QVERIFY(next.upgrade(board.reception().state().port));
    QVERIFY(!trouble().isEmpty());
    clock.advance(5s);
    QTRY_VERIFY(trouble().isEmpty());
}

void TestSwitchboard::whoMayReadTheMetricsHoldsAtOnce()
{
    const QList<LocalAddress> all = localAddresses();
    const auto other = std::find_if(all.begin(), all.end(), [](const LocalAddress& one) {
        return !one.address.isLoopback() && one.address.protocol() == QAbstractSocket::IPv4Protocol;
    });
    QVERIFY2(other != all.end(), "This machine has no IPv4 address but its loopback.");
    HubConfig config;
    config.listenAddress = other->address.toString();
    config.port = 0;
    Switchboard board;
    board.start(config);
    const QUrl hub(QStringLiteral("http://%1:%2")
                       .arg(config.listenAddress)
                       .arg(board.reception().state().port));
    QCOMPARE(get(hub, "/metrics").status, 403);
    config.metricsFrom = QStringList{config.listenAddress};
    board.configure(config);
    QVERIFY(get(hub, "/metrics").body.contains("signalbox_peers 0"));
    config.metricsFrom.clear();
    board.configure(config);
    QCOMPARE(get(hub, "/metrics").status, 403);
}

SIGNALBOX_TEST(TestSwitchboard)
#include "tst_switchboard.moc"
