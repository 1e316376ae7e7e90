// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/ids.h"

#include <QHash>
#include <QString>

#include <list>

namespace Signalbox {

/// Who is connected and has not given the hub's PIN yet, in the order of coming. They hold no seat;
/// when there are too many of them, says who is to make room. Addresses that one machine can take
/// as it likes count as one (blockOf()). Knows nobody who is inside.
///
/// Thread: the I/O thread. Owner: the switchboard.
class Forecourt
{
public:
    struct Bounds
    {
        int inAll;
        int fromOneAddress;
    };

    /// Somebody has come. Who is to go for it, PeerNumber(): nobody. Where its address has too
    /// many, that is the oldest of these; where all are too many, the oldest of the address that
    /// has most of them. Whoever is to go is here until it leaves.
    PeerNumber come(PeerNumber number, const QString& address, const Bounds& bounds);

    /// It was let in, or is gone. Others than those who are here are ignored.
    void leave(PeerNumber number);

    int count() const { return int(m_guests.size()); }
    int countFrom(const QString& address) const;

private:
    struct Guest
    {
        PeerNumber number{};
        QString block;
    };
    using Guests = std::list<Guest>; ///< the oldest first

    PeerNumber oldestOf(const QString& block) const;
    PeerNumber oldestOfMost() const;

    Guests m_guests;
    QHash<PeerNumber, Guests::iterator> m_places;
    QHash<QString, int> m_byBlock; ///< only of those from which somebody is here
};

} // namespace Signalbox
