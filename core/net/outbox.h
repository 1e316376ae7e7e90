// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <deque>
#include <vector>

namespace Signalbox {

class Connection;

/// Who has something to send. Those who have enrolled send one after the other, each with one
/// system call, and some of them in each turn of the event loop: between them the others are heard,
/// so that what comes meanwhile still leaves with what waits, and nobody is deaf for as long as a
/// crowd is told something. Those who hold something send a little later, or when they enroll.
///
/// Thread: the I/O thread. Owner: the front door; outlives all connections.
class Outbox : public QObject
{
    Q_OBJECT

public:
    explicit Outbox(QObject* parent = nullptr);

    /// Calls the connection's onItsTurn(), until when it must not enroll again.
    void enroll(Connection* connection);

    /// A message has come, of whoever. As many send in a turn as messages come in it, and more.
    void noteHeard() { ++m_heard; }

    /// Calls its onPauseEnd() within this time, until when it must not ask again.
    void hold(Connection* connection, std::chrono::milliseconds time);

    /// Has all of them send now, so that what still waits afterwards waits for a slow peer.
    void flush();

    /// A connection ends.
    void withdraw(Connection* connection);

private:
    void sendSoon();
    void sendSome();
    void sendOne();
    void sendHeld();

    std::deque<Connection*> m_enrolled;
    size_t m_heard = 0; ///< since some have sent
    std::vector<Connection*> m_held;
    QTimer m_holdTimer; ///< runs while anybody holds anything
};

} // namespace Signalbox
