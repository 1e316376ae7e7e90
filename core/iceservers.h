// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <variant>

class QJsonArray;

namespace Signalbox {

/// The STUN and TURN servers that the owner wants all clients to use, as one compact JSON array of
/// RTCIceServer objects, or what is wrong with them: the end of a sentence. What a browser would
/// refuse is refused here already, where somebody reads why. At most 16 servers and 4 KiB.
using IceServersOrError = std::variant<QByteArray, QString>;

IceServersOrError iceServersFromJson(const QJsonArray& servers);

} // namespace Signalbox
