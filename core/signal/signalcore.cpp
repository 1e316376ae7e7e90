// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/signalcore.h"

#include <algorithm>

namespace Signalbox {

namespace {

/// Whether others are to hear it.
bool isSpeech(const Command& command)
{
    return std::holds_alternative<SendToPeer>(command)
        || std::holds_alternative<SendToRoom>(command) || std::holds_alternative<Announce>(command)
        || std::holds_alternative<SendInSwarm>(command) || std::holds_alternative<Pair>(command)
        || std::holds_alternative<SendToPartner>(command);
}

} // namespace

SignalCore::SignalCore(
    const Clock& clock, Lots lots, std::vector<RealmPolicy> policies, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
    , m_lots(std::move(lots))
    , m_policies(std::move(policies))
    , m_swarms(m_lots.choose)
{ }

void SignalCore::open(PeerNumber number, const Origin& origin)
{
    Peer peer;
    peer.number = number;
    peer.origin = origin;
    peer.since = m_clock.now();
    m_registry.add(peer);
    Q_EMIT arrived(peer);
}

void SignalCore::putAside(PeerNumber number, const Realm& realm, const Join& join)
{
    Entry* entry = m_registry.find(number);
    if (entry == nullptr || entry->peer.parked) {
        return;
    }
    const Peer before = entry->peer;
    Registry::Presence place{realm, {join.id.isEmpty() ? freshId(realm) : join.id, {}}, {}};
    const std::optional<RoomName> room = roomFor(realm, {}, join);
    if (room) {
        place.rooms = {*room};
    }
    Peer wouldBe = before;
    asIn(wouldBe, place);
    if (judge(wouldBe) == BanEffect::Refuse) {
        return; // who it is must be certain before it is parked
    }
    if (const auto obstacle = room ? obstacleTo(realm, *room) : std::nullopt) {
        if (makeWay(realm, {*obstacle, *room})) {
            putAside(number, realm, join);
        }
        return;
    }
    QList<PeerNumber> others;
    if (!place.rooms.isEmpty() && policyOf(realm).presence == RealmPolicy::Presence::Room) {
        others = m_registry.members(realm, place.rooms.constFirst());
        tell(Arrived{place.identity}, realm, others);
    }
    m_registry.putAside(*entry, place);
    Welcomed welcomed{place.identity, join.room, m_registry.joinedOf(others, realm)};
    welcomed.isGuess = true;
    tell(welcomed, realm, {number});
    if (!join.id.isEmpty()) {
        entry->peer.identity = place.identity; // only to be shown: it is known in that realm
        Q_EMIT changed(before, entry->peer);
    }
}

bool SignalCore::settle(PeerNumber number, const Realm& realm, const QString& dialect)
{
    Entry* entry = m_registry.find(number);
    if (entry == nullptr || entry->peer.parked) {
        return false;
    }
    const Peer before = entry->peer;
    const std::optional<BanEffect> verdict = judge(*entry, m_gate);
    const std::vector<Registry::Presence> left = m_registry.takeAsideBut(*entry, realm);
    for (const Registry::Presence& place : left) {
        leaveAside(place);
    }
    Origin origin = before.origin;
    origin.realm = realm;
    origin.dialect = dialect;
    origin.traits = policyOf(realm).identity;
    const bool wasThere = m_registry.settle(*entry, origin);
    if (wasThere) {
        entry->peer.joined = true;
    } else {
        m_registry.rename(*entry, freshId(realm));
        if (policyOf(realm).listensBeforeJoining && !obstacleTo(realm, RoomName())) {
            m_registry.enter(*entry, RoomName());
        }
    }
    entry->peer.muted = verdict == BanEffect::Mute;
    Q_EMIT changed(before, entry->peer);
    if (verdict == BanEffect::Refuse) {
        park(*entry, Peer(entry->peer));
    }
    return wasThere;
}

PeerId SignalCore::freshId(const Realm& realm)
{
    PeerId id;
    do {
        id = m_lots.freshId(realm.language);
    } while (m_registry.find(realm, id) != nullptr);
    return id;
}

void SignalCore::handle(PeerNumber number, const Command& command)
{
    Entry* entry = m_registry.find(number);
    if (entry == nullptr || entry->peer.away
        || (entry->peer.parked && !std::holds_alternative<Heartbeat>(command))) {
        return;
    }
    if (entry->peer.muted && isSpeech(command)) {
        refuse(entry->peer, {FaultCode::Muted, {}});
        return;
    }
    std::visit([this, entry](const auto& wish) { perform(*entry, wish); }, command);
}

void SignalCore::reject(PeerNumber number, const Fault& fault)
{
    const Entry* entry = m_registry.find(number);
    if (entry == nullptr || entry->peer.parked) {
        return;
    }
    refuse(entry->peer, fault);
    if (fault.fatal) {
        end({number}, Departure::Refused, {}, fault.code);
    }
}

void SignalCore::perform(Entry& entry, const Join& join)
{
    const Peer& peer = entry.peer;
    m_claims.withdraw(peer.number);
    if (!join.resume.isEmpty() && resume(entry, join)) {
        return;
    }
    const bool isClaim = !join.id.isEmpty() && join.id != peer.identity.id
        && policyOf(entry.realm()).claim == RealmPolicy::Claim::Ask;
    const Entry* owner = isClaim ? m_registry.find(entry.realm(), join.id) : nullptr;
    if (owner == nullptr) {
        enter(entry, join);
        return;
    }
    const PeerNumber ownerNumber = owner->peer.number;
    // Nobody is there to be asked, and who comes from the same place is most likely it.
    const QString& address = peer.origin.address;
    const bool isLeft
        = owner->peer.away && !address.isEmpty() && address == owner->peer.origin.address;
    if (isLeft || (!join.secret.isEmpty() && join.secret == owner->secret)) {
        const PeerNumber number = peer.number;
        // Others that claim the id have to claim it of the new owner.
        const QList<Claims::Claim> others = m_claims.takeAgainst(ownerNumber);
        dismiss(ownerNumber, owner->peer.away ? Departure::Lost : Departure::Replaced);
        handle(number, join);
        for (const Claims::Claim& other : others) {
            settle(other);
        }
        return;
    }
    claim(peer.number, ownerNumber, join);
}

void SignalCore::claim(PeerNumber claimant, PeerNumber owner, const Command& wish)
{
    const Claims::Claim claim{claimant, owner, wish, m_clock.now()};
    if (!m_claims.add(claim)) {
        refuse(claim);
        return;
    }
    Q_EMIT dueSoon();
    if (!m_absences.isAway(owner)) {
        Q_EMIT probeWanted(owner);
    }
}

std::optional<RoomName> SignalCore::roomFor(
    const Realm& realm, const QList<RoomName>& rooms, const Join& join) const
{
    if (join.room) {
        return join.groupOf > 0 ? m_groups.room({realm, *join.room}) : *join.room;
    }
    if (!rooms.isEmpty()) {
        return rooms.constFirst();
    }
    return policyOf(realm).hasDefaultRoom ? std::optional(RoomName()) : std::nullopt;
}

/// Why nobody else can enter a room. besides: so many new ones are about to be entered as well.
std::optional<FaultCode> SignalCore::obstacleTo(
    const Realm& realm, const RoomName& room, int besides) const
{
    const RealmPolicy& policy = policyOf(realm);
    if (room.isEmpty() && policy.presence == RealmPolicy::Presence::Nobody) {
        return std::nullopt; // only where all are who speak that language; nothing is said to it
    }
    if (m_registry.isEmpty(realm, room)) {
        const bool isOneMore
            = !room.isEmpty() && m_registry.namedRooms() + besides >= m_limits.roomsInAll;
        return isOneMore ? std::optional(FaultCode::HubHasTooManyRooms) : std::nullopt;
    }
    return m_registry.members(realm, room).size() >= seatsOf(policy)
        ? std::optional(FaultCode::RoomFull)
        : std::nullopt;
}

int SignalCore::seatsOf(const RealmPolicy& policy) const
{
    return policy.seats > 0 ? std::min(policy.seats, m_limits.peersPerRoom) : m_limits.peersPerRoom;
}

void SignalCore::enter(Entry& entry, const Join& join)
{
    const Peer before = entry.peer;
    const RealmPolicy& policy = policyOf(entry.realm());
    const std::optional<RoomName> room = roomFor(entry.realm(), before.rooms, join);
    const QList<RoomName> rooms = room ? QList<RoomName>{*room} : QList<RoomName>();
    const bool sameId = join.id.isEmpty() || join.id == before.identity.id;
    const bool sameRoom = before.rooms == rooms;

    Peer after = before;
    after.identity.id = sameId ? before.identity.id : join.id;
    after.identity.nick = join.nick.value_or(before.identity.nick);
    after.rooms = rooms;
    after.joined = true;
    // Where peers describe themselves later, only that says who they are.
    if (policy.presence != RealmPolicy::Presence::Listeners && parkIfPutOut(entry, after)) {
        return;
    }
    const auto obstacle = !sameRoom && room ? obstacleTo(entry.realm(), *room) : std::nullopt;
    if (obstacle) {
        const Fault fault{*obstacle, *room};
        if (makeWay(before.origin.realm, fault)) {
            handle(before.number, join);
        } else {
            before.joined ? refuse(before, fault) : refuseJoin(before, fault);
        }
        return;
    }
    if (!sameId || !sameRoom) {
        announceDeparture(entry, m_registry.others(entry));
        entry.heard = false;
    }
    if (!sameId) {
        m_registry.rename(entry, join.id);
    }
    if (!sameRoom) {
        exitRooms(entry, before.rooms);
        if (room) {
            m_registry.enter(entry, *room);
        }
    }
    if (join.groupOf > 0 && join.room) {
        m_groups.filled({entry.realm(), *join.room}, *room,
            m_registry.members(entry.realm(), *room).size(), join.groupOf);
    }
    entry.secret = join.secret;
    entry.peer = after;

    // Where nobody hears of anybody a list of all of them would only cost.
    const bool isTold = policy.presence == RealmPolicy::Presence::Room || policy.seats > 0;
    const QList<PeerNumber> others = isTold ? m_registry.others(entry) : QList<PeerNumber>();
    if (policy.presence == RealmPolicy::Presence::Room) {
        if (!before.joined || !sameId || !sameRoom) {
            tell(Arrived{after.identity}, entry.realm(), others);
        } else if (after.identity.nick != before.identity.nick) {
            tell(Changed{after.identity, after.profile}, entry.realm(), others);
        }
    }
    tell(Welcomed{after.identity, room, m_registry.joinedOf(others, entry.realm()),
             resumeTokenOf(entry)},
        entry.realm(), {before.number});
    Q_EMIT changed(before, after);
    bringMail(entry);
}

void SignalCore::perform(Entry& entry, const Heartbeat&)
{
    tell(Alive{}, entry.realm(), {entry.peer.number});
}

void SignalCore::refuse(const Peer& peer, const Fault& fault)
{
    tell(Refused{fault}, peer.origin.realm, {peer.number});
    Q_EMIT refused(peer, fault);
}

void SignalCore::refuseJoin(const Peer& peer, const Fault& fault)
{
    refuse(peer, fault);
    if (policyOf(peer.origin.realm).refusedJoinEnds) {
        end({peer.number}, Departure::Refused, {}, fault.code);
    }
}

void SignalCore::heardFrom(PeerNumber number)
{
    if (!m_claims.isEmpty()) {
        refuseClaimsAgainst(number);
    }
}

void SignalCore::refuseClaimsAgainst(PeerNumber owner)
{
    const QList<Claims::Claim> claims = m_claims.takeAgainst(owner);
    for (const Claims::Claim& claim : claims) {
        refuse(claim);
    }
}

void SignalCore::refuse(const Claims::Claim& claim)
{
    const Entry* claimant = m_registry.find(claim.claimant);
    if (claimant == nullptr) {
        return;
    }
    const Peer peer = claimant->peer;
    if (const auto* join = std::get_if<Join>(&claim.wish)) {
        refuseJoin(peer, {FaultCode::IdTaken, join->id});
    } else {
        refuse(peer, {FaultCode::NotYours, std::get<Announce>(claim.wish).as});
    }
}

void SignalCore::settleDue()
{
    const Moment now = m_clock.now();
    endAbsences(now);
    while (
        const std::optional<Claims::Claim> claim = m_claims.takeExpired(now, m_limits.claimTime)) {
        // The oldest claim wins: dismissing the owner settles the others against the new one.
        const Entry* owner = m_registry.find(claim->owner);
        const QList<Claims::Claim> later = m_claims.takeAgainst(claim->owner);
        if (owner != nullptr) {
            dismiss(claim->owner, owner->peer.away ? Departure::Lost : Departure::Replaced);
        }
        settle(*claim);
        for (const Claims::Claim& other : later) {
            settle(other);
        }
    }
    const QList<Mailbox::Return> returns = m_mailbox.takeOverdue(now);
    for (const Mailbox::Return& letter : returns) {
        const Entry* sender = m_registry.find(letter.sender);
        if (sender != nullptr && !sender->peer.parked) {
            tell(Undeliverable{sender->peer.identity, letter.receiver}, letter.realm,
                {letter.sender});
        }
    }
}

void SignalCore::settle(const Claims::Claim& claim)
{
    handle(claim.claimant, claim.wish);
}

/// Its id is free.
void SignalCore::settleAgainst(PeerNumber owner)
{
    const QList<Claims::Claim> claims = m_claims.takeAgainst(owner);
    for (const Claims::Claim& claim : claims) {
        settle(claim);
    }
}

} // namespace Signalbox
