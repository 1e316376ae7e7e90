// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/seed.h"

#include "core/dialects/seedreader.h"
#include "core/json/write.h"

#include <array>

namespace Signalbox {

namespace {

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

constexpr std::array<ErrorWords, size_t(FaultCode::Count)> errorTable{{
    {FaultCode::NotJson, "not-json", "The message is not JSON text.", nullptr},
    {FaultCode::NotAnObject, "not-an-object", "The message is JSON, but not an object.", nullptr},
    {FaultCode::NoType, "no-type", "The message has no type, or its type is not a string.",
        nullptr},
    {FaultCode::DuplicateKey, "duplicate-key", "The message gives this key twice.", "key"},
    {FaultCode::WrongType, "wrong-type", "The value of this key has the wrong JSON type.", "key"},
    {FaultCode::TooLong, "too-long", "The value of this key is too long.", "key"},
    {FaultCode::TooDeep, "too-deep", "The message has more than 32 levels.", nullptr},
    {FaultCode::ReservedType, "reserved-type", "Only the hub sends messages of this type.",
        nullptr},
    {FaultCode::IdTaken, "id-taken", "Another connection has this id.", "id"},
    {FaultCode::UnknownReceiver, "unknown-receiver", "No peer in your room has this id.",
        "receiverId"},
    {FaultCode::ReceiverRequired, "receiver-required", "An answer needs a receiverId.", nullptr},
    {FaultCode::NotInRoom, "not-in-room", "You are in no room. Join one first.", nullptr},
}};

constexpr bool isErrorTableInOrder()
{
    for (size_t i = 0; i < errorTable.size(); ++i) {
        if (size_t(errorTable[i].code) != i) {
            return false;
        }
    }
    return true;
}
static_assert(isErrorTableInOrder());

void appendKey(QByteArray& json, const char* key)
{
    json += ",\"";
    json += key;
    json += "\":";
}

void appendMember(QByteArray& json, const char* key, QStringView value)
{
    appendKey(json, key);
    Json::appendString(json, value);
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

QByteArray write(const Welcomed& welcomed)
{
    QByteArray json = "{\"type\":\"joined\",\"version\":" + QByteArray::number(Seed::Version);
    json += ",\"capabilities\":[\"rooms\",\"directed\",\"changed\"]";
    appendMember(json, "id", welcomed.self.id);
    appendMember(json, "nick", welcomed.self.nick);
    appendMember(json, "room", welcomed.room);
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
    const ErrorWords& words = errorTable[size_t(refused.fault.code)];
    QByteArray json = "{\"type\":\"error\",\"code\":\"";
    json += words.word;
    json += "\",\"message\":\"";
    json += words.message;
    json += '"';
    if (words.detailKey != nullptr) {
        appendMember(json, words.detailKey, refused.fault.detail);
    }
    json += '}';
    return json;
}

QByteArray write(const Ended& ended)
{
    switch (ended.why) {
    case Departure::Kicked: {
        QByteArray json = "{\"type\":\"kicked\"";
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

} // namespace

QString Seed::name() const
{
    return QStringLiteral("Signalbox");
}

Realm Seed::realm() const
{
    return QByteArrayLiteral("signalbox");
}

std::unique_ptr<DialectReader> Seed::makeReader() const
{
    return std::make_unique<SeedReader>();
}

QByteArray Seed::write(const Event& event) const
{
    return std::visit([](const auto& what) { return Signalbox::write(what); }, event);
}

} // namespace Signalbox
