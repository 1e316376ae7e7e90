// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/switchboard.h"

#include "core/net/addresses.h"

#include <QRandomGenerator>

#include <algorithm>

namespace Signalbox {

namespace {

using namespace std::chrono_literals;

constexpr auto SweepEvery = 1s;
constexpr auto ClaimCheckEvery = 100ms;
constexpr auto PublishEvery = 200ms; // a join is shown within a quarter of a second
constexpr auto PublishAtLeastEvery = 1s; // so that rates fall and times pass
constexpr auto LookForNetworksEvery = 3s;

/// 16 characters of 5 random bits each: none is given out twice while the sun shines.
PeerId freshId()
{
    static constexpr char alphabet[] = "abcdefghijkmnpqrstuvwxyz23456789";
    constexpr int length = 16;
    quint32 random[length];
    QRandomGenerator::system()->fillRange(random);
    QString id;
    for (quint32 number : random) {
        id += QLatin1Char(alphabet[number % 32]);
    }
    return id;
}

/// Who comes and goes may be told a moment later; whatever else is told takes it along.
Haste hasteOf(const Event& event)
{
    const bool isPresence = std::holds_alternative<Arrived>(event)
        || std::holds_alternative<Changed>(event) || std::holds_alternative<Departed>(event);
    return isPresence ? Haste::Soon : Haste::AtOnce;
}

} // namespace

Switchboard::Switchboard(QObject* parent)
    : QObject(parent)
    , m_tap(m_clock)
    , m_core(m_clock, freshId)
    , m_census([this](PeerNumber number) { return read(number); })
    , m_journal(m_clock)
    , m_door(m_config.limits, m_clock,
          [this](std::unique_ptr<Wire> wire, const FrontDoor::Caller& caller) {
              enter(std::move(wire), caller);
          })
{
    wireUp();
    setUpTimers();
}

Switchboard::~Switchboard() = default;

void Switchboard::wireUp()
{
    connect(&m_core, &SignalCore::deliver, this, &Switchboard::deliver);
    connect(&m_core, &SignalCore::probeWanted, this, &Switchboard::onProbeWanted);

    connect(&m_core, &SignalCore::arrived, &m_census, &Census::onArrived);
    connect(&m_core, &SignalCore::changed, &m_census, &Census::onChanged);
    connect(&m_core, &SignalCore::departed, &m_census, &Census::onDeparted);
    connect(&m_core, &SignalCore::relayed, &m_census, &Census::onRelayed);
    connect(&m_core, &SignalCore::refused, &m_census, &Census::onRefused);
    connect(&m_door, &FrontDoor::rejected, &m_census, &Census::countRejection);
}

void Switchboard::setUpTimers()
{
    m_sweepTimer.setInterval(SweepEvery);
    m_claimTimer.setInterval(ClaimCheckEvery);
    m_publishTimer.setInterval(PublishEvery);
    m_publishTimer.setTimerType(Qt::PreciseTimer);
    m_endpointTimer.setInterval(LookForNetworksEvery);
    connect(&m_sweepTimer, &QTimer::timeout, this, &Switchboard::sweep);
    connect(&m_publishTimer, &QTimer::timeout, this, &Switchboard::publish);
    connect(&m_publishTimer, &QTimer::timeout, this, &Switchboard::publishTraffic);
    connect(&m_endpointTimer, &QTimer::timeout, this, &Switchboard::refreshEndpoints);
    connect(&m_claimTimer, &QTimer::timeout, this, [this] {
        m_core.settleClaims();
        if (!m_core.hasClaims()) {
            m_claimTimer.stop();
        }
    });
}

void Switchboard::start(const HubConfig& config)
{
    if (m_state.phase != HubState::Phase::Stopped && m_state.phase != HubState::Phase::Failed) {
        return;
    }
    m_config = config;
    m_core.setClaimTime(config.limits.claimTime);
    m_state.failure = {};
    setPhase(HubState::Phase::Starting);
    if (const auto failure = m_door.listen(config.listenAddress, config.port)) {
        m_state.failure = *failure;
        setPhase(HubState::Phase::Failed);
        return;
    }
    m_census.begin(m_clock.now());
    m_state.port = m_door.port();
    m_state.endpoints = endpoints();
    m_sweepTimer.start();
    m_endpointTimer.start();
    setPhase(HubState::Phase::Listening);
}

void Switchboard::stop()
{
    if (m_state.phase == HubState::Phase::Stopping) {
        return;
    }
    m_door.shut();
    m_endpointTimer.stop();
    m_state.port = 0;
    m_state.endpoints.clear();
    setPhase(HubState::Phase::Stopping);
    m_core.dismissEverybody(Departure::HubStopped);
    if (m_links.empty()) {
        onFinished({});
    }
}

void Switchboard::kick(const QList<PeerNumber>& peers, const QString& reason)
{
    m_core.dismiss(peers, Departure::Kicked, reason);
}

void Switchboard::watch()
{
    if (m_publishTimer.isActive()) {
        return;
    }
    // Not before: nobody would collect what the journal keeps.
    connect(&m_core, &SignalCore::changed, &m_journal, &Journal::onChanged);
    connect(&m_core, &SignalCore::departed, &m_journal, &Journal::onDeparted);
    connect(&m_core, &SignalCore::refused, &m_journal, &Journal::onRefused);
    connect(&m_door, &FrontDoor::rejected, &m_journal, &Journal::onRejected);
    m_publishTimer.start();
    publish();
}

void Switchboard::tap(bool on)
{
    m_tap.turn(on);
}

void Switchboard::setPhase(HubState::Phase phase)
{
    m_state.phase = phase;
    Q_EMIT stateChanged(m_state);
}

void Switchboard::enter(std::unique_ptr<Wire> wire, const FrontDoor::Caller& caller)
{
    const PeerNumber number{++m_lastNumber};
    auto link = std::make_unique<Link>(number, std::move(wire), m_dialect,
        Link::Surroundings{m_core, m_clock, m_config.limits, m_budget, m_tap});
    connect(link.get(), &Link::finished, this, &Switchboard::onFinished);
    m_links.emplace(number, std::move(link));
    m_core.open(number,
        {m_dialect.realm(), m_dialect.name(), caller.address, caller.port, caller.userAgent});
}

void Switchboard::deliver(const Event& event, const QList<PeerNumber>& recipients)
{
    const QByteArray text = m_dialect.write(event);
    const Frame frame = text.isEmpty() ? Frame() : Frame::fromText(text, hasteOf(event));
    m_tap.hear(event, recipients, frame);
    const auto* ending = std::get_if<Ended>(&event);
    const std::vector<Link*>& links = linksOf(recipients);
    for (size_t i = 0; i < links.size(); ++i) {
        if (i + PrefetchAhead < links.size()) {
            links[i + PrefetchAhead]->prefetchWire();
        }
        if (ending != nullptr) {
            links[i]->end(ending->why, ending->reason, frame);
        } else {
            links[i]->send(frame);
        }
    }
    if (m_budget.queued() > m_config.limits.allQueuesBytes) {
        relieve();
    }
}

const std::vector<Link*>& Switchboard::linksOf(const QList<PeerNumber>& peers)
{
    m_addressed.clear();
    for (PeerNumber number : peers) {
        const auto found = m_links.find(number);
        Q_ASSERT(found != m_links.end());
        m_addressed.push_back(found->second.get());
        prefetch(m_addressed.back());
    }
    return m_addressed;
}

void Switchboard::onProbeWanted(PeerNumber owner)
{
    m_links.at(owner)->probe();
    if (!m_claimTimer.isActive()) {
        m_claimTimer.start();
    }
}

void Switchboard::onFinished(PeerNumber number)
{
    if (const auto found = m_links.find(number); found != m_links.end()) {
        // It is the sender of the signal that brought us here.
        found->second.release()->deleteLater();
        m_links.erase(found);
    }
    if (m_state.phase == HubState::Phase::Stopping && m_links.empty()) {
        m_sweepTimer.stop();
        setPhase(HubState::Phase::Stopped);
    }
}

void Switchboard::sweep()
{
    const Moment now = m_clock.now();
    for (const auto& [number, link] : m_links) {
        link->sweep(now);
    }
}

void Switchboard::relieve()
{
    // What only waits for the end of a turn or a pause is nobody's fault.
    m_door.flushConnections();
    std::vector<std::pair<qint64, Link*>> queues;
    for (const auto& [number, link] : m_links) {
        queues.emplace_back(link->measureQueue(), link.get());
    }
    std::sort(queues.rbegin(), queues.rend());
    for (const auto& [queued, link] : queues) {
        if (m_budget.queued() <= m_config.limits.allQueuesBytes) {
            break;
        }
        link->condemn(Departure::TooSlow);
    }
}

void Switchboard::publish()
{
    const Moment now = m_clock.now();
    const bool isDue = m_census.isStale() || now - m_lastPublished >= PublishAtLeastEvery;
    if (!isDue || m_unacknowledged) {
        return;
    }
    const QList<Happening> happenings = m_journal.take();
    if (!happenings.isEmpty()) {
        Q_EMIT happened(happenings);
    }
    m_unacknowledged = true;
    m_lastPublished = now;
    Q_EMIT snapshotReady(m_census.take(now));
}

void Switchboard::publishTraffic()
{
    if (!m_trafficUnacknowledged && !m_tap.isEmpty()) {
        m_trafficUnacknowledged = true;
        Q_EMIT trafficReady(m_tap.take());
    }
}

void Switchboard::refreshEndpoints()
{
    const QList<Endpoint> found = endpoints();
    if (found != m_state.endpoints) {
        m_state.endpoints = found;
        Q_EMIT stateChanged(m_state);
    }
}

QList<Endpoint> Switchboard::endpoints() const
{
    return rankEndpoints(
        localAddresses(), preferredAddress(), m_config.listenAddress, m_state.port);
}

LinkReading Switchboard::read(PeerNumber number) const
{
    const auto found = m_links.find(number);
    return found == m_links.end() ? LinkReading() : found->second->reading();
}

} // namespace Signalbox
