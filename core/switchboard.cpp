// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/switchboard.h"

#include "core/link/closecodes.h"
#include "core/operation/metrics.h"

#include <QDateTime>
#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>
#include <utility>

namespace Signalbox {

namespace {

using namespace std::chrono_literals;

constexpr auto SweepEvery = 1s;
constexpr auto Suspension = 3s; // without a sweep: the machine slept, or the program was stopped
constexpr auto DueCheckEvery = 100ms;
constexpr auto PublishEvery = 200ms; // a join is shown within a quarter of a second
constexpr auto PublishAtLeastEvery = 1s; // so that rates fall and times pass

/// Who comes and goes may be told a moment later; whatever else is told takes it along.
Haste hasteOf(const Event& event)
{
    const bool isPresence = std::holds_alternative<Arrived>(event)
        || std::holds_alternative<Changed>(event) || std::holds_alternative<Departed>(event);
    return isPresence ? Haste::Soon : Haste::AtOnce;
}

Origin originOf(const FrontDoor::Caller& caller)
{
    Origin origin;
    origin.realm = {Languages::Undecided, {}};
    origin.address = caller.address;
    origin.port = caller.port;
    origin.site = caller.site;
    origin.encrypted = caller.encrypted;
    origin.userAgent = caller.userAgent;
    return origin;
}

QByteArray freshToken()
{
    std::array<quint32, 4> bits{};
    QRandomGenerator::system()->fillRange(bits.data(), bits.size());
    return QByteArray(reinterpret_cast<const char*>(bits.data()), sizeof bits)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
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
              },
              freshToken},
          m_dialects->policies())
    , m_warden(m_clock, m_config.limits, m_core)
    , m_census([this](PeerNumber number) { return read(number); })
    , m_journal(m_clock)
    , m_reception(
          m_config.limits, m_clock,
          [this](std::unique_ptr<Wire> wire, const FrontDoor::Caller& caller) {
              enter(std::move(wire), caller);
          },
          [this](const QByteArray& key) { return peerJsIds(key); }, [this] { return metrics(); })
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

    connect(&m_core, &SignalCore::arrived, &m_census, &Census::onArrived);
    connect(&m_core, &SignalCore::changed, &m_census, &Census::onChanged);
    connect(&m_core, &SignalCore::departed, &m_census, &Census::onDeparted);
    connect(&m_core, &SignalCore::relayed, &m_census, &Census::onRelayed);
    connect(&m_core, &SignalCore::refused, &m_census, &Census::onRefused);
    connect(&m_reception.door(), &FrontDoor::rejected, &m_census, &Census::countRejection);

    connect(&m_warden, &Warden::bansChanged, this, &Switchboard::onBansChanged);
    connect(&m_warden, &Warden::trouble, this, [this](const QString& sentence) {
        m_reception.setTrouble(QStringLiteral("bans"), sentence);
    });
    connect(&m_reception, &Reception::stateChanged, this, &Switchboard::onStateChanged);
}

void Switchboard::setUpTimers()
{
    m_sweepTimer.setInterval(SweepEvery);
    m_dueTimer.setInterval(DueCheckEvery);
    m_greetingTimer.setSingleShot(true);
    m_publishTimer.setInterval(PublishEvery);
    m_publishTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_sweepTimer, &QTimer::timeout, this, &Switchboard::sweep);
    connect(&m_publishTimer, &QTimer::timeout, this, &Switchboard::publish);
    connect(&m_publishTimer, &QTimer::timeout, this, &Switchboard::publishTraffic);
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
    if (!m_reception.isAtRest()) {
        return;
    }
    apply(config);
    m_dialects = std::make_unique<Dialects>(DialectSettings{config.iceServers});
    if (const auto problem = m_warden.open(config.stateFolder)) {
        m_reception.fail(config, ListenFailure::Cause::StateUnreadable, *problem);
    } else {
        m_reception.open(config);
    }
}

void Switchboard::onStateChanged(const HubState& state)
{
    const bool beginsToListen
        = state.phase == HubState::Phase::Listening && !m_sweepTimer.isActive();
    if (beginsToListen) {
        m_census.begin(m_clock.now());
        m_warden.liftOverdue();
        m_lastSweep = m_clock.now();
        m_sweepTimer.start();
    }
    Q_EMIT stateChanged(state);
}

void Switchboard::stop()
{
    if (m_reception.state().phase == HubState::Phase::Stopping) {
        return;
    }
    m_reception.shut();
    m_core.dismissEverybody(Departure::HubStopped);
    if (m_links.empty()) {
        onFinished({});
    }
}

void Switchboard::configure(const HubConfig& config)
{
    apply(config);
    m_reception.configure(config);
}

/// What holds at once for everybody.
void Switchboard::apply(const HubConfig& config)
{
    m_config = config;
    m_core.setLimits(config.limits.rules);
    m_census.noteChange();
}

void Switchboard::watch()
{
    if (m_publishTimer.isActive()) {
        m_census.noteChange(); // whoever asks once more has not seen anything
        return;
    }
    // Not before: nobody would collect what the journal keeps.
    connect(&m_core, &SignalCore::changed, &m_journal, &Journal::onChanged);
    connect(&m_core, &SignalCore::departed, &m_journal, &Journal::onDeparted);
    connect(&m_core, &SignalCore::refused, &m_journal, &Journal::onRefused);
    connect(&m_reception.door(), &FrontDoor::rejected, &m_journal, &Journal::onRejected);
    m_publishTimer.start();
    publish();
}

void Switchboard::tap(bool on)
{
    m_tap.turn(on);
}

void Switchboard::enter(std::unique_ptr<Wire> wire, const FrontDoor::Caller& caller)
{
    const PeerNumber number{++m_lastNumber};
    const Handshake handshake{caller.path, caller.query};
    Doorman& doorman = m_reception.doorman();
    Link::Surroundings surroundings{m_core, m_clock, m_config.limits, m_budget, m_tap, *m_dialects};
    if (doorman.wantsPin()) {
        surroundings.tryPin = [&doorman](const QString& address, const QString& pin, bool vouched) {
            return doorman.tryPin(address, pin, vouched);
        };
    }
    auto link = std::make_unique<Link>(number, std::move(wire), handshake, surroundings,
        PinGate::Ticket{caller.address, caller.pin});
    connect(link.get(), &Link::finished, this, &Switchboard::onFinished);
    Link& entered = *m_links.emplace(number, std::move(link)).first->second;
    const bool isFull = m_warden.headcount().all().here >= m_config.limits.peers
        || m_warden.headcount().from(caller.address).here >= m_config.limits.peersPerAddress;
    m_core.open(number, originOf(caller));
    if (isFull) {
        entered.refuse({FaultCode::HubFull, {}});
    } else if (entered.begin()) {
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
    // Who asks over HTTP has given no PIN.
    const bool isTold = m_config.listsPeerJsIds && !m_reception.doorman().wantsPin();
    return isTold ? std::optional(m_core.idsIn({Languages::PeerJs, key})) : std::nullopt;
}

/// What /metrics says.
QByteArray Switchboard::metrics()
{
    if (!m_config.servesMetrics) {
        return {};
    }
    const SnapshotPtr now = m_census.take(m_clock.now(), admitted());
    m_census.noteChange(); // whoever watches has not seen this one
    return metricsText(*now, measureProcess(), QDateTime::currentDateTimeUtc());
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
    if (m_reception.state().phase == HubState::Phase::Stopping && m_links.empty()) {
        m_sweepTimer.stop();
        m_reception.rest();
    }
}

void Switchboard::sweep()
{
    const Moment now = m_clock.now();
    if (now - std::exchange(m_lastSweep, now) > Suspension) {
        for (const auto& [number, link] : m_links) {
            link->restartClocks(now);
        }
    }
    for (const auto& [number, link] : m_links) {
        link->sweep(now);
    }
    m_warden.liftOverdue();
}

void Switchboard::relieve()
{
    // What only waits for the end of a turn or a pause is nobody's fault.
    m_reception.door().flushConnections();
    const Moment now = m_clock.now();
    // Who does not read goes first, with the largest queue; who reads only if that is not enough.
    std::vector<std::tuple<bool, qint64, Link*>> queues;
    for (const auto& [number, link] : m_links) {
        queues.emplace_back(!link->isReading(now), link->measureQueue(), link.get());
    }
    std::sort(queues.rbegin(), queues.rend());
    for (const auto& [isStuck, queued, link] : queues) {
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
    Q_EMIT snapshotReady(m_census.take(now, admitted()));
}

/// The watcher must not learn of its own order later than the peers do: what it asks for next may
/// be about that.
void Switchboard::onBansChanged()
{
    m_census.noteChange();
    m_publishesAtOnce = m_publishTimer.isActive() && m_unacknowledged;
    if (m_publishTimer.isActive()) {
        publish();
    }
}

void Switchboard::acknowledge()
{
    m_unacknowledged = false;
    if (std::exchange(m_publishesAtOnce, false)) {
        publish();
    }
}

Census::Admitted Switchboard::admitted()
{
    const Doorman& doorman = m_reception.doorman();
    return {m_warden.bans(), doorman.strangers(), doorman.isPinUnderAttack()};
}

void Switchboard::publishTraffic()
{
    if (!m_trafficUnacknowledged && !m_tap.isEmpty()) {
        m_trafficUnacknowledged = true;
        Q_EMIT trafficReady(m_tap.take());
    }
}

LinkReading Switchboard::read(PeerNumber number) const
{
    const auto found = m_links.find(number);
    return found == m_links.end() ? LinkReading() : found->second->reading();
}

} // namespace Signalbox
