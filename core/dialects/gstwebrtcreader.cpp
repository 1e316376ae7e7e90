// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/gstwebrtcreader.h"

#include "core/dialects/envelope.h"
#include "core/json/build.h"
#include "core/json/decode.h"
#include "core/json/elements.h"
#include "core/json/portable.h"

#include <algorithm>
#include <array>

namespace Signalbox {

namespace {

using Envelope::faultAt;

/// The keys at the top level of a message. Two that are rare are looked for apart: a scan finds
/// eight.
enum Key
{
    Type,
    SessionId,
    Sdp,
    Ice,
    PartnerId,
    RolesKey,
    Meta,
    Version,
    KeyCount
};
constexpr std::array<QByteArrayView, KeyCount> keyNames{
    "type", "sessionId", "sdp", "ice", "peerId", "roles", "meta", "version"};

constexpr std::array<QByteArrayView, 2> versionWords{"v1_0", "v1_1"};

std::optional<Fault> readRole(Roles& roles, QByteArrayView word)
{
    constexpr std::array<std::pair<QByteArrayView, Role>, 3> words{
        {{"producer", Role::Producer}, {"consumer", Role::Consumer}, {"listener", Role::Listener}}};
    for (const auto& [known, role] : words) {
        if (Json::isText(word, known)) {
            roles |= role;
            return std::nullopt;
        }
    }
    return faultAt(FaultCode::WrongType, keyNames[RolesKey]);
}

std::optional<Fault> readRoles(Roles& roles, QByteArrayView text, const Json::Member& member)
{
    if (!member) {
        return faultAt(FaultCode::MissingKey, keyNames[RolesKey]);
    }
    if (member.kind != Json::Kind::Array) {
        return faultAt(FaultCode::WrongType, keyNames[RolesKey]);
    }
    const QByteArrayView array = member.value(text);
    const auto elements = Json::elements(array, GstWebrtcReader::MaxRoles);
    if (!elements) {
        return faultAt(FaultCode::TooLong, keyNames[RolesKey]);
    }
    for (const Json::Element& element : *elements) {
        if (element.kind != Json::Kind::String) {
            return faultAt(FaultCode::WrongType, keyNames[RolesKey]);
        }
        if (auto fault = readRole(roles, element.value(array))) {
            return fault;
        }
    }
    if (roles.testFlag(Role::Producer) && roles.testFlag(Role::Consumer)) {
        return faultAt(FaultCode::BadName, keyNames[RolesKey]);
    }
    return std::nullopt;
}

/// How people call the peer, if its meta data say so: a courtesy, so nothing is wrong without one.
QString nickIn(QByteArrayView meta)
{
    constexpr std::array<QByteArrayView, 2> names{"name", "display-name"};
    const Json::Scan scan = Json::scan(meta, names, Envelope::MaxDepth);
    for (const Json::Member& member : scan.members) {
        if (member && member.kind == Json::Kind::String && !Envelope::isTooLong(member.value(meta))
            && member.value(meta) != "\"\"") {
            return Json::decodeString(member.value(meta));
        }
    }
    return {};
}

Reading readStatus(QByteArrayView text, const Json::Scan& scan)
{
    Describe describe{{}, QString()};
    if (auto fault = readRoles(describe.profile.roles, text, scan.members[RolesKey])) {
        return *fault;
    }
    const Json::Member& meta = scan.members[Meta];
    if (meta && meta.kind != Json::Kind::Null) {
        const QByteArrayView value = meta.value(text);
        if (value.size() > GstWebrtcReader::MaxMetaBytes) {
            return faultAt(FaultCode::TooLong, keyNames[Meta]);
        }
        describe.profile.meta = value.toByteArray();
        if (meta.kind == Json::Kind::Object) {
            describe.nick = nickIn(value);
        }
    }
    return describe;
}

Reading readList(QByteArrayView, const Json::Scan&)
{
    return List{Role::Producer};
}

Reading readListConsumers(QByteArrayView, const Json::Scan&)
{
    return List{Role::Consumer};
}

/// A text under a key, as JSON; nothing where it is absent or null.
std::variant<Message, Fault> readText(QByteArrayView text, QByteArrayView key)
{
    const std::array names{key};
    const Json::Scan scan = Json::scan(text, names, Envelope::MaxDepth);
    const Json::Member& member = scan.members.front();
    if (member.times > 1) {
        return faultAt(FaultCode::DuplicateKey, key);
    }
    if (!member || member.kind == Json::Kind::Null) {
        return Message{};
    }
    if (member.kind != Json::Kind::String) {
        return faultAt(FaultCode::WrongType, key);
    }
    return Message{member.value(text).toByteArray()};
}

Reading readStartSession(QByteArrayView text, const Json::Scan& scan)
{
    auto partner = Envelope::readNeededName(text, scan.members[PartnerId], keyNames[PartnerId]);
    if (auto* fault = std::get_if<Fault>(&partner)) {
        return *fault;
    }
    auto offer = readText(text, "offer");
    if (auto* fault = std::get_if<Fault>(&offer)) {
        return *fault;
    }
    return Pair{std::get<QString>(partner), std::get<Message>(offer)};
}

/// To the rules an empty id means the only pairing; to these clients it is a session like any
/// other, and one that there never is.
std::variant<QString, Fault> readSessionId(QByteArrayView text, const Json::Scan& scan)
{
    auto id = Envelope::readNeededName(text, scan.members[SessionId], keyNames[SessionId]);
    if (const auto* name = std::get_if<QString>(&id); name != nullptr && name->isEmpty()) {
        return Fault{FaultCode::UnknownPairing, {}};
    }
    return id;
}

Reading readEndSession(QByteArrayView text, const Json::Scan& scan)
{
    auto id = readSessionId(text, scan);
    if (auto* fault = std::get_if<Fault>(&id)) {
        return *fault;
    }
    return Unpair{std::get<QString>(id), {}};
}

Reading readEndSessionWithError(QByteArrayView text, const Json::Scan& scan)
{
    auto id = readSessionId(text, scan);
    if (auto* fault = std::get_if<Fault>(&id)) {
        return *fault;
    }
    auto error = readText(text, "error");
    if (auto* fault = std::get_if<Fault>(&error)) {
        return *fault;
    }
    return Unpair{std::get<QString>(id), std::get<Message>(error)};
}

/// What is relayed of a session, or why it is not.
struct Content
{
    QByteArray object;
    bool isOffer = false;
};
using ReadContent = std::variant<Content, Fault>;

ReadContent readDescription(QByteArrayView object)
{
    constexpr std::array<QByteArrayView, 2> names{"type", "sdp"};
    const Json::Scan scan = Json::scan(object, names, Envelope::MaxDepth);
    if (auto fault = Envelope::findDuplicate(scan, names)) {
        return *fault;
    }
    const Json::Member& type = scan.members[0];
    const Json::Member& sdp = scan.members[1];
    if (!type || type.kind != Json::Kind::String || !sdp || sdp.kind != Json::Kind::String) {
        return faultAt(FaultCode::WrongType, keyNames[Sdp]);
    }
    const bool isOffer = Json::isText(type.value(object), "offer");
    if (!isOffer && !Json::isText(type.value(object), "answer")) {
        return faultAt(FaultCode::WrongType, keyNames[Sdp]);
    }
    QByteArray json = isOffer ? "{\"type\":\"offer\",\"sdp\":" : "{\"type\":\"answer\",\"sdp\":";
    json += sdp.value(object);
    json += '}';
    return Content{json, isOffer};
}

bool isIndex(QByteArrayView number)
{
    bool fits = false;
    static_cast<void>(number.toUInt(&fits));
    return fits
        && std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
}

ReadContent readCandidate(QByteArrayView object)
{
    constexpr std::array<QByteArrayView, 2> names{"candidate", "sdpMLineIndex"};
    const Json::Scan scan = Json::scan(object, names, Envelope::MaxDepth);
    if (auto fault = Envelope::findDuplicate(scan, names)) {
        return *fault;
    }
    const Json::Member& candidate = scan.members[0];
    const Json::Member& line = scan.members[1];
    if (!candidate || candidate.kind != Json::Kind::String || !line
        || line.kind != Json::Kind::Number || !isIndex(line.value(object))) {
        return faultAt(FaultCode::WrongType, keyNames[Ice]);
    }
    QByteArray json = "{\"candidate\":";
    json += candidate.value(object);
    Json::appendKey(json, "sdpMLineIndex");
    json += line.value(object);
    json += '}';
    return Content{json};
}

/// Made anew around the values' own bytes: native receivers fail on a message of any other shape,
/// and their pipeline with them.
Reading readPeer(QByteArrayView text, const Json::Scan& scan)
{
    auto id = readSessionId(text, scan);
    if (auto* fault = std::get_if<Fault>(&id)) {
        return *fault;
    }
    const Json::Member& sdp = scan.members[Sdp];
    const Json::Member& ice = scan.members[Ice];
    if (bool(sdp) == bool(ice)) {
        return faultAt(sdp ? FaultCode::DuplicateKey : FaultCode::MissingKey, keyNames[Sdp]);
    }
    const Json::Member& member = sdp ? sdp : ice;
    if (member.kind != Json::Kind::Object) {
        return faultAt(FaultCode::WrongType, keyNames[sdp ? Sdp : Ice]);
    }
    const QByteArrayView value = member.value(text);
    const ReadContent read = sdp ? readDescription(value) : readCandidate(value);
    if (const auto* fault = std::get_if<Fault>(&read)) {
        return *fault;
    }
    const auto& content = std::get<Content>(read);
    QByteArray json = "{\"type\":\"peer\"";
    Json::appendMember(json, "sessionId", std::get<QString>(id));
    Json::appendKey(json, sdp ? "sdp" : "ice");
    json += content.object;
    json += '}';
    return SendToPartner{std::get<QString>(id), Message{json}, content.isOffer};
}

struct Word
{
    QByteArrayView type;
    Reading (*read)(QByteArrayView text, const Json::Scan& scan);
};
constexpr std::array<Word, 7> words{{
    {"peer", readPeer},
    {"setPeerStatus", readStatus},
    {"startSession", readStartSession},
    {"endSession", readEndSession},
    {"endSessionV1_1", readEndSessionWithError},
    {"list", readList},
    {"listConsumers", readListConsumers},
}};

/// Which version somebody chooses, or what is wrong with the choice.
std::variant<int, Fault> readVersion(QByteArrayView text, const Json::Member& member)
{
    if (!member) {
        return faultAt(FaultCode::MissingKey, keyNames[Version]);
    }
    for (size_t i = 0; i < versionWords.size(); ++i) {
        if (member.kind == Json::Kind::String
            && Json::isText(member.value(text), versionWords[i])) {
            return int(i);
        }
    }
    return faultAt(FaultCode::WrongType, keyNames[Version]);
}

} // namespace

Reading GstWebrtcReader::read(QByteArrayView text, const Standing&)
{
    Reading reading = understand(text);
    m_hasSpoken = m_hasSpoken || std::holds_alternative<Command>(reading);
    return reading;
}

Reading GstWebrtcReader::understand(QByteArrayView text)
{
    const auto scanned = Envelope::scan(text, keyNames);
    if (const auto* fault = std::get_if<Fault>(&scanned)) {
        return *fault;
    }
    const auto& scan = std::get<Json::Scan>(scanned);
    if (!Json::isPortable(text)) {
        return Fault{FaultCode::NotJson, {}}; // to the original, and to every native receiver
    }
    if (auto fault = Envelope::findDuplicate(scan, keyNames)) {
        return *fault;
    }
    const Json::Member& member = scan.members[Type];
    if (!member || member.kind != Json::Kind::String) {
        return Fault{FaultCode::NoType, {}};
    }
    const QByteArrayView type = member.value(text);
    for (const Word& word : words) {
        if (Json::isText(type, word.type)) {
            return word.read(text, scan);
        }
    }
    if (!Json::isText(type, "setProtocolVersion")) {
        return Envelope::unknownType(type);
    }
    const auto version = readVersion(text, scan.members[Version]);
    if (const auto* fault = std::get_if<Fault>(&version)) {
        return *fault;
    }
    if (m_hasSpoken) {
        return Fault{FaultCode::Early, QStringLiteral("setProtocolVersion")};
    }
    m_version = std::get<int>(version);
    return Heartbeat{};
}

} // namespace Signalbox
