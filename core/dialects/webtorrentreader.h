// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/dialects/dialect.h"

namespace Signalbox {

/// Reads what a WebTorrent client says to its tracker. Without state.
///
/// Thread: the I/O thread. Owner: the link.
class WebTorrentReader final : public DialectReader
{
public:
    Reading read(QByteArrayView text, const Standing& standing) override;

    /// A readable name by which program a peer id is of: "WebTorrent 2.8", or the id's first eight
    /// characters if they can be shown at all; else empty.
    static QString programOf(QByteArrayView peerId);
};

} // namespace Signalbox
