// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/heirs.h"

namespace Signalbox {

void Heirs::note(PeerNumber former, PeerNumber heir, Moment now)
{
    while (!m_formers.empty()
        && (m_formers.size() >= Most || now - m_formers.front().first > Remembered)) {
        m_heirs.remove(m_formers.front().second);
        m_formers.pop_front();
    }
    m_heirs.insert(former, heir);
    m_formers.emplace_back(now, former);
}

PeerNumber Heirs::latestOf(PeerNumber number) const
{
    // Ends: an heir's number is always a later one than its former.
    for (auto heir = m_heirs.constFind(number); heir != m_heirs.constEnd();
         heir = m_heirs.constFind(number)) {
        number = *heir;
    }
    return number;
}

} // namespace Signalbox
