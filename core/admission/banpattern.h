// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/ban.h"

namespace Signalbox {

/// Why a rule can hit nobody as it is written, as an English sentence; empty where it can.
QString problemWith(const BanRule& rule);

/// Whether a rule hits somebody who would be this. A rule that has a problem hits nobody.
bool hits(const BanRule& rule, const Peer& wouldBe);

} // namespace Signalbox
