// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/choices.h"

namespace Signalbox {

/// Reads a configuration file: a JSON object whose members are named like the long options.
/// Anything that is not understood is an error, which names the file, the
/// key and what is allowed.
ChoicesOrError readConfigFile(const QString& path);

} // namespace Signalbox
