// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/switchboard.h"

#include "core/link/closecodes.h"
#include "core/net/addresses.h"

#include <QRandomGenerator>

#include <algorithm>
#include <iterator>

namespace Signalbox {

namespace {

using namespace std::chrono_literals;

constexpr auto SweepEvery = 1s;
constexpr auto DueCheckEvery = 100ms;
constexpr auto PublishEvery = 200ms; // a join is shown within a quarter of a second
constexpr auto PublishAtLeastEvery = 1s; // so that rates fall and times pass
constexpr auto LookForNetworksEvery = 3s;

/// Who comes and goes may be told a moment later; whatever else is told takes it along.
Haste hasteOf(const Event& event)
{
    const bool isPresence = std::holds_alternative<Arrived>(event)
        || std::holds_alternative<Changed>(event) || std::holds_alternative<Departed>(event);
    return isPresence ? Haste::Soon : Haste::AtOnce;
}

Closing closingOf(const Ended& ended, const Dialect& dialect)
{
    const QString reason = ended.reason.isEmpty() ? closeReason(ended.why) : ended.reason;
    return dialect.closing(ended).value_or(Closing{closeCode(ended.why, ended.fault), reason});
}

} // namespace

Switchboard::Switchboard(QObject* parent)
    : QObject(parent)
    , m_dialects(std::make_unique<Dialects>(DialectSettings()))
    , m_tap(m_clock)
    , m_core(m_clock,
          {[this](Language language) { return m_dialects->at(language).freshId(); },
              [](qsizetype bound) {
                  return qsizetype(QRandomGenerator::global()->bounded(quint64(bound)));
              }},
          m_dialects->policies())
    , m_census([this](PeerNumber number) { return read(number); })
    , m_journal(m_clock)
    , m_door(
          m_config.limits, m_clock,
          [this](std::unique_ptr<Wire> wire, const FrontDoor::Caller& caller) {
              enter(std::move(wire), caller);
          },
          [this](const QByteArray& key) { return peerJsIds(key); })
{
    wireUp();
    setUpTimers();
}

Switchboard::~Switchboard() = default;

void Switchboard::wireUp()
{
    connect(&m_core, &SignalCore::deliver, this,
        qOverload<const Event&, Language, const QList<PeerNumber>&>(&Switchboard::deliver));
    connect(&m_core, &SignalCore::probeWanted, this, &Switchboard::onProbeWanted);
    connect(&m_core, &SignalCore::dueSoon, &m_dueTimer, [this] {
        if (!m_dueTimer.isActive()) {
            m_dueTimer.start();
        }
    });
    connect(&m_core, &SignalCore::refused, this, &Switchboard::onRefused);

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
    m_dueTimer.setInterval(DueCheckEvery);
    m_greetingTimer.setSingleShot(true);
    m_publishTimer.setInterval(PublishEvery);
    m_publishTimer.setTimerType(Qt::PreciseTimer);
    m_endpointTimer.setInterval(LookForNetworksEvery);
    connect(&m_sweepTimer, &QTimer::timeout, this, &Switchboard::sweep);
    connect(&m_publishTimer, &QTimer::timeout, this, &Switchboard::publish);
    connect(&m_publishTimer, &QTimer::timeout, this, &Switchboard::publishTraffic);
    connect(&m_endpointTimer, &QTimer::timeout, this, &Switchboard::refreshEndpoints);
    connect(&m_greetingTimer, &QTimer::timeout, this, &Switchboard::greetSilent);
    connect(&m_dueTimer, &QTimer::timeout, this, [this] {
        m_core.settleDue();
        if (!m_core.hasDue()) {
            m_dueTimer.stop();
        }
    });
}

void Switchboard::start(const HubConfig& config)
{
    if (m_state.phase != HubState::Phase::Stopped && m_state.phase != HubState::Phase::Failed) {
        return;
    }
    m_config = config;
    m_core.setLimits(config.limits.rules);
    m_dialects = std::make_unique<Dialects>(DialectSettings{config.iceServers});
    m_state.failure = {};
    setPhase(HubState::Phase::Starting);
    if (const auto failure = m_door.listen(config.listenAddress, config.port)) {
        m_state.failure = *failure;
        setPhase(HubState::Phase::Failed);
        return;
    }
    m_census.begin(m_clock.now());
    liftOverdueRefusals();
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

void Switchboard::kick(
    const QList<PeerNumber>& peers, const QString& reason, std::chrono::milliseconds refuseFor)
{
    if (refuseFor > 0ms) {
        const Moment until = m_clock.now() + refuseFor;
        for (PeerNumber number : peers) {
            const QList<Peer> guises = m_core.guises(number);
            for (const Peer& known : guises) {
                m_refusals.add(known, reason, until);
            }
        }
        onRefusalsChanged();
        m_core.readmit(); // the list is bounded: the oldest may have gone
    }
    m_core.dismiss(peers, Departure::Kicked, reason);
}

void Switchboard::admit(const QList<RefusalNumber>& refusals)
{
    if (m_refusals.lift(refusals)) {
        onRefusalsChanged();
        m_core.readmit();
    }
}

void Switchboard::liftOverdueRefusals()
{
    if (m_refusals.liftOverdue(m_clock.now())) {
        onRefusalsChanged();
        m_core.readmit();
    }
}

void Switchboard::onRefusalsChanged()
{
    m_census.noteChange();
    // Nobody is looked at as long as nobody is refused.
    m_core.setGate(m_refusals.all().empty() ? SignalCore::Gate() : [this](const Peer& wouldBe) {
        return m_refusals.matches(wouldBe);
    });
}

void Switchboard::onRefused(const Peer& peer, const Fault& fault)
{
    if (fault.code == FaultCode::PutOut) {
        m_refusals.noteTurnedAway(peer);
    }
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
    const Handshake handshake{caller.path, caller.query};
    auto link = std::make_unique<Link>(number, std::move(wire), handshake,
        Link::Surroundings{m_core, m_clock, m_config.limits, m_budget, m_tap, *m_dialects});
    connect(link.get(), &Link::finished, this, &Switchboard::onFinished);
    Link& entered = *m_links.emplace(number, std::move(link)).first->second;
    m_core.open(number,
        {{Languages::Undecided, {}}, {}, caller.address, caller.port, caller.userAgent, {}});
    if (entered.begin()) {
        m_silent.emplace_back(m_clock.now() + m_config.limits.greetingPause, number);
        if (!m_greetingTimer.isActive()) {
            m_greetingTimer.start(m_config.limits.greetingPause);
        }
    }
}

void Switchboard::greetSilent()
{
    const Moment now = m_clock.now();
    while (!m_silent.empty() && m_silent.front().first <= now) {
        if (const auto link = m_links.find(m_silent.front().second); link != m_links.end()) {
            link->second->greet();
        }
        m_silent.pop_front();
    }
    if (!m_silent.empty()) {
        m_greetingTimer.start(
            std::chrono::ceil<std::chrono::milliseconds>(m_silent.front().first - now));
    }
}

void Switchboard::deliver(
    const Event& event, Language language, const QList<PeerNumber>& recipients)
{
    const Dialect& dialect = m_dialects->at(language);
    if (dialect.versions() == 1) {
        deliver(event, dialect, 0, recipients);
        return;
    }
    for (int version = 0; version < dialect.versions(); ++version) {
        deliver(event, dialect, version, speakersOf(version, recipients));
    }
}

void Switchboard::deliver(
    const Event& event, const Dialect& dialect, int version, const QList<PeerNumber>& recipients)
{
    if (recipients.isEmpty()) {
        return;
    }
    const QByteArray text = dialect.write(event, version);
    const Frame frame = text.isEmpty() ? Frame() : Frame::fromText(text, hasteOf(event));
    m_tap.hear(event, recipients, frame);
    const auto* ended = std::get_if<Ended>(&event);
    const Closing closing = ended == nullptr ? Closing() : closingOf(*ended, dialect);
    const std::vector<Link*>& links = linksOf(recipients);
    for (size_t i = 0; i < links.size(); ++i) {
        if (i + PrefetchAhead < links.size()) {
            links[i + PrefetchAhead]->prefetchWire();
        }
        if (ended != nullptr) {
            links[i]->end(closing, frame);
        } else {
            links[i]->send(frame);
        }
    }
    if (m_budget.queued() > m_config.limits.allQueuesBytes) {
        relieve();
    }
}

QList<PeerNumber> Switchboard::speakersOf(int version, const QList<PeerNumber>& peers) const
{
    QList<PeerNumber> speakers;
    std::copy_if(peers.begin(), peers.end(), std::back_inserter(speakers),
        [this, version](PeerNumber peer) { return m_links.at(peer)->version() == version; });
    return speakers;
}

std::optional<QStringList> Switchboard::peerJsIds(const QByteArray& key)
{
    return m_config.listsPeerJsIds ? std::optional(m_core.idsIn({Languages::PeerJs, key}))
                                   : std::nullopt;
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
    liftOverdueRefusals();
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
    Q_EMIT snapshotReady(m_census.take(now, m_refusals.all()));
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
