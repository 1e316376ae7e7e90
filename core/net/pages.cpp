// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/pages.h"

#include "core/net/reply.h"

#include <QFile>
#include <QString>
#include <QUrl>

#include <algorithm>
#include <array>

namespace Signalbox {

namespace {

/// Nothing from elsewhere, nothing inline; a WebSocket to the page's own host and port is 'self'.
constexpr char pagePolicy[]
    = "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
      "img-src 'self'; connect-src 'self'; media-src 'self' blob:; base-uri 'none'; "
      "form-action 'none'; frame-ancestors 'none'\r\n";

constexpr char openToAll[] = "Access-Control-Allow-Origin: *\r\n";

struct Page
{
    const char* path;
    const char* file;
    const char* type;
    const char* headers;
};

constexpr std::array pages{
    Page{"/", "index.html", "text/html; charset=utf-8", pagePolicy},
    Page{"/join.css", "join.css", "text/css; charset=utf-8", ""},
    Page{"/join.js", "join.js", "text/javascript; charset=utf-8", ""},
    Page{"/words.js", "words.js", "text/javascript; charset=utf-8", ""},
    Page{"/favicon.svg", "favicon.svg", "image/svg+xml", ""},
    Page{"/signalbox.js", "signalbox.js", "text/javascript; charset=utf-8", openToAll},
};

constexpr std::array<QByteArrayView, 2> socketPaths{"/ws", "/signalbox"};

Reply plainly(const char* status, const char* words, const char* headers = "")
{
    return {.status = status,
        .type = "text/plain; charset=utf-8",
        .body = QByteArray(words) + '\n',
        .headers = headers};
}

QByteArray plain(const char* status, const char* words, const char* headers = "")
{
    return plainly(status, words, headers).bytes();
}

bool isHost(const QByteArray& text)
{
    const QUrl url(QStringLiteral("ws://") + QString::fromLatin1(text), QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty() && url.userInfo().isEmpty()
        && url.path().isEmpty() && !url.hasQuery() && !url.hasFragment();
}

QByteArray contentOf(const Page& page)
{
    QFile file(QStringLiteral(":/pages/") + QLatin1String(page.file));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    return opened ? file.readAll() : QByteArray();
}

Reply answerAt(const QByteArray& path)
{
    const auto page = std::find_if(pages.begin(), pages.end(),
        [&path](const Page& candidate) { return path == candidate.path; });
    if (page != pages.end()) {
        return {.type = page->type, .body = contentOf(*page), .headers = page->headers};
    }
    if (path == "/healthz") {
        return plainly("200 OK", "ok");
    }
    if (path == "/health" || path == "/.ok") { // where other signaling servers have theirs
        return {.type = "text/plain; charset=utf-8", .body = "OK", .headers = {}};
    }
    if (std::find(socketPaths.begin(), socketPaths.end(), path) != socketPaths.end()) {
        return plainly("426 Upgrade Required", "Only a WebSocket is answered here.",
            "Sec-WebSocket-Version: 13\r\nUpgrade: websocket\r\n");
    }
    return plainly("404 Not Found", "There is nothing here. The join page is at /");
}

} // namespace

bool Pages::isUpgrade(const RequestHead& request)
{
    return request.headerHasToken("upgrade", "websocket");
}

QByteArray Pages::refuseUpgrade(const RequestHead& request)
{
    if (request.method() != "GET") {
        return plain("400 Bad Request", "A WebSocket begins with GET.");
    }
    if (request.version() == "HTTP/1.0") {
        return plain("400 Bad Request", "A WebSocket needs HTTP/1.1.");
    }
    if (!request.headerHasToken("connection", "upgrade")) {
        return plain("400 Bad Request", "A WebSocket needs the header Connection: Upgrade.");
    }
    if (request.header("upgrade").compare("websocket", Qt::CaseInsensitive) != 0) {
        return plain("400 Bad Request", "The header Upgrade must name websocket and nothing else.");
    }
    for (QByteArrayView name : {"host", "sec-websocket-version", "sec-websocket-key"}) {
        if (request.count(name) > 1) {
            return plain("400 Bad Request", "A header that may stand once stands twice.");
        }
    }
    if (request.count("content-length") > 0 || request.count("transfer-encoding") > 0) {
        return plain("400 Bad Request", "A WebSocket begins with a request without a body.");
    }
    if (!isHost(request.header("host"))) {
        return plain("400 Bad Request", "The header Host is missing, or no host.");
    }
    if (request.header("sec-websocket-version") != "13") {
        return plain("426 Upgrade Required",
            "Only version 13 of the WebSocket protocol is spoken here.",
            "Sec-WebSocket-Version: 13\r\nUpgrade: websocket\r\n");
    }
    const auto key = QByteArray::fromBase64Encoding(
        request.header("sec-websocket-key"), QByteArray::AbortOnBase64DecodingErrors);
    constexpr qsizetype keySize = 16;
    if (!key || key.decoded.size() != keySize) {
        return plain("400 Bad Request", "The header Sec-WebSocket-Key is no base64 of 16 bytes.");
    }
    return {};
}

QByteArray Pages::answer(const RequestHead& request)
{
    if (request.method() == "GET") {
        return answerAt(request.path()).bytes();
    }
    if (request.method() == "HEAD") {
        return answerAt(request.path()).headBytes();
    }
    return plain(
        "405 Method Not Allowed", "Only GET and HEAD are answered here.", "Allow: GET, HEAD\r\n");
}

QByteArray Pages::tooEager()
{
    return plain("400 Bad Request", "A WebSocket sends nothing before the upgrade is answered.");
}

QByteArray Pages::headTimeout()
{
    return plain("408 Request Timeout", "The request was not complete in time.");
}

QByteArray Pages::headTooLarge()
{
    return plain("431 Request Header Fields Too Large", "The request head is too large.");
}

QByteArray Pages::badRequest()
{
    return plain("400 Bad Request", "This is no HTTP request.");
}

} // namespace Signalbox
