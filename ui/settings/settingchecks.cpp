// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/settings/settingchecks.h"

#include "core/admission/banpattern.h"

#include <QDir>
#include <QRegularExpression>

#include <algorithm>

namespace Signalbox {

namespace {

/// What can be banned by its address or site is one.
bool isPattern(BanRule::Kind kind, const QString& text)
{
    return !text.isEmpty() && problemWith({kind, {}, text}).isEmpty();
}

} // namespace

bool isPinText(const QString& text)
{
    static const QRegularExpression shape(QStringLiteral(R"(\A[0-9]{6}\z)"));
    return shape.match(text).hasMatch();
}

bool isAddressText(const QString& text)
{
    // As a range of addresses these two would be everybody; a hub may listen on them.
    return text == QLatin1String("0.0.0.0") || text == QLatin1String("::")
        || (!text.contains(u'/') && isPattern(BanRule::Kind::Address, text));
}

bool isSiteText(const QString& text)
{
    return text != QLatin1String("null") && isPattern(BanRule::Kind::Site, text);
}

bool isHostNameText(const QString& text)
{
    constexpr qsizetype longest = 253;
    static const QRegularExpression shape(
        QStringLiteral(R"(\A[a-z0-9]([a-z0-9-]{0,62})(\.[a-z0-9]([a-z0-9-]{0,62}))*\z)"));
    return text.size() <= longest && shape.match(text.toLower()).hasMatch() && !isAddressText(text);
}

bool isLogText(const QString& text)
{
    constexpr qsizetype longest = 4000;
    const bool isPlain = std::none_of(text.begin(), text.end(),
        [](QChar character) { return character.category() == QChar::Other_Control; });
    return text == QLatin1String("-")
        || (QDir::isAbsolutePath(text) && isPlain && text.size() <= longest);
}

QStringList linesOf(const QString& text)
{
    QStringList lines;
    for (const QString& line : text.split(u'\n')) {
        if (const QString trimmed = line.trimmed(); !trimmed.isEmpty()) {
            lines += trimmed;
        }
    }
    return lines;
}

} // namespace Signalbox
