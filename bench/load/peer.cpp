// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "bench/load/peer.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace Load {

void Peer::open(int epoll, uint32_t mark, const sockaddr_in& source, const sockaddr_in& server,
    const TunnelSettings* tls)
{
    m_tls = tls;
    m_epoll = epoll;
    m_mark = mark;
    m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const int on = 1;
    setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    setsockopt(m_socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    if (m_socket < 0
        || ::bind(m_socket, reinterpret_cast<const sockaddr*>(&source), sizeof source) < 0
        || (::connect(m_socket, reinterpret_cast<const sockaddr*>(&server), sizeof server) < 0
            && errno != EINPROGRESS)) {
        std::perror("load: connect");
        std::exit(1);
    }
    phase = Phase::Connecting;
    ++m_generation;
    m_writeWatched = true;
    epoll_event event{};
    event.events = EPOLLIN | EPOLLOUT;
    event.data.u64 = uint64_t(m_generation) << 32 | m_mark;
    epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_socket, &event);
}

void Peer::close()
{
    m_tunnel.reset();
    m_hasMore = false;
    ::close(m_socket);
    m_socket = -1;
    phase = Phase::Away;
    rest.clear();
    m_waiting.clear();
}

Peer::Progress Peer::approach()
{
    if (!m_tunnel) {
        if (!hasConnected()) {
            return Progress::Failed;
        }
        if (m_tls == nullptr) {
            return Progress::Arrived;
        }
        m_tunnel.emplace(*m_tls, m_socket);
    }
    const Tunnel::Outcome outcome = m_tunnel->shakeHands();
    watch(outcome == Tunnel::Outcome::WantsToWrite);
    switch (outcome) {
    case Tunnel::Outcome::Done:
        return Progress::Arrived;
    case Tunnel::Outcome::Broken:
        return Progress::Failed;
    default:
        return Progress::UnderWay;
    }
}

bool Peer::hasConnected() const
{
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(m_socket, SOL_SOCKET, SO_ERROR, &error, &size);
    return error == 0;
}

bool Peer::send(std::string_view bytes)
{
    size_t sent = 0;
    if (m_waiting.empty() && !offer(bytes, sent)) {
        return false;
    }
    m_waiting += bytes.substr(sent);
    watch(!m_waiting.empty());
    return true;
}

/// What of it the system took. Whether the connection still stands.
bool Peer::offer(std::string_view bytes, size_t& sent)
{
    if (m_tunnel) {
        return m_tunnel->write(bytes, sent) != Tunnel::Outcome::Broken;
    }
    const ssize_t count = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    sent = size_t(std::max<ssize_t>(count, 0));
    return count >= 0 || errno == EAGAIN;
}

bool Peer::flush()
{
    return send(std::exchange(m_waiting, {}));
}

bool Peer::receive(char* buffer, size_t capacity, size_t& size)
{
    std::copy(rest.begin(), rest.end(), buffer);
    if (m_tunnel) {
        size_t more = 0;
        const Tunnel::Outcome outcome
            = m_tunnel->read(buffer + rest.size(), capacity - rest.size(), more);
        size = rest.size() + more;
        m_hasMore = outcome == Tunnel::Outcome::Done;
        return outcome != Tunnel::Outcome::Broken;
    }
    const ssize_t count = ::recv(m_socket, buffer + rest.size(), capacity - rest.size(), 0);
    size = rest.size() + size_t(std::max<ssize_t>(count, 0));
    return count > 0 || (count < 0 && errno == EAGAIN);
}

void Peer::watch(bool write)
{
    if (m_writeWatched == write) {
        return;
    }
    m_writeWatched = write;
    epoll_event event{};
    event.events = EPOLLIN | (write ? uint32_t(EPOLLOUT) : 0);
    event.data.u64 = uint64_t(m_generation) << 32 | m_mark;
    epoll_ctl(m_epoll, EPOLL_CTL_MOD, m_socket, &event);
}

} // namespace Load
