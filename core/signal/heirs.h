// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/clock.h"
#include "core/signal/ids.h"

#include <QHash>

#include <chrono>
#include <deque>
#include <utility>

namespace Signalbox {

/// Under which number somebody is there who came back under another than it had. Remembered as long
/// as somebody may act upon a list or a question in which the former number stands, and of so many
/// only: coming back costs nothing.
///
/// Thread: the I/O thread. Owner: SignalCore.
class Heirs
{
public:
    static constexpr size_t Most = 4096;
    static constexpr std::chrono::minutes Remembered{10};

    void note(PeerNumber former, PeerNumber heir, Moment now);

    /// Its latest number; its own, where it is not known to have had another.
    PeerNumber latestOf(PeerNumber number) const;

private:
    QHash<PeerNumber, PeerNumber> m_heirs; ///< by the former number
    std::deque<std::pair<Moment, PeerNumber>> m_formers; ///< the oldest first
};

} // namespace Signalbox
