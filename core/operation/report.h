// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hubconfig.h"
#include "core/signal/snapshot.h"

#include <QJsonArray>
#include <QJsonObject>

namespace Signalbox {

/// What a snapshot says, as JSON for programs and for those who like to read it. Names that peers
/// chose are in it as they are; how they are shown is the reader's business.
QJsonArray peersReport(const Snapshot& snapshot);
QJsonArray bansReport(const Snapshot& snapshot);
QJsonObject statsReport(const Snapshot& snapshot, const HubState& state);

} // namespace Signalbox
