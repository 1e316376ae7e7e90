// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "bench/load/measurement.h"

namespace Load {

namespace {

constexpr int RoomSize = 50;

} // namespace

Plan planFrom(Options& options, int peers, int rooms)
{
    Plan plan;
    plan.address = options.text("address", plan.address);
    plan.port = options.number("port", 0);
    plan.peers = options.number("peers", peers);
    plan.rooms = options.number("rooms", rooms);
    if (plan.rooms == 0) {
        plan.rooms = (plan.peers + RoomSize - 1) / RoomSize;
    }
    plan.atOnce = options.number("at-once", plan.atOnce);
    plan.tls = options.flag("tls");
    return plan;
}

ServerProcess serverFrom(Options& options)
{
    return ServerProcess(options.number("pid", 0));
}

Measurement::Measurement(const ServerProcess& server)
    : m_server(server)
{ }

void Measurement::begin()
{
    m_serverCpu = m_server.cpuSeconds();
    m_ownCpu = ownCpuSeconds();
    m_beganNs = nowNs();
}

void Measurement::end()
{
    m_wall = double(nowNs() - m_beganNs) / 1e9;
    m_ownCpu = ownCpuSeconds() - m_ownCpu;
    if (m_serverCpu) {
        m_serverCpu = *m_server.cpuSeconds() - *m_serverCpu;
    }
}

std::optional<double> Measurement::cpuMicros(int64_t count) const
{
    return m_serverCpu && count > 0 ? std::optional(*m_serverCpu * 1e6 / double(count))
                                    : std::nullopt;
}

Window::Window(Crowd& crowd, const ServerProcess& server, Options& options)
    : m_crowd(crowd)
    , m_measurement(server)
    , m_warmUp(options.number("warm-up-ms", 300) / 1e3)
    , m_measured(options.number("measured-ms", 1200) / 1e3)
{ }

void Window::run(const std::function<int64_t()>& inFlight)
{
    m_crowd.pollFor(m_warmUp);
    m_measurement.begin();
    m_counting = true;
    m_crowd.pollFor(m_measured);
    m_counting = false;
    m_measurement.end();
    m_closing = true;
    if (!m_crowd.pollUntil([&] { return inFlight() == 0; })) {
        m_crowd.faults.lost += inFlight();
    }
}

void Window::count(const Stamp& stamp)
{
    if (m_counting) {
        m_latencies.add(nowNs() - stamp.sentNs);
    }
}

void Window::report(Report& report, std::string_view rate) const
{
    const auto total = int64_t(m_latencies.total());
    report.add("count", total);
    report.add(rate, double(total) / m_measurement.seconds());
    report.add("cpuMicros", m_measurement.cpuMicros(total));
    report.add("p50Ms", m_latencies.quantile(0.5));
    report.add("p99Ms", m_latencies.quantile(0.99));
    report.add("loadBusy", m_measurement.ownShare());
}

void reportFaults(Report& report, const Faults& faults)
{
    report.add("lost", faults.lost);
    report.add("misplaced", faults.misplaced);
    report.add("forged", faults.forged);
    report.add("refused", faults.refused);
    report.add("broken", faults.broken);
    report.add("ok", faults.none());
}

} // namespace Load
