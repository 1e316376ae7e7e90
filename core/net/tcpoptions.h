// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <chrono>
#include <optional>

/// What the system can do with a TCP socket and Qt has no words for. Where the system cannot,
/// nothing happens.
namespace Signalbox::TcpOptions {

/// A far end that confirms nothing of what was sent for so long is lost (RFC 5482). Else the system
/// tries for a quarter of an hour.
void setPatience(qintptr descriptor, std::chrono::milliseconds patience);

/// Whether closing it throws away what the far end has not taken, and tells it by a reset. Else the
/// system keeps up to some megabytes of that and goes on trying, for as long as patience lasts.
void endWithReset(qintptr descriptor, bool resets);

/// How many bytes have ever arrived; nullopt: the system does not say.
std::optional<quint64> arrivedBytes(qintptr descriptor);

} // namespace Signalbox::TcpOptions
