// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/headcount.h"

namespace Signalbox {

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
    const QString& address = peer.origin.address;
    Count& ofAddress = m_byAddress[address];
    int Count::*const count = peer.parked ? &Count::parked : &Count::here;
    m_all.*count += by;
    ofAddress.*count += by;
    if (ofAddress.here == 0 && ofAddress.parked == 0) {
        m_byAddress.remove(address);
    }
}

} // namespace Signalbox
