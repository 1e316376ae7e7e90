// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <netinet/in.h>
#include <string>
#include <string_view>

namespace Load {

/// One connection's socket, what of its input is not complete, and what of its output the system
/// has not taken. Knows neither frames nor messages. Owner: the crowd, whose epoll descriptor it
/// uses.
class Peer
{
public:
    enum class Phase
    {
        Away,
        Connecting,
        Upgrading,
        Joining,
        Joined
    };

    Phase phase = Phase::Away;
    std::string rest; ///< the beginning of something that is not complete

    /// `mark` comes back in the socket's events, along with which of the peer's sockets it was.
    void open(int epoll, uint32_t mark, const sockaddr_in& source, const sockaddr_in& server);
    /// Without a word to the other side.
    void close();
    bool hasArrived(); ///< whether the connection has come about

    /// These say whether the connection still stands.
    bool send(std::string_view bytes);
    bool flush();
    /// Puts the rest and what has come into the buffer; `size` is that of both.
    bool receive(char* buffer, size_t capacity, size_t& size);

    bool isMeant(uint64_t event) const
    {
        return phase != Phase::Away && m_generation == uint32_t(event >> 32);
    }
    static uint32_t markOf(uint64_t event) { return uint32_t(event); }

private:
    void watch(bool write);

    int m_epoll = -1;
    int m_socket = -1;
    uint32_t m_mark = 0;
    uint32_t m_generation = 0; ///< tells events of an earlier socket
    bool m_writeWatched = false;
    std::string m_waiting;
};

} // namespace Load
