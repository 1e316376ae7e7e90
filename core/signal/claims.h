// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/clock.h"
#include "core/signal/command.h"

#include <QList>

#include <optional>

namespace Signalbox {

/// Joins that wait because the id they ask for belongs to a connection that may be dead. A page
/// that reloads on a broken network would otherwise be locked out of its own id until the hub
/// notices that the old connection is gone.
///
/// Thread: the I/O thread. Owner: SignalCore.
class Claims
{
public:
    struct Claim
    {
        PeerNumber claimant{};
        PeerNumber owner{};
        Join join;
        Moment deadline;
    };

    /// Replaces an earlier claim of the same claimant.
    void add(const Claim& claim);

    /// Forgets what this peer claims.
    void withdraw(PeerNumber claimant);

    /// Takes the claims against an owner, oldest first: it answered, or it is gone.
    QList<Claim> takeAgainst(PeerNumber owner);

    /// Takes one claim whose owner did not answer in time.
    std::optional<Claim> takeExpired(Moment now);

    bool isEmpty() const { return m_claims.isEmpty(); }

private:
    QList<Claim> m_claims; ///< oldest first, so ascending by deadline
};

} // namespace Signalbox
