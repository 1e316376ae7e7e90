// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/process.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <algorithm>
#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace Signalbox {

#ifdef Q_OS_UNIX
namespace {

/// Enough for every peer that the hub is made for, and small enough for programs that walk over all
/// descriptors.
constexpr rlim_t enoughDescriptors = 16384;

/// A program started with a closed stream would find its first socket in the stream's place, and
/// print into it.
void openMissingStreams()
{
    int descriptor = 0;
    do {
        descriptor = ::open("/dev/null", O_RDWR);
    } while (descriptor >= 0 && descriptor <= STDERR_FILENO);
    if (descriptor > STDERR_FILENO) {
        ::close(descriptor);
    }
}

void raiseDescriptorLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= enoughDescriptors) {
        return;
    }
    limit.rlim_cur = std::min(limit.rlim_max, enoughDescriptors);
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

} // namespace

void prepareProcess()
{
    openMissingStreams();
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN); // a log that may not grow further is no reason to end
    ::umask(S_IRWXG | S_IRWXO);
    raiseDescriptorLimit();
}
#else
void prepareProcess() { }
#endif

} // namespace Signalbox
