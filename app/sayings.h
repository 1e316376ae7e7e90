// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/settings.h"

#include <QJsonValue>
#include <QString>

#include <map>
#include <optional>
#include <variant>

class QJsonObject;

namespace Signalbox {

/// Why the program does not start: a sentence for whoever started it.
struct UsageError
{
    QString text;
};

/// What the sources (files, the environment, the command line) say about the keys. Every value in
/// it is allowed.
///
/// A value.
class Sayings
{
public:
    /// From a text; where: what people call the place, such as "Option --port".
    std::optional<UsageError> addText(
        const Setting& setting, const QString& text, const QString& where);

    /// From a member of a JSON object; file: what people call the file.
    std::optional<UsageError> addMember(
        const QString& key, const QJsonValue& value, const QString& file);

    /// These, and where they say nothing, what is said here already.
    void overrideBy(const Sayings& stronger);

    bool isEmpty() const { return m_values.empty(); }
    QJsonObject asObject() const;

    /// Over the defaults.
    Configuration configuration() const;

private:
    std::map<QString, QJsonValue> m_values;
};

using SayingsOrError = std::variant<Sayings, UsageError>;

} // namespace Signalbox
