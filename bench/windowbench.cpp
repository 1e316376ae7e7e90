// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
// What the window costs while many peers talk through the hub below it.
//
//   windowbench --load PROGRAM [--peers N] [--rate M] [--seconds S] [--sorted]
//
// One process holds hub and window, as the product does; the load comes from another. Prints the
// share of a core that the GUI thread used, the gaps between turns of its event loop, and how long
// a join and a leave took to be in the table.

#include "app/settings.h"
#include "core/hub.h"
#include "ui/mainwindow.h"
#include "ui/peers/peercolumn.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QEventLoop>
#include <QProcess>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>
#include <QTreeView>
#include <QWebSocket>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <sys/resource.h>
#include <vector>

namespace {

using namespace Signalbox;
using Time = std::chrono::steady_clock;

double milliseconds(Time::duration duration)
{
    return std::chrono::duration<double, std::milli>(duration).count();
}

/// CPU time of the calling thread, in seconds.
double threadCpu()
{
    timespec spent{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return double(spent.tv_sec) + double(spent.tv_nsec) / 1e9;
}

/// Turns the event loop until something is true; ends the program when it does not come true.
template <typename Condition>
void waitFor(const char* what, Condition condition)
{
    constexpr auto longest = std::chrono::minutes(2);
    const auto begin = Time::now();
    while (!condition()) {
        if (Time::now() - begin > longest) {
            std::fprintf(stderr, "windowbench: waited in vain for %s\n", what);
            std::exit(1);
        }
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents);
    }
}

/// How late a timer of the GUI thread fires.
class Heartbeat : public QObject
{
public:
    Heartbeat()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(Period);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            const auto now = Time::now();
            m_gaps.push_back(milliseconds(now - m_last - Period));
            m_last = now;
        });
    }

    void start()
    {
        m_gaps.clear();
        m_last = Time::now();
        m_timer.start();
    }

    /// The gap below which this share of all gaps lies, in milliseconds.
    double quantile(double share)
    {
        std::sort(m_gaps.begin(), m_gaps.end());
        return m_gaps.at(std::min(m_gaps.size() - 1, size_t(share * double(m_gaps.size()))));
    }

private:
    static constexpr std::chrono::milliseconds Period{10};
    QTimer m_timer;
    Time::time_point m_last;
    std::vector<double> m_gaps;
};

void runFor(int seconds)
{
    QEventLoop loop;
    QTimer::singleShot(std::chrono::seconds(seconds), &loop, &QEventLoop::quit);
    loop.exec();
}

/// How long one newcomer takes to be in the table, and to be out of it again.
void measurePresence(const QAbstractItemModel& table, quint16 port)
{
    constexpr int rounds = 20;
    std::vector<double> joins, leaves;
    for (int round = 0; round < rounds; ++round) {
        const int before = table.rowCount();
        QWebSocket socket;
        socket.open(QUrl(QStringLiteral("ws://127.0.0.1:%1/").arg(port)));
        waitFor("a connection", [&] { return socket.isValid(); });
        auto begin = Time::now();
        socket.sendTextMessage(QStringLiteral(R"({"type":"join","nick":"newcomer"})"));
        waitFor("a join", [&] { return table.rowCount() > before; });
        joins.push_back(milliseconds(Time::now() - begin));
        begin = Time::now();
        socket.close();
        waitFor("a leave", [&] { return table.rowCount() == before; });
        leaves.push_back(milliseconds(Time::now() - begin));
    }
    std::sort(joins.begin(), joins.end());
    std::sort(leaves.begin(), leaves.end());
    std::printf("in the table after a join: median %.0f ms, max %.0f ms\n", joins[rounds / 2],
        joins.back());
    std::printf("out of it after a leave:   median %.0f ms, max %.0f ms\n", leaves[rounds / 2],
        leaves.back());
}

void raiseDescriptorLimit()
{
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
}

} // namespace

int main(int argc, char** argv)
{
    raiseDescriptorLimit();
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{QStringLiteral("load"), {}, QStringLiteral("program")},
        {QStringLiteral("peers"), {}, QStringLiteral("n"), QStringLiteral("1000")},
        {QStringLiteral("rate"), {}, QStringLiteral("n"), QStringLiteral("2000")},
        {QStringLiteral("seconds"), {}, QStringLiteral("n"), QStringLiteral("10")},
        {QStringLiteral("sorted"), {}}});
    parser.process(application);
    const int peers = parser.value(QStringLiteral("peers")).toInt();
    const int seconds = parser.value(QStringLiteral("seconds")).toInt();

    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("window.ini")), QSettings::IniFormat);
    HubConfig config;
    config.listenAddress = QStringLiteral("127.0.0.1");
    config.port = 0;
    liftLimits(config.limits);
    Hub hub;
    MainWindow window(hub, config, settings);
    window.resize(1200, 800);
    window.show();
    hub.start(config);
    waitFor("the hub", [&] { return hub.state().phase == HubState::Phase::Listening; });

    auto* view = window.findChild<QTreeView*>(QStringLiteral("peerView"));
    const QAbstractItemModel& table = *view->model();
    if (parser.isSet(QStringLiteral("sorted"))) {
        view->sortByColumn(int(PeerColumn::MessagesIn), Qt::DescendingOrder);
    }

    QProcess load;
    load.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    load.start(parser.value(QStringLiteral("load")),
        {QStringLiteral("steady"), QStringLiteral("--port"), QString::number(hub.state().port),
            QStringLiteral("--peers"), QString::number(peers), QStringLiteral("--rate"),
            parser.value(QStringLiteral("rate")), QStringLiteral("--seconds"),
            QString::number(seconds * 3)});
    waitFor("the load", [&] { return load.canReadLine() && table.rowCount() == peers; });

    runFor(2); // what the arrivals left to do is not part of the figure
    Heartbeat heartbeat;
    heartbeat.start();
    const double cpuBefore = threadCpu();
    const auto begin = Time::now();
    runFor(seconds);
    const double wall = milliseconds(Time::now() - begin) / 1000;
    std::printf("%d peers, %s messages a second, %s\n", peers,
        qPrintable(parser.value(QStringLiteral("rate"))),
        parser.isSet(QStringLiteral("sorted")) ? "sorted by messages in" : "not sorted");
    std::printf("GUI thread: %.1f %% of a core\n", 100 * (threadCpu() - cpuBefore) / wall);
    std::printf("event loop gap: p50 %.1f ms, p99 %.1f ms, max %.1f ms\n", heartbeat.quantile(0.5),
        heartbeat.quantile(0.99), heartbeat.quantile(1));
    measurePresence(table, hub.state().port);
    load.closeWriteChannel();
    constexpr int longest = 60'000; // milliseconds; it may still have messages to say
    const bool ended = load.waitForFinished(longest) && load.exitCode() == 0;
    if (!ended) {
        std::fprintf(stderr, "windowbench: the load failed, so the figures mean nothing\n");
    }
    return ended ? 0 : 1;
}
