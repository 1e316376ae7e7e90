// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
//
// What everybody relies on where an event loop watches sockets, asked of the I/O thread's
// dispatcher and of Qt's own, as in tst_eventdispatcher.

#include "tests/support/suite.h"

#include <QAbstractEventDispatcher>
#include <QEventLoop>
#include <QSocketNotifier>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>
#include <vector>

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

class TestEventSockets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
    void loopSleepsWhileNothingHappens();
};

void TestEventSockets::readableSocketIsToldUntilItIsRead()
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

void TestEventSockets::writableSocketIsToldWhileAsked()
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

void TestEventSockets::disabledNotifierIsNotTold()
{
    SocketPair pair;
    Listener listener(pair.end(0), QSocketNotifier::Read);
    listener.notifier->setEnabled(false);
    pair.say(1);
    turn();
    QCOMPARE(listener.times, 0);
}

void TestEventSockets::notifierSwitchedOffAndOnInOneTurnIsTold()
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

void TestEventSockets::bothDirectionsOfOneSocketAreTold()
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

void TestEventSockets::farEndThatClosesMakesReadable()
{
    SocketPair pair;
    Listener listener(pair.end(0), QSocketNotifier::Read);
    turn();
    pair.closeEnd(1);
    turn();
    QCOMPARE(listener.times, 1);
}

void TestEventSockets::notifierMayDeleteAnotherOneThatIsDue()
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

void TestEventSockets::notifierMayDeleteItselfAndCloseItsSocket()
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

void TestEventSockets::newSocketUnderAnOldNumberIsWatched()
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

void TestEventSockets::newSocketUnderAnOldNumberIsNotToldOfTheOldOne()
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

void TestEventSockets::writeNotifierDoesNotHideTheEndOfTheReadNotifier()
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

void TestEventSockets::thousandSocketsAreToldEach()
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

void TestEventSockets::socketsAreLeftAloneWhenExcluded()
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

void TestEventSockets::whatANestedLoopHasServedIsNotServedAgain()
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

void TestEventSockets::nestedLoopServesSocketsAndTimers()
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

void TestEventSockets::loopSleepsWhileNothingHappens()
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

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestEventSockets)
#include "tst_eventsockets.moc"
