// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/reply.h"

namespace Signalbox {

QByteArray Reply::bytes() const
{
    return headBytes() + body;
}

QByteArray Reply::headBytes() const
{
    QByteArray text = "HTTP/1.1 ";
    text += status;
    text += "\r\n";
    if (type != nullptr) {
        text += "Content-Type: ";
        text += type;
        text += "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
    }
    text += headers;
    text += "Cache-Control: ";
    text += caching;
    text += "\r\n"
            "X-Content-Type-Options: nosniff\r\n"
            "Referrer-Policy: no-referrer\r\n"
            "Connection: close\r\n\r\n";
    return text;
}

} // namespace Signalbox
