// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/gstsimple.h"

#include "core/dialects/farewell.h"
#include "core/dialects/gstsimplereader.h"
#include "core/json/write.h"

namespace Signalbox {

namespace {

constexpr quint16 ProtocolError = 1002; // RFC 6455 section 7.4.1

/// A name may hold anything but white space, a detail anything at all: a message is one line.
QByteArray onOneLine(const QString& text)
{
    return Json::toUtf8(text.simplified());
}

QByteArray error(const QString& text)
{
    return "ERROR " + onOneLine(text);
}

/// A word and what follows it; the space stands there also where nothing follows.
QByteArray line(const char* word, const QByteArray& rest)
{
    return word + (' ' + rest);
}

QByteArray write(const Welcomed& welcomed)
{
    if (!welcomed.room) {
        return QByteArrayLiteral("HELLO");
    }
    QByteArrayList ids;
    for (const Identity& other : welcomed.others) {
        ids.append(Json::toUtf8(other.id));
    }
    return line("ROOM_OK", ids.join(' '));
}

QByteArray write(const Arrived& arrived)
{
    return line("ROOM_PEER_JOINED", Json::toUtf8(arrived.peer.id));
}

QByteArray write(const Departed& departed)
{
    return line("ROOM_PEER_LEFT", Json::toUtf8(departed.peer.id));
}

QByteArray write(const Delivered& delivered)
{
    QByteArray text = delivered.message.bytes;
    if (delivered.message.splice >= 0) {
        text.insert(delivered.message.splice, Json::toUtf8(delivered.sender.id));
    }
    return text;
}

QByteArray write(const Listed& listed)
{
    QByteArrayList ids;
    for (const Listed::Entry& entry : listed.peers) {
        ids.append(Json::toUtf8(entry.peer.id));
    }
    return line("ROOM_PEER_LIST", ids.join(' '));
}

QByteArray write(const Paired& paired)
{
    return paired.asked ? QByteArrayLiteral("SESSION_OK") : QByteArray();
}

/// A greeting that is refused gets no answer but the close frame.
QByteArray write(const Refused& refused)
{
    const Fault& fault = refused.fault;
    if (const QString words = Farewell::toRefused(fault.code); !words.isEmpty()) {
        return error(words);
    }
    if (fault.fatal) {
        return {};
    }
    switch (fault.code) {
    case FaultCode::UnknownReceiver:
        return error(QStringLiteral("peer '%1' not found").arg(fault.detail));
    case FaultCode::Busy:
    case FaultCode::NotProducer:
        return error(QStringLiteral("peer '%1' busy").arg(fault.detail));
    case FaultCode::BadName:
        return error(QStringLiteral("invalid room id '%1'").arg(fault.detail));
    case FaultCode::TooLong:
        return error(QStringLiteral("name too long"));
    case FaultCode::TooManyRooms:
        return error(QStringLiteral("invalid msg, already in room"));
    case FaultCode::NotInRoom:
        return error(QStringLiteral("invalid msg, not in a room"));
    case FaultCode::NotJson:
        return error(QStringLiteral("invalid msg, not UTF-8"));
    case FaultCode::RoomFull:
        return error(QStringLiteral("room '%1' is full").arg(fault.detail));
    default:
        return {};
    }
}

QByteArray write(const Ended& ended)
{
    const QString words = Farewell::toEnded(ended);
    return words.isEmpty() ? QByteArray() : error(words);
}

/// The language has no word for anything else.
template <typename Other>
QByteArray write(const Other&)
{
    return {};
}

} // namespace

QString GstSimple::name() const
{
    return QStringLiteral("GStreamer simple");
}

RealmPolicy GstSimple::policy() const
{
    RealmPolicy policy;
    policy.refusedJoinEnds = true;
    policy.presence = RealmPolicy::Presence::Room;
    policy.hasDefaultRoom = false;
    policy.pairs = RealmPolicy::Pairs::Exclusive;
    policy.identity = IdentityTrait::Id;
    return policy;
}

Opening GstSimple::open(const Handshake&) const
{
    return {std::make_unique<GstSimpleReader>(), {}, std::nullopt};
}

QByteArray GstSimple::write(const Event& event, int) const
{
    return std::visit([](const auto& what) { return Signalbox::write(what); }, event);
}

std::optional<Closing> GstSimple::closing(const Ended& ended) const
{
    if (ended.why == Departure::PartnerLeft) {
        return Closing{};
    }
    const bool isTurnedAway = ended.fault && !Farewell::toTurnedAway(*ended.fault).isEmpty();
    if (ended.why != Departure::Refused || isTurnedAway) {
        return std::nullopt;
    }
    const bool isGreeting = ended.fault != FaultCode::Early && ended.fault != FaultCode::NotJson;
    return Closing{ProtocolError,
        isGreeting ? QStringLiteral("invalid peer uid") : QStringLiteral("invalid protocol")};
}

} // namespace Signalbox
