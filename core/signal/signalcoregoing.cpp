// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/signalcore.h"

#include <QMap>
#include <QSet>

namespace Signalbox {

bool SignalCore::parkIfPutOut(Entry& entry, const Peer& wouldBe)
{
    if (!m_gate || !m_gate(wouldBe)) {
        return false;
    }
    const Peer before = entry.peer;
    const Entry gone = entry;
    m_claims.withdraw(before.number);
    m_registry.park(entry, wouldBe);
    entry.peer.joined = false;
    const Peer after = entry.peer;
    forgetDescribed(gone.realm(), after.number);
    const QList<PeerNumber> abandoned = leaveBehind(gone);
    refuse(after, {FaultCode::PutOut, {}});
    Q_EMIT changed(before, after);
    settleAgainst(after.number);
    end(abandoned, Departure::PartnerLeft, {}, std::nullopt);
    return true;
}

void SignalCore::readmit()
{
    QList<PeerNumber> free;
    const QList<PeerNumber> all = m_registry.numbers();
    for (PeerNumber number : all) {
        const Peer& peer = m_registry.find(number)->peer;
        if (peer.parked && !(m_gate && m_gate(peer))) {
            free.append(number);
        }
    }
    dismiss(free, Departure::Readmitted);
}

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
        Q_EMIT deliver(Ended{why, reason, fault}, Language(speakers.key()), speakers.value());
    }
    if (!present.isEmpty()) {
        remove(present, why, reason);
    }
}

void SignalCore::closed(PeerNumber number, Departure why)
{
    if (m_registry.contains(number)) {
        remove({number}, why, {});
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
