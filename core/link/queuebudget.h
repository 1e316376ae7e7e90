// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace Signalbox {

/// How much waits in all links together, and how much they were given to send. Links tell what
/// they see when they send or look, so the sum of what waits is too high by what has left since,
/// and too low by the pongs that QtWebSockets has queued since.
///
/// Thread: the I/O thread. Owner: the switchboard; outlives all links.
class QueueBudget
{
public:
    void change(qint64 bytes) { m_queued += bytes; }
    qint64 queued() const { return m_queued; }

    void countSent(qint64 bytes) { m_sent += bytes; }
    qint64 sent() const { return m_sent; } ///< ever; only differences mean something

private:
    qint64 m_queued = 0;
    qint64 m_sent = 0;
};

} // namespace Signalbox
