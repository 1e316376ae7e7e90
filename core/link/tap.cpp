// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/link/tap.h"

#include "core/link/secrets.h"

#include <utility>

namespace Signalbox {

Tap::Tap(const Clock& clock)
    : m_clock(clock)
{ }

void Tap::turn(bool on)
{
    m_on = on;
    if (!on) {
        take();
    }
}

TrafficBatchPtr Tap::take()
{
    m_bytes = 0;
    return std::make_shared<const TrafficBatch>(std::exchange(m_batch, {}));
}

/// A record of a message of this size to be filled in; nullptr if the batch is full. Once it is,
/// nothing more gets in, so that what is missing is missing in one place.
TrafficRecord* Tap::add(qsizetype size)
{
    const bool fits = m_batch.records.size() < MaxRecords && m_bytes + size <= MaxBytes;
    if (!fits || m_batch.omitted > 0) {
        ++m_batch.omitted;
        return nullptr;
    }
    m_bytes += size;
    TrafficRecord& heard = m_batch.records.emplace_back();
    heard.at = m_clock.now();
    return &heard;
}

void Tap::record(PeerNumber speaker, QByteArrayView text)
{
    if (TrafficRecord* heard = add(text.size())) {
        heard->direction = TrafficRecord::Direction::In;
        heard->peer = speaker;
        heard->bytes = text.toByteArray();
        hideSecrets(heard->bytes);
    }
}

void Tap::record(const Event& event, const QList<PeerNumber>& recipients, const Frame& frame)
{
    if (recipients.isEmpty() || frame.isEmpty()) {
        return;
    }
    TrafficRecord* heard = add(frame.bytes().size());
    if (heard == nullptr) {
        return;
    }
    heard->direction = TrafficRecord::Direction::Out;
    heard->peers = static_cast<int>(recipients.size());
    // A farewell is the one event that goes to peers of several rooms.
    if (recipients.size() == 1 || !std::holds_alternative<Ended>(event)) {
        heard->peer = recipients.first();
    }
    if (const auto* delivered = std::get_if<Delivered>(&event)) {
        heard->speaker = delivered->sender;
    }
    heard->bytes = frame.bytes();
    heard->start = frame.bytes().size() - frame.text().size();
    hideSecrets(heard->bytes, heard->start);
}

} // namespace Signalbox
