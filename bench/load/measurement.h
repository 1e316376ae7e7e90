// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "bench/load/crowd.h"
#include "bench/load/latencies.h"
#include "bench/load/options.h"
#include "bench/load/report.h"
#include "bench/load/serverprocess.h"

namespace Load {

/// Asks for what every scenario needs: --port, --address, --peers, --rooms (0: as many as make
/// rooms of 50), --at-once, --tls.
Plan planFrom(Options& options, int peers, int rooms);
ServerProcess serverFrom(Options& options);

/// A stretch of time in which something is counted: CPU time and wall time from begin() to end().
class Measurement
{
public:
    explicit Measurement(const ServerProcess& server);

    void begin();
    void end();

    double seconds() const { return m_wall; }
    /// The server's CPU time per thing of which `count` happened, in microseconds.
    std::optional<double> cpuMicros(int64_t count) const;
    std::optional<double> serverCpu() const { return m_serverCpu; }
    /// The share of the time in which the load itself was busy.
    double ownShare() const { return m_ownCpu / m_wall; }

private:
    const ServerProcess& m_server;
    double m_wall = 0;
    double m_ownCpu = 0;
    std::optional<double> m_serverCpu;
    int64_t m_beganNs = 0;
};

/// What a closed loop does: it warms up, counts for a while, stops saying more, and waits for what
/// is under way.
class Window
{
public:
    Window(Crowd& crowd, const ServerProcess& server, Options& options);

    /// Polls through warm-up and measured time; then calls `inFlight` until nothing is.
    void run(const std::function<int64_t()>& inFlight);

    bool isClosing() const { return m_closing; }
    void count(const Stamp& stamp);
    void report(Report& report, std::string_view rate) const;

private:
    Crowd& m_crowd;
    Measurement m_measurement;
    Latencies m_latencies;
    double m_warmUp;
    double m_measured;
    bool m_counting = false;
    bool m_closing = false;
};

void reportFaults(Report& report, const Faults& faults);

} // namespace Load
