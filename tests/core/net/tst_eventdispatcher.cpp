// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
//
// What everybody relies on in an event loop, asked of the I/O thread's dispatcher and, in a second
// run of this program, of Qt's own: both must give the same answers.

#include "core/net/iodispatcher.h"
#include "tests/support/suite.h"

#include <QAbstractEventDispatcher>
#include <QEventLoop>
#include <QPointer>
#include <QTest>
#include <QThread>

#include <atomic>
#include <memory>
#include <vector>

namespace Signalbox {

class TestEventDispatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTheOneThatThisRunAsksFor();
    void postedEventIsSentInTheNextTurn();
    void aTurnThatWasWokenUpDidSomething();
    void eventPostedByAnotherThreadWakesTheLoop();
    void manyThreadsWakeTheLoopWithoutLosingAnEvent();
    void interruptFromAnotherThreadEndsTheWait();
    void eventPostedWhenAboutToBlockIsNotSleptOver();
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

void TestEventDispatcher::postedEventIsSentInTheNextTurn()
{
    bool done = false;
    QMetaObject::invokeMethod(
        this, [&] { done = true; }, Qt::QueuedConnection);
    QVERIFY(!done);
    QCoreApplication::processEvents();
    QVERIFY(done);
}

void TestEventDispatcher::aTurnThatWasWokenUpDidSomething()
{
    QAbstractEventDispatcher* dispatcher = QAbstractEventDispatcher::instance();
    QCoreApplication::processEvents();
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
