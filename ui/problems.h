// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hubconfig.h"
#include "ui/messagebar.h"

namespace Signalbox {

class HubControl;

/// What can be wrong with the hub, in words with a way out. The ids name one message each, so that
/// the trouble's end can withdraw it. GUI thread.

inline const QString listenProblemId = QStringLiteral("listen");
inline const QString noNetworkId = QStringLiteral("no-network");
inline const QString troublesId = QStringLiteral("troubles");

/// The reason of a failure, as a sentence.
QString failureText(const ListenFailure& failure);

BarMessage listenProblem(const ListenFailure& failure, HubControl& control);

/// Whether the hub would be reachable from elsewhere if there were a network.
bool lacksNetwork(const HubState& state, const HubConfig& config);
BarMessage noNetworkMessage();

/// What goes wrong while the hub runs: what that means in words of the window's, and the details in
/// the hub's.
BarMessage troublesMessage(const HubState& state);

} // namespace Signalbox
