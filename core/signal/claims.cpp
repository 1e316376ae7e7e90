// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/claims.h"

#include <algorithm>

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

} // namespace

void Claims::add(const Claim& claim)
{
    m_claims.removeIf([&claim](const Claim& earlier) {
        return earlier.claimant == claim.claimant && isSameMatter(earlier.wish, claim.wish);
    });
    m_claims.append(claim);
}

void Claims::withdraw(PeerNumber claimant)
{
    m_claims.removeIf([claimant](const Claim& claim) { return claim.claimant == claimant; });
}

void Claims::withdraw(PeerNumber claimant, const RoomName& swarm)
{
    m_claims.removeIf([claimant, &swarm](const Claim& claim) {
        const auto* announce = std::get_if<Announce>(&claim.wish);
        return claim.claimant == claimant && announce != nullptr && announce->swarm == swarm;
    });
}

QList<Claims::Claim> Claims::takeAgainst(PeerNumber owner)
{
    QList<Claim> taken;
    m_claims.removeIf([owner, &taken](const Claim& claim) {
        if (claim.owner != owner) {
            return false;
        }
        taken.append(claim);
        return true;
    });
    return taken;
}

qsizetype Claims::countOf(PeerNumber claimant) const
{
    return std::count_if(m_claims.begin(), m_claims.end(),
        [claimant](const Claim& claim) { return claim.claimant == claimant; });
}

std::optional<Claims::Claim> Claims::takeExpired(Moment now)
{
    if (m_claims.isEmpty() || m_claims.constFirst().deadline > now) {
        return std::nullopt;
    }
    return m_claims.takeFirst();
}

} // namespace Signalbox
