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

/// The keys that mean something to the hub in every message, at its top level.
enum Key
{
    Type,
    ReceiverId,
    SenderId,
    UserInfo,
    KeyCount
};
constexpr std::array<QByteArrayView, KeyCount> keyNames{
    "type", "receiverId", "senderId", "userInfo"};

/// Those of a join, beside them or in its payload.
enum JoinKey
{
    Id,
    Nick,
    Room,
    Pin,
    Resume,
    Payload,
    JoinKeyCount
};
constexpr std::array<QByteArrayView, JoinKeyCount> joinNames{
    "id", "nick", "room", "pin", "resume", "payload"};

constexpr std::array<QByteArrayView, 6> hubTypes{
    "joined", "changed", "error", "kicked", "banned", "server-stopping"};

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
    std::optional<QString> id, nick, room, pin, resume;
};

/// Reads those that have no value yet. names: which of the keys stand there.
std::optional<Fault> readFields(
    JoinFields& fields, QByteArrayView text, std::span<const QByteArrayView> names)
{
    const Json::Scan scan = Json::scan(text, names, Envelope::MaxDepth);
    if (auto fault = findDuplicate(scan, names)) {
        return fault;
    }
    const std::array places{std::pair{Id, &fields.id}, std::pair{Nick, &fields.nick},
        std::pair{Room, &fields.room}, std::pair{Pin, &fields.pin},
        std::pair{Resume, &fields.resume}};
    for (const auto& [key, field] : places) {
        if (auto fault = fill(*field, text, scan.members[key], joinNames[key])) {
            return fault;
        }
    }
    if (fields.id && fields.id->isEmpty()) {
        fields.id.reset(); // means the same as none
    }
    const bool hasPayload = names.size() > Payload && scan.members[Payload]
        && scan.members[Payload].kind != Json::Kind::Null;
    if (!hasPayload) {
        return std::nullopt;
    }
    if (scan.members[Payload].kind != Json::Kind::Object) {
        return faultAt(FaultCode::WrongType, joinNames[Payload]);
    }
    return readFields(
        fields, scan.members[Payload].value(text), std::span(joinNames).first<Payload>());
}

Reading readJoin(QByteArrayView text)
{
    JoinFields fields;
    if (auto fault = readFields(fields, text, joinNames)) {
        return *fault;
    }
    if (fields.nick && hasMoreGraphemes(*fields.nick, SeedReader::MaxNickGraphemes)) {
        return faultAt(FaultCode::TooLong, joinNames[Nick]);
    }
    if (fields.resume && fields.resume->size() > SeedReader::MaxTokenLength) {
        return faultAt(FaultCode::TooLong, joinNames[Resume]);
    }
    Join join;
    join.id = fields.id.value_or(PeerId());
    join.nick = fields.nick;
    join.room = fields.room;
    join.resume = fields.resume.value_or(QString()).toUtf8();
    join.pin = fields.pin.value_or(QString()).remove(u' ');
    return join;
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

bool isForeignName(QByteArrayView text, const Json::Member& member, const Standing& standing)
{
    if (!member || member.kind != Json::Kind::String) {
        return false; // names nobody
    }
    const QByteArrayView quoted = member.value(text);
    return Envelope::isTooLong(quoted) || !standing.isCalled(Json::decodeString(quoted));
}

/// Whether a message says that it is somebody else's.
bool isForeign(QByteArrayView text, const Json::Scan& scan, const Standing& standing)
{
    if (isForeignName(text, scan.members[SenderId], standing)) {
        return true;
    }
    const Json::Member& info = scan.members[UserInfo];
    if (!info || info.kind != Json::Kind::Object) {
        return false;
    }
    const QByteArrayView object = info.value(text);
    const Json::Scan within
        = Json::scan(object, std::span(joinNames).first<Id + 1>(), Envelope::MaxDepth);
    return isForeignName(object, within.members[Id], standing);
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

Reading SeedReader::read(QByteArrayView text, const Standing& standing)
{
    const auto scanned = Envelope::scan(text, keyNames);
    if (const auto* fault = std::get_if<Fault>(&scanned)) {
        return *fault;
    }
    const auto& scan = std::get<Json::Scan>(scanned);
    if (auto fault = findDuplicate(scan, keyNames)) {
        return *fault;
    }
    const Json::Member& typeMember = scan.members[Type];
    if (!typeMember || typeMember.kind != Json::Kind::String) {
        return Fault{FaultCode::NoType, {}};
    }
    const QByteArrayView type = typeMember.value(text);
    if (Json::isText(type, "join")) {
        return readJoin(text);
    }
    if (Json::isText(type, "leave")) {
        return Leave{};
    }
    if (isHubType(type)) {
        return Fault{FaultCode::ReservedType, Json::decodeString(type)};
    }
    if ((scan.members[SenderId] || scan.members[UserInfo]) && isForeign(text, scan, standing)) {
        ++m_foreignSenders;
    }
    return readRelayed(text, scan, type);
}

} // namespace Signalbox
