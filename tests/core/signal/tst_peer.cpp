// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/peer.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;

namespace {

/// Somebody who has everything by which one can be known.
Peer somebody(IdentityTraits traits)
{
    Peer peer;
    peer.number = PeerNumber(1);
    peer.identity = {u"u1"_qs, u"ann"_qs};
    peer.rooms = {u"red"_qs, u"blue"_qs};
    peer.origin.realm = {Language(1), "key"};
    peer.origin.address = u"10.0.0.1"_qs;
    peer.origin.userAgent = u"Browser"_qs;
    peer.origin.traits = traits;
    return peer;
}

using Change = std::function<void(Peer&)>;

constexpr IdentityTraits nothing;
constexpr IdentityTraits everything
    = IdentityTrait::Id | IdentityTrait::Nick | IdentityTrait::Program | IdentityTrait::Room;

} // namespace

class TestPeer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoComesBackIsKnownByWhatItsLanguageGoesBy_data();
    void whoComesBackIsKnownByWhatItsLanguageGoesBy();
    void whatTheFirstHasNotGotDoesNotCount_data();
    void whatTheFirstHasNotGotDoesNotCount();
    void theNamelessAreAlikeAmongThemselves();
};

void TestPeer::whoComesBackIsKnownByWhatItsLanguageGoesBy_data()
{
    QTest::addColumn<IdentityTraits>("traits");
    QTest::addColumn<Change>("change");
    QTest::addColumn<bool>("alike");
    const auto row = [](const char* name, IdentityTraits traits, const Change& change, bool alike) {
        QTest::newRow(name) << traits << change << alike;
    };
    const Change same = [](Peer&) {};
    row("the same", everything, same, true);
    row("the same, where nobody is known", nothing, same, false);
    row(
        "another connection", everything,
        [](Peer& peer) {
            peer.number = PeerNumber(2);
            peer.origin.port = 7;
            peer.since = Moment(std::chrono::hours(1));
            peer.joined = peer.parked = true;
            peer.profile.roles = Role::Listener;
        },
        true);
    const Change id = [](Peer& peer) { peer.identity.id = u"u2"_qs; };
    row("another id", IdentityTrait::Id, id, false);
    row("another id, which does not matter", everything & ~IdentityTraits(IdentityTrait::Id), id,
        true);
    const Change nick = [](Peer& peer) { peer.identity.nick = u"Ann"_qs; };
    row("another nick", IdentityTrait::Nick, nick, false);
    row("another nick, which does not matter", everything & ~IdentityTraits(IdentityTrait::Nick),
        nick, true);
    row(
        "no nick", IdentityTrait::Nick, [](Peer& peer) { peer.identity.nick.clear(); }, false);
    const Change program = [](Peer& peer) { peer.origin.userAgent = u"Robot"_qs; };
    row("another program", IdentityTrait::Program, program, false);
    row("another program, which does not matter",
        everything & ~IdentityTraits(IdentityTrait::Program), program, true);
    const Change room = [](Peer& peer) { peer.rooms = {u"green"_qs}; };
    row("other rooms", IdentityTrait::Room, room, false);
    row("other rooms, which do not matter", everything & ~IdentityTraits(IdentityTrait::Room), room,
        true);
    row(
        "one of the rooms", IdentityTrait::Room,
        [](Peer& peer) {
            peer.rooms = {u"green"_qs, u"blue"_qs};
        },
        true);
    row(
        "no room", IdentityTrait::Room, [](Peer& peer) { peer.rooms.clear(); }, false);
    row("one trait of several differs", IdentityTrait::Id | IdentityTrait::Nick, nick, false);
    row(
        "another address", everything, [](Peer& peer) { peer.origin.address = u"10.0.0.2"_qs; },
        false);
    row(
        "another language", everything,
        [](Peer& peer) { peer.origin.realm.language = Language(2); }, false);
    row(
        "another world of the language", everything,
        [](Peer& peer) { peer.origin.realm.key = "other"; }, false);
}

void TestPeer::whoComesBackIsKnownByWhatItsLanguageGoesBy()
{
    QFETCH(IdentityTraits, traits);
    QFETCH(Change, change);
    QFETCH(bool, alike);
    const Peer known = somebody(traits);
    Peer other = known;
    change(other);
    QCOMPARE(isAlike(known, other), alike);
}

void TestPeer::whatTheFirstHasNotGotDoesNotCount_data()
{
    QTest::addColumn<IdentityTraits>("traits");
    QTest::addColumn<bool>("alike");
    QTest::newRow("id, which is not there") << IdentityTraits(IdentityTrait::Id) << false;
    QTest::newRow("nick, which is not there") << IdentityTraits(IdentityTrait::Nick) << false;
    QTest::newRow("program, which is not there") << IdentityTraits(IdentityTrait::Program) << false;
    QTest::newRow("room") << IdentityTraits(IdentityTrait::Room) << true;
    QTest::newRow("all but the nick, of which one is there")
        << (everything & ~IdentityTraits(IdentityTrait::Nick)) << true;
    QTest::newRow("all: the nameless are not alike those who have a name") << everything << false;
}

void TestPeer::whatTheFirstHasNotGotDoesNotCount()
{
    QFETCH(IdentityTraits, traits);
    QFETCH(bool, alike);
    Peer known = somebody(traits);
    known.identity = {};
    known.origin.userAgent.clear();
    QCOMPARE(isAlike(known, somebody(traits)), alike);
}

void TestPeer::theNamelessAreAlikeAmongThemselves()
{
    Peer known = somebody(IdentityTrait::Nick | IdentityTrait::Program);
    known.identity.nick.clear();
    QVERIFY(isAlike(known, known));
    known.origin.userAgent.clear();
    QVERIFY(!isAlike(known, known)); // nothing else to go by
}

SIGNALBOX_TEST(TestPeer)
#include "tst_peer.moc"
