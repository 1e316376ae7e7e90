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
QString allowedAddressRanges();
QString allowedPins();
QString allowedSites();
QString allowedHostNames();
QString allowedPaths();
QString allowedProfiles();

/// Enough of a wrong value to be known again.
QString quoted(const QString& value);

/// That a value is not. where: who said it, at the beginning of a sentence. allowed: its end.
QString notAllowed(const QString& where, const QString& value, const QString& allowed);

} // namespace Signalbox
