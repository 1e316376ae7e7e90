// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/event.h"

#include <QString>

/// The hub's own words to somebody whom it or its owner does not want, for languages that have a
/// place for them. What the originals say themselves is not here.
namespace Signalbox::Farewell {

/// What somebody is told whose connection the hub ends: the owner's words, if there are any. Empty
/// where the protocol's own end says it all.
QString toEnded(const Ended& ended);

/// Why something was refused that no original server would refuse; empty for everything else.
QString toRefused(FaultCode code);

/// The same of what ends a stay before it has begun: a language in which every error is the last
/// word has no other use for it.
QString toTurnedAway(FaultCode code);

} // namespace Signalbox::Farewell
