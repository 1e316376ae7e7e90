// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"
#include "tests/ui/snapshots.h"
#include "ui/peers/peerfilterproxy.h"

#include <QSignalSpy>
#include <QTest>

using namespace Signalbox;

class TestPeerFilterProxy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTypedValueDecidesTheOrder();
    void equalRowsKeepTheOrderOfArrival();
    void aHeldOrderIsRestoredWhenReleased();
    void countersDoNotResortANickSort();
    void veryManyRowsAreSortedOnceASecond();
    void aRoomIsChosenByItsExactName();
    void aRoomIsOneOfAPeersRoomsInItsRealm();
    void aChangedPeerLeavesTheFilter();
    void everyColumnIsInTheOrderOfItsComparison();
};

namespace {

using namespace std::chrono_literals;

QStringList nicks(const PeerFilterProxy& proxy)
{
    QStringList list;
    for (int row = 0; row < proxy.rowCount(); ++row) {
        list += proxy.index(row, static_cast<int>(PeerColumn::Name)).data().toString();
    }
    return list;
}

QStringList words(const char* text)
{
    return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts);
}

struct Table
{
    Snapshots hub;
    PeerTableModel model;
    PeerFilterProxy proxy{model};

    void add(const char* names)
    {
        for (const QString& name : words(names)) {
            hub.add(name);
        }
        model.apply(hub.take());
    }
};

} // namespace

void TestPeerFilterProxy::theTypedValueDecidesTheOrder()
{
    Table table;
    table.add("peer10 Peer2 alice");
    table.proxy.sort(static_cast<int>(PeerColumn::Name));
    QCOMPARE(nicks(table.proxy), words("alice Peer2 peer10"));
    table.hub.rows()[0].link.traffic.messagesIn = 9;
    table.hub.rows()[1].link.traffic.messagesIn = 10;
    table.hub.rows()[2].link.traffic.messagesIn = 100;
    table.model.apply(table.hub.take());
    table.proxy.sort(static_cast<int>(PeerColumn::MessagesIn), Qt::DescendingOrder);
    QCOMPARE(nicks(table.proxy), words("alice Peer2 peer10"));
}

void TestPeerFilterProxy::equalRowsKeepTheOrderOfArrival()
{
    Table table;
    table.add("d c b a");
    for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        table.proxy.sort(static_cast<int>(PeerColumn::Room), order);
        QCOMPARE(nicks(table.proxy), words("d c b a"));
    }
}

void TestPeerFilterProxy::aHeldOrderIsRestoredWhenReleased()
{
    Table table;
    table.add("a b c");
    table.proxy.sort(static_cast<int>(PeerColumn::MessagesIn), Qt::DescendingOrder);
    table.proxy.setOrderHeld(true);
    table.hub.rows()[2].link.traffic.messagesIn = 7;
    table.add("d");
    QCOMPARE(nicks(table.proxy), words("a b c d"));
    table.proxy.setOrderHeld(false);
    QCOMPARE(nicks(table.proxy), words("c a b d"));
}

void TestPeerFilterProxy::countersDoNotResortANickSort()
{
    Table table;
    table.add("b a");
    table.proxy.sort(static_cast<int>(PeerColumn::Name));
    QSignalSpy layouts(&table.proxy, &QAbstractItemModel::layoutChanged);
    table.hub.rows()[0].link.traffic.messagesIn = 7;
    table.model.apply(table.hub.take());
    QCOMPARE(layouts.size(), 0);
    table.hub.rows()[0].peer.identity.nick = QStringLiteral("0");
    table.model.apply(table.hub.take());
    QCOMPARE(nicks(table.proxy), words("0 a"));
}

void TestPeerFilterProxy::veryManyRowsAreSortedOnceASecond()
{
    Table table;
    for (int i = 0; i < 3000; ++i) {
        table.hub.add(QString::number(i));
    }
    table.model.apply(table.hub.take());
    table.proxy.sort(static_cast<int>(PeerColumn::MessagesIn), Qt::DescendingOrder);
    QSignalSpy layouts(&table.proxy, &QAbstractItemModel::layoutChanged);
    for (int i = 0; i < 20; ++i) {
        table.hub.pass(200ms);
        table.hub.rows()[static_cast<size_t>(i)].link.traffic.messagesIn
            = static_cast<quint64>(i) + 1;
        table.model.apply(table.hub.take());
    }
    QCOMPARE(layouts.size(), 4);
    QCOMPARE(nicks(table.proxy).first(), QStringLiteral("19"));
}

void TestPeerFilterProxy::aRoomIsChosenByItsExactName()
{
    Table table;
    table.hub.add(QStringLiteral("ann"), QStringLiteral("red"));
    table.hub.add(QStringLiteral("bob"), QStringLiteral("reddish"));
    table.hub.add(QStringLiteral("cleo"));
    const PeerNumber dan = table.hub.add(QStringLiteral("dan"));
    table.hub[dan].peer.rooms.clear();
    table.model.apply(table.hub.take());
    const auto place
        = [&](const char* name) { return placeOf(table.hub[dan].peer, QString::fromLatin1(name)); };
    table.proxy.setRoom(place("red"));
    QCOMPARE(nicks(table.proxy), words("ann"));
    table.proxy.setRoom(place(""));
    QCOMPARE(nicks(table.proxy), words("cleo"));
    table.proxy.setRoom(std::nullopt);
    QCOMPARE(table.proxy.rowCount(), 4);
}

void TestPeerFilterProxy::aRoomIsOneOfAPeersRoomsInItsRealm()
{
    Table table;
    const Realm yjs{Language{3}, {}};
    const QString dialect = QStringLiteral("y-webrtc");
    table.hub.add(QStringLiteral("ann"), QStringLiteral("red"));
    table.hub.addOf(
        yjs, dialect, QStringLiteral("both"), {QStringLiteral("blue"), QStringLiteral("red")});
    table.hub.addOf(yjs, dialect, QStringLiteral("blue-only"), {QStringLiteral("blue")});
    table.hub.addOf(
        {Language{3}, "other"}, dialect, QStringLiteral("elsewhere"), {QStringLiteral("red")});
    table.model.apply(table.hub.take());
    table.proxy.setRoom(RoomPlace{yjs, dialect, QStringLiteral("red")});
    QCOMPARE(nicks(table.proxy), words("both"));
    table.proxy.setRoom(RoomPlace{yjs, dialect, QStringLiteral("blue")});
    QCOMPARE(nicks(table.proxy), words("both blue-only"));
}

void TestPeerFilterProxy::aChangedPeerLeavesTheFilter()
{
    Table table;
    table.add("ann bob");
    table.proxy.setFilter(PeerFilter::parse(QStringLiteral("ann")));
    QCOMPARE(nicks(table.proxy), words("ann"));
    table.hub.rows()[0].peer.identity.nick = QStringLiteral("eve");
    table.hub.rows()[1].peer.identity.nick = QStringLiteral("hannah");
    table.model.apply(table.hub.take());
    QCOMPARE(nicks(table.proxy), words("hannah"));
}

void TestPeerFilterProxy::everyColumnIsInTheOrderOfItsComparison()
{
    Table table;
    table.add("peer10 Peer2 alice zoe");
    quint64 value = 5;
    for (PeerRow& row : table.hub.rows()) {
        value = value * 31 % 17;
        row.link.traffic = {value, value + 1, 20 - value, value * 3};
        if (value % 2 == 0) {
            row.link.roundTrip = std::chrono::microseconds(value);
        }
    }
    table.hub.pass(1s);
    table.model.apply(table.hub.take());
    const auto source
        = [&](int row) { return table.proxy.mapToSource(table.proxy.index(row, 0)).row(); };
    for (int column = 0; column < peerColumnCount; ++column) {
        table.proxy.sort(column);
        for (int row = 1; row < table.proxy.rowCount(); ++row) {
            QVERIFY(
                table.model.compare(static_cast<PeerColumn>(column), source(row - 1), source(row))
                <= 0);
        }
    }
}

SIGNALBOX_TEST(TestPeerFilterProxy)
#include "tst_peerfilterproxy.moc"
