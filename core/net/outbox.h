// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <vector>

namespace Signalbox {

class Connection;

/// Who has something to send. All who have enrolled send at the end of this turn of the event loop,
/// each with one system call: what several peers broadcast at the same moment then reaches each
/// receiver in one piece. Those who hold something send a little later, or when they enroll.
///
/// Thread: the I/O thread. Owner: the front door; outlives all connections.
class Outbox : public QObject
{
    Q_OBJECT

public:
    explicit Outbox(QObject* parent = nullptr);

    /// Calls the connection's onTurnEnd(), until when it must not enroll again.
    void enroll(Connection* connection);

    /// Calls its onPauseEnd() within this time, until when it must not ask again.
    void hold(Connection* connection, std::chrono::milliseconds time);

    /// Has all of them send now, so that what still waits afterwards waits for a slow peer.
    void flush();

    /// A connection ends.
    void withdraw(Connection* connection);

private:
    using Turn = void (Connection::*)();
    static void callAll(std::vector<Connection*>& connections, Turn turn);

    std::vector<Connection*> m_enrolled;
    std::vector<Connection*> m_held;
    QTimer m_holdTimer; ///< runs while anybody holds anything
};

} // namespace Signalbox
