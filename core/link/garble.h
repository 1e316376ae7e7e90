// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/link/limits.h"
#include "core/signal/clock.h"
#include "core/signal/fault.h"

#include <optional>

namespace Signalbox {

/// How much unreadable stuff one peer may send. Unreadable is what has not even the form of a
/// message; what is only not allowed, or not known, is none of its business.
///
/// Thread: the I/O thread. Owner: the link.
class Garble
{
public:
    enum class Answer : quint8
    {
        Tell, ///< say what is wrong
        Ignore, ///< it was said a moment ago
        End, ///< the connection: one came after the other
    };

    static bool isUnreadable(FaultCode code);

    void noteReadable() { m_inARow = 0; }
    Answer noteUnreadable(Moment now, const Limits& limits);

private:
    int m_inARow = 0;
    std::optional<Moment> m_lastTold;
};

} // namespace Signalbox
