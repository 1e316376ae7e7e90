// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/choices.h"

#include <QHostAddress>
#include <QRegularExpression>

namespace Signalbox {

Choices Choices::over(const Choices& weaker) const
{
    return {
        listen ? listen : weaker.listen,
        port ? port : weaker.port,
        noLimits ? noLimits : weaker.noLimits,
        iceServers ? iceServers : weaker.iceServers,
        peerJsDiscovery ? peerJsDiscovery : weaker.peerJsDiscovery,
    };
}

std::optional<QString> addressFromText(const QString& text)
{
    if (text.isEmpty()) {
        return text;
    }
    // QHostAddress also reads abbreviations such as "127.1", which nobody means.
    static const QRegularExpression shape(QStringLiteral(
        R"(\A(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:%[\w.-]+)?)\z)"));
    if (!shape.match(text).hasMatch() || QHostAddress(text).isNull()) {
        return std::nullopt;
    }
    return text;
}

std::optional<quint16> portFromText(const QString& text)
{
    static const QRegularExpression digits(QStringLiteral(R"(\A[0-9]{1,5}\z)"));
    if (!digits.match(text).hasMatch()) {
        return std::nullopt;
    }
    bool fits = false;
    const quint16 port = text.toUShort(&fits);
    return fits ? std::optional(port) : std::nullopt;
}

std::optional<bool> flagFromText(const QString& text)
{
    const QString word = text.toLower();
    if (word == u"1" || word == u"true" || word == u"yes" || word == u"on") {
        return true;
    }
    if (word == u"0" || word == u"false" || word == u"no" || word == u"off") {
        return false;
    }
    return std::nullopt;
}

std::optional<QString> profileFromText(const QString& text)
{
    // A profile names a directory and a socket.
    static const QRegularExpression shape(
        QStringLiteral(R"(\A[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}\z)"));
    return shape.match(text).hasMatch() ? std::optional(text) : std::nullopt;
}

QString allowedAddresses()
{
    return QStringLiteral(
        "an IP address of this computer, such as 192.168.1.20 or ::1; empty means every interface");
}

QString allowedPorts()
{
    return QStringLiteral("a whole number from 0 to 65535; 0 means any free port");
}

QString allowedFlags()
{
    return QStringLiteral("1, true, yes or on; 0, false, no or off");
}

QString allowedProfiles()
{
    return QStringLiteral("1 to 64 letters, digits, '-', '_' or '.', not beginning with '.'");
}

} // namespace Signalbox
