// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/peer.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QMetaType>

#include <memory>
#include <vector>

namespace Signalbox {

/// One message as the tap saw it: what a peer said, or what peers were told. A value.
struct TrafficRecord
{
    enum class Direction
    {
        In, ///< towards the hub
        Out
    };

    Moment at;
    Direction direction{};
    PeerNumber peer{}; ///< in: who said it. Out: the first recipient, whose room is that of the
                       ///< others; 0 where several in different rooms may have been told
    int peers = 1; ///< how many got it
    Identity speaker; ///< whose message is passed on; empty where the hub speaks for itself
    QByteArray bytes; ///< secrets hidden; else shared with the frame that was sent
    qsizetype start = 0; ///< of the message in the bytes

    QByteArrayView text() const { return QByteArrayView(bytes).sliced(start); }
};

/// What the tap saw in a while, in that order. Immutable once published; shared between threads.
struct TrafficBatch
{
    std::vector<TrafficRecord> records;
    quint64 omitted = 0; ///< messages after these that were too many to keep
};

using TrafficBatchPtr = std::shared_ptr<const TrafficBatch>;

} // namespace Signalbox

Q_DECLARE_METATYPE(Signalbox::TrafficBatchPtr)
