// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

namespace Signalbox {

/// Makes the process fit to be a server, before anything is opened: writing to a pipe that nobody
/// reads, or to a file that may not grow, does not end it, files that it creates are the user's
/// own, the three standard streams exist, and as many connections may be open as the system allows.
void prepareProcess();

} // namespace Signalbox
