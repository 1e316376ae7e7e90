// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/settingtexts.h"

#include "core/admission/writtennames.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace Signalbox {

namespace {

constexpr qsizetype maxPathLength = 4000;

} // namespace

bool isAddressOrNothing(const QString& text)
{
    return text.isEmpty() || isIpAddress(text);
}

bool isPinOrNothing(const QString& text)
{
    static const QRegularExpression shape(QStringLiteral(R"(\A(?:[0-9]{6})?\z)"));
    return shape.match(text).hasMatch();
}

bool isSite(const QString& text)
{
    // RFC 6454 section 6.2: in lowercase, no path, no slash at the end.
    return text == text.toLower() && !text.endsWith(u'/') && siteFrom(text);
}

bool isHostName(const QString& text)
{
    return hostNameFrom(text) == text;
}

bool isPathOrNothing(const QString& text)
{
    const bool isPlain = std::none_of(text.begin(), text.end(),
        [](QChar character) { return character.category() == QChar::Other_Control; });
    return isPlain && QFileInfo(text).absoluteFilePath().size() <= maxPathLength;
}

bool isProfileName(const QString& text)
{
    // A profile names a directory and a socket.
    static const QRegularExpression shape(
        QStringLiteral(R"(\A[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}\z)"));
    return shape.match(text).hasMatch();
}

QString allowedAddresses()
{
    return QStringLiteral(
        "an IP address of this computer, such as 192.168.1.20 or ::1; empty means every interface");
}

QString allowedAddressRanges()
{
    return QStringLiteral("an IP address, or a range of them");
}

QString allowedPins()
{
    return QStringLiteral("six digits, such as 042317; empty means none is asked for");
}

QString allowedSites()
{
    return QStringLiteral("what a browser sends as Origin, in lowercase and without a slash at the "
                          "end");
}

QString allowedHostNames()
{
    return QStringLiteral("a host name in lowercase, without a port");
}

QString allowedPaths()
{
    return QStringLiteral("a path without control characters");
}

QString allowedProfiles()
{
    return QStringLiteral("1 to 64 letters, digits, '-', '_' or '.', not beginning with '.'");
}

QString quoted(const QString& value)
{
    constexpr qsizetype mostShown = 200;
    return value.left(mostShown);
}

QString notAllowed(const QString& where, const QString& value, const QString& allowed)
{
    return QStringLiteral("%1: \"%2\" is not allowed. Allowed: %3.")
        .arg(where, quoted(value), allowed);
}

} // namespace Signalbox
