// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/headcount.h"

namespace Signalbox {

namespace {

bool holdsSeat(const Peer& peer)
{
    return !peer.parked && !peer.away;
}

} // namespace

void Headcount::onArrived(const Peer& peer)
{
    change(peer.origin.address, 1);
}

void Headcount::onChanged(const Peer& before, const Peer& after)
{
    if (holdsSeat(before) != holdsSeat(after)) {
        change(after.origin.address, holdsSeat(after) ? 1 : -1);
    }
}

void Headcount::onDeparted(const Peer& peer)
{
    if (holdsSeat(peer)) {
        change(peer.origin.address, -1);
    }
}

void Headcount::change(const QString& address, int by)
{
    m_all += by;
    const auto count = m_byAddress.insert(address, m_byAddress.value(address) + by);
    if (*count == 0) {
        m_byAddress.erase(count);
    }
}

} // namespace Signalbox
