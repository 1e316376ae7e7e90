// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/operation/words.h"

namespace Signalbox {

QLatin1String wordFor(Happening::Kind kind)
{
    switch (kind) {
    case Happening::Kind::Joined:
        return QLatin1String("joined");
    case Happening::Kind::Renamed:
        return QLatin1String("renamed");
    case Happening::Kind::Moved:
        return QLatin1String("moved");
    case Happening::Kind::LeftRoom:
        return QLatin1String("left-room");
    case Happening::Kind::WentAway:
        return QLatin1String("went-away");
    case Happening::Kind::CameBack:
        return QLatin1String("came-back");
    case Happening::Kind::Muted:
        return QLatin1String("muted");
    case Happening::Kind::Unmuted:
        return QLatin1String("unmuted");
    case Happening::Kind::Departed:
        return QLatin1String("departed");
    case Happening::Kind::Refused:
        return QLatin1String("refused");
    case Happening::Kind::Rejected:
        return QLatin1String("rejected");
    case Happening::Kind::Omitted:
        return QLatin1String("omitted");
    }
    return QLatin1String("unknown");
}

QLatin1String wordFor(Departure why)
{
    switch (why) {
    case Departure::Left:
        return QLatin1String("left");
    case Departure::Lost:
        return QLatin1String("lost");
    case Departure::Kicked:
        return QLatin1String("kicked");
    case Departure::Banned:
        return QLatin1String("banned");
    case Departure::Silent:
        return QLatin1String("silent");
    case Departure::TooSlow:
        return QLatin1String("too-slow");
    case Departure::Flooding:
        return QLatin1String("flooding");
    case Departure::OverRate:
        return QLatin1String("over-rate");
    case Departure::Garbled:
        return QLatin1String("garbled");
    case Departure::Replaced:
        return QLatin1String("replaced");
    case Departure::Refused:
        return QLatin1String("refused");
    case Departure::PartnerLeft:
        return QLatin1String("partner-left");
    case Departure::Readmitted:
        return QLatin1String("readmitted");
    case Departure::BrokeProtocol:
        return QLatin1String("broke-protocol");
    case Departure::HubStopped:
        return QLatin1String("hub-stopped");
    }
    return QLatin1String("unknown");
}

QLatin1String wordFor(FaultCode code)
{
    switch (code) {
    case FaultCode::NotJson:
        return QLatin1String("not-json");
    case FaultCode::NotAnObject:
        return QLatin1String("not-an-object");
    case FaultCode::NoType:
        return QLatin1String("no-type");
    case FaultCode::DuplicateKey:
        return QLatin1String("duplicate-key");
    case FaultCode::WrongType:
        return QLatin1String("wrong-type");
    case FaultCode::TooLong:
        return QLatin1String("too-long");
    case FaultCode::TooDeep:
        return QLatin1String("too-deep");
    case FaultCode::ReservedType:
        return QLatin1String("reserved-type");
    case FaultCode::IdTaken:
        return QLatin1String("id-taken");
    case FaultCode::UnknownReceiver:
        return QLatin1String("unknown-receiver");
    case FaultCode::ReceiverRequired:
        return QLatin1String("receiver-required");
    case FaultCode::NotInRoom:
        return QLatin1String("not-in-room");
    case FaultCode::MissingKey:
        return QLatin1String("missing-key");
    case FaultCode::UnknownType:
        return QLatin1String("unknown-type");
    case FaultCode::BadName:
        return QLatin1String("bad-name");
    case FaultCode::RoomFull:
        return QLatin1String("room-full");
    case FaultCode::TooManyRooms:
        return QLatin1String("too-many-rooms");
    case FaultCode::TooManyPairings:
        return QLatin1String("too-many-pairings");
    case FaultCode::UnknownPairing:
        return QLatin1String("unknown-pairing");
    case FaultCode::NotProducer:
        return QLatin1String("not-producer");
    case FaultCode::Busy:
        return QLatin1String("busy");
    case FaultCode::NotYours:
        return QLatin1String("not-yours");
    case FaultCode::Early:
        return QLatin1String("early");
    case FaultCode::Undecided:
        return QLatin1String("undecided");
    case FaultCode::PutOut:
        return QLatin1String("put-out");
    case FaultCode::Muted:
        return QLatin1String("muted");
    case FaultCode::HubFull:
        return QLatin1String("hub-full");
    case FaultCode::HubHasTooManyRooms:
        return QLatin1String("hub-has-too-many-rooms");
    case FaultCode::TooFast:
        return QLatin1String("too-fast");
    case FaultCode::PinRequired:
        return QLatin1String("pin-required");
    case FaultCode::WrongPin:
        return QLatin1String("wrong-pin");
    case FaultCode::PinLocked:
        return QLatin1String("pin-locked");
    case FaultCode::Count:
        break;
    }
    return QLatin1String("unknown");
}

QLatin1String wordFor(Rejection why)
{
    switch (why) {
    case Rejection::HeadTimeout:
        return QLatin1String("head-timeout");
    case Rejection::HeadTooLarge:
        return QLatin1String("head-too-large");
    case Rejection::NotHttp:
        return QLatin1String("not-http");
    case Rejection::BadUpgrade:
        return QLatin1String("bad-upgrade");
    case Rejection::TooManyWaiting:
        return QLatin1String("too-many-waiting");
    case Rejection::UnknownSite:
        return QLatin1String("unknown-site");
    case Rejection::UnknownHost:
        return QLatin1String("unknown-host");
    case Rejection::TooOften:
        return QLatin1String("too-often");
    case Rejection::NotEncrypted:
        return QLatin1String("not-encrypted");
    case Rejection::BadTls:
        return QLatin1String("bad-tls");
    case Rejection::NoDescriptors:
        return QLatin1String("no-descriptors");
    }
    return QLatin1String("unknown");
}

QLatin1String wordFor(BanEffect effect)
{
    switch (effect) {
    case BanEffect::Refuse:
        return QLatin1String("refuse");
    case BanEffect::Mute:
        return QLatin1String("mute");
    }
    return QLatin1String("unknown");
}

QLatin1String wordFor(BanRule::Kind kind)
{
    switch (kind) {
    case BanRule::Kind::Peer:
        return QLatin1String("peer");
    case BanRule::Kind::Address:
        return QLatin1String("address");
    case BanRule::Kind::Site:
        return QLatin1String("site");
    case BanRule::Kind::Nick:
        return QLatin1String("nick");
    }
    return QLatin1String("unknown");
}

QLatin1String wordFor(Stranger::Kind kind)
{
    switch (kind) {
    case Stranger::Kind::Site:
        return QLatin1String("site");
    case Stranger::Kind::Host:
        return QLatin1String("host");
    }
    return QLatin1String("unknown");
}

} // namespace Signalbox
