// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/seedreader.h"

#include "core/dialects/envelope.h"
#include "core/json/cut.h"
#include "core/json/decode.h"
#include "core/json/scan.h"

#include <QTextBoundaryFinder>

#include <array>

namespace Signalbox {

namespace {

using Envelope::faultAt;
using Envelope::fill;
using Envelope::findDuplicate;

/// The keys that mean something to the hub, at the top level of a message.
enum Key
{
    Type,
    ReceiverId,
    SenderId,
    UserInfo,
    Id,
    Nick,
    Room,
    Payload,
    KeyCount
};
constexpr std::array<QByteArrayView, KeyCount> keyNames{
    "type", "receiverId", "senderId", "userInfo", "id", "nick", "room", "payload"};

/// Those of a join's payload.
enum PayloadKey
{
    PayloadId,
    PayloadNick,
    PayloadRoom,
    PayloadKeyCount
};
constexpr std::array<QByteArrayView, PayloadKeyCount> payloadNames{"id", "nick", "room"};

constexpr std::array<QByteArrayView, 5> hubTypes{
    "joined", "changed", "error", "kicked", "server-stopping"};

bool isHubType(QByteArrayView type)
{
    return std::any_of(hubTypes.begin(), hubTypes.end(),
        [type](QByteArrayView hubType) { return Json::isText(type, hubType); });
}

bool hasMoreGraphemes(const QString& text, int most)
{
    QTextBoundaryFinder graphemes(QTextBoundaryFinder::Grapheme, text);
    int count = 0;
    while (count <= most && graphemes.toNextBoundary() != -1) {
        ++count;
    }
    return count > most;
}

struct JoinFields
{
    std::optional<QString> id, nick, room;
};

std::optional<Fault> readTop(JoinFields& fields, QByteArrayView text, const Json::Scan& scan)
{
    if (auto fault = findDuplicate(scan, keyNames, Id, KeyCount)) {
        return fault;
    }
    if (auto fault = fill(fields.id, text, scan.members[Id], keyNames[Id])) {
        return fault;
    }
    if (fields.id && fields.id->isEmpty()) {
        fields.id.reset(); // means the same as none
    }
    if (auto fault = fill(fields.nick, text, scan.members[Nick], keyNames[Nick])) {
        return fault;
    }
    return fill(fields.room, text, scan.members[Room], keyNames[Room]);
}

std::optional<Fault> readPayload(
    JoinFields& fields, QByteArrayView text, const Json::Member& payload)
{
    if (!payload || payload.kind == Json::Kind::Null) {
        return std::nullopt;
    }
    if (payload.kind != Json::Kind::Object) {
        return faultAt(FaultCode::WrongType, keyNames[Payload]);
    }
    const QByteArrayView inner = payload.value(text);
    const Json::Scan scan = Json::scan(inner, payloadNames, Envelope::MaxDepth);
    if (auto fault = findDuplicate(scan, payloadNames, 0, PayloadKeyCount)) {
        return fault;
    }
    if (auto fault = fill(fields.id, inner, scan.members[PayloadId], payloadNames[PayloadId])) {
        return fault;
    }
    if (auto fault
        = fill(fields.nick, inner, scan.members[PayloadNick], payloadNames[PayloadNick])) {
        return fault;
    }
    return fill(fields.room, inner, scan.members[PayloadRoom], payloadNames[PayloadRoom]);
}

Reading readJoin(QByteArrayView text, const Json::Scan& scan)
{
    JoinFields fields;
    if (auto fault = readTop(fields, text, scan)) {
        return *fault;
    }
    if (auto fault = readPayload(fields, text, scan.members[Payload])) {
        return *fault;
    }
    if (fields.nick && hasMoreGraphemes(*fields.nick, SeedReader::MaxNickGraphemes)) {
        return faultAt(FaultCode::TooLong, keyNames[Nick]);
    }
    return Join{fields.id.value_or(PeerId()), fields.nick, fields.room, {}, 0};
}

/// The object as it will be relayed: what only the hub may say is not in it.
Message relayable(QByteArrayView text, const Json::Scan& scan)
{
    std::array<Json::Member, 2> reserved;
    size_t count = 0;
    for (Key key : {SenderId, UserInfo}) {
        if (scan.members[key]) {
            reserved[count] = scan.members[key];
            reserved[count].begin -= scan.begin;
            reserved[count].end -= scan.begin;
            ++count;
        }
    }
    const QByteArrayView object = text.sliced(scan.begin, scan.end - scan.begin);
    if (count == 0) {
        return {object.toByteArray()};
    }
    return {Json::without(object, {reserved.data(), count})};
}

Reading readRelayed(QByteArrayView text, const Json::Scan& scan, QByteArrayView type)
{
    std::optional<QString> receiver;
    if (auto fault = fill(receiver, text, scan.members[ReceiverId], keyNames[ReceiverId])) {
        return *fault;
    }
    if (receiver) {
        return SendToPeer{std::move(*receiver), relayable(text, scan)};
    }
    if (Json::isText(type, "answer")) {
        return Fault{FaultCode::ReceiverRequired, {}};
    }
    return SendToRoom{relayable(text, scan), std::nullopt};
}

} // namespace

Reading SeedReader::read(QByteArrayView text, const Standing&)
{
    const auto scanned = Envelope::scan(text, keyNames);
    if (const auto* fault = std::get_if<Fault>(&scanned)) {
        return *fault;
    }
    const auto& scan = std::get<Json::Scan>(scanned);
    if (auto fault = findDuplicate(scan, keyNames, Type, Id)) {
        return *fault;
    }
    const Json::Member& typeMember = scan.members[Type];
    if (!typeMember || typeMember.kind != Json::Kind::String) {
        return Fault{FaultCode::NoType, {}};
    }
    const QByteArrayView type = typeMember.value(text);
    if (Json::isText(type, "join")) {
        return readJoin(text, scan);
    }
    if (Json::isText(type, "leave")) {
        return Leave{};
    }
    if (isHubType(type)) {
        return Fault{FaultCode::ReservedType, Json::decodeString(type)};
    }
    return readRelayed(text, scan, type);
}

} // namespace Signalbox
