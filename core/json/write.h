// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QStringView>

namespace Signalbox::Json {

/// The text in UTF-8. Half a surrogate pair becomes U+FFFD; QString::toUtf8() makes it a question
/// mark, which is a character of its own.
QByteArray toUtf8(QStringView text);

/// Appends a JSON string, quotes included, in UTF-8. Control characters are escaped; half a
/// surrogate pair becomes U+FFFD.
void appendString(QByteArray& json, QStringView text);

} // namespace Signalbox::Json
