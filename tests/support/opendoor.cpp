// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/opendoor.h"

#include "tests/support/rawclient.h"

#include <QTest>

namespace Signalbox {

OpenDoor::OpenDoor(const Limits& limits, const QString& address)
    : m_limits(limits)
    , m_door(std::make_unique<FrontDoor>(FrontDoor::Surroundings{m_limits, m_clock, m_doorman,
          [this](std::unique_ptr<Wire> wire, const FrontDoor::Caller& caller) {
              enter(std::move(wire), caller);
          },
          {}, [this] { return m_metrics; }}))
{
    connect(m_door.get(), &FrontDoor::rejected, this,
        [this](Rejection why, const QString& from, const QString& detail) {
            m_rejections.append(why);
            m_rejectedAddresses.append(from);
            m_details.append(detail);
        });
    if (m_door->listen(address, 0)) {
        qFatal("There is no free port on %s.", qPrintable(address));
    }
}

bool OpenDoor::waitForGuests(size_t count)
{
    return QTest::qWaitFor([this, count] { return m_guests.size() >= count; });
}

void OpenDoor::enter(std::unique_ptr<Wire> wire, const FrontDoor::Caller& caller)
{
    auto guest = std::make_unique<Guest>();
    Guest* known = guest.get();
    connect(wire.get(), &Wire::received, this,
        [known](QByteArrayView text) { known->received.append(text.toByteArray()); });
    connect(wire.get(), &Wire::pongReceived, this,
        [known](std::chrono::microseconds time) { known->roundTrips.append(time); });
    connect(wire.get(), &Wire::closed, this, [known](Departure why) { known->closed.append(why); });
    guest->wire = std::move(wire);
    guest->caller = caller;
    m_guests.push_back(std::move(guest));
}

QByteArray answerTo(OpenDoor& door, const QByteArray& request)
{
    RawClient client;
    if (!client.connectTo(door.port())) {
        return {};
    }
    client.write(request);
    client.waitForEnd();
    return client.bytes();
}

QByteArray from(const QByteArray& site)
{
    return "Origin: " + site + "\r\n";
}

QByteArray upgradeAt(const QByteArray& host, const QByteArray& moreHeaders)
{
    return RawClient::upgradeRequest("/", moreHeaders)
        .replace("Host: hub.example:8080\r\n", "Host: " + host + "\r\n");
}

QByteArray stalledHello()
{
    return QByteArray::fromHex("160301400001003ffc0303") + QByteArray(FirstByte::MostAwaited, '\0');
}

} // namespace Signalbox
