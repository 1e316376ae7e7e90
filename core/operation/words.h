// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/happening.h"
#include "core/signal/snapshot.h"

#include <QLatin1String>

namespace Signalbox {

/// The words by which programs know what happened: in the log, and in the answers to ctl. They stay
/// the same from version to version; for people the window finds others.
QLatin1String wordFor(Happening::Kind kind);
QLatin1String wordFor(Departure why);
QLatin1String wordFor(FaultCode code);
QLatin1String wordFor(Rejection why);
QLatin1String wordFor(BanEffect effect);
QLatin1String wordFor(BanRule::Kind kind);
QLatin1String wordFor(Stranger::Kind kind);

} // namespace Signalbox
