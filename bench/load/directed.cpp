// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "bench/load/measurement.h"
#include "bench/load/scenarios.h"

#include <cstdio>
#include <cstdlib>

namespace Load {

namespace {

constexpr uint32_t CheckEvery = 16;

/// Pairs in the same room: whoever receives a message answers at once with one of its own.
class PingPong
{
public:
    PingPong(Crowd& crowd, Window& window, size_t pairs, size_t size)
        : m_crowd(crowd)
        , m_window(window)
        , m_partner(crowd.size(), NoPartner)
        , m_received(crowd.size())
        , m_sampleOf(crowd.size())
    {
        const size_t rooms = crowd.rooms();
        for (size_t pair = 0; pair < pairs; ++pair) {
            const size_t one = pair % rooms + 2 * (pair / rooms) * rooms;
            const size_t other = one + rooms;
            if (other >= crowd.size()) {
                std::fprintf(stderr, "load: too few peers for so many pairs\n");
                std::exit(2);
            }
            pairUp(one, other, size);
            pairUp(other, one, size);
            m_first.push_back(one);
        }
    }

    /// `inEachPair` messages are under way between any two from here on: 1, or 2.
    void begin(int inEachPair)
    {
        for (const size_t peer : m_first) {
            say(peer);
            if (inEachPair > 1) {
                say(m_partner[peer]);
            }
        }
    }

    void arrived(size_t peer, const Stamp& stamp, std::string_view message)
    {
        if (m_partner[peer] != stamp.sender || ++m_received[peer] != stamp.number) {
            ++m_crowd.faults.misplaced;
            return;
        }
        --m_inFlight;
        m_window.count(stamp);
        if (stamp.number % CheckEvery == 1) {
            m_crowd.expectIntact(stamp, message, m_samples[m_sampleOf[stamp.sender]].body());
        }
        if (!m_window.isClosing()) {
            say(peer);
        }
    }

    int64_t inFlight() const { return m_inFlight; }

private:
    static constexpr size_t NoPartner = SIZE_MAX;

    void pairUp(size_t from, size_t to, size_t size)
    {
        m_partner[from] = to;
        m_sampleOf[from] = m_samples.size();
        m_samples.emplace_back(size, uint32_t(from), m_crowd.idOf(to));
    }

    void say(size_t peer)
    {
        ++m_inFlight;
        m_crowd.send(peer, m_samples[m_sampleOf[peer]].next());
    }

    Crowd& m_crowd;
    Window& m_window;
    std::vector<size_t> m_partner;
    std::vector<uint32_t> m_received;
    std::vector<size_t> m_sampleOf;
    std::vector<Sample> m_samples;
    std::vector<size_t> m_first;
    int64_t m_inFlight = 0;
};

void play(Crowd& crowd, Window& window, PingPong& game, int inEachPair)
{
    crowd.onSample = [&](size_t peer, const Stamp& stamp, std::string_view message) {
        game.arrived(peer, stamp, message);
    };
    game.begin(inEachPair);
    window.run([&] { return game.inFlight(); });
}

} // namespace

bool directed(Options& options, Report& report)
{
    const Plan plan = planFrom(options, 1000, 0);
    const ServerProcess server = serverFrom(options);
    const int active = options.number("active", 100);
    const int size = options.number("size", 250);
    const int inEachPair = options.number("in-each-pair", 1);
    Crowd crowd(plan);
    Window window(crowd, server, options);
    options.refuseOthers();

    crowd.bringIn();
    crowd.pollFor(0.1);
    PingPong game(crowd, window, size_t(active) / 2, size_t(size));
    play(crowd, window, game, inEachPair);
    window.report(report, "perSecond");
    reportFaults(report, crowd.faults);
    return crowd.faults.none();
}

bool idle(Options& options, Report& report)
{
    const Plan plan = planFrom(options, 10000, 0);
    const ServerProcess server = serverFrom(options);
    const int size = options.number("size", 250);
    Crowd crowd(plan);
    Window window(crowd, server, options);
    options.refuseOthers();

    const auto before = server.rssBytes();
    crowd.bringIn();
    crowd.pollFor(0.5);
    const auto after = server.rssBytes();
    PingPong game(crowd, window, 1, size_t(size));
    play(crowd, window, game, 1);
    window.report(report, "perSecond");
    if (before && after) {
        report.add("rssMiB", double(*after) / 1048576);
        report.add("bytesPerPeer", double(*after - *before) / double(crowd.size()));
    }
    reportFaults(report, crowd.faults);
    return crowd.faults.none();
}

} // namespace Load
