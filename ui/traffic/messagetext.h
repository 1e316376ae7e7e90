// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

namespace Signalbox {

/// A message of any content in words fit to be shown. Pure; any thread.

/// The string that a JSON object has as its "type", cleaned; empty where there is none. The text
/// may be no JSON at all: what is found is a hint for people.
QString messageKind(QByteArrayView text);

/// The beginning, cleaned, on one line.
QString messageExcerpt(QByteArrayView text);

/// The whole message, characters that cannot be seen written as their codes. JSON is broken into
/// lines with its members, numbers and escapes as they came. What is very long is cut, and says so.
QString wholeMessage(QByteArrayView text);

} // namespace Signalbox
