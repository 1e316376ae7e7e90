// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/log/happeningtext.h"

#include "ui/format.h"
#include "ui/peername.h"
#include "ui/plaintext.h"

#include <QCoreApplication>

namespace Signalbox {

namespace {

using Kind = Happening::Kind;

/// The sentences' context.
struct LogText
{
    Q_DECLARE_TR_FUNCTIONS(LogText)
};

QString cleaned(const QString& text, qsizetype length = 64)
{
    return isolated(plain(text, length));
}

QString nameOf(const Happening& happening)
{
    return isolated(plain(readableName(happening.who), 64));
}

QString roomOf(const Happening& happening)
{
    return isolated(roomLabel(RoomPlace{{}, happening.dialect, happening.room}));
}

QString departureText(const Happening& happening, Departure departure)
{
    const QString name = nameOf(happening);
    switch (departure) {
    case Departure::Left:
        return LogText::tr("%1 left").arg(name);
    case Departure::Lost:
        return LogText::tr("%1 was lost: its connection broke without a goodbye").arg(name);
    case Departure::Kicked:
        return happening.detail.isEmpty()
            ? LogText::tr("%1 was kicked, without a reason").arg(name)
            : LogText::tr("%1 was kicked: %2").arg(name, cleaned(happening.detail, 300));
    case Departure::Banned:
        return happening.detail.isEmpty() ? LogText::tr("%1 was put out: a ban hits it").arg(name)
                                          : LogText::tr("%1 was put out: a ban hits it (%2)")
                                                .arg(name, cleaned(happening.detail, 300));
    case Departure::Silent:
        return LogText::tr("%1 is gone: it answered no ping").arg(name);
    case Departure::TooSlow:
        return LogText::tr("%1 was dropped: it did not read what was sent to it").arg(name);
    case Departure::Flooding:
        return LogText::tr("%1 was dropped: it asked without reading the answers").arg(name);
    case Departure::OverRate:
        return LogText::tr("%1 was dropped: it said more than its limits allow, and went on")
            .arg(name);
    case Departure::Garbled:
        return LogText::tr("%1 was dropped: it sent one unreadable message after the other")
            .arg(name);
    case Departure::Replaced:
        return LogText::tr("%1 was replaced by another connection with its ID").arg(name);
    case Departure::Refused:
        return LogText::tr("%1 was disconnected, as its protocol wants: its wish was refused")
            .arg(name);
    case Departure::PartnerLeft:
        return LogText::tr("%1 was disconnected, as its protocol wants: its partner is gone")
            .arg(name);
    case Departure::Readmitted:
        return LogText::tr("%1 may come in again: it was disconnected so that it connects anew")
            .arg(name);
    case Departure::BrokeProtocol:
        return LogText::tr("%1 was dropped: its messages were too large or malformed").arg(name);
    case Departure::HubStopped:
        return LogText::tr("%1 was disconnected: the hub stopped").arg(name);
    }
    return name;
}

/// Of those that come of what the owner decided.
QString admissionFaultText(FaultCode fault, const QString& detail)
{
    switch (fault) {
    case FaultCode::Muted:
        return LogText::tr("it is muted");
    case FaultCode::HubFull:
        return LogText::tr("the hub is full");
    case FaultCode::HubHasTooManyRooms:
        return LogText::tr("the hub has too many rooms already");
    case FaultCode::TooFast:
        return LogText::tr("it says more than its limits allow");
    case FaultCode::PinRequired:
        return LogText::tr("it has not given the PIN");
    case FaultCode::WrongPin:
        return LogText::tr("it gave a wrong PIN");
    case FaultCode::PinLocked:
        return LogText::tr("too many wrong PINs came from its address");
    default:
        return detail;
    }
}

/// Of those that only some protocols know.
QString dialectFaultText(FaultCode fault, const QString& detail)
{
    switch (fault) {
    case FaultCode::MissingKey:
        return LogText::tr("%1 is missing").arg(detail);
    case FaultCode::UnknownType:
        return LogText::tr("its protocol has no message of the type %1").arg(detail);
    case FaultCode::BadName:
        return LogText::tr("its protocol does not allow the name %1").arg(detail);
    case FaultCode::RoomFull:
        return LogText::tr("the room %1 is full").arg(detail);
    case FaultCode::TooManyRooms:
        return LogText::tr("it is in too many rooms already");
    case FaultCode::TooManyPairings:
        return LogText::tr("it has too many sessions already");
    case FaultCode::UnknownPairing:
        return LogText::tr("it has no session %1").arg(detail);
    case FaultCode::NotProducer:
        return LogText::tr("nobody can be connected with %1 as things are").arg(detail);
    case FaultCode::Busy:
        return LogText::tr("%1 is in a session already").arg(detail);
    case FaultCode::NotYours:
        return LogText::tr("%1 is not its own").arg(detail);
    case FaultCode::Early:
        return LogText::tr("it must say first who it is");
    case FaultCode::Undecided:
        return LogText::tr("nothing tells yet which protocol it speaks");
    case FaultCode::PutOut:
        return LogText::tr("it was put out, and may not come in again yet");
    default:
        return admissionFaultText(fault, detail);
    }
}

QString faultText(FaultCode fault, const QString& detail)
{
    switch (fault) {
    case FaultCode::NotJson:
        return LogText::tr("not JSON");
    case FaultCode::NotAnObject:
        return LogText::tr("JSON, but not an object");
    case FaultCode::NoType:
        return LogText::tr("no type");
    case FaultCode::DuplicateKey:
        return LogText::tr("%1 is given twice").arg(detail);
    case FaultCode::WrongType:
        return LogText::tr("%1 is of the wrong JSON type").arg(detail);
    case FaultCode::TooLong:
        return LogText::tr("%1 is too long").arg(detail);
    case FaultCode::TooDeep:
        return LogText::tr("nested too deeply");
    case FaultCode::ReservedType:
        return LogText::tr("only the hub sends the type %1").arg(detail);
    case FaultCode::IdTaken:
        return LogText::tr("the ID %1 is taken").arg(detail);
    case FaultCode::UnknownReceiver:
        return LogText::tr("nobody in its room has the ID %1").arg(detail);
    case FaultCode::ReceiverRequired:
        return LogText::tr("an answer needs a receiver");
    case FaultCode::NotInRoom:
        return LogText::tr("it is in no room");
    case FaultCode::Count:
        break;
    default:
        return dialectFaultText(fault, detail);
    }
    return detail;
}

QString rejectionText(Rejection rejection, const QString& detail)
{
    switch (rejection) {
    case Rejection::HeadTimeout:
        return LogText::tr("it sent no complete request in time");
    case Rejection::HeadTooLarge:
        return LogText::tr("its request head was too large");
    case Rejection::NotHttp:
        return LogText::tr("it does not speak HTTP");
    case Rejection::BadUpgrade:
        return LogText::tr("its WebSocket request was malformed");
    case Rejection::TooManyWaiting:
        return LogText::tr("too many connections had sent no request yet");
    case Rejection::UnknownSite:
        return LogText::tr("the web page %1 has not been allowed").arg(detail);
    case Rejection::UnknownHost:
        return LogText::tr("%1 is none of the hub's names").arg(detail);
    case Rejection::TooOften:
        return LogText::tr("its address has failed too often lately");
    case Rejection::NotEncrypted:
        return LogText::tr("it was not encrypted");
    case Rejection::BadTls:
        return LogText::tr("its TLS handshake failed");
    case Rejection::NoDescriptors:
        return LogText::tr("this computer can open no more connections");
    }
    return {};
}

QString joinedText(const Happening& happening)
{
    return happening.address.isEmpty()
        ? LogText::tr("%1 joined %2").arg(nameOf(happening), roomOf(happening))
        : LogText::tr("%1 joined %2 from %3")
              .arg(nameOf(happening), roomOf(happening), cleaned(happening.address));
}

} // namespace

QString levelLabel(LogLevel level)
{
    switch (level) {
    case LogLevel::Info:
        return LogText::tr("Info");
    case LogLevel::Notice:
        return LogText::tr("Notice");
    case LogLevel::Warning:
        return LogText::tr("Warning");
    }
    return {};
}

QString levelIcon(LogLevel level)
{
    switch (level) {
    case LogLevel::Info:
        return QStringLiteral("info");
    case LogLevel::Notice:
        return QStringLiteral("notice");
    case LogLevel::Warning:
        return QStringLiteral("problem");
    }
    return {};
}

QString happeningText(const Happening& happening)
{
    switch (happening.kind) {
    case Kind::Joined:
        return joinedText(happening);
    case Kind::Renamed:
        return LogText::tr("%1 is called %2 now")
            .arg(cleaned(happening.formerNick.isEmpty() ? happening.who.id : happening.formerNick),
                nameOf(happening));
    case Kind::Moved:
        return LogText::tr("%1 moved to %2").arg(nameOf(happening), roomOf(happening));
    case Kind::LeftRoom:
        return LogText::tr("%1 left %2 and stays connected")
            .arg(nameOf(happening), roomOf(happening));
    case Kind::WentAway:
        return LogText::tr("%1 is away: its connection broke, and it may come back")
            .arg(nameOf(happening));
    case Kind::CameBack:
        return LogText::tr("%1 came back").arg(nameOf(happening));
    case Kind::Muted:
        return happening.detail.isEmpty()
            ? LogText::tr("%1 is muted").arg(nameOf(happening))
            : LogText::tr("%1 is muted: %2").arg(nameOf(happening), cleaned(happening.detail, 300));
    case Kind::Unmuted:
        return LogText::tr("%1 is heard again").arg(nameOf(happening));
    case Kind::Departed:
        if (const auto* departure = std::get_if<Departure>(&happening.cause)) {
            return departureText(happening, *departure);
        }
        return LogText::tr("%1 left").arg(nameOf(happening));
    case Kind::Refused: {
        const auto* fault = std::get_if<FaultCode>(&happening.cause);
        return LogText::tr("Refused a message of %1: %2")
            .arg(nameOf(happening),
                fault ? faultText(*fault, cleaned(happening.detail)) : cleaned(happening.detail));
    }
    case Kind::Rejected: {
        const auto* rejection = std::get_if<Rejection>(&happening.cause);
        return LogText::tr("Turned away a connection from %1: %2")
            .arg(cleaned(happening.address),
                rejection ? rejectionText(*rejection, cleaned(happening.detail, 160))
                          : cleaned(happening.detail));
    }
    case Kind::Omitted:
        return LogText::tr(
            "%Ln event(s) are missing here: there were too many to keep", nullptr, happening.times);
    }
    return {};
}

LogLevel levelOf(const Happening& happening)
{
    switch (happening.kind) {
    case Kind::Refused:
    case Kind::Rejected:
        return LogLevel::Warning;
    case Kind::Omitted:
    case Kind::WentAway:
    case Kind::Muted:
    case Kind::Unmuted:
        return LogLevel::Notice;
    case Kind::Departed: {
        const auto* departure = std::get_if<Departure>(&happening.cause);
        if (!departure || *departure == Departure::Left || *departure == Departure::HubStopped) {
            return LogLevel::Info;
        }
        const bool isMeant = *departure == Departure::Kicked || *departure == Departure::Banned
            || *departure == Departure::Replaced || *departure == Departure::PartnerLeft
            || *departure == Departure::Readmitted;
        return isMeant ? LogLevel::Notice : LogLevel::Warning;
    }
    default:
        return LogLevel::Info;
    }
}

bool isSameCause(const Happening& a, const Happening& b)
{
    // Of joins and leaves the order is what matters; only what comes in floods is counted.
    const bool comesInFloods = a.kind == Kind::Refused || a.kind == Kind::Rejected;
    return comesInFloods && a.kind == b.kind && a.number == b.number && a.cause == b.cause
        && a.who == b.who && a.address == b.address && a.room == b.room && a.detail == b.detail
        && a.formerNick == b.formerNick;
}

} // namespace Signalbox
