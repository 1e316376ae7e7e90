// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/dialects/dialects.h"

namespace Signalbox {

/// What must hold of all that a language writes after what its readers have made of any text
/// whatever. Empty if it does, otherwise what is wrong:
/// - it is valid UTF-8;
/// - in a language of lines, what the hub says by itself is one line;
/// - in all others it is empty or one JSON object, for the hub's own scan as well as for
///   QJsonDocument, and the hub's keys stand in it once, also where the sender wrote them;
/// - it names the sender that the hub vouches for;
/// - what is handed on grows by the sender's names at most, and a refusal is short.
class WritingCheck
{
public:
    WritingCheck(const Dialects& dialects, Language language);

    /// All that can come of what somebody said.
    QString complaintAbout(const Reading& reading, const Identity& speaker) const;

private:
    QString complaintAbout(const Event& event) const;
    QString complaintAboutWritten(const Event& event, const QByteArray& written) const;
    QString complaintAboutEnd(const Identity& speaker) const;

    const Dialect& m_dialect;
    Language m_language;
};

} // namespace Signalbox
