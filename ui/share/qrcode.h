// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QImage>
#include <QString>

namespace Signalbox {

/// A QR code of this text, a pixel each module, with the quiet zone that scanners want around it;
/// always black on white. Null where the program was built without an encoder, or the text is too
/// long. To be drawn larger without smoothing.
QImage qrCode(const QString& text);

} // namespace Signalbox
