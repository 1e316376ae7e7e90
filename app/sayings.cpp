// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/sayings.h"

#include "app/settingtexts.h"

#include <QJsonObject>

namespace Signalbox {

namespace {

QString allKeys()
{
    QStringList keys;
    for (const Setting& setting : allSettings()) {
        keys.append(QLatin1Char('"') + setting.key + QLatin1Char('"'));
    }
    return keys.join(QStringLiteral(", "));
}

} // namespace

std::optional<UsageError> Sayings::addText(
    const Setting& setting, const QString& text, const QString& where)
{
    const QJsonValue value = setting.form.fromText(text);
    if (value.isUndefined()) {
        return UsageError{notAllowed(where, text, setting.form.allowedAsText)};
    }
    if (const std::optional<QString> problem = setting.form.problem(value)) {
        return UsageError{problem->isEmpty() ? notAllowed(where, text, setting.form.allowedAsText)
                                             : QStringLiteral("%1: %2.").arg(where, *problem)};
    }
    m_values[setting.key] = value;
    return std::nullopt;
}

std::optional<UsageError> Sayings::addMember(
    const QString& key, const QJsonValue& value, const QString& file)
{
    const Setting* setting = findSetting(key);
    if (setting == nullptr) {
        return UsageError{QStringLiteral("%1: there is no key \"%2\". Allowed: %3.")
                              .arg(file, quoted(key), allKeys())};
    }
    if (const std::optional<QString> problem = setting->form.problem(value)) {
        return problem->isEmpty()
            ? UsageError{QStringLiteral("%1: \"%2\" has a value that is not allowed. Allowed: %3.")
                             .arg(file, key, setting->form.allowedInFile)}
            : UsageError{QStringLiteral("%1: \"%2\": %3.").arg(file, key, *problem)};
    }
    m_values[key] = value;
    return std::nullopt;
}

void Sayings::overrideBy(const Sayings& stronger)
{
    for (const auto& [key, value] : stronger.m_values) {
        m_values[key] = value;
    }
}

QJsonObject Sayings::asObject() const
{
    QJsonObject object;
    for (const auto& [key, value] : m_values) {
        object.insert(key, value);
    }
    return object;
}

Configuration Sayings::configuration() const
{
    Configuration result;
    for (const auto& [key, value] : m_values) {
        findSetting(key)->apply(value, result);
    }
    if (result.noLimits) {
        liftLimits(result.hub.limits);
    }
    return result;
}

} // namespace Signalbox
