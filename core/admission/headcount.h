// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/peer.h"

#include <QHash>

namespace Signalbox {

/// How many peers are here, in all and from each address. Addresses that one machine can take as it
/// likes count as one (blockOf()). The parked are counted by themselves: somebody who was put out
/// must not keep others out. The away hold no seat: they must be able to come back.
///
/// Thread: the I/O thread. Owner: the warden.
class Headcount
{
public:
    struct Count
    {
        int here = 0;
        int parked = 0;
    };

    Count all() const { return m_all; }
    Count from(const QString& address) const;

    void onArrived(const Peer& peer);
    void onChanged(const Peer& before, const Peer& after);
    void onDeparted(const Peer& peer);

private:
    void change(const Peer& peer, int by);

    Count m_all;
    QHash<QString, Count> m_byBlock; ///< only those from which somebody is here
};

} // namespace Signalbox
