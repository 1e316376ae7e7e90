// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/roomplace.h"

#include <functional>

class QMenu;

namespace Signalbox {

/// Adds a way to each of the peer's rooms, to the first twenty where there are very many.
/// GUI thread.
void addRoomsTo(
    QMenu& menu, const Peer& peer, const std::function<void(const RoomPlace& room)>& show);

} // namespace Signalbox
