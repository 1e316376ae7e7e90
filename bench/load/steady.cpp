// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "bench/load/measurement.h"
#include "bench/load/scenarios.h"

#include <cstdio>
#include <poll.h>
#include <unistd.h>

namespace Load {

namespace {

/// A pipe whose other end is closed, or a file without more: whoever started this wants it to end.
bool inputHasEnded()
{
    pollfd input{STDIN_FILENO, POLLIN, 0};
    char byte = 0;
    return ::poll(&input, 1, 0) > 0 && ::read(STDIN_FILENO, &byte, 1) <= 0;
}

} // namespace

bool steady(Options& options, Report& report)
{
    const Plan plan = planFrom(options, 100, 0);
    const int rate = options.number("rate", 0);
    const int seconds = options.number("seconds", 0);
    const int size = options.number("size", 250);
    options.refuseOthers();
    Crowd crowd(plan);
    crowd.bringIn();
    std::puts("ready");
    std::fflush(stdout);

    // Everybody speaks in turn, to the next one of its room.
    std::vector<Sample> samples;
    for (size_t i = 0; i < crowd.size(); ++i) {
        samples.emplace_back(
            size_t(size), uint32_t(i), crowd.idOf((i + crowd.rooms()) % crowd.size()));
    }
    int64_t sent = 0;
    int64_t received = 0;
    Latencies latencies;
    crowd.onSample = [&](size_t, const Stamp& stamp, std::string_view message) {
        ++received;
        latencies.add(nowNs() - stamp.sentNs);
        crowd.expectIntact(stamp, message, samples[stamp.sender].body());
    };
    const int64_t begin = nowNs();
    for (double elapsed = 0; elapsed < seconds; elapsed = double(nowNs() - begin) / 1e9) {
        for (const auto due = int64_t(elapsed * rate); sent < due; ++sent) {
            const size_t peer = size_t(sent) % crowd.size();
            crowd.send(peer, samples[peer].next());
        }
        crowd.poll(1);
    }
    crowd.pollUntil([&] { return received == sent; });
    crowd.faults.lost += sent - received;
    report.add("sent", sent);
    report.add("p50Ms", latencies.quantile(0.5));
    report.add("p99Ms", latencies.quantile(0.99));
    reportFaults(report, crowd.faults);
    report.print();
    while (!inputHasEnded()) {
        crowd.poll(100);
    }
    return crowd.faults.none();
}

} // namespace Load
