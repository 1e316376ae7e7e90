// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/waitingroom.h"

#include "core/admission/ipaddress.h"

#include <algorithm>

namespace Signalbox {

void WaitingRoom::enter(QObject* guest, const QString& address, Moment now)
{
    Q_ASSERT(!holds(guest));
    const QString block = blockOf(address);
    m_places.insert(guest, m_guests.insert(m_guests.end(), {guest, address, block, now}));
    ++m_counts[block];
}

bool WaitingRoom::hasRoom(const QString& address, const Bounds& bounds) const
{
    const auto all = qsizetype(m_guests.size());
    return all < bounds.most
        && (all < bounds.mostPerAddress
            || m_counts.value(blockOf(address)) < bounds.mostPerAddress);
}

QObject* WaitingRoom::superfluous(
    const QString& address, const Bounds& bounds, const Condition& mayGo) const
{
    if (hasRoom(address, bounds)) {
        return nullptr;
    }
    const QString block = blockOf(address);
    const bool isOneTooMany = m_counts.value(block) >= bounds.mostPerAddress;
    const auto oldest = std::find_if(m_guests.begin(), m_guests.end(), [&](const Guest& guest) {
        return (!isOneTooMany || guest.block == block) && (!mayGo || mayGo(guest.who));
    });
    return oldest == m_guests.end() ? nullptr : oldest->who;
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
    const auto count = m_counts.find((*place)->block);
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

bool WaitingRoom::isHereSince(QObject* guest, Moment moment) const
{
    Q_ASSERT(holds(guest));
    return m_places.value(guest)->since <= moment;
}

QObject* WaitingRoom::hereSince(Moment moment) const
{
    return !m_guests.empty() && m_guests.front().since <= moment ? m_guests.front().who : nullptr;
}

} // namespace Signalbox
