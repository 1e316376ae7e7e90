// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/descriptors.h"

#include <algorithm>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace Signalbox {

namespace {

/// What is kept free, but never more than this part of all.
constexpr rlim_t Reserve = 64;
constexpr rlim_t ReservedPart = 4;

/// Read each time: the limit of a running process can be changed from outside (prlimit(1)).
rlim_t most()
{
    rlimit limit{};
    return ::getrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : RLIM_INFINITY;
}

/// The first descriptor of the reserve.
rlim_t reserveBegin()
{
    const rlim_t all = most();
    return all == RLIM_INFINITY ? all : all - std::min(Reserve, all / ReservedPart);
}

} // namespace

bool leavesReserve(qintptr descriptor)
{
    // The system always gives the lowest number that is free: all below are taken.
    return rlim_t(descriptor) + 1 < reserveBegin();
}

bool hasDescriptorToSpare(qintptr open)
{
    const int probe = ::fcntl(int(open), F_DUPFD_CLOEXEC, 0);
    if (probe < 0) {
        return false;
    }
    ::close(probe);
    return rlim_t(probe) < reserveBegin();
}

quint64 mostDescriptors()
{
    return most();
}

void closeDescriptor(qintptr descriptor)
{
    ::close(int(descriptor));
}

QHostAddress farEnd(qintptr descriptor)
{
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    auto* const end = reinterpret_cast<sockaddr*>(&address);
    return ::getpeername(int(descriptor), end, &size) == 0 ? QHostAddress(end) : QHostAddress();
}

} // namespace Signalbox
