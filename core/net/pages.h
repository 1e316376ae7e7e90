// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/requesthead.h"

#include <QByteArray>

namespace Signalbox {

/// The hub's HTTP side as a pure function of the request: the join page and its files, the client
/// module, the sign of health, and refusals in words. Nothing of a request is repeated in an
/// answer, but its target in the one that leads to the same place over TLS.
class Pages
{
public:
    /// Whether a request wants a WebSocket, rightly or not.
    static bool isUpgrade(const RequestHead& request);

    /// What does not depend on what a request asks for: a refusal of its Host (RFC 9112 section
    /// 3.2), or the answer about the server as a whole; empty: it depends.
    static QByteArray answerToAny(const RequestHead& request);

    /// What RFC 6455 section 4.2.1 has against an upgrade, as an HTTP answer; empty where it is
    /// good.
    static QByteArray refuseUpgrade(const RequestHead& request);

    /// The whole answer to a plain request.
    static QByteArray answer(const RequestHead& request);

    /// Whether it asks if the hub is well, here or where other signaling servers are asked.
    static bool isAboutHealth(const RequestHead& request);
    static QByteArray nothingHere(const RequestHead& request);

    /// To an upgrade behind which frames come already, against RFC 6455 section 4.1.
    static QByteArray tooEager();

    /// From plain HTTP to the same place over TLS.
    static QByteArray moveToTls(const RequestHead& request);

    /// To a plain upgrade where TLS is required.
    static QByteArray notEncrypted();

    /// Refusals that name what the owner can do.
    static QByteArray unknownSite();
    static QByteArray unknownHost();
    static QByteArray tooOften();

    /// What the hub says of itself to programs that watch it: a text in Prometheus' format.
    static QByteArray metrics(const RequestHead& request, const QByteArray& text);
    static QByteArray notForThisAddress();

    static QByteArray headTimeout();
    static QByteArray headTooLarge();
    static QByteArray badRequest();
};

} // namespace Signalbox
