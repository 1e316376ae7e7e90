// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

namespace Signalbox {

/// What the owner may write to say who may come in and where: the one set of rules for whatever
/// asks for it. Pure; any thread.

/// Sites that may be listed, and names that may be.
inline constexpr qsizetype MostListed = 100;

/// The site that is meant, as a browser sends it; nullopt: it is none.
std::optional<QString> siteFrom(const QString& written);

/// The name of the hub that is meant, in lowercase and without the root's dot; nullopt: it is none,
/// but an address, or has a port.
std::optional<QString> hostNameFrom(const QString& written);

bool isIpAddress(const QString& text); ///< one of them, not a range
bool isAddressRange(const QString& text); ///< or one of them

} // namespace Signalbox
