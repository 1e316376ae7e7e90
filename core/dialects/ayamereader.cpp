// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/ayamereader.h"

#include "core/dialects/envelope.h"
#include "core/json/decode.h"

#include <algorithm>
#include <array>

namespace Signalbox {

namespace {

using Envelope::faultAt;

/// The keys of a registration. Only the first means something in other messages.
enum Key
{
    Type,
    RoomId,
    ClientId,
    Program,
    Standalone,
    SignalingKey,
    SecretKey,
    KeyCount
};
constexpr std::array<QByteArrayView, KeyCount> keyNames{
    "type", "roomId", "clientId", "ayameClient", "standalone", "signalingKey", "key"};

bool isRelayed(QByteArrayView type)
{
    constexpr std::array<QByteArrayView, 3> types{"offer", "answer", "candidate"};
    return std::any_of(types.begin(), types.end(),
        [type](QByteArrayView known) { return Json::isText(type, known); });
}

/// What people know the client by: its own name, or else its program's. Who is no more than a
/// program is known by that.
std::variant<QString, Fault> readNick(QByteArrayView text, const Json::Scan& scan)
{
    auto name = Envelope::readName(text, scan.members[ClientId], keyNames[ClientId]);
    if (auto* fault = std::get_if<Fault>(&name)) {
        return *fault;
    }
    const auto& id = std::get<std::optional<QString>>(name);
    if (id && !id->isEmpty()) {
        return *id;
    }
    const Json::Member& program = scan.members[Program];
    if (program && program.kind == Json::Kind::String
        && !Envelope::isTooLong(program.value(text))) {
        return Json::decodeString(program.value(text));
    }
    return QString();
}

/// What the original would show to somebody else: here, if anything, the hub's PIN. What cannot be
/// one is passed over.
QString readPin(QByteArrayView text, const Json::Scan& scan)
{
    for (Key key : {SignalingKey, SecretKey}) {
        const Json::Member& member = scan.members[key];
        if (member && member.kind == Json::Kind::String
            && !Envelope::isTooLong(member.value(text))) {
            return Json::decodeString(member.value(text)).remove(u' ');
        }
    }
    return {};
}

} // namespace

Reading AyameReader::read(QByteArrayView text, const Standing&)
{
    Reading reading = understand(text);
    if (auto* fault = std::get_if<Fault>(&reading)) {
        fault->fatal = true;
    }
    return reading;
}

Reading AyameReader::understand(QByteArrayView text)
{
    const auto scanned = Envelope::scan(text, std::span(keyNames).first<1>());
    if (const auto* fault = std::get_if<Fault>(&scanned)) {
        return *fault;
    }
    const auto& scan = std::get<Json::Scan>(scanned);
    const Json::Member& member = scan.members[Type];
    if (member.times > 1) {
        return faultAt(FaultCode::DuplicateKey, keyNames[Type]);
    }
    if (!member || member.kind != Json::Kind::String) {
        return Fault{FaultCode::NoType, {}};
    }
    const QByteArrayView type = member.value(text);
    if (Json::isText(type, "pong")) {
        return Heartbeat{};
    }
    if (Json::isText(type, "register")) {
        return readRegister(text);
    }
    const bool isConnected = Json::isText(type, "connected");
    if (!m_hasRegistered && (isConnected || isRelayed(type))) {
        return Fault{FaultCode::Early, {}};
    }
    if (isRelayed(type)) {
        return SendToRoom{
            Message{text.sliced(scan.begin, scan.end - scan.begin).toByteArray()}, {}};
    }
    // Who stands alone says by this that it needs the hub no longer, and waits for the close.
    if (isConnected && !m_isStandalone) {
        return Heartbeat{};
    }
    return Envelope::unknownType(type);
}

Reading AyameReader::readRegister(QByteArrayView text)
{
    if (m_hasRegistered) {
        return Fault{FaultCode::NotYours, QStringLiteral("register")};
    }
    const Json::Scan scan = Json::scan(text, keyNames, Envelope::MaxDepth);
    if (auto fault = Envelope::findDuplicate(scan, keyNames)) {
        return *fault;
    }
    auto room = Envelope::readNeededName(text, scan.members[RoomId], keyNames[RoomId]);
    if (auto* fault = std::get_if<Fault>(&room)) {
        return *fault;
    }
    if (std::get<QString>(room).isEmpty()) {
        return faultAt(FaultCode::MissingKey, keyNames[RoomId]);
    }
    auto nick = readNick(text, scan);
    if (auto* fault = std::get_if<Fault>(&nick)) {
        return *fault;
    }
    const Json::Member& standalone = scan.members[Standalone];
    if (standalone && standalone.kind != Json::Kind::Boolean
        && standalone.kind != Json::Kind::Null) {
        return faultAt(FaultCode::WrongType, keyNames[Standalone]);
    }
    m_isStandalone = standalone && standalone.value(text) == "true";
    m_hasRegistered = true;
    Join join;
    join.nick = std::get<QString>(std::move(nick));
    join.room = std::get<QString>(std::move(room));
    join.pin = readPin(text, scan);
    return join;
}

} // namespace Signalbox
