// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>
#include <QTimer>

namespace Signalbox {

/// Runs the event loop until a condition holds; whether it came to pass. QTest::qWaitFor() sleeps
/// for ten milliseconds between two looks, whatever happens; this looks after all that does, and
/// that often at least. Its patience is far above what anything takes, for machines that are busy
/// with other things.
template <typename Condition>
bool waitUntil(const Condition& condition, int patienceMs = 20'000)
{
    constexpr int longestPauseMs = 10;
    QTimer pause;
    pause.start(longestPauseMs);
    QTimer end;
    end.setSingleShot(true);
    end.start(patienceMs);
    while (!condition()) {
        if (!end.isActive()) {
            return false;
        }
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return true;
}

} // namespace Signalbox
