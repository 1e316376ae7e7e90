// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/ban.h"

#include <functional>

class QMenu;

namespace Signalbox {

/// Adds a submenu of what peers can be banned by. only: the one peer that is meant, nullptr where
/// several are. GUI thread.
void addBansTo(
    QMenu& menu, const Peer* only, const std::function<void(BanRule::Kind kind)>& onChosen);

} // namespace Signalbox
