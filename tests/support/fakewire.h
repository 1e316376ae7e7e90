// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/link/wire.h"

#include <QByteArrayList>

namespace Signalbox {

/// A wire without a far end: remembers what it is told to do, and says what the test wants.
///
/// Thread: the test's. Owner: the link under test.
class FakeWire final : public Wire
{
    Q_OBJECT

public:
    /// One entry per call, in their order: "text", "ping" or "close CODE REASON".
    QByteArrayList done;
    qint64 queued = 0;
    quint64 taken = 0;

    void send(const Frame& frame) override;
    void ping() override;
    void close(quint16 code, const QString& reason) override;
    qint64 queuedBytes() const override { return queued; }
    quint64 takenBytes() const override { return taken; }

    QByteArrayList takeDone() { return std::exchange(done, {}); }
    void receive(QByteArrayView text) { Q_EMIT received(text); }
    void answerPing(std::chrono::microseconds roundTrip) { Q_EMIT pongReceived(roundTrip); }
    void vanish(Departure why) { Q_EMIT closed(why); }
};

} // namespace Signalbox
