// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/link/frame.h"
#include "core/link/trafficbatch.h"
#include "core/signal/clock.h"
#include "core/signal/event.h"

#include <QList>

namespace Signalbox {

/// Listens to what goes through the links while somebody looks: one record for each message that
/// comes in, and one for each event that goes out, however many hear it. What is more than a batch
/// holds is only counted, so that a flood costs no more than a full batch. Secrets are hidden as
/// they come in (hideSecrets()); else it understands no message.
///
/// Thread: the I/O thread. Owner: the switchboard; outlives all links.
class Tap
{
public:
    static constexpr size_t MaxRecords = 4096;
    static constexpr qsizetype MaxBytes = 8 * 1024 * 1024;

    explicit Tap(const Clock& clock);

    /// Turning it off forgets what was not taken.
    void turn(bool on);
    bool isOn() const { return m_on; }

    void hear(PeerNumber speaker, QByteArrayView text)
    {
        if (m_on) {
            record(speaker, text);
        }
    }
    void hear(const Event& event, const QList<PeerNumber>& recipients, const Frame& frame)
    {
        if (m_on) {
            record(event, recipients, frame);
        }
    }

    bool isEmpty() const { return m_batch.records.empty() && m_batch.omitted == 0; }

    /// Takes what was heard since the last time.
    TrafficBatchPtr take();

private:
    void record(PeerNumber speaker, QByteArrayView text);
    void record(const Event& event, const QList<PeerNumber>& recipients, const Frame& frame);
    TrafficRecord* add(qsizetype size);

    const Clock& m_clock;
    TrafficBatch m_batch;
    qsizetype m_bytes = 0; ///< in the batch
    bool m_on = false;
};

} // namespace Signalbox
