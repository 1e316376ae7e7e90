// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/trustpages.h"

#include "core/net/reply.h"

#include <QFile>

#include <algorithm>
#include <array>

namespace Signalbox {

namespace {

constexpr std::array<QByteArrayView, 5> paths{
    "/trust", "/trust.css", "/trust.js", "/signalbox-ca.pem", "/signalbox-ca.crt"};

QByteArray contentOf(const char* file)
{
    QFile source(QStringLiteral(":/pages/") + QLatin1String(file));
    const bool opened = source.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    return opened ? source.readAll() : QByteArray();
}

Reply page()
{
    return {.type = "text/html; charset=utf-8",
        .body = contentOf("trust.html"),
        .headers = Reply::PagePolicy};
}

/// To be looked at and not only kept: that is how iOS and Firefox take a certificate at once.
Reply file(const char* type, const QByteArray& content)
{
    return {.type = type, .body = content, .headers = {}};
}

Reply nothing()
{
    return {.status = "404 Not Found",
        .type = "text/plain; charset=utf-8",
        .body = "This hub has no certificate authority of its own: there is nothing to trust.\n",
        .headers = {}};
}

Reply answerAt(const QByteArray& path, const TrustPages::Authority& authority)
{
    if (path == "/trust.css") {
        return {.type = "text/css; charset=utf-8", .body = contentOf("trust.css"), .headers = {}};
    }
    if (path == "/trust.js") {
        return {
            .type = "text/javascript; charset=utf-8", .body = contentOf("trust.js"), .headers = {}};
    }
    if (authority.pem.isEmpty() || authority.der.isEmpty()) {
        return nothing();
    }
    if (path == "/trust") {
        return page();
    }
    return path == "/signalbox-ca.pem" ? file("application/x-pem-file", authority.pem)
                                       : file("application/x-x509-ca-cert", authority.der);
}

} // namespace

bool TrustPages::isAskedFor(const RequestHead& request)
{
    return std::find(paths.begin(), paths.end(), request.path()) != paths.end();
}

std::optional<QByteArray> TrustPages::answer(const RequestHead& request, const Authority& authority)
{
    return isAskedFor(request)
        ? std::optional(answerAt(request.path(), authority).bytesFor(request))
        : std::nullopt;
}

} // namespace Signalbox
