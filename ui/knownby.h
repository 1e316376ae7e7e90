// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/peer.h"

#include <QString>

namespace Signalbox {

/// By what a peer that was put out is known when it comes back, in words. Pure apart from the
/// locale; GUI thread.

/// Whether it can be told from others at all.
bool canBeKnownAgain(const Peer& peer);

/// The things that must be the same, as a list in a sentence: "its ID and its address".
QString knownBySentence(const Peer& peer);

/// The same with what they are: "ID ann, address 10.0.0.3". Cleaned.
QString knownByValues(const Peer& peer);

} // namespace Signalbox
