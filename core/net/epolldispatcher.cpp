// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/epolldispatcher.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QThread>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace Signalbox {

namespace {

/// How many sockets are served before posted events and timers have their turn.
constexpr int MostEventsInOneTurn = 512;

/// The system's events that concern a notifier of each type. Trouble concerns all of them.
constexpr std::array<quint32, 3> EventsOfType{EPOLLIN, EPOLLOUT, EPOLLPRI};
constexpr quint32 Trouble = EPOLLHUP | EPOLLERR;

constexpr quint64 WakeUpMark = std::numeric_limits<quint64>::max();

quint64 markOf(int descriptor, quint32 generation)
{
    return quint64(generation) << 32 | quint32(descriptor);
}

} // namespace

EpollDispatcher::EpollDispatcher(QObject* parent)
    : QAbstractEventDispatcher(parent)
    , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_wakeDescriptor(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = WakeUpMark;
    if (m_epoll < 0 || m_wakeDescriptor < 0
        || ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wakeDescriptor, &event) < 0) {
        qFatal("The system gives no descriptors for an event loop: %s",
            qPrintable(qt_error_string(errno)));
    }
}

EpollDispatcher::~EpollDispatcher()
{
    ::close(m_wakeDescriptor);
    ::close(m_epoll);
}

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    m_runningIn.store(QThread::currentThreadId(), std::memory_order_relaxed);
    m_interrupted = false;
    Q_EMIT awake();

    bool something = std::exchange(m_wokenByOwnThread, false);
    QCoreApplication::sendPostedEvents();
    if (m_interrupted) {
        return false;
    }
    const int wait = timeout(flags);
    if (wait != 0) {
        Q_EMIT aboutToBlock();
    }
    something = waitAndNotify(flags, m_wokenByOwnThread ? 0 : wait) || something;
    if (!(flags & QEventLoop::X11ExcludeTimers)) {
        something = fireTimers() || something;
    }
    return something;
}

/// How long the loop may sleep, in milliseconds; -1: until something happens.
int EpollDispatcher::timeout(QEventLoop::ProcessEventsFlags flags) const
{
    if (!(flags & QEventLoop::WaitForMoreEvents) || m_wokenByOwnThread) {
        return 0;
    }
    if (m_deadlines.empty() || flags & QEventLoop::X11ExcludeTimers) {
        return -1;
    }
    // Rounded up: a timer must not be early, nor the loop spin until it is due.
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(
        m_deadlines.begin()->first - SteadyTime::now());
    return int(std::clamp<qint64>(left.count(), 0, std::numeric_limits<int>::max()));
}

bool EpollDispatcher::waitAndNotify(QEventLoop::ProcessEventsFlags flags, int timeout)
{
    if (flags & QEventLoop::ExcludeSocketNotifiers) {
        pollfd wakeUps{m_wakeDescriptor, POLLIN, 0};
        if (::poll(&wakeUps, 1, timeout) > 0) {
            takeWakeUp();
            return true;
        }
        return false;
    }
    arm();
    const quint64 turn = ++m_turn;
    epoll_event events[MostEventsInOneTurn];
    const int count = ::epoll_wait(m_epoll, events, MostEventsInOneTurn, timeout);
    bool something = false;
    // Once a notifier has nested an event loop, the rest is out of date; what still holds of it
    // comes again.
    for (int i = 0; i < count && turn == m_turn; ++i) {
        const quint64 mark = events[i].data.u64;
        if (mark == WakeUpMark) {
            takeWakeUp();
            something = true;
        } else {
            something
                = notify(int(quint32(mark)), quint32(mark >> 32), events[i].events) || something;
        }
    }
    return something;
}

/// Tells the notifiers of a descriptor. Each of them may do away with itself and all others, or
/// with the descriptor, whose number a new one may bear already.
bool EpollDispatcher::notify(int descriptor, quint32 generation, quint32 events)
{
    bool something = false;
    for (size_t type = 0; type < NotifierTypes; ++type) {
        const Watch& watch = m_watches[size_t(descriptor)];
        if (watch.generation != generation) {
            break;
        }
        if (watch.notifiers[type] != nullptr && events & (EventsOfType[type] | Trouble)) {
            QEvent activation(QEvent::SockAct);
            QCoreApplication::sendEvent(watch.notifiers[type], &activation);
            something = true;
        }
    }
    return something;
}

void EpollDispatcher::registerSocketNotifier(QSocketNotifier* notifier)
{
    const auto descriptor = int(notifier->socket());
    if (size_t(descriptor) >= m_watches.size()) {
        m_watches.resize(size_t(descriptor) + 1);
    }
    Watch& watch = m_watches[size_t(descriptor)];
    QSocketNotifier*& place = watch.notifiers[size_t(notifier->type())];
    if (place != nullptr && place != notifier) {
        qWarning("Two notifiers of one type watch descriptor %d", descriptor);
    }
    place = notifier;
    if (!std::exchange(watch.isDue, true)) {
        m_dueWatches.push_back(descriptor);
    }
}

void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier* notifier)
{
    const auto descriptor = int(notifier->socket());
    if (descriptor < 0 || size_t(descriptor) >= m_watches.size()) {
        return;
    }
    Watch& watch = m_watches[size_t(descriptor)];
    QSocketNotifier*& place = watch.notifiers[size_t(notifier->type())];
    if (place != notifier) {
        return;
    }
    place = nullptr;
    if (watch.notifiers == decltype(watch.notifiers){}) {
        disarm(descriptor, watch);
    } else if (!std::exchange(watch.isDue, true)) {
        m_dueWatches.push_back(descriptor);
    }
}

/// Makes the system watch for what the notifiers want.
void EpollDispatcher::arm()
{
    for (int descriptor : m_dueWatches) {
        Watch& watch = m_watches[size_t(descriptor)];
        watch.isDue = false;
        epoll_event event{};
        for (size_t type = 0; type < NotifierTypes; ++type) {
            event.events |= watch.notifiers[type] != nullptr ? EventsOfType[type] : 0;
        }
        if (event.events == watch.armed) {
            continue;
        }
        event.data.u64 = markOf(descriptor, watch.generation);
        const int change = watch.armed == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
        if (::epoll_ctl(m_epoll, change, descriptor, &event) == 0) {
            watch.armed = event.events;
        } else {
            qWarning("Descriptor %d cannot be watched: %s", descriptor,
                qPrintable(qt_error_string(errno)));
        }
    }
    m_dueWatches.clear();
}

/// At once, since the descriptor is likely to be closed next, and its number to be used again.
void EpollDispatcher::disarm(int descriptor, Watch& watch)
{
    ++watch.generation;
    if (std::exchange(watch.armed, 0) != 0) {
        // Fails where the descriptor is closed already: then the system has forgotten it by itself.
        ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, descriptor, nullptr);
    }
}

void EpollDispatcher::wakeUp()
{
    if (QThread::currentThreadId() == m_runningIn.load(std::memory_order_relaxed)) {
        m_wokenByOwnThread = true;
    } else if (!m_wokenUp.exchange(true)) {
        const quint64 one = 1;
        // Cannot fail: the counter is never near its end.
        [[maybe_unused]] const auto written = ::write(m_wakeDescriptor, &one, sizeof one);
    }
}

void EpollDispatcher::takeWakeUp()
{
    quint64 count = 0;
    [[maybe_unused]] const auto size = ::read(m_wakeDescriptor, &count, sizeof count);
    // Only then: whatever was posted before somebody finds the flag up is in the queue by now, and
    // the queue is looked at before the loop sleeps again.
    m_wokenUp.exchange(false);
}

void EpollDispatcher::interrupt()
{
    m_interrupted = true;
    wakeUp();
}

void EpollDispatcher::registerTimer(
    int timerId, qint64 interval, Qt::TimerType timerType, QObject* object)
{
    const std::chrono::milliseconds duration(interval);
    const Timer timer{object, duration, timerType, SteadyTime::now() + duration, ++m_lastSerial};
    m_timers.insert(timerId, timer);
    schedule(timerId, timer);
}

bool EpollDispatcher::unregisterTimer(int timerId)
{
    const auto timer = m_timers.constFind(timerId);
    if (timer == m_timers.constEnd()) {
        return false;
    }
    unschedule(timerId, *timer);
    m_timers.erase(timer);
    return true;
}

bool EpollDispatcher::unregisterTimers(QObject* object)
{
    return m_timers.removeIf([this, object](QHash<int, Timer>::iterator timer) {
        if (timer->object != object) {
            return false;
        }
        unschedule(timer.key(), *timer);
        return true;
    }) > 0;
}

QList<QAbstractEventDispatcher::TimerInfo> EpollDispatcher::registeredTimers(QObject* object) const
{
    QList<TimerInfo> found;
    for (auto timer = m_timers.begin(); timer != m_timers.end(); ++timer) {
        if (timer->object == object) {
            found.append({timer.key(), int(timer->interval.count()), timer->type});
        }
    }
    return found;
}

int EpollDispatcher::remainingTime(int timerId)
{
    const auto timer = m_timers.constFind(timerId);
    if (timer == m_timers.constEnd()) {
        return -1;
    }
    const auto left
        = std::chrono::ceil<std::chrono::milliseconds>(timer->deadline - SteadyTime::now());
    return int(std::max<qint64>(left.count(), 0));
}

/// Fires each timer that is due at this moment, once.
bool EpollDispatcher::fireTimers()
{
    const TimePoint now = SteadyTime::now();
    std::vector<int> due;
    for (const auto& [deadline, timerId] : m_deadlines) {
        if (deadline > now) {
            break;
        }
        due.push_back(timerId);
    }
    bool something = false;
    for (int timerId : due) {
        something = fire(timerId, now) || something;
    }
    return something;
}

/// A timer that fires is not scheduled meanwhile, so that a nested event loop does not fire it
/// again.
bool EpollDispatcher::fire(int timerId, TimePoint now)
{
    const auto timer = m_timers.find(timerId);
    // One before it may have stopped or restarted it, or nested a loop that has fired it.
    if (timer == m_timers.end() || m_deadlines.erase({timer->deadline, timerId}) == 0) {
        return false;
    }
    if (timer->deadline > now) {
        schedule(timerId, *timer);
        return false;
    }
    // In step with its beginning; what was missed meanwhile is left out.
    timer->deadline += timer->interval;
    if (timer->deadline <= now) {
        timer->deadline = now + timer->interval;
    }
    const quint64 serial = timer->serial;
    QTimerEvent event(timerId);
    QCoreApplication::sendEvent(timer->object, &event);

    const auto after = m_timers.constFind(timerId);
    if (after != m_timers.constEnd() && after->serial == serial) {
        schedule(timerId, *after);
    }
    return true;
}

void EpollDispatcher::schedule(int timerId, const Timer& timer)
{
    m_deadlines.emplace(timer.deadline, timerId);
}

void EpollDispatcher::unschedule(int timerId, const Timer& timer)
{
    m_deadlines.erase({timer.deadline, timerId});
}

} // namespace Signalbox
