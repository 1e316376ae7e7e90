// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/switchboard.h"
#include "tests/support/manualclock.h"
#include "tests/support/rawclient.h"
#include "tests/support/suite.h"

#include <QSignalSpy>
#include <QTest>

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

SIGNALBOX_TEST(TestSwitchboard)
#include "tst_switchboard.moc"
