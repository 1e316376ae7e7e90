// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/hangup.h"

#ifdef Q_OS_UNIX
#include "app/signalpipe.h"

#include <QSocketNotifier>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace Signalbox {

#ifdef Q_OS_UNIX
namespace {

constinit SignalPipe hangups;

void onHangup(int)
{
    hangups.notify();
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
        if (hangups.open()) {
            endsWithTerminal = !handleHangup() && hasTerminal();
            notifier = std::make_unique<QSocketNotifier>(hangups.readEnd(), QSocketNotifier::Read);
        }
    }
    /// From here on the signal means nothing: the program is at its end.
    ~Watch()
    {
        std::signal(SIGHUP, SIG_IGN);
        hangups.close();
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
    if (!hangups.take()) {
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
