// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/reply.h"

#include "core/net/requesthead.h"

#include <QFile>
#include <QString>

namespace Signalbox {

const char Reply::PagePolicy[]
    = "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
      "img-src 'self'; connect-src 'self'; media-src 'self' blob:; base-uri 'none'; "
      "form-action 'none'; frame-ancestors 'none'\r\n";

Reply Reply::withPage(const char* file, const char* type, const char* headers)
{
    QFile page(QStringLiteral(":/pages/") + QLatin1String(file));
    const bool opened = page.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    return {.type = type, .body = opened ? page.readAll() : QByteArray(), .headers = headers};
}

QByteArray Reply::bytes() const
{
    return headBytes() + body;
}

QByteArray Reply::bytesFor(const RequestHead& request) const
{
    if (request.method() == "GET") {
        return bytes();
    }
    if (request.method() == "HEAD") {
        return headBytes();
    }
    const Reply refusal{.status = "405 Method Not Allowed",
        .type = "text/plain; charset=utf-8",
        .body = "Only GET and HEAD are answered here.\n",
        .headers = "Allow: GET, HEAD\r\n"};
    return refusal.bytes();
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
