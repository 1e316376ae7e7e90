// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

namespace Signalbox {

/// One value as one line of JSON without its end, fit for a terminal and for a file that people
/// look at: characters that move the cursor, end a line or turn the direction of writing are
/// escaped, which means the same to every reader of JSON.
QByteArray jsonLine(const QJsonValue& value);

/// A hostile text of no more than so many characters, the rest replaced by "…".
QString cutText(const QString& text, qsizetype most = 256);

} // namespace Signalbox
