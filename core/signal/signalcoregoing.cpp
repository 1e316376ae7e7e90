// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/signalcore.h"

#include <QMap>
#include <QSet>

namespace Signalbox {

void SignalCore::announceDeparture(const Entry& entry, const QList<PeerNumber>& others)
{
    const bool isKnown = entry.peer.joined || entry.heard;
    if (isKnown && policyOf(entry.realm()).presence == RealmPolicy::Presence::Room
        && !others.isEmpty()) {
        tell(Departed{entry.peer.identity, entry.peer.profile}, entry.realm(), others);
    }
}

void SignalCore::leaveAside(const Registry::Presence& place)
{
    if (policyOf(place.realm).presence == RealmPolicy::Presence::Listeners) {
        tell(Departed{place.identity, {}}, place.realm, withRole(place.realm, Role::Listener));
    }
    if (policyOf(place.realm).presence == RealmPolicy::Presence::Room) {
        for (const RoomName& room : place.rooms) {
            tell(Departed{place.identity, {}}, place.realm, m_registry.members(place.realm, room));
        }
    }
    forgetEmptied(place.realm, place.rooms);
}

void SignalCore::dismiss(const QList<PeerNumber>& numbers, Departure why, const QString& reason)
{
    end(numbers, why, reason, std::nullopt);
}

void SignalCore::end(const QList<PeerNumber>& numbers, Departure why, const QString& reason,
    std::optional<FaultCode> fault)
{
    QList<PeerNumber> present;
    QSet<PeerNumber> known;
    QMap<quint8, QList<PeerNumber>> byLanguage;
    for (PeerNumber number : numbers) {
        const Entry* entry = m_registry.find(number);
        if (entry != nullptr && !known.contains(number)) {
            known.insert(number);
            present.append(number);
            byLanguage[static_cast<quint8>(entry->realm().language)].append(number);
        }
    }
    for (auto speakers = byLanguage.cbegin(); speakers != byLanguage.cend(); ++speakers) {
        const QList<PeerNumber> there = m_absences.present(speakers.value());
        if (!there.isEmpty()) {
            Q_EMIT deliver(Ended{why, reason, fault}, Language(speakers.key()), there);
        }
    }
    leave(present, why, reason);
}

/// Who may come back is away; the others are gone.
void SignalCore::leave(const QList<PeerNumber>& numbers, Departure why, const QString& reason)
{
    QList<PeerNumber> gone;
    QList<PeerNumber> away;
    for (PeerNumber number : numbers) {
        (mayComeBack(*m_registry.find(number), why) ? away : gone).append(number);
    }
    if (!gone.isEmpty()) {
        remove(gone, why, reason);
    }
    for (PeerNumber number : std::as_const(away)) {
        goAway(number);
    }
    if (const qsizetype tooMany = m_absences.excess(); tooMany > 0) {
        remove(m_absences.firstToGo(tooMany), Departure::Lost, {});
    }
}

void SignalCore::closed(PeerNumber number, Departure why)
{
    const Entry* entry = m_registry.find(number);
    if (entry != nullptr && !entry->peer.away) {
        leave({number}, why, {});
    }
}

void SignalCore::remove(const QList<PeerNumber>& numbers, Departure why, const QString& reason)
{
    // All are gone before anybody hears of it, so that nothing can reach the departed, and those
    // who go together do not hear of each other.
    QList<Entry> gone;
    for (PeerNumber number : numbers) {
        m_claims.withdraw(number);
        gone.append(*m_registry.find(number));
        if (gone.constLast().peer.away) {
            m_mailbox.take({gone.constLast().realm(), gone.constLast().peer.identity.id});
        }
        m_absences.forget(number);
        m_registry.remove(number);
        forgetDescribed(gone.constLast().realm(), number);
    }
    QList<PeerNumber> abandoned;
    for (const Entry& entry : std::as_const(gone)) {
        abandoned += leaveBehind(entry);
        Q_EMIT departed(entry.peer, why, reason);
    }
    for (PeerNumber number : numbers) {
        settleAgainst(number);
    }
    end(abandoned, Departure::PartnerLeft, {}, std::nullopt);
}

/// What becomes of the others when somebody, who is in no index any more, goes. Returns whom their
/// language lets stay no longer.
QList<PeerNumber> SignalCore::leaveBehind(const Entry& entry)
{
    const Realm& realm = entry.realm();
    const RealmPolicy& policy = policyOf(realm);
    QList<PeerNumber> abandoned;
    for (const Registry::Presence& place : entry.aside) {
        leaveAside(place);
    }
    if (entry.peer.parked) {
        return abandoned;
    }
    if (policy.presence == RealmPolicy::Presence::Room || policy.departureEndsRoom) {
        const QList<PeerNumber> others = m_registry.others(entry);
        announceDeparture(entry, others);
        if (policy.departureEndsRoom) {
            abandoned = others;
        }
    }
    m_swarms.withdrawAll(realm, entry.peer.number);
    forgetEmptied(realm, entry.peer.rooms);
    abandoned += endPairings(entry, m_pairings.of(entry.peer.number), {});
    if (policy.presence == RealmPolicy::Presence::Listeners && entry.peer.joined) {
        tell(Departed{entry.peer.identity, entry.peer.profile}, realm,
            withRole(realm, Role::Listener));
    }
    return abandoned;
}

} // namespace Signalbox
