// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/faults/crowd.h"

#include "tests/faults/hubprogram.h"
#include "tests/support/waiting.h"

#include <QHostAddress>

#include <algorithm>

namespace Signalbox {

Crowd::Crowd(int size, const QString& address)
    : m_address(address)
    , m_guests(size_t(size))
{ }

QString Crowd::nick(size_t guest)
{
    return QStringLiteral("guest-%1").arg(guest);
}

void Crowd::setOut(Guest& guest, quint16 port)
{
    guest = {std::make_unique<RawClient>()};
    // Of another address than the hub's, so that where nobody listens nobody reaches himself.
    guest.client->tcp().bind(QHostAddress(m_address));
    guest.client->beginToUpgrade(port);
}

bool Crowd::step(quint16 port)
{
    bool everybody = true;
    for (size_t i = 0; i < m_guests.size(); ++i) {
        Guest& guest = m_guests[i];
        if (!guest.client || guest.client->hasEnded()) {
            setOut(guest, port);
        } else if (guest.client->isUpgraded() && !std::exchange(guest.asked, true)) {
            guest.client->sendText("{\"type\":\"join\",\"nick\":\"" + nick(i).toUtf8()
                + "\",\"room\":\"room-" + QByteArray::number(i / 50) + "\"}");
        }
        guest.joined = guest.joined || guest.client->hasText("\"joined\"");
        everybody = everybody && guest.joined;
    }
    return everybody;
}

bool Crowd::comeTo(quint16 port)
{
    return waitUntil([this, port] { return step(port); }, HubProgram::PatienceMs);
}

void Crowd::vanish()
{
    for (Guest& guest : m_guests) {
        if (guest.client) {
            guest.client->reset();
        }
    }
}

int Crowd::open() const
{
    return int(std::count_if(m_guests.begin(), m_guests.end(),
        [](const Guest& guest) { return guest.client && !guest.client->hasEnded(); }));
}

int Crowd::heardAtTheEnd(const QByteArray& words, quint16 code) const
{
    return int(std::count_if(m_guests.begin(), m_guests.end(), [&](const Guest& guest) {
        return guest.client->hasText(words) && guest.client->closeCode() == code;
    }));
}

} // namespace Signalbox
