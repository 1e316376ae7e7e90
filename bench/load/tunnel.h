// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <openssl/ssl.h>
#include <string_view>

namespace Load {

/// How all peers of a load speak TLS: 1.3 only, with the one cipher suite that browsers prefer, so
/// that all servers have the same work. Nobody's certificate is checked: that would be work of the
/// load. Owner: the crowd; outlives its tunnels.
class TunnelSettings
{
public:
    TunnelSettings();

    SSL_CTX* context() const { return m_context.get(); }

private:
    struct Free
    {
        void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    };
    std::unique_ptr<SSL_CTX, Free> m_context;
};

/// The client's end of TLS on a connected socket that does not block. What is written is encrypted
/// here and now, record by record, so the load pays for that, as browsers do. Knows neither epoll
/// nor frames. Owner: the peer, which owns the socket as well.
class Tunnel
{
public:
    enum class Outcome
    {
        Done,
        WantsToRead,
        WantsToWrite,
        Broken
    };

    Tunnel(const TunnelSettings& settings, int socket);

    Outcome shakeHands();
    /// `written`: how much of it was taken. The rest must be offered again, first of all.
    Outcome write(std::string_view bytes, size_t& written);
    /// Fills the buffer as far as there is something; Done where there may be more than it holds.
    Outcome read(char* buffer, size_t capacity, size_t& size);

private:
    struct Free
    {
        void operator()(SSL* session) const { SSL_free(session); }
    };
    Outcome outcomeOf(int result);

    std::unique_ptr<SSL, Free> m_session;
};

} // namespace Load
