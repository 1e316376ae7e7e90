// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/farewell.h"

namespace Signalbox::Farewell {

QString toEnded(const Ended& ended)
{
    switch (ended.why) {
    case Departure::Kicked:
        return ended.reason.isEmpty() ? QStringLiteral("The owner of this hub put you out.")
                                      : ended.reason;
    case Departure::Banned:
        return ended.reason.isEmpty() ? QStringLiteral("The owner of this hub does not let you in.")
                                      : ended.reason;
    case Departure::OverRate:
        return QStringLiteral("You said more than this hub takes.");
    case Departure::Garbled:
        return QStringLiteral("Too many of your messages could not be read.");
    default:
        return {};
    }
}

QString toRefused(FaultCode code)
{
    switch (code) {
    case FaultCode::Muted:
        return QStringLiteral("The owner of this hub lets nobody hear you.");
    case FaultCode::TooFast:
        return QStringLiteral("You say more than this hub takes; a part of it is dropped.");
    case FaultCode::HubHasTooManyRooms:
        return QStringLiteral("This hub has as many rooms as it takes.");
    default:
        return toTurnedAway(code);
    }
}

QString toTurnedAway(FaultCode code)
{
    switch (code) {
    case FaultCode::PutOut:
        return QStringLiteral("The owner of this hub put you out; try again later.");
    case FaultCode::HubFull:
        return QStringLiteral("This hub is full; try again later.");
    case FaultCode::PinRequired:
        return QStringLiteral("This hub has a PIN; put it in front of the path: /pin-123456/");
    case FaultCode::WrongPin:
        return QStringLiteral("This is not the PIN of this hub.");
    case FaultCode::PinLocked:
        return QStringLiteral("Too many wrong PINs came from your address; try again later.");
    default:
        return {};
    }
}

} // namespace Signalbox::Farewell
