// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <variant>

namespace Signalbox {

/// What "ctl" was told, understood.
struct CtlRequest
{
    QJsonObject request; ///< for CtlDesk
    QString profile = QStringLiteral("default");
    QString socket; ///< empty: the profile's
};

struct CtlHelp
{ };

/// Or what is wrong with it, as a sentence.
using CtlWords = std::variant<CtlRequest, CtlHelp, QString>;

/// Reads what follows "ctl" on the command line. now: by the wall clock, in the time zone of
/// whoever asks; it decides how long today lasts. profile: the one that is said elsewhere.
CtlWords readCtlWords(const QStringList& words, const QDateTime& now, const QString& profile);

QString ctlHelpText();

} // namespace Signalbox
