// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

namespace Signalbox::Json {

/// Whether a string value or key that scan() found, quotes included, is this text, however it is
/// escaped. text: ASCII without characters that must be escaped.
bool isText(QByteArrayView quoted, QByteArrayView text);

/// The text of a string value or key that scan() found, quotes included. Escapes are resolved;
/// half a surrogate pair becomes U+FFFD.
QString decodeString(QByteArrayView quoted);

} // namespace Signalbox::Json
