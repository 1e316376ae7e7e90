// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/peer.h"

namespace Signalbox {

/// In what the rules of one wire language differ from those of another. A dialect fills it in,
/// SignalCore obeys. The defaults are those of a language in which nobody hears of anybody.
struct RealmPolicy
{
    /// What becomes of a claim of an id that a living connection bears.
    enum class Claim
    {
        Ask, ///< the owner is asked for a sign of life; who shows none within the claim time goes
        Share, ///< both bear it; the newest hears what is sent to it, each removes only itself
    };

    /// Who is told that a peer came, changed or went.
    enum class Presence
    {
        Nobody,
        Room, ///< those in its rooms, but not itself
        Listeners, ///< who said it listens (Role::Listener), itself included; entering is no news
    };

    /// Whether two peers can be bound to each other.
    enum class Pairs
    {
        None,
        ByRole, ///< one offers (Role::Producer), the other consumes; any number at once
        Exclusive, ///< one at a time, and in no room; when one of both goes, the other goes too
    };

    Claim claim = Claim::Ask;
    bool refusedJoinEnds = false; ///< a refused first Join ends the connection
    Presence presence = Presence::Nobody;
    bool leavingFreesId = false; ///< who leaves bears an id from the hub from there on
    bool listensBeforeJoining = false; ///< hears the default room from the beginning
    bool hasDefaultRoom = true; ///< a first Join that names no room enters the default room
    bool hearsItself = false; ///< a broadcast reaches its sender too, if it is in the room
    bool speaksFromOutside = false; ///< may broadcast to a room that it is not in
    int seats = 0; ///< at most so many in a room; 0: any number
    bool departureEndsRoom = false; ///< when one goes, the others of its room go too
    bool resumes = false; ///< who joined gets a token, and may come back with it for a while
    bool keepsMail = false; ///< what is sent to nobody is kept for a while
    Pairs pairs = Pairs::None;
    IdentityTraits identity; ///< by what a peer that was put out is known again
};

} // namespace Signalbox
