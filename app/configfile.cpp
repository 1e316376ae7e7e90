// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/configfile.h"

#include <QFile>
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
        if (!value.isBool()) {
            return valueError(path, key, QStringLiteral("true or false, without quotes"));
        }
        choices.noLimits = value.toBool();
    } else {
        return fileError(path,
            QStringLiteral("there is no key \"%1\". Allowed: \"listen\", \"port\", \"no-limits\".")
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
