// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/forecourt.h"

#include "core/admission/ipaddress.h"

#include <algorithm>

namespace Signalbox {

namespace {

void countOff(QHash<QString, int>& counts, const QString& key)
{
    const auto count = counts.find(key);
    if (--*count == 0) {
        counts.erase(count);
    }
}

} // namespace

PeerNumber Forecourt::come(PeerNumber number, const QString& address, const Bounds& bounds)
{
    const QString block = blockOf(address);
    m_guests.push_back({number, address, block});
    m_places.insert(number, std::prev(m_guests.end()));
    ++m_byBlock[block];
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
    countOff(m_byAddress, (*place)->address);
    countOff(m_byBlock, (*place)->block);
    m_guests.erase(*place);
    m_places.erase(place);
}

PeerNumber Forecourt::oldestOfMost() const
{
    const int most = *std::max_element(m_byBlock.begin(), m_byBlock.end());
    return std::find_if(m_guests.begin(), m_guests.end(), [this, most](const Guest& guest) {
        return m_byBlock.value(guest.block) == most;
    })->number;
}

} // namespace Signalbox
