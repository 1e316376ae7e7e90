// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

namespace Signalbox {

/// What may be typed into the settings. Pure; GUI thread.

bool isPinText(const QString& text); ///< six digits
bool isFileText(const QString& text); ///< the whole path of a file
bool isLogText(const QString& text); ///< the same, or "-"

/// Lines of a text that are not empty, without space around them.
QStringList linesOf(const QString& text);

} // namespace Signalbox
