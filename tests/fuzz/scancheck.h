// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

namespace Signalbox {

/// Whether the hub's own language treats any message whatever as it must: reads it as one does who
/// reads it with QJsonDocument, and relays what means the same. Empty if so, otherwise what is
/// wrong.
///
/// Where the hub's verdict may and must differ from that of QJsonDocument:
/// - more than 32 levels of arrays and objects are refused; QJsonDocument takes 1024;
/// - a key that means something to the hub and is given twice is refused (type, receiverId,
///   senderId and userInfo; in a join also id, nick, room, pin, resume and payload, and the first
///   five of these within the payload); QJsonDocument takes one of the two;
/// - raw control characters in strings, escapes that RFC 8259 does not know, and decimal points
///   without digits on both sides are refused; QJsonDocument takes them;
/// - bytes that are not UTF-8 are refused wherever they stand;
/// - a name that begins with a byte order mark keeps it; QJsonDocument drops it.
/// Numbers that no double can hold are refused by both.
QString complaintAboutScan(QByteArrayView text);

} // namespace Signalbox
