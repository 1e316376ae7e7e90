// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/switchboard.h"

#include "core/operation/metrics.h"

#include <QDateTime>
#include <QRandomGenerator>

#include <algorithm>
#include <array>
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

QByteArray freshToken()
{
    std::array<quint32, 4> bits{};
    QRandomGenerator::system()->fillRange(bits.data(), bits.size());
    return QByteArray(reinterpret_cast<const char*>(bits.data()), sizeof bits)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace

Switchboard::Switchboard(std::unique_ptr<Clock> clock, QObject* parent)
    : QObject(parent)
    , m_ownClock(std::move(clock))
    , m_clock(*m_ownClock)
    , m_dialects(std::make_unique<Dialects>(DialectSettings()))
    , m_debts(m_config.limits)
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
    connect(&m_core, &SignalCore::departed, this,
        [this](const Peer& peer) { m_forecourt.leave(peer.number); });
    connect(&m_core, &SignalCore::changed, this, [this](const Peer&, const Peer& peer) {
        if (peer.parked) {
            m_forecourt.leave(peer.number); // the parked hold no seat of their own
        }
    });
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
    greetSilent(); // who may have waited long enough already
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
    if (++m_watchers > 1) {
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

void Switchboard::unwatch()
{
    if (m_watchers == 0 || --m_watchers > 0) {
        return;
    }
    m_publishTimer.stop();
    m_publishesAtOnce = false;
    disconnect(&m_core, nullptr, &m_journal, nullptr);
    disconnect(&m_reception.door(), nullptr, &m_journal, nullptr);
    m_journal.take(); // who watches next was not there
}

SnapshotPtr Switchboard::survey()
{
    SnapshotPtr now = m_census.take(m_clock.now(), admitted());
    m_census.noteChange(); // whoever watches has not seen this one
    return now;
}

void Switchboard::tap(bool on)
{
    m_tap.turn(on);
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
    return metricsText(*survey(), measureProcess(), QDateTime::currentDateTimeUtc());
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
