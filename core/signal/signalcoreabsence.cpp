// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/signalcore.h"

#include <algorithm>

namespace Signalbox {

/// What a peer is to show when it comes back; nothing where its language does not know that.
QByteArray SignalCore::resumeTokenOf(const Entry& entry)
{
    const PeerNumber number = entry.peer.number;
    if (!policyOf(entry.realm()).resumes || entry.peer.rooms.isEmpty()) {
        return {};
    }
    if (m_absences.tokenOf(number).isEmpty()) {
        m_absences.grant(number, m_lots.freshToken());
    }
    return m_absences.tokenOf(number);
}

/// Whether it is missed and not gone for good when its connection ends for this reason.
bool SignalCore::mayComeBack(const Entry& entry, Departure why) const
{
    const bool isBroken = why == Departure::Lost || why == Departure::Silent;
    return isBroken && m_limits.resumeTime > m_limits.resumeTime.zero() && !entry.peer.away
        && !entry.peer.rooms.isEmpty() && !m_absences.tokenOf(entry.peer.number).isEmpty();
}

/// Its connection is no more. Nobody hears of it for a while.
void SignalCore::goAway(PeerNumber number)
{
    Entry& entry = *m_registry.find(number);
    const Peer before = entry.peer;
    m_claims.withdraw(number);
    entry.peer.away = true;
    m_absences.begin(number, entry.peer.origin.block, m_clock.now() + m_limits.resumeTime);
    Q_EMIT changed(before, entry.peer);
    Q_EMIT dueSoon();
}

/// Who is away from this room, in the order in which they went.
QList<PeerNumber> SignalCore::awayFrom(const Realm& realm, const RoomName& room)
{
    const QList<PeerNumber> members = m_registry.members(realm, room);
    if (m_absences.present(members).size() == members.size()) {
        return {}; // which is soon said, as one message may name many rooms
    }
    QList<PeerNumber> away = m_absences.all();
    away.removeIf([&](PeerNumber number) { return !members.contains(number); });
    return away;
}

/// The named rooms in which everybody is away, by who of them would have to leave.
QHash<PeerNumber, Place> SignalCore::forsakenRooms(const QList<PeerNumber>& away)
{
    QHash<Place, bool> isForsaken; // each room is looked at once, however many are away from it
    QHash<PeerNumber, Place> rooms;
    for (PeerNumber number : away) {
        const Peer& peer = m_registry.find(number)->peer;
        for (const RoomName& room : peer.rooms) {
            const Place place{peer.origin.realm, room};
            if (!room.isEmpty() && !isForsaken.contains(place)) {
                const QList<PeerNumber> members = m_registry.members(place.first, room);
                isForsaken.insert(place, m_absences.present(members).isEmpty());
            }
            if (isForsaken.value(place)) {
                rooms.insert(number, place);
            }
        }
    }
    return rooms;
}

/// Who is away keeps no place from somebody who is there. True: somebody has left for good, so that
/// the obstacle may be gone; then no Entry that was found before is valid.
/// rooms: how many are wanted where the hub has too many; choosing looks at all who are away.
bool SignalCore::makeWay(const Realm& realm, const Fault& obstacle, qsizetype rooms)
{
    if (!m_absences.isAnybodyAway()) {
        return false;
    }
    QList<PeerNumber> leaving;
    if (obstacle.code == FaultCode::HubHasTooManyRooms) {
        QList<PeerNumber> candidates = m_absences.all();
        const QHash<PeerNumber, Place> forsaken = forsakenRooms(candidates);
        candidates.removeIf([&](PeerNumber number) { return !forsaken.contains(number); });
        for (PeerNumber first : m_absences.firstToGo(candidates, rooms)) {
            const Place room = forsaken.value(first);
            leaving += m_registry.members(room.first, room.second);
        }
        std::sort(leaving.begin(), leaving.end());
        leaving.erase(std::unique(leaving.begin(), leaving.end()), leaving.end());
    } else {
        const qsizetype members = m_registry.members(realm, obstacle.detail).size();
        const qsizetype tooMany = members - seatsOf(policyOf(realm)) + 1;
        const QList<PeerNumber> away = awayFrom(realm, obstacle.detail);
        if (away.size() >= tooMany) { // else they would lose their places for nothing
            leaving = m_absences.firstToGo(away, tooMany);
        }
    }
    if (leaving.isEmpty()) {
        return false;
    }
    remove(leaving, Departure::Lost, {});
    return true;
}

void SignalCore::endAbsences(Moment now)
{
    const QList<PeerNumber> over = m_absences.overdue(now);
    if (!over.isEmpty()) {
        remove(over, Departure::Lost, {});
    }
}

/// The connection becomes the peer whose token it shows. False: it shows none that counts here.
bool SignalCore::resume(Entry& entry, const Join& join)
{
    const PeerNumber number = entry.peer.number;
    const PeerNumber former = m_absences.holderOf(join.resume);
    const Entry* holder = m_registry.find(former);
    if (holder == nullptr || former == number || holder->realm() != entry.realm()
        || holder->peer.rooms.isEmpty()) {
        return false;
    }
    Peer back = holder->peer;
    back.number = number;
    back.origin = entry.peer.origin;
    back.since = entry.peer.since;
    back.away = false;
    back.identity.nick = join.nick.value_or(back.identity.nick);
    entry.mutedAs = holder->mutedAs;
    if (parkIfPutOut(entry, back)) {
        return true;
    }
    if (!holder->peer.away) {
        const Language language = entry.realm().language;
        Q_EMIT deliver(Ended{Departure::Replaced, {}, std::nullopt}, language, {former});
        goAway(former);
    }
    takeOver(number, former, back, join.resume);
    return true;
}

void SignalCore::takeOver(
    PeerNumber number, PeerNumber former, const Peer& back, const QByteArray& token)
{
    const Entry before = *m_registry.find(number);
    const Peer absent = m_registry.find(former)->peer;
    m_claims.withdraw(number);
    announceDeparture(before, m_registry.others(before));
    m_swarms.withdrawAll(before.realm(), number);
    m_swarms.withdrawAll(before.realm(), former);
    forgetDescribed(before.realm(), number);
    forgetDescribed(before.realm(), former);
    Entry& heir = m_registry.succeed(former, number);
    heir.peer = back;
    forgetEmptied(before.realm(), before.peer.rooms);
    m_absences.passOn(number, token, m_lots.freshToken());
    m_heirs.note(former, number, m_clock.now());
    Q_EMIT departed(absent, Departure::Replaced, {});
    Q_EMIT changed(before.peer, back);

    const QList<PeerNumber> others = m_registry.others(heir);
    if (back.identity.nick != absent.identity.nick) {
        tell(Changed{back.identity, back.profile}, heir.realm(), others);
    }
    tell(Welcomed{back.identity, back.rooms.constFirst(), m_registry.joinedOf(others, heir.realm()),
             m_absences.tokenOf(number), true},
        heir.realm(), {number});
    bringMail(heir);
    refuseClaimsAgainst(former);
    settleAgainst(number); // of the id that it had until here
}

QList<PeerNumber> SignalCore::byPresentNumbers(const QList<PeerNumber>& numbers) const
{
    QList<PeerNumber> present;
    for (PeerNumber number : numbers) {
        const PeerNumber latest = m_heirs.latestOf(number);
        if (!present.contains(latest)) {
            present.append(latest);
        }
    }
    return present;
}

/// Keeps a letter for somebody who is away; false if that would break a bound.
bool SignalCore::keepFor(
    PeerNumber absent, const Entry& sender, const Identity& as, const Message& message)
{
    const Place receiver{sender.realm(), m_registry.find(absent)->peer.identity.id};
    const Mailbox::Letter letter{sender.peer.number, sender.peer.origin.block, as, message};
    return m_mailbox.keep(receiver, letter, m_absences.untilOf(absent), m_limits);
}

} // namespace Signalbox
