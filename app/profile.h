// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace Signalbox {

/// Where the window keeps what it remembers in this profile.
QString windowSettingsFile(const QString& profile);

/// Where it keeps what its owner decided about the hub.
QString storedSettingsFile(const QString& profile);

/// Where the hub keeps what must outlive it: bans, certificates.
QString stateFolderOf(const QString& profile);

/// The local socket on which the window of this profile is asked to come to the front; its
/// directory is the user's own.
QString windowSocket(const QString& profile);

/// The local socket on which the hub of this profile is told what to do: in the user's runtime
/// directory, or, where the system gives none, in stateFolder.
QString ctlSocket(const QString& profile, const QString& stateFolder);

} // namespace Signalbox
