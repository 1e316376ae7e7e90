// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/dialects/dialect.h"

namespace Signalbox {

/// What must hold of anything that a reader makes of any text whatever. Empty if it does, otherwise
/// what is wrong:
/// - a message to be handed on is at most MaxGrowth bytes longer than the text, and its splice lies
///   within it;
/// - of the many messages that one text of a WebTorrent client can hold, each adds at most
///   MaxOfferGrowth bytes to the text's;
/// - names are as long and as many as the language allows, and valid UTF-16;
/// - lists of topics and swarms are those that QJsonDocument finds in the text;
/// - what a fault says of the text is short.
QString complaintAboutReading(Language language, const Reading& reading, QByteArrayView text);

/// What is made anew has the keys that the receivers know, and a session's id anew.
inline constexpr qsizetype MaxGrowth = 128;

/// Who speaks and the swarm, each 20 characters that may be escaped, with the keys around them.
inline constexpr qsizetype MaxOfferGrowth = 2 * (20 * 6 + 2) + 80;

/// Of a fault's detail, in UTF-16 units: a name, a key, or the beginning of an unknown type.
inline constexpr qsizetype MaxDetail = 128;

/// Whether a text is a name that fits as a JSON string, without its quotes, into so many bytes.
bool isName(const QString& text, qsizetype mostBytes = 128);

} // namespace Signalbox
