// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/bans.h"

#include "core/admission/banfile.h"
#include "core/admission/bantarget.h"

#include <algorithm>
#include <limits>

namespace Signalbox {

namespace {

/// What the text needs beside the bans.
constexpr qsizetype frameBytes = 64;

Moment endOf(std::chrono::milliseconds lasts, Moment now)
{
    // Compared in milliseconds: in the clock's own unit Forever would overflow.
    const auto longest = std::chrono::duration_cast<std::chrono::milliseconds>(Moment::max() - now);
    return lasts >= longest ? Moment::max() : now + lasts;
}

/// Cut where no character is cut in two.
QString shortened(const QString& reason)
{
    const QString cut = reason.left(BanFile::LongestReason);
    const bool isSplit = cut.size() < reason.size() && cut.back().isHighSurrogate();
    return isSplit ? cut.chopped(1) : cut;
}

/// Puts together the rooms of two who are alike: the latest, if those are too many.
QList<RoomName> mergedRooms(QList<RoomName> rooms, const QList<RoomName>& later)
{
    rooms.removeIf([&later](const RoomName& room) { return later.contains(room); });
    rooms += later;
    return rooms.last(std::min(rooms.size(), BanFile::MostRooms));
}

/// Without what nobody asks a banned one about.
Peer remembered(Peer peer)
{
    peer.profile = {};
    peer.rooms = mergedRooms({}, peer.rooms);
    return peer;
}

} // namespace

/// What is kept beside each ban.
struct Bans::Kept
{
    BanTarget target;
    qsizetype bytes = 0; ///< of the written text at most
};

Bans::Bans() = default;

Bans::~Bans() = default;

Bans::Bans(const Bans& other) = default;

Bans::Bans(Bans&& other) noexcept = default;

Bans& Bans::operator=(Bans&& other) noexcept = default;

bool Bans::add(const BanOrder& order, Moment now)
{
    return take(order, now).has_value();
}

QList<bool> Bans::replace(const QList<BanNumber>& lifted, const QList<BanOrder>& orders, Moment now)
{
    Bans changed(*this);
    changed.lift(lifted);
    QList<std::optional<BanNumber>> taken;
    for (const BanOrder& order : orders) {
        taken += changed.take(order, now);
    }
    QList<bool> holds;
    for (const std::optional<BanNumber>& number : std::as_const(taken)) {
        // One of many may have made room for the next.
        holds += number
            && std::any_of(changed.m_bans.begin(), changed.m_bans.end(),
                [&number](const Ban& ban) { return ban.number == *number; });
    }
    if (orders.isEmpty() || holds.contains(true)) {
        *this = std::move(changed);
    }
    return holds;
}

/// The ban that holds because of it; nullopt: none, and nothing has changed.
std::optional<BanNumber> Bans::take(const BanOrder& order, Moment now)
{
    Ban ban{
        BanNumber(), order.rule, order.effect, shortened(order.reason), endOf(order.lasts, now), 0};
    if (ban.rule.kind == BanRule::Kind::Peer) {
        ban.rule.known = remembered(order.rule.known);
    }
    if (!BanTarget::problemOf(ban.rule).isEmpty() || !BanFile::problemWith(order).isEmpty()
        || ban.until <= now) {
        return std::nullopt;
    }
    const BanTarget target(ban.rule);
    for (size_t i = 0; i < m_bans.size(); ++i) {
        if (m_bans[i].effect == ban.effect && m_kept[i].target.isSame(target)) {
            prolong(i, ban);
            return m_bans[i].number;
        }
    }
    if (!insert(std::move(ban))) {
        return std::nullopt;
    }
    m_bans.back().hits = order.hits;
    return m_bans.back().number;
}

void Bans::prolong(size_t index, const Ban& again)
{
    Ban ban = m_bans[index];
    ban.reason = again.reason;
    ban.until = std::max(ban.until, again.until);
    ban.rule.known.rooms = mergedRooms(ban.rule.known.rooms, again.rule.known.rooms);
    const Kept kept{BanTarget(ban.rule), BanFile::sizeOf(ban)};
    if (m_bytes - m_kept[index].bytes + kept.bytes + frameBytes > BanFile::Largest) {
        ban.rule.known.rooms = m_bans[index].rule.known.rooms;
        ban.reason = m_bans[index].reason;
        m_bans[index] = ban;
        return;
    }
    m_bytes += kept.bytes - m_kept[index].bytes;
    m_bans[index] = ban;
    m_kept[index] = kept;
}

bool Bans::insert(Ban&& ban)
{
    const qsizetype bytes = BanFile::sizeOf(ban);
    size_t count = m_bans.size() + 1;
    qsizetype size = m_bytes + bytes + frameBytes;
    const auto isTooMuch = [&] { return count > MostBans || size > BanFile::Largest; };
    QList<BanNumber> going;
    for (size_t i = 0; i < m_bans.size() && isTooMuch(); ++i) {
        if (m_bans[i].until != Moment::max()) {
            going += m_bans[i].number;
            size -= m_kept[i].bytes;
            --count;
        }
    }
    if (isTooMuch()) {
        return false; // nobody loses a ban for one that does not fit all the same
    }
    lift(going);
    m_bytes += bytes;
    m_kept.push_back({BanTarget(ban.rule), bytes});
    m_bans.push_back(std::move(ban));
    m_bans.back().number = BanNumber(++m_last);
    return true;
}

bool Bans::eraseIf(const std::function<bool(const Ban& ban)>& isOver)
{
    size_t kept = 0;
    for (size_t i = 0; i < m_bans.size(); ++i) {
        if (isOver(m_bans[i])) {
            m_bytes -= m_kept[i].bytes;
            continue;
        }
        if (kept != i) {
            m_bans[kept] = std::move(m_bans[i]);
            m_kept[kept] = std::move(m_kept[i]);
        }
        ++kept;
    }
    const bool isAny = kept < m_bans.size();
    m_bans.erase(m_bans.begin() + std::ptrdiff_t(kept), m_bans.end());
    m_kept.erase(m_kept.begin() + std::ptrdiff_t(kept), m_kept.end());
    return isAny;
}

std::optional<BanEffect> Bans::judge(const Peer& wouldBe) const
{
    if (m_bans.empty()) {
        return std::nullopt;
    }
    const Suspect suspect(wouldBe);
    std::optional<BanEffect> worst;
    for (size_t i = 0; i < m_bans.size(); ++i) {
        const BanEffect effect = m_bans[i].effect;
        if ((!worst || effect == BanEffect::Refuse) && m_kept[i].target.hits(suspect)) {
            worst = effect;
            if (effect == BanEffect::Refuse) {
                break;
            }
        }
    }
    return worst;
}

void Bans::noteHit(const Peer& who, BanEffect effect)
{
    const Suspect suspect(who);
    for (size_t i = 0; i < m_bans.size(); ++i) {
        Ban& ban = m_bans[i];
        const bool counts = ban.effect == effect && ban.hits < std::numeric_limits<int>::max();
        if (counts && m_kept[i].target.hits(suspect)) {
            ++ban.hits;
        }
    }
}

bool Bans::lift(const QList<BanNumber>& numbers)
{
    return eraseIf([&numbers](const Ban& ban) { return numbers.contains(ban.number); });
}

bool Bans::liftOverdue(Moment now)
{
    return eraseIf([now](const Ban& ban) { return ban.until <= now; });
}

QByteArray Bans::written(Moment now, const QDateTime& wallNow) const
{
    return BanFile::written(m_bans, now, wallNow);
}

std::optional<QString> Bans::read(const QByteArray& text, Moment now, const QDateTime& wallNow)
{
    const auto result = BanFile::read(text, wallNow);
    if (const QString* problem = std::get_if<QString>(&result)) {
        return *problem;
    }
    Bans fresh;
    fresh.m_last = m_last;
    for (const BanOrder& order : std::get<std::vector<BanOrder>>(result)) {
        const Ban asItComes{{}, order.rule, order.effect, order.reason, {}, 0};
        const bool fits
            = fresh.m_bytes + BanFile::sizeOf(asItComes) + frameBytes <= BanFile::Largest;
        if (!fits || !fresh.add(order, now)) {
            return QStringLiteral("There is more in the list of bans than can be kept.");
        }
    }
    m_bans = std::move(fresh.m_bans);
    m_kept = std::move(fresh.m_kept);
    m_bytes = fresh.m_bytes;
    m_last = fresh.m_last;
    return std::nullopt;
}

} // namespace Signalbox
