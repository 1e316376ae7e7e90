// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/peer.h"

namespace Signalbox {

/// Which room is meant: names are unique in a realm only. A value.
struct RoomPlace
{
    Realm realm;
    QString dialect; ///< the name of the realm's wire language
    RoomName name;

    friend bool operator==(const RoomPlace&, const RoomPlace&) = default;
};

inline RoomPlace placeOf(const Peer& peer, const RoomName& room)
{
    return {peer.origin.realm, peer.origin.dialect, room};
}

inline size_t qHash(const RoomPlace& place, size_t seed = 0) noexcept
{
    return qHashMulti(seed, place.realm, place.name);
}

} // namespace Signalbox
