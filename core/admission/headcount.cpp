// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/headcount.h"

#include "core/admission/ipaddress.h"

namespace Signalbox {

Headcount::Count Headcount::from(const QString& address) const
{
    return m_byBlock.value(blockOf(address));
}

void Headcount::onArrived(const Peer& peer)
{
    change(peer, 1);
}

void Headcount::onChanged(const Peer& before, const Peer& after)
{
    change(before, -1);
    change(after, 1);
}

void Headcount::onDeparted(const Peer& peer)
{
    change(peer, -1);
}

void Headcount::change(const Peer& peer, int by)
{
    if (peer.away) {
        return;
    }
    const QString& block = peer.origin.block;
    Count& ofBlock = m_byBlock[block];
    int Count::*const count = peer.parked ? &Count::parked : &Count::here;
    m_all.*count += by;
    ofBlock.*count += by;
    if (ofBlock.here == 0 && ofBlock.parked == 0) {
        m_byBlock.remove(block);
    }
}

} // namespace Signalbox
