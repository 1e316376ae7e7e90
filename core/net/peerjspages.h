// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/requesthead.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <functional>
#include <optional>

namespace Signalbox {

/// What PeerJS clients ask over HTTP beside their WebSocket, as a pure function of the request:
/// `ANY/PREFIX/KEY/id` and `ANY/PREFIX/KEY/peers`. Pages of any origin may read the answers, as
/// from PeerServer. Of a request nothing is repeated but its Origin, in the one header that is for
/// it.
class PeerJsPages
{
public:
    static constexpr qsizetype MaxKeyBytes = 128;

    /// The ids of those who are there under a key; nullopt: that is nobody's business.
    using Discovery = std::function<std::optional<QList<QString>>(const QByteArray& key)>;

    /// Whether it asks who is there.
    static bool isAboutPeers(const RequestHead& request);

    /// The whole answer; nullopt where it is no request of PeerJS's.
    static std::optional<QByteArray> answer(const RequestHead& request, const Discovery& discovery);
};

} // namespace Signalbox
