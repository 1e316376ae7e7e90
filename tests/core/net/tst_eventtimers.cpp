// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
//
// What everybody relies on in the timers of an event loop, asked of the I/O thread's dispatcher and
// of Qt's own, as in tst_eventdispatcher.

#include "tests/support/suite.h"

#include <QAbstractEventDispatcher>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QSet>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <functional>
#include <memory>

namespace Signalbox {

namespace {

using namespace std::chrono_literals;

void turn()
{
    QCoreApplication::processEvents();
}

/// An object that starts a timer for itself.
class Alarm : public QObject
{
public:
    void timerEvent(QTimerEvent* event) override
    {
        ids.append(event->timerId());
        if (whenFired) {
            whenFired();
        }
    }

    QList<int> ids;
    std::function<void()> whenFired;
};

} // namespace

class TestEventTimers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timersFireInTheOrderOfTheirDeadlines();
    void timerIsNeverEarly();
    void repeatedTimerGoesOn();
    void zeroTimerFiresOncePerTurn();
    void timerMayStopItself();
    void timerMayStopAnotherThatIsDue();
    void restartedTimerFiresAfterItsNewTime();
    void deadTimersNumberDoesNotFireForItsOldOwner();
    void timersOfAnObjectDieWithIt();
    void remainingTimeFallsAndEnds();
    void registeredTimersAreListed();
    void timerThatFiresIsNotFiredByANestedLoop();
};

void TestEventTimers::timersFireInTheOrderOfTheirDeadlines()
{
    QList<int> order;
    QTimer::singleShot(30ms, this, [&] { order.append(3); });
    QTimer::singleShot(10ms, this, [&] { order.append(1); });
    QTimer::singleShot(20ms, this, [&] { order.append(2); });
    QTRY_COMPARE(order.size(), 3);
    QCOMPARE(order, (QList{1, 2, 3}));
}

void TestEventTimers::timerIsNeverEarly()
{
    QElapsedTimer elapsed;
    QEventLoop loop;
    elapsed.start();
    QTimer::singleShot(15ms, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
    QVERIFY(elapsed.nsecsElapsed() >= 15'000'000);
}

void TestEventTimers::repeatedTimerGoesOn()
{
    QTimer timer;
    QSignalSpy timeouts(&timer, &QTimer::timeout);
    timer.start(1ms);
    QTRY_VERIFY(timeouts.size() >= 5);
    timer.stop();
    timeouts.clear();
    bool aLaterOneFired = false;
    QTimer::singleShot(5ms, this, [&] { aLaterOneFired = true; });
    QTRY_VERIFY(aLaterOneFired);
    QCOMPARE(timeouts.size(), 0);
}

void TestEventTimers::zeroTimerFiresOncePerTurn()
{
    QTimer timer;
    QSignalSpy timeouts(&timer, &QTimer::timeout);
    timer.start(0);
    turn();
    QCOMPARE(timeouts.size(), 1);
    turn();
    QCOMPARE(timeouts.size(), 2);
}

void TestEventTimers::timerMayStopItself()
{
    Alarm alarm;
    const int id = alarm.startTimer(0);
    alarm.whenFired = [&] { alarm.killTimer(id); };
    turn();
    turn();
    QCOMPARE(alarm.ids, QList{id});
}

void TestEventTimers::timerMayStopAnotherThatIsDue()
{
    Alarm one, other;
    const int first = one.startTimer(0);
    const int second = other.startTimer(0);
    bool stopped = false;
    const auto stop = [&stopped](Alarm& alarm, int id) {
        if (!std::exchange(stopped, true)) {
            alarm.killTimer(id);
        }
    };
    one.whenFired = [&] { stop(other, second); };
    other.whenFired = [&] { stop(one, first); };
    turn();
    turn();
    QVERIFY(one.ids.isEmpty() != other.ids.isEmpty());
}

void TestEventTimers::restartedTimerFiresAfterItsNewTime()
{
    QTimer timer;
    timer.setSingleShot(true);
    QSignalSpy timeouts(&timer, &QTimer::timeout);
    timer.start(0); // due from now on
    timer.start(1h);
    turn();
    QCOMPARE(timeouts.size(), 0);
    QVERIFY(timer.remainingTimeAsDuration() > 59min);
}

void TestEventTimers::deadTimersNumberDoesNotFireForItsOldOwner()
{
    Alarm dead, living;
    const int id = dead.startTimer(1h);
    dead.killTimer(id);
    QList<int> started;
    for (int i = 0; i < 100; ++i) {
        started.append(living.startTimer(0));
    }
    turn();
    QVERIFY(dead.ids.isEmpty());
    QCOMPARE(
        QSet<int>(living.ids.begin(), living.ids.end()), QSet<int>(started.begin(), started.end()));
}

void TestEventTimers::timersOfAnObjectDieWithIt()
{
    auto alarm = std::make_unique<Alarm>();
    const int first = alarm->startTimer(0);
    const int second = alarm->startTimer(0);
    alarm.reset();
    turn();
    QAbstractEventDispatcher* dispatcher = QAbstractEventDispatcher::instance();
    QVERIFY(!dispatcher->unregisterTimer(first));
    QVERIFY(!dispatcher->unregisterTimer(second));
}

void TestEventTimers::remainingTimeFallsAndEnds()
{
    QAbstractEventDispatcher* dispatcher = QAbstractEventDispatcher::instance();
    Alarm alarm;
    const int id = alarm.startTimer(1h, Qt::PreciseTimer);
    QVERIFY(dispatcher->remainingTime(id) <= 3'600'000);
    QVERIFY(dispatcher->remainingTime(id) > 0);
    alarm.killTimer(id);

    const int due = alarm.startTimer(0ms, Qt::PreciseTimer);
    QCOMPARE(dispatcher->remainingTime(due), 0);
}

void TestEventTimers::registeredTimersAreListed()
{
    Alarm alarm;
    const int id = alarm.startTimer(5000ms, Qt::CoarseTimer);
    const auto timers = QAbstractEventDispatcher::instance()->registeredTimers(&alarm);
    QCOMPARE(timers.size(), 1);
    QCOMPARE(timers[0].timerId, id);
    QCOMPARE(timers[0].interval, 5000);
    QCOMPARE(timers[0].timerType, Qt::CoarseTimer);
}

void TestEventTimers::timerThatFiresIsNotFiredByANestedLoop()
{
    QTimer outer;
    int depth = 0, deepest = 0, outerTimes = 0;
    connect(&outer, &QTimer::timeout, this, [&] {
        deepest = std::max(deepest, ++depth);
        ++outerTimes;
        QEventLoop nested;
        QTimer::singleShot(5ms, &nested, &QEventLoop::quit);
        nested.exec();
        --depth;
    });
    outer.start(0);
    QTRY_VERIFY(outerTimes >= 2);
    QCOMPARE(deepest, 1);
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestEventTimers)
#include "tst_eventtimers.moc"
