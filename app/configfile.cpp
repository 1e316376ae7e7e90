// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/configfile.h"

#include "app/iceservers.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace Signalbox {

namespace {

/// Far above any real file; keeps a device or a film given by mistake out of memory.
constexpr qint64 maxFileBytes = 64 * 1024;

UsageError fileError(const QString& path, const QString& problem)
{
    return {QStringLiteral("Configuration file \"%1\": %2").arg(path, problem)};
}

UsageError valueError(const QString& path, const QString& key, const QString& allowed)
{
    return fileError(path,
        QStringLiteral("\"%1\" has a value that is not allowed. Allowed: %2.").arg(key, allowed));
}

std::optional<quint16> portFromJson(const QJsonValue& value)
{
    const double number = value.toDouble(-1);
    if (number < 0 || number > 65535 || number != static_cast<quint16>(number)) {
        return std::nullopt;
    }
    return static_cast<quint16>(number);
}

std::optional<UsageError> readIceServers(
    const QString& path, const QJsonValue& value, Choices& choices)
{
    if (!value.isArray()) {
        return valueError(path, QStringLiteral("ice-servers"),
            QStringLiteral("a list of servers, such as [{\"urls\": \"stun:192.168.1.20\"}]"));
    }
    const IceServersOrError servers = iceServersFromJson(value.toArray());
    if (const auto* problem = std::get_if<QString>(&servers)) {
        return fileError(path, QStringLiteral("\"ice-servers\": %1.").arg(*problem));
    }
    choices.iceServers = std::get<QByteArray>(servers);
    return std::nullopt;
}

std::optional<UsageError> readFlag(
    const QString& path, const QString& key, const QJsonValue& value, std::optional<bool>& flag)
{
    if (!value.isBool()) {
        return valueError(path, key, QStringLiteral("true or false, without quotes"));
    }
    flag = value.toBool();
    return std::nullopt;
}

std::optional<UsageError> readMember(
    const QString& path, const QString& key, const QJsonValue& value, Choices& choices)
{
    if (key == u"listen") {
        choices.listen = value.isString() ? addressFromText(value.toString()) : std::nullopt;
        if (!choices.listen) {
            return valueError(path, key, allowedAddresses() + QStringLiteral(", in quotes"));
        }
    } else if (key == u"port") {
        choices.port = portFromJson(value);
        if (!choices.port) {
            return valueError(path, key, allowedPorts() + QStringLiteral(", without quotes"));
        }
    } else if (key == u"no-limits") {
        return readFlag(path, key, value, choices.noLimits);
    } else if (key == u"ice-servers") {
        return readIceServers(path, value, choices);
    } else if (key == u"peerjs-discovery") {
        return readFlag(path, key, value, choices.peerJsDiscovery);
    } else {
        return fileError(path,
            QStringLiteral("there is no key \"%1\". Allowed: \"listen\", \"port\", \"no-limits\", "
                           "\"ice-servers\", \"peerjs-discovery\".")
                .arg(key));
    }
    return std::nullopt;
}

} // namespace

ChoicesOrError readConfigFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fileError(path,
            QStringLiteral(
                "cannot be read (%1). Allowed: a readable file that holds one JSON object.")
                .arg(file.errorString()));
    }
    const QByteArray bytes = file.read(maxFileBytes + 1);
    if (bytes.size() > maxFileBytes) {
        return fileError(path, QStringLiteral("is too large. Allowed: at most 64 KiB."));
    }
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &parseError);
    if (parseError.error != QJsonParseError::NoError) {
        return fileError(path,
            QStringLiteral("is not JSON: %1 at byte %2. Allowed: one JSON object.")
                .arg(parseError.errorString())
                .arg(parseError.offset));
    }
    if (!document.isObject()) {
        return fileError(path, QStringLiteral("holds no JSON object. Allowed: one JSON object."));
    }
    Choices choices;
    const QJsonObject object = document.object();
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (auto error = readMember(path, member.key(), member.value(), choices)) {
            return *error;
        }
    }
    return choices;
}

} // namespace Signalbox
