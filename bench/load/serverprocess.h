// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <ctime>
#include <optional>
#include <sys/types.h>

namespace Load {

/// What the system says about the server's process. Knows nothing of what the server does. Without
/// a process number there are no figures.
class ServerProcess
{
public:
    explicit ServerProcess(pid_t pid);

    /// User and system time of all its threads so far, also of those that have ended.
    std::optional<double> cpuSeconds() const;
    /// Resident memory.
    std::optional<int64_t> rssBytes() const;

private:
    pid_t m_pid;
    clockid_t m_clock{};
};

/// The same of the load itself: near the wall time, the load is the limit and not the server.
double ownCpuSeconds();

} // namespace Load
