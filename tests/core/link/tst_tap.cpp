// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/link/tap.h"
#include "tests/support/manualclock.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;
using namespace std::chrono_literals;

using Direction = TrafficRecord::Direction;

class TestTap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsSaidIsRecorded();
    void anEventIsOneRecordHoweverManyHearIt();
    void onlyOfPassedOnMessagesThereIsASpeaker();
    void aFarewellToSeveralNamesNobody();
    void whatReachesNobodyIsNoRecord();
    void aTapThatIsOffKeepsNothing();
    void turningItOffForgets();
    void itHoldsSoManyRecords();
    void itHoldsSoManyBytes();
    void whatIsOmittedIsNotKeptAnywhere();
    void afterTheFirstOmissionNothingGetsIn();
    void aTakenBatchLeavesRoomForTheNext();
};

namespace {

const PeerNumber ann{7};
const PeerNumber bob{8};

Event delivered(const QString& id = u"ann"_qs)
{
    return Delivered{{id, id.toUpper()}, {}};
}

/// A tap that is on, and its time.
struct Listener
{
    Listener() { tap.turn(true); }

    ManualClock clock;
    Tap tap{clock};
};

} // namespace

void TestTap::whatIsSaidIsRecorded()
{
    Listener listener;
    QVERIFY(listener.tap.isEmpty());
    const Moment first = listener.clock.now();
    QByteArray text = R"({"type":"offer"})";
    listener.tap.hear(ann, text);
    text.fill('x'); // the view is not valid for longer
    listener.clock.advance(3ms);
    listener.tap.hear(bob, "second");
    QVERIFY(!listener.tap.isEmpty());

    const TrafficBatchPtr batch = listener.tap.take();
    QVERIFY(listener.tap.isEmpty());
    QCOMPARE(batch->records.size(), size_t(2));
    QCOMPARE(batch->omitted, quint64(0));
    const TrafficRecord& record = batch->records.front();
    QVERIFY(record.at == first);
    QVERIFY(record.direction == Direction::In);
    QVERIFY(record.peer == ann);
    QCOMPARE(record.peers, 1);
    QVERIFY(record.speaker == Identity());
    QCOMPARE(record.text().toByteArray(), QByteArray(R"({"type":"offer"})"));
    QVERIFY(batch->records.back().at == first + 3ms);
    QVERIFY(batch->records.back().peer == bob);
}

void TestTap::anEventIsOneRecordHoweverManyHearIt()
{
    Listener listener;
    const Frame frame = Frame::fromText(QByteArray(1000, 'x'));
    listener.tap.hear(delivered(), {ann, bob, PeerNumber(9)}, frame);
    const TrafficBatchPtr batch = listener.tap.take();
    QCOMPARE(batch->records.size(), size_t(1));
    const TrafficRecord& record = batch->records.front();
    QVERIFY(record.direction == Direction::Out);
    QVERIFY(record.peer == ann);
    QCOMPARE(record.peers, 3);
    QCOMPARE(record.text().toByteArray(), QByteArray(1000, 'x'));
    QCOMPARE(record.bytes.constData(), frame.bytes().constData());
}

void TestTap::onlyOfPassedOnMessagesThereIsASpeaker()
{
    Listener listener;
    const Frame frame = Frame::fromText("x");
    listener.tap.hear(delivered(), {bob}, frame);
    listener.tap.hear(Arrived{{u"ann"_qs, u"ANN"_qs}}, {bob}, frame);
    const TrafficBatchPtr batch = listener.tap.take();
    QVERIFY(batch->records.front().speaker == (Identity{u"ann"_qs, u"ANN"_qs}));
    QVERIFY(batch->records.back().speaker == Identity());
}

void TestTap::aFarewellToSeveralNamesNobody()
{
    Listener listener;
    const Frame frame = Frame::fromText("x");
    listener.tap.hear(Ended{Departure::HubStopped, {}, {}}, {ann, bob}, frame);
    listener.tap.hear(Ended{Departure::Kicked, {}, {}}, {bob}, frame);
    const TrafficBatchPtr batch = listener.tap.take();
    QVERIFY(batch->records.front().peer == PeerNumber(0));
    QCOMPARE(batch->records.front().peers, 2);
    QVERIFY(batch->records.back().peer == bob);
}

void TestTap::whatReachesNobodyIsNoRecord()
{
    Listener listener;
    listener.tap.hear(delivered(), {}, Frame::fromText("x"));
    listener.tap.hear(Ended{Departure::Lost, {}, {}}, {ann}, Frame());
    QVERIFY(listener.tap.isEmpty());
}

void TestTap::aTapThatIsOffKeepsNothing()
{
    const ManualClock clock;
    Tap tap(clock);
    Frame frame = Frame::fromText("x");
    tap.hear(ann, "x");
    tap.hear(delivered(), {ann}, frame);
    QVERIFY(tap.isEmpty());
    QVERIFY(frame.bytes().isDetached());
}

void TestTap::turningItOffForgets()
{
    Listener listener;
    listener.tap.hear(ann, "x");
    listener.tap.turn(false);
    QVERIFY(listener.tap.isEmpty());
    listener.tap.turn(true);
    QVERIFY(listener.tap.take()->records.empty());
}

void TestTap::itHoldsSoManyRecords()
{
    Listener listener;
    for (size_t i = 0; i < Tap::MaxRecords + 10; ++i) {
        listener.tap.hear(ann, "x");
    }
    const TrafficBatchPtr batch = listener.tap.take();
    QCOMPARE(batch->records.size(), Tap::MaxRecords);
    QCOMPARE(batch->omitted, quint64(10));
}

void TestTap::itHoldsSoManyBytes()
{
    Listener listener;
    const QByteArray large(Tap::MaxBytes / 4, 'x');
    for (int i = 0; i < 6; ++i) {
        listener.tap.hear(ann, large);
    }
    const TrafficBatchPtr batch = listener.tap.take();
    QCOMPARE(batch->records.size(), size_t(4));
    QCOMPARE(batch->omitted, quint64(2));
}

void TestTap::whatIsOmittedIsNotKeptAnywhere()
{
    Listener listener;
    listener.tap.hear(ann, QByteArray(Tap::MaxBytes, 'x'));
    const Frame frame = Frame::fromText("x");
    listener.tap.hear(delivered(), {ann}, frame);
    QVERIFY(frame.bytes().isDetached());
    QCOMPARE(listener.tap.take()->omitted, quint64(1));
}

void TestTap::afterTheFirstOmissionNothingGetsIn()
{
    Listener listener;
    const QByteArray most(Tap::MaxBytes - 10, 'x');
    listener.tap.hear(ann, most);
    listener.tap.hear(ann, most);
    listener.tap.hear(ann, "x");
    const TrafficBatchPtr batch = listener.tap.take();
    QCOMPARE(batch->records.size(), size_t(1));
    QCOMPARE(batch->omitted, quint64(2));
}

void TestTap::aTakenBatchLeavesRoomForTheNext()
{
    Listener listener;
    for (int round = 0; round < 3; ++round) {
        listener.tap.hear(ann, QByteArray(Tap::MaxBytes, 'x'));
        listener.tap.hear(ann, "x");
        const TrafficBatchPtr batch = listener.tap.take();
        QCOMPARE(batch->records.size(), size_t(1));
        QCOMPARE(batch->omitted, quint64(1));
    }
}

SIGNALBOX_TEST(TestTap)
#include "tst_tap.moc"
