// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/clock.h"
#include "ui/peers/peercolumn.h"
#include "ui/peers/peerentry.h"

#include <QString>

namespace Signalbox {

/// The words of the peer table. Pure apart from the locale; GUI thread.

QString stateLabel(PeerState state);

/// The name of the shape that stands for a state; every state has its own.
QString stateIcon(PeerState state);

/// What stands in the dialect's place while nothing has told it.
QString unknownDialect();

/// What a cell shows at a moment.
QString cellText(const PeerEntry& entry, PeerColumn column, Moment now);

/// More than the cell has room for; not escaped.
QString cellDetail(const PeerEntry& entry, PeerColumn column, Moment now, bool nickIsShared);

/// A whole row as a sentence, for a screen reader.
QString rowSentence(const PeerEntry& entry, Moment now, bool nickIsShared);

/// The sparkline in words.
QString rateSentence(const PeerEntry& entry, Moment now);

} // namespace Signalbox
