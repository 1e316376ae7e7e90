// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "bench/load/serverprocess.h"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <unistd.h>

namespace Load {

namespace {

double seconds(clockid_t clock)
{
    timespec spent{};
    if (clock_gettime(clock, &spent) != 0) {
        std::perror("load: the server's CPU time");
        std::exit(1);
    }
    return double(spent.tv_sec) + double(spent.tv_nsec) / 1e9;
}

} // namespace

ServerProcess::ServerProcess(pid_t pid)
    : m_pid(pid)
{
    // The process's CPU clock is what /proc/PID/stat counts, in nanoseconds instead of ticks.
    if (pid > 0 && clock_getcpuclockid(pid, &m_clock) != 0) {
        std::fprintf(stderr, "load: there is no process %d\n", int(pid));
        std::exit(2);
    }
}

std::optional<double> ServerProcess::cpuSeconds() const
{
    return m_pid > 0 ? std::optional(seconds(m_clock)) : std::nullopt;
}

std::optional<int64_t> ServerProcess::rssBytes() const
{
    if (m_pid <= 0) {
        return std::nullopt;
    }
    long long size = 0;
    long long resident = 0;
    FILE* file = std::fopen(("/proc/" + std::to_string(m_pid) + "/statm").c_str(), "r");
    if (file == nullptr || std::fscanf(file, "%lld %lld", &size, &resident) != 2) {
        std::perror("load: the server's memory");
        std::exit(1);
    }
    std::fclose(file);
    return resident * sysconf(_SC_PAGESIZE);
}

double ownCpuSeconds()
{
    return seconds(CLOCK_PROCESS_CPUTIME_ID);
}

} // namespace Load
