// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractEventDispatcher>
#include <QHash>

#include <array>
#include <atomic>
#include <chrono>
#include <set>
#include <utility>
#include <vector>

namespace Signalbox {

/// An event loop whose turn costs what happens in it, and not what could: Qt's own looks at every
/// socket in every turn, which with thousands of idle peers is nearly all that it does.
///
/// Sockets are watched by epoll(7), level-triggered. Changes of what is watched are collected and
/// told to the system before it is asked again, so that a write notifier that goes on and off in
/// one turn costs no system call. Timers are kept to the millisecond, whatever their type.
///
/// Linux only. Thread: that whose event loop it runs; wakeUp() and interrupt() may be called from
/// any. Owner: that thread (QThread::setEventDispatcher). Not for the GUI thread, whose dispatcher
/// belongs to the platform.
class EpollDispatcher final : public QAbstractEventDispatcher
{
    Q_OBJECT

public:
    explicit EpollDispatcher(QObject* parent = nullptr);
    ~EpollDispatcher() override;

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;

    void registerSocketNotifier(QSocketNotifier* notifier) override;
    void unregisterSocketNotifier(QSocketNotifier* notifier) override;

    void registerTimer(
        int timerId, qint64 interval, Qt::TimerType timerType, QObject* object) override;
    bool unregisterTimer(int timerId) override;
    bool unregisterTimers(QObject* object) override;
    QList<TimerInfo> registeredTimers(QObject* object) const override;
    int remainingTime(int timerId) override;

    void wakeUp() override;
    void interrupt() override;

private:
    using SteadyTime = std::chrono::steady_clock;
    using TimePoint = SteadyTime::time_point;

    static constexpr int NotifierTypes = 3; ///< QSocketNotifier::Type: Read, Write, Exception

    /// What is watched of one descriptor.
    struct Watch
    {
        std::array<QSocketNotifier*, NotifierTypes> notifiers{};
        quint32 armed = 0; ///< the events that the system watches for
        quint32 generation = 0; ///< tells this use of the descriptor's number from the former
        bool isDue = false; ///< stands in m_dueWatches
    };

    struct Timer
    {
        QObject* object = nullptr;
        std::chrono::milliseconds interval{};
        Qt::TimerType type{};
        TimePoint deadline;
        quint64 serial = 0; ///< Qt gives the ids of dead timers to new ones
    };

    bool waitAndNotify(QEventLoop::ProcessEventsFlags flags, int timeout);
    bool notify(int descriptor, quint32 generation, quint32 events);
    void arm();
    void disarm(int descriptor, Watch& watch);
    void takeWakeUp();

    int timeout(QEventLoop::ProcessEventsFlags flags) const;
    bool fireTimers();
    bool fire(int timerId, TimePoint now);
    void schedule(int timerId, const Timer& timer);
    void unschedule(int timerId, const Timer& timer);

    int m_epoll;
    int m_wakeDescriptor; ///< an eventfd(2)
    std::vector<Watch> m_watches; ///< by descriptor
    std::vector<int> m_dueWatches; ///< descriptors whose watch the system does not know yet
    quint64 m_turn = 0; ///< counts the waits, those of nested loops included

    QHash<int, Timer> m_timers;
    std::set<std::pair<TimePoint, int>> m_deadlines; ///< of all timers but those that fire just now
    quint64 m_lastSerial = 0;

    std::atomic<Qt::HANDLE> m_runningIn = nullptr; ///< the thread whose loop this is
    std::atomic<bool> m_wokenUp = false; ///< by another thread; m_wakeDescriptor is readable
    std::atomic<bool> m_interrupted = false;
    bool m_wokenByOwnThread = false; ///< which does not sleep now: the next wait must not block
};

} // namespace Signalbox
