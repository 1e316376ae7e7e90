// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "bench/load/measurement.h"
#include "bench/load/scenarios.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace Load {

bool connects(Options& options, Report& report)
{
    Plan plan = planFrom(options, 5000, 0);
    const ServerProcess server = serverFrom(options);
    options.refuseOthers();
    Crowd crowd(plan);
    Measurement measurement(server);

    measurement.begin();
    crowd.bringIn();
    measurement.end();
    // Of any two in a room, the later one finds the earlier in its list, and the earlier is told.
    crowd.pollUntil([&] { return crowd.announced() >= crowd.pairs(); });
    crowd.faults.lost += std::max<int64_t>(0, crowd.pairs() - crowd.announced());
    crowd.faults.misplaced += std::abs(crowd.pairs() - crowd.listed());
    crowd.checkRooms();

    report.add("perSecond", double(plan.peers) / measurement.seconds());
    report.add("cpuMicros", measurement.cpuMicros(plan.peers));
    report.add("loadBusy", measurement.ownShare());
    reportFaults(report, crowd.faults);
    return crowd.faults.none();
}

bool storm(Options& options, Report& report)
{
    Plan plan = planFrom(options, 2000, 0);
    const ServerProcess server = serverFrom(options);
    options.refuseOthers();
    Crowd crowd(plan);
    crowd.bringIn();
    crowd.pollFor(0.5);

    Measurement measurement(server);
    measurement.begin();
    for (size_t i = 0; i < crowd.size(); ++i) {
        crowd.drop(i);
    }
    for (size_t i = 0; i < crowd.size(); ++i) {
        crowd.connect(i);
    }
    crowd.bringIn();
    measurement.end();
    crowd.checkRooms();

    report.add("backMs", measurement.seconds() * 1e3);
    report.add("cpuSeconds", measurement.serverCpu());
    report.add("loadBusy", measurement.ownShare());
    reportFaults(report, crowd.faults);
    return crowd.faults.none();
}

bool churn(Options& options, Report& report)
{
    Plan plan = planFrom(options, 500, 0);
    const ServerProcess server = serverFrom(options);
    const int restless = options.number("restless", 50);
    Crowd crowd(plan);
    Window window(crowd, server, options);
    options.refuseOthers();
    crowd.bringIn();
    crowd.pollFor(0.1);

    std::vector<Stamp> left(crowd.size());
    std::vector<size_t> back;
    int64_t away = 0;
    const auto leaveAndReturn = [&](size_t peer) {
        left[peer].sentNs = nowNs();
        crowd.drop(peer);
        crowd.connect(peer);
        ++away;
    };
    crowd.onJoined = [&](size_t peer) {
        window.count(left[peer]);
        --away;
        back.push_back(peer);
    };
    // Nobody may be dropped while what it received is looked at.
    crowd.onPolled = [&] {
        for (const size_t peer : std::exchange(back, {})) {
            if (!window.isClosing()) {
                leaveAndReturn(peer);
            }
        }
    };
    for (size_t i = 0; i < size_t(restless); ++i) {
        leaveAndReturn(i);
    }
    window.run([&] { return away; });
    crowd.checkRooms();
    window.report(report, "perSecond");
    reportFaults(report, crowd.faults);
    return crowd.faults.none();
}

} // namespace Load
