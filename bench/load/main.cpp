// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
// The load of the benchmarks: many peers in one thread, with raw sockets, so that the load costs
// less than what it measures. It counts every message that must arrive and looks at who sent it; a
// run in which anything is missing or wrong says so and ends with status 1.
//
//   load SCENARIO --port P [--pid SERVER] [--address A] [--tls on] [--peers N] [--rooms R]
//        [--at-once K] ...
//
//   fanout    [--size BYTES] [--outstanding SENDERS]
//   directed  [--size BYTES] [--active PEERS] [--in-each-pair 1|2]
//   idle      [--size BYTES]
//   connects
//   storm
//   churn     [--restless PEERS]
//   steady    [--size BYTES] [--rate MESSAGES-A-SECOND] [--seconds S]
//
// Prints one line of JSON. `fanout` uses one room, the others as many as make rooms of 50 unless
// --rooms says otherwise. `steady` prints "ready" first and ends when standard input does.
// With --tls the load speaks TLS 1.3 and encrypts what it sends itself; it checks no certificate.
// docs/performance.md says what the figures mean.

#include "bench/load/scenarios.h"

#include <csignal>
#include <cstdio>
#include <sys/resource.h>

namespace {

struct Scenario
{
    const char* name;
    bool (*run)(Load::Options&, Load::Report&);
    bool printsItself;
};

constexpr Scenario scenarios[] = {
    {"fanout", Load::fanout, false},
    {"directed", Load::directed, false},
    {"idle", Load::idle, false},
    {"connects", Load::connects, false},
    {"storm", Load::storm, false},
    {"churn", Load::churn, false},
    {"steady", Load::steady, true},
};

void raiseDescriptorLimit()
{
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
}

} // namespace

int main(int argc, char** argv)
{
    raiseDescriptorLimit();
    std::signal(SIGPIPE, SIG_IGN); // OpenSSL writes without asking that there be none
    const std::string wanted = argc > 1 ? argv[1] : "";
    for (const Scenario& scenario : scenarios) {
        if (wanted == scenario.name) {
            Load::Options options(std::vector<std::string>(argv + 2, argv + argc));
            Load::Report report(wanted);
            const bool ok = scenario.run(options, report);
            if (!scenario.printsItself) {
                report.print();
            }
            return ok ? 0 : 1;
        }
    }
    std::fprintf(stderr,
        "usage: load fanout|directed|idle|connects|storm|churn|steady --port P [--name "
        "value]...\n");
    return 2;
}
