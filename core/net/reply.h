// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace Signalbox {

class RequestHead;

/// An HTTP/1.1 answer (RFC 9112 section 4) after which the connection closes. A value.
struct Reply
{
    const char* status = "200 OK";
    const char* type = nullptr; ///< nullptr: there is no content, as the status says too
    QByteArray body;
    QByteArray headers; ///< those that only this answer has, each with its line end

    /// The host's own pages must not sit in a browser's cache after an upgrade of the hub.
    const char* caching = "no-cache";

    /// A header for pages: nothing from elsewhere, nothing inline; a WebSocket to the page's own
    /// host and port is 'self'.
    static const char PagePolicy[];

    /// 200, with one of the hub's own pages, or a file that belongs to them.
    static Reply withPage(const char* file, const char* type, const char* headers = "");

    QByteArray bytes() const;

    /// As to a HEAD request.
    QByteArray headBytes() const;

    /// As the request's method asks for it; where that is neither GET nor HEAD, a refusal.
    QByteArray bytesFor(const RequestHead& request) const;
};

} // namespace Signalbox
