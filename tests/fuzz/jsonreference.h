// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QJsonValue>
#include <QList>

#include <optional>

/// A second opinion on JSON texts, from QJsonDocument and from code that is slow and plain.
namespace Signalbox::JsonReference {

/// The value of one JSON text, of any type, as QJsonDocument reads it, but that no string loses its
/// byte order mark; nullopt where it refuses.
std::optional<QJsonValue> valueOf(QByteArrayView text);

/// Whether a text that QJsonDocument takes breaks one of the rules of RFC 8259 that it does not
/// keep: strings hold no raw control characters and no escapes but the RFC's; a decimal point has
/// digits on both sides.
bool isLax(QByteArrayView text);

/// The text of a string, with U+FFFD for halves of surrogate pairs.
QString textOf(const QJsonValue& value);

/// How many bytes a text has as a JSON string in UTF-8, without its quotes, if nothing is escaped
/// that need not be.
qsizetype sizeOf(const QString& text);

/// How many levels of arrays and objects the text has at most. Of a text that is not JSON, not less
/// than there are before the first fault.
int depthOf(QByteArrayView text);

struct Member
{
    QString key;
    QByteArrayView value;
};

/// The members of an object, in their order, as often as they stand there. object: valid, and not
/// lax.
QList<Member> membersOf(QByteArrayView object);

} // namespace Signalbox::JsonReference
