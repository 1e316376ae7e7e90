// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/bans.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;
using namespace std::chrono_literals;

namespace {

const Moment start{1h};

Peer somebody(const QString& nick, const QString& address = u"10.0.0.1"_qs)
{
    Peer peer;
    peer.identity.nick = nick;
    peer.origin.address = address;
    peer.origin.traits = IdentityTrait::Nick | IdentityTrait::Program;
    return peer;
}

BanOrder order(
    const Peer& known, std::chrono::milliseconds lasts = 1min, const QString& reason = {})
{
    return {{BanRule::Kind::Peer, known, {}}, BanEffect::Refuse, reason, lasts};
}

BanOrder order(BanRule::Kind kind, const QString& pattern, BanEffect effect = BanEffect::Refuse)
{
    return {{kind, {}, pattern}, effect, {}, Forever};
}

QStringList nicks(const Bans& bans)
{
    QStringList all;
    for (const Ban& ban : bans.all()) {
        all.append(ban.rule.known.identity.nick);
    }
    return all;
}

bool refuses(const Bans& bans, const Peer& peer)
{
    return bans.judge(peer) == BanEffect::Refuse;
}

} // namespace

class TestBans : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoIsAlikeIsRefused();
    void whoHasNothingToBeKnownByIsNotRefused();
    void whoMatchesAPatternIsRefused();
    void whoIsMutedIsNotRefused();
    void aRefusalIsStrongerThanAMute();
    void aPatternThatMeansNothingIsNotTaken();
    void theSameOnceMoreProlongsTheFirst();
    void theSamePatternWrittenOtherwiseIsTheSame();
    void twoWhoAreAlikeAreRefusedInTheRoomsOfBoth();
    void onlySoManyRoomsAreKept();
    void aShorterTimeShortensNothing();
    void whoIsKnownMoreCloselyIsAnother();
    void hitsAreCountedByTheirEffect();
    void bansAreLiftedByNumber();
    void bansEndWithTheirTime();
    void aBanCanHoldForEver();
    void whatIsOverAtOnceIsNotTaken();
    void longReasonsAreCut();
    void theOldestWithAnEndGoesWhenThereAreTooMany();
    void withoutAnEndNoneGoes();
    void whatDoesNotFitLiftsNothing();
    void oneInThePlaceOfAnotherKeepsItsHits();
    void oneThatCannotHoldReplacesNone();
    void bulkyOnesMakePlaceSoThatAllCanBeKept();
    void numbersAreNeverUsedAgain();
};

void TestBans::whoIsAlikeIsRefused()
{
    Bans bans;
    QVERIFY(!bans.judge(somebody(u"ann"_qs)));
    QVERIFY(bans.add(order(somebody(u"ann"_qs), 1min, u"words"_qs), start));
    QVERIFY(refuses(bans, somebody(u"ann"_qs)));
    QVERIFY(!bans.judge(somebody(u"bob"_qs)));
    QVERIFY(!bans.judge(somebody(u"ann"_qs, u"10.0.0.2"_qs)));
    const Ban& ban = bans.all().front();
    QCOMPARE(ban.reason, u"words"_qs);
    QVERIFY(ban.until == start + 1min);
    QCOMPARE(ban.hits, 0);
}

void TestBans::whoHasNothingToBeKnownByIsNotRefused()
{
    Bans bans;
    QVERIFY(!bans.add(order(somebody({})), start));
    QVERIFY(bans.all().empty());
    QVERIFY(!bans.judge(somebody({})));
    QVERIFY(!bans.judge(somebody(u"ann"_qs)));
}

void TestBans::whoMatchesAPatternIsRefused()
{
    Bans bans;
    QVERIFY(bans.add(order(BanRule::Kind::Address, u"10.0.0.0/24"_qs), start));
    QVERIFY(bans.add(order(BanRule::Kind::Nick, u"spam*"_qs), start));
    QVERIFY(bans.add(order(BanRule::Kind::Site, u"https://evil.example"_qs), start));
    QVERIFY(refuses(bans, somebody(u"ann"_qs, u"10.0.0.9"_qs)));
    QVERIFY(refuses(bans, somebody(u"SPAMMER"_qs, u"10.0.1.9"_qs)));
    Peer page = somebody(u"ann"_qs, u"10.0.1.9"_qs);
    QVERIFY(!bans.judge(page));
    page.origin.site = u"https://evil.example"_qs;
    QVERIFY(refuses(bans, page));
}

void TestBans::whoIsMutedIsNotRefused()
{
    Bans bans;
    QVERIFY(bans.add(order(BanRule::Kind::Nick, u"loud*"_qs, BanEffect::Mute), start));
    QVERIFY(bans.judge(somebody(u"loudly"_qs)) == BanEffect::Mute);
    QVERIFY(!bans.judge(somebody(u"quietly"_qs)));
}

void TestBans::aRefusalIsStrongerThanAMute()
{
    for (const bool isMutedFirst : {false, true}) {
        const auto first = isMutedFirst ? BanEffect::Mute : BanEffect::Refuse;
        const auto second = isMutedFirst ? BanEffect::Refuse : BanEffect::Mute;
        Bans bans;
        QVERIFY(bans.add(order(BanRule::Kind::Nick, u"ann"_qs, first), start));
        QVERIFY(bans.add(order(BanRule::Kind::Nick, u"ann"_qs, second), start));
        QCOMPARE(bans.all().size(), size_t(2));
        QVERIFY(refuses(bans, somebody(u"ann"_qs)));
    }
}

void TestBans::aPatternThatMeansNothingIsNotTaken()
{
    Bans bans;
    QVERIFY(!bans.add(order(BanRule::Kind::Address, u"0.0.0.0/0"_qs), start));
    QVERIFY(!bans.add(order(BanRule::Kind::Nick, u"*"_qs), start));
    QVERIFY(bans.all().empty());
}

void TestBans::theSameOnceMoreProlongsTheFirst()
{
    Bans bans;
    bans.add(order(somebody(u"ann"_qs), 1min, u"first"_qs), start);
    bans.add(order(somebody(u"bob"_qs), 1min, u"other"_qs), start);
    QVERIFY(bans.add(order(somebody(u"ann"_qs), 2min, u"second"_qs), start));
    QCOMPARE(nicks(bans), (QStringList{u"ann"_qs, u"bob"_qs}));
    QCOMPARE(bans.all().front().reason, u"second"_qs);
    QVERIFY(bans.all().front().until == start + 2min);
}

void TestBans::theSamePatternWrittenOtherwiseIsTheSame()
{
    Bans bans;
    bans.add(order(BanRule::Kind::Address, u"10.0.0.0/24"_qs), start);
    bans.add(order(BanRule::Kind::Address, u" ::ffff:10.0.0.9/120"_qs), start);
    bans.add(order(BanRule::Kind::Site, u"https://evil.example"_qs), start);
    bans.add(order(BanRule::Kind::Site, u"HTTPS://evil.example:443/"_qs), start);
    bans.add(order(BanRule::Kind::Nick, u"spam*"_qs), start);
    bans.add(order(BanRule::Kind::Nick, u"SPAM**"_qs), start);
    QCOMPARE(bans.all().size(), size_t(3));
}

void TestBans::twoWhoAreAlikeAreRefusedInTheRoomsOfBoth()
{
    const auto inRooms = [](const QList<RoomName>& rooms) {
        Peer peer = somebody({});
        peer.origin.traits = IdentityTrait::Room;
        peer.rooms = rooms;
        return peer;
    };
    Bans bans;
    bans.add(order(inRooms({u"red"_qs})), start);
    bans.add(order(inRooms({u"red"_qs, u"blue"_qs})), start);
    QCOMPARE(bans.all().size(), size_t(1));
    QVERIFY(refuses(bans, inRooms({u"blue"_qs})));
    QVERIFY(!bans.judge(inRooms({u"green"_qs})));
}

void TestBans::onlySoManyRoomsAreKept()
{
    Bans bans;
    Peer peer = somebody({});
    peer.origin.traits = IdentityTrait::Room;
    for (int i = 0; i < 100; ++i) {
        peer.rooms = {u"always"_qs, u"room%1"_qs.arg(i)};
        bans.add(order(peer), start);
    }
    QCOMPARE(bans.all().front().rule.known.rooms.size(), 64);
    QCOMPARE(bans.all().front().rule.known.rooms.last(), u"room99"_qs);
}

void TestBans::aShorterTimeShortensNothing()
{
    Bans bans;
    bans.add(order(somebody(u"ann"_qs), 2min), start);
    bans.add(order(somebody(u"ann"_qs), 1min), start);
    QVERIFY(bans.all().front().until == start + 2min);
}

void TestBans::whoIsKnownMoreCloselyIsAnother()
{
    Bans bans;
    Peer inBrowser = somebody(u"ann"_qs);
    inBrowser.origin.userAgent = u"Browser"_qs;
    bans.add(order(inBrowser), start);
    QVERIFY(!bans.judge(somebody(u"ann"_qs)));
    bans.add(order(somebody(u"ann"_qs)), start);
    QCOMPARE(bans.all().size(), size_t(2));
    QVERIFY(refuses(bans, somebody(u"ann"_qs)));
}

void TestBans::hitsAreCountedByTheirEffect()
{
    Bans bans;
    bans.add(order(somebody(u"ann"_qs)), start);
    bans.add(order(somebody(u"bob"_qs)), start);
    bans.add(order(BanRule::Kind::Nick, u"a*"_qs, BanEffect::Mute), start);
    for (int i = 0; i < 3; ++i) {
        bans.noteHit(somebody(u"ann"_qs), BanEffect::Refuse);
    }
    bans.noteHit(somebody(u"ann"_qs), BanEffect::Mute);
    bans.noteHit(somebody(u"carl"_qs), BanEffect::Refuse);
    QCOMPARE(bans.all()[0].hits, 3);
    QCOMPARE(bans.all()[1].hits, 0);
    QCOMPARE(bans.all()[2].hits, 1);
}

void TestBans::bansAreLiftedByNumber()
{
    Bans bans;
    for (const QString& nick : {u"ann"_qs, u"bob"_qs, u"carl"_qs, u"dora"_qs}) {
        bans.add(order(somebody(nick)), start);
    }
    const BanNumber anns = bans.all()[0].number;
    const BanNumber carls = bans.all()[2].number;
    QVERIFY(!bans.lift({}));
    QVERIFY(!bans.lift({BanNumber(99)}));
    QVERIFY(bans.lift({carls, anns, BanNumber(99)}));
    QCOMPARE(nicks(bans), (QStringList{u"bob"_qs, u"dora"_qs}));
    QVERIFY(!bans.judge(somebody(u"ann"_qs)));
    QVERIFY(refuses(bans, somebody(u"bob"_qs)));
    QVERIFY(refuses(bans, somebody(u"dora"_qs)));
    QVERIFY(!bans.lift({anns}));
}

void TestBans::bansEndWithTheirTime()
{
    Bans bans;
    bans.add(order(somebody(u"ann"_qs), 2min), start);
    bans.add(order(somebody(u"bob"_qs), 1min), start);
    QVERIFY(!bans.liftOverdue(start + 59s));
    QVERIFY(bans.liftOverdue(start + 1min));
    QCOMPARE(nicks(bans), QStringList{u"ann"_qs});
    QVERIFY(!bans.liftOverdue(start + 1min));
}

void TestBans::aBanCanHoldForEver()
{
    Bans bans;
    QVERIFY(bans.add(order(somebody(u"ann"_qs), Forever), start));
    QVERIFY(bans.add(order(somebody(u"bob"_qs), std::chrono::hours(24 * 365 * 1000)), start));
    QVERIFY(bans.all()[0].until == Moment::max());
    QVERIFY(bans.all()[1].until == Moment::max());
    QVERIFY(!bans.liftOverdue(start + std::chrono::hours(24 * 365 * 100)));
}

void TestBans::whatIsOverAtOnceIsNotTaken()
{
    Bans bans;
    QVERIFY(!bans.add(order(somebody(u"ann"_qs), 0ms), start));
    QVERIFY(!bans.add(order(somebody(u"ann"_qs), -1ms), start));
    QVERIFY(bans.all().empty());
}

void TestBans::longReasonsAreCut()
{
    Bans bans;
    bans.add(order(somebody(u"ann"_qs), 1min, QString(999, u'x') + u"😀😀"_qs), start);
    QCOMPARE(bans.all().front().reason, QString(999, u'x'));
}

void TestBans::theOldestWithAnEndGoesWhenThereAreTooMany()
{
    Bans bans;
    bans.add(order(somebody(u"for ever"_qs), Forever), start);
    for (size_t i = 0; i < Bans::MostBans; ++i) {
        bans.add(order(somebody(u"peer%1"_qs.arg(i))), start);
    }
    QCOMPARE(bans.all().size(), Bans::MostBans);
    QVERIFY(refuses(bans, somebody(u"for ever"_qs)));
    QVERIFY(!bans.judge(somebody(u"peer0"_qs)));
    QVERIFY(refuses(bans, somebody(u"peer1"_qs)));
    QVERIFY(refuses(bans, somebody(u"peer%1"_qs.arg(Bans::MostBans - 1))));
}

void TestBans::withoutAnEndNoneGoes()
{
    Bans bans;
    for (size_t i = 0; i < Bans::MostBans; ++i) {
        QVERIFY(bans.add(order(somebody(u"peer%1"_qs.arg(i)), Forever), start));
    }
    QVERIFY(!bans.add(order(somebody(u"one more"_qs), Forever), start));
    QVERIFY(bans.add(order(somebody(u"peer0"_qs), Forever, u"again"_qs), start));
    QCOMPARE(bans.all().size(), Bans::MostBans);
}

void TestBans::whatDoesNotFitLiftsNothing()
{
    const QString bulky(1000, QChar(1)); // six bytes each when it is written
    const auto forEver
        = [&bulky](size_t i) { return order(somebody(u"bulky%1"_qs.arg(i)), Forever, bulky); };
    Bans bans;
    for (int i = 0; i < 5; ++i) {
        QVERIFY(bans.add(order(somebody(u"small%1"_qs.arg(i)), 1h), start));
    }
    size_t count = 0;
    while (bans.add(forEver(count), start)) {
        ++count;
    }
    QCOMPARE(bans.all().size(), count + 5);
    QVERIFY(refuses(bans, somebody(u"small4"_qs)));
}

void TestBans::oneInThePlaceOfAnotherKeepsItsHits()
{
    Bans bans;
    bans.add(order(BanRule::Kind::Nick, u"ann"_qs), start);
    bans.add(order(BanRule::Kind::Nick, u"bob"_qs), start);
    const BanNumber former = bans.all().front().number;
    BanOrder wider = order(BanRule::Kind::Nick, u"ann*"_qs);
    wider.hits = 7;
    QCOMPARE(bans.replace({former}, {wider}, start), QList<bool>{true});
    QCOMPARE(bans.all().size(), size_t(2));
    QCOMPARE(bans.all().back().rule.pattern, u"ann*"_qs);
    QCOMPARE(bans.all().back().hits, 7);
    QCOMPARE(bans.replace({bans.all().back().number}, {}, start), QList<bool>());
    QVERIFY(!bans.judge(somebody(u"ann"_qs)));
}

void TestBans::oneThatCannotHoldReplacesNone()
{
    Bans bans;
    bans.add(order(BanRule::Kind::Nick, u"ann"_qs), start);
    const BanNumber former = bans.all().front().number;
    const BanOrder everybody = order(BanRule::Kind::Nick, u"*"_qs);
    QCOMPARE(bans.replace({former}, {everybody}, start), QList<bool>{false});
    QVERIFY(refuses(bans, somebody(u"ann"_qs)));
    const QList<BanOrder> both{everybody, order(BanRule::Kind::Nick, u"bob"_qs)};
    QCOMPARE(bans.replace({former}, both, start), (QList<bool>{false, true}));
    QVERIFY(!bans.judge(somebody(u"ann"_qs)));
    QVERIFY(refuses(bans, somebody(u"bob"_qs)));
}

void TestBans::bulkyOnesMakePlaceSoThatAllCanBeKept()
{
    Bans bans;
    for (int i = 0; i < 100; ++i) {
        Peer bulky = somebody(u"peer%1"_qs.arg(i));
        for (int room = 0; room < 64; ++room) {
            bulky.rooms.append(QString(1000, u'中') + QString::number(room));
        }
        QVERIFY(bans.add(order(bulky, 1min, QString(1000, u'中')), start));
        const QByteArray text = bans.written(start, QDateTime::currentDateTimeUtc());
        QVERIFY2(text.size() <= 1 << 20, qPrintable(QString::number(text.size())));
    }
    QVERIFY(bans.all().size() > 2);
    QVERIFY(refuses(bans, somebody(u"peer99"_qs)));
    Bans again;
    const QDateTime wall = QDateTime::currentDateTimeUtc();
    const auto problem = again.read(bans.written(start, wall), start, wall);
    QVERIFY2(!problem, qPrintable(problem.value_or(QString())));
    QCOMPARE(again.all().size(), bans.all().size());
}

void TestBans::numbersAreNeverUsedAgain()
{
    Bans bans;
    bans.add(order(somebody(u"ann"_qs)), start);
    const BanNumber first = bans.all().front().number;
    QVERIFY(bans.lift({first}));
    bans.add(order(somebody(u"ann"_qs)), start);
    QVERIFY(bans.all().front().number > first);
}

SIGNALBOX_TEST(TestBans)
#include "tst_bans.moc"
