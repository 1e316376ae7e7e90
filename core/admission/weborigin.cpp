// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/weborigin.h"

#include "core/admission/ipaddress.h"

#include <QUrl>

#include <algorithm>

namespace Signalbox {

namespace {

constexpr qsizetype longestName = 253; ///< RFC 1035
constexpr qsizetype longestScheme = 32;
constexpr qsizetype longestPort = 5;

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

bool isName(QStringView text)
{
    return !text.isEmpty() && text.size() <= longestName
        && std::all_of(text.begin(), text.end(), [](QChar c) {
               return isLetter(c) || isDigit(c) || c == u'-' || c == u'.' || c == u'_';
           });
}

bool isScheme(QStringView text)
{
    return !text.isEmpty() && text.size() <= longestScheme && isLetter(text.front())
        && std::all_of(text.begin(), text.end(), [](QChar c) {
               return isLetter(c) || isDigit(c) || c == u'+' || c == u'-' || c == u'.';
           });
}

/// nullopt: it is no host.
std::optional<QString> hostFrom(QStringView text)
{
    if (!text.startsWith(u'[')) {
        return isName(text) ? std::optional(text.toString().toLower()) : std::nullopt;
    }
    QHostAddress address;
    const QString inside = text.sliced(1, std::max<qsizetype>(text.size() - 2, 0)).toString();
    const bool isIpv6 = text.endsWith(u']') && !inside.contains(u'%') && inside.contains(u':')
        && address.setAddress(inside);
    return isIpv6 ? std::optional(u'[' + address.toString() + u']') : std::nullopt;
}

std::optional<quint16> portFrom(QStringView digits)
{
    const bool isNumber
        = digits.size() <= longestPort && std::all_of(digits.begin(), digits.end(), isDigit);
    const uint port = isNumber ? digits.toUInt() : 0;
    return port > 0 && port <= 0xFFFF ? std::optional(quint16(port)) : std::nullopt;
}

std::optional<quint16> defaultPort(const QString& scheme)
{
    if (scheme == QLatin1String("http") || scheme == QLatin1String("ws")) {
        return 80;
    }
    if (scheme == QLatin1String("https") || scheme == QLatin1String("wss")) {
        return 443;
    }
    return std::nullopt;
}

/// Letters of other languages as browsers send them (RFC 3492).
QString withAceHost(const QString& written)
{
    const qsizetype begin = written.indexOf(QLatin1String("://")) + 3;
    const qsizetype colon = written.indexOf(u':', begin);
    const qsizetype end = colon < 0 ? written.size() : colon;
    const QString ace = QString::fromLatin1(QUrl::toAce(written.sliced(begin, end - begin)));
    return ace.isEmpty() ? written : written.first(begin) + ace + written.sliced(end);
}

} // namespace

std::optional<HostPort> HostPort::parse(QStringView text)
{
    const qsizetype colon
        = text.startsWith(u'[') ? text.indexOf(u':', text.indexOf(u']') + 1) : text.indexOf(u':');
    const auto host = hostFrom(colon < 0 ? text : text.first(colon));
    if (!host) {
        return std::nullopt;
    }
    if (colon < 0 || colon + 1 == text.size()) {
        return HostPort{*host, std::nullopt};
    }
    const auto port = portFrom(text.sliced(colon + 1));
    return port ? std::optional(HostPort{*host, port}) : std::nullopt;
}

bool HostPort::isAddress() const
{
    return host.startsWith(u'[') || ipAddress(host);
}

bool HostPort::isLoopback() const
{
    if (host == QLatin1String("localhost")) {
        return true;
    }
    const QStringView text(host);
    const auto address = ipAddress(host.startsWith(u'[') ? text.sliced(1).chopped(1) : text);
    return address && address->isLoopback();
}

std::optional<WebOrigin> WebOrigin::parse(QStringView text)
{
    const QLatin1String mark("://");
    const qsizetype at = text.indexOf(mark);
    if (at < 0 || !isScheme(text.first(at))) {
        return std::nullopt;
    }
    auto place = HostPort::parse(text.sliced(at + mark.size()));
    if (!place) {
        return std::nullopt;
    }
    const QString scheme = text.first(at).toString().toLower();
    if (!place->port) {
        place->port = defaultPort(scheme);
    }
    return WebOrigin{scheme, *place};
}

std::optional<WebOrigin> WebOrigin::parseWritten(QStringView text)
{
    constexpr qsizetype longest = longestScheme + longestName + longestPort;
    QString written = text.trimmed().toString();
    if (written.endsWith(u'/')) {
        written.chop(1);
    }
    const bool isForeign = written.size() <= longest && written.contains(QLatin1String("://"))
        && std::any_of(written.begin(), written.end(), [](QChar c) { return c.unicode() > 0x7F; });
    return parse(isForeign ? withAceHost(written) : written);
}

bool WebOrigin::isWeb() const
{
    return scheme == QLatin1String("http") || scheme == QLatin1String("https");
}

bool WebOrigin::isOf(const HostPort& asked) const
{
    const auto askedPort = asked.port ? asked.port : defaultPort(scheme);
    return isWeb() && place.host == asked.host && place.port == askedPort;
}

QString WebOrigin::text() const
{
    const QString bare = scheme + QStringLiteral("://") + place.host;
    const bool showsPort = place.port && place.port != defaultPort(scheme);
    return showsPort ? bare + u':' + QString::number(*place.port) : bare;
}

} // namespace Signalbox
