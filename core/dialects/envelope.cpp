// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/envelope.h"

#include "core/json/decode.h"
#include "core/json/write.h"

#include <QUtf8StringView>

namespace Signalbox::Envelope {

namespace {

constexpr qsizetype quotes = 2;

} // namespace

Fault faultAt(FaultCode code, QByteArrayView key)
{
    return {code, QString::fromLatin1(key)};
}

Fault unknownType(QByteArrayView quoted)
{
    return {FaultCode::UnknownType, Json::decodeString(quoted).left(MaxNameBytes)};
}

std::optional<Fault> faultOf(Json::Scan::Verdict verdict)
{
    switch (verdict) {
    case Json::Scan::Verdict::Object:
        return std::nullopt;
    case Json::Scan::Verdict::NotJson:
        return Fault{FaultCode::NotJson, {}};
    case Json::Scan::Verdict::NotAnObject:
        return Fault{FaultCode::NotAnObject, {}};
    case Json::Scan::Verdict::TooDeep:
        return Fault{FaultCode::TooDeep, {}};
    }
    Q_UNREACHABLE();
}

std::variant<Json::Scan, Fault> scan(QByteArrayView text, std::span<const QByteArrayView> names)
{
    if (!QUtf8StringView(text.data(), text.size()).isValidUtf8()) {
        return Fault{FaultCode::NotJson, {}};
    }
    const Json::Scan found = Json::scan(text, names, MaxDepth);
    if (auto fault = faultOf(found.verdict)) {
        return *fault;
    }
    return found;
}

std::optional<Fault> findDuplicate(
    const Json::Scan& scan, std::span<const QByteArrayView> names, size_t first, size_t last)
{
    for (size_t i = first; i < last; ++i) {
        if (scan.members[i].times > 1) {
            return faultAt(FaultCode::DuplicateKey, names[i]);
        }
    }
    return std::nullopt;
}

std::optional<Fault> findDuplicate(const Json::Scan& scan, std::span<const QByteArrayView> names)
{
    return findDuplicate(scan, names, 0, names.size());
}

bool isTooLong(QByteArrayView quoted)
{
    constexpr qsizetype longestEscape = 6; // and makes a byte at least
    const qsizetype size = quoted.size() - quotes;
    if (!quoted.contains('\\') || size > longestEscape * MaxNameBytes) {
        return size > MaxNameBytes;
    }
    return isTooLong(Json::decodeString(quoted));
}

bool isTooLong(const QString& name)
{
    if (name.size() > MaxNameBytes) {
        return true; // each of its units makes a byte at least
    }
    QByteArray json;
    Json::appendString(json, name);
    return json.size() - quotes > MaxNameBytes;
}

Name readName(QByteArrayView text, const Json::Member& member, QByteArrayView key)
{
    if (!member || member.kind == Json::Kind::Null) {
        return std::optional<QString>();
    }
    if (member.kind != Json::Kind::String) {
        return faultAt(FaultCode::WrongType, key);
    }
    const QByteArrayView quoted = member.value(text);
    return isTooLong(quoted) ? Name(faultAt(FaultCode::TooLong, key))
                             : Name(Json::decodeString(quoted));
}

std::variant<QString, Fault> readNeededName(
    QByteArrayView text, const Json::Member& member, QByteArrayView key)
{
    Name name = readName(text, member, key);
    if (auto* fault = std::get_if<Fault>(&name)) {
        return std::move(*fault);
    }
    auto& value = std::get<std::optional<QString>>(name);
    if (!value) {
        return faultAt(FaultCode::MissingKey, key);
    }
    return std::move(*value);
}

std::optional<Fault> fill(std::optional<QString>& field, QByteArrayView text,
    const Json::Member& member, QByteArrayView key)
{
    Name name = readName(text, member, key);
    if (auto* fault = std::get_if<Fault>(&name)) {
        return std::move(*fault);
    }
    if (!field) {
        field = std::get<std::optional<QString>>(std::move(name));
    }
    return std::nullopt;
}

} // namespace Signalbox::Envelope
