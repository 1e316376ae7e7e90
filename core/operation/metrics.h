// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/snapshot.h"

#include <QByteArray>
#include <QDateTime>

#include <optional>

namespace Signalbox {

/// What the process costs, as the system counts it. What cannot be found out is not told.
struct ProcessMeasures
{
    std::optional<double> startedAt; ///< seconds since 1970
    std::optional<double> cpuSeconds;
    std::optional<qint64> residentBytes;
    std::optional<int> openDescriptors;
    std::optional<int> mostDescriptors;
};

/// Of this process, at this moment. Reads a few files of /proc: some tens of microseconds, and a
/// few nanoseconds for each open connection.
ProcessMeasures measureProcess();

/// The numbers of a hub in the text format of Prometheus, version 0.0.4. Nothing that a peer chose
/// is in it: no nicks, no rooms, no addresses. wallNow: the wall clock's time at snapshot.at.
QByteArray metricsText(
    const Snapshot& snapshot, const ProcessMeasures& process, const QDateTime& wallNow);

} // namespace Signalbox
