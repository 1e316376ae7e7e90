// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/clock.h"
#include "core/signal/happening.h"

#include <QObject>

namespace Signalbox {

/// Keeps what happened until it is collected: facts of SignalCore and rejections at the door become
/// lines, the same cause in a row becomes one line with a counter, and a flood drops the oldest and
/// says how many.
///
/// Thread: the I/O thread. Owner: the switchboard.
class Journal : public QObject
{
    Q_OBJECT

public:
    static constexpr int MaxKept = 2000;

    explicit Journal(const Clock& clock, QObject* parent = nullptr);

    /// Takes what has happened since the last time, oldest first.
    QList<Happening> take();

    void onChanged(const Peer& before, const Peer& after);
    void onDeparted(const Peer& peer, Departure why, const QString& reason);
    void onRefused(const Peer& peer, const Fault& fault);
    void onRejected(Rejection why, const QString& address, const QString& detail = {});

private:
    void noteWhereabouts(const Peer& before, const Peer& after);
    void add(const Happening& happening);

    const Clock& m_clock;
    QList<Happening> m_kept;
    int m_omitted = 0;
    bool m_isComingBack = false; ///< who it is now is told next
};

} // namespace Signalbox
