// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/refusals.h"

#include <algorithm>

namespace Signalbox {

void Refusals::add(const Peer& known, const QString& reason, Moment until)
{
    if (!isAlike(known, known)) {
        return;
    }
    const auto same
        = std::find_if(m_refusals.begin(), m_refusals.end(), [&known](const Refusal& refusal) {
              return isAlike(refusal.known, known) && isAlike(known, refusal.known);
          });
    if (same != m_refusals.end()) {
        same->reason = reason;
        same->until = std::max(same->until, until);
        for (const RoomName& room : known.rooms) {
            if (!same->known.rooms.contains(room)) {
                same->known.rooms.append(room);
            }
        }
        return;
    }
    if (m_refusals.size() >= MostRefusals) {
        m_refusals.erase(m_refusals.begin());
    }
    m_refusals.push_back({RefusalNumber(++m_last), known, reason, until, 0});
}

bool Refusals::matches(const Peer& wouldBe) const
{
    return std::any_of(m_refusals.begin(), m_refusals.end(),
        [&wouldBe](const Refusal& refusal) { return isAlike(refusal.known, wouldBe); });
}

void Refusals::noteTurnedAway(const Peer& who)
{
    for (Refusal& refusal : m_refusals) {
        if (isAlike(refusal.known, who)) {
            ++refusal.turnedAway;
        }
    }
}

bool Refusals::lift(const QList<RefusalNumber>& numbers)
{
    return std::erase_if(m_refusals, [&numbers](const Refusal& refusal) {
        return numbers.contains(refusal.number);
    }) > 0;
}

bool Refusals::liftOverdue(Moment now)
{
    return std::erase_if(m_refusals, [now](const Refusal& refusal) { return refusal.until <= now; })
        > 0;
}

} // namespace Signalbox
