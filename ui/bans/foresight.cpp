// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/bans/foresight.h"

#include <utility>

namespace Signalbox {

void Foresight::setJudge(Judge judge)
{
    m_judge = std::move(judge);
    m_judged.clear();
}

std::vector<const Peer*> Foresight::hitAmong(const Snapshot& snapshot)
{
    // Who has left is not kept.
    m_former = std::exchange(m_judged, {});
    std::vector<const Peer*> hit;
    for (const PeerRow& row : snapshot.rows) {
        if (!row.peer.parked && isHit(row.peer)) {
            hit.push_back(&row.peer);
        }
    }
    m_former.clear();
    return hit;
}

bool Foresight::isHit(const Peer& peer)
{
    const auto former = m_former.constFind(peer.number);
    const bool isAsItWas = former != m_former.cend() && former->identity == peer.identity
        && former->rooms == peer.rooms && former->realm == peer.origin.realm;
    const bool isHit = isAsItWas ? former->isHit : m_judge && m_judge(peer);
    m_judged.insert(peer.number, {peer.identity, peer.rooms, peer.origin.realm, isHit});
    return isHit;
}

} // namespace Signalbox
