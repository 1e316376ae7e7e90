// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/sayings.h"

#include <QByteArray>

namespace Signalbox {

/// Reads a configuration file: a JSON object whose members are keys of allSettings(). Anything that
/// is not understood is an error, which names the file, the key and what is allowed.
SayingsOrError readConfigFile(const QString& path);

/// The same for its text. file: what people call the file, at the beginning of a sentence.
SayingsOrError readConfigText(const QByteArray& text, const QString& file);

} // namespace Signalbox
