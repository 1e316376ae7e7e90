// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "bench/load/tunnel.h"

#include <cstddef>
#include <cstdint>
#include <netinet/in.h>
#include <optional>
#include <string>
#include <string_view>

namespace Load {

/// One connection's socket, what of its input is not complete, and what of its output the system
/// has not taken; with TLS below that if settings for it are given. Knows neither frames nor
/// messages. Owner: the crowd, whose epoll descriptor it uses.
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

    enum class Progress
    {
        UnderWay,
        Arrived,
        Failed
    };

    Phase phase = Phase::Away;
    std::string rest; ///< the beginning of something that is not complete

    /// `mark` comes back in the socket's events, along with which of the peer's sockets it was.
    void open(int epoll, uint32_t mark, const sockaddr_in& source, const sockaddr_in& server,
        const TunnelSettings* tls);
    /// Without a word to the other side.
    void close();
    /// Goes on with connecting, upon an event of the socket. Bytes may be sent once it has arrived.
    Progress approach();

    /// These say whether the connection still stands.
    bool send(std::string_view bytes);
    bool flush();
    /// Puts the rest and what has come into the buffer; `size` is that of both.
    bool receive(char* buffer, size_t capacity, size_t& size);
    /// More has come than the buffer could take, and no event will tell of it.
    bool hasMore() const { return m_hasMore; }

    bool isMeant(uint64_t event) const
    {
        return phase != Phase::Away && m_generation == uint32_t(event >> 32);
    }
    static uint32_t markOf(uint64_t event) { return uint32_t(event); }

private:
    bool hasConnected() const;
    bool offer(std::string_view bytes, size_t& sent);
    void watch(bool write);

    const TunnelSettings* m_tls = nullptr; ///< none: what is sent is not encrypted
    std::optional<Tunnel> m_tunnel; ///< from when TCP is connected
    int m_epoll = -1;
    int m_socket = -1;
    uint32_t m_mark = 0;
    uint32_t m_generation = 0; ///< tells events of an earlier socket
    bool m_writeWatched = false;
    bool m_hasMore = false;
    std::string m_waiting;
};

} // namespace Load
