// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/admission/forecourt.h"
#include "core/dialects/dialects.h"
#include "core/hubconfig.h"
#include "core/link/debts.h"
#include "core/link/link.h"
#include "core/reception.h"
#include "core/signal/census.h"
#include "core/signal/journal.h"
#include "core/signal/signalcore.h"
#include "core/warden.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <unordered_map>
#include <vector>

namespace Signalbox {

/// The inner half of the hub: owns what lives on the I/O thread and wires it together. Decides
/// nothing that a peer could notice; that is SignalCore's.
///
/// Thread: the I/O thread. Owner: the hub.
class Switchboard : public QObject
{
    Q_OBJECT

public:
    explicit Switchboard(
        std::unique_ptr<Clock> clock = std::make_unique<SteadyClock>(), QObject* parent = nullptr);
    ~Switchboard() override;

    void start(const HubConfig& config);
    void stop();
    void configure(const HubConfig& config);
    Reception& reception() { return m_reception; }
    Warden& warden() { return m_warden; }
    void watch();
    void unwatch(); ///< once for each watch()
    void tap(bool on);

    /// How things stand, for who does not watch.
    SnapshotPtr survey();

    /// How many there are, those that still close included.
    int connections() const { return int(m_links.size()); }

    /// The watcher has taken the last snapshot. Until it says so it gets no other.
    void acknowledge();
    void acknowledgeTraffic() { m_trafficUnacknowledged = false; } ///< as well

Q_SIGNALS:
    void stateChanged(const Signalbox::HubState& state);
    void snapshotReady(const Signalbox::SnapshotPtr& snapshot);
    void happened(const QList<Signalbox::Happening>& happenings);
    void trafficReady(const Signalbox::TrafficBatchPtr& traffic);

private:
    void wireUp();
    void setUpTimers();
    void apply(const HubConfig& config);
    void onStateChanged(const HubState& state);
    void enter(std::unique_ptr<Wire> wire, const FrontDoor::Caller& caller);
    bool hasSeatFor(const QString& address) const;
    void waitForPin(PeerNumber number, const QString& address);
    PinVerdict tryPin(
        PeerNumber number, const QString& address, const QString& pin, PinGiver giver);
    void deliver(const Event& event, Language language, const QList<PeerNumber>& recipients);
    void deliver(const Event& event, const Dialect& dialect, int version,
        const QList<PeerNumber>& recipients);
    const std::vector<Link*>& linksOf(const QList<PeerNumber>& peers);
    QList<PeerNumber> speakersOf(int version, const QList<PeerNumber>& peers) const;
    void greetSilent();
    std::optional<QStringList> peerJsIds(const QByteArray& key);
    void onProbeWanted(PeerNumber owner);
    void onBansChanged();
    void onFinished(PeerNumber number);
    void sweep();
    void relieve();
    void publish();
    Census::Admitted admitted();
    void publishTraffic();
    QByteArray metrics();
    LinkReading read(PeerNumber number) const;

    const std::unique_ptr<const Clock> m_ownClock;
    const Clock& m_clock;
    HubConfig m_config;
    std::unique_ptr<Dialects> m_dialects; ///< never nullptr; replaced only while nobody is there
    QueueBudget m_budget;
    Debts m_debts;
    Tap m_tap;
    SignalCore m_core;
    Warden m_warden;
    Forecourt m_forecourt;
    Census m_census;
    Journal m_journal;
    Reception m_reception;
    std::unordered_map<PeerNumber, std::unique_ptr<Link>> m_links; ///< those that still close, too
    std::vector<Link*> m_addressed; ///< by what is being delivered; nothing delivers meanwhile
    quint64 m_lastNumber = 0;

    QTimer m_sweepTimer;
    Moment m_lastSweep;
    QTimer m_dueTimer; ///< runs while the rules have something that will be due
    QTimer m_greetingTimer; ///< runs while somebody is to be greeted
    std::deque<std::pair<Moment, PeerNumber>> m_silent; ///< since when; to be greeted
    QTimer m_publishTimer; ///< runs while somebody watches
    int m_watchers = 0;
    Moment m_lastPublished;
    bool m_unacknowledged = false;
    bool m_publishesAtOnce = false; ///< once the watcher has taken the last snapshot
    bool m_trafficUnacknowledged = false;
};

} // namespace Signalbox
