// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/ids.h"

#include <QHash>
#include <QList>

namespace Signalbox {

/// Which peers are bound to each other by a session of their protocol.
///
/// Thread: the I/O thread. Owner: SignalCore.
class Pairings
{
public:
    struct Pairing
    {
        PairingId id;
        PeerNumber asker{};
        PeerNumber producer{}; ///< of a language without roles: who was asked
        PeerNumber consumer{};

        PeerNumber partnerOf(PeerNumber one) const { return one == producer ? consumer : producer; }
        bool has(PeerNumber one) const { return one == producer || one == consumer; }
    };

    bool contains(const PairingId& id) const { return m_pairings.contains(id); }
    void add(const Pairing& pairing);

    /// A pairing by its id, if this peer is in it; nullptr otherwise. Valid until the next change.
    const Pairing* find(const PairingId& id, PeerNumber member) const;

    /// The first pairing of a peer, or nullptr.
    const Pairing* firstOf(PeerNumber member) const;

    QList<Pairing> of(PeerNumber member) const;
    qsizetype countOf(PeerNumber member) const { return m_of.value(member).size(); }
    qsizetype countBetween(PeerNumber one, PeerNumber other) const;
    qsizetype countAskedBy(PeerNumber asker) const { return m_asked.value(asker); }

    void remove(const PairingId& id);

private:
    QHash<PairingId, Pairing> m_pairings;
    QHash<PeerNumber, QList<PairingId>> m_of; ///< only peers that are in one
    QHash<PeerNumber, qsizetype> m_asked;
};

} // namespace Signalbox
