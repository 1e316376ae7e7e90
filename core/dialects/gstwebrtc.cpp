// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/gstwebrtc.h"

#include "core/dialects/farewell.h"
#include "core/dialects/gstwebrtcreader.h"
#include "core/json/build.h"
#include "core/json/write.h"

#include <array>

namespace Signalbox {

namespace {

using Json::appendKey;
using Json::appendMember;

constexpr int SaysWhy = 1; ///< from this version on, the end of a session may have an error

/// The beginning of a message.
QByteArray typed(const char* type)
{
    QByteArray json = "{\"type\":\"";
    json += type;
    json += '"';
    return json;
}

/// A value in JSON that is null where there is none.
void appendValue(QByteArray& json, const char* key, const QByteArray& value)
{
    appendKey(json, key);
    json += value.isEmpty() ? QByteArrayView("null") : QByteArrayView(value);
}

void appendRoles(QByteArray& json, Roles roles)
{
    constexpr std::array<std::pair<Role, const char*>, 3> words{{{Role::Producer, "\"producer\""},
        {Role::Listener, "\"listener\""}, {Role::Consumer, "\"consumer\""}}};
    appendKey(json, "roles");
    json += '[';
    const char* separator = "";
    for (const auto& [role, word] : words) {
        if (roles.testFlag(role)) {
            json += std::exchange(separator, ",");
            json += word;
        }
    }
    json += ']';
}

QByteArray status(const Identity& peer, Roles roles, const QByteArray& meta)
{
    QByteArray json = typed("peerStatusChanged");
    appendRoles(json, roles);
    appendValue(json, "meta", meta);
    appendMember(json, "peerId", peer.id);
    json += '}';
    return json;
}

QByteArray error(const QString& details)
{
    QByteArray json = typed("error");
    appendMember(json, "details", details);
    json += '}';
    return json;
}

/// Empty where the original says nothing either. What it would do and the hub does not is always
/// said: somebody waits for it.
QString errorText(const Fault& fault)
{
    switch (fault.code) {
    case FaultCode::UnknownReceiver:
        return QStringLiteral("Peer with ID '%1' not found").arg(fault.detail);
    case FaultCode::NotProducer:
        return QStringLiteral("Missing a producer or a consumer: id %1 is neither")
            .arg(fault.detail);
    case FaultCode::NotYours:
        return QStringLiteral("cannot forward offer as you are not the producer");
    case FaultCode::BadName:
        return QStringLiteral("Cannot register peer as both producer and passive consumer");
    case FaultCode::Early:
        return QStringLiteral("Protocol version selection must be first message");
    case FaultCode::TooLong:
        return QStringLiteral("The value of '%1' is too long").arg(fault.detail);
    case FaultCode::TooDeep:
        return QStringLiteral("The message has too many levels");
    case FaultCode::TooManyPairings:
        return QStringLiteral("Too many sessions");
    default:
        return Farewell::toRefused(fault.code);
    }
}

QByteArray write(const Welcomed& welcomed, int)
{
    QByteArray json = typed("welcome");
    appendMember(json, "peerId", welcomed.self.id);
    if (welcomed.isGuess) {
        // A client of WebTorrent trackers that has not spoken yet gives up a tracker at the first
        // message without an action; an announcement of another torrent it passes over.
        json += R"(,"action":"announce","info_hash":"")";
    }
    json += '}';
    return json;
}

QByteArray write(const Changed& changed, int)
{
    return status(changed.peer, changed.profile.roles, changed.profile.meta);
}

QByteArray write(const Departed& departed, int)
{
    return status(departed.peer, {}, departed.profile.meta);
}

QByteArray write(const Delivered& delivered, int)
{
    return delivered.message.bytes;
}

QByteArray write(const Listed& listed, int)
{
    const bool areConsumers = listed.role == Role::Consumer;
    QByteArray json = typed(areConsumers ? "listConsumers" : "list");
    appendKey(json, areConsumers ? "consumers" : "producers");
    json += '[';
    const char* separator = "";
    for (const Listed::Entry& entry : listed.peers) {
        json += std::exchange(separator, ",");
        json += "{\"id\":";
        Json::appendString(json, entry.peer.id);
        appendValue(json, "meta", entry.profile.meta);
        json += '}';
    }
    json += "]}";
    return json;
}

QByteArray write(const Paired& paired, int)
{
    QByteArray json = typed(paired.consumes ? "sessionStarted" : "startSession");
    appendMember(json, "peerId", paired.partner.id);
    appendMember(json, "sessionId", paired.id);
    if (!paired.consumes) {
        appendValue(json, "offer", paired.message.bytes);
    }
    json += '}';
    return json;
}

QByteArray write(const Unpaired& unpaired, int version)
{
    QByteArray json = typed(version >= SaysWhy ? "endSessionV1_1" : "endSession");
    appendMember(json, "sessionId", unpaired.id);
    if (version >= SaysWhy) {
        appendValue(json, "error", unpaired.message.bytes);
    }
    json += '}';
    return json;
}

QByteArray write(const Refused& refused, int)
{
    const QString text = errorText(refused.fault);
    return text.isEmpty() ? QByteArray() : error(text);
}

QByteArray write(const Ended& ended, int)
{
    const QString words = Farewell::toEnded(ended);
    return words.isEmpty() ? QByteArray() : error(words);
}

/// The language has no word for anything else.
template <typename Other>
QByteArray write(const Other&, int)
{
    return {};
}

} // namespace

QString GstWebrtc::name() const
{
    return QStringLiteral("GStreamer");
}

RealmPolicy GstWebrtc::policy() const
{
    RealmPolicy policy;
    policy.presence = RealmPolicy::Presence::Listeners;
    policy.hasDefaultRoom = false;
    policy.pairs = RealmPolicy::Pairs::ByRole;
    policy.identity = IdentityTrait::Nick | IdentityTrait::Program;
    return policy;
}

Opening GstWebrtc::open(const Handshake&) const
{
    return {std::make_unique<GstWebrtcReader>(), {}, Join{}};
}

QByteArray GstWebrtc::write(const Event& event, int version) const
{
    return std::visit(
        [version](const auto& what) { return Signalbox::write(what, version); }, event);
}

} // namespace Signalbox
