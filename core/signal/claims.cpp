// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/claims.h"

namespace Signalbox {

void Claims::add(const Claim& claim)
{
    withdraw(claim.claimant);
    m_claims.append(claim);
}

void Claims::withdraw(PeerNumber claimant)
{
    m_claims.removeIf([claimant](const Claim& claim) { return claim.claimant == claimant; });
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

std::optional<Claims::Claim> Claims::takeExpired(Moment now)
{
    if (m_claims.isEmpty() || m_claims.constFirst().deadline > now) {
        return std::nullopt;
    }
    return m_claims.takeFirst();
}

} // namespace Signalbox
