// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/peer.h"

#include <QHash>

namespace Signalbox {

/// How many peers are here, in all and from each address. The parked do not count: somebody who was
/// put out must not keep others out. Nor do the away: they must be able to come back.
///
/// Thread: the I/O thread. Owner: the switchboard.
class Headcount
{
public:
    int all() const { return m_all; }
    int from(const QString& address) const { return m_byAddress.value(address); }

    void onArrived(const Peer& peer);
    void onChanged(const Peer& before, const Peer& after);
    void onDeparted(const Peer& peer);

private:
    void change(const QString& address, int by);

    int m_all = 0;
    QHash<QString, int> m_byAddress; ///< only addresses from which somebody is here
};

} // namespace Signalbox
