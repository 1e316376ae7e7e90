// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/signalcore.h"

#include <algorithm>

namespace Signalbox {

namespace {

bool shareRoom(const QList<RoomName>& one, const QList<RoomName>& other)
{
    return std::any_of(
        one.begin(), one.end(), [&other](const RoomName& room) { return other.contains(room); });
}

} // namespace

void SignalCore::perform(Entry& entry, const SendToPeer& send)
{
    // A peer in another room gets the same answer as one that does not exist: whether an id is in
    // use elsewhere is nobody's business.
    if (!entry.peer.joined && isSilenced(entry, entry.peer)) {
        return;
    }
    const Realm& realm = entry.realm();
    const Entry* receiver = m_registry.find(realm, send.receiver);
    if (receiver != nullptr && shareRoom(entry.peer.rooms, receiver->roomsIn(realm))) {
        if (!relay(entry, entry.peer.identity, send.message, {receiver->peer.number})) {
            refuse(entry.peer, {FaultCode::UnknownReceiver, send.receiver});
        }
        return;
    }
    if (!policyOf(realm).keepsMail) {
        refuse(entry.peer, {FaultCode::UnknownReceiver, send.receiver});
        return;
    }
    if (!entry.peer.joined || entry.peer.rooms.isEmpty()) {
        refuse(entry.peer, {FaultCode::NotInRoom, {}}); // an answer would not find its way back
        return;
    }
    if (!send.keep) {
        return;
    }
    const Mailbox::Letter letter{
        entry.peer.number, entry.peer.origin.block, entry.peer.identity, send.message};
    if (m_mailbox.post({realm, send.receiver}, letter, m_clock.now(), m_limits)) {
        Q_EMIT dueSoon();
    } else {
        tell(Undeliverable{entry.peer.identity, send.receiver}, realm, {entry.peer.number});
    }
}

void SignalCore::bringMail(const Entry& entry)
{
    if (m_mailbox.isEmpty()) {
        return;
    }
    const PeerNumber receiver = entry.peer.number;
    const Realm realm = entry.realm();
    const QList<Mailbox::Letter> letters = m_mailbox.take({realm, entry.peer.identity.id});
    for (const Mailbox::Letter& letter : letters) {
        tell(Delivered{letter.sender, letter.message}, realm, {receiver});
        Q_EMIT relayed(letter.senderNumber, 1);
    }
}

void SignalCore::perform(Entry& entry, const SendToRoom& send)
{
    const RealmPolicy& policy = policyOf(entry.realm());
    const bool isInside
        = !send.room ? !entry.peer.rooms.isEmpty() : entry.peer.rooms.contains(*send.room);
    if (!isInside && !(send.room && policy.speaksFromOutside)) {
        refuse(entry.peer, {FaultCode::NotInRoom, {}});
        return;
    }
    const RoomName room = send.room ? *send.room : entry.peer.rooms.constFirst();
    if (!isInside || !entry.peer.joined) {
        Peer wouldBe = entry.peer;
        if (!isInside) {
            wouldBe.rooms.append(room);
        }
        if (isSilenced(entry, wouldBe)) {
            return;
        }
    }
    QList<PeerNumber> receivers = m_registry.members(entry.realm(), room);
    if (!policy.hearsItself) {
        receivers.removeOne(entry.peer.number);
    }
    relay(entry, entry.peer.identity, send.message, receivers);
}

/// Those who are away get it when they are back. False: one of them does not, for too much is kept.
bool SignalCore::relay(
    Entry& sender, const Identity& as, const Message& message, const QList<PeerNumber>& receivers)
{
    if (receivers.isEmpty()) {
        return true;
    }
    sender.heard = true;
    bool isKept = true;
    const QList<PeerNumber> present = m_absences.present(receivers);
    if (present.size() < receivers.size()) {
        for (PeerNumber number : receivers) {
            isKept = (!m_absences.isAway(number) || keepFor(number, sender, as, message)) && isKept;
        }
    }
    if (!present.isEmpty()) {
        Q_EMIT deliver(Delivered{as, message, receivers.size()}, sender.realm().language, present);
        Q_EMIT relayed(sender.peer.number, present.size());
    }
    return isKept;
}

void SignalCore::perform(Entry& entry, const Announce& announce)
{
    const Peer before = entry.peer;
    const Place swarm{entry.realm(), announce.swarm};
    const bool isInside = before.rooms.contains(announce.swarm);
    const PeerNumber holder = m_swarms.find(swarm, announce.as);
    if (holder != before.number
        && (m_swarms.countOf(before.number) + m_claims.countOf(before.number)
                >= m_limits.roomsPerPeer
            || (!isInside && before.rooms.size() >= m_limits.roomsPerPeer))) {
        refuse(before, {FaultCode::TooManyRooms, announce.swarm});
        return;
    }
    const auto obstacle = isInside ? std::nullopt : obstacleTo(swarm.first, announce.swarm);
    if (obstacle) {
        const Fault fault{*obstacle, announce.swarm};
        Peer wouldBe = before;
        wouldBe.identity.nick = announce.nick.value_or(before.identity.nick);
        wouldBe.joined = true;
        wouldBe.rooms.append(announce.swarm);
        if (isSilenced(entry, wouldBe)) {
            return; // nobody gives way to who is put out
        }
        makeWay(swarm.first, fault) ? handle(before.number, announce) : refuse(before, fault);
        return;
    }
    // Everybody in a swarm knows the ids of the others: only who shows no sign of life loses its
    // own.
    if (holder != PeerNumber() && holder != before.number) {
        // Without its offers, which would be old by then: the client announces again.
        Announce bare = announce;
        bare.offers.clear();
        claim(before.number, holder, bare);
        return;
    }
    Peer after = before;
    after.identity.nick = announce.nick.value_or(before.identity.nick);
    after.joined = true;
    if (!isInside) {
        after.rooms.append(announce.swarm);
    }
    if (isSilenced(entry, after)) {
        return;
    }
    if (!before.joined) {
        m_registry.rename(entry, announce.as);
        after.identity.id = announce.as;
    }
    if (!isInside) {
        m_registry.enter(entry, announce.swarm);
    }
    entry.peer = after;
    m_swarms.announce(swarm, announce.as, before.number, announce.complete);
    if (!isInside || !before.joined || after.identity != before.identity) {
        Q_EMIT changed(before, after);
    }
    tell(Counted{{m_swarms.count(swarm)}, true}, swarm.first, {before.number});
    const QList<PeerNumber> chosen = m_swarms.some(swarm, announce.as, announce.offers.size());
    for (qsizetype i = 0; i < chosen.size(); ++i) {
        relay(entry, {announce.as, {}}, announce.offers[i], {chosen[i]});
    }
}

void SignalCore::perform(Entry& entry, const Withdraw& withdraw)
{
    const Peer before = entry.peer;
    const Place swarm{entry.realm(), withdraw.swarm};
    m_swarms.withdraw(swarm, withdraw.as, before.number);
    m_claims.withdraw(before.number, withdraw.swarm);
    if (before.rooms.contains(withdraw.swarm) && !m_swarms.takesPart(swarm, before.number)) {
        exitRooms(entry, {withdraw.swarm});
        Q_EMIT changed(before, entry.peer);
    }
    tell(Counted{{m_swarms.count(swarm)}, true}, swarm.first, {before.number});
}

void SignalCore::perform(Entry& entry, const SendInSwarm& send)
{
    const Place swarm{entry.realm(), send.swarm};
    if (m_swarms.find(swarm, send.as) != entry.peer.number) {
        refuse(entry.peer, {FaultCode::NotYours, send.as});
        return;
    }
    const PeerNumber receiver = m_swarms.find(swarm, send.receiver);
    if (receiver == PeerNumber()) {
        refuse(entry.peer, {FaultCode::UnknownReceiver, send.receiver});
        return;
    }
    relay(entry, {send.as, {}}, send.message, {receiver});
}

void SignalCore::perform(Entry& entry, const Count& count)
{
    Counted counted;
    const QList<RoomName> swarms = count.swarms.isEmpty() ? entry.peer.rooms : count.swarms;
    for (const RoomName& swarm : swarms) {
        counted.swarms.append(m_swarms.count({entry.realm(), swarm}));
    }
    tell(counted, entry.realm(), {entry.peer.number});
}

} // namespace Signalbox
