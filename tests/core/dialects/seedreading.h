// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/dialects/dialect.h"

#include <QString>

namespace Signalbox {

/// What was read, as one line: "join id=u1 nick=ann room=-" (- is: not given), "leave",
/// "to u2 JSON", "to-all JSON" or "refused CODE DETAIL".
QString describe(const Reading& reading);

/// The same of a text, by a reader of its own.
QString readBySeed(const QByteArray& text);

} // namespace Signalbox
