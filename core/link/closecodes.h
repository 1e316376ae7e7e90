// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/fault.h"
#include "core/signal/peer.h"

#include <QString>

#include <optional>

namespace Signalbox {

/// The WebSocket close code (docs/protocol.md section 4.4) by which the hub ends a connection.
/// fault: of Departure::Refused, what was refused.
quint16 closeCode(Departure why, std::optional<FaultCode> fault = std::nullopt);

/// The English reason in the close frame, for developers.
QString closeReason(Departure why);

/// As much of a reason as a close frame can carry (123 bytes of UTF-8), cut between characters.
/// QtWebSockets cuts between bytes, and Chromium then reports neither code nor reason.
QString cutCloseReason(const QString& reason);

} // namespace Signalbox
