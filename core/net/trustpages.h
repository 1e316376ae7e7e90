// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/requesthead.h"

#include <QByteArray>

#include <optional>

namespace Signalbox {

/// How a device learns to trust the hub, as a pure function of the request: a page with the steps
/// for each system, and the authority's certificate to load. Of a request nothing is repeated, and
/// no fingerprint is shown: over plain HTTP that would only vouch for whoever answers.
class TrustPages
{
public:
    /// The hub's own authority. Empty: there is none, or nobody needs it.
    struct Authority
    {
        QByteArray pem;
        QByteArray der;
    };

    /// Whether the request is for one of these.
    static bool isAskedFor(const RequestHead& request);

    /// The whole answer; nullopt where it is no request of these.
    static std::optional<QByteArray> answer(const RequestHead& request, const Authority& authority);
};

} // namespace Signalbox
