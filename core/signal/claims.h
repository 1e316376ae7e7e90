// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/clock.h"
#include "core/signal/command.h"

#include <QList>

#include <optional>

namespace Signalbox {

/// Wishes that wait because the id they ask for belongs to a connection that may be dead: a Join,
/// or an Announce in a swarm. A page that reloads on a broken network would otherwise be locked out
/// of its own id until the hub notices that the old connection is gone.
///
/// Thread: the I/O thread. Owner: SignalCore.
class Claims
{
public:
    struct Claim
    {
        PeerNumber claimant{};
        PeerNumber owner{};
        Command wish; ///< what will be done if the owner shows no sign of life
        Moment deadline;
    };

    /// Replaces an earlier claim of the same claimant, in a swarm the one of the same swarm.
    void add(const Claim& claim);

    /// Forgets what this peer claims.
    void withdraw(PeerNumber claimant);
    void withdraw(PeerNumber claimant, const RoomName& swarm); ///< in this swarm only

    /// Takes the claims against an owner, oldest first: it answered, or it is gone.
    QList<Claim> takeAgainst(PeerNumber owner);

    /// Takes one claim whose owner did not answer in time.
    std::optional<Claim> takeExpired(Moment now);

    qsizetype countOf(PeerNumber claimant) const;
    bool isEmpty() const { return m_claims.isEmpty(); }

private:
    QList<Claim> m_claims; ///< oldest first, so ascending by deadline
};

} // namespace Signalbox
