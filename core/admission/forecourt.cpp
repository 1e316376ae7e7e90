// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/forecourt.h"

#include "core/admission/ipaddress.h"

#include <algorithm>

namespace Signalbox {

PeerNumber Forecourt::come(PeerNumber number, const QString& address, const Bounds& bounds)
{
    m_guests.push_back({number, address});
    m_places.insert(number, std::prev(m_guests.end()));
    if (++m_byAddress[address] > bounds.fromOneAddress) {
        return std::find_if(m_guests.begin(), m_guests.end(), [&address](const Guest& guest) {
            return guest.address == address;
        })->number;
    }
    return count() > bounds.inAll ? oldestOfMost() : PeerNumber();
}

void Forecourt::leave(PeerNumber number)
{
    const auto place = m_places.find(number);
    if (place == m_places.end()) {
        return;
    }
    const auto address = m_byAddress.find((*place)->address);
    if (--*address == 0) {
        m_byAddress.erase(address);
    }
    m_guests.erase(*place);
    m_places.erase(place);
}

PeerNumber Forecourt::oldestOfMost() const
{
    QHash<QString, int> byBlock;
    for (auto address = m_byAddress.begin(); address != m_byAddress.end(); ++address) {
        byBlock[blockOf(address.key())] += *address;
    }
    const int most = *std::max_element(byBlock.begin(), byBlock.end());
    return std::find_if(m_guests.begin(), m_guests.end(), [&byBlock, most](const Guest& guest) {
        return byBlock.value(blockOf(guest.address)) == most;
    })->number;
}

} // namespace Signalbox
