// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace Signalbox {

/// Passes on to a running hub what follows "ctl" on the command line, and prints its answer as one
/// line of JSON, or on standard error why there is none. Needs an application object; returns the
/// exit code.
int runCtl(const QStringList& words);

} // namespace Signalbox
