// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/peer.h"

#include <QString>

namespace Signalbox {

/// What the window calls a peer: its nick, or its id, or, where a machine made the id up, so much
/// of it as people can compare, and the program behind it. Cleaned, never markup. Pure; GUI thread.

/// Whether a program chose this id, not a person: a UUID, or a long row of hexadecimal digits.
bool isMachineMade(const PeerId& id);

/// The part of an id that tells it from others at a glance; all of an id that a person chose.
QString shortId(const PeerId& id);

QString readableName(const Identity& identity);
QString readableName(const Peer& peer);

} // namespace Signalbox
