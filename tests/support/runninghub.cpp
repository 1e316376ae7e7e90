// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/runninghub.h"

#include "tests/support/waiting.h"

#include <limits>

namespace Signalbox {

namespace {

HubConfig withLimits(const Limits& limits)
{
    HubConfig config;
    config.limits = limits;
    return config;
}

} // namespace

RunningHub::RunningHub(const Limits& limits)
    : RunningHub(withLimits(limits))
{ }

RunningHub::RunningHub(const HubConfig& config)
    : m_config(config)
    , m_hub(std::make_unique<Hub>())
{
    m_config.listenAddress = QStringLiteral("127.0.0.1");
    m_config.port = 0;
    connect(m_hub.get(), &Hub::snapshotReady, this,
        [this](const SnapshotPtr& snapshot) { m_snapshot = snapshot; });
    connect(m_hub.get(), &Hub::happened, this,
        [this](const QList<Happening>& happenings) { m_happenings += happenings; });
    m_hub->watch();
    m_hub->start(m_config);
    waitForPhase(HubState::Phase::Listening);
}

bool RunningHub::isListening() const
{
    return m_hub->state().phase == HubState::Phase::Listening;
}

bool RunningHub::waitForPhase(HubState::Phase phase)
{
    return waitUntil([this, phase] { return m_hub->state().phase == phase; });
}

bool RunningHub::waitForRows(size_t count)
{
    return waitFor([count](const Snapshot& snapshot) { return snapshot.rows.size() == count; });
}

bool RunningHub::waitFor(const std::function<bool(const Snapshot&)>& condition)
{
    return waitUntil([this, &condition] { return condition(*m_snapshot); });
}

const PeerRow* RunningHub::row(const QString& id) const
{
    for (const PeerRow& row : m_snapshot->rows) {
        if (row.peer.identity.id == id) {
            return &row;
        }
    }
    return nullptr;
}

QList<Departure> RunningHub::departures() const
{
    QList<Departure> departures;
    for (const Happening& happening : m_happenings) {
        if (happening.kind == Happening::Kind::Departed) {
            departures.append(std::get<Departure>(happening.cause));
        }
    }
    return departures;
}

Limits RunningHub::quickLimits()
{
    Limits limits;
    limits.closeTime = std::chrono::milliseconds(100);
    limits.rules.resumeTime = std::chrono::milliseconds(0);
    return limits;
}

Limits RunningHub::generousLimits()
{
    Limits limits = quickLimits();
    limits.messageBurst = std::numeric_limits<int>::max();
    limits.messagesPerSecond = std::numeric_limits<int>::max();
    limits.bytesPerSecond = std::numeric_limits<qint64>::max();
    limits.fanOutBytesPerSecond = std::numeric_limits<qint64>::max();
    limits.wireBytesPerSecond = std::numeric_limits<qint64>::max();
    limits.unreadableInARow = std::numeric_limits<int>::max();
    return limits;
}

} // namespace Signalbox
