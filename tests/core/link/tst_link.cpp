// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/desk.h"
#include "tests/support/suite.h"

#include <QSignalSpy>
#include <QTest>

using namespace Signalbox;
using namespace std::chrono_literals;

namespace {

constexpr qint64 KiB = 1024;

} // namespace

class TestLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesAreCountedBothWays();
    void whatIsUnreadableIsCountedAndRefused();
    void anEmptyFrameIsNotSent();

    void theFirstLookPings();
    void pingsAreRegular();
    void aMessageIsNoReasonNotToPing();
    void aSilentPeerIsDismissed();
    void aMessageIsASignOfLife();
    void aPongIsASignOfLifeAndMeasuresTheWay();
    void probesDoNotPileUp();
    void anAnsweredProbeCanBeAskedAgainAtOnce();
    void signsOfLifeRefuseClaims_data();
    void signsOfLifeRefuseClaims();

    void aFullQueueIsSlow();
    void aStuckPeerIsDismissedAfterItsTime();
    void aPeerThatTakesALittleIsNotStuck();
    void aSmallQueueIsNotStuck();
    void aHugeQueueIsDismissedAtOnceButNotWhileTheRulesSpeak();
    void theCondemnedGetNothingMore();

    void theFarewellComesBeforeTheClose();
    void aLongReasonIsNotCutHere();
    void nothingFollowsTheEnd();
    void theFarEndGoesByItself();
    void theBudgetIsTheSumOfWhatWaits();
};

void TestLink::messagesAreCountedBothWays()
{
    Desk desk;
    desk.wire->receive(R"({"type":"join","nick":"中"})");
    const Traffic traffic = desk.link->reading().traffic;
    QCOMPARE(traffic.messagesIn, 1U);
    QCOMPARE(traffic.bytesIn, quint64(qstrlen(R"({"type":"join","nick":"中"})")));
    const QByteArrayList done = desk.wire->takeDone();
    QCOMPARE(done.size(), 1);
    QVERIFY(done.first().startsWith(R"({"type":"joined")"));
    QCOMPARE(traffic.messagesOut, 1U);
    QCOMPARE(traffic.bytesOut, quint64(done.first().size()));
}

void TestLink::whatIsUnreadableIsCountedAndRefused()
{
    Desk desk;
    desk.wire->receive("{");
    QCOMPARE(desk.link->reading().traffic.messagesIn, 1U);
    QVERIFY(desk.wire->takeDone().first().contains("not-json"));
}

void TestLink::anEmptyFrameIsNotSent()
{
    Desk desk;
    desk.link->send(Frame());
    QVERIFY(desk.wire->takeDone().isEmpty());
    QCOMPARE(desk.link->reading().traffic.messagesOut, 0U);
}

void TestLink::theFirstLookPings()
{
    Desk desk;
    QVERIFY(desk.wire->done.isEmpty());
    desk.pass(1s);
    QCOMPARE(desk.wire->takeDone(), QByteArrayList{"ping"});
    QVERIFY(!desk.link->reading().roundTrip);
}

void TestLink::pingsAreRegular()
{
    Desk desk;
    for (int minute = 0; minute < 3; ++minute) {
        for (int second = 0; second < 60; ++second) {
            desk.pass(1s);
            desk.wire->answerPing(1ms);
        }
        QCOMPARE(desk.wire->takeDone(), (QByteArrayList{"ping", "ping", "ping"}));
    }
    QVERIFY(desk.departures.isEmpty());
}

void TestLink::aMessageIsNoReasonNotToPing()
{
    Desk desk;
    desk.pass(1s);
    desk.wire->takeDone();
    for (int second = 0; second < 20; ++second) {
        desk.wire->receive(R"({"type":"x"})");
        desk.pass(1s);
    }
    QCOMPARE(desk.wire->takeDone(), QByteArrayList{"ping"});
}

void TestLink::aSilentPeerIsDismissed()
{
    Desk desk;
    desk.pass(43s);
    QVERIFY(desk.departures.isEmpty());
    QCOMPARE(desk.wire->takeDone(), (QByteArrayList{"ping", "ping", "ping"}));
    desk.pass(1s);
    QCOMPARE(desk.departures, QList<Departure>{Departure::Silent});
    QCOMPARE(desk.wire->takeDone(), QByteArrayList{"close 4060 No answer to ping"});
    desk.pass(100s);
    QVERIFY(desk.wire->done.isEmpty());
}

void TestLink::aMessageIsASignOfLife()
{
    Desk desk;
    desk.pass(43s);
    desk.wire->receive("nonsense is one, too");
    desk.pass(43s);
    QVERIFY(desk.departures.isEmpty());
    desk.pass(1s);
    QCOMPARE(desk.departures, QList<Departure>{Departure::Silent});
}

void TestLink::aPongIsASignOfLifeAndMeasuresTheWay()
{
    Desk desk;
    desk.pass(43s);
    desk.wire->answerPing(1234us);
    QVERIFY(desk.link->reading().roundTrip == 1234us);
    desk.pass(43s);
    QVERIFY(desk.departures.isEmpty());
    desk.pass(1s);
    QCOMPARE(desk.departures, QList<Departure>{Departure::Silent});
}

void TestLink::probesDoNotPileUp()
{
    Desk desk;
    for (int i = 0; i < 1000; ++i) {
        desk.link->probe();
        desk.clock.advance(1ms);
    }
    QCOMPARE(desk.wire->takeDone(), QByteArrayList{"ping"});
    desk.link->probe();
    QCOMPARE(desk.wire->takeDone(), QByteArrayList{"ping"});
}

void TestLink::anAnsweredProbeCanBeAskedAgainAtOnce()
{
    Desk desk;
    for (int i = 0; i < 3; ++i) {
        desk.link->probe();
        desk.wire->answerPing(1ms);
    }
    QCOMPARE(desk.wire->takeDone(), (QByteArrayList{"ping", "ping", "ping"}));
}

void TestLink::signsOfLifeRefuseClaims_data()
{
    QTest::addColumn<bool>("pong");
    QTest::newRow("pong") << true;
    QTest::newRow("message") << false;
}

void TestLink::signsOfLifeRefuseClaims()
{
    QFETCH(bool, pong);
    Desk desk;
    QList<Fault> faults;
    connect(&desk.core, &SignalCore::refused, this,
        [&faults](const Peer&, const Fault& fault) { faults.append(fault); });
    desk.wire->receive(R"({"type":"join","id":"mine"})");
    desk.core.open(PeerNumber(2), {});
    desk.core.settle(PeerNumber(2), {Languages::Signalbox, {}}, {});
    desk.core.handle(PeerNumber(2), Join{u"mine"_qs, {}, {}, {}, {}, {}, 0});
    QVERIFY(desk.core.hasDue());
    if (pong) {
        desk.wire->answerPing(1ms);
    } else {
        desk.wire->receive("x");
    }
    QVERIFY(!desk.core.hasDue());
    QVERIFY(faults.contains(Fault{FaultCode::IdTaken, u"mine"_qs}));
}

void TestLink::aFullQueueIsSlow()
{
    Desk desk;
    desk.wire->queued = 64 * KiB;
    QVERIFY(!desk.link->reading().slow);
    desk.wire->queued = 64 * KiB + 1;
    QVERIFY(desk.link->reading().slow);
    QCOMPARE(desk.link->reading().queuedBytes, 64 * KiB + 1);
    desk.wire->queued = 0;
    QVERIFY(!desk.link->reading().slow);
}

void TestLink::aStuckPeerIsDismissedAfterItsTime()
{
    Desk desk;
    desk.pass(5s);
    desk.wire->queued = 256 * KiB + 1;
    desk.pass(9s); // the last look at which nothing waited was one second before these
    QVERIFY(desk.departures.isEmpty());
    desk.pass(1s);
    QCOMPARE(desk.departures, QList<Departure>{Departure::TooSlow});
    QVERIFY(desk.wire->takeDone().last().startsWith("close 4008 "));
}

void TestLink::aPeerThatTakesALittleIsNotStuck()
{
    Desk desk;
    desk.wire->queued = 512 * KiB;
    for (int i = 0; i < 4; ++i) {
        desk.pass(9s);
        ++desk.wire->taken;
    }
    QVERIFY(desk.departures.isEmpty());
}

void TestLink::aSmallQueueIsNotStuck()
{
    Desk desk;
    desk.wire->queued = 256 * KiB;
    desk.pass(43s);
    QVERIFY(desk.departures.isEmpty());
    desk.pass(1s);
    QCOMPARE(desk.departures, QList<Departure>{Departure::Silent});
}

void TestLink::aHugeQueueIsDismissedAtOnceButNotWhileTheRulesSpeak()
{
    Desk desk;
    desk.wire->queued = 1024 * KiB;
    desk.send("{}");
    QCoreApplication::processEvents();
    QVERIFY(desk.departures.isEmpty());
    desk.wire->queued = 1024 * KiB + 1;
    desk.send("{}");
    QVERIFY(desk.departures.isEmpty());
    QCoreApplication::processEvents();
    QCOMPARE(desk.departures, QList<Departure>{Departure::TooSlow});
    QVERIFY(desk.wire->takeDone().last().startsWith("close 4008 "));
}

void TestLink::theCondemnedGetNothingMore()
{
    Desk desk;
    desk.wire->queued = 2048 * KiB;
    desk.send("{\"a\":1}");
    desk.send("{\"a\":2}");
    QCOMPARE(desk.wire->takeDone(), QByteArrayList{"{\"a\":1}"});
    QCOMPARE(desk.link->reading().traffic.messagesOut, 1U);
}

void TestLink::theFarewellComesBeforeTheClose()
{
    Desk desk;
    desk.core.dismiss(QList{PeerNumber(1)}, Departure::Kicked, u"Out, 请"_qs);
    QCOMPARE(desk.wire->takeDone(),
        (QByteArrayList{R"({"type":"kicked","reason":"Out, 请"})", "close 4001 Out, 请"}));
    QCOMPARE(desk.link->reading().traffic.messagesOut, 1U);

    Desk other;
    other.core.dismissEverybody(Departure::HubStopped);
    QCOMPARE(other.wire->takeDone(),
        (QByteArrayList{
            R"({"type":"server-stopping","reconnectAfterMs":2000})", "close 1001 The hub stops"}));
}

void TestLink::aLongReasonIsNotCutHere()
{
    Desk desk;
    const QString reason = u"长"_qs.repeated(200);
    desk.core.dismiss(QList{PeerNumber(1)}, Departure::Kicked, reason);
    QCOMPARE(desk.wire->takeDone().last(), "close 4001 " + reason.toUtf8());
}

void TestLink::nothingFollowsTheEnd()
{
    Desk desk;
    desk.core.dismiss(PeerNumber(1), Departure::Kicked);
    desk.wire->takeDone();
    const Traffic before = desk.link->reading().traffic;
    desk.send("{}");
    desk.wire->receive(R"({"type":"join"})");
    desk.wire->answerPing(1ms);
    desk.wire->queued = 2048 * KiB;
    desk.pass(100s);
    QVERIFY(desk.wire->done.isEmpty());
    QCOMPARE(desk.link->reading().traffic, before);
    QCOMPARE(desk.departures, QList<Departure>{Departure::Kicked});

    QSignalSpy finished(desk.link.get(), &Link::finished);
    desk.wire->vanish(Departure::Left);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(desk.departures, QList<Departure>{Departure::Kicked});
}

void TestLink::theFarEndGoesByItself()
{
    for (Departure why : {Departure::Left, Departure::Lost, Departure::BrokeProtocol}) {
        Desk desk;
        QSignalSpy finished(desk.link.get(), &Link::finished);
        desk.wire->vanish(why);
        QCOMPARE(desk.departures, QList<Departure>{why});
        QCOMPARE(finished.size(), 1);
        QCOMPARE(finished.first().first().value<PeerNumber>(), PeerNumber(1));
        desk.send("{}");
        desk.pass(100s);
        QVERIFY(desk.wire->done.isEmpty());
    }
}

void TestLink::theBudgetIsTheSumOfWhatWaits()
{
    Desk desk;
    QueueBudget& budget = desk.budget;
    FakeWire* secondWire = new FakeWire;
    Link second(PeerNumber(2), std::unique_ptr<Wire>(secondWire), {"/ws", {}},
        {desk.core, desk.clock, desk.limits, budget, desk.tap, desk.dialects});
    desk.wire->queued = 1000;
    desk.send("{}");
    QCOMPARE(budget.queued(), 1000);
    secondWire->queued = 500;
    QCOMPARE(second.measureQueue(), 500);
    QCOMPARE(budget.queued(), 1500);
    desk.wire->queued = 10;
    desk.pass(1s);
    QCOMPARE(budget.queued(), 510);
    desk.link.reset();
    QCOMPARE(budget.queued(), 500);
}

SIGNALBOX_TEST(TestLink)
#include "tst_link.moc"
