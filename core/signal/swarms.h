// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/event.h"
#include "core/signal/registry.h"

#include <QHash>
#include <QList>

#include <functional>
#include <vector>

namespace Signalbox {

/// Who takes part in which swarm, and as whom: one connection may be several participants. Of two
/// that announce one id the last counts; each removes only itself.
///
/// Thread: the I/O thread. Owner: SignalCore.
class Swarms
{
public:
    using Choice = std::function<qsizetype(qsizetype)>; ///< a random number below this bound

    explicit Swarms(Choice choose);

    /// Takes part, or says something new about it.
    void announce(const Place& swarm, const PeerId& as, PeerNumber number, bool complete);

    void withdraw(const Place& swarm, const PeerId& as, PeerNumber number);
    void withdrawAll(const Realm& realm, PeerNumber number);

    /// Whether this peer takes part in a swarm, under whatever id.
    bool takesPart(const Place& swarm, PeerNumber number) const;
    qsizetype countOf(PeerNumber number) const { return m_of.value(number).size(); }

    /// Who bears an id in a swarm; PeerNumber() if nobody does.
    PeerNumber find(const Place& swarm, const PeerId& as) const;

    /// So many different participants, or all there are, but not this one.
    QList<PeerNumber> some(const Place& swarm, const PeerId& butNot, qsizetype count) const;

    Counted::Swarm count(const Place& swarm) const;

private:
    struct Participant
    {
        PeerId id;
        PeerNumber number{};
        bool complete = false;
    };
    struct Swarm
    {
        std::vector<Participant> participants;
        QHash<PeerId, size_t> places; ///< in the participants
        int complete = 0;
    };

    void drop(const Place& swarm, const PeerId& as);

    Choice m_choose;
    QHash<Place, Swarm> m_swarms; ///< only those in which somebody takes part
    QHash<PeerNumber, QList<std::pair<RoomName, PeerId>>> m_of;
};

} // namespace Signalbox
