// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

namespace Signalbox {

/// Whether the hub finds the beginnings of frames in any bytes whatever that come over a WebSocket,
/// in any pieces: what it takes past QWebSocket is one whole message where one begins, and never
/// what stands within something else. Empty if so, otherwise what is wrong.
///
/// input: its first byte says how many bytes come at once, 0 for all.
QString complaintAboutWholeTexts(QByteArrayView input);

} // namespace Signalbox
