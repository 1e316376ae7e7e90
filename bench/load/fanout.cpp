// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "bench/load/measurement.h"
#include "bench/load/scenarios.h"

namespace Load {

namespace {

constexpr uint32_t CheckEvery = 16; ///< the broadcasts whose bytes are looked at on every arrival

/// The senders are the peers 0 to K-1.
class Broadcasts
{
public:
    Broadcasts(Crowd& crowd, Window& window, size_t senders, size_t size)
        : m_crowd(crowd)
        , m_window(window)
        , m_arrived(senders)
        , m_last(crowd.size() * senders)
    {
        for (size_t i = 0; i < senders; ++i) {
            m_samples.emplace_back(size, uint32_t(i), "");
        }
    }

    void begin()
    {
        for (size_t sender = 0; sender < m_samples.size(); ++sender) {
            say(sender);
        }
    }

    void arrived(size_t peer, const Stamp& stamp, std::string_view message)
    {
        if (stamp.sender >= m_samples.size() || stamp.sender == peer
            || m_last[peer * m_samples.size() + stamp.sender] + 1 != stamp.number
            || stamp.number != m_samples[stamp.sender].number()) {
            ++m_crowd.faults.misplaced;
            return;
        }
        m_last[peer * m_samples.size() + stamp.sender] = stamp.number;
        m_window.count(stamp);
        if (stamp.number % CheckEvery == 1) {
            m_crowd.expectIntact(stamp, message, m_samples[stamp.sender].body());
        }
        if (++m_arrived[stamp.sender] == m_crowd.size() - 1) {
            if (!m_window.isClosing()) {
                say(stamp.sender);
            }
        }
    }

    /// Deliveries that are still to come.
    int64_t inFlight() const
    {
        int64_t sum = 0;
        for (const size_t arrived : m_arrived) {
            sum += int64_t(m_crowd.size() - 1 - arrived);
        }
        return sum;
    }

private:
    void say(size_t sender)
    {
        m_arrived[sender] = 0;
        m_crowd.send(sender, m_samples[sender].next());
    }

    Crowd& m_crowd;
    Window& m_window;
    std::vector<Sample> m_samples;
    std::vector<size_t> m_arrived; ///< by sender: who has its latest broadcast
    std::vector<uint32_t> m_last; ///< by receiver and sender: the number of the latest one
};

} // namespace

bool fanout(Options& options, Report& report)
{
    Plan plan = planFrom(options, 1000, 1);
    const ServerProcess server = serverFrom(options);
    const int senders = options.number("outstanding", 8);
    const int size = options.number("size", 250);
    Crowd crowd(plan);
    Window window(crowd, server, options);
    options.refuseOthers();

    crowd.bringIn();
    crowd.pollFor(0.1);
    Broadcasts broadcasts(crowd, window, size_t(senders), size_t(size));
    crowd.onSample = [&](size_t peer, const Stamp& stamp, std::string_view message) {
        broadcasts.arrived(peer, stamp, message);
    };
    broadcasts.begin();
    window.run([&] { return broadcasts.inFlight(); });
    window.report(report, "perSecond");
    reportFaults(report, crowd.faults);
    return crowd.faults.none();
}

} // namespace Load
