// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/conversations/names.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <utility>

namespace Signalbox {

QString Names::filledIn(QString text) const
{
    for (auto it = m_values.cbegin(); it != m_values.cend(); ++it) {
        text.replace(QStringLiteral("{{%1}}").arg(it.key()), it.value());
    }
    return text;
}

bool Names::agree(const QString& expected, const QString& got)
{
    Names tried = *this;
    const QJsonDocument structure = QJsonDocument::fromJson(expected.toUtf8());
    if (structure.isNull()) {
        if (!tried.agreeTexts(expected, got)) {
            return false;
        }
    } else {
        const QJsonDocument other = QJsonDocument::fromJson(got.toUtf8());
        const bool same = structure.isObject()
            ? other.isObject() && tried.agreeValues(structure.object(), other.object())
            : other.isArray() && tried.agreeValues(structure.array(), other.array());
        if (!same) {
            return false;
        }
    }
    std::swap(*this, tried);
    return true;
}

bool Names::agreeTexts(const QString& expected, const QString& got)
{
    static const QRegularExpression name(QStringLiteral("^\\{\\{([\\w.-]+)\\}\\}$"));
    const QString key = name.match(expected).captured(1);
    if (key.isEmpty() || m_values.contains(key)) {
        return filledIn(expected) == got;
    }
    // What has two names would be two values.
    if (got.isEmpty() || !m_values.key(got).isEmpty()) {
        return false;
    }
    m_values.insert(key, got);
    return true;
}

bool Names::agreeValues(const QJsonValue& expected, const QJsonValue& got)
{
    if (expected.type() != got.type()) {
        return false;
    }
    if (expected.isString()) {
        return agreeTexts(expected.toString(), got.toString());
    }
    if (expected.isArray()) {
        const QJsonArray one = expected.toArray();
        const QJsonArray other = got.toArray();
        bool same = one.size() == other.size();
        for (qsizetype i = 0; same && i < one.size(); ++i) {
            same = agreeValues(one[i], other[i]);
        }
        return same;
    }
    if (expected.isObject()) {
        const QJsonObject one = expected.toObject();
        const QJsonObject other = got.toObject();
        bool same = one.size() == other.size();
        for (auto it = one.begin(); same && it != one.end(); ++it) {
            const auto found = other.find(it.key());
            same = found != other.end() && agreeValues(it.value(), found.value());
        }
        return same;
    }
    return expected == got;
}

} // namespace Signalbox
