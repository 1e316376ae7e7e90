// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/tcpoptions.h"

#ifdef Q_OS_LINUX
#include <cstddef>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>
#endif

namespace Signalbox::TcpOptions {

void setPatience(qintptr descriptor, std::chrono::milliseconds patience)
{
#ifdef Q_OS_LINUX
    const auto time = unsigned(patience.count());
    ::setsockopt(int(descriptor), IPPROTO_TCP, TCP_USER_TIMEOUT, &time, sizeof time);
#else
    Q_UNUSED(descriptor)
    Q_UNUSED(patience)
#endif
}

void endWithReset(qintptr descriptor, bool resets)
{
#ifdef Q_OS_LINUX
    const linger none{resets ? 1 : 0, 0};
    ::setsockopt(int(descriptor), SOL_SOCKET, SO_LINGER, &none, sizeof none);
#else
    Q_UNUSED(descriptor)
    Q_UNUSED(resets)
#endif
}

std::optional<quint64> arrivedBytes(qintptr descriptor)
{
#ifdef Q_OS_LINUX
    tcp_info info{};
    socklen_t size = sizeof info;
    const bool isKnown = ::getsockopt(int(descriptor), IPPROTO_TCP, TCP_INFO, &info, &size) == 0
        && size >= offsetof(tcp_info, tcpi_bytes_received) + sizeof info.tcpi_bytes_received;
    return isKnown ? std::optional<quint64>(info.tcpi_bytes_received) : std::nullopt;
#else
    Q_UNUSED(descriptor)
    return std::nullopt;
#endif
}

} // namespace Signalbox::TcpOptions
