// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/groups.h"

namespace Signalbox {

RoomName Groups::room(const Place& base) const
{
    const auto open = m_open.constFind(base);
    return open == m_open.constEnd()
        ? base.second + QStringLiteral(" #") + QString::number(m_last + 1)
        : open.value();
}

void Groups::filled(const Place& base, const RoomName& room, qsizetype members, int size)
{
    const bool isNew = !m_open.contains(base);
    if (isNew) {
        ++m_last;
    }
    if (members >= size) {
        m_open.remove(base);
        m_bases.remove({base.first, room});
    } else if (isNew) {
        m_open.insert(base, room);
        m_bases.insert({base.first, room}, base.second);
    }
}

void Groups::emptied(const Place& room)
{
    const auto base = m_bases.constFind(room);
    if (base != m_bases.constEnd()) {
        m_open.remove({room.first, base.value()});
        m_bases.erase(base);
    }
}

} // namespace Signalbox
