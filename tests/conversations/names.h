// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QJsonValue>
#include <QString>

namespace Signalbox {

/// The values that a server made up during a scene, under the names that the file gives them.
/// Knows nothing of connections.
class Names
{
public:
    /// The text with values in the place of names; names without a value stay.
    QString filledIn(QString text) const;

    /// Whether this is what was expected: JSON as a structure, other texts to the letter. A name
    /// without a value takes the whole string in whose place it stands, if all else agrees.
    bool agree(const QString& expected, const QString& got);

private:
    bool agreeTexts(const QString& expected, const QString& got);
    bool agreeValues(const QJsonValue& expected, const QJsonValue& got);

    QHash<QString, QString> m_values;
};

} // namespace Signalbox
