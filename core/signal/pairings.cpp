// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/pairings.h"

#include <algorithm>

namespace Signalbox {

void Pairings::add(const Pairing& pairing)
{
    Q_ASSERT(!contains(pairing.id));
    m_pairings.insert(pairing.id, pairing);
    m_of[pairing.producer].append(pairing.id);
    m_of[pairing.consumer].append(pairing.id);
    ++m_asked[pairing.asker];
}

const Pairings::Pairing* Pairings::find(const PairingId& id, PeerNumber member) const
{
    const auto found = m_pairings.constFind(id);
    return found != m_pairings.constEnd() && found->has(member) ? &found.value() : nullptr;
}

const Pairings::Pairing* Pairings::firstOf(PeerNumber member) const
{
    const auto ids = m_of.constFind(member);
    return ids == m_of.constEnd() ? nullptr : find(ids->constFirst(), member);
}

QList<Pairings::Pairing> Pairings::of(PeerNumber member) const
{
    QList<Pairing> pairings;
    const QList<PairingId> ids = m_of.value(member);
    for (const PairingId& id : ids) {
        pairings.append(m_pairings.value(id));
    }
    return pairings;
}

qsizetype Pairings::countBetween(PeerNumber one, PeerNumber other) const
{
    const QList<PairingId> ids = m_of.value(one);
    return std::count_if(ids.begin(), ids.end(),
        [this, other](const PairingId& id) { return m_pairings.constFind(id)->has(other); });
}

void Pairings::remove(const PairingId& id)
{
    const auto found = m_pairings.constFind(id);
    if (found == m_pairings.constEnd()) {
        return;
    }
    const Pairing pairing = *found;
    m_pairings.erase(found);
    for (PeerNumber member : {pairing.producer, pairing.consumer}) {
        const auto ids = m_of.find(member);
        ids->removeOne(pairing.id);
        if (ids->isEmpty()) {
            m_of.erase(ids);
        }
    }
    const auto asked = m_asked.find(pairing.asker);
    if (--asked.value() == 0) {
        m_asked.erase(asked);
    }
}

} // namespace Signalbox
