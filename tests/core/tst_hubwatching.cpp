// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/hub.h"
#include "core/switchboard.h"
#include "tests/support/runninghub.h"
#include "tests/support/suite.h"

#include <QSignalSpy>
#include <QTest>

#include <optional>

using namespace Signalbox;

namespace {

using namespace std::chrono_literals;

BanOrder banOf(const QString& nick)
{
    return {{BanRule::Kind::Nick, {}, nick}, BanEffect::Refuse, {}, 1h};
}

} // namespace

/// Who is shown how things stand, and that nothing is made for nobody.
class TestHubWatching : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLastWatcherToGoEndsTheSnapshots();
    void oneWhoWatchesMoreOftenGoesAsOften();
    void whoWatchesAgainIsShownAtOnce();
    void whoDoesNotWatchMayAsk();
    void aSurveyHoldsWhatWasOrderedBefore();
    void troublesOfTheProgramAreToldWithTheHubs();
};

void TestHubWatching::theLastWatcherToGoEndsTheSnapshots()
{
    Switchboard board;
    QSignalSpy snapshots(&board, &Switchboard::snapshotReady);
    connect(&board, &Switchboard::snapshotReady, &board, [&board] { board.acknowledge(); });
    board.watch();
    board.watch();
    QCOMPARE(snapshots.size(), 1);
    board.unwatch();
    board.warden().ban({banOf(u"ann"_qs)}); // is shown at once to whoever watches
    QCOMPARE(snapshots.size(), 2);
    board.unwatch();
    board.warden().ban({banOf(u"bob"_qs)});
    QCOMPARE(snapshots.size(), 2);
}

void TestHubWatching::oneWhoWatchesMoreOftenGoesAsOften()
{
    Switchboard board;
    QSignalSpy snapshots(&board, &Switchboard::snapshotReady);
    board.unwatch(); // nobody is there
    board.watch();
    QCOMPARE(snapshots.size(), 1);
    board.unwatch();
    // What was to be shown as soon as the last snapshot was taken has nobody to be shown to.
    board.warden().ban({banOf(u"ann"_qs)});
    board.acknowledge();
    QCOMPARE(snapshots.size(), 1);
}

void TestHubWatching::whoWatchesAgainIsShownAtOnce()
{
    Switchboard board;
    QSignalSpy snapshots(&board, &Switchboard::snapshotReady);
    board.watch();
    board.acknowledge();
    board.unwatch();
    board.warden().ban({banOf(u"ann"_qs)});
    board.watch();
    QCOMPARE(snapshots.size(), 2);
    QCOMPARE(snapshots.last().first().value<SnapshotPtr>()->bans.size(), size_t(1));
}

void TestHubWatching::whoDoesNotWatchMayAsk()
{
    Hub hub;
    QSignalSpy snapshots(&hub, &Hub::snapshotReady);
    SnapshotPtr found;
    hub.survey([&found](const SnapshotPtr& snapshot) { found = snapshot; });
    QTRY_VERIFY(found);
    QVERIFY(found->rows.empty());
    QCOMPARE(snapshots.size(), 0);
}

void TestHubWatching::aSurveyHoldsWhatWasOrderedBefore()
{
    RunningHub running;
    QVERIFY(running.isListening());
    std::optional<size_t> bans;
    running.hub().ban({banOf(u"ann"_qs), banOf(u"bob"_qs)});
    running.hub().survey([&bans](const SnapshotPtr& snapshot) { bans = snapshot->bans.size(); });
    QTRY_VERIFY(bans);
    QCOMPARE(*bans, size_t(2));
}

void TestHubWatching::troublesOfTheProgramAreToldWithTheHubs()
{
    Hub hub;
    hub.setTrouble(u"settings"_qs, u"The settings are damaged."_qs);
    hub.setTrouble(u"folder"_qs, u"There is no folder."_qs);
    QTRY_COMPARE(hub.state().troubles.size(), 2);
    QVERIFY(hub.state().troubles.values().contains(u"The settings are damaged."_qs));
    hub.setTrouble(u"settings"_qs, {});
    QTRY_COMPARE(hub.state().troubles.values(), QStringList{u"There is no folder."_qs});
}

SIGNALBOX_TEST(TestHubWatching)
#include "tst_hubwatching.moc"
