// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/admission/admissionrules.h"
#include "core/signal/ban.h"
#include "core/signal/peer.h"
#include "core/signal/traffic.h"

#include <QMetaType>

#include <memory>
#include <vector>

namespace Signalbox {

/// One connection: what the rules know of it and what its link measured.
struct PeerRow
{
    Peer peer;
    LinkReading link;
};

/// One room that has somebody in it. Rooms of the same name in several realms are several.
struct RoomRow
{
    Realm realm;
    QString dialect; ///< the name of the realm's wire language
    RoomName name;
    int members = 0; ///< connections in it, those that have not said who they are included
};

/// Sums over the life of the hub since it was started.
struct Totals
{
    quint64 connected = 0; ///< connections ever opened; rows plus departed equal it
    quint64 departed = 0;
    quint64 refused = 0; ///< commands, frames and connections that were refused
    quint64 relayed = 0; ///< messages passed on, each counted once however many heard it
    Traffic traffic; ///< of all peers, the departed included
};

/// The state of the hub at one moment. Immutable once published; shared between threads.
struct Snapshot
{
    quint64 sequence = 0; ///< ascending; a new run of the hub goes on counting
    Moment at; ///< when it was taken
    Moment startedAt; ///< when the hub began to listen
    std::vector<PeerRow> rows; ///< ascending by number: new peers are always at the end
    std::vector<RoomRow> rooms; ///< ascending by realm, then by name, by code unit
    std::vector<Ban> bans; ///< in force, oldest first
    std::vector<Stranger> strangers; ///< refused at the door, oldest first
    bool isPinUnderAttack = false; ///< many wrong ones came lately
    Totals totals;
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

} // namespace Signalbox

Q_DECLARE_METATYPE(Signalbox::SnapshotPtr)
