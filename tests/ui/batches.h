// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/link/trafficbatch.h"

namespace Signalbox {

/// Makes the batches that a tap would make, without one.
/// Thread: any one. Owner: a test.
class Batches
{
public:
    Batches& in(PeerNumber speaker, const QByteArray& text)
    {
        TrafficRecord& record = m_batch.records.emplace_back();
        record.at = std::chrono::steady_clock::now();
        record.peer = speaker;
        record.bytes = text;
        return *this;
    }

    Batches& out(
        const Identity& speaker, PeerNumber receiver, int receivers, const QByteArray& text)
    {
        in(receiver, "head" + text);
        TrafficRecord& record = m_batch.records.back();
        record.direction = TrafficRecord::Direction::Out;
        record.peers = receivers;
        record.speaker = speaker;
        record.start = 4;
        return *this;
    }

    /// Messages of these numbers.
    Batches& numbers(int first, int count)
    {
        for (int i = first; i < first + count; ++i) {
            in(PeerNumber(1), QByteArray::number(i));
        }
        return *this;
    }

    Batches& omit(quint64 count)
    {
        m_batch.omitted += count;
        return *this;
    }

    TrafficBatchPtr take()
    {
        return std::make_shared<const TrafficBatch>(std::exchange(m_batch, {}));
    }

private:
    TrafficBatch m_batch;
};

} // namespace Signalbox
