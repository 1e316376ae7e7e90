// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/ui/snapshots.h"
#include "ui/rooms/roommodel.h"
#include "ui/rooms/roompane.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace Signalbox;

class TestRoomModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roomsStandInNaturalOrder();
    void churnKeepsTheModelConsistent();
    void theChosenRoomStaysWhenItEmpties();
    void choosingTellsWhatToShow();
};

namespace {

QStringList labels(const QAbstractItemModel& model)
{
    QStringList list;
    for (int row = 0; row < model.rowCount(); ++row) {
        list += model.index(row, 0).data().toString();
    }
    return list;
}

} // namespace

void TestRoomModel::roomsStandInNaturalOrder()
{
    Snapshots hub;
    for (const char* room : {"room 10", "Room 2", "", "alpha"}) {
        hub.add(QStringLiteral("x"), QString::fromLatin1(room));
    }
    hub.add(QStringLiteral("y"), QStringLiteral("alpha"));
    RoomModel model;
    model.apply(hub.take());
    QCOMPARE(labels(model),
        QStringList({QStringLiteral("All peers"), QStringLiteral("Rooms"),
            QStringLiteral("Default room"), QStringLiteral("alpha"), QStringLiteral("Room 2"),
            QStringLiteral("room 10"), QStringLiteral("Log"), QStringLiteral("Messages")}));
    QCOMPARE(model.index(0).data(RoomModel::CountRole).toInt(), 5);
    QCOMPARE(model.index(3).data(RoomModel::CountRole).toInt(), 2);
    QVERIFY(!(model.flags(model.index(1)) & Qt::ItemIsSelectable));
}

void TestRoomModel::churnKeepsTheModelConsistent()
{
    Snapshots hub;
    RoomModel model;
    const QAbstractItemModelTester tester(
        &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QRandomGenerator random(99);
    for (int round = 0; round < 300; ++round) {
        for (int i = random.bounded(20); i > 0; --i) {
            hub.add(QStringLiteral("x"), QStringLiteral("r%1").arg(random.bounded(40)));
        }
        for (int i = random.bounded(20); i > 0 && !hub.rows().empty(); --i) {
            hub.rows().erase(
                hub.rows().begin() + random.bounded(static_cast<int>(hub.rows().size())));
        }
        if (random.bounded(5) == 0) {
            model.keep(QStringLiteral("r%1").arg(random.bounded(60)));
        }
        const SnapshotPtr snapshot = hub.take();
        model.apply(snapshot);
        int members = 0;
        for (int row = 2; row < model.logRow(); ++row) {
            members += model.index(row).data(RoomModel::CountRole).toInt();
        }
        QCOMPARE(members, static_cast<int>(hub.rows().size()));
        for (const RoomRow& room : snapshot->rooms) {
            QCOMPARE(model.index(model.rowOf(room.name)).data(RoomModel::CountRole).toInt(),
                room.members);
        }
    }
}

void TestRoomModel::theChosenRoomStaysWhenItEmpties()
{
    Snapshots hub;
    RoomPane pane;
    hub.add(QStringLiteral("ann"), QStringLiteral("blue"));
    hub.add(QStringLiteral("bob"), QStringLiteral("red"));
    pane.apply(hub.take());
    pane.showRoom(QStringLiteral("red"));
    hub.rows().clear();
    pane.apply(hub.take());
    QCOMPARE(pane.currentIndex().data().toString(), QStringLiteral("red"));
    QCOMPARE(pane.currentIndex().data(RoomModel::CountRole).toInt(), 0);
    pane.showAllPeers();
    pane.apply(hub.take());
    QVERIFY(!labels(*pane.model()).contains(QStringLiteral("red")));
}

void TestRoomModel::choosingTellsWhatToShow()
{
    Snapshots hub;
    RoomPane pane;
    hub.add(QStringLiteral("bob"), QStringLiteral("red"));
    pane.apply(hub.take());
    QSignalSpy peers(&pane, &RoomPane::peersChosen);
    QSignalSpy pages(&pane, &RoomPane::pageChosen);
    pane.showRoom(QStringLiteral("red"));
    QCOMPARE(peers.last().first().value<std::optional<RoomName>>(), QStringLiteral("red"));
    for (const Page page : {Page::Log, Page::Messages}) {
        pane.showPage(page);
        QCOMPARE(pages.takeFirst().first().value<Page>(), page);
        QCOMPARE(pane.page(), page);
    }
    pane.showAllPeers();
    QVERIFY(!peers.last().first().value<std::optional<RoomName>>().has_value());
}

QTEST_MAIN(TestRoomModel)
#include "tst_roommodel.moc"
