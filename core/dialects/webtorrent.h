// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/dialects/dialect.h"

namespace Signalbox {

/// The language in which WebTorrent clients speak to a tracker over WebSocket. Who wants the same
/// torrent takes part in its swarm; the tracker hands offers to some of it and answers back.
///
/// Swarms and participants are 20 bytes each. On the wire each byte is the character of that
/// number; in commands and events they are 40 hexadecimal digits.
class WebTorrent final : public Dialect
{
public:
    static constexpr int MaxOffers = 82; ///< in one message, as many as others hand on of more
    static constexpr int MaxScraped = 64; ///< swarms in one message
    static constexpr int AnnounceEverySeconds = 120;
    static constexpr int ScrapeEverySeconds = 600;

    QString name() const override;
    RealmPolicy policy() const override;
    Opening open(const Handshake& handshake) const override;
    QByteArray write(const Event& event, int version) const override;
};

} // namespace Signalbox
