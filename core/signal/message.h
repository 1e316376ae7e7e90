// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace Signalbox {

/// What one peer says to others: opaque to the rules, meaningful only to the dialect whose reader
/// made it and whose writer sends it on.
struct Message
{
    QByteArray bytes;
    qsizetype splice = -1; ///< where the writer puts in what the hub vouches for; -1: as it likes

    friend bool operator==(const Message&, const Message&) = default;
};

} // namespace Signalbox
