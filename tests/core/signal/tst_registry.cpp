// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/registry.h"

#include <QTest>

using namespace Signalbox;

namespace {

Peer makePeer(int number, const QString& id, const Realm& realm = "a")
{
    Peer peer;
    peer.number = PeerNumber(number);
    peer.identity.id = id;
    peer.origin.realm = realm;
    return peer;
}

QList<PeerNumber> numbers(std::initializer_list<int> plain)
{
    QList<PeerNumber> list;
    for (int number : plain) {
        list.append(PeerNumber(number));
    }
    return list;
}

} // namespace

class TestRegistry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void peersAreFoundByNumberAndById();
    void realmsDoNotSeeEachOther();
    void othersStandInTheOrderInWhichTheyEntered();
    void whoMovesStandsAtTheEndOfTheNewRoom();
    void whoIsInNoRoomHasNoOthersAndIsNobodysOther();
    void onlyTheJoinedAreJoinedOthers();
    void aNewIdReplacesTheOldOne();
    void movingForgetsThatTheRoomHasHeardIt();
    void removingFreesTheIdAndThePlace();
    void removingAnUnknownNumberDoesNothing();
};

void TestRegistry::peersAreFoundByNumberAndById()
{
    Registry registry;
    registry.add(makePeer(7, u"u1"_qs));
    QVERIFY(registry.contains(PeerNumber(7)));
    QVERIFY(!registry.contains(PeerNumber(8)));
    QCOMPARE(registry.find(PeerNumber(7))->peer.identity.id, u"u1"_qs);
    QCOMPARE(registry.find("a", u"u1"_qs), registry.find(PeerNumber(7)));
    QVERIFY(registry.find(PeerNumber(8)) == nullptr);
    QVERIFY(registry.find("a", u"U1"_qs) == nullptr);
}

void TestRegistry::realmsDoNotSeeEachOther()
{
    Registry registry;
    registry.add(makePeer(1, u"same"_qs, "a"));
    registry.add(makePeer(2, u"same"_qs, "b"));
    QCOMPARE(registry.find("a", u"same"_qs)->peer.number, PeerNumber(1));
    QCOMPARE(registry.find("b", u"same"_qs)->peer.number, PeerNumber(2));
    QVERIFY(registry.others(*registry.find(PeerNumber(1))).isEmpty());
}

void TestRegistry::othersStandInTheOrderInWhichTheyEntered()
{
    Registry registry;
    for (int number : {5, 3, 9, 1}) {
        registry.add(makePeer(number, QString::number(number)));
    }
    QCOMPARE(registry.others(*registry.find(PeerNumber(9))), numbers({5, 3, 1}));
}

void TestRegistry::whoMovesStandsAtTheEndOfTheNewRoom()
{
    Registry registry;
    for (int number : {1, 2, 3}) {
        registry.add(makePeer(number, QString::number(number)));
    }
    Registry::Entry& first = *registry.find(PeerNumber(1));
    registry.move(first, u"red"_qs);
    QVERIFY(registry.others(first).isEmpty());
    registry.move(first, RoomName());
    QCOMPARE(registry.others(*registry.find(PeerNumber(2))), numbers({3, 1}));
}

void TestRegistry::whoIsInNoRoomHasNoOthersAndIsNobodysOther()
{
    Registry registry;
    registry.add(makePeer(1, u"u1"_qs));
    registry.add(makePeer(2, u"u2"_qs));
    Registry::Entry& first = *registry.find(PeerNumber(1));
    registry.move(first, std::nullopt);
    QVERIFY(registry.others(first).isEmpty());
    QVERIFY(registry.others(*registry.find(PeerNumber(2))).isEmpty());
    registry.remove(PeerNumber(1));
    QVERIFY(!registry.contains(PeerNumber(1)));
}

void TestRegistry::onlyTheJoinedAreJoinedOthers()
{
    Registry registry;
    for (int number : {1, 2, 3, 4}) {
        Peer peer = makePeer(number, QString::number(number));
        peer.joined = number % 2 == 0;
        registry.add(peer);
    }
    const QList<Identity> joined = registry.joinedOthers(*registry.find(PeerNumber(1)));
    QCOMPARE(joined, (QList<Identity>{{u"2"_qs, {}}, {u"4"_qs, {}}}));
}

void TestRegistry::aNewIdReplacesTheOldOne()
{
    Registry registry;
    registry.add(makePeer(1, u"old"_qs));
    registry.rename(*registry.find(PeerNumber(1)), u"new"_qs);
    QVERIFY(registry.find("a", u"old"_qs) == nullptr);
    QCOMPARE(registry.find("a", u"new"_qs)->peer.identity.id, u"new"_qs);
}

void TestRegistry::movingForgetsThatTheRoomHasHeardIt()
{
    Registry registry;
    registry.add(makePeer(1, u"u1"_qs));
    Registry::Entry& entry = *registry.find(PeerNumber(1));
    entry.heard = true;
    registry.move(entry, u"red"_qs);
    QVERIFY(!entry.heard);
}

void TestRegistry::removingFreesTheIdAndThePlace()
{
    Registry registry;
    registry.add(makePeer(1, u"u1"_qs));
    registry.add(makePeer(2, u"u2"_qs));
    registry.remove(PeerNumber(1));
    QVERIFY(registry.others(*registry.find(PeerNumber(2))).isEmpty());
    registry.add(makePeer(3, u"u1"_qs));
    QCOMPARE(registry.find("a", u"u1"_qs)->peer.number, PeerNumber(3));
    QList<PeerNumber> all = registry.numbers();
    std::sort(all.begin(), all.end());
    QCOMPARE(all, numbers({2, 3}));
}

void TestRegistry::removingAnUnknownNumberDoesNothing()
{
    Registry registry;
    registry.add(makePeer(1, u"u1"_qs));
    registry.remove(PeerNumber(2));
    QCOMPARE(registry.numbers(), numbers({1}));
}

QTEST_APPLESS_MAIN(TestRegistry)
#include "tst_registry.moc"
