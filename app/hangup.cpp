// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/hangup.h"

#ifdef Q_OS_UNIX
#include <QSocketNotifier>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace Signalbox {

#ifdef Q_OS_UNIX
namespace {

/// A signal handler reaches nothing but file-level data.
int hangupPipe[2] = {-1, -1};

void onHangup(int)
{
    const int savedErrno = errno;
    const char notice = 1;
    [[maybe_unused]] const ssize_t written = ::write(hangupPipe[1], &notice, 1);
    errno = savedErrno;
}

bool openHangupPipe()
{
    if (::pipe(hangupPipe) != 0) {
        return false;
    }
    for (const int end : hangupPipe) {
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
        ::fcntl(end, F_SETFL, O_NONBLOCK);
    }
    return true;
}

bool hasTerminal()
{
    const int terminal = ::open("/dev/tty", O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (terminal < 0) {
        return false;
    }
    ::close(terminal);
    return true;
}

/// Returns whether the signal was ignored before, as nohup(1) has it.
bool handleHangup()
{
    struct sigaction action = {};
    struct sigaction former = {};
    action.sa_handler = onHangup;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    ::sigaction(SIGHUP, &action, &former);
    return former.sa_handler == SIG_IGN;
}

} // namespace

class Hangup::Watch
{
public:
    Watch()
    {
        if (openHangupPipe()) {
            endsWithTerminal = !handleHangup() && hasTerminal();
            notifier = std::make_unique<QSocketNotifier>(hangupPipe[0], QSocketNotifier::Read);
        }
    }
    /// From here on the signal means nothing: the program is at its end.
    ~Watch()
    {
        std::signal(SIGHUP, SIG_IGN);
        for (int& end : hangupPipe) {
            ::close(end);
            end = -1;
        }
    }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    std::unique_ptr<QSocketNotifier> notifier;
    bool endsWithTerminal = false;
};

Hangup::Hangup(QObject* parent)
    : QObject(parent)
    , m_watch(std::make_unique<Watch>())
{
    if (m_watch->notifier) {
        connect(m_watch->notifier.get(), &QSocketNotifier::activated, this, &Hangup::takeNotice);
    }
}

void Hangup::takeNotice()
{
    char notices[64];
    if (::read(hangupPipe[0], notices, sizeof notices) <= 0) {
        return;
    }
    if (m_watch->endsWithTerminal && !hasTerminal()) {
        Q_EMIT terminalGone();
    } else {
        Q_EMIT reloadRequested();
    }
}
#else
class Hangup::Watch
{ };

Hangup::Hangup(QObject* parent)
    : QObject(parent)
{ }

void Hangup::takeNotice() { }
#endif

Hangup::~Hangup() = default;

} // namespace Signalbox
