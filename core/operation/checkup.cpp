// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/operation/checkup.h"

#include "core/admission/bans.h"
#include "core/files/privatefile.h"
#include "core/operation/generations.h"
#include "core/tls/certificates.h"

namespace Signalbox {

namespace {

std::optional<QString> problemWithBans(const QString& path)
{
    if (!isThere(path)) {
        return std::nullopt; // nobody was banned yet
    }
    const auto text = Generations::read(path);
    if (const auto* problem = std::get_if<QString>(&text)) {
        return *problem;
    }
    Bans bans;
    const std::optional<QString> problem = bans.read(
        std::get<QByteArray>(text), SteadyClock().now(), QDateTime::currentDateTimeUtc());
    return problem ? std::optional(QStringLiteral("The bans in \"%1\": %2").arg(path, *problem))
                   : std::nullopt;
}

} // namespace

QStringList problemsWithFilesOf(const HubConfig& config)
{
    QStringList problems;
    const TlsSettings& tls = config.tls;
    if (!tls.certificateFile.isEmpty()) {
        const CredentialsOrError found = loadCredentials(tls.certificateFile, tls.keyFile);
        if (const auto* problem = std::get_if<QString>(&found)) {
            problems.append(*problem);
        }
    }
    if (!config.stateFolder.isEmpty()) {
        const QString bansFile = config.stateFolder + QStringLiteral("/bans.json");
        if (const std::optional<QString> problem = problemWithBans(bansFile)) {
            problems.append(*problem);
        }
    }
    return problems;
}

QStringList warningsAboutFilesOf(const HubConfig& config)
{
    if (config.stateFolder.isEmpty()) {
        return {};
    }
    QStringList warnings{warningOfOpenFolder(config.stateFolder),
        warningOfOpenFolder(LocalAuthority::folderIn(config.stateFolder))};
    warnings.removeAll(QString());
    return warnings;
}

void clearLeftoversIn(const QString& stateFolder)
{
    LocalAuthority(LocalAuthority::folderIn(stateFolder)).clearAway();
}

} // namespace Signalbox
