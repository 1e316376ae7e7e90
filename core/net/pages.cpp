// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/pages.h"

#include "core/net/reply.h"

#include <algorithm>
#include <array>

namespace Signalbox {

namespace {

constexpr char openToAll[] = "Access-Control-Allow-Origin: *\r\n";

struct Page
{
    const char* path;
    const char* file;
    const char* type;
    const char* headers;
};

const std::array pages{
    Page{"/", "index.html", "text/html; charset=utf-8", Reply::PagePolicy},
    Page{"/join.css", "join.css", "text/css; charset=utf-8", ""},
    Page{"/join.js", "join.js", "text/javascript; charset=utf-8", ""},
    Page{"/words.js", "words.js", "text/javascript; charset=utf-8", ""},
    Page{"/favicon.svg", "favicon.svg", "image/svg+xml", ""},
    Page{"/signalbox.js", "signalbox.js", "text/javascript; charset=utf-8", openToAll},
};

constexpr std::array<QByteArrayView, 2> socketPaths{"/ws", "/signalbox"};

constexpr char healthPath[] = "/healthz";
constexpr std::array<QByteArrayView, 2> othersHealthPaths{"/health", "/.ok"};

bool isOneOf(const std::array<QByteArrayView, 2>& paths, const QByteArray& path)
{
    return std::find(paths.begin(), paths.end(), path) != paths.end();
}

Reply plainly(const char* status, const char* words, const QByteArray& headers = {})
{
    return {.status = status,
        .type = "text/plain; charset=utf-8",
        .body = QByteArray(words) + '\n',
        .headers = headers};
}

QByteArray plain(const char* status, const char* words, const QByteArray& headers = {})
{
    return plainly(status, words, headers).bytes();
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Letters, digits and some of these.
bool isMadeOf(QByteArrayView text, QByteArrayView marks)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [marks](char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || marks.contains(c);
    });
}

/// A host, perhaps with a port (RFC 3986 section 3.2), in characters that mean nothing else in a
/// header.
bool isHost(QByteArrayView text)
{
    const bool isInBrackets = text.startsWith('[');
    const qsizetype end = isInBrackets ? text.indexOf(']') + 1 : text.indexOf(':');
    const QByteArrayView host = end < 0 ? text : text.first(end);
    const QByteArrayView port = text.sliced(host.size());
    const bool isGoodHost = isInBrackets
        ? host.size() > 2 && isMadeOf(host.sliced(1).chopped(1), ":.%-_~")
        : isMadeOf(host, ".%-_~");
    return isGoodHost
        && (port.isEmpty()
            || (port.startsWith(':') && std::all_of(port.begin() + 1, port.end(), isDigit)));
}

/// An empty one is none, too: RFC 9110 section 4.2.1.
bool hasOneHost(const RequestHead& request)
{
    const bool mayLack = request.version() == "HTTP/1.0";
    const qsizetype count = request.count("host");
    return count == 1 ? isHost(request.header("host")) : count == 0 && mayLack;
}

constexpr char badHost[] = "The header Host is missing, or stands twice, or is no host.";

Reply nothing()
{
    return plainly("404 Not Found", "There is nothing here. The join page is at /");
}

Reply answerAt(const QByteArray& path)
{
    const auto page = std::find_if(pages.begin(), pages.end(),
        [&path](const Page& candidate) { return path == candidate.path; });
    if (page != pages.end()) {
        return Reply::withPage(page->file, page->type, page->headers);
    }
    if (path == healthPath) {
        return plainly("200 OK", "ok");
    }
    if (isOneOf(othersHealthPaths, path)) {
        return {.type = "text/plain; charset=utf-8", .body = "OK", .headers = {}};
    }
    if (isOneOf(socketPaths, path)) {
        return plainly("426 Upgrade Required", "Only a WebSocket is answered here.",
            "Sec-WebSocket-Version: 13\r\nUpgrade: websocket\r\n");
    }
    return nothing();
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
    if (!hasOneHost(request)) {
        return plain("400 Bad Request", badHost);
    }
    for (QByteArrayView name : {"origin", "sec-websocket-version", "sec-websocket-key"}) {
        if (request.count(name) > 1) {
            return plain("400 Bad Request", "A header that may stand once stands twice.");
        }
    }
    if (request.count("content-length") > 0 || request.count("transfer-encoding") > 0) {
        return plain("400 Bad Request", "A WebSocket begins with a request without a body.");
    }
    if (request.header("sec-websocket-version") != "13") {
        return plain("426 Upgrade Required",
            "Only version 13 of the WebSocket protocol is spoken here.",
            "Sec-WebSocket-Version: 13\r\nUpgrade: websocket\r\n");
    }
    const QByteArray key = request.header("sec-websocket-key");
    const auto nonce = QByteArray::fromBase64Encoding(key, QByteArray::AbortOnBase64DecodingErrors);
    constexpr qsizetype keySize = 16;
    constexpr qsizetype encodedSize = 24; // with the padding, which not every decoder wants
    if (!nonce || nonce.decoded.size() != keySize || key.size() != encodedSize) {
        return plain("400 Bad Request", "The header Sec-WebSocket-Key is no base64 of 16 bytes.");
    }
    return {};
}

QByteArray Pages::answerToAny(const RequestHead& request)
{
    if (!hasOneHost(request)) {
        const Reply refusal = plainly("400 Bad Request", badHost);
        return request.method() == "HEAD" ? refusal.headBytes() : refusal.bytes();
    }
    if (request.isAboutServer()) {
        return Reply{.status = "204 No Content", .body = {}, .headers = "Allow: GET, HEAD\r\n"}
            .bytes();
    }
    return {};
}

QByteArray Pages::answer(const RequestHead& request)
{
    return answerAt(request.path()).bytesFor(request);
}

bool Pages::isAboutHealth(const RequestHead& request)
{
    return request.path() == healthPath || isOneOf(othersHealthPaths, request.path());
}

QByteArray Pages::nothingHere(const RequestHead& request)
{
    return nothing().bytesFor(request);
}

QByteArray Pages::tooEager()
{
    return plain("400 Bad Request", "A WebSocket sends nothing before the upgrade is answered.");
}

QByteArray Pages::moveToTls(const RequestHead& request)
{
    const QByteArray host = request.header("host");
    if (host.isEmpty() || !hasOneHost(request)) {
        return plain("400 Bad Request", badHost);
    }
    const QByteArray there = "Location: https://" + host + request.target() + "\r\n";
    return plain("308 Permanent Redirect", "This hub is reached by https only.", there);
}

QByteArray Pages::notEncrypted()
{
    return plain("426 Upgrade Required",
        "This hub is reached by encrypted connections only: use wss:// instead of ws://.",
        "Upgrade: TLS/1.2, HTTP/1.1\r\n");
}

QByteArray Pages::unknownSite()
{
    return plain("403 Forbidden",
        "The owner of this hub has not allowed the site of this web page. They can do so in the "
        "hub's window, or with the setting allowed-sites.");
}

QByteArray Pages::unknownHost()
{
    return plain("403 Forbidden",
        "This hub does not know itself by this name. Use its IP address, or ask its owner to allow "
        "the name in the hub's window, or with the setting host-names.");
}

QByteArray Pages::tooOften()
{
    return plain("429 Too Many Requests",
        "Too many connections from this address have failed lately. For a while, a request from "
        "there has to come at once and whole.");
}

QByteArray Pages::metrics(const RequestHead& request, const QByteArray& text)
{
    Reply reply;
    reply.type = "text/plain; version=0.0.4; charset=utf-8";
    reply.body = text;
    reply.caching = "no-store";
    return reply.bytesFor(request);
}

QByteArray Pages::notForThisAddress()
{
    return plain("403 Forbidden",
        "This is for the machine on which the hub runs. Its owner can allow other addresses in the "
        "hub's window, or with the setting metrics-from.");
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
