// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/settings/settingchecks.h"

#include <QDir>
#include <QRegularExpression>

#include <algorithm>

namespace Signalbox {

bool isPinText(const QString& text)
{
    static const QRegularExpression shape(QStringLiteral(R"(\A[0-9]{6}\z)"));
    return shape.match(text).hasMatch();
}

bool isFileText(const QString& text)
{
    constexpr qsizetype longest = 4000;
    const bool isPlain = std::none_of(text.begin(), text.end(),
        [](QChar character) { return character.category() == QChar::Other_Control; });
    return QDir::isAbsolutePath(text) && isPlain && text.size() <= longest;
}

bool isLogText(const QString& text)
{
    return text == QLatin1String("-") || isFileText(text);
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
