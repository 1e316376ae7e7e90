// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/outbox.h"

#include "core/link/prefetch.h"
#include "core/net/connection.h"

#include <algorithm>
#include <utility>

namespace Signalbox {

namespace {

/// So many send in one turn, if there are, or a part of all. What many are told is told fastest in
/// small bites, as more to tell comes between them; but each has its turn within a few.
constexpr size_t LeastInOneTurn = 16;
constexpr size_t PartInOneTurn = 8;

} // namespace

Outbox::Outbox(QObject* parent)
    : QObject(parent)
{
    m_holdTimer.setSingleShot(true);
    m_holdTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_holdTimer, &QTimer::timeout, this, &Outbox::sendHeld);
}

void Outbox::enroll(Connection* connection)
{
    if (m_enrolled.empty()) {
        sendSoon();
    }
    m_enrolled.push_back(connection);
}

void Outbox::sendSoon()
{
    QMetaObject::invokeMethod(this, &Outbox::sendSome, Qt::QueuedConnection);
}

/// As many as were heard: where each message is for one peer, small bites would only cost turns.
void Outbox::sendSome()
{
    const size_t heard = std::exchange(m_heard, 0);
    size_t left = std::max({LeastInOneTurn, m_enrolled.size() / PartInOneTurn, heard});
    while (left-- > 0 && !m_enrolled.empty()) {
        sendOne();
    }
    if (!m_enrolled.empty()) {
        sendSoon();
    }
}

/// It may end another, whose place is then empty, and have others enroll.
void Outbox::sendOne()
{
    if (m_enrolled.size() > PrefetchAhead) {
        prefetch(m_enrolled[PrefetchAhead]);
    }
    Connection* const first = m_enrolled.front();
    m_enrolled.pop_front();
    if (first != nullptr) {
        first->onItsTurn();
    }
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
    while (!m_enrolled.empty()) {
        sendOne();
    }
    sendHeld();
}

void Outbox::withdraw(Connection* connection)
{
    // Left in their places, so that those behind them keep theirs while all are flushed.
    constexpr Connection* nobody = nullptr;
    std::replace(m_enrolled.begin(), m_enrolled.end(), connection, nobody);
    std::replace(m_held.begin(), m_held.end(), connection, nobody);
}

void Outbox::sendHeld()
{
    // By index: one may end another, whose place is then empty, and add others, whose turn it is
    // right away.
    for (size_t i = 0; i < m_held.size(); ++i) {
        if (i + PrefetchAhead < m_held.size()) {
            prefetch(m_held[i + PrefetchAhead]);
        }
        if (m_held[i] != nullptr) {
            m_held[i]->onPauseEnd();
        }
    }
    m_held.clear();
}

} // namespace Signalbox
