// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace Signalbox {

/// Keys whose plain comparison gives the order that people expect. Made once per text, because a
/// sort compares each text many times. Pure; any thread.

/// Letter case does not count and numbers count as numbers: peer2 before Peer10.
QString naturalKey(const QString& text);

/// IPv4 addresses by number, then IPv6 addresses by number, then anything else.
QString addressKey(const QString& address);

} // namespace Signalbox
