// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/rulelimits.h"

#include <QtGlobal>

#include <chrono>

namespace Signalbox {

/// The bounds in space and time that decide what becomes of a peer, in one place. The defaults are
/// the product's; tests shorten the times. What only makes work smooth stands where it is used.
struct Limits
{
    using milliseconds = std::chrono::milliseconds;

    /// One message and one frame. QtWebSockets decodes UTF-8 frame by frame and browsers split
    /// text messages above about 100 kB inside characters, so a larger cap would break Chinese
    /// text at random.
    qint64 messageBytes = 64 * 1024;

    /// The request head, and how long it may take.
    qint64 headBytes = 16 * 1024;
    milliseconds headTime{5000};

    /// Connections without a complete request head; the oldest goes when one more comes.
    /// A count limit: --no-limits lifts it.
    int waitingHeads = 1024;

    /// The same from one address, whose oldest goes; a class that comes at once from behind one
    /// router must fit. As well.
    int waitingHeadsPerAddress = 512;

    /// What may wait for a peer that does not read: from slowBytes on it is shown as slow; above
    /// stuckBytes it goes when no byte has left for stuckTime; above queueBytes it goes at once.
    qint64 slowBytes = 64 * 1024;
    qint64 stuckBytes = 256 * 1024;
    milliseconds stuckTime{10'000};
    qint64 queueBytes = 1024 * 1024;

    /// What may wait for all peers together; the one with the most goes first.
    qint64 allQueuesBytes = 64 * 1024 * 1024;

    /// Bytes in the socket that the hub did not write itself, which are pongs: QtWebSockets answers
    /// every ping at once and without bound.
    qint64 pongBytes = 64 * 1024;

    /// A ping after this long; after that long without a pong or a message it is gone. Both are
    /// looked at once a second, and nobody is to be there 45 s after its cable was pulled.
    milliseconds pingEvery{20'000};
    milliseconds silentTime{44'000};

    /// Silence after which clients that wait for the hub's first words get them.
    milliseconds greetingPause{300};

    /// After one announcement that somebody came or went, further ones to the same peer wait at
    /// most this long to leave together. They come in crowds, to everybody in a room.
    milliseconds presencePause{100};

    /// How long a closing handshake may take: QWebSocket::close() waits for a stuck peer to read.
    /// Who is put out is to be gone within 2 s, and a turn of the event loop comes on top.
    milliseconds closeTime{1900};

    /// Peers, in all and from one address. Count limits: --no-limits lifts them.
    int peers = 500;
    int peersPerAddress = 500; ///< a whole class may sit behind one router

    /// What one peer may say: a burst of messages, as trickled ICE candidates come, and then so
    /// many a second; bytes a second; and bytes times receivers a second. Who is above is told and
    /// shown first, for warningTime; then what it says is dropped; who goes on for as long again
    /// is put out. Rate limits: --no-limits lifts them.
    int messageBurst = 200;
    int messagesPerSecond = 50;
    qint64 bytesPerSecond = 256 * 1024;
    qint64 fanOutBytesPerSecond = 4 * 1024 * 1024;
    milliseconds warningTime{5000};

    /// What may come from one connection below the messages, pings and empty fragments included.
    qint64 wireBytesPerSecond = 4 * 1024 * 1024;
    int fragmentsPerMessage = 256;

    /// So many unreadable messages in a row, and the connection ends.
    int unreadableInARow = 5;

    /// How long somebody may be silent before it gives the PIN.
    milliseconds pinTime{30'000};

    RuleLimits rules;
};

} // namespace Signalbox
