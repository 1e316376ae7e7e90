// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/event.h"

#include <QString>

/// The hub's own words to somebody whom its owner puts out, for languages that have a place for
/// them.
namespace Signalbox::Farewell {

/// What a kicked peer is told: the owner's words, if there are any.
QString toKicked(const Ended& ended);

/// What somebody is told who comes back too early (FaultCode::PutOut).
QString toReturned();

} // namespace Signalbox::Farewell
