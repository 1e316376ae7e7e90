// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/ywebrtc.h"

#include "core/dialects/envelope.h"
#include "core/json/build.h"
#include "core/json/cut.h"
#include "core/json/decode.h"
#include "core/json/elements.h"

#include <array>

namespace Signalbox {

namespace {

using Envelope::faultAt;

enum Key
{
    Type,
    Topics,
    Topic,
    Clients,
    KeyCount
};
constexpr std::array<QByteArrayView, KeyCount> keyNames{"type", "topics", "topic", "clients"};

bool isTooLong(QByteArrayView quoted)
{
    constexpr qsizetype quotes = 2;
    return quoted.size() - quotes > YWebrtc::MaxTopicBytes;
}

/// What is no string is passed over, and so are the empty topic and those that are too long, to
/// which nobody can publish.
std::variant<QList<RoomName>, Fault> readTopics(QByteArrayView text, const Json::Member& member)
{
    QList<RoomName> topics;
    if (!member || member.kind == Json::Kind::Null) {
        return topics;
    }
    if (member.kind != Json::Kind::Array) {
        return faultAt(FaultCode::WrongType, keyNames[Topics]);
    }
    const QByteArrayView array = member.value(text);
    const auto elements = Json::elements(array, YWebrtc::MaxTopics);
    if (!elements) {
        return Fault{FaultCode::TooManyRooms, {}};
    }
    for (const Json::Element& element : *elements) {
        if (element.kind != Json::Kind::String) {
            continue;
        }
        const QByteArrayView quoted = element.value(array);
        const RoomName topic = isTooLong(quoted) ? RoomName() : Json::decodeString(quoted);
        if (!topic.isEmpty()) {
            topics.append(topic);
        }
    }
    return topics;
}

template <typename Wish>
Reading readWithTopics(QByteArrayView text, const Json::Scan& scan)
{
    auto topics = readTopics(text, scan.members[Topics]);
    if (const auto* fault = std::get_if<Fault>(&topics)) {
        return *fault;
    }
    Wish wish;
    wish.rooms = std::get<QList<RoomName>>(std::move(topics));
    return wish;
}

/// The object as it was sent, but for the count that only the hub knows.
QByteArray withoutCount(QByteArrayView text, const Json::Scan& scan)
{
    if (!scan.members[Clients]) {
        return text.sliced(scan.begin, scan.end - scan.begin).toByteArray();
    }
    const QByteArray rest = Json::without(text, {&scan.members[Clients], 1});
    const qsizetype afterObject = text.size() - scan.end;
    return rest.sliced(scan.begin, rest.size() - afterObject - scan.begin);
}

Reading readPublish(QByteArrayView text, const Json::Scan& scan)
{
    const Json::Member& topic = scan.members[Topic];
    if (!topic) {
        return faultAt(FaultCode::MissingKey, keyNames[Topic]);
    }
    if (topic.kind != Json::Kind::String) {
        return faultAt(FaultCode::WrongType, keyNames[Topic]);
    }
    const QByteArrayView quoted = topic.value(text);
    if (isTooLong(quoted)) {
        return faultAt(FaultCode::TooLong, keyNames[Topic]);
    }
    RoomName room = Json::decodeString(quoted);
    if (room.isEmpty()) {
        return faultAt(FaultCode::MissingKey, keyNames[Topic]);
    }
    return SendToRoom{{withoutCount(text, scan)}, std::move(room)};
}

/// Without state.
class YWebrtcReader final : public DialectReader
{
public:
    Reading read(QByteArrayView text, const Standing&) override
    {
        const auto outside = Envelope::scan(text, keyNames);
        if (const auto* fault = std::get_if<Fault>(&outside)) {
            return *fault;
        }
        const auto& scan = std::get<Json::Scan>(outside);
        if (auto fault = Envelope::findDuplicate(scan, keyNames)) {
            return *fault;
        }
        if (!scan.members[Type] || scan.members[Type].kind != Json::Kind::String) {
            return Fault{FaultCode::NoType, {}};
        }
        const QByteArrayView type = scan.members[Type].value(text);
        if (Json::isText(type, "publish")) {
            return readPublish(text, scan);
        }
        if (Json::isText(type, "subscribe")) {
            return readWithTopics<Enter>(text, scan);
        }
        if (Json::isText(type, "unsubscribe")) {
            return readWithTopics<Exit>(text, scan);
        }
        if (Json::isText(type, "ping")) {
            return Heartbeat{};
        }
        return Envelope::unknownType(type);
    }
};

template <typename Other>
QByteArray write(const Other&)
{
    return {};
}

QByteArray write(const Delivered& delivered)
{
    constexpr qsizetype countSize = 32;
    const QByteArray& object = delivered.message.bytes;
    QByteArray json;
    json.reserve(object.size() + countSize);
    json += QByteArrayView(object).chopped(1);
    Json::appendKey(json, "clients");
    json += QByteArray::number(delivered.receivers);
    json += '}';
    return json;
}

QByteArray write(const Alive&)
{
    return R"({"type":"pong"})";
}

} // namespace

QString YWebrtc::name() const
{
    return QStringLiteral("y-webrtc");
}

RealmPolicy YWebrtc::policy() const
{
    RealmPolicy policy;
    policy.hasDefaultRoom = false;
    policy.hearsItself = true;
    policy.speaksFromOutside = true;
    policy.identity = IdentityTrait::Program | IdentityTrait::Room;
    return policy;
}

Opening YWebrtc::open(const Handshake&) const
{
    return {std::make_unique<YWebrtcReader>(), {}, std::nullopt};
}

QByteArray YWebrtc::write(const Event& event, int) const
{
    return std::visit([](const auto& what) { return Signalbox::write(what); }, event);
}

} // namespace Signalbox
