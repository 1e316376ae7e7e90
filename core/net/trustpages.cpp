// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/trustpages.h"

#include "core/net/reply.h"

#include <algorithm>
#include <array>

namespace Signalbox {

namespace {

constexpr std::array<QByteArrayView, 5> paths{
    "/trust", "/trust.css", "/trust.js", "/signalbox-ca.pem", "/signalbox-ca.crt"};

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
        return Reply::withPage("trust.css", "text/css; charset=utf-8");
    }
    if (path == "/trust.js") {
        return Reply::withPage("trust.js", "text/javascript; charset=utf-8");
    }
    if (authority.pem.isEmpty() || authority.der.isEmpty()) {
        return nothing();
    }
    if (path == "/trust") {
        return Reply::withPage("trust.html", "text/html; charset=utf-8", Reply::PagePolicy);
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
