// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/outbox.h"

#include "core/link/prefetch.h"
#include "core/net/connection.h"

#include <algorithm>

namespace Signalbox {

Outbox::Outbox(QObject* parent)
    : QObject(parent)
{
    m_holdTimer.setSingleShot(true);
    m_holdTimer.setTimerType(Qt::PreciseTimer);
    connect(
        &m_holdTimer, &QTimer::timeout, this, [this] { callAll(m_held, &Connection::onPauseEnd); });
}

void Outbox::enroll(Connection* connection)
{
    if (m_enrolled.empty()) {
        QMetaObject::invokeMethod(
            this, [this] { callAll(m_enrolled, &Connection::onTurnEnd); }, Qt::QueuedConnection);
    }
    m_enrolled.push_back(connection);
}

void Outbox::hold(Connection* connection, std::chrono::milliseconds time)
{
    if (m_held.empty()) {
        m_holdTimer.start(time);
    }
    m_held.push_back(connection);
}

void Outbox::flush()
{
    callAll(m_enrolled, &Connection::onTurnEnd);
    callAll(m_held, &Connection::onPauseEnd);
}

void Outbox::withdraw(Connection* connection)
{
    // Left in their places, so that those behind them keep theirs while all are flushed.
    constexpr Connection* nobody = nullptr;
    std::replace(m_enrolled.begin(), m_enrolled.end(), connection, nobody);
    std::replace(m_held.begin(), m_held.end(), connection, nobody);
}

void Outbox::callAll(std::vector<Connection*>& connections, Turn turn)
{
    // By index: one may end another, whose place is then empty, and add others, whose turn it is
    // right away.
    for (size_t i = 0; i < connections.size(); ++i) {
        if (i + PrefetchAhead < connections.size()) {
            prefetch(connections[i + PrefetchAhead]);
        }
        if (connections[i] != nullptr) {
            (connections[i]->*turn)();
        }
    }
    connections.clear();
}

} // namespace Signalbox
