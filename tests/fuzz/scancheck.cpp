// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/scancheck.h"

#include "core/dialects/seed.h"
#include "core/dialects/seedreader.h"
#include "tests/fuzz/jsonreference.h"
#include "tests/support/alone.h"

#include <QJsonObject>
#include <QTextBoundaryFinder>
#include <QUtf8StringView>

#include <algorithm>

namespace Signalbox {

namespace {

using JsonReference::membersOf;
using JsonReference::textOf;

const Identity sender{QStringLiteral("u\"1\\"), QStringLiteral("Ann\n中😀")};

/// What a fault means, or nothing.
using Verdict = std::optional<Fault>;

qsizetype countOf(const QList<JsonReference::Member>& members, const QString& key)
{
    return std::count_if(members.begin(), members.end(),
        [&key](const JsonReference::Member& member) { return member.key == key; });
}

Verdict firstDuplicate(const QList<JsonReference::Member>& members, const QStringList& keys)
{
    for (const QString& key : keys) {
        if (countOf(members, key) > 1) {
            return Fault{FaultCode::DuplicateKey, key};
        }
    }
    return std::nullopt;
}

qsizetype graphemesOf(const QString& text)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    qsizetype count = 0;
    while (finder.toNextBoundary() != -1) {
        ++count;
    }
    return count;
}

Verdict faultOfName(const QJsonObject& object, const QString& key)
{
    const QJsonValue value = object.value(key);
    if (value.isUndefined() || value.isNull()) {
        return std::nullopt;
    }
    if (!value.isString()) {
        return Fault{FaultCode::WrongType, key};
    }
    return JsonReference::sizeOf(textOf(value)) > 128 ? Verdict({FaultCode::TooLong, key})
                                                      : std::nullopt;
}

/// What a join says of itself, at its top or in its payload.
QStringList joinNames()
{
    return {u"id"_qs, u"nick"_qs, u"room"_qs, u"pin"_qs, u"resume"_qs};
}

Verdict firstFaultOfNames(const QJsonObject& object)
{
    for (const QString& key : joinNames()) {
        if (const Verdict fault = faultOfName(object, key)) {
            return fault;
        }
    }
    return std::nullopt;
}

std::optional<QString> nameIn(const QJsonObject& object, const QString& key)
{
    const QJsonValue value = object.value(key);
    return value.isString() ? std::optional(textOf(value)) : std::nullopt;
}

Verdict faultOfPayload(const QJsonValue& payload, const QList<JsonReference::Member>& members)
{
    if (payload.isUndefined() || payload.isNull()) {
        return std::nullopt;
    }
    if (!payload.isObject()) {
        return Fault{FaultCode::WrongType, u"payload"_qs};
    }
    const auto found = std::find_if(members.begin(), members.end(),
        [](const JsonReference::Member& member) { return member.key == u"payload"_qs; });
    if (auto fault = firstDuplicate(membersOf(found->value), joinNames())) {
        return fault;
    }
    return firstFaultOfNames(payload.toObject());
}

Reading expectedJoin(const QJsonObject& top, const QList<JsonReference::Member>& members)
{
    if (const auto fault = firstDuplicate(members, joinNames() + QStringList{u"payload"_qs})) {
        return *fault;
    }
    if (const auto fault = firstFaultOfNames(top)) {
        return *fault;
    }
    if (const auto fault = faultOfPayload(top.value(u"payload"_qs), members)) {
        return *fault;
    }
    const QJsonObject payload = top.value(u"payload"_qs).toObject();
    const auto field = [&](const QString& key) {
        const auto name = nameIn(top, key);
        const bool isGiven = name && !(key == u"id"_qs && name->isEmpty());
        return isGiven ? name : nameIn(payload, key);
    };
    Join join;
    join.id = field(u"id"_qs).value_or(QString());
    join.nick = field(u"nick"_qs);
    join.room = field(u"room"_qs);
    const QString resume = field(u"resume"_qs).value_or(QString());
    join.resume = resume.toUtf8();
    join.pin = field(u"pin"_qs).value_or(QString()).remove(u' ');
    if (join.nick && graphemesOf(*join.nick) > 32) {
        return Fault{FaultCode::TooLong, u"nick"_qs};
    }
    if (resume.size() > 64) {
        return Fault{FaultCode::TooLong, u"resume"_qs};
    }
    return join;
}

/// What the reader must make of an object; of messages to be relayed, without their bytes.
Reading expected(const QJsonObject& object, const QList<JsonReference::Member>& members)
{
    if (const auto fault
        = firstDuplicate(members, {u"type"_qs, u"receiverId"_qs, u"senderId"_qs, u"userInfo"_qs})) {
        return *fault;
    }
    if (!object.value(u"type"_qs).isString()) {
        return Fault{FaultCode::NoType, {}};
    }
    const QString type = textOf(object.value(u"type"_qs));
    if (type == u"join"_qs) {
        return expectedJoin(object, members);
    }
    if (type == u"leave"_qs) {
        return Leave{};
    }
    if (QStringList{u"joined"_qs, u"changed"_qs, u"error"_qs, u"kicked"_qs, u"server-stopping"_qs}
            .contains(type)) {
        return Fault{FaultCode::ReservedType, type};
    }
    if (const auto fault = faultOfName(object, u"receiverId"_qs)) {
        return *fault;
    }
    if (const auto receiver = nameIn(object, u"receiverId"_qs)) {
        return SendToPeer{*receiver, {}};
    }
    return type == u"answer"_qs ? Reading(Fault{FaultCode::ReceiverRequired, {}}) : SendToRoom{};
}

Message* messageIn(Reading& reading)
{
    auto* command = std::get_if<Command>(&reading);
    if (command == nullptr) {
        return nullptr;
    }
    if (auto* send = std::get_if<SendToPeer>(command)) {
        return &send->message;
    }
    auto* send = std::get_if<SendToRoom>(command);
    return send == nullptr ? nullptr : &send->message;
}

QString complaintAboutRelayed(QByteArrayView text, const Message& message, const QJsonObject& sent,
    const QList<JsonReference::Member>& members)
{
    if (countOf(members, u"senderId"_qs) + countOf(members, u"userInfo"_qs) == 0) {
        const qsizetype begin = text.indexOf('{');
        if (message.bytes != text.sliced(begin, text.lastIndexOf('}') + 1 - begin)) {
            return u"other bytes are relayed than were sent"_qs;
        }
    }
    QJsonObject meant = sent;
    meant.insert(u"senderId"_qs, sender.id);
    meant.insert(u"userInfo"_qs, QJsonObject{{u"id"_qs, sender.id}, {u"nick"_qs, sender.nick}});
    const QByteArray written = Seed().write(Delivered{sender, message}, 0);
    const auto relayed = JsonReference::valueOf(written);
    if (!relayed || JsonReference::isLax(written)) {
        return u"what is relayed is not JSON: "_qs + QString::fromUtf8(written);
    }
    if (relayed->toObject() != meant) {
        return u"what is relayed means something else: "_qs + QString::fromUtf8(written);
    }
    const auto writtenMembers = membersOf(written);
    if (countOf(writtenMembers, u"senderId"_qs) != 1
        || countOf(writtenMembers, u"userInfo"_qs) != 1) {
        return u"the stamp is not the only one: "_qs + QString::fromUtf8(written);
    }
    return {};
}

QString complaintAboutObject(QByteArrayView text, Reading reading, const QJsonObject& object)
{
    const auto members = membersOf(text);
    Message message;
    Message* relayed = messageIn(reading);
    if (relayed != nullptr) {
        message = std::exchange(*relayed, {});
    }
    if (reading != expected(object, members)) {
        return u"the object is read in another way than QJsonDocument's"_qs;
    }
    return relayed == nullptr ? QString() : complaintAboutRelayed(text, message, object, members);
}

} // namespace

QString complaintAboutScan(QByteArrayView text)
{
    const Reading reading = SeedReader().read(text, Alone());
    const auto* fault = std::get_if<Fault>(&reading);
    const auto is = [fault](FaultCode code) { return fault != nullptr && fault->code == code; };

    if (!QUtf8StringView(text.data(), text.size()).isValidUtf8()) {
        return is(FaultCode::NotJson) ? QString() : u"it is not UTF-8, but is taken"_qs;
    }
    const bool isTooDeep = JsonReference::depthOf(text) > SeedReader::MaxDepth;
    const auto value = JsonReference::valueOf(text);
    if (!value || JsonReference::isLax(text)) {
        const bool isRefused = is(FaultCode::NotJson) || (isTooDeep && is(FaultCode::TooDeep));
        return isRefused ? QString() : u"it is not JSON, but is taken"_qs;
    }
    if (isTooDeep) {
        return is(FaultCode::TooDeep) ? QString() : u"it is too deep, but is taken"_qs;
    }
    if (!value->isObject()) {
        return is(FaultCode::NotAnObject) ? QString() : u"it is no object, but is taken as one"_qs;
    }
    return complaintAboutObject(text, reading, value->toObject());
}

} // namespace Signalbox
