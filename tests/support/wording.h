// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/command.h"
#include "core/signal/event.h"

/// The words in which Dialogue writes what peers ask and are told.
namespace Signalbox::Wording {

Command command(const QString& words);
QString text(const Event& event);
QString text(const Peer& peer);
QString text(QList<PeerNumber> numbers);

} // namespace Signalbox::Wording
