// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hubconfig.h"

#include <QStringList>

namespace Signalbox {

/// Whether a hub with this configuration would find its files as it needs them, without changing
/// any: the owner's certificate and key, and the bans that are kept. English sentences about what
/// is wrong; none where all is well. Whether it can listen is not tried.
QStringList problemsWithFilesOf(const HubConfig& config);

/// What should not be so, but is the owner's to decide: others can get at the folders in which the
/// hub keeps its things. English sentences.
QStringList warningsAboutFilesOf(const HubConfig& config);

/// Removes what a hub that ended while it wrote has left with its authority, which may be half a
/// key. (Bans are cleared when they are read.) Only for who has the folder to itself.
void clearLeftoversIn(const QString& stateFolder);

} // namespace Signalbox
