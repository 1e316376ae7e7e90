// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/seed.h"

#include "core/dialects/seedreader.h"
#include "core/json/build.h"
#include "core/json/write.h"

#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace Signalbox {

namespace {

using Json::appendKey;
using Json::appendMember;

/// Clients should come back after the hub's restart, but not all in the same instant: this is
/// the base of their back-off.
constexpr int ReconnectAfterMs = 2000;

struct ErrorWords
{
    FaultCode code;
    const char* word; ///< the wire's name, which never changes
    const char* message; ///< for developers
    const char* detailKey; ///< the member that carries Fault::detail, or nullptr
};

/// What this language is refused for; other languages have more.
constexpr std::array errorTable{
    ErrorWords{FaultCode::NotJson, "not-json", "The message is not JSON text.", nullptr},
    ErrorWords{FaultCode::NotAnObject, "not-an-object", "The message is JSON, but not an object.",
        nullptr},
    ErrorWords{FaultCode::NoType, "no-type",
        "The message has no type, or its type is not a string.", nullptr},
    ErrorWords{
        FaultCode::DuplicateKey, "duplicate-key", "The message gives this key twice.", "key"},
    ErrorWords{FaultCode::WrongType, "wrong-type", "The value of this key has the wrong JSON type.",
        "key"},
    ErrorWords{FaultCode::TooLong, "too-long", "The value of this key is too long.", "key"},
    ErrorWords{FaultCode::TooDeep, "too-deep", "The message has more than 32 levels.", nullptr},
    ErrorWords{FaultCode::ReservedType, "reserved-type",
        "Only the hub sends messages of this type.", nullptr},
    ErrorWords{FaultCode::IdTaken, "id-taken", "Another connection has this id.", "id"},
    ErrorWords{FaultCode::UnknownReceiver, "unknown-receiver", "No peer in your room has this id.",
        "receiverId"},
    ErrorWords{
        FaultCode::ReceiverRequired, "receiver-required", "An answer needs a receiverId.", nullptr},
    ErrorWords{FaultCode::NotInRoom, "not-in-room", "You are in no room. Join one first.", nullptr},
    ErrorWords{FaultCode::RoomFull, "room-full", "This room is full.", "room"},
    ErrorWords{FaultCode::PutOut, "put-out",
        "The owner of this hub has put you out. Try again in a few minutes.", nullptr},
    ErrorWords{FaultCode::Muted, "muted", "The owner of this hub lets nobody hear you.", nullptr},
    ErrorWords{FaultCode::HubFull, "hub-full", "This hub is full. Try again later.", nullptr},
    ErrorWords{FaultCode::HubHasTooManyRooms, "too-many-rooms",
        "This hub has as many rooms as it takes. Join one that exists.", "room"},
    ErrorWords{FaultCode::TooFast, "too-fast",
        "You say more than this hub takes. What you say is dropped until you are slower.", nullptr},
    ErrorWords{FaultCode::PinRequired, "pin-required", "This hub has a PIN. Join with it as pin.",
        nullptr},
    ErrorWords{FaultCode::WrongPin, "wrong-pin", "This is not the PIN of this hub.", nullptr},
    ErrorWords{FaultCode::PinLocked, "pin-locked",
        "Too many wrong PINs came from your address. Try again later.", nullptr},
};

const ErrorWords* wordsFor(FaultCode code)
{
    const auto* words = std::find_if(errorTable.begin(), errorTable.end(),
        [code](const ErrorWords& row) { return row.code == code; });
    return words == errorTable.end() ? nullptr : words;
}

void appendIdentity(QByteArray& json, const Identity& identity)
{
    json += "{\"id\":";
    Json::appendString(json, identity.id);
    appendMember(json, "nick", identity.nick);
    json += '}';
}

/// What the hub vouches for, on everything that it relays or announces.
void appendStamp(QByteArray& json, const Identity& sender)
{
    appendMember(json, "senderId", sender.id);
    appendKey(json, "userInfo");
    appendIdentity(json, sender);
}

/// One form that both drafts of the seed protocol understand.
QByteArray announcement(const char* type, const Identity& peer)
{
    QByteArray json = "{\"type\":\"";
    json += type;
    json += '"';
    appendKey(json, "payload");
    appendIdentity(json, peer);
    appendMember(json, "id", peer.id);
    appendMember(json, "nick", peer.nick);
    appendStamp(json, peer);
    json += '}';
    return json;
}

QByteArray write(const Welcomed& welcomed, const DialectSettings& settings)
{
    QByteArray json = "{\"type\":\"joined\",\"version\":" + QByteArray::number(Seed::Version);
    json += ",\"capabilities\":[\"rooms\",\"directed\",\"changed\",\"resume\"]";
    appendMember(json, "id", welcomed.self.id);
    appendMember(json, "nick", welcomed.self.nick);
    appendMember(json, "room", welcomed.room.value_or(RoomName()));
    if (!welcomed.resume.isEmpty()) {
        appendMember(json, "resume", QString::fromLatin1(welcomed.resume));
        appendKey(json, "resumed");
        json += welcomed.resumed ? "true" : "false";
    }
    if (!settings.iceServers.isEmpty()) {
        appendKey(json, "iceServers");
        json += settings.iceServers;
    }
    appendKey(json, "peers");
    char separator = '[';
    for (const Identity& other : welcomed.others) {
        json += std::exchange(separator, ',');
        appendIdentity(json, other);
    }
    json += welcomed.others.isEmpty() ? "[]}" : "]}";
    return json;
}

QByteArray write(const Arrived& arrived)
{
    return announcement("join", arrived.peer);
}
QByteArray write(const Changed& changed)
{
    return announcement("changed", changed.peer);
}
QByteArray write(const Departed& departed)
{
    return announcement("leave", departed.peer);
}

QByteArray write(const Delivered& delivered)
{
    constexpr qsizetype stampSize = 200;
    const QByteArray& object = delivered.message.bytes;
    QByteArray json;
    json.reserve(object.size() + stampSize);
    json += QByteArrayView(object).chopped(1);
    appendStamp(json, delivered.sender);
    json += '}';
    return json;
}

QByteArray write(const Refused& refused)
{
    const ErrorWords* words = wordsFor(refused.fault.code);
    if (words == nullptr) {
        return {};
    }
    QByteArray json = "{\"type\":\"error\",\"code\":\"";
    json += words->word;
    json += "\",\"message\":\"";
    json += words->message;
    json += '"';
    if (words->detailKey != nullptr) {
        appendMember(json, words->detailKey, refused.fault.detail);
    }
    json += '}';
    return json;
}

QByteArray write(const Ended& ended)
{
    switch (ended.why) {
    case Departure::Kicked:
    case Departure::Banned: {
        QByteArray json = "{\"type\":\"";
        json += ended.why == Departure::Kicked ? "kicked\"" : "banned\"";
        appendMember(json, "reason", ended.reason);
        json += '}';
        return json;
    }
    case Departure::HubStopped:
        return "{\"type\":\"server-stopping\",\"reconnectAfterMs\":"
            + QByteArray::number(ReconnectAfterMs) + '}';
    default:
        return {};
    }
}

/// Nothing for what this language has no words for.
template <typename Other>
QByteArray write(const Other&)
{
    return {};
}

/// 16 characters of 5 random bits each: none is given out twice while the sun shines.
constexpr char idAlphabet[] = "abcdefghijkmnpqrstuvwxyz23456789";
constexpr int idLength = 16;

} // namespace

Seed::Seed(const DialectSettings& settings)
    : m_settings(settings)
{ }

QString Seed::name() const
{
    return QStringLiteral("Signalbox");
}

RealmPolicy Seed::policy() const
{
    RealmPolicy policy;
    policy.presence = RealmPolicy::Presence::Room;
    policy.listensBeforeJoining = true;
    policy.resumes = true;
    policy.identity = IdentityTrait::Nick | IdentityTrait::Program;
    return policy;
}

PeerId Seed::freshId() const
{
    quint32 random[idLength];
    QRandomGenerator::system()->fillRange(random);
    PeerId id;
    for (quint32 number : random) {
        id += QLatin1Char(idAlphabet[number % 32]);
    }
    return id;
}

Opening Seed::open(const Handshake&) const
{
    return {std::make_unique<SeedReader>(), {}, std::nullopt};
}

QByteArray Seed::write(const Event& event, int) const
{
    if (const auto* welcomed = std::get_if<Welcomed>(&event)) {
        return Signalbox::write(*welcomed, m_settings);
    }
    return std::visit([](const auto& what) { return Signalbox::write(what); }, event);
}

} // namespace Signalbox
