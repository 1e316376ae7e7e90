// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/peer.h"

#include <QMetaType>

namespace Signalbox {

/// The hub's own number of a refusal, ascending and never used twice while the program runs.
enum class RefusalNumber : quint64
{
};

/// Somebody who was put out and is not to come back for a while. A value.
struct Refusal
{
    RefusalNumber number{};
    Peer known; ///< as it was when it was put out; who comes back is known by isAlike()
    QString reason; ///< the owner's words; may be empty
    Moment until;
    int turnedAway = 0; ///< how often it has tried since
};

} // namespace Signalbox

Q_DECLARE_METATYPE(Signalbox::RefusalNumber)
