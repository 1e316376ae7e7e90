// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/clock.h"
#include "core/signal/command.h"

#include <QHash>
#include <QList>

#include <functional>
#include <list>
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
        Moment since;
    };

    /// An id that its owner has lost is claimed again by that owner, on one connection or the next.
    /// More at once want to keep the hub busy: each of them is to be looked after when one wins.
    static constexpr int MostForOneId = 4;

    /// Replaces an earlier claim of the same claimant, in a swarm the one of the same swarm. False:
    /// so many others claim the same that it is not taken.
    bool add(const Claim& claim);

    /// Forgets what this peer claims.
    void withdraw(PeerNumber claimant);
    void withdraw(PeerNumber claimant, const RoomName& swarm); ///< in this swarm only

    /// Takes the claims against an owner, oldest first: it answered, or it is gone.
    QList<Claim> takeAgainst(PeerNumber owner);

    /// Takes the oldest claim if its owner has had this long to answer.
    std::optional<Claim> takeExpired(Moment now, std::chrono::milliseconds claimTime);

    qsizetype countOf(PeerNumber claimant) const { return m_byClaimant.value(claimant).size(); }
    bool isEmpty() const { return m_claims.empty(); }

private:
    using Place = std::list<Claim>::iterator;
    using Index = QHash<PeerNumber, QList<Place>>; ///< in each list the oldest first

    void withdrawIf(PeerNumber claimant, const std::function<bool(const Command&)>& isMeant);
    Claim take(Place place);

    std::list<Claim> m_claims; ///< oldest first
    Index m_byOwner;
    Index m_byClaimant;
};

} // namespace Signalbox
