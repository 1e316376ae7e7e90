// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QStringView>

namespace Signalbox::Json {

/// Appends a comma, a key and a colon. key: ASCII without characters that must be escaped.
void appendKey(QByteArray& json, const char* key);

/// Appends a comma, a key as above, a colon and a string.
void appendMember(QByteArray& json, const char* key, QStringView value);

/// The text with a string put in at a position. For what a reader has prepared (Message::splice).
QByteArray withString(const QByteArray& json, qsizetype at, QStringView text);

} // namespace Signalbox::Json
