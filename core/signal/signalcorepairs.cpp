// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/signalcore.h"

#include <algorithm>

namespace Signalbox {

void SignalCore::perform(Entry& entry, const List& list)
{
    const QList<PeerNumber> numbers
        = list.role ? withRole(entry.realm(), *list.role) : m_registry.others(entry);
    Listed listed{list.role, {}};
    for (PeerNumber number : numbers) {
        const Peer& peer = m_registry.find(number)->peer;
        listed.peers.append({peer.identity, peer.profile});
    }
    tell(listed, entry.realm(), {entry.peer.number});
}

void SignalCore::perform(Entry& entry, const Pair& pair)
{
    const Peer& self = entry.peer;
    const RealmPolicy& policy = policyOf(entry.realm());
    const bool isExclusive = policy.pairs == RealmPolicy::Pairs::Exclusive;
    if (isExclusive && !self.joined) {
        refuse(self, {FaultCode::Early, {}});
        return;
    }
    const Entry* found = m_registry.find(entry.realm(), pair.partner);
    const bool isThere = found != nullptr && found->realm() == entry.realm()
        && (!isExclusive || found->peer.joined);
    if (!isThere) {
        refuse(self, {FaultCode::UnknownReceiver, pair.partner});
        return;
    }
    const Peer partner = found->peer;
    const auto isBusy
        = [this](const Peer& one) { return isPaired(one.number) || !one.rooms.isEmpty(); };
    if (isExclusive && (isBusy(self) || isBusy(partner))) {
        refuse(self, {FaultCode::Busy, pair.partner});
        return;
    }
    const bool produces = partner.profile.roles.testFlag(Role::Producer);
    const bool consumes = partner.profile.roles.testFlag(Role::Consumer);
    const bool canBePaired
        = isExclusive || (policy.pairs == RealmPolicy::Pairs::ByRole && (produces || consumes));
    if (!canBePaired || partner.number == self.number) {
        refuse(self, {FaultCode::NotProducer, pair.partner});
        return;
    }
    if (m_pairings.countAskedBy(self.number) >= m_limits.pairingsAskedPerPeer
        || m_pairings.countBetween(self.number, partner.number) >= m_limits.pairingsOfTwo
        || m_pairings.countOf(partner.number) >= m_limits.pairingsPerPeer) {
        refuse(self, {FaultCode::TooManyPairings, pair.partner});
        return;
    }
    const bool asksAsConsumer = isExclusive || produces;
    Pairings::Pairing pairing;
    do {
        pairing.id = m_lots.freshId(entry.realm().language);
    } while (m_pairings.contains(pairing.id));
    pairing.asker = self.number;
    pairing.producer = asksAsConsumer ? partner.number : self.number;
    pairing.consumer = asksAsConsumer ? self.number : partner.number;
    m_pairings.add(pairing);

    const Paired forSelf{pairing.id, partner.identity, true, asksAsConsumer, {}};
    const Paired forPartner{pairing.id, self.identity, false, !asksAsConsumer, pair.message};
    const PeerNumber selfNumber = self.number;
    const Realm realm = entry.realm();
    // The consumer first: it must know the session before the producer's first words arrive.
    if (asksAsConsumer) {
        tell(forSelf, realm, {selfNumber});
        tell(forPartner, realm, {partner.number});
    } else {
        tell(forPartner, realm, {partner.number});
        tell(forSelf, realm, {selfNumber});
    }
}

void SignalCore::perform(Entry& entry, const SendToPartner& send)
{
    const PeerNumber self = entry.peer.number;
    const Pairings::Pairing* pairing
        = send.pairing.isEmpty() ? m_pairings.firstOf(self) : m_pairings.find(send.pairing, self);
    if (pairing == nullptr) {
        refuse(entry.peer, {FaultCode::UnknownPairing, send.pairing});
    } else if (send.isOffer && pairing->consumer == self) {
        refuse(entry.peer, {FaultCode::NotYours, send.pairing});
    } else {
        relay(entry, entry.peer.identity, send.message, {pairing->partnerOf(self)});
    }
}

void SignalCore::perform(Entry& entry, const Unpair& unpair)
{
    const Pairings::Pairing* pairing = m_pairings.find(unpair.pairing, entry.peer.number);
    if (pairing == nullptr) {
        refuse(entry.peer, {FaultCode::UnknownPairing, unpair.pairing});
        return;
    }
    const QList<PeerNumber> abandoned = endPairings(entry, {*pairing}, unpair.message);
    end(abandoned, Departure::PartnerLeft, {}, std::nullopt);
}

/// Tells the partners. Returns those whom their language lets stay no longer.
QList<PeerNumber> SignalCore::endPairings(
    const Entry& entry, const QList<Pairings::Pairing>& pairings, const Message& message)
{
    const bool isExclusive = policyOf(entry.realm()).pairs == RealmPolicy::Pairs::Exclusive;
    QList<PeerNumber> abandoned;
    for (const Pairings::Pairing& pairing : pairings) {
        m_pairings.remove(pairing.id);
        const PeerNumber partner = pairing.partnerOf(entry.peer.number);
        if (!m_registry.contains(partner)) {
            continue; // went together with it
        }
        tell(Unpaired{pairing.id, entry.peer.identity, message}, entry.realm(), {partner});
        if (isExclusive) {
            abandoned.append(partner);
        }
    }
    return abandoned;
}

} // namespace Signalbox
