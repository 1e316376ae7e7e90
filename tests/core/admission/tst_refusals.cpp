// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/refusals.h"

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

QStringList nicks(const Refusals& refusals)
{
    QStringList all;
    for (const Refusal& refusal : refusals.all()) {
        all.append(refusal.known.identity.nick);
    }
    return all;
}

} // namespace

class TestRefusals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoIsAlikeIsRefused();
    void whoHasNothingToBeKnownByIsNotRefused();
    void theSameOnceMoreProlongsTheFirst();
    void twoWhoAreAlikeAreRefusedInTheRoomsOfBoth();
    void aShorterTimeShortensNothing();
    void whoIsKnownMoreCloselyIsAnother();
    void attemptsAreCounted();
    void refusalsAreLiftedByNumber();
    void refusalsEndWithTheirTime();
    void theOldestGoesWhenThereAreTooMany();
    void numbersAreNeverUsedAgain();
};

void TestRefusals::whoIsAlikeIsRefused()
{
    Refusals refusals;
    QVERIFY(!refusals.matches(somebody(u"ann"_qs)));
    refusals.add(somebody(u"ann"_qs), u"words"_qs, start + 1min);
    QVERIFY(refusals.matches(somebody(u"ann"_qs)));
    QVERIFY(!refusals.matches(somebody(u"bob"_qs)));
    QVERIFY(!refusals.matches(somebody(u"ann"_qs, u"10.0.0.2"_qs)));
    const Refusal& refusal = refusals.all().front();
    QCOMPARE(refusal.reason, u"words"_qs);
    QVERIFY(refusal.until == start + 1min);
    QCOMPARE(refusal.turnedAway, 0);
}

void TestRefusals::whoHasNothingToBeKnownByIsNotRefused()
{
    Refusals refusals;
    refusals.add(somebody({}), {}, start + 1min);
    QVERIFY(refusals.all().empty());
    QVERIFY(!refusals.matches(somebody({})));
    QVERIFY(!refusals.matches(somebody(u"ann"_qs)));
}

void TestRefusals::theSameOnceMoreProlongsTheFirst()
{
    Refusals refusals;
    refusals.add(somebody(u"ann"_qs), u"first"_qs, start + 1min);
    refusals.add(somebody(u"bob"_qs), u"other"_qs, start + 1min);
    refusals.add(somebody(u"ann"_qs), u"second"_qs, start + 2min);
    QCOMPARE(nicks(refusals), (QStringList{u"ann"_qs, u"bob"_qs}));
    QCOMPARE(refusals.all().front().reason, u"second"_qs);
    QVERIFY(refusals.all().front().until == start + 2min);
}

void TestRefusals::twoWhoAreAlikeAreRefusedInTheRoomsOfBoth()
{
    const auto inRooms = [](const QList<RoomName>& rooms) {
        Peer peer = somebody({});
        peer.origin.traits = IdentityTrait::Room;
        peer.rooms = rooms;
        return peer;
    };
    Refusals refusals;
    refusals.add(inRooms({u"red"_qs}), {}, start + 1min);
    refusals.add(inRooms({u"red"_qs, u"blue"_qs}), {}, start + 1min);
    QCOMPARE(refusals.all().size(), size_t(1));
    QVERIFY(refusals.matches(inRooms({u"blue"_qs})));
    QVERIFY(!refusals.matches(inRooms({u"green"_qs})));
}

void TestRefusals::aShorterTimeShortensNothing()
{
    Refusals refusals;
    refusals.add(somebody(u"ann"_qs), {}, start + 2min);
    refusals.add(somebody(u"ann"_qs), {}, start + 1min);
    QVERIFY(refusals.all().front().until == start + 2min);
}

void TestRefusals::whoIsKnownMoreCloselyIsAnother()
{
    Refusals refusals;
    Peer inBrowser = somebody(u"ann"_qs);
    inBrowser.origin.userAgent = u"Browser"_qs;
    refusals.add(inBrowser, {}, start + 1min);
    QVERIFY(!refusals.matches(somebody(u"ann"_qs)));
    refusals.add(somebody(u"ann"_qs), {}, start + 1min);
    QCOMPARE(refusals.all().size(), size_t(2));
    QVERIFY(refusals.matches(somebody(u"ann"_qs)));
}

void TestRefusals::attemptsAreCounted()
{
    Refusals refusals;
    refusals.add(somebody(u"ann"_qs), {}, start + 1min);
    refusals.add(somebody(u"bob"_qs), {}, start + 1min);
    for (int i = 0; i < 3; ++i) {
        refusals.noteTurnedAway(somebody(u"ann"_qs));
    }
    refusals.noteTurnedAway(somebody(u"carl"_qs));
    QCOMPARE(refusals.all()[0].turnedAway, 3);
    QCOMPARE(refusals.all()[1].turnedAway, 0);
}

void TestRefusals::refusalsAreLiftedByNumber()
{
    Refusals refusals;
    for (const QString& nick : {u"ann"_qs, u"bob"_qs, u"carl"_qs}) {
        refusals.add(somebody(nick), {}, start + 1min);
    }
    const RefusalNumber anns = refusals.all()[0].number;
    const RefusalNumber carls = refusals.all()[2].number;
    QVERIFY(!refusals.lift({}));
    QVERIFY(!refusals.lift({RefusalNumber(99)}));
    QVERIFY(refusals.lift({carls, anns, RefusalNumber(99)}));
    QCOMPARE(nicks(refusals), QStringList{u"bob"_qs});
    QVERIFY(!refusals.matches(somebody(u"ann"_qs)));
    QVERIFY(!refusals.lift({anns}));
}

void TestRefusals::refusalsEndWithTheirTime()
{
    Refusals refusals;
    refusals.add(somebody(u"ann"_qs), {}, start + 2min);
    refusals.add(somebody(u"bob"_qs), {}, start + 1min);
    QVERIFY(!refusals.liftOverdue(start + 59s));
    QVERIFY(refusals.liftOverdue(start + 1min));
    QCOMPARE(nicks(refusals), QStringList{u"ann"_qs});
    QVERIFY(!refusals.liftOverdue(start + 1min));
}

void TestRefusals::theOldestGoesWhenThereAreTooMany()
{
    Refusals refusals;
    for (size_t i = 0; i <= Refusals::MostRefusals; ++i) {
        refusals.add(somebody(u"peer%1"_qs.arg(i)), {}, start + 1min);
    }
    QCOMPARE(refusals.all().size(), Refusals::MostRefusals);
    QVERIFY(!refusals.matches(somebody(u"peer0"_qs)));
    QVERIFY(refusals.matches(somebody(u"peer1"_qs)));
    QVERIFY(refusals.matches(somebody(u"peer%1"_qs.arg(Refusals::MostRefusals))));
}

void TestRefusals::numbersAreNeverUsedAgain()
{
    Refusals refusals;
    refusals.add(somebody(u"ann"_qs), {}, start + 1min);
    const RefusalNumber first = refusals.all().front().number;
    QVERIFY(refusals.lift({first}));
    refusals.add(somebody(u"ann"_qs), {}, start + 1min);
    QVERIFY(refusals.all().front().number > first);
}

QTEST_APPLESS_MAIN(TestRefusals)
#include "tst_refusals.moc"
