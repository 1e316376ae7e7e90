// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/snapshot.h"

#include <QHash>

#include <functional>
#include <vector>

namespace Signalbox {

/// Whom of those who are here something would hit, asked at each snapshot: who is as it was is not
/// judged anew, so that a crowd costs nothing while nothing changes.
///
/// Thread: GUI. Owner: whoever asks.
class Foresight
{
public:
    using Judge = std::function<bool(const Peer& peer)>;

    /// From here on others are hit.
    void setJudge(Judge judge);

    /// Who is parked is not hit once more. They live as long as the snapshot.
    std::vector<const Peer*> hitAmong(const Snapshot& snapshot);

private:
    /// What of a peer can change and has to do with whether it is hit.
    struct Judged
    {
        Identity identity;
        QList<RoomName> rooms;
        Realm realm;
        bool isHit = false;
    };

    bool isHit(const Peer& peer);

    Judge m_judge;
    QHash<PeerNumber, Judged> m_former;
    QHash<PeerNumber, Judged> m_judged;
};

} // namespace Signalbox
