// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/ctlwords.h"

#include "app/settingform.h"
#include "app/settingtexts.h"

#include <QCommandLineParser>
#include <QJsonArray>
#include <QRegularExpression>

#include <optional>

namespace Signalbox {

namespace {

struct Options
{
    QCommandLineOption profile{QStringLiteral("profile"),
        QStringLiteral("Speak to the hub of this profile. Default: default."),
        QStringLiteral("NAME")};
    QCommandLineOption socket{QStringLiteral("socket"),
        QStringLiteral("Speak to the hub that listens on this socket."), QStringLiteral("PATH")};
    QCommandLineOption reason{QStringLiteral("reason"),
        QStringLiteral("kick, ban: what those who are put out are told."), QStringLiteral("TEXT")};
    QCommandLineOption lasts{QStringLiteral("for"),
        QStringLiteral("kick, ban: how long, such as 90s, 10m, 2h, 3d, today or forever. Default "
                       "of kick: 10m, and 0 lets them come back at once. Of ban: forever."),
        QStringLiteral("TIME")};
    QCommandLineOption mute{
        QStringLiteral("mute"), QStringLiteral("ban: let them stay, but let nobody hear them.")};
    QCommandLineOption peer{QStringLiteral("peer"),
        QStringLiteral("ban: this peer, by its number; may be given several times."),
        QStringLiteral("N")};
    QCommandLineOption address{QStringLiteral("address"),
        QStringLiteral("ban: an IP address, or a range such as 192.168.1.0/24."),
        QStringLiteral("A")};
    QCommandLineOption site{QStringLiteral("site"),
        QStringLiteral("ban: pages of a site, such as https://example.org."), QStringLiteral("S")};
    QCommandLineOption nick{QStringLiteral("nick"),
        QStringLiteral("ban: whoever has such a nick, with * and ?."), QStringLiteral("GLOB")};
    QCommandLineOption help{
        {QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Show this help.")};

    QList<QCommandLineOption> all() const
    {
        return {profile, socket, reason, lasts, mute, peer, address, site, nick, help};
    }
};

const QString times = QStringLiteral("a time such as 90s, 10m, 2h, 3d; today; forever");

/// Seconds; null: for ever; undefined: not allowed.
QJsonValue secondsFrom(const QString& text, const QDateTime& now)
{
    if (text.isEmpty() || text == u"forever") {
        return QJsonValue::Null;
    }
    if (text == u"today") {
        return now.secsTo(now.date().addDays(1).startOfDay());
    }
    static const QRegularExpression shape(QStringLiteral(R"(\A([1-9][0-9]{0,5})([smhd])\z)"));
    const QRegularExpressionMatch match = shape.match(text);
    if (!match.hasMatch()) {
        return QJsonValue::Undefined;
    }
    constexpr qint64 minute = 60;
    const QString unit = match.captured(2);
    const qint64 length = unit == u"s" ? 1
        : unit == u"m"                 ? minute
        : unit == u"h"                 ? 60 * minute
                                       : 24 * 60 * minute;
    return match.captured(1).toLongLong() * length;
}

/// An empty array: not allowed.
QJsonArray numbersFrom(const QStringList& words)
{
    QJsonArray numbers;
    for (const QString& word : words) {
        const std::optional<qint64> number = wholeNumberFromText(word);
        if (!number || *number == 0) {
            return {};
        }
        numbers.append(*number);
    }
    return numbers;
}

/// Whom a ban hits; an error otherwise.
std::optional<QString> addTarget(
    const QCommandLineParser& parser, const Options& options, QJsonObject& request)
{
    const QStringList peers = parser.values(options.peer);
    const int patterns = int(parser.isSet(options.address)) + int(parser.isSet(options.site))
        + int(parser.isSet(options.nick));
    if (int(!peers.isEmpty()) + patterns != 1) {
        return QStringLiteral(
            "ban: whom? Allowed: one of --peer N, --address A, --site S, --nick GLOB.");
    }
    if (!peers.isEmpty()) {
        const QJsonArray numbers = numbersFrom(peers);
        if (numbers.isEmpty()) {
            return notAllowed(QStringLiteral("Option --peer"), peers.join(u' '),
                QStringLiteral("numbers as \"list\" shows them"));
        }
        request.insert(QStringLiteral("by"), QStringLiteral("peer"));
        request.insert(QStringLiteral("peers"), numbers);
        return std::nullopt;
    }
    for (const QCommandLineOption& option : {options.address, options.site, options.nick}) {
        if (parser.isSet(option)) {
            request.insert(QStringLiteral("by"), option.names().constFirst());
            request.insert(QStringLiteral("pattern"), parser.value(option));
        }
    }
    return std::nullopt;
}

/// Whom a kick hits and for how long, or which bans are lifted; an error otherwise.
std::optional<QString> addNumbers(const QCommandLineParser& parser, const Options& options,
    const QStringList& words, const QDateTime& now, QJsonObject& request)
{
    const QString command = request.value(u"command").toString();
    const bool isKick = command == u"kick";
    const QJsonArray numbers = numbersFrom(words);
    if (numbers.isEmpty()) {
        return QStringLiteral("%1: which? Allowed: one or more numbers, as \"%2\" shows them.")
            .arg(command, isKick ? QStringLiteral("list") : QStringLiteral("bans"));
    }
    request.insert(isKick ? QStringLiteral("peers") : QStringLiteral("bans"), numbers);
    request.insert(QStringLiteral("reason"), parser.value(options.reason));
    if (isKick && parser.isSet(options.lasts)) {
        const QString text = parser.value(options.lasts);
        const QJsonValue seconds = text == u"0" ? QJsonValue(0) : secondsFrom(text, now);
        if (seconds.isUndefined()) {
            return notAllowed(QStringLiteral("Option --for"), text,
                times + QStringLiteral("; 0 to let them come back at once"));
        }
        request.insert(QStringLiteral("seconds"), seconds);
    }
    return std::nullopt;
}

std::variant<QJsonObject, QString> requestFrom(
    const QCommandLineParser& parser, const Options& options, const QDateTime& now)
{
    const QStringList words = parser.positionalArguments();
    const QString command = words.value(0);
    const QStringList rest = words.mid(1);
    QJsonObject request{{QStringLiteral("command"), command}};
    if (command == u"kick" || command == u"unban") {
        const std::optional<QString> problem = addNumbers(parser, options, rest, now, request);
        return problem ? std::variant<QJsonObject, QString>(*problem) : request;
    }
    const bool isPlain
        = command == u"list" || command == u"bans" || command == u"stats" || command == u"stop";
    if (!isPlain && command != u"ban") {
        return QStringLiteral("\"%1\" is no command. Allowed: list, kick, ban, bans, unban, stats, "
                              "stop.")
            .arg(command);
    }
    if (!rest.isEmpty()) {
        return QStringLiteral("%1: \"%2\" is too much.").arg(command, rest.constFirst());
    }
    if (isPlain) {
        return request;
    }
    const QJsonValue seconds = secondsFrom(parser.value(options.lasts), now);
    if (seconds.isUndefined()) {
        return notAllowed(QStringLiteral("Option --for"), parser.value(options.lasts), times);
    }
    request.insert(QStringLiteral("seconds"), seconds);
    request.insert(QStringLiteral("mute"), parser.isSet(options.mute));
    request.insert(QStringLiteral("reason"), parser.value(options.reason));
    if (const std::optional<QString> problem = addTarget(parser, options, request)) {
        return *problem;
    }
    return request;
}

} // namespace

CtlWords readCtlWords(const QStringList& words, const QDateTime& now, const QString& profile)
{
    const Options options;
    QCommandLineParser parser;
    parser.addOptions(options.all());
    if (!parser.parse(QStringList{QStringLiteral("ctl")} + words)) {
        return parser.errorText();
    }
    if (parser.isSet(options.help)) {
        return CtlHelp{};
    }
    CtlRequest found;
    const QString name = parser.isSet(options.profile) ? parser.value(options.profile) : profile;
    if (!name.isEmpty()) {
        if (!isProfileName(name)) {
            return notAllowed(QStringLiteral("The profile"), name, allowedProfiles());
        }
        found.profile = name;
    }
    found.socket = parser.value(options.socket);
    const auto request = requestFrom(parser, options, now);
    if (const auto* problem = std::get_if<QString>(&request)) {
        return *problem;
    }
    found.request = std::get<QJsonObject>(request);
    return found;
}

QString ctlHelpText()
{
    QString text = QStringLiteral(
        "Usage: signalbox ctl [--profile NAME | --socket PATH] COMMAND\n"
        "Speaks to a hub of this user that runs already. The answer is a line of JSON.\n"
        "\n"
        "  list                          everybody who is connected\n"
        "  kick N... [--for TIME] [--reason TEXT]\n"
        "                                put these out, and keep them out for a while\n"
        "  ban (--peer N | --address A | --site S | --nick GLOB)\n"
        "      [--for TIME] [--mute] [--reason TEXT]\n"
        "                                do not let them in again, or let nobody hear them\n"
        "  bans                          all that hold\n"
        "  unban N...                    lift these\n"
        "  stats                         sums\n"
        "  stop                          tell everybody, and end the program\n"
        "\n"
        "Options:\n");
    const QList<QCommandLineOption> options = Options().all();
    for (const QCommandLineOption& option : options) {
        const QString name
            = QStringLiteral("--%1 %2").arg(option.names().constLast(), option.valueName());
        text += QStringLiteral("  %1 %2\n").arg(name, -18).arg(option.description());
    }
    return text
        + QStringLiteral(
            "\nExit status: 0 done, 1 the hub refused, 2 bad usage, 4 no hub answers.\n");
}

} // namespace Signalbox
