// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/iceservers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <optional>

namespace Signalbox {

namespace {

constexpr qsizetype maxServers = 16;
constexpr qsizetype maxBytes = 4096;

using Problem = std::optional<QString>;

bool isTurn(const QString& url)
{
    return url.startsWith(QLatin1String("turn"), Qt::CaseInsensitive);
}

/// RFC 7064 and RFC 7065; only what relays may name a transport.
bool isIceUrl(const QString& url)
{
    static const QRegularExpression shape(
        QStringLiteral(R"(\A(?:stuns?|turns?):)"
                       R"((?:[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\]))"
                       R"((?::([0-9]{1,5}))?(\?transport=(?:udp|tcp))?\z)"),
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = shape.match(url);
    if (!match.hasMatch() || (!match.captured(2).isEmpty() && !isTurn(url))) {
        return false;
    }
    const QString port = match.captured(1);
    return port.isEmpty() || (port.toInt() >= 1 && port.toInt() <= 65535);
}

Problem problemOfUrl(const QJsonValue& value)
{
    const QString url = value.toString();
    if (isIceUrl(url)) {
        return std::nullopt;
    }
    return QStringLiteral("\"%1\" is no address of a server. Allowed: stun:HOST, stuns:HOST, "
                          "turn:HOST or turns:HOST, each with :PORT where it is not the usual one")
        .arg(url.left(200));
}

Problem problemOfUrls(const QJsonValue& urls)
{
    if (urls.isString()) {
        return problemOfUrl(urls);
    }
    const QJsonArray list = urls.toArray();
    if (list.isEmpty()) {
        return QStringLiteral("\"urls\" must be an address or a list of addresses");
    }
    for (const QJsonValue& url : list) {
        if (Problem problem = problemOfUrl(url)) {
            return problem;
        }
    }
    return std::nullopt;
}

bool hasTurn(const QJsonValue& urls)
{
    for (const QJsonValue& url : urls.isString() ? QJsonArray{urls} : urls.toArray()) {
        if (isTurn(url.toString())) {
            return true;
        }
    }
    return false;
}

Problem problemOfServer(const QJsonValue& server)
{
    if (!server.isObject()) {
        return QStringLiteral("each server must be an object with \"urls\"");
    }
    const QJsonObject object = server.toObject();
    for (auto member = object.begin(); member != object.end(); ++member) {
        const bool isSecret = member.key() == u"username" || member.key() == u"credential";
        if (!isSecret && member.key() != u"urls") {
            return QStringLiteral(
                "a server has no \"%1\". Allowed: \"urls\", \"username\", \"credential\"")
                .arg(member.key().left(200));
        }
        if (isSecret && !member.value().isString()) {
            return QStringLiteral("\"%1\" must be text").arg(member.key());
        }
    }
    const QJsonValue urls = object.value(u"urls");
    if (Problem problem = problemOfUrls(urls)) {
        return problem;
    }
    if (hasTurn(urls) && !(object.contains(u"username") && object.contains(u"credential"))) {
        return QStringLiteral("a turn: or turns: server needs \"username\" and \"credential\", "
                              "which only the configuration file can give");
    }
    return std::nullopt;
}

} // namespace

IceServersOrError iceServersFromJson(const QJsonArray& servers)
{
    if (servers.size() > maxServers) {
        return QStringLiteral("there are %1 servers. Allowed: at most %2")
            .arg(servers.size())
            .arg(maxServers);
    }
    for (const QJsonValue& server : servers) {
        if (const Problem problem = problemOfServer(server)) {
            return *problem;
        }
    }
    const QByteArray bytes
        = servers.isEmpty() ? QByteArray() : QJsonDocument(servers).toJson(QJsonDocument::Compact);
    if (bytes.size() > maxBytes) {
        return QStringLiteral("the servers take %1 bytes. Allowed: at most %2")
            .arg(bytes.size())
            .arg(maxBytes);
    }
    return bytes;
}

} // namespace Signalbox
