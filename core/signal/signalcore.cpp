// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/signalcore.h"

namespace Signalbox {

SignalCore::SignalCore(const Clock& clock, IdSource freshId, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
    , m_freshId(std::move(freshId))
{ }

void SignalCore::open(PeerNumber number, const Origin& origin)
{
    Peer peer;
    peer.number = number;
    peer.origin = origin;
    peer.since = m_clock.now();
    do {
        peer.identity.id = m_freshId();
    } while (m_registry.find(origin.realm, peer.identity.id) != nullptr);
    m_registry.add(peer);
    Q_EMIT arrived(peer);
}

void SignalCore::handle(PeerNumber number, const Command& command)
{
    Registry::Entry* entry = m_registry.find(number);
    if (entry == nullptr) {
        return;
    }
    std::visit([this, entry](const auto& wish) { perform(*entry, wish); }, command);
}

void SignalCore::reject(PeerNumber number, const Fault& fault)
{
    if (const Registry::Entry* entry = m_registry.find(number)) {
        refuse(entry->peer, fault);
    }
}

void SignalCore::perform(Registry::Entry& entry, const Join& join)
{
    const Peer& peer = entry.peer;
    m_claims.withdraw(peer.number);
    if (!join.id.isEmpty() && join.id != peer.identity.id) {
        if (const Registry::Entry* owner = m_registry.find(peer.origin.realm, join.id)) {
            const PeerNumber ownerNumber = owner->peer.number;
            m_claims.add({peer.number, ownerNumber, join, m_clock.now() + m_claimTime});
            Q_EMIT probeWanted(ownerNumber);
            return;
        }
    }
    enter(entry, join);
}

void SignalCore::enter(Registry::Entry& entry, const Join& join)
{
    const Peer before = entry.peer;
    const RoomName room = join.room.value_or(before.room.value_or(RoomName()));
    const bool sameId = join.id.isEmpty() || join.id == before.identity.id;
    const bool sameRoom = before.room == room;

    if (!sameId || !sameRoom) {
        announceDeparture(entry, m_registry.others(entry));
        entry.heard = false;
    }
    if (!sameId) {
        m_registry.rename(entry, join.id);
    }
    if (!sameRoom) {
        m_registry.move(entry, room);
    }
    entry.peer.identity.nick = join.nick.value_or(before.identity.nick);
    entry.peer.joined = true;

    const QList<PeerNumber> others = m_registry.others(entry);
    if (!before.joined || !sameId || !sameRoom) {
        Q_EMIT deliver(Arrived{entry.peer.identity}, others);
    } else if (entry.peer.identity.nick != before.identity.nick) {
        Q_EMIT deliver(Changed{entry.peer.identity}, others);
    }
    Q_EMIT deliver(
        Welcomed{entry.peer.identity, room, m_registry.joinedOthers(entry)}, {before.number});
    Q_EMIT changed(before, entry.peer);
}

void SignalCore::perform(Registry::Entry& entry, const Leave&)
{
    m_claims.withdraw(entry.peer.number);
    if (!entry.peer.room) {
        return;
    }
    const Peer before = entry.peer;
    announceDeparture(entry, m_registry.others(entry));
    m_registry.move(entry, std::nullopt);
    Q_EMIT changed(before, entry.peer);
}

void SignalCore::perform(Registry::Entry& entry, const SendToPeer& send)
{
    // A peer in another room gets the same answer as one that does not exist: whether an id is in
    // use elsewhere is nobody's business.
    const Registry::Entry* receiver = m_registry.find(entry.peer.origin.realm, send.receiver);
    if (receiver == nullptr || !entry.peer.room || receiver->peer.room != entry.peer.room) {
        refuse(entry.peer, {FaultCode::UnknownReceiver, send.receiver});
        return;
    }
    relay(entry, send.message, {receiver->peer.number});
}

void SignalCore::perform(Registry::Entry& entry, const SendToRoom& send)
{
    if (!entry.peer.room) {
        refuse(entry.peer, {FaultCode::NotInRoom, {}});
        return;
    }
    relay(entry, send.message, m_registry.others(entry));
}

void SignalCore::relay(
    Registry::Entry& sender, const Message& message, const QList<PeerNumber>& receivers)
{
    if (receivers.isEmpty()) {
        return;
    }
    sender.heard = true;
    Q_EMIT deliver(Delivered{sender.peer.identity, message}, receivers);
    Q_EMIT relayed(sender.peer.number, receivers.size());
}

void SignalCore::announceDeparture(const Registry::Entry& entry, const QList<PeerNumber>& others)
{
    if ((entry.peer.joined || entry.heard) && !others.isEmpty()) {
        Q_EMIT deliver(Departed{entry.peer.identity}, others);
    }
}

void SignalCore::refuse(const Peer& peer, const Fault& fault)
{
    Q_EMIT deliver(Refused{fault}, {peer.number});
    Q_EMIT refused(peer, fault);
}

void SignalCore::dismiss(const QList<PeerNumber>& numbers, Departure why, const QString& reason)
{
    QList<PeerNumber> present;
    for (PeerNumber number : numbers) {
        if (m_registry.contains(number)) {
            present.append(number);
        }
    }
    if (!present.isEmpty()) {
        Q_EMIT deliver(Ended{why, reason}, present);
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
    QList<Registry::Entry> gone;
    for (PeerNumber number : numbers) {
        m_claims.withdraw(number);
        gone.append(*m_registry.find(number));
        m_registry.remove(number);
    }
    for (const Registry::Entry& entry : gone) {
        announceDeparture(entry, m_registry.others(entry));
        Q_EMIT departed(entry.peer, why, reason);
    }
    for (PeerNumber number : numbers) {
        const QList<Claims::Claim> claims = m_claims.takeAgainst(number);
        for (const Claims::Claim& claim : claims) {
            settle(claim);
        }
    }
}

void SignalCore::heardFrom(PeerNumber number)
{
    if (m_claims.isEmpty()) {
        return;
    }
    const QList<Claims::Claim> claims = m_claims.takeAgainst(number);
    for (const Claims::Claim& claim : claims) {
        if (const Registry::Entry* claimant = m_registry.find(claim.claimant)) {
            refuse(claimant->peer, {FaultCode::IdTaken, claim.join.id});
        }
    }
}

void SignalCore::settleClaims()
{
    while (const std::optional<Claims::Claim> claim = m_claims.takeExpired(m_clock.now())) {
        // The oldest claim wins: dismissing the owner settles the others against the new one.
        const Registry::Entry* owner = m_registry.find(claim->owner);
        const QList<Claims::Claim> later = m_claims.takeAgainst(claim->owner);
        if (owner != nullptr) {
            dismiss(claim->owner, Departure::Replaced);
        }
        settle(*claim);
        for (const Claims::Claim& other : later) {
            settle(other);
        }
    }
}

void SignalCore::settle(const Claims::Claim& claim)
{
    if (Registry::Entry* claimant = m_registry.find(claim.claimant)) {
        perform(*claimant, claim.join);
    }
}

} // namespace Signalbox
