// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/signalpipe.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace Signalbox {

bool SignalPipe::open()
{
    if (::pipe(m_ends) != 0) {
        return false;
    }
    for (const int end : m_ends) {
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
        ::fcntl(end, F_SETFL, O_NONBLOCK);
    }
    return true;
}

void SignalPipe::close()
{
    for (int& end : m_ends) {
        ::close(end);
        end = -1;
    }
}

void SignalPipe::notify() const
{
    const int savedErrno = errno;
    const char notice = 1;
    [[maybe_unused]] const ssize_t written = ::write(m_ends[1], &notice, 1);
    errno = savedErrno;
}

bool SignalPipe::take() const
{
    char notices[64];
    return ::read(m_ends[0], notices, sizeof notices) > 0;
}

} // namespace Signalbox
#endif
