// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/registry.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;

namespace {

Peer makePeer(int number, const QString& id, const QByteArray& key = "a")
{
    Peer peer;
    peer.number = PeerNumber(number);
    peer.identity.id = id;
    peer.origin.realm = {Language(1), key};
    peer.rooms = {RoomName()};
    return peer;
}

const Realm inA{Language(1), "a"};
const Realm inB{Language(1), "b"};

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
    void ofSomeTheJoinedAreNamed();
    void aNewIdReplacesTheOldOne();
    void theNewestOfAnIdIsFoundAndEachRemovesOnlyItself();
    void whoSharesSeveralRoomsIsOneOther();
    void noEmptyRoomIsKept();
    void whoIsPutAsideIsFoundThereUntilItIsTakenBack();
    void whoIsParkedIsNowhere();
    void anHeirTakesThePlaceAndTheId();
    void onlyNamedRoomsAreCounted();
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
    QCOMPARE(registry.find(inA, u"u1"_qs), registry.find(PeerNumber(7)));
    QVERIFY(registry.find(PeerNumber(8)) == nullptr);
    QVERIFY(registry.find(inA, u"U1"_qs) == nullptr);
}

void TestRegistry::realmsDoNotSeeEachOther()
{
    Registry registry;
    registry.add(makePeer(1, u"same"_qs, "a"));
    registry.add(makePeer(2, u"same"_qs, "b"));
    QCOMPARE(registry.find(inA, u"same"_qs)->peer.number, PeerNumber(1));
    QCOMPARE(registry.find(inB, u"same"_qs)->peer.number, PeerNumber(2));
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
    registry.exit(first, RoomName());
    registry.enter(first, u"red"_qs);
    QVERIFY(registry.others(first).isEmpty());
    registry.exit(first, u"red"_qs);
    registry.enter(first, RoomName());
    QCOMPARE(registry.others(*registry.find(PeerNumber(2))), numbers({3, 1}));
}

void TestRegistry::whoIsInNoRoomHasNoOthersAndIsNobodysOther()
{
    Registry registry;
    registry.add(makePeer(1, u"u1"_qs));
    registry.add(makePeer(2, u"u2"_qs));
    Registry::Entry& first = *registry.find(PeerNumber(1));
    registry.exit(first, RoomName());
    QVERIFY(registry.others(first).isEmpty());
    QVERIFY(registry.others(*registry.find(PeerNumber(2))).isEmpty());
    registry.remove(PeerNumber(1));
    QVERIFY(!registry.contains(PeerNumber(1)));
}

void TestRegistry::ofSomeTheJoinedAreNamed()
{
    Registry registry;
    for (int number : {1, 2, 3, 4}) {
        Peer peer = makePeer(number, QString::number(number));
        peer.joined = number % 2 == 0;
        registry.add(peer);
    }
    const QList<Identity> joined = registry.joinedOf(numbers({4, 3, 2}), inA);
    QCOMPARE(joined, (QList<Identity>{{u"4"_qs, {}}, {u"2"_qs, {}}}));
}

void TestRegistry::aNewIdReplacesTheOldOne()
{
    Registry registry;
    registry.add(makePeer(1, u"old"_qs));
    registry.rename(*registry.find(PeerNumber(1)), u"new"_qs);
    QVERIFY(registry.find(inA, u"old"_qs) == nullptr);
    QCOMPARE(registry.find(inA, u"new"_qs)->peer.identity.id, u"new"_qs);
}

void TestRegistry::theNewestOfAnIdIsFoundAndEachRemovesOnlyItself()
{
    Registry registry;
    for (int number : {1, 2, 3, 4}) {
        registry.add(makePeer(number, u"same"_qs));
    }
    QCOMPARE(registry.find(inA, u"same"_qs)->peer.number, PeerNumber(4));
    registry.remove(PeerNumber(2));
    QCOMPARE(registry.find(inA, u"same"_qs)->peer.number, PeerNumber(4));
    registry.remove(PeerNumber(4));
    QCOMPARE(registry.find(inA, u"same"_qs)->peer.number, PeerNumber(3));
    registry.rename(*registry.find(PeerNumber(3)), u"other"_qs);
    QCOMPARE(registry.find(inA, u"same"_qs)->peer.number, PeerNumber(1));
    registry.remove(PeerNumber(1));
    QVERIFY(registry.find(inA, u"same"_qs) == nullptr);
}

void TestRegistry::whoSharesSeveralRoomsIsOneOther()
{
    Registry registry;
    for (int number : {1, 2, 3}) {
        registry.add(makePeer(number, QString::number(number)));
    }
    for (int number : {3, 1, 2}) {
        registry.enter(*registry.find(PeerNumber(number)), u"red"_qs);
    }
    registry.exit(*registry.find(PeerNumber(2)), RoomName());
    QCOMPARE(registry.others(*registry.find(PeerNumber(1))), numbers({3, 2}));
    QCOMPARE(registry.others(*registry.find(PeerNumber(2))), numbers({3, 1}));
}

void TestRegistry::noEmptyRoomIsKept()
{
    Registry registry;
    registry.add(makePeer(1, u"u1"_qs));
    Registry::Entry& entry = *registry.find(PeerNumber(1));
    registry.exit(entry, u"red"_qs); // it is not there
    QVERIFY(registry.isEmpty(inA, u"red"_qs));
    registry.enter(entry, u"red"_qs);
    QVERIFY(!registry.isEmpty(inA, u"red"_qs));
    QVERIFY(registry.isEmpty(inB, u"red"_qs));
    registry.exit(entry, u"red"_qs);
    QVERIFY(registry.isEmpty(inA, u"red"_qs));
    registry.remove(PeerNumber(1));
    QVERIFY(registry.isEmpty(inA, RoomName()));
}

void TestRegistry::whoIsPutAsideIsFoundThereUntilItIsTakenBack()
{
    Registry registry;
    registry.add(makePeer(1, {}));
    Registry::Entry& entry = *registry.find(PeerNumber(1));
    registry.putAside(entry, {inB, {u"b1"_qs, u"ann"_qs}, {u"red"_qs}});
    registry.putAside(entry, {{Language(2), {}}, {u"c1"_qs, {}}, {}});
    QCOMPARE(registry.find(inB, u"b1"_qs), &entry);
    QCOMPARE(registry.members(inB, u"red"_qs), numbers({1}));
    QCOMPARE(entry.identityIn(inB).id, u"b1"_qs);
    QCOMPARE(entry.roomsIn(inB), QList<RoomName>{u"red"_qs});
    QVERIFY(entry.roomsIn({Language(2), {}}).isEmpty());
    QCOMPARE(registry.joinedOf(numbers({1}), inB), (QList<Identity>{{u"b1"_qs, u"ann"_qs}}));

    const auto taken = registry.takeAsideBut(entry, inB);
    QCOMPARE(taken.size(), size_t(1));
    QCOMPARE(taken[0].identity.id, u"c1"_qs);
    QVERIFY(registry.find({Language(2), {}}, u"c1"_qs) == nullptr);
    Origin origin;
    origin.realm = inB;
    QVERIFY(registry.settle(entry, origin));
    QCOMPARE(entry.peer.identity.id, u"b1"_qs);
    QCOMPARE(entry.peer.rooms, QList<RoomName>{u"red"_qs});
    QVERIFY(entry.aside.empty());
    registry.remove(PeerNumber(1));
    QVERIFY(registry.find(inB, u"b1"_qs) == nullptr);
    QVERIFY(registry.isEmpty(inB, u"red"_qs));
}

void TestRegistry::whoIsParkedIsNowhere()
{
    Registry registry;
    registry.add(makePeer(1, u"u1"_qs));
    Registry::Entry& entry = *registry.find(PeerNumber(1));
    registry.putAside(entry, {inB, {u"b1"_qs, {}}, {u"red"_qs}});
    Peer shown = entry.peer;
    shown.identity.nick = u"eve"_qs;
    registry.park(entry, shown);
    QVERIFY(entry.peer.parked);
    QCOMPARE(entry.peer.identity.nick, u"eve"_qs);
    QVERIFY(registry.contains(PeerNumber(1)));
    QVERIFY(registry.find(inA, u"u1"_qs) == nullptr);
    QVERIFY(registry.find(inB, u"b1"_qs) == nullptr);
    QVERIFY(registry.isEmpty(inA, RoomName()));
    QVERIFY(registry.isEmpty(inB, u"red"_qs));
    registry.add(makePeer(2, u"u1"_qs));
    registry.remove(PeerNumber(1)); // takes nothing along that is another's by now
    QCOMPARE(registry.find(inA, u"u1"_qs)->peer.number, PeerNumber(2));
    QCOMPARE(registry.members(inA, RoomName()), numbers({2}));
}

void TestRegistry::anHeirTakesThePlaceAndTheId()
{
    Registry registry;
    for (int number : {1, 2, 3}) {
        registry.add(makePeer(number, u"u%1"_qs.arg(number)));
    }
    const QList<RoomName> rooms = registry.find(PeerNumber(1))->peer.rooms;
    registry.find(PeerNumber(1))->heard = true;
    const Registry::Entry& heir = registry.succeed(PeerNumber(1), PeerNumber(3));
    QCOMPARE(heir.peer.number, PeerNumber(3));
    QCOMPARE(heir.peer.identity.id, u"u1"_qs);
    QVERIFY(heir.heard);
    QVERIFY(!registry.contains(PeerNumber(1)));
    const Realm realm = heir.realm();
    QCOMPARE(registry.find(realm, u"u1"_qs)->peer.number, PeerNumber(3));
    QCOMPARE(registry.find(realm, u"u3"_qs), nullptr);
    QCOMPARE(registry.members(realm, rooms.first()), numbers({3, 2}));
    registry.remove(PeerNumber(3));
    registry.remove(PeerNumber(2));
    QVERIFY(registry.isEmpty(realm, rooms.first()));
}

void TestRegistry::onlyNamedRoomsAreCounted()
{
    Registry registry;
    registry.add(makePeer(1, u"u1"_qs));
    registry.add(makePeer(2, u"u2"_qs));
    Registry::Entry& one = *registry.find(PeerNumber(1));
    const int before = registry.namedRooms();
    registry.enter(one, u"green"_qs);
    registry.enter(one, RoomName());
    QCOMPARE(registry.namedRooms(), before + 1);
    registry.enter(*registry.find(PeerNumber(2)), u"green"_qs);
    QCOMPARE(registry.namedRooms(), before + 1);
    registry.remove(PeerNumber(1));
    registry.remove(PeerNumber(2));
    QCOMPARE(registry.namedRooms(), 0);
}

void TestRegistry::removingFreesTheIdAndThePlace()
{
    Registry registry;
    registry.add(makePeer(1, u"u1"_qs));
    registry.add(makePeer(2, u"u2"_qs));
    registry.remove(PeerNumber(1));
    QVERIFY(registry.others(*registry.find(PeerNumber(2))).isEmpty());
    registry.add(makePeer(3, u"u1"_qs));
    QCOMPARE(registry.find(inA, u"u1"_qs)->peer.number, PeerNumber(3));
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

SIGNALBOX_TEST(TestRegistry)
#include "tst_registry.moc"
