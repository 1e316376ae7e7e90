// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"
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
    void withoutRoomsThereIsNoTitleOfThem();
    void aRuleKeepsThePagesApart();
    void roomsOfSeveralDialectsNameTheirs();
    void roomsWithoutANameBearThatOfTheirDialect();
    void bansAreCounted();
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

const Realm workshop{Language{2}, "workshop"};

RoomPlace own(const RoomName& room)
{
    return {{Language{1}, {}}, OwnDialect, room};
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
        QStringList(
            {QStringLiteral("All peers"), QStringLiteral("Rooms"), QStringLiteral("Default room"),
                QStringLiteral("alpha"), QStringLiteral("Room 2"), QStringLiteral("room 10"),
                QStringLiteral("Log"), QStringLiteral("Messages"), QStringLiteral("Banned")}));
    QCOMPARE(model.index(0).data(RoomModel::CountRole).toInt(), 5);
    QCOMPARE(model.index(3).data(RoomModel::CountRole).toInt(), 2);
    QVERIFY(!(model.flags(model.index(1)) & Qt::ItemIsSelectable));
}

void TestRoomModel::withoutRoomsThereIsNoTitleOfThem()
{
    Snapshots hub;
    RoomModel model;
    const QStringList empty{QStringLiteral("All peers"), QStringLiteral("Log"),
        QStringLiteral("Messages"), QStringLiteral("Banned")};
    QCOMPARE(labels(model), empty);
    const PeerNumber ann = hub.add(QStringLiteral("ann"), QStringLiteral("alpha"));
    model.apply(hub.take());
    QCOMPARE(labels(model).mid(0, 4),
        QStringList({QStringLiteral("All peers"), QStringLiteral("Rooms"), QStringLiteral("alpha"),
            QStringLiteral("Log")}));
    hub.remove(ann);
    model.apply(hub.take());
    QCOMPARE(labels(model), empty);
}

void TestRoomModel::aRuleKeepsThePagesApart()
{
    RoomPane pane;
    pane.resize(pane.sizeHint());
    const QImage picture = pane.grab().toImage().convertToFormat(QImage::Format_RGB32);
    const auto hasRule = [&](int row) {
        const QRect line = pane.visualRect(pane.model()->index(row, 0));
        const QRgb rule = pane.palette().mid().color().rgb();
        return picture.pixel(line.left() + line.width() / 2, line.top()) == rule;
    };
    QList<int> rules;
    for (int row = 0; row < pane.model()->rowCount(); ++row) {
        if (hasRule(row)) {
            rules += row;
        }
    }
    QCOMPARE(rules, QList<int>{1}); // below everybody, above the first page
}

void TestRoomModel::roomsOfSeveralDialectsNameTheirs()
{
    Snapshots hub;
    RoomModel model;
    hub.add(QStringLiteral("ann"), QStringLiteral("red"));
    hub.add(QStringLiteral("bob"), QStringLiteral("blue"));
    model.apply(hub.take());
    QCOMPARE(model.index(2).data(RoomModel::DialectRole).toString(), QString());
    hub.addOf({Language{3}, {}}, QStringLiteral("y-webrtc"), QStringLiteral("x"),
        {QStringLiteral("red"), QStringLiteral("zoo")});
    model.apply(hub.take());
    QCOMPARE(labels(model).mid(2, 4),
        QStringList({QStringLiteral("blue"), QStringLiteral("red"), QStringLiteral("red"),
            QStringLiteral("zoo")}));
    QCOMPARE(model.index(3).data(RoomModel::DialectRole).toString(), OwnDialect);
    QCOMPARE(model.index(4).data(RoomModel::DialectRole).toString(), QStringLiteral("y-webrtc"));
    QVERIFY(model.index(4)
                .data(Qt::AccessibleTextRole)
                .toString()
                .contains(QStringLiteral("y-webrtc")));
}

void TestRoomModel::roomsWithoutANameBearThatOfTheirDialect()
{
    Snapshots hub;
    RoomModel model;
    const QString dialect = QStringLiteral("PeerJS");
    hub.add(QStringLiteral("ann"), QStringLiteral("alpha"));
    hub.add(QStringLiteral("bob"));
    hub.addOf(workshop, dialect, QStringLiteral("x"), {QString()});
    hub.addOf({Language{2}, {}}, dialect, QStringLiteral("x"), {QString()});
    model.apply(hub.take());
    QCOMPARE(labels(model).mid(2, 4),
        QStringList({QStringLiteral("Default room"), dialect, QStringLiteral("PeerJS (workshop)"),
            QStringLiteral("alpha")}));
    QCOMPARE(model.index(3).data(RoomModel::DialectRole).toString(), QString());
    QCOMPARE(model.index(2).data(RoomModel::DialectRole).toString(), OwnDialect);
}

void TestRoomModel::bansAreCounted()
{
    Snapshots hub;
    RoomModel model;
    hub.refuse(hub.add(QStringLiteral("ann")), {}, std::chrono::minutes(10));
    model.apply(hub.take());
    const QModelIndex refused = model.index(model.rowOf(Page::Banned));
    QCOMPARE(refused.data(RoomModel::CountRole).toInt(), 1);
    hub.bans().clear();
    model.apply(hub.take());
    QCOMPARE(refused.data(RoomModel::CountRole).toInt(), -1);
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
            const QString room = QStringLiteral("r%1").arg(random.bounded(40));
            if (random.bounded(3) == 0) {
                hub.addOf(workshop, QStringLiteral("PeerJS"), QStringLiteral("x"), {room});
            } else {
                hub.add(QStringLiteral("x"), room);
            }
        }
        for (int i = random.bounded(20); i > 0 && !hub.rows().empty(); --i) {
            hub.rows().erase(
                hub.rows().begin() + random.bounded(static_cast<int>(hub.rows().size())));
        }
        if (random.bounded(5) == 0) {
            model.keep(own(QStringLiteral("r%1").arg(random.bounded(60))));
        }
        if (random.bounded(10) == 0) {
            hub.rows().clear();
            model.keep(std::nullopt);
        }
        const SnapshotPtr snapshot = hub.take();
        model.apply(snapshot);
        int members = 0;
        for (int row = 2; row < model.rowOf(Page::Log); ++row) {
            members += model.index(row).data(RoomModel::CountRole).toInt();
        }
        QCOMPARE(members, static_cast<int>(hub.rows().size()));
        for (const RoomRow& room : snapshot->rooms) {
            QCOMPARE(model.index(model.rowOf(RoomPlace{room.realm, room.dialect, room.name}))
                         .data(RoomModel::CountRole)
                         .toInt(),
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
    pane.showRoom(own(QStringLiteral("red")));
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
    pane.showRoom(own(QStringLiteral("red")));
    QCOMPARE(peers.last().first().value<std::optional<RoomPlace>>(), own(QStringLiteral("red")));
    for (const Page page : {Page::Log, Page::Messages, Page::Banned}) {
        pane.showPage(page);
        QCOMPARE(pages.takeFirst().first().value<Page>(), page);
        QCOMPARE(pane.page(), page);
    }
    pane.showAllPeers();
    QVERIFY(!peers.last().first().value<std::optional<RoomPlace>>().has_value());
}

SIGNALBOX_TEST(TestRoomModel)
#include "tst_roommodel.moc"
