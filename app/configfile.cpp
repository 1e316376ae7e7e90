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

UsageError fileError(const QString& file, const QString& problem)
{
    return {QStringLiteral("%1: %2").arg(file, problem)};
}

} // namespace

SayingsOrError readConfigText(const QByteArray& text, const QString& file)
{
    if (text.size() > maxFileBytes) {
        return fileError(file, QStringLiteral("is too large. Allowed: at most 64 KiB."));
    }
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(text, &parseError);
    if (parseError.error != QJsonParseError::NoError) {
        return fileError(file,
            QStringLiteral("is not JSON: %1 at byte %2. Allowed: one JSON object.")
                .arg(parseError.errorString())
                .arg(parseError.offset));
    }
    if (!document.isObject()) {
        return fileError(file, QStringLiteral("holds no JSON object. Allowed: one JSON object."));
    }
    Sayings sayings;
    const QJsonObject object = document.object();
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (auto error = sayings.addMember(member.key(), member.value(), file)) {
            return *error;
        }
    }
    return sayings;
}

SayingsOrError readConfigFile(const QString& path)
{
    const QString name = QStringLiteral("Configuration file \"%1\"").arg(path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fileError(name,
            QStringLiteral(
                "cannot be read (%1). Allowed: a readable file that holds one JSON object.")
                .arg(file.errorString()));
    }
    return readConfigText(file.read(maxFileBytes + 1), name);
}

} // namespace Signalbox
