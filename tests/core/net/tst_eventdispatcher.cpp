// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
//
// What everybody relies on in an event loop, asked of the I/O thread's dispatcher and, in a second
// run of this program, of Qt's own: both must give the same answers.

#include "core/net/iodispatcher.h"
#include "tests/support/suite.h"

#include <QAbstractEventDispatcher>
#include <QEventLoop>
#include <QSignalSpy>
#include <QSocketNotifier>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <array>
#include <atomic>
#include <fcntl.h>
#include <memory>
#include <sys/socket.h>
#include <unistd.h>

namespace Signalbox {

namespace {

using namespace std::chrono_literals;

/// Two connected sockets, by descriptor.
class SocketPair
{
public:
    SocketPair()
    {
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, m_ends.data())
            < 0) {
            qFatal("socketpair");
        }
    }
    ~SocketPair()
    {
        closeEnd(0);
        closeEnd(1);
    }
    Q_DISABLE_COPY_MOVE(SocketPair)

    int end(size_t which) const { return m_ends[which]; }
    void closeEnd(size_t which)
    {
        if (m_ends[which] >= 0) {
            ::close(std::exchange(m_ends[which], -1));
        }
    }
    void say(size_t from) const { QCOMPARE(::write(m_ends[from], "x", 1), 1); }
    void hear(size_t at) const
    {
        char byte = 0;
        QCOMPARE(::read(m_ends[at], &byte, 1), 1);
    }

private:
    std::array<int, 2> m_ends{};
};

/// Counts how often a notifier is activated.
class Listener
{
public:
    Listener(int descriptor, QSocketNotifier::Type type)
        : notifier(std::make_unique<QSocketNotifier>(descriptor, type))
    {
        QObject::connect(notifier.get(), &QSocketNotifier::activated, notifier.get(), [this] {
            ++times;
            if (whenActivated) {
                whenActivated();
            }
        });
    }

    std::unique_ptr<QSocketNotifier> notifier;
    std::function<void()> whenActivated;
    int times = 0;
};

bool isGlib()
{
    return QAbstractEventDispatcher::instance()->inherits("QEventDispatcherGlib");
}

void turn()
{
    QCoreApplication::processEvents();
}

} // namespace

class TestEventDispatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTheOneThatThisRunAsksFor();

    void readableSocketIsToldUntilItIsRead();
    void writableSocketIsToldWhileAsked();
    void disabledNotifierIsNotTold();
    void notifierSwitchedOffAndOnInOneTurnIsTold();
    void bothDirectionsOfOneSocketAreTold();
    void farEndThatClosesMakesReadable();
    void notifierMayDeleteAnotherOneThatIsDue();
    void notifierMayDeleteItselfAndCloseItsSocket();
    void newSocketUnderAnOldNumberIsWatched();
    void newSocketUnderAnOldNumberIsNotToldOfTheOldOne();
    void writeNotifierDoesNotHideTheEndOfTheReadNotifier();
    void thousandSocketsAreToldEach();
    void socketsAreLeftAloneWhenExcluded();
    void whatANestedLoopHasServedIsNotServedAgain();

    void nestedLoopServesSocketsAndTimers();

    void postedEventIsSentInTheNextTurn();
    void aTurnThatWasWokenUpDidSomething();
    void eventPostedByAnotherThreadWakesTheLoop();
    void manyThreadsWakeTheLoopWithoutLosingAnEvent();
    void interruptFromAnotherThreadEndsTheWait();
    void eventPostedWhenAboutToBlockIsNotSleptOver();
    void loopSleepsWhileNothingHappens();
    void threadWithTheDispatcherEndsAndFreesIt();
};

void TestEventDispatcher::isTheOneThatThisRunAsksFor()
{
    const QByteArray name = QAbstractEventDispatcher::instance()->metaObject()->className();
#ifdef Q_OS_LINUX
    const bool wantsQt = qgetenv("SIGNALBOX_EVENT_DISPATCHER") == "qt";
    QCOMPARE(name == "Signalbox::EpollDispatcher", !wantsQt);
#else
    QVERIFY(name != "Signalbox::EpollDispatcher");
#endif
}

void TestEventDispatcher::readableSocketIsToldUntilItIsRead()
{
    SocketPair pair;
    Listener listener(pair.end(0), QSocketNotifier::Read);
    turn();
    QCOMPARE(listener.times, 0);
    pair.say(1);
    turn();
    turn();
    QCOMPARE(listener.times, 2);
    pair.hear(0);
    turn();
    QCOMPARE(listener.times, 2);
}

void TestEventDispatcher::writableSocketIsToldWhileAsked()
{
    SocketPair pair;
    Listener listener(pair.end(0), QSocketNotifier::Write);
    turn();
    QCOMPARE(listener.times, 1);
    listener.notifier->setEnabled(false);
    turn();
    QCOMPARE(listener.times, 1);
    listener.notifier->setEnabled(true);
    turn();
    QCOMPARE(listener.times, 2);
}

void TestEventDispatcher::disabledNotifierIsNotTold()
{
    SocketPair pair;
    Listener listener(pair.end(0), QSocketNotifier::Read);
    listener.notifier->setEnabled(false);
    pair.say(1);
    turn();
    QCOMPARE(listener.times, 0);
}

void TestEventDispatcher::notifierSwitchedOffAndOnInOneTurnIsTold()
{
    SocketPair pair;
    Listener listener(pair.end(0), QSocketNotifier::Read);
    turn();
    listener.notifier->setEnabled(false);
    listener.notifier->setEnabled(true);
    pair.say(1);
    turn();
    QCOMPARE(listener.times, 1);
}

void TestEventDispatcher::bothDirectionsOfOneSocketAreTold()
{
    SocketPair pair;
    Listener reading(pair.end(0), QSocketNotifier::Read);
    Listener writing(pair.end(0), QSocketNotifier::Write);
    pair.say(1);
    turn();
    QCOMPARE(reading.times, 1);
    QCOMPARE(writing.times, 1);
    writing.notifier->setEnabled(false);
    turn();
    QCOMPARE(reading.times, 2);
    QCOMPARE(writing.times, 1);
}

void TestEventDispatcher::farEndThatClosesMakesReadable()
{
    SocketPair pair;
    Listener listener(pair.end(0), QSocketNotifier::Read);
    turn();
    pair.closeEnd(1);
    turn();
    QCOMPARE(listener.times, 1);
}

void TestEventDispatcher::notifierMayDeleteAnotherOneThatIsDue()
{
    SocketPair one, other;
    Listener first(one.end(0), QSocketNotifier::Read);
    Listener second(other.end(0), QSocketNotifier::Read);
    first.whenActivated = [&] { second.notifier.reset(); };
    second.whenActivated = [&] { first.notifier.reset(); };
    one.say(1);
    other.say(1);
    turn();
    QCOMPARE(first.times + second.times, 1);
}

void TestEventDispatcher::notifierMayDeleteItselfAndCloseItsSocket()
{
    SocketPair pair;
    Listener listener(pair.end(0), QSocketNotifier::Read);
    bool gone = false;
    listener.whenActivated = [&] {
        listener.notifier->setEnabled(false);
        listener.notifier.release()->deleteLater();
        pair.closeEnd(0);
        gone = true;
    };
    pair.say(1);
    turn();
    QVERIFY(gone);
    turn();
    QCOMPARE(listener.times, 1);
}

void TestEventDispatcher::newSocketUnderAnOldNumberIsWatched()
{
    SocketPair pair, later;
    auto first = std::make_unique<Listener>(pair.end(0), QSocketNotifier::Read);
    turn();
    // Within one turn: the watch ends, the number is closed, and another socket bears it.
    first.reset();
    const int number = pair.end(0);
    QCOMPARE(::dup2(later.end(0), number), number);
    Listener second(number, QSocketNotifier::Read);
    turn();
    QCOMPARE(second.times, 0);
    later.say(1);
    turn();
    QCOMPARE(second.times, 1);
}

void TestEventDispatcher::newSocketUnderAnOldNumberIsNotToldOfTheOldOne()
{
    SocketPair one, other, later;
    Listener first(one.end(0), QSocketNotifier::Read);
    Listener second(other.end(0), QSocketNotifier::Read);
    std::unique_ptr<Listener> third;
    // Whichever is told first replaces the other's socket by a silent one.
    const auto replace = [&](Listener& victim) {
        if (third) {
            return;
        }
        const int number = int(victim.notifier->socket());
        victim.notifier.reset();
        QCOMPARE(::dup2(later.end(0), number), number);
        third = std::make_unique<Listener>(number, QSocketNotifier::Read);
    };
    first.whenActivated = [&] { replace(second); };
    second.whenActivated = [&] { replace(first); };
    one.say(1);
    other.say(1);
    turn();
    QVERIFY(third);
    turn();
    QCOMPARE(third->times, 0);
    later.say(1);
    turn();
    QCOMPARE(third->times, 1);
}

void TestEventDispatcher::writeNotifierDoesNotHideTheEndOfTheReadNotifier()
{
    SocketPair pair;
    auto reading = std::make_unique<Listener>(pair.end(0), QSocketNotifier::Read);
    Listener writing(pair.end(0), QSocketNotifier::Write);
    turn();
    QCOMPARE(writing.times, 1);
    reading.reset();
    writing.notifier->setEnabled(false);
    pair.say(1);
    turn();
    QCOMPARE(writing.times, 1);
    writing.notifier->setEnabled(true);
    turn();
    QCOMPARE(writing.times, 2);
}

void TestEventDispatcher::thousandSocketsAreToldEach()
{
    constexpr size_t count = 1000; // more than one turn serves
    std::vector<std::unique_ptr<SocketPair>> pairs;
    std::vector<std::unique_ptr<Listener>> listeners;
    for (size_t i = 0; i < count; ++i) {
        pairs.push_back(std::make_unique<SocketPair>());
        listeners.push_back(
            std::make_unique<Listener>(pairs.back()->end(0), QSocketNotifier::Read));
        listeners.back()->whenActivated = [pair = pairs.back().get()] { pair->hear(0); };
        pairs.back()->say(1);
    }
    const auto everybodyWasTold = [&] {
        return std::all_of(listeners.begin(), listeners.end(),
            [](const auto& listener) { return listener->times == 1; });
    };
    QTRY_VERIFY(everybodyWasTold());
    turn();
    QVERIFY(everybodyWasTold());
}

void TestEventDispatcher::socketsAreLeftAloneWhenExcluded()
{
    SocketPair pair;
    Listener listener(pair.end(0), QSocketNotifier::Read);
    pair.say(1);
    QCoreApplication::processEvents(QEventLoop::ExcludeSocketNotifiers);
    QCOMPARE(listener.times, isGlib() ? 1 : 0); // GLib's does not heed the flag
    pair.hear(0);
    turn();
    pair.say(1);
    turn();
    QCOMPARE(listener.times, isGlib() ? 2 : 1);
}

void TestEventDispatcher::whatANestedLoopHasServedIsNotServedAgain()
{
    SocketPair one, other;
    Listener first(one.end(0), QSocketNotifier::Read);
    Listener second(other.end(0), QSocketNotifier::Read);
    const auto serve = [](const SocketPair& mine, const SocketPair& others, Listener& theirs) {
        mine.hear(0);
        if (theirs.times == 0) {
            theirs.whenActivated = [&others] { others.hear(0); };
            turn();
        }
    };
    first.whenActivated = [&] { serve(one, other, second); };
    second.whenActivated = [&] { serve(other, one, first); };
    one.say(1);
    other.say(1);
    turn();
    QCOMPARE(first.times, 1);
    QCOMPARE(second.times, 1);
}

void TestEventDispatcher::nestedLoopServesSocketsAndTimers()
{
    SocketPair one, other;
    Listener outer(one.end(0), QSocketNotifier::Read);
    Listener inner(other.end(0), QSocketNotifier::Read);
    bool timerFired = false;
    inner.whenActivated = [&] { other.hear(0); };
    outer.whenActivated = [&] {
        one.hear(0);
        other.say(1);
        QEventLoop nested;
        QTimer::singleShot(0, &nested, [&] { timerFired = true; });
        QTimer::singleShot(5ms, &nested, &QEventLoop::quit);
        nested.exec();
    };
    one.say(1);
    turn();
    QCOMPARE(outer.times, 1);
    QCOMPARE(inner.times, 1);
    QVERIFY(timerFired);
}

void TestEventDispatcher::postedEventIsSentInTheNextTurn()
{
    bool done = false;
    QMetaObject::invokeMethod(
        this, [&] { done = true; }, Qt::QueuedConnection);
    QVERIFY(!done);
    turn();
    QVERIFY(done);
}

void TestEventDispatcher::aTurnThatWasWokenUpDidSomething()
{
    QAbstractEventDispatcher* dispatcher = QAbstractEventDispatcher::instance();
    turn();
    dispatcher->wakeUp();
    QVERIFY(dispatcher->processEvents(QEventLoop::AllEvents));
}

void TestEventDispatcher::eventPostedByAnotherThreadWakesTheLoop()
{
    QEventLoop loop;
    const std::unique_ptr<QThread> thread(QThread::create(
        [&loop] { QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection); }));
    thread->start();
    loop.exec();
    QVERIFY(thread->wait());
}

void TestEventDispatcher::manyThreadsWakeTheLoopWithoutLosingAnEvent()
{
    constexpr int threadCount = 4;
    constexpr int events = 5000;
    int seen = 0;
    QEventLoop loop;
    std::vector<std::unique_ptr<QThread>> threads;
    for (int i = 0; i < threadCount; ++i) {
        threads.emplace_back(QThread::create([&] {
            for (int event = 0; event < events; ++event) {
                QMetaObject::invokeMethod(
                    &loop,
                    [&] {
                        if (++seen == threadCount * events) {
                            loop.quit();
                        }
                    },
                    Qt::QueuedConnection);
            }
        }));
        threads.back()->start();
    }
    loop.exec();
    QCOMPARE(seen, threadCount * events);
    for (const auto& thread : threads) {
        QVERIFY(thread->wait());
    }
}

void TestEventDispatcher::interruptFromAnotherThreadEndsTheWait()
{
    QAbstractEventDispatcher* dispatcher = QAbstractEventDispatcher::instance();
    std::atomic<bool> returned = false;
    const std::unique_ptr<QThread> thread(QThread::create([&] {
        // Again and again: the wait may not have begun when the first one comes.
        while (!returned) {
            dispatcher->interrupt();
            QThread::yieldCurrentThread();
        }
    }));
    thread->start();
    dispatcher->processEvents(QEventLoop::WaitForMoreEvents);
    returned = true;
    QVERIFY(thread->wait());
}

void TestEventDispatcher::eventPostedWhenAboutToBlockIsNotSleptOver()
{
    QEventLoop loop;
    const auto connection = connect(QAbstractEventDispatcher::instance(),
        &QAbstractEventDispatcher::aboutToBlock, &loop,
        [&loop] { QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection); });
    loop.exec();
    disconnect(connection);
}

void TestEventDispatcher::loopSleepsWhileNothingHappens()
{
    int turns = 0;
    const auto connection = connect(QAbstractEventDispatcher::instance(),
        &QAbstractEventDispatcher::aboutToBlock, this, [&turns] { ++turns; });
    SocketPair pair;
    Listener listener(pair.end(0), QSocketNotifier::Read);
    QEventLoop loop;
    QTimer::singleShot(50ms, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
    disconnect(connection);
    QVERIFY2(turns <= 5, qPrintable(QString::number(turns)));
}

void TestEventDispatcher::threadWithTheDispatcherEndsAndFreesIt()
{
    QThread thread;
    QPointer<QAbstractEventDispatcher> dispatcher = makeIoDispatcher();
    if (dispatcher) {
        thread.setEventDispatcher(dispatcher);
    }
    thread.start();
    QObject worker;
    bool ran = false;
    worker.moveToThread(&thread);
    QMetaObject::invokeMethod(
        &worker,
        [&] {
            ran = true;
            worker.moveToThread(nullptr);
        },
        Qt::BlockingQueuedConnection);
    thread.quit();
    QVERIFY(thread.wait());
    QVERIFY(ran);
    QVERIFY(!dispatcher);
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestEventDispatcher)
#include "tst_eventdispatcher.moc"
