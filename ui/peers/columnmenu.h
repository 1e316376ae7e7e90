// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

class QMenu;

namespace Signalbox {

class PeerView;

/// Fills a menu with what can be done to the columns: which are shown, fitting them, starting over.
/// At least one column stays. GUI thread.
void fillColumnMenu(QMenu& menu, PeerView& view);

} // namespace Signalbox
