// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/handshake.h"

namespace Signalbox {

QByteArrayList Handshake::segments() const
{
    QByteArrayList parts = path.split('/');
    parts.removeAll(QByteArray());
    return parts;
}

std::optional<QString> Handshake::item(QByteArrayView name) const
{
    const QByteArrayList items = query.split('&');
    for (const QByteArray& item : items) {
        const qsizetype equals = item.indexOf('=');
        const QByteArrayView key = QByteArrayView(item).first(equals < 0 ? item.size() : equals);
        if (key == name) {
            return equals < 0 ? QString() : decoded(QByteArrayView(item).sliced(equals + 1));
        }
    }
    return std::nullopt;
}

QString Handshake::decoded(QByteArrayView encoded)
{
    return QString::fromUtf8(QByteArray::fromPercentEncoding(encoded.toByteArray()));
}

} // namespace Signalbox
