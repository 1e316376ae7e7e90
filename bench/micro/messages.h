// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace Signalbox {

/// A candidate as browsers send it, of about 250 bytes.
QByteArray candidateMessage();

/// An offer of about so many bytes, with an SDP whose line ends are escaped.
QByteArray offerMessage(qsizetype size);

} // namespace Signalbox
