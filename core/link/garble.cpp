// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/link/garble.h"

namespace Signalbox {

bool Garble::isUnreadable(FaultCode code)
{
    switch (code) {
    case FaultCode::NotJson:
    case FaultCode::NotAnObject:
    case FaultCode::NoType:
    case FaultCode::DuplicateKey:
    case FaultCode::WrongType:
    case FaultCode::TooDeep:
    case FaultCode::Undecided:
        return true;
    default:
        return false;
    }
}

Garble::Answer Garble::noteUnreadable(Moment now, const Limits& limits)
{
    constexpr std::chrono::seconds pause{1};
    if (++m_inARow >= limits.unreadableInARow) {
        return Answer::End;
    }
    if (m_lastTold && now - *m_lastTold < pause) {
        return Answer::Ignore;
    }
    m_lastTold = now;
    return Answer::Tell;
}

} // namespace Signalbox
