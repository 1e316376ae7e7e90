// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"
#include "tests/ui/snapshots.h"
#include "ui/peers/peerfilterproxy.h"
#include "ui/peers/peertablemodel.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace Signalbox;

class TestPeerTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsAreThoseOfTheSnapshot();
    void churnKeepsModelAndProxyConsistent_data();
    void churnKeepsModelAndProxyConsistent();
    void manyDeparturesAreOneRemoval();
    void anOlderSnapshotIsIgnored();
    void countersTouchOnlyTheirColumns();
    void aNickBorneTwiceIsMarked();
    void theMarkGoesWhenTheOtherLeaves();
    void firstColumnReadsASentence();
    void markupInANickStaysText();
    void ratesComeFromTheCounters();
    void aPeerWithoutANickIsCalledByItsIdAndProgram();
    void whoSaidNothingYetSpeaksNoKnownDialect();
    void everyStateHasItsWords();
    void whoWasPutOutAndCameBackIsRefused();
    void roomsAreOneCellAndAllOfThemATooltip();
    void noRoomIsNoStateWhereRoomsAreChosen();
    void nicksOfProgramsAreNotMarked();
    void aRestartedHubReplacesEverything();
};

namespace {

using namespace std::chrono_literals;

QVariant cell(const PeerTableModel& model, int row, PeerColumn column, int role = Qt::DisplayRole)
{
    return model.index(row, static_cast<int>(column)).data(role);
}

void churn(Snapshots& hub, QRandomGenerator& random)
{
    static const QStringList nicks{QStringLiteral("ann"), QStringLiteral("Ann"),
        QStringLiteral("bob"), QString(), QStringLiteral("peer2"), QStringLiteral("peer10")};
    static const QStringList rooms{QString(), QStringLiteral("red"), QStringLiteral("blue")};
    const int leaving = random.bounded(10) == 0 ? 120 : random.bounded(6);
    for (int i = 0; i < leaving && !hub.rows().empty(); ++i) {
        hub.rows().erase(hub.rows().begin() + random.bounded(static_cast<int>(hub.rows().size())));
    }
    for (int i = random.bounded(6); i > 0; --i) {
        hub.add(nicks.at(random.bounded(static_cast<int>(nicks.size()))),
            rooms.at(random.bounded(static_cast<int>(rooms.size()))));
    }
    if (random.bounded(12) == 0) {
        for (int i = 0; i < 80; ++i) {
            hub.add(nicks.at(random.bounded(static_cast<int>(nicks.size()))));
        }
    }
    for (PeerRow& row : hub.rows()) {
        row.link.traffic.messagesIn += static_cast<quint64>(random.bounded(5));
        if (random.bounded(40) == 0) {
            row.peer.identity.nick = nicks.at(random.bounded(static_cast<int>(nicks.size())));
        }
        if (random.bounded(40) == 0) {
            row.peer.rooms = {rooms.at(random.bounded(static_cast<int>(rooms.size())))};
        }
        row.link.slow = random.bounded(50) == 0;
    }
    hub.pass(std::chrono::milliseconds(random.bounded(1500)));
}

QSet<PeerNumber> selectedPeers(const PeerFilterProxy& proxy, const QItemSelectionModel& selection)
{
    QSet<PeerNumber> peers;
    for (const QModelIndex& row : selection.selectedRows()) {
        peers.insert(proxy.numberAt(row));
    }
    return peers;
}

} // namespace

void TestPeerTableModel::rowsAreThoseOfTheSnapshot()
{
    Snapshots hub;
    PeerTableModel model;
    const PeerNumber ann = hub.add(QStringLiteral("ann"), QStringLiteral("red"));
    const PeerNumber bob = hub.add(QStringLiteral("bob"));
    const PeerNumber silent = hub.add(QString());
    hub[silent].peer.joined = false;
    model.apply(hub.take());
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(cell(model, 0, PeerColumn::Name).toString(), QStringLiteral("ann"));
    QCOMPARE(cell(model, 0, PeerColumn::Room).toString(), QStringLiteral("red"));
    QCOMPARE(cell(model, 2, PeerColumn::State).toString(), QStringLiteral("Not joined"));
    QCOMPARE(cell(model, 2, PeerColumn::Id).toString(), QStringLiteral("id-3"));

    hub.remove(ann);
    hub[bob].peer.rooms.clear();
    model.apply(hub.take());
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.rowOf(ann), -1);
    QCOMPARE(model.rowOf(bob), 0);
    QCOMPARE(cell(model, 0, PeerColumn::State).toString(), QStringLiteral("No room"));
}

void TestPeerTableModel::churnKeepsModelAndProxyConsistent_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("filter");
    QTest::newRow("by nick") << static_cast<int>(PeerColumn::Name) << QString();
    QTest::newRow("by messages") << static_cast<int>(PeerColumn::MessagesIn) << QString();
    QTest::newRow("by state, filtered")
        << static_cast<int>(PeerColumn::State) << QStringLiteral("nick:ann");
}

void TestPeerTableModel::churnKeepsModelAndProxyConsistent()
{
    QFETCH(int, column);
    QFETCH(QString, filter);
    Snapshots hub;
    PeerTableModel model;
    PeerFilterProxy proxy(model);
    proxy.setFilter(PeerFilter::parse(filter));
    proxy.sort(column, Qt::DescendingOrder);
    const auto mode = QAbstractItemModelTester::FailureReportingMode::Fatal;
    const QAbstractItemModelTester modelTester(&model, mode);
    const QAbstractItemModelTester proxyTester(&proxy, mode);
    QItemSelectionModel selection(&proxy);
    QRandomGenerator random(4711);

    for (int round = 0; round < 350; ++round) {
        churn(hub, random);
        if (proxy.rowCount() > 0) {
            const QModelIndex some = proxy.index(random.bounded(proxy.rowCount()), 0);
            selection.select(some, QItemSelectionModel::Toggle | QItemSelectionModel::Rows);
        }
        const QSet<PeerNumber> before = selectedPeers(proxy, selection);
        model.apply(hub.take());

        QCOMPARE(model.rowCount(), static_cast<int>(hub.rows().size()));
        QSet<PeerNumber> shown;
        int accepted = 0;
        for (int row = 0; row < model.rowCount(); ++row) {
            QCOMPARE(model.entry(row).number(), hub.rows()[static_cast<size_t>(row)].peer.number);
            accepted += PeerFilter::parse(filter).accepts(model.entry(row));
        }
        QCOMPARE(proxy.rowCount(), accepted);
        for (int row = 0; row < proxy.rowCount(); ++row) {
            shown.insert(proxy.numberAt(proxy.index(row, 0)));
            if (row > 0) {
                const int above = proxy.mapToSource(proxy.index(row - 1, 0)).row();
                const int below = proxy.mapToSource(proxy.index(row, 0)).row();
                QVERIFY(model.compare(static_cast<PeerColumn>(column), above, below) >= 0);
            }
        }
        QCOMPARE(selectedPeers(proxy, selection), QSet<PeerNumber>(before).intersect(shown));
    }
}

void TestPeerTableModel::manyDeparturesAreOneRemoval()
{
    Snapshots hub;
    PeerTableModel model;
    const QAbstractItemModelTester tester(
        &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    for (int i = 0; i < 400; ++i) {
        hub.add(QString::number(i));
    }
    model.apply(hub.take());
    const QPersistentModelIndex kept = model.index(7, 0);
    const PeerNumber keptNumber = model.entry(7).number();
    std::erase_if(hub.rows(),
        [](const PeerRow& row) { return static_cast<quint64>(row.peer.number) % 2 == 1; });
    QSignalSpy removals(&model, &QAbstractItemModel::rowsRemoved);
    model.apply(hub.take());
    QCOMPARE(model.rowCount(), 200);
    QCOMPARE(removals.size(), 1);
    QCOMPARE(model.entry(kept.row()).number(), keptNumber);
}

void TestPeerTableModel::anOlderSnapshotIsIgnored()
{
    Snapshots hub;
    PeerTableModel model;
    const SnapshotPtr empty = hub.take();
    hub.add(QStringLiteral("ann"));
    model.apply(hub.take());
    model.apply(empty);
    QCOMPARE(model.rowCount(), 1);
}

void TestPeerTableModel::countersTouchOnlyTheirColumns()
{
    Snapshots hub;
    PeerTableModel model;
    const PeerNumber ann = hub.add(QStringLiteral("ann"));
    model.apply(hub.take());
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy applied(&model, &PeerTableModel::applied);
    hub[ann].link.traffic.messagesIn = 5;
    model.apply(hub.take());
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes.first().first().toModelIndex().column(), static_cast<int>(firstLiveColumn));
    QCOMPARE(applied.last().first().toBool(), false);
    hub[ann].peer.identity.nick = QStringLiteral("anna");
    model.apply(hub.take());
    QCOMPARE(applied.last().first().toBool(), true);
}

void TestPeerTableModel::aNickBorneTwiceIsMarked()
{
    Snapshots hub;
    PeerTableModel model;
    hub.add(QStringLiteral("Alice"));
    hub.add(QStringLiteral("al\u200Bice"));
    hub.add(QStringLiteral("bob"));
    hub.add(QString());
    hub.add(QString());
    model.apply(hub.take());
    QVERIFY(model.isNickShared(0));
    QVERIFY(model.isNickShared(1));
    for (const int row : {2, 3, 4}) {
        QVERIFY(!model.isNickShared(row));
    }
    QVERIFY(cell(model, 0, PeerColumn::State, Qt::AccessibleTextRole)
                .toString()
                .contains(QStringLiteral("several")));
    QVERIFY(cell(model, 0, PeerColumn::Name, Qt::ToolTipRole)
                .toString()
                .contains(QStringLiteral("Another peer")));
}

void TestPeerTableModel::theMarkGoesWhenTheOtherLeaves()
{
    Snapshots hub;
    PeerTableModel model;
    hub.add(QStringLiteral("ann"));
    const PeerNumber other = hub.add(QStringLiteral("ann"));
    model.apply(hub.take());
    QVERIFY(model.isNickShared(0));
    hub.remove(other);
    model.apply(hub.take());
    QVERIFY(!model.isNickShared(0));
    const PeerNumber third = hub.add(QStringLiteral("bob"));
    hub[third].peer.identity.nick = QStringLiteral("ANN");
    model.apply(hub.take());
    QVERIFY(model.isNickShared(0));
}

void TestPeerTableModel::firstColumnReadsASentence()
{
    Snapshots hub;
    PeerTableModel model;
    const PeerNumber ann = hub.add(QStringLiteral("ann"), QStringLiteral("red"));
    hub[ann].link.slow = true;
    hub.pass(4min);
    model.apply(hub.take());
    QCOMPARE(model.index(0, 0).data(Qt::AccessibleTextRole).toString(),
        QStringLiteral("\u2068ann\u2069, room \u2068red\u2069, connected for 4 min, Slow"));
}

void TestPeerTableModel::markupInANickStaysText()
{
    Snapshots hub;
    PeerTableModel model;
    hub.add(QStringLiteral("<b>x</b>"));
    model.apply(hub.take());
    QCOMPARE(cell(model, 0, PeerColumn::Name).toString(), QStringLiteral("<b>x</b>"));
    QCOMPARE(cell(model, 0, PeerColumn::Name, Qt::ToolTipRole).toString(),
        QStringLiteral("<qt>\u2068&lt;b&gt;x&lt;/b&gt;\u2069<br>ID \u2068id-1\u2069</qt>"));
}

void TestPeerTableModel::ratesComeFromTheCounters()
{
    Snapshots hub;
    PeerTableModel model;
    const PeerNumber ann = hub.add(QStringLiteral("ann"));
    hub[ann].link.traffic.messagesIn = 1'000'000; // before the window looked
    model.apply(hub.take());
    hub.pass(1s);
    hub[ann].link.traffic.messagesIn += 4;
    hub[ann].link.traffic.messagesOut += 8;
    model.apply(hub.take());
    hub.pass(1s);
    model.apply(hub.take());
    QCOMPARE(cell(model, 0, PeerColumn::Rate).toString(), QStringLiteral("12/s"));
    const auto history
        = cell(model, 0, PeerColumn::Rate, PeerTableModel::HistoryRole).value<QList<quint32>>();
    QCOMPARE(history.size(), 60);
    QCOMPARE(history.last(), 12U);
    QCOMPARE(history.at(58), 0U);
}

void TestPeerTableModel::aPeerWithoutANickIsCalledByItsIdAndProgram()
{
    Snapshots hub;
    PeerTableModel model;
    const QString id = QStringLiteral("3f9a2c1b-0c31-4c55-b7c6-155381e3780e");
    const PeerNumber number = hub.addOf({Language{5}, {}}, QStringLiteral("GStreamer"), id);
    hub[number].peer.origin.userAgent = QStringLiteral("Mozilla/5.0 Firefox/140.0");
    model.apply(hub.take());
    QCOMPARE(cell(model, 0, PeerColumn::Name).toString(), QStringLiteral("3f9a2c1b · Firefox 140"));
    QCOMPARE(cell(model, 0, PeerColumn::Id).toString(), id);
    QCOMPARE(cell(model, 0, PeerColumn::Dialect).toString(), QStringLiteral("GStreamer"));
    QVERIFY(cell(model, 0, PeerColumn::Name, Qt::ToolTipRole).toString().contains(id));
    QVERIFY(cell(model, 0, PeerColumn::State, Qt::AccessibleTextRole)
                .toString()
                .contains(QStringLiteral("GStreamer")));
}

void TestPeerTableModel::whoSaidNothingYetSpeaksNoKnownDialect()
{
    Snapshots hub;
    PeerTableModel model;
    const PeerNumber silent = hub.addOf({}, {}, QStringLiteral("x"), {}, {});
    model.apply(hub.take());
    QCOMPARE(cell(model, 0, PeerColumn::State).toString(), QStringLiteral("Not joined"));
    QCOMPARE(cell(model, 0, PeerColumn::Dialect).toString(), QStringLiteral("not known yet"));
    QVERIFY(cell(model, 0, PeerColumn::Dialect, Qt::ForegroundRole).isValid());
    QVERIFY(cell(model, 0, PeerColumn::Dialect, Qt::ToolTipRole)
                .toString()
                .contains(QStringLiteral("begin with silence")));

    QSignalSpy applied(&model, &PeerTableModel::applied);
    hub[silent].peer.origin.dialect = QStringLiteral("matchbox");
    model.apply(hub.take());
    QCOMPARE(applied.last().first().toBool(), true);
    QCOMPARE(cell(model, 0, PeerColumn::State).toString(), QStringLiteral("Joined"));
    QVERIFY(!cell(model, 0, PeerColumn::Dialect, Qt::ForegroundRole).isValid());
}

void TestPeerTableModel::everyStateHasItsWords()
{
    Snapshots hub;
    PeerTableModel model;
    hub[hub.add(QStringLiteral("ann"))].peer.away = true;
    const PeerNumber bob = hub.add(QStringLiteral("bob"));
    hub[bob].peer.muted = true;
    const PeerNumber cleo = hub.add(QStringLiteral("cleo"));
    hub[cleo].link.overRate = true;
    hub[hub.add(QStringLiteral("dave"))].peer.origin.encrypted = true;
    model.apply(hub.take());
    QCOMPARE(cell(model, 0, PeerColumn::State).toString(), QStringLiteral("Away"));
    QCOMPARE(cell(model, 1, PeerColumn::State).toString(), QStringLiteral("Muted"));
    QCOMPARE(cell(model, 2, PeerColumn::State).toString(), QStringLiteral("Too fast"));
    QVERIFY(cell(model, 2, PeerColumn::State, Qt::ForegroundRole).isValid());
    QVERIFY(cell(model, 3, PeerColumn::Address, Qt::ToolTipRole)
                .toString()
                .contains(QStringLiteral("Encrypted")));
    QVERIFY(cell(model, 3, PeerColumn::Address, Qt::DecorationRole).isValid());

    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    hub[cleo].link.dropped = 12;
    model.apply(hub.take());
    QCOMPARE(cell(model, 2, PeerColumn::State).toString(), QStringLiteral("Too fast (12)"));
    QCOMPARE(changes.first().first().toModelIndex().column(), static_cast<int>(PeerColumn::State));
    hub[bob].peer.muted = false;
    model.apply(hub.take());
    QCOMPARE(cell(model, 1, PeerColumn::State).toString(), QStringLiteral("Joined"));
}

void TestPeerTableModel::whoWasPutOutAndCameBackIsRefused()
{
    Snapshots hub;
    PeerTableModel model;
    const PeerNumber ann = hub.add(QStringLiteral("ann"));
    hub[ann].peer.parked = true;
    hub[ann].link.slow = true;
    model.apply(hub.take());
    QCOMPARE(cell(model, 0, PeerColumn::State).toString(), QStringLiteral("Refused"));
    QVERIFY(cell(model, 0, PeerColumn::State, Qt::ToolTipRole)
                .toString()
                .contains(QStringLiteral("nobody hears it")));
}

void TestPeerTableModel::roomsAreOneCellAndAllOfThemATooltip()
{
    Snapshots hub;
    PeerTableModel model;
    QStringList rooms;
    for (int i = 0; i < 25; ++i) {
        rooms += QStringLiteral("<b>%1").arg(i);
    }
    hub.addOf({Language{3}, {}}, QStringLiteral("y-webrtc"), QStringLiteral("x"), rooms);
    model.apply(hub.take());
    QVERIFY(
        cell(model, 0, PeerColumn::Room).toString().startsWith(QStringLiteral("<b>0, <b>1, <b>2")));
    const QString tooltip = cell(model, 0, PeerColumn::Room, Qt::ToolTipRole).toString();
    QVERIFY2(tooltip.contains(QStringLiteral("&lt;b&gt;19<br>and 5 more")), qPrintable(tooltip));
    QVERIFY(!tooltip.contains(QStringLiteral("&gt;20")));
}

void TestPeerTableModel::noRoomIsNoStateWhereRoomsAreChosen()
{
    Snapshots hub;
    PeerTableModel model;
    hub.addOf({Language{5}, {}}, QStringLiteral("GStreamer"), QStringLiteral("x"));
    model.apply(hub.take());
    QCOMPARE(cell(model, 0, PeerColumn::State).toString(), QStringLiteral("Joined"));
    QCOMPARE(cell(model, 0, PeerColumn::Room).toString(), QString());
}

void TestPeerTableModel::nicksOfProgramsAreNotMarked()
{
    Snapshots hub;
    PeerTableModel model;
    for (int i = 0; i < 2; ++i) {
        const PeerNumber peer = hub.addOf(
            {Language{6}, {}}, QStringLiteral("WebTorrent"), QString::number(i), {}, {});
        hub[peer].peer.identity.nick = QStringLiteral("WebTorrent 2.8");
    }
    model.apply(hub.take());
    QVERIFY(!model.isNickShared(0));
}

void TestPeerTableModel::aRestartedHubReplacesEverything()
{
    Snapshots hub;
    PeerTableModel model;
    for (int i = 0; i < 5; ++i) {
        hub.add(QString::number(i));
    }
    model.apply(hub.take());
    hub.rows().clear();
    hub.add(QStringLiteral("later"));
    model.apply(hub.take());
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(cell(model, 0, PeerColumn::Name).toString(), QStringLiteral("later"));
}

SIGNALBOX_TEST(TestPeerTableModel)
#include "tst_peertablemodel.moc"
