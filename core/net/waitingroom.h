// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/clock.h"

#include <QHash>
#include <QString>

#include <functional>
#include <list>

class QObject;

namespace Signalbox {

/// Who waits at the door, in what order and since when, and who has to go when it gets crowded.
/// Addresses that one machine can take as it likes count as one (blockOf()). Knows no sockets: a
/// guest is whatever stands for a connection at the moment.
///
/// Thread: the I/O thread. Owner: the front door.
class WaitingRoom
{
public:
    /// A new guest. How long it may stay is asked anew each time (hereSince()), as that may change.
    void enter(QObject* guest, const QString& address, Moment now);

    /// How many there may be, in all and from one address.
    struct Bounds
    {
        int most;
        int mostPerAddress;
    };
    using Condition = std::function<bool(QObject* guest)>;

    /// Whether one more from this address keeps within the bounds.
    bool hasRoom(const QString& address, const Bounds& bounds) const;

    /// Who has to go where there is no room: the oldest of that address if that has too many, else
    /// the oldest of all; of those only who may go. nullptr: nobody has to, or nobody may.
    QObject* superfluous(
        const QString& address, const Bounds& bounds, const Condition& mayGo = {}) const;

    /// Another object stands for the same connection from here on.
    void replace(QObject* guest, QObject* successor);

    void leave(QObject* guest); ///< also where it is not there
    bool holds(QObject* guest) const { return m_places.contains(guest); }
    QString addressOf(QObject* guest) const; ///< of one that is there

    /// Whether one that is there came then or before; the first to come, if that did, or nullptr.
    bool isHereSince(QObject* guest, Moment moment) const;
    QObject* hereSince(Moment moment) const;

    bool isEmpty() const { return m_guests.empty(); }
    QList<QObject*> guests() const { return m_places.keys(); }

private:
    struct Guest
    {
        QObject* who;
        QString address;
        QString block;
        Moment since;
    };
    using Guests = std::list<Guest>;

    Guests m_guests; ///< the oldest first
    QHash<QObject*, Guests::iterator> m_places;
    QHash<QString, int> m_counts; ///< by block; none is 0
};

} // namespace Signalbox
