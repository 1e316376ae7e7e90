// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"
#include "tests/ui/snapshots.h"
#include "ui/peers/peerpane.h"
#include "ui/peers/peertablemodel.h"
#include "ui/uistate.h"

#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSettings>
#include <QSignalSpy>
#include <QStackedLayout>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace Signalbox;

class TestPeerPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMenuActsOnThePeersItWasOpenedFor();
    void aMenuBansByWhatThePeerHas();
    void selectionAndScrollSurviveUpdates();
    void theFilterLineChoosesPeers();
    void theCountTellsHowManyOfHowMany();
    void anEmptyTableSaysWhatToDo();
    void theLastColumnCannotBeHidden();
    void columnsSortAndFilterComeBack();
    void eachRoomOfAPeerCanBeShown();
    void rowsAreCopiedAsTable();
    void keysHoldTheOrder();
    void theMenuOpensAtTheCurrentRowByKey();
    void goingFromTheFilterToTheTableSelectsARow();
};

namespace {

using namespace std::chrono_literals;

struct Stage
{
    Snapshots hub;
    PeerTableModel model;
    Actions actions;
    PeerPane pane{model, actions};
    QTreeView* view = pane.findChild<QTreeView*>(QStringLiteral("peerView"));

    explicit Stage(int peers = 0)
    {
        actions.update({HubState::Phase::Listening, true, 1, Page::Peers});
        for (int i = 0; i < peers; ++i) {
            hub.add(QStringLiteral("peer%1").arg(i), QStringLiteral("red"));
        }
        update();
        pane.resize(900, 300);
        pane.show();
    }

    void update()
    {
        hub.pass(200ms);
        model.apply(hub.take());
    }

    void selectRow(int row)
    {
        view->selectionModel()->setCurrentIndex(view->model()->index(row, 0),
            QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }

    QString nickAt(int row) const
    {
        return view->model()->index(row, static_cast<int>(PeerColumn::Name)).data().toString();
    }

    QString emptyText() const
    {
        QString all;
        if (view->isVisible()) {
            return all;
        }
        for (const QLabel* label : pane.findChildren<QLabel*>()) {
            if (label->isVisible()) {
                all += label->text() + u'\n';
            }
        }
        return all;
    }
};

} // namespace

void TestPeerPane::aMenuBansByWhatThePeerHas()
{
    Stage table(3);
    table.selectRow(1);
    const QList<PeerNumber> meant = table.pane.selectedPeers();
    QList<BanRule::Kind> kinds;
    connect(&table.pane, &PeerPane::banWanted, this,
        [&](const QList<PeerNumber>& peers, BanRule::Kind kind) {
            QCOMPARE(peers, meant);
            kinds += kind;
        });
    QSignalSpy mutes(&table.pane, &PeerPane::muteWanted);
    QContextMenuEvent byKey(QContextMenuEvent::Keyboard, QPoint(5, 5), QPoint(5, 5));
    QCoreApplication::sendEvent(table.view->viewport(), &byKey);
    const auto* menu = table.pane.findChild<QMenu*>(QStringLiteral("peerMenu"));
    QVERIFY(menu);
    const QList<QAction*> bans = menu->findChild<QMenu*>(QStringLiteral("banMenu"))->actions();
    QCOMPARE(bans.size(), 4);
    QVERIFY(!bans.at(2)->isEnabled()); // it is no web page
    table.selectRow(2);
    bans.at(0)->trigger();
    bans.at(1)->trigger();
    bans.at(3)->trigger();
    QCOMPARE(kinds,
        (QList<BanRule::Kind>{BanRule::Kind::Peer, BanRule::Kind::Address, BanRule::Kind::Nick}));
    menu->findChild<QAction*>(QStringLiteral("muteCaptured"))->trigger();
    QCOMPARE(mutes.first().first().value<QList<PeerNumber>>(), meant);
}

void TestPeerPane::aMenuActsOnThePeersItWasOpenedFor()
{
    Stage table(10);
    table.view->sortByColumn(static_cast<int>(PeerColumn::MessagesIn), Qt::DescendingOrder);
    table.selectRow(2);
    const QList<PeerNumber> meant = table.pane.selectedPeers();
    QCOMPARE(meant.size(), 1);
    QSignalSpy wanted(&table.pane, &PeerPane::kickWanted);

    QContextMenuEvent byKey(QContextMenuEvent::Keyboard, QPoint(5, 5), QPoint(5, 5));
    QCoreApplication::sendEvent(table.view->viewport(), &byKey);
    auto* menu = table.pane.findChild<QMenu*>(QStringLiteral("peerMenu"));
    QVERIFY(menu);
    QTRY_VERIFY(menu->isVisible());

    // Meanwhile the rows change places, and another one is selected.
    for (size_t i = 0; i < table.hub.rows().size(); ++i) {
        table.hub.rows()[i].link.traffic.messagesIn = i * 10;
    }
    table.update();
    table.view->sortByColumn(static_cast<int>(PeerColumn::MessagesIn), Qt::AscendingOrder);
    table.selectRow(7);

    auto* kick = menu->findChild<QAction*>(QStringLiteral("kickCaptured"));
    QVERIFY(kick);
    menu->setActiveAction(kick);
    QTest::keyClick(menu, Qt::Key_Return);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().value<QList<PeerNumber>>(), meant);
}

void TestPeerPane::selectionAndScrollSurviveUpdates()
{
    Stage table(300);
    table.view->sortByColumn(static_cast<int>(PeerColumn::MessagesIn), Qt::DescendingOrder);
    table.selectRow(120);
    const QList<PeerNumber> selected = table.pane.selectedPeers();
    table.view->scrollTo(table.view->currentIndex());
    const QModelIndex top = table.view->indexAt(QPoint(2, 2));
    const int scrolledTo = top.row();
    QVERIFY(scrolledTo > 0);
    for (int round = 0; round < 30; ++round) {
        for (size_t i = 0; i < table.hub.rows().size(); ++i) {
            table.hub.rows()[i].link.traffic.messagesIn
                += (i * 7 + static_cast<size_t>(round)) % 11;
        }
        table.update();
        QCoreApplication::processEvents();
    }
    QCOMPARE(table.pane.selectedPeers(), selected);
    QCOMPARE(table.view->indexAt(QPoint(2, 2)).row(), scrolledTo);
}

void TestPeerPane::theFilterLineChoosesPeers()
{
    Stage table(12);
    auto* filter = table.pane.findChild<QLineEdit*>(QStringLiteral("peerFilter"));
    table.pane.focusFilter();
    QTest::keyClicks(filter, QStringLiteral("nick:peer1"));
    QTRY_COMPARE(table.view->model()->rowCount(), 3);
    QVERIFY(table.pane.clearFilter());
    QCOMPARE(table.view->model()->rowCount(), 12);
}

void TestPeerPane::theCountTellsHowManyOfHowMany()
{
    Stage table(12);
    const auto* count = table.pane.findChild<QLabel*>(QStringLiteral("peerCount"));
    QVERIFY(count->text().startsWith(QStringLiteral("12")));
    table.pane.setRoom(RoomPlace{{}, {}, QStringLiteral("blue")});
    QCOMPARE(count->text(), QStringLiteral("0 of 12"));
    QVERIFY(table.emptyText().contains(QStringLiteral("No peer matches")));
}

void TestPeerPane::anEmptyTableSaysWhatToDo()
{
    Stage table;
    HubState state;
    state.phase = HubState::Phase::Listening;
    table.pane.setHub(state, QStringLiteral("http://10.0.0.1:8080"));
    QVERIFY(table.emptyText().contains(QStringLiteral("http://10.0.0.1:8080")));
    table.pane.setHub({}, QString());
    QVERIFY(table.emptyText().contains(QStringLiteral("not running")));
    table.hub.add(QStringLiteral("ann"));
    table.update();
    QVERIFY(table.view->isVisible());
}

void TestPeerPane::theLastColumnCannotBeHidden()
{
    Stage table(1);
    QMenu* menu = table.pane.columnMenu();
    for (int i = 0; i < peerColumnCount; ++i) {
        Q_EMIT menu->aboutToShow();
        for (QAction* action : menu->actions()) {
            if (action->isCheckable() && action->isChecked() && action->isEnabled()) {
                action->toggle();
                break;
            }
        }
    }
    const QHeaderView* header = table.view->header();
    QCOMPARE(header->count() - header->hiddenSectionCount(), 1);
    Q_EMIT menu->aboutToShow();
    menu->actions().last()->trigger(); // Reset layout
    QVERIFY(header->hiddenSectionCount() < 4);
}

void TestPeerPane::columnsSortAndFilterComeBack()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    UiState state(settings);
    {
        Stage table(3);
        table.view->header()->moveSection(0, 4);
        table.view->setColumnHidden(static_cast<int>(PeerColumn::Id), true);
        table.view->sortByColumn(static_cast<int>(PeerColumn::BytesIn), Qt::DescendingOrder);
        table.pane.findChild<QLineEdit*>(QStringLiteral("peerFilter"))
            ->setText(QStringLiteral("peer2"));
        table.pane.saveState(state);
    }
    Stage table(3);
    table.pane.restoreState(state);
    const QHeaderView* header = table.view->header();
    QCOMPARE(header->visualIndex(0), 4);
    QVERIFY(header->isSectionHidden(static_cast<int>(PeerColumn::Id)));
    QCOMPARE(header->sortIndicatorSection(), static_cast<int>(PeerColumn::BytesIn));
    QCOMPARE(table.view->model()->rowCount(), 1);
    QCOMPARE(table.nickAt(0), QStringLiteral("peer2"));
}

void TestPeerPane::eachRoomOfAPeerCanBeShown()
{
    Stage table;
    const Realm realm{Language{3}, {}};
    const QString dialect = QStringLiteral("y-webrtc");
    table.hub.addOf(realm, dialect, QStringLiteral("x"),
        {QStringLiteral("red & blue"), QStringLiteral("green")});
    table.update();
    table.selectRow(0);
    QSignalSpy wanted(&table.pane, &PeerPane::roomWanted);
    QTest::keyClick(table.view, Qt::Key_F10, Qt::ShiftModifier);
    const auto* menu = table.pane.findChild<QMenu*>(QStringLiteral("peerMenu"));
    QVERIFY(menu);
    const auto* rooms = menu->findChild<QMenu*>();
    QVERIFY(rooms);
    QCOMPARE(rooms->actions().size(), 2);
    QCOMPARE(rooms->actions().first()->text(), QStringLiteral("red && blue"));
    rooms->actions().last()->trigger();
    QCOMPARE(wanted.last().first().value<RoomPlace>(),
        (RoomPlace{realm, dialect, QStringLiteral("green")}));
}

void TestPeerPane::rowsAreCopiedAsTable()
{
    Stage table(3);
    table.pane.selectAll();
    table.pane.copy();
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 4);
    QVERIFY(lines.first().contains(QStringLiteral("Name\t")));
    table.pane.copyColumn(PeerColumn::Name);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("peer0\npeer1\npeer2"));
}

void TestPeerPane::keysHoldTheOrder()
{
    Stage table(5);
    table.view->sortByColumn(static_cast<int>(PeerColumn::MessagesIn), Qt::DescendingOrder);
    const auto* mark = table.pane.findChild<QLabel*>(QStringLiteral("orderHeld"));
    QVERIFY(!mark->isVisible());
    QTest::keyClick(table.view, Qt::Key_Down);
    QVERIFY(mark->isVisible());
    table.hub.rows()[4].link.traffic.messagesIn = 100;
    table.update();
    QCOMPARE(table.nickAt(0), QStringLiteral("peer0"));
    QTRY_COMPARE(table.nickAt(0), QStringLiteral("peer4"));
    QVERIFY(!mark->isVisible());
}

void TestPeerPane::goingFromTheFilterToTheTableSelectsARow()
{
    Stage table(3);
    auto* filter = table.pane.findChild<QLineEdit*>(QStringLiteral("peerFilter"));
    table.pane.activateWindow();
    table.pane.focusFilter();
    QTRY_VERIFY(filter->hasFocus());
    QCOMPARE(table.pane.selectedPeers().size(), 0);
    QTest::keyClick(filter, Qt::Key_Down);
    QTRY_VERIFY(table.view->hasFocus());
    QCOMPARE(table.pane.selectedPeers().size(), 1);
}

void TestPeerPane::theMenuOpensAtTheCurrentRowByKey()
{
    Stage table(5);
    table.selectRow(3);
    QTest::keyClick(table.view, Qt::Key_F10, Qt::ShiftModifier);
    const auto* menu = table.pane.findChild<QMenu*>(QStringLiteral("peerMenu"));
    QVERIFY(menu);
    const QRect row = table.view->visualRect(table.view->currentIndex());
    QTRY_VERIFY(menu->isVisible());
    QVERIFY(menu->pos().y() >= table.view->viewport()->mapToGlobal(row.topLeft()).y());
}

SIGNALBOX_TEST(TestPeerPane)
#include "tst_peerpane.moc"
