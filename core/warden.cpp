// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/warden.h"

#include "core/admission/banpattern.h"
#include "core/signal/signalcore.h"

#include <QDateTime>
#include <QHash>
#include <QMap>
#include <QSet>

#include <algorithm>

namespace Signalbox {

using namespace std::chrono_literals;

namespace {

/// Every client that was put out and connects by itself again parks one.
constexpr int MostParkedPerAddress = 64;

/// Ascending.
std::vector<BanNumber> numbersOf(const std::vector<Ban>& bans)
{
    std::vector<BanNumber> numbers;
    for (const Ban& ban : bans) {
        numbers.push_back(ban.number);
    }
    return numbers;
}

BanRules rulesOf(const QList<BanOrder>& orders)
{
    QList<BanRule> rules;
    for (const BanOrder& order : orders) {
        rules += order.rule;
    }
    return BanRules(rules);
}

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

/// Has the bans changed, and those who are there judged by what has changed of them. before: what
/// is to be done to some before that, once the bans hold.
QList<bool> Warden::change(const QList<BanNumber>& bans, const QList<BanOrder>& orders,
    const std::function<void(const QList<BanOrder>& held)>& before)
{
    const std::vector<BanNumber> former = numbersOf(m_bans.all());
    const QList<bool> holds = m_bans.replace(bans, orders, m_clock.now());
    const std::vector<BanNumber> present = numbersOf(m_bans.all());
    const bool isAnyLifted
        = !std::includes(present.begin(), present.end(), former.begin(), former.end());
    QList<BanOrder> held;
    for (qsizetype i = 0; i < orders.size(); ++i) {
        if (holds[i]) {
            held += orders[i];
        }
    }
    const bool isChange = isAnyLifted || !held.isEmpty();
    if (isChange) {
        hold();
    }
    before(held);
    if (isChange) {
        review(held, isAnyLifted);
    }
    return holds;
}

QList<bool> Warden::replace(const QList<BanNumber>& bans, const QList<BanOrder>& orders)
{
    // Before they are judged anew, for these are told the reason.
    return change(bans, orders, [this](const QList<BanOrder>& held) {
        QList<BanOrder> refusals = held;
        refusals.removeIf([](const BanOrder& one) { return one.effect != BanEffect::Refuse; });
        if (refusals.isEmpty()) {
            return;
        }
        const BanRules rules = rulesOf(refusals);
        QHash<PeerNumber, QString> reasons;
        const QList<PeerNumber> hit = m_core.hitBy([&](const Peer& wouldBe) {
            const qsizetype first = rules.firstToHit(wouldBe);
            if (first >= 0) {
                reasons.insert(wouldBe.number, refusals[first].reason);
            }
            return first >= 0;
        });
        // All at once, so that none of them is told of the others' departure.
        QMap<QString, QList<PeerNumber>> byReason;
        for (PeerNumber number : hit) {
            byReason[reasons.value(number)] += number;
        }
        for (const auto [reason, numbers] : byReason.asKeyValueRange()) {
            m_core.dismiss(numbers, Departure::Banned, reason);
        }
    });
}

/// A ban of each of these. before: what is to be done to them once they are known.
OrderOutcome Warden::order(const QList<PeerNumber>& numbers, BanEffect effect,
    const QString& reason, std::chrono::milliseconds lasts, const std::function<void()>& before)
{
    OrderOutcome outcome;
    QList<BanOrder> orders;
    QList<PeerNumber> whose;
    QSet<PeerNumber> known;
    for (PeerNumber number : numbers) {
        const PeerNumber present = m_core.byPresentNumbers({number}).first();
        const QList<Peer> guises = m_core.guises(present);
        if (guises.isEmpty() || known.contains(present)) {
            continue;
        }
        known += present;
        outcome.found += number;
        for (const Peer& guise : guises) {
            orders.append({{BanRule::Kind::Peer, guise, {}}, effect, reason, lasts});
            whose += number;
        }
    }
    // No time is no ban.
    const QList<bool> holds
        = change({}, lasts > 0ms ? orders : QList<BanOrder>(), [&](const auto&) { before(); });
    for (qsizetype i = 0; i < holds.size(); ++i) {
        if (holds[i] && (outcome.held.isEmpty() || outcome.held.last() != whose[i])) {
            outcome.held += whose[i];
        }
    }
    return outcome;
}

OrderOutcome Warden::kick(
    const QList<PeerNumber>& numbers, const QString& reason, std::chrono::milliseconds refuseFor)
{
    // Before they are judged anew, so that nobody is told of a ban who was put out by hand.
    return order(numbers, BanEffect::Refuse, reason, refuseFor,
        [&] { m_core.dismiss(m_core.byPresentNumbers(numbers), Departure::Kicked, reason); });
}

OrderOutcome Warden::mute(
    const QList<PeerNumber>& numbers, const QString& reason, std::chrono::milliseconds lasts)
{
    return order(numbers, BanEffect::Mute, reason, lasts, [] {});
}

void Warden::liftOverdue()
{
    if (m_bans.liftOverdue(m_clock.now())) {
        hold();
        review({}, true);
    }
}

/// Judges those who are there, as far as it can come out otherwise than before: a ban that is added
/// lets nobody in, and one that is lifted concerns only whom some ban has hit. All others need not
/// be asked about all bans, of which there may be a thousand.
void Warden::review(const QList<BanOrder>& added, bool isAnyLifted)
{
    const auto rulesWith = [&added](BanEffect effect) {
        QList<BanOrder> these = added;
        these.removeIf([effect](const BanOrder& one) { return one.effect != effect; });
        return rulesOf(these);
    };
    const BanRules refusals = rulesWith(BanEffect::Refuse);
    const BanRules mutes = rulesWith(BanEffect::Mute);
    m_core.review([&](const Peer& wouldBe) -> std::optional<BanEffect> {
        if (isAnyLifted && (wouldBe.parked || wouldBe.muted)) {
            return m_bans.judge(wouldBe);
        }
        if (wouldBe.parked || refusals.hit(wouldBe)) {
            return BanEffect::Refuse;
        }
        return wouldBe.muted || mutes.hit(wouldBe) ? std::optional(BanEffect::Mute) : std::nullopt;
    });
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
/// is there already is found by review().
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
