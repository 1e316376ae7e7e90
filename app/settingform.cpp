// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/settingform.h"

#include "core/admission/writtennames.h"
#include "core/iceservers.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace Signalbox {

namespace {

using Problem = std::optional<QString>;

const Problem notAllowed = QString();

Problem notAllowedUnless(bool allowed)
{
    return allowed ? std::nullopt : notAllowed;
}

QJsonValue nothing()
{
    return QJsonValue(QJsonValue::Undefined);
}

QStringList wordsOf(const QString& text)
{
    static const QRegularExpression separators(QStringLiteral("[\\s,]+"));
    return text.split(separators, Qt::SkipEmptyParts);
}

bool isWhole(const QJsonValue& value, qint64 least, qint64 most)
{
    const double number = value.toDouble(std::nan(""));
    return number >= double(least) && number <= double(most) && std::trunc(number) == number;
}

} // namespace

std::optional<qint64> wholeNumberFromText(const QString& text)
{
    static const QRegularExpression digits(QStringLiteral(R"(\A[0-9]{1,15}\z)"));
    return digits.match(text).hasMatch() ? std::optional(text.toLongLong()) : std::nullopt;
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

SettingForm flagForm()
{
    return {
        QStringLiteral("true or false"),
        QStringLiteral("true or false, without quotes"),
        QStringLiteral("1, true, yes or on; 0, false, no or off"),
        [](const QString& text) {
            const std::optional<bool> flag = flagFromText(text);
            return flag ? QJsonValue(*flag) : nothing();
        },
        [](const QJsonValue& value) { return notAllowedUnless(value.isBool()); },
    };
}

SettingForm wholeNumberForm(qint64 least, qint64 most, const QString& note)
{
    const QString range = QStringLiteral("a whole number from %1 to %2").arg(least).arg(most);
    const QString end = note.isEmpty() ? QString() : QStringLiteral("; ") + note;
    return {
        QStringLiteral("whole number"),
        range + QStringLiteral(", without quotes") + end,
        range + end,
        [](const QString& text) {
            const std::optional<qint64> number = wholeNumberFromText(text);
            return number ? QJsonValue(*number) : nothing();
        },
        [least, most](
            const QJsonValue& value) { return notAllowedUnless(isWhole(value, least, most)); },
    };
}

SettingForm wordForm(const QStringList& words)
{
    QString quoted = QLatin1Char('"') + words.join(QStringLiteral("\", \"")) + QLatin1Char('"');
    return {
        QStringLiteral("word"),
        quoted,
        words.join(QStringLiteral(", ")),
        [](const QString& text) { return QJsonValue(text.toLower()); },
        [words](const QJsonValue& value) {
            return notAllowedUnless(value.isString() && words.contains(value.toString()));
        },
    };
}

SettingForm textForm(const QString& allowed, TextCheck check)
{
    return {
        QStringLiteral("text"),
        allowed + QStringLiteral(", in quotes"),
        allowed,
        [](const QString& text) { return QJsonValue(text); },
        [check](const QJsonValue& value) {
            return notAllowedUnless(value.isString() && check(value.toString()));
        },
    };
}

SettingForm textListForm(const QString& allowed, const QString& example, TextCheck check)
{
    return {
        QStringLiteral("list of texts"),
        QStringLiteral("a list of at most %1: %2, such as [\"%3\"]")
            .arg(QString::number(MostListed), allowed, example),
        QStringLiteral("%1, such as %2; several with blanks or commas between them")
            .arg(allowed, example),
        [](const QString& text) { return QJsonValue(QJsonArray::fromStringList(wordsOf(text))); },
        [check](const QJsonValue& value) -> Problem {
            const QJsonArray list = value.toArray();
            if (!value.isArray() || list.size() > MostListed) {
                return notAllowed;
            }
            const auto bad = std::find_if(list.begin(), list.end(), [check](const QJsonValue& one) {
                return !one.isString() || !check(one.toString());
            });
            return notAllowedUnless(bad == list.end());
        },
    };
}

SettingForm iceServersForm()
{
    return {
        QStringLiteral("list of servers"),
        QStringLiteral("a list of servers, such as [{\"urls\": \"stun:192.168.1.20\"}]"),
        QStringLiteral("addresses such as stun:192.168.1.20, with blanks or commas between them"),
        [](const QString& text) {
            QJsonArray servers;
            for (const QString& url : wordsOf(text)) {
                servers.append(QJsonObject{{QStringLiteral("urls"), url}});
            }
            return QJsonValue(servers);
        },
        [](const QJsonValue& value) -> Problem {
            if (!value.isArray()) {
                return notAllowed;
            }
            const IceServersOrError servers = iceServersFromJson(value.toArray());
            const auto* problem = std::get_if<QString>(&servers);
            return problem ? Problem(*problem) : std::nullopt;
        },
    };
}

} // namespace Signalbox
