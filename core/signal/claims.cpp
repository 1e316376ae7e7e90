// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/claims.h"

#include <algorithm>
#include <utility>

namespace Signalbox {

namespace {

bool isSameMatter(const Command& one, const Command& other)
{
    const auto* announce = std::get_if<Announce>(&one);
    const auto* otherAnnounce = std::get_if<Announce>(&other);
    if (announce == nullptr || otherAnnounce == nullptr) {
        return announce == otherAnnounce;
    }
    return announce->swarm == otherAnnounce->swarm;
}

void removeFrom(auto& index, PeerNumber number, const auto& place)
{
    const auto found = index.find(number);
    found->removeOne(place);
    if (found->isEmpty()) {
        index.erase(found);
    }
}

} // namespace

bool Claims::add(const Claim& claim)
{
    withdrawIf(claim.claimant,
        [&claim](const Command& earlier) { return isSameMatter(earlier, claim.wish); });
    const QList<Place> rivals = m_byOwner.value(claim.owner);
    const auto sameMatter = std::count_if(rivals.begin(), rivals.end(),
        [&claim](const Place& rival) { return isSameMatter(rival->wish, claim.wish); });
    if (sameMatter >= MostForOneId) {
        return false;
    }
    const Place place = m_claims.insert(m_claims.end(), claim);
    m_byOwner[claim.owner].append(place);
    m_byClaimant[claim.claimant].append(place);
    return true;
}

void Claims::withdraw(PeerNumber claimant)
{
    withdrawIf(claimant, [](const Command&) { return true; });
}

void Claims::withdraw(PeerNumber claimant, const RoomName& swarm)
{
    withdrawIf(claimant, [&swarm](const Command& wish) {
        const auto* announce = std::get_if<Announce>(&wish);
        return announce != nullptr && announce->swarm == swarm;
    });
}

void Claims::withdrawIf(PeerNumber claimant, const std::function<bool(const Command&)>& isMeant)
{
    const QList<Place> places = m_byClaimant.value(claimant);
    for (const Place& place : places) {
        if (isMeant(place->wish)) {
            take(place);
        }
    }
}

Claims::Claim Claims::take(Place place)
{
    removeFrom(m_byOwner, place->owner, place);
    removeFrom(m_byClaimant, place->claimant, place);
    Claim claim = std::move(*place);
    m_claims.erase(place);
    return claim;
}

QList<Claims::Claim> Claims::takeAgainst(PeerNumber owner)
{
    QList<Claim> taken;
    const QList<Place> places = m_byOwner.value(owner);
    for (const Place& place : places) {
        taken.append(take(place));
    }
    return taken;
}

std::optional<Claims::Claim> Claims::takeExpired(Moment now, std::chrono::milliseconds claimTime)
{
    if (m_claims.empty() || now - m_claims.front().since < claimTime) {
        return std::nullopt;
    }
    return take(m_claims.begin());
}

} // namespace Signalbox
