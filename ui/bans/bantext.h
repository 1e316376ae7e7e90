// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/ban.h"

#include <QString>
#include <QStringList>

namespace Signalbox {

/// The words for bans. What comes from the network is cleaned. Pure apart from the locale; GUI
/// thread.

/// Whom a rule is for: a name, or what was written.
QString whomText(const BanRule& rule);

/// What whomText() is: "web page", or, of a peer, by what it is known.
QString knownByText(const BanRule& rule);

QString effectText(BanEffect effect);
QString effectIcon(BanEffect effect);

/// Why a rule can hit nobody as it is written; empty where it can.
QString problemText(const BanRule& rule);

/// Some of these names, and how many more.
QString listOfNames(const QStringList& names);

} // namespace Signalbox
