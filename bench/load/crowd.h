// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "bench/load/peer.h"
#include "bench/load/sample.h"

#include <cstdint>
#include <functional>
#include <netinet/in.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Load {

/// Where the server is, and how many peers come to how many rooms.
struct Plan
{
    std::string address = "127.0.0.1";
    int port = 0;
    int peers = 0;
    int rooms = 1; ///< peer i goes to room i modulo rooms
    int atOnce = 64; ///< how many may be on their way in at a time
    bool tls = false;
};

/// What went wrong. A run in which anything did is no measurement.
struct Faults
{
    int64_t lost = 0; ///< messages, announcements or members of a list that did not come
    int64_t misplaced = 0; ///< came twice, out of order, or to whom it was not for
    int64_t forged = 0; ///< the sender's identity or the body is not what it must be
    int64_t refused = 0; ///< the server answered with an error
    int64_t broken = 0; ///< connections that the server ended

    bool none() const { return lost + misplaced + forged + refused + broken == 0; }
};

/// Many peers on one epoll descriptor in one thread: brings them in, sends what it is given, hands
/// out what arrives, answers pings. Checks that the identity on what arrives is the sender's. Knows
/// no scenario. Owned by the scenario; its callbacks run in poll() and must not drop peers.
class Crowd
{
public:
    explicit Crowd(const Plan& plan);
    ~Crowd();
    Crowd(const Crowd&) = delete;
    Crowd& operator=(const Crowd&) = delete;

    std::function<void(size_t peer, const Stamp&, std::string_view message)> onSample;
    std::function<void(size_t peer)> onJoined;
    std::function<void()> onPolled; ///< after each poll(): here peers may be dropped

    /// Begins to connect; the upgrade and the join follow by themselves.
    void connect(size_t peer);
    /// Closes the descriptor without a word.
    void drop(size_t peer);
    void send(size_t peer, std::string_view frame);
    void poll(int milliseconds);

    /// Brings everybody in who is away; ends the program if they do not get there.
    void bringIn();
    void pollFor(double seconds);
    /// Until it is true, or nothing at all has come for some seconds.
    bool pollUntil(const std::function<bool()>& done);

    /// Has one member of every room join again, and counts who is missing in the answers.
    void checkRooms();

    std::string idOf(size_t peer) const { return "load-" + std::to_string(peer); }
    size_t size() const { return m_peers.size(); }
    size_t rooms() const { return size_t(m_plan.rooms); }
    size_t joined() const { return m_joined; }
    /// `join` announcements that have come, and members in all `joined` answers.
    int64_t announced() const { return m_announced; }
    int64_t listed() const { return m_listed; }
    /// How many members the other rooms' mates of everybody amount to, each pair once.
    int64_t pairs() const;

    void expectIntact(const Stamp& stamp, std::string_view message, std::string_view body);

    Faults faults;

private:
    using Phase = Peer::Phase;

    sockaddr_in sourceAddress();
    size_t membersOfRoom(size_t room) const;
    std::string joinFrame(size_t peer) const;
    void onConnecting(size_t peer);
    void onWritable(size_t peer);
    void onReadable(size_t peer);
    void readOnce(size_t peer);
    void onBroken(size_t peer);
    size_t take(size_t peer, std::string_view bytes);
    size_t takeAnswer(size_t peer, std::string_view bytes);
    size_t takeFrame(size_t peer, std::string_view bytes);
    void takeMessage(size_t peer, std::string_view message);
    bool isGreeting(size_t peer, std::string_view message) const;
    void takeJoined(size_t peer, std::string_view message);

    Plan m_plan;
    std::optional<TunnelSettings> m_tls;
    std::vector<Peer> m_peers;
    std::vector<char> m_buffer;
    int m_epoll;
    size_t m_connects = 0;
    size_t m_joined = 0;
    int64_t m_announced = 0;
    int64_t m_listed = 0;
    int64_t m_events = 0;
};

} // namespace Load
