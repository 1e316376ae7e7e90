// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace Signalbox {

/// Where the window keeps what it remembers in this profile.
QString windowSettingsFile(const QString& profile);

/// The local socket on which the window of this profile is asked to come to the front; its
/// directory is the user's own.
QString windowSocket(const QString& profile);

} // namespace Signalbox
