// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/journal.h"

namespace Signalbox {

namespace {

/// How far back the same cause is looked for: floods of several peers interleave.
constexpr int MergeDepth = 32;

/// Of what somebody said at the door.
constexpr qsizetype LongestDetail = 256;

Happening about(const Peer& peer, Happening::Kind kind, Moment at)
{
    Happening happening;
    happening.at = at;
    happening.kind = kind;
    happening.number = peer.number;
    happening.who = peer.identity;
    happening.joined = peer.joined;
    happening.room = peer.rooms.isEmpty() ? RoomName() : peer.rooms.constLast();
    happening.dialect = peer.origin.dialect;
    happening.address = peer.origin.address;
    return happening;
}

bool isSameCause(const Happening& a, const Happening& b)
{
    using Kind = Happening::Kind;
    const bool isRejection = a.kind == Kind::Rejected && a.detail == b.detail;
    return (a.kind == Kind::Refused || isRejection) && a.kind == b.kind && a.number == b.number
        && a.address == b.address && a.cause == b.cause;
}

} // namespace

Journal::Journal(const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
{ }

QList<Happening> Journal::take()
{
    QList<Happening> taken;
    if (m_omitted > 0) {
        Happening gap;
        gap.at = m_kept.isEmpty() ? m_clock.now() : m_kept.constFirst().at;
        gap.kind = Happening::Kind::Omitted;
        gap.times = std::exchange(m_omitted, 0);
        taken.append(gap);
    }
    taken.append(std::exchange(m_kept, {}));
    return taken;
}

void Journal::onChanged(const Peer& before, const Peer& after)
{
    using Kind = Happening::Kind;
    if (after.away != before.away) {
        add(about(after, Kind::WentAway, m_clock.now()));
        return;
    }
    noteWhereabouts(before, after);
    if (after.muted != before.muted) {
        add(about(after, after.muted ? Kind::Muted : Kind::Unmuted, m_clock.now()));
    }
}

void Journal::noteWhereabouts(const Peer& before, const Peer& after)
{
    using Kind = Happening::Kind;
    const Moment now = m_clock.now();
    const bool hasEntered = after.rooms.size() >= before.rooms.size();
    const bool isNewHere = !before.joined || before.identity.id != after.identity.id
        || (before.rooms.isEmpty() && !after.rooms.isEmpty());
    if (after.rooms.isEmpty() && !before.rooms.isEmpty()) {
        add(about(before, Kind::LeftRoom, now));
    } else if (!after.joined) {
        return;
    } else if (isNewHere) {
        const bool isBack = std::exchange(m_isComingBack, false);
        add(about(after, isBack ? Kind::CameBack : Kind::Joined, now));
    } else if (before.rooms != after.rooms && hasEntered) {
        add(about(after, Kind::Moved, now));
    } else if (before.identity.nick != after.identity.nick) {
        Happening renamed = about(after, Kind::Renamed, now);
        renamed.formerNick = before.identity.nick;
        add(renamed);
    }
}

void Journal::onDeparted(const Peer& peer, Departure why, const QString& reason)
{
    // By itself, under another number, which is told of next: that makes one line.
    m_isComingBack = peer.away && why == Departure::Replaced;
    if (m_isComingBack) {
        return;
    }
    Happening gone = about(peer, Happening::Kind::Departed, m_clock.now());
    gone.cause = why;
    gone.detail = reason;
    add(gone);
}

void Journal::onRefused(const Peer& peer, const Fault& fault)
{
    Happening refused = about(peer, Happening::Kind::Refused, m_clock.now());
    refused.cause = fault.code;
    refused.detail = fault.detail;
    add(refused);
}

void Journal::onRejected(Rejection why, const QString& address, const QString& detail)
{
    Happening rejected;
    rejected.at = m_clock.now();
    rejected.kind = Happening::Kind::Rejected;
    rejected.address = address;
    rejected.cause = why;
    rejected.detail = detail.left(LongestDetail);
    add(rejected);
}

void Journal::add(const Happening& happening)
{
    const qsizetype depth = std::min<qsizetype>(MergeDepth, m_kept.size());
    for (qsizetype back = 1; back <= depth; ++back) {
        Happening& earlier = m_kept[m_kept.size() - back];
        if (isSameCause(earlier, happening)) {
            ++earlier.times;
            return;
        }
    }
    if (m_kept.size() >= MaxKept) {
        m_kept.removeFirst();
        ++m_omitted;
    }
    m_kept.append(happening);
}

} // namespace Signalbox
