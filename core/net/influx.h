// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/clock.h"

#include <QtGlobal>

namespace Signalbox {

/// Whether more bytes arrive in a second than may. It has to be cheap: it is asked for each arrival
/// of data, and needs the time only once for a whole second's worth.
///
/// Thread: the I/O thread. Owner: the connection.
class Influx
{
public:
    explicit Influx(Moment now)
        : m_since(now)
    { }

    /// More have arrived. True: a second's worth is full; ask isFlood().
    bool add(qint64 bytes, qint64 mostPerSecond)
    {
        m_bytes += bytes;
        return m_bytes > mostPerSecond;
    }

    /// Whether it took less than a second. Counts anew in any case.
    bool isFlood(Moment now)
    {
        const bool isTooFast = now - m_since < std::chrono::seconds(1);
        m_since = now;
        m_bytes = 0;
        return isTooFast;
    }

private:
    Moment m_since;
    qint64 m_bytes = 0;
};

} // namespace Signalbox
