// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/forecourt.h"

#include "core/admission/ipaddress.h"

#include <algorithm>

namespace Signalbox {

PeerNumber Forecourt::come(PeerNumber number, const QString& address, const Bounds& bounds)
{
    const QString block = blockOf(address);
    m_guests.push_back({number, block});
    m_places.insert(number, std::prev(m_guests.end()));
    if (++m_byBlock[block] > bounds.fromOneAddress) {
        return oldestOf(block);
    }
    return count() > bounds.inAll ? oldestOfMost() : PeerNumber();
}

void Forecourt::leave(PeerNumber number)
{
    const auto place = m_places.find(number);
    if (place == m_places.end()) {
        return;
    }
    const auto count = m_byBlock.find((*place)->block);
    if (--*count == 0) {
        m_byBlock.erase(count);
    }
    m_guests.erase(*place);
    m_places.erase(place);
}

int Forecourt::countFrom(const QString& address) const
{
    return m_byBlock.value(blockOf(address));
}

/// block: one from which somebody is here.
PeerNumber Forecourt::oldestOf(const QString& block) const
{
    return std::find_if(m_guests.begin(), m_guests.end(), [&block](const Guest& guest) {
        return guest.block == block;
    })->number;
}

PeerNumber Forecourt::oldestOfMost() const
{
    const int most = *std::max_element(m_byBlock.begin(), m_byBlock.end());
    return std::find_if(m_guests.begin(), m_guests.end(), [this, most](const Guest& guest) {
        return m_byBlock.value(guest.block) == most;
    })->number;
}

} // namespace Signalbox
