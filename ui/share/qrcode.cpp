// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/share/qrcode.h"

#ifdef SIGNALBOX_HAS_QR
#include <qrcodegen/qrcodegen.hpp>
#endif

namespace Signalbox {

#ifdef SIGNALBOX_HAS_QR

QImage qrCode(const QString& text)
{
    constexpr int quietZone = 4;
    constexpr qsizetype longest = 1000;
    const QByteArray utf8 = text.toUtf8();
    if (utf8.isEmpty() || utf8.size() > longest) {
        return {};
    }
    using qrcodegen::QrCode;
    const QrCode code = QrCode::encodeText(utf8.constData(), QrCode::Ecc::MEDIUM);
    const int size = code.getSize();
    QImage image(size + 2 * quietZone, size + 2 * quietZone, QImage::Format_RGB32);
    image.fill(Qt::white);
    for (int y = 0; y < size; ++y) {
        for (int x = 0; x < size; ++x) {
            if (code.getModule(x, y)) {
                image.setPixel(x + quietZone, y + quietZone, qRgb(0, 0, 0));
            }
        }
    }
    return image;
}

#else

QImage qrCode(const QString& text)
{
    Q_UNUSED(text)
    return {};
}

#endif

} // namespace Signalbox
