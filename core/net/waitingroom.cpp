// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/waitingroom.h"

#include <algorithm>

namespace Signalbox {

void WaitingRoom::enter(QObject* guest, const QString& address, Moment deadline)
{
    Q_ASSERT(!holds(guest));
    m_places.insert(guest, m_guests.insert(m_guests.end(), {guest, address, deadline}));
    ++m_counts[address];
}

QObject* WaitingRoom::superfluous(const QString& address, int most, int mostPerAddress) const
{
    if (m_counts.value(address) >= mostPerAddress) {
        const auto oldest = std::find_if(m_guests.begin(), m_guests.end(),
            [&address](const Guest& guest) { return guest.address == address; });
        return oldest == m_guests.end() ? nullptr : oldest->who;
    }
    const bool isFull = qsizetype(m_guests.size()) >= most;
    return isFull && !m_guests.empty() ? m_guests.front().who : nullptr;
}

void WaitingRoom::replace(QObject* guest, QObject* successor)
{
    const Guests::iterator place = m_places.take(guest);
    place->who = successor;
    m_places.insert(successor, place);
}

void WaitingRoom::leave(QObject* guest)
{
    const auto place = m_places.constFind(guest);
    if (place == m_places.constEnd()) {
        return;
    }
    const auto count = m_counts.find((*place)->address);
    if (--*count == 0) {
        m_counts.erase(count);
    }
    m_guests.erase(*place);
    m_places.erase(place);
}

QString WaitingRoom::addressOf(QObject* guest) const
{
    Q_ASSERT(holds(guest));
    return m_places.value(guest)->address;
}

QObject* WaitingRoom::overdue(Moment now) const
{
    return !m_guests.empty() && m_guests.front().deadline <= now ? m_guests.front().who : nullptr;
}

} // namespace Signalbox
