// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hub.h"

#include <functional>

namespace Signalbox {

/// A hub that listens on 127.0.0.1, on a port of the system's choice, and is watched.
///
/// Thread: the test's. Owner: the test.
class RunningHub : public QObject
{
    Q_OBJECT

public:
    explicit RunningHub(const Limits& limits = {});

    /// On the loopback interface and any free port, whatever the configuration says of these.
    explicit RunningHub(const HubConfig& config);

    /// Whether it listens; to be checked before anything else.
    bool isListening() const;
    quint16 port() const { return m_hub->state().port; }
    Hub& hub() { return *m_hub; }
    HubConfig config() const { return m_config; }

    bool waitForPhase(HubState::Phase phase);

    /// Waits until a snapshot shows so many rows.
    bool waitForRows(size_t count);

    /// Waits until a snapshot satisfies the condition.
    bool waitFor(const std::function<bool(const Snapshot&)>& condition);

    const SnapshotPtr& snapshot() const { return m_snapshot; }
    const QList<Happening>& happenings() const { return m_happenings; }

    /// The row of the peer with this id in the newest snapshot, or nullptr.
    const PeerRow* row(const QString& id) const;

    /// Why those who are gone are gone, in the order in which they went.
    QList<Departure> departures() const;

    /// Limits with a closing time that no test need wait for; who is gone is gone at once.
    static Limits quickLimits();

    /// The same, and everybody may say as much as they like, readable or not.
    static Limits generousLimits();

    /// The end of the hub, with whoever is connected.
    void destroy() { m_hub.reset(); }

private:
    HubConfig m_config;
    std::unique_ptr<Hub> m_hub;
    SnapshotPtr m_snapshot = std::make_shared<Snapshot>();
    QList<Happening> m_happenings;
};

} // namespace Signalbox
