// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/commandline.h"

#include "app/configfile.h"
#include "app/iceservers.h"

#include <QCommandLineParser>
#include <QProcessEnvironment>

#include <limits>

namespace Signalbox {

namespace {

struct Options
{
    QCommandLineOption listen{QStringLiteral("listen"),
        QStringLiteral("Listen on this IP address only. Default: every interface, IPv4 and IPv6."),
        QStringLiteral("ADDRESS")};
    QCommandLineOption port{QStringLiteral("port"),
        QStringLiteral("Listen on this port; 0 means any free one. Default: 8080."),
        QStringLiteral("N")};
    QCommandLineOption noLimits{QStringLiteral("no-limits"),
        QStringLiteral("Lift the limits of rate and count, for benchmarks and trusted networks. "
                       "The bounds of memory stay.")};
    QCommandLineOption iceServer{QStringLiteral("ice-server"),
        QStringLiteral("Tell clients to use this STUN server, such as stun:192.168.1.20; may be "
                       "given several times. Servers with a password go into the file."),
        QStringLiteral("URL")};
    QCommandLineOption peerJsDiscovery{QStringLiteral("peerjs-discovery"),
        QStringLiteral("Let PeerJS clients ask which ids are there.")};
    QCommandLineOption config{QStringLiteral("config"),
        QStringLiteral("Read a JSON object with \"listen\", \"port\", \"no-limits\", "
                       "\"ice-servers\" and \"peerjs-discovery\"."),
        QStringLiteral("FILE")};
    QCommandLineOption profile{QStringLiteral("profile"),
        QStringLiteral("Keep the window's settings under this name. Default: default."),
        QStringLiteral("NAME")};
    QCommandLineOption headless{QStringLiteral("headless"),
        QStringLiteral("Run the hub without a window; no display is needed.")};
    QCommandLineOption version{
        {QStringLiteral("v"), QStringLiteral("version")}, QStringLiteral("Show the version.")};
    QCommandLineOption help{
        {QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Show this help.")};
};

void addTo(QCommandLineParser& parser, const Options& options)
{
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    parser.addOptions(
        {options.listen, options.port, options.noLimits, options.iceServer, options.peerJsDiscovery,
            options.config, options.profile, options.headless, options.version, options.help});
}

UsageError notAllowed(const QString& where, const QString& value, const QString& allowed)
{
    return {QStringLiteral("%1: \"%2\" is not allowed. Allowed: %3.").arg(where, value, allowed)};
}

UsageError notUnderstood(const QString& problem)
{
    return {problem
        + QStringLiteral(" Allowed: --listen ADDRESS, --port N (0 to 65535), --no-limits, "
                         "--ice-server URL, --peerjs-discovery, --config FILE, --profile NAME, "
                         "--headless, --version, --help.")};
}

/// What one source says about one choice, and what people call the place.
struct Said
{
    QString where;
    std::optional<QString> text;
};

Said onCommandLine(const QCommandLineParser& parser, const QCommandLineOption& option)
{
    Said said{QStringLiteral("Option --") + option.names().constLast(), std::nullopt};
    if (parser.isSet(option)) {
        said.text = option.valueName().isEmpty() ? QStringLiteral("true") : parser.value(option);
    }
    return said;
}

/// Of an option that may be given several times.
Said allOnCommandLine(const QCommandLineParser& parser, const QCommandLineOption& option)
{
    Said said = onCommandLine(parser, option);
    if (said.text) {
        said.text = parser.values(option).join(u' ');
    }
    return said;
}

/// A variable that is set to nothing counts as not set, as is usual.
Said inEnvironment(const QProcessEnvironment& environment, const QString& name)
{
    Said said{QStringLiteral("Environment variable ") + name, std::nullopt};
    if (const QString value = environment.value(name); !value.isEmpty()) {
        said.text = value;
    }
    return said;
}

/// What one source says about all choices.
struct AllSaid
{
    Said listen;
    Said port;
    Said noLimits;
    Said iceServers;
    Said peerJsDiscovery;
};

ChoicesOrError choicesFrom(const AllSaid& said)
{
    const auto& [listen, port, noLimits, iceServers, peerJsDiscovery] = said;
    Choices choices;
    if (listen.text && !(choices.listen = addressFromText(*listen.text))) {
        return notAllowed(listen.where, *listen.text, allowedAddresses());
    }
    if (port.text && !(choices.port = portFromText(*port.text))) {
        return notAllowed(port.where, *port.text, allowedPorts());
    }
    if (noLimits.text && !(choices.noLimits = flagFromText(*noLimits.text))) {
        return notAllowed(noLimits.where, *noLimits.text, allowedFlags());
    }
    if (iceServers.text) {
        const IceServersOrError servers = iceServersFromText(*iceServers.text);
        if (const auto* problem = std::get_if<QString>(&servers)) {
            return UsageError{QStringLiteral("%1: %2.").arg(iceServers.where, *problem)};
        }
        choices.iceServers = std::get<QByteArray>(servers);
    }
    if (peerJsDiscovery.text && !(choices.peerJsDiscovery = flagFromText(*peerJsDiscovery.text))) {
        return notAllowed(peerJsDiscovery.where, *peerJsDiscovery.text, allowedFlags());
    }
    return choices;
}

ChoicesOrError choicesFromFile(const Said& file)
{
    return file.text ? readConfigFile(*file.text) : ChoicesOrError(Choices());
}

/// The stronger of two places that say something; the weaker one otherwise.
Said strongest(const Said& stronger, const Said& weaker)
{
    return stronger.text ? stronger : weaker;
}

void liftCountLimits(Limits& limits)
{
    limits.waitingHeads = std::numeric_limits<int>::max();
}

HubConfig hubConfig(const Choices& choices)
{
    HubConfig config;
    config.listenAddress = choices.listen.value_or(config.listenAddress);
    config.port = choices.port.value_or(config.port);
    config.iceServers = choices.iceServers.value_or(config.iceServers);
    config.listsPeerJsIds = choices.peerJsDiscovery.value_or(config.listsPeerJsIds);
    if (choices.noLimits.value_or(false)) {
        liftCountLimits(config.limits);
    }
    return config;
}

Invocation optionsFrom(const QCommandLineParser& parser, const Options& options,
    const QProcessEnvironment& environment)
{
    const ChoicesOrError sources[] = {
        choicesFrom({onCommandLine(parser, options.listen), onCommandLine(parser, options.port),
            onCommandLine(parser, options.noLimits), allOnCommandLine(parser, options.iceServer),
            onCommandLine(parser, options.peerJsDiscovery)}),
        choicesFrom({inEnvironment(environment, QStringLiteral("SIGNALBOX_LISTEN")),
            inEnvironment(environment, QStringLiteral("SIGNALBOX_PORT")),
            inEnvironment(environment, QStringLiteral("SIGNALBOX_NO_LIMITS")),
            inEnvironment(environment, QStringLiteral("SIGNALBOX_ICE_SERVERS")),
            inEnvironment(environment, QStringLiteral("SIGNALBOX_PEERJS_DISCOVERY"))}),
        choicesFromFile(strongest(onCommandLine(parser, options.config),
            inEnvironment(environment, QStringLiteral("SIGNALBOX_CONFIG")))),
    };
    Choices choices;
    for (const ChoicesOrError& source : sources) {
        if (const auto* error = std::get_if<UsageError>(&source)) {
            return *error;
        }
        choices = choices.over(std::get<Choices>(source));
    }

    ProgramOptions result;
    result.headless = parser.isSet(options.headless);
    result.hub = hubConfig(choices);
    const Said profile = strongest(onCommandLine(parser, options.profile),
        inEnvironment(environment, QStringLiteral("SIGNALBOX_PROFILE")));
    if (profile.text) {
        const std::optional<QString> name = profileFromText(*profile.text);
        if (!name) {
            return notAllowed(profile.where, *profile.text, allowedProfiles());
        }
        result.profile = *name;
    }
    return result;
}

} // namespace

Invocation readInvocation(const QStringList& arguments, const QProcessEnvironment& environment)
{
    const Options options;
    QCommandLineParser parser;
    addTo(parser, options);
    if (!parser.parse(arguments)) {
        return notUnderstood(parser.errorText());
    }
    if (parser.isSet(options.help)) {
        return HelpWanted{};
    }
    if (parser.isSet(options.version)) {
        return VersionWanted{};
    }
    if (const QStringList rest = parser.positionalArguments(); !rest.isEmpty()) {
        return notUnderstood(QStringLiteral("\"%1\" is not an option.").arg(rest.constFirst()));
    }
    return optionsFrom(parser, options, environment);
}

QString helpText()
{
    const Options options;
    QCommandLineParser parser;
    addTo(parser, options);
    parser.setApplicationDescription(QStringLiteral(
        "Signalbox is a WebRTC signaling hub: browsers and devices connect to it with WebSocket\n"
        "and reach each other through it."));
    return parser.helpText()
        + QStringLiteral(
            "\n"
            "The same choices can be made in a configuration file and in the environment. Of two,\n"
            "the later one counts: default, file, environment, command line.\n"
            "  SIGNALBOX_LISTEN, SIGNALBOX_PORT, SIGNALBOX_NO_LIMITS,\n"
            "  SIGNALBOX_ICE_SERVERS (separated by blanks or commas), SIGNALBOX_PEERJS_DISCOVERY,\n"
            "  SIGNALBOX_CONFIG, SIGNALBOX_PROFILE\n"
            "\n"
            "Exit status: 0 stopped on request, 2 bad usage or configuration, 3 cannot listen.\n");
}

} // namespace Signalbox
