// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/configcheck.h"

#include "app/configfile.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace Signalbox {

QString complaintAboutConfig(QByteArrayView text)
{
    const SayingsOrError read = readConfigText(text.toByteArray(), QStringLiteral("The file"));
    if (const auto* error = std::get_if<UsageError>(&read)) {
        const bool isSentence
            = error->text.startsWith(QStringLiteral("The file: ")) && error->text.size() < 8192;
        return isSentence ? QString() : QStringLiteral("Refused as: ") + error->text;
    }
    const Sayings& sayings = std::get<Sayings>(read);
    const QJsonObject written = writtenSettings(sayings.configuration());
    const QJsonObject said = sayings.asObject();
    const bool lifts = said.value(QStringLiteral("no-limits")).toBool();
    if (!lifts && written.size() != qsizetype(allSettings().size())) {
        return QStringLiteral("A value that was taken cannot be written.");
    }
    const SayingsOrError again
        = readConfigText(QJsonDocument(written).toJson(), QStringLiteral("The file"));
    if (const auto* error = std::get_if<UsageError>(&again)) {
        return QStringLiteral("What is written is refused: ") + error->text;
    }
    if (writtenSettings(std::get<Sayings>(again).configuration()) != written) {
        return QStringLiteral("What is written means something else when it is read.");
    }
    return {};
}

} // namespace Signalbox
