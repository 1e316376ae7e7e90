// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/commandline.h"

#include "app/configfile.h"
#include "app/profile.h"
#include "app/settingtexts.h"

#include <QCommandLineParser>
#include <QJsonObject>
#include <QProcessEnvironment>

#include <optional>
#include <utility>

namespace Signalbox {

namespace {

/// What is said on the command line and is no setting of the hub.
struct OwnOptions
{
    QCommandLineOption config{QStringLiteral("config"),
        QStringLiteral("Read a JSON object with any of the keys in docs/operations.md."),
        QStringLiteral("FILE")};
    QCommandLineOption profile{QStringLiteral("profile"),
        QStringLiteral("Keep settings, bans and certificates under this name. Default: default."),
        QStringLiteral("NAME")};
    QCommandLineOption headless{QStringLiteral("headless"),
        QStringLiteral("Run the hub without a window; no display is needed.")};
    QCommandLineOption check{QStringLiteral("check"),
        QStringLiteral("Read the configuration and all files that it names, say whether they are "
                       "good, and end.")};
    QCommandLineOption version{
        {QStringLiteral("v"), QStringLiteral("version")}, QStringLiteral("Show the version.")};
    QCommandLineOption help{
        {QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Show this help.")};
};

void addTo(QCommandLineParser& parser, const OwnOptions& own)
{
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    for (const Setting& setting : allSettings()) {
        const SettingOption& option = setting.option;
        if (!option.name.isEmpty()) {
            parser.addOption({option.name, option.description, option.valueName});
        }
    }
    parser.addOptions({own.config, own.profile, own.headless, own.check, own.version, own.help});
}

UsageError notUnderstood(const QString& problem)
{
    QStringList options;
    for (const Setting& setting : allSettings()) {
        const SettingOption& option = setting.option;
        if (option.name.isEmpty()) {
            continue;
        }
        const QString words
            = QStringLiteral("--%1 %2").arg(option.name, option.valueName).trimmed();
        if (problem.contains(QStringLiteral("'--%1'").arg(option.name))) {
            return {QStringLiteral("%1 Allowed: %2, %3.")
                        .arg(problem, words,
                            option.valueName.isEmpty() ? QStringLiteral("without a value")
                                                       : setting.form.allowedAsText)};
        }
        options.append(words);
    }
    return {QStringLiteral("%1 Allowed: %2, --config FILE, --profile NAME, --headless, --check, "
                           "--version, --help.")
                .arg(problem, options.join(QStringLiteral(", ")))};
}

SayingsOrError sayingsOfCommandLine(const QCommandLineParser& parser)
{
    Sayings sayings;
    for (const Setting& setting : allSettings()) {
        const SettingOption& option = setting.option;
        if (option.name.isEmpty() || !parser.isSet(option.name)) {
            continue;
        }
        QString text
            = option.repeatable ? parser.values(option.name).join(u' ') : parser.value(option.name);
        if (option.valueName.isEmpty()) {
            text = QStringLiteral("true");
        }
        if (auto error
            = sayings.addText(setting, text, QStringLiteral("Option --") + option.name)) {
            return *error;
        }
    }
    return sayings;
}

/// A variable that is set to nothing counts as not set, as is usual.
SayingsOrError sayingsOfEnvironment(const QProcessEnvironment& environment)
{
    Sayings sayings;
    for (const Setting& setting : allSettings()) {
        const QString name = setting.variable();
        const QString text = environment.value(name);
        if (text.isEmpty()) {
            continue;
        }
        if (auto error
            = sayings.addText(setting, text, QStringLiteral("Environment variable ") + name)) {
            return *error;
        }
    }
    return sayings;
}

/// An option that is no setting, or the variable that stands for it; and what people call the
/// place.
struct Said
{
    QString where;
    QString text; ///< empty: not said
};

Said said(const QCommandLineParser& parser, const QCommandLineOption& option,
    const QProcessEnvironment& environment, const QString& variable)
{
    if (parser.isSet(option)) {
        return {QStringLiteral("Option --") + option.names().constLast(), parser.value(option)};
    }
    return {QStringLiteral("Environment variable ") + variable, environment.value(variable)};
}

Invocation optionsFrom(const QCommandLineParser& parser, const OwnOptions& own,
    const QProcessEnvironment& environment, const StoredSettingsReader& readStored)
{
    ProgramOptions result;
    result.headless = parser.isSet(own.headless);
    result.check = parser.isSet(own.check);
    const Said profile
        = said(parser, own.profile, environment, QStringLiteral("SIGNALBOX_PROFILE"));
    if (!profile.text.isEmpty() || parser.isSet(own.profile)) {
        if (!isProfileName(profile.text)) {
            return UsageError{notAllowed(profile.where, profile.text, allowedProfiles())};
        }
        result.profile = profile.text;
    }
    const Said config = said(parser, own.config, environment, QStringLiteral("SIGNALBOX_CONFIG"));
    const bool hasFile = !config.text.isEmpty() || parser.isSet(own.config);
    using Source = ProgramOptions::Source;
    const std::pair<std::optional<Source>, SayingsOrError> sources[] = {
        {std::nullopt, readStored ? readStored(result.profile) : Sayings()},
        {Source::File, hasFile ? readConfigFile(config.text) : Sayings()},
        {Source::Environment, sayingsOfEnvironment(environment)},
        {Source::CommandLine, sayingsOfCommandLine(parser)},
    };
    Sayings all;
    for (const auto& [source, found] : sources) {
        if (const auto* error = std::get_if<UsageError>(&found)) {
            return *error;
        }
        const auto& sayings = std::get<Sayings>(found);
        all.overrideBy(sayings);
        if (source) {
            for (const QString& key : sayings.asObject().keys()) {
                result.given[key] = *source;
            }
        }
    }
    result.configuration = all.configuration();
    if (const std::optional<QString> conflict = conflictIn(result.configuration)) {
        return UsageError{*conflict};
    }
    return result;
}

} // namespace

QString ProgramOptions::stateFolder() const
{
    const QString& chosen = configuration.hub.stateFolder;
    return chosen.isEmpty() ? stateFolderOf(profile) : chosen;
}

Invocation readInvocation(const QStringList& arguments, const QProcessEnvironment& environment,
    const StoredSettingsReader& readStored)
{
    if (arguments.value(1) == u"ctl") {
        return CtlWanted{arguments.mid(2)};
    }
    const OwnOptions own;
    QCommandLineParser parser;
    addTo(parser, own);
    if (!parser.parse(arguments)) {
        return notUnderstood(parser.errorText());
    }
    if (parser.isSet(own.help)) {
        return HelpWanted{};
    }
    if (parser.isSet(own.version)) {
        return VersionWanted{};
    }
    if (const QStringList rest = parser.positionalArguments(); !rest.isEmpty()) {
        return notUnderstood(QStringLiteral("\"%1\" is not an option.").arg(rest.constFirst()));
    }
    return optionsFrom(parser, own, environment, readStored);
}

QString helpText()
{
    const OwnOptions own;
    QCommandLineParser parser;
    addTo(parser, own);
    parser.setApplicationDescription(QStringLiteral(
        "Signalbox is a WebRTC signaling hub: browsers and devices connect to it with WebSocket\n"
        "and reach each other through it."));
    return parser.helpText()
        + QStringLiteral(
            "\n"
            "The same choices, and more, can be made in a configuration file and in the "
            "environment.\n"
            "Of two, the later one counts: default, the window's settings, file, environment,\n"
            "command line. A key such as \"max-peers\" is SIGNALBOX_MAX_PEERS in the environment;\n"
            "SIGNALBOX_CONFIG and SIGNALBOX_PROFILE stand for --config and --profile. Lists such "
            "as\n"
            "SIGNALBOX_ICE_SERVERS are separated by blanks or commas. All keys: "
            "docs/operations.md.\n"
            "\n"
            "\"ctl\" as the first word speaks to a hub that runs already; see \"ctl --help\".\n"
            "\n"
            "Exit status: 0 stopped on request, 2 bad usage or configuration, 3 cannot listen.\n");
}

} // namespace Signalbox
