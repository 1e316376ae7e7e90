// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/warden.h"

#include "core/admission/banpattern.h"
#include "core/signal/signalcore.h"

#include <QDateTime>

#include <algorithm>

namespace Signalbox {

using namespace std::chrono_literals;

namespace {

/// Every client that was put out and connects by itself again parks one.
constexpr int MostParkedPerAddress = 64;

} // namespace

Warden::Warden(const Clock& clock, const Limits& limits, SignalCore& core, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
    , m_limits(limits)
    , m_core(core)
{
    connect(&core, &SignalCore::refused, this, &Warden::onRefused);
    connect(&core, &SignalCore::arrived, this,
        [this](const Peer& peer) { m_headcount.onArrived(peer); });
    connect(&core, &SignalCore::changed, this, &Warden::onChanged);
    connect(&core, &SignalCore::departed, this,
        [this](const Peer& peer) { m_headcount.onDeparted(peer); });
}

Warden::~Warden()
{
    if (m_hasNewHits) {
        keep();
    }
}

std::optional<QString> Warden::open(const QString& folder)
{
    if (folder == m_folder) {
        return std::nullopt;
    }
    std::unique_ptr<KeptText> kept;
    Bans bans;
    if (!folder.isEmpty()) {
        kept = std::make_unique<KeptText>(folder + QStringLiteral("/bans.json"));
        connect(kept.get(), &KeptText::trouble, this, &Warden::trouble);
        const auto problem = kept->load([this, &bans](const QByteArray& text) {
            return bans.read(text, m_clock.now(), QDateTime::currentDateTimeUtc());
        });
        if (problem) {
            return problem;
        }
    }
    m_folder = folder;
    m_bans = std::move(bans);
    m_kept = std::move(kept);
    obey();
    return std::nullopt;
}

QList<BanOrder> Warden::ordersFor(const QList<PeerNumber>& peers, BanEffect effect,
    const QString& reason, std::chrono::milliseconds lasts)
{
    QList<BanOrder> orders;
    for (PeerNumber number : peers) {
        const QList<Peer> guises = m_core.guises(number);
        for (const Peer& known : guises) {
            orders.append({{BanRule::Kind::Peer, known, {}}, effect, reason, lasts});
        }
    }
    return orders;
}

bool Warden::add(const QList<BanOrder>& orders)
{
    const Moment now = m_clock.now();
    // All of them, whichever cannot hold.
    const auto added = std::count_if(orders.begin(), orders.end(),
        [this, now](const BanOrder& order) { return m_bans.add(order, now); });
    return added > 0;
}

void Warden::kick(
    const QList<PeerNumber>& numbers, const QString& reason, std::chrono::milliseconds refuseFor)
{
    const QList<PeerNumber> peers = m_core.byPresentNumbers(numbers);
    const bool isBan
        = refuseFor > 0ms && add(ordersFor(peers, BanEffect::Refuse, reason, refuseFor));
    if (isBan) {
        hold();
    }
    m_core.dismiss(peers, Departure::Kicked, reason);
    if (isBan) {
        m_core.review(); // only now, so that nobody is told of a ban who was put out by hand
    }
}

void Warden::mute(
    const QList<PeerNumber>& numbers, const QString& reason, std::chrono::milliseconds lasts)
{
    const QList<PeerNumber> peers = m_core.byPresentNumbers(numbers);
    if (add(ordersFor(peers, BanEffect::Mute, reason, lasts))) {
        hold();
        m_core.review();
    }
}

void Warden::ban(const QList<BanOrder>& orders)
{
    if (!add(orders)) {
        return;
    }
    hold();
    for (const BanOrder& order : orders) {
        if (order.effect == BanEffect::Refuse) {
            const QList<PeerNumber> hit
                = m_core.hitBy([&order](const Peer& wouldBe) { return hits(order.rule, wouldBe); });
            m_core.dismiss(hit, Departure::Banned, order.reason);
        }
    }
    m_core.review();
}

void Warden::unban(const QList<BanNumber>& bans)
{
    if (m_bans.lift(bans)) {
        hold();
        m_core.review();
    }
}

void Warden::liftOverdue()
{
    if (m_bans.liftOverdue(m_clock.now())) {
        hold();
        m_core.review();
    }
}

void Warden::onRefused(const Peer& peer, const Fault& fault)
{
    // How often is not worth a write to the disk each time.
    if (fault.code == FaultCode::PutOut) {
        m_bans.noteHit(peer, BanEffect::Refuse);
        m_hasNewHits = true;
    } else if (fault.code == FaultCode::Muted) {
        m_bans.noteHit(peer, BanEffect::Mute);
        m_hasNewHits = true;
    }
}

/// The bans have changed: keeps them, and has the rules go by them from here on. Whom they hit that
/// is there already is found by SignalCore::review().
void Warden::hold()
{
    keep();
    obey();
}

void Warden::obey()
{
    // Nobody is looked at as long as nobody is banned.
    m_core.setGate(m_bans.all().empty() ? SignalCore::Gate() : [this](const Peer& wouldBe) {
        return m_bans.judge(wouldBe);
    });
    Q_EMIT bansChanged();
}

/// A client that comes back by itself is parked so that it keeps quiet; somebody who makes ever
/// more connections would take the hub's memory by that.
void Warden::onChanged(const Peer& before, const Peer& after)
{
    m_headcount.onChanged(before, after);
    if (before.parked || !after.parked) {
        return;
    }
    const bool isTooMany = m_headcount.all().parked > m_limits.peers
        || m_headcount.from(after.origin.address).parked > MostParkedPerAddress;
    if (isTooMany) {
        // Not at once: the rules are in the middle of it.
        QMetaObject::invokeMethod(
            this, [this, number = after.number] { m_core.dismiss(number, Departure::Banned); },
            Qt::QueuedConnection);
    }
}

QList<PeerNumber> Warden::locate(const QList<PeerNumber>& numbers)
{
    QList<PeerNumber> there = m_core.byPresentNumbers(numbers);
    there.removeIf([this](PeerNumber number) { return m_core.guises(number).isEmpty(); });
    return there;
}

void Warden::whenKept(const std::function<void(bool kept)>& told)
{
    if (m_kept) {
        m_kept->whenWritten(told);
    } else {
        told(true);
    }
}

void Warden::keep()
{
    m_hasNewHits = false;
    if (m_kept) {
        m_kept->save(m_bans.written(m_clock.now(), QDateTime::currentDateTimeUtc()));
    }
}

} // namespace Signalbox
