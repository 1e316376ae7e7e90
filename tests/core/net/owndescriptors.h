// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

#include <cerrno>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace Signalbox {

/// The port at one end of a socket, which end is up to the call; 0: there is none.
inline quint16 portOf(int descriptor, decltype(::getpeername)& nameOf)
{
    sockaddr_in address{};
    socklen_t size = sizeof address;
    const bool known = nameOf(descriptor, reinterpret_cast<sockaddr*>(&address), &size) == 0
        && (address.sin_family == AF_INET || address.sin_family == AF_INET6);
    return known ? ntohs(address.sin_port) : 0;
}

/// The descriptors of this process's sockets whose far end has this port.
inline QList<int> descriptorsTowards(quint16 port)
{
    QList<int> found;
    for (int descriptor = 0; descriptor < 1024; ++descriptor) {
        if (portOf(descriptor, ::getpeername) == port) {
            found.append(descriptor);
        }
    }
    return found;
}

/// Reads until there will be nothing more. Why that is: 0, or what the system says. bytes: so many
/// more have come.
inline int readToEnd(int descriptor, qint64& bytes)
{
    ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) & ~O_NONBLOCK);
    QByteArray buffer(256 * 1024, Qt::Uninitialized);
    ssize_t size = 0;
    while ((size = ::recv(descriptor, buffer.data(), size_t(buffer.size()), 0)) > 0) {
        bytes += size;
    }
    return size < 0 ? errno : 0;
}

/// How many connections this process has accepted at this port, and still has.
inline int acceptedAt(quint16 port)
{
    int count = 0;
    for (int descriptor = 0; descriptor < 1024; ++descriptor) {
        count
            += portOf(descriptor, ::getsockname) == port && portOf(descriptor, ::getpeername) != 0;
    }
    return count;
}

} // namespace Signalbox
