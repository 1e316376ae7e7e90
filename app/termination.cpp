// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/termination.h"

#ifdef Q_OS_UNIX
#include "app/signalpipe.h"

#include <QSocketNotifier>

#include <cerrno>
#include <csignal>
#include <sys/time.h>
#include <unistd.h>
#endif

namespace Signalbox {

#ifdef Q_OS_UNIX
namespace {

/// A signal handler reaches nothing but file-level data.
volatile std::sig_atomic_t patienceRuns = 0;
constinit SignalPipe wishes;

/// Less than the three seconds that are promised, more than the hub takes at worst.
constexpr itimerval patience{{0, 0}, {2, 850'000}};

void onTerminationSignal(int)
{
    const int savedErrno = errno;
    if (!patienceRuns) {
        patienceRuns = 1;
        // Set off here and not in the event loop: it holds even if that never turns again. On Linux
        // and the BSDs this is a bare system call, which is what a handler may do.
        ::setitimer(ITIMER_REAL, &patience, nullptr);
    }
    wishes.notify();
    errno = savedErrno;
}

void onPatienceEnd(int)
{
    static constexpr char words[] = "signalbox: did not close in time, ending now\n";
    [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, words, sizeof words - 1);
    ::_exit(0);
}

void handle(int number, void (*handler)(int), int flags)
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = flags;
    sigemptyset(&action.sa_mask);
    ::sigaction(number, &action, nullptr);
}

} // namespace

class Termination::Watch
{
public:
    Watch()
    {
        if (wishes.open()) {
            notifier = std::make_unique<QSocketNotifier>(wishes.readEnd(), QSocketNotifier::Read);
        }
        handle(SIGALRM, onPatienceEnd, SA_RESTART);
        handle(SIGTERM, onTerminationSignal, SA_RESTART);
        handle(SIGINT, onTerminationSignal, SA_RESTART | static_cast<int>(SA_RESETHAND));
    }

    /// The handlers stay: what ends the hub may take its time, and the limit holds for it too.
    ~Watch() = default;
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    std::unique_ptr<QSocketNotifier> notifier;
};

Termination::Termination(QObject* parent)
    : QObject(parent)
    , m_watch(std::make_unique<Watch>())
{
    if (m_watch->notifier) {
        connect(
            m_watch->notifier.get(), &QSocketNotifier::activated, this, &Termination::takeNotice);
    }
}

void Termination::takeNotice()
{
    if (wishes.take()) {
        Q_EMIT requested();
    }
}
#else
class Termination::Watch
{ };

Termination::Termination(QObject* parent)
    : QObject(parent)
{ }

void Termination::takeNotice() { }
#endif

Termination::~Termination() = default;

} // namespace Signalbox
