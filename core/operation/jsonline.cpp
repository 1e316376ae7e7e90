// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/operation/jsonline.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace Signalbox {

namespace {

/// QJsonDocument escapes what JSON says must be, which is what lies below the blank.
bool isDangerous(QChar character)
{
    switch (character.category()) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

/// Outside texts JSON has nothing but ASCII, so what is dangerous stands within one.
QString escaped(const QString& json)
{
    QString safe;
    safe.reserve(json.size());
    for (qsizetype i = 0; i < json.size(); ++i) {
        const QChar character = json.at(i);
        const bool isPair
            = character.isHighSurrogate() && i + 1 < json.size() && json.at(i + 1).isLowSurrogate();
        const char32_t point
            = isPair ? QChar::surrogateToUcs4(character, json.at(i + 1)) : character.unicode();
        if (isPair && QChar::category(point) != QChar::Other_Format) {
            safe += character;
            safe += json.at(++i);
        } else if (isDangerous(character)) {
            safe += QStringLiteral("\\u%1").arg(character.unicode(), 4, 16, QLatin1Char('0'));
        } else {
            safe += character;
        }
    }
    return safe;
}

} // namespace

QByteArray jsonLine(const QJsonValue& value)
{
    // QJsonDocument takes no bare values.
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return escaped(QString::fromUtf8(array.mid(1, array.size() - 2))).toUtf8();
}

QString cutText(const QString& text, qsizetype most)
{
    if (text.size() <= most) {
        return text;
    }
    const bool splitsPair = text.at(most - 2).isHighSurrogate();
    return text.left(splitsPair ? most - 2 : most - 1) + QChar(0x2026);
}

} // namespace Signalbox
