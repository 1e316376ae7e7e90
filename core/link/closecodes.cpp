// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/link/closecodes.h"

#include <QTextBoundaryFinder>

namespace Signalbox {

namespace {

quint16 refusalCode(std::optional<FaultCode> fault)
{
    switch (fault.value_or(FaultCode::Count)) {
    case FaultCode::IdTaken:
        return 4009;
    case FaultCode::HubFull:
        return 4013;
    case FaultCode::RoomFull:
        return 4014;
    case FaultCode::PinRequired:
    case FaultCode::WrongPin:
    case FaultCode::PinLocked:
        return 4040;
    default:
        return 1008;
    }
}

} // namespace

quint16 closeCode(Departure why, std::optional<FaultCode> fault)
{
    switch (why) {
    case Departure::HubStopped:
        return 1001;
    case Departure::Kicked:
        return 4001;
    case Departure::Banned:
        return 4003;
    case Departure::TooSlow:
    case Departure::Flooding:
        return 4008;
    case Departure::OverRate:
        return 4029;
    case Departure::Replaced:
        return 4009;
    case Departure::Silent:
        return 4060;
    case Departure::Refused:
        return refusalCode(fault);
    case Departure::Garbled:
        return 1008;
    case Departure::Readmitted:
        return 1012; // "service restart": come again
    case Departure::BrokeProtocol:
        return 1002;
    case Departure::PartnerLeft:
    case Departure::Left:
    case Departure::Lost:
        break;
    }
    return 1000;
}

QString closeReason(Departure why)
{
    switch (why) {
    case Departure::HubStopped:
        return QStringLiteral("The hub stops");
    case Departure::Kicked:
        return QStringLiteral("Put out by the owner of the hub");
    case Departure::Banned:
        return QStringLiteral("Banned by the owner of the hub");
    case Departure::TooSlow:
    case Departure::Flooding:
        return QStringLiteral("Too slow: what was sent to you was not read");
    case Departure::OverRate:
        return QStringLiteral("Too much was said in too short a time");
    case Departure::Garbled:
        return QStringLiteral("One unreadable message after the other");
    case Departure::Replaced:
        return QStringLiteral("Another connection has this id");
    case Departure::Silent:
        return QStringLiteral("No answer to ping");
    case Departure::BrokeProtocol:
        return QStringLiteral("Protocol error");
    case Departure::Refused:
        return QStringLiteral("What you asked for is refused");
    case Departure::PartnerLeft:
        return QStringLiteral("Your partner has left");
    case Departure::Readmitted:
        return QStringLiteral("You may come in again");
    case Departure::Left:
    case Departure::Lost:
        break;
    }
    return {};
}

QString cutCloseReason(const QString& reason)
{
    constexpr qsizetype room = 123; // RFC 6455 section 5.5: 125 bytes, two of them the code
    const QString most
        = reason.left(2 * room); // more than fits, so that its own end does not matter
    QTextBoundaryFinder characters(QTextBoundaryFinder::Grapheme, most);
    characters.toEnd();
    while (QStringView(most).left(characters.position()).toUtf8().size() > room) {
        characters.toPreviousBoundary();
    }
    return most.left(characters.position());
}

} // namespace Signalbox
