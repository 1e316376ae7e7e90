// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <chrono>

namespace Signalbox {

/// The bounds within which the rules keep things for peers. The defaults are the product's; tests
/// shorten the times.
struct RuleLimits
{
    using milliseconds = std::chrono::milliseconds;

    /// How long the owner of an id has to answer when another connection claims it.
    milliseconds claimTime{2000};

    /// How long somebody whose connection broke may come back with its resume token; 0: it is gone.
    milliseconds resumeTime{30'000};

    int roomsPerPeer = 64;
    int peersPerRoom = 100; ///< a count limit: --no-limits lifts it
    int roomsInAll = 1000; ///< as well
    int pairingsPerPeer = 1024; ///< of a producer as well as of a consumer
    int pairingsAskedPerPeer = 64;
    int pairingsOfTwo = 8; ///< of the same two peers

    /// Mail for peers that are not there: of one sender, from one address, for one receiver, and in
    /// all.
    milliseconds mailTime{5000};
    int mailPerSender = 128;
    qint64 mailBytesPerAddress = 2 * 1024 * 1024;
    qint64 mailBytesPerReceiver = 256 * 1024;
    int mailCount = 4096;
    qint64 mailBytes = 8 * 1024 * 1024;
};

} // namespace Signalbox
