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

void Peer::open(int epoll, uint32_t mark, const sockaddr_in& source, const sockaddr_in& server)
{
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
    ::close(m_socket);
    m_socket = -1;
    phase = Phase::Away;
    rest.clear();
    m_waiting.clear();
}

bool Peer::hasArrived()
{
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(m_socket, SOL_SOCKET, SO_ERROR, &error, &size);
    return error == 0;
}

bool Peer::send(std::string_view bytes)
{
    size_t sent = 0;
    if (m_waiting.empty()) {
        const ssize_t count = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count < 0 && errno != EAGAIN) {
            return false;
        }
        sent = size_t(std::max<ssize_t>(count, 0));
    }
    m_waiting += bytes.substr(sent);
    watch(!m_waiting.empty());
    return true;
}

bool Peer::flush()
{
    return send(std::exchange(m_waiting, {}));
}

bool Peer::receive(char* buffer, size_t capacity, size_t& size)
{
    std::copy(rest.begin(), rest.end(), buffer);
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
