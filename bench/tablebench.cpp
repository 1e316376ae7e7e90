// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
// What the peer table costs by itself: made-up snapshots, as many a second as the hub publishes, in
// each of which every peer's counters differ.
//
//   tablebench [--peers N] [--seconds S] [--sorted]

#include "ui/actions.h"
#include "ui/peers/peercolumn.h"
#include "ui/peers/peerpane.h"
#include "ui/peers/peertablemodel.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QMainWindow>
#include <QTimer>
#include <QTreeView>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <random>
#include <vector>

namespace {

using namespace Signalbox;
using Time = std::chrono::steady_clock;

constexpr std::chrono::milliseconds SnapshotPeriod{200};

/// Makes one snapshot after the other, with a fixed seed.
class Feed
{
public:
    explicit Feed(int peers)
    {
        for (int i = 0; i < peers; ++i) {
            PeerRow row;
            row.peer.number = PeerNumber(quint64(i) + 1);
            row.peer.identity = {QStringLiteral("id-%1").arg(i), QStringLiteral("peer %1").arg(i)};
            row.peer.rooms = {QStringLiteral("room %1").arg(i % 20)};
            row.peer.joined = true;
            row.peer.origin.address = QStringLiteral("10.0.%1.%2").arg(i / 250).arg(i % 250);
            row.peer.since = Time::now();
            m_snapshot.rows.push_back(row);
        }
    }

    SnapshotPtr next()
    {
        ++m_snapshot.sequence;
        m_snapshot.at = Time::now();
        for (PeerRow& row : m_snapshot.rows) {
            row.link.traffic.messagesIn += m_random() % 100;
            row.link.traffic.messagesOut += m_random() % 100;
        }
        return std::make_shared<const Snapshot>(m_snapshot);
    }

private:
    Snapshot m_snapshot;
    std::mt19937 m_random{1};
};

double threadCpu()
{
    timespec spent{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return double(spent.tv_sec) + double(spent.tv_nsec) / 1e9;
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{QStringLiteral("peers"), {}, QStringLiteral("n"), QStringLiteral("10000")},
        {QStringLiteral("seconds"), {}, QStringLiteral("n"), QStringLiteral("10")},
        {QStringLiteral("sorted"), {}}});
    parser.process(application);
    const int peers = parser.value(QStringLiteral("peers")).toInt();
    const bool sorted = parser.isSet(QStringLiteral("sorted"));

    QMainWindow window;
    Actions actions(&window);
    PeerTableModel model;
    auto* pane = new PeerPane(model, actions, &window);
    window.setCentralWidget(pane);
    window.resize(1200, 800);
    window.show();
    if (sorted) {
        pane->findChild<QTreeView*>(QStringLiteral("peerView"))
            ->sortByColumn(int(PeerColumn::MessagesIn), Qt::DescendingOrder);
    }

    Feed feed(peers);
    model.apply(feed.next());
    double feeding = 0; // what making the snapshots costs, which is not the table's
    QTimer snapshots;
    snapshots.setInterval(SnapshotPeriod);
    QObject::connect(&snapshots, &QTimer::timeout, &model, [&] {
        const double before = threadCpu();
        const SnapshotPtr snapshot = feed.next();
        feeding += threadCpu() - before;
        model.apply(snapshot);
    });
    snapshots.start();

    std::vector<double> gaps;
    QTimer heartbeat;
    heartbeat.setTimerType(Qt::PreciseTimer);
    heartbeat.setInterval(10);
    auto last = Time::now();
    QObject::connect(&heartbeat, &QTimer::timeout, &model, [&] {
        const auto now = Time::now();
        gaps.push_back(std::chrono::duration<double, std::milli>(now - last).count() - 10);
        last = now;
    });
    heartbeat.start();

    const double cpu = threadCpu();
    const auto begin = Time::now();
    QTimer::singleShot(std::chrono::seconds(parser.value(QStringLiteral("seconds")).toInt()),
        &application, &QCoreApplication::quit);
    QApplication::exec();
    const double wall = std::chrono::duration<double>(Time::now() - begin).count();
    std::sort(gaps.begin(), gaps.end());
    std::printf("%d rows, 5 snapshots a second, %s: %.1f %% of a core; "
                "event loop gap p50 %.1f ms, p99 %.1f ms, max %.1f ms\n",
        peers, sorted ? "sorted by messages in" : "not sorted",
        100 * (threadCpu() - cpu - feeding) / wall, gaps[gaps.size() / 2],
        gaps[gaps.size() * 99 / 100], gaps.back());
    return 0;
}
