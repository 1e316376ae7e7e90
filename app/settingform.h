// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace Signalbox {

/// How the values of a key are written: as JSON in a file, and as text in the environment and on
/// the command line. What counts is the JSON value; text is turned into one first.
struct SettingForm
{
    QString kind; ///< for people: "whole number"
    QString allowedInFile; ///< the end of a sentence
    QString allowedAsText; ///< as well

    /// Undefined where the text is nothing of this kind at all.
    std::function<QJsonValue(const QString& text)> fromText;

    /// What is wrong with a value; nullopt: nothing. An empty text: it is simply not allowed.
    std::function<std::optional<QString>(const QJsonValue& value)> problem;
};

SettingForm flagForm();

/// note: the end of what is allowed, such as "0 means any free port"; may be empty.
SettingForm wholeNumberForm(qint64 least, qint64 most, const QString& note = {});

SettingForm wordForm(const QStringList& words);

using TextCheck = bool (*)(const QString& text);
SettingForm textForm(const QString& allowed, TextCheck check);
SettingForm textListForm(const QString& allowed, const QString& example, TextCheck check);

/// See iceServersFromJson().
SettingForm iceServersForm();

/// The values as people write them; nullopt where they are not allowed.
std::optional<qint64> wholeNumberFromText(const QString& text);
std::optional<bool> flagFromText(const QString& text);

} // namespace Signalbox
