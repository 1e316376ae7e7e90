// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/peer.h"

#include <algorithm>

namespace Signalbox {

bool isAlike(const Peer& known, const Peer& other)
{
    if (known.origin.realm != other.origin.realm || known.origin.address != other.origin.address) {
        return false;
    }
    const IdentityTraits traits = known.origin.traits;
    if (traits.testFlag(IdentityTrait::Nick) && known.identity.nick != other.identity.nick) {
        return false; // the nameless are alike only among themselves
    }
    int compared = 0;
    const auto differs = [&compared, traits](IdentityTrait trait, bool isThere, bool isSame) {
        if (!traits.testFlag(trait) || !isThere) {
            return false;
        }
        ++compared;
        return !isSame;
    };
    const bool sharesRoom = std::any_of(known.rooms.begin(), known.rooms.end(),
        [&other](const RoomName& room) { return other.rooms.contains(room); });
    if (differs(
            IdentityTrait::Id, !known.identity.id.isEmpty(), known.identity.id == other.identity.id)
        || differs(IdentityTrait::Nick, !known.identity.nick.isEmpty(),
            known.identity.nick == other.identity.nick)
        || differs(IdentityTrait::Program, !known.origin.userAgent.isEmpty(),
            known.origin.userAgent == other.origin.userAgent)
        || differs(IdentityTrait::Room, !known.rooms.isEmpty(), sharesRoom)) {
        return false;
    }
    return compared > 0;
}

} // namespace Signalbox
