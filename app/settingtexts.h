// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace Signalbox {

/// Whether a text is what a key or an option wants.
bool isAddressOrNothing(const QString& text); ///< an IP address, or empty
bool isPinOrNothing(const QString& text);
bool isSite(const QString& text); ///< an origin as a browser sends it
bool isHostName(const QString& text); ///< without a port
bool isPathOrNothing(const QString& text);
bool isProfileName(const QString& text);

/// What is allowed, as the end of a sentence.
QString allowedAddresses();
QString allowedPins();
QString allowedSites();
QString allowedHostNames();
QString allowedPaths();
QString allowedProfiles();

} // namespace Signalbox
