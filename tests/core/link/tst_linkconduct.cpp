// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/desk.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;
using namespace std::chrono_literals;

namespace {

const QByteArray chat = R"({"type":"chat"})";

/// So many messages at once.
void say(Desk& desk, int messages, const QByteArray& text = chat)
{
    for (int i = 0; i < messages; ++i) {
        desk.wire->receive(text);
    }
}

} // namespace

/// What a link lets its peer do, and for how long.
class TestLinkConduct : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoSaysTooMuchIsToldOnceAndShown();
    void whatIsTooMuchIsDroppedAndCounted();
    void whoGoesOnIsPutOut();
    void whatIsDroppedIsASignOfLifeStill();
    void theUndecidedHaveLimitsToo();
    void whatOthersHearIsCharged();
    void whatOthersHearOfAJoinIsChargedToo();
    void whatOthersSayIsNotCharged();

    void unreadableIsAnsweredOnceASecond();
    void oneUnreadableAfterTheOtherEndsIt_data();
    void oneUnreadableAfterTheOtherEndsIt();
    void anythingReadableIsANewBeginning();
    void whatIsOnlyNotAllowedIsAnsweredAlways();

    void whoTakesSomethingIsReading();
    void whoTakesNothingIsNotReading();
    void aSuspendedHubBlamesNobody();
};

void TestLinkConduct::whoSaysTooMuchIsToldOnceAndShown()
{
    Desk desk;
    say(desk, 200);
    QVERIFY(desk.faults.isEmpty());
    QVERIFY(!desk.link->reading().overRate);
    say(desk, 100);
    QCOMPARE(desk.faults, QList<FaultCode>{FaultCode::TooFast});
    QCOMPARE(desk.wire->takeDone().size(), 1);
    QVERIFY(desk.link->reading().overRate);
    QCOMPARE(desk.link->reading().dropped, 0U);
    desk.pass(4s);
    QVERIFY(desk.link->reading().overRate);
    desk.pass(1s);
    QVERIFY(!desk.link->reading().overRate);
    QVERIFY(desk.departures.isEmpty());
}

void TestLinkConduct::whatIsTooMuchIsDroppedAndCounted()
{
    Desk desk;
    desk.bring(1);
    int relayed = 0;
    connect(&desk.core, &SignalCore::relayed, this, [&relayed] { ++relayed; });
    say(desk, 250);
    for (int second = 1; second < 5; ++second) {
        desk.pass(1s);
        say(desk, 200);
    }
    QCOMPARE(relayed, 1050);
    desk.pass(1s);
    say(desk, 200);
    QVERIFY(desk.link->reading().dropped > 0);
    QCOMPARE(quint64(relayed) + desk.link->reading().dropped, 1250U);
    QCOMPARE(desk.link->reading().traffic.messagesIn, 1250U);
    QCOMPARE(desk.faults, QList<FaultCode>(2, FaultCode::TooFast)); // once as a warning
    QVERIFY(desk.departures.isEmpty());
}

void TestLinkConduct::whoGoesOnIsPutOut()
{
    Desk desk;
    for (int second = 0; second < 60 && desk.departures.isEmpty(); ++second) {
        say(desk, 250);
        desk.pass(1s);
    }
    QCOMPARE(desk.departures, QList<Departure>{Departure::OverRate});
    QVERIFY(desk.wire->done.last().startsWith("close 4029 "));
    QVERIFY(desk.link->reading().dropped > 500);
}

void TestLinkConduct::whatIsDroppedIsASignOfLifeStill()
{
    Desk desk;
    desk.limits.warningTime = 24h;
    for (int second = 0; second < 100; ++second) {
        say(desk, 60);
        desk.pass(1s);
    }
    QVERIFY(desk.departures.isEmpty());
}

void TestLinkConduct::theUndecidedHaveLimitsToo()
{
    Desk desk({"/", {}});
    desk.limits.unreadableInARow = 1'000'000;
    for (int second = 0; second < 60 && desk.departures.isEmpty(); ++second) {
        say(desk, 250, "?");
        desk.pass(1s);
    }
    QCOMPARE(desk.departures, QList<Departure>{Departure::OverRate});
    QVERIFY(desk.wire->done.last().startsWith("close 4029 "));
}

void TestLinkConduct::whatOthersHearIsCharged()
{
    Desk desk;
    desk.bring(100);
    const QByteArray large = R"({"type":")" + QByteArray(40'000, 'x') + R"("})";
    desk.wire->receive(large);
    desk.wire->receive(large);
    QVERIFY(desk.faults.isEmpty());
    desk.wire->receive(large); // three times 4 MB: more than two seconds' worth
    QVERIFY(desk.faults.isEmpty());
    desk.wire->receive(chat);
    QCOMPARE(desk.faults, QList<FaultCode>{FaultCode::TooFast});
}

void TestLinkConduct::whatOthersHearOfAJoinIsChargedToo()
{
    Desk desk;
    desk.limits.rules.peersPerRoom = 2000;
    desk.core.setLimits(desk.limits.rules);
    desk.bring(1000);
    for (int i = 0; i < 150 && desk.faults.isEmpty(); ++i) {
        desk.wire->receive(
            R"({"type":"join","nick":")" + QByteArray(30, char('a' + i % 2)) + R"("})");
    }
    QCOMPARE(desk.faults, QList<FaultCode>{FaultCode::TooFast});
}

void TestLinkConduct::whatOthersSayIsNotCharged()
{
    Desk desk;
    desk.bring(100);
    for (int i = 0; i < 10; ++i) {
        desk.core.handle(PeerNumber(2),
            SendToRoom{Message{R"({"type":")" + QByteArray(40'000, 'x') + R"("})", -1}, {}});
    }
    desk.wire->receive(chat);
    desk.wire->receive(chat);
    QVERIFY(desk.faults.isEmpty());
}

void TestLinkConduct::unreadableIsAnsweredOnceASecond()
{
    Desk desk;
    say(desk, 4, "{");
    QCOMPARE(desk.wire->takeDone().size(), 1);
    QCOMPARE(desk.faults.size(), 1);
    for (int i = 0; i < 10; ++i) {
        desk.wire->receive(R"({"type":"leave"})");
        desk.wire->takeDone();
        desk.clock.advance(500ms);
        desk.wire->receive("{");
    }
    QCOMPARE(desk.faults.size(), 6);
    QVERIFY(desk.departures.isEmpty());
}

void TestLinkConduct::oneUnreadableAfterTheOtherEndsIt_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* path, const QByteArray& text) {
        QTest::addRow("%s at %s", text.left(20).constData(), path) << QByteArray(path) << text;
    };
    row("/ws", "{");
    row("/ws", "[]");
    row("/ws", "{}");
    row("/ws", R"({"type":7})");
    row("/ws", R"({"type":"a","type":"b"})");
    row("/ws", "{\"type\":\"x\",\"a\":" + QByteArray("[").repeated(1000));
    row("/ws", "\xff");
    row("/ws", "");
    row("/", "{}");
    row("/y", "{");
    row("/gst", "{");
}

void TestLinkConduct::oneUnreadableAfterTheOtherEndsIt()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, text);
    Desk desk({path, {}});
    for (int i = 0; i < 4; ++i) {
        desk.wire->receive(text);
        desk.pass(1s);
    }
    QVERIFY(desk.departures.isEmpty());
    desk.wire->receive(text);
    QVERIFY(desk.departures.isEmpty()); // not while the rules may speak
    QCoreApplication::processEvents();
    QCOMPARE(desk.departures, QList<Departure>{Departure::Garbled});
    QVERIFY(desk.wire->done.last().startsWith("close 1008 "));
}

void TestLinkConduct::anythingReadableIsANewBeginning()
{
    Desk desk;
    for (int i = 0; i < 20; ++i) {
        say(desk, 4, "{");
        desk.wire->receive(i % 2 == 0 ? chat : QByteArray(R"({"type":"answer"})"));
        desk.pass(1s);
    }
    QVERIFY(desk.departures.isEmpty());
}

void TestLinkConduct::whatIsOnlyNotAllowedIsAnsweredAlways()
{
    Desk desk;
    say(desk, 20, R"({"type":"answer"})"); // to nobody
    QCOMPARE(desk.faults, QList<FaultCode>(20, FaultCode::ReceiverRequired));
    say(desk, 20, R"({"type":"error"})");
    say(desk, 20, R"({"type":"x","receiverId":"nobody"})");
    QCOMPARE(desk.faults.size(), 60);
    QCOMPARE(desk.wire->done.size(), 60);
    QCoreApplication::processEvents();
    QVERIFY(desk.departures.isEmpty());
}

void TestLinkConduct::whoTakesSomethingIsReading()
{
    Desk desk;
    QVERIFY(desk.link->isReading(desk.clock.now()));
    desk.pass(10s);
    QVERIFY(desk.link->isReading(desk.clock.now())); // nothing waits
    desk.wire->queued = 100'000;
    desk.pass(10s);
    QVERIFY(!desk.link->isReading(desk.clock.now()));
    desk.wire->taken += 1;
    QVERIFY(desk.link->isReading(desk.clock.now()));
    desk.pass(2s);
    QVERIFY(desk.link->isReading(desk.clock.now()));
}

void TestLinkConduct::whoTakesNothingIsNotReading()
{
    Desk desk;
    desk.wire->queued = 1;
    desk.pass(1s);
    QVERIFY(desk.link->isReading(desk.clock.now()));
    desk.pass(1s);
    QVERIFY(!desk.link->isReading(desk.clock.now()));
}

void TestLinkConduct::aSuspendedHubBlamesNobody()
{
    Desk desk;
    desk.wire->queued = 300'000;
    desk.pass(5s);
    desk.wire->takeDone();
    desk.clock.advance(1h);
    desk.link->restartClocks(desk.clock.now());
    desk.pass(9s);
    QVERIFY(desk.departures.isEmpty());
    QCOMPARE(desk.wire->takeDone(), QByteArrayList{"ping"});
    desk.pass(1s);
    QCOMPARE(desk.departures, QList<Departure>{Departure::TooSlow});

    Desk silent;
    silent.clock.advance(1h);
    silent.link->restartClocks(silent.clock.now());
    silent.pass(43s);
    QVERIFY(silent.departures.isEmpty());
    silent.pass(1s);
    QCOMPARE(silent.departures, QList<Departure>{Departure::Silent});
}

SIGNALBOX_TEST(TestLinkConduct)
#include "tst_linkconduct.moc"
