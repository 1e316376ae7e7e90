// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

namespace Signalbox {

/// Whether the hub bears anything whatever that somebody says, in any of its languages, and says
/// nothing to others that it must not (readingcheck.h, writingcheck.h). Also whether it recognises
/// languages by handshakes and messages without accident. Empty if so, otherwise what is wrong.
///
/// input: its first byte is the language, as a digit, or ':' for the one that is recognised. Path
/// and query follow, up to a byte 0, and then messages. Between them stands a byte 4, or that with
/// bits which say what the rules know of the speaker from then on: 1 it is paired, 2 it is in a
/// room.
QString complaintAboutDialects(QByteArrayView input);

} // namespace Signalbox
