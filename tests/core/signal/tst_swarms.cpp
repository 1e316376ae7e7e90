// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/swarms.h"
#include "tests/support/suite.h"

#include <QRandomGenerator>
#include <QTest>

#include <map>
#include <set>

using namespace Signalbox;

namespace {

const Realm realm{Language(1), {}};
const Place red{realm, u"red"_qs};
const Place blue{realm, u"blue"_qs};

constexpr PeerNumber ann{1};
constexpr PeerNumber bob{2};
constexpr PeerNumber carl{3};

qsizetype lowest(qsizetype)
{
    return 0;
}

/// "complete/incomplete".
QString count(const Swarms& swarms, const Place& swarm)
{
    const Counted::Swarm counted = swarms.count(swarm);
    return u"%1/%2"_qs.arg(counted.complete).arg(counted.incomplete);
}

} // namespace

class TestSwarms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void participantsAreFoundBySwarmAndId();
    void oneConnectionMayBeSeveral();
    void swarmsOfSeveralRealmsDoNotMeet();
    void countsFollowWhatIsSaid();
    void theNewestBearsAnIdAndOnlyItRemovesIt();
    void whoGoesTakesOnlyItsOwnAlong();
    void theAskerIsNeverChosen_data();
    void theAskerIsNeverChosen();
    void theChosenAreDifferent();
    void everyChoiceIsAsLikely();
    void theBooksBalanceUnderRandomChurn();
};

void TestSwarms::participantsAreFoundBySwarmAndId()
{
    Swarms swarms(lowest);
    swarms.announce(red, u"a"_qs, ann, false);
    QCOMPARE(swarms.find(red, u"a"_qs), ann);
    QCOMPARE(swarms.find(red, u"b"_qs), PeerNumber());
    QCOMPARE(swarms.find(blue, u"a"_qs), PeerNumber());
    QVERIFY(swarms.takesPart(red, ann));
    QVERIFY(!swarms.takesPart(blue, ann));
    QVERIFY(!swarms.takesPart(red, bob));
    QCOMPARE(swarms.countOf(ann), 1);
    QCOMPARE(swarms.countOf(bob), 0);
}

void TestSwarms::oneConnectionMayBeSeveral()
{
    Swarms swarms(lowest);
    swarms.announce(red, u"a1"_qs, ann, false);
    swarms.announce(red, u"a2"_qs, ann, true);
    swarms.announce(blue, u"a1"_qs, ann, false);
    QCOMPARE(swarms.countOf(ann), 3);
    QCOMPARE(count(swarms, red), u"1/1"_qs);
    swarms.withdraw(red, u"a1"_qs, ann);
    QVERIFY(swarms.takesPart(red, ann));
    swarms.withdraw(red, u"a2"_qs, ann);
    QVERIFY(!swarms.takesPart(red, ann));
    QVERIFY(swarms.takesPart(blue, ann));
}

void TestSwarms::swarmsOfSeveralRealmsDoNotMeet()
{
    Swarms swarms(lowest);
    const Place elsewhere{{Language(1), "key"}, u"red"_qs};
    swarms.announce(red, u"a"_qs, ann, false);
    swarms.announce(elsewhere, u"a"_qs, bob, false);
    QCOMPARE(swarms.find(red, u"a"_qs), ann);
    QCOMPARE(swarms.find(elsewhere, u"a"_qs), bob);
    QVERIFY(swarms.some(red, u"a"_qs, 5).isEmpty());
}

void TestSwarms::countsFollowWhatIsSaid()
{
    Swarms swarms(lowest);
    QCOMPARE(count(swarms, red), u"0/0"_qs);
    swarms.announce(red, u"a"_qs, ann, false);
    swarms.announce(red, u"b"_qs, bob, true);
    QCOMPARE(count(swarms, red), u"1/1"_qs);
    swarms.announce(red, u"a"_qs, ann, true);
    swarms.announce(red, u"a"_qs, ann, true);
    QCOMPARE(count(swarms, red), u"2/0"_qs);
    swarms.announce(red, u"b"_qs, bob, false);
    QCOMPARE(count(swarms, red), u"1/1"_qs);
    swarms.withdraw(red, u"a"_qs, ann);
    QCOMPARE(count(swarms, red), u"0/1"_qs);
}

void TestSwarms::theNewestBearsAnIdAndOnlyItRemovesIt()
{
    Swarms swarms(lowest);
    swarms.announce(red, u"a"_qs, ann, true);
    swarms.announce(red, u"a"_qs, bob, false);
    QCOMPARE(swarms.find(red, u"a"_qs), bob);
    QCOMPARE(count(swarms, red), u"0/1"_qs);
    QCOMPARE(swarms.countOf(ann), 0);
    swarms.withdraw(red, u"a"_qs, ann);
    swarms.withdrawAll(realm, ann);
    swarms.withdraw(red, u"a"_qs, PeerNumber());
    QCOMPARE(swarms.find(red, u"a"_qs), bob);
    swarms.withdraw(red, u"a"_qs, bob);
    QCOMPARE(swarms.find(red, u"a"_qs), PeerNumber());
}

void TestSwarms::whoGoesTakesOnlyItsOwnAlong()
{
    Swarms swarms(lowest);
    for (const Place& swarm : {red, blue}) {
        swarms.announce(swarm, u"a"_qs, ann, false);
        swarms.announce(swarm, u"b"_qs, bob, false);
        swarms.announce(swarm, u"c"_qs, ann, true);
    }
    swarms.withdrawAll(realm, ann);
    swarms.withdrawAll(realm, ann);
    QCOMPARE(swarms.countOf(ann), 0);
    QCOMPARE(swarms.countOf(bob), 2);
    QCOMPARE(count(swarms, red), u"0/1"_qs);
    QCOMPARE(swarms.find(blue, u"b"_qs), bob);
}

void TestSwarms::theAskerIsNeverChosen_data()
{
    QTest::addColumn<QString>("asker");
    QTest::addColumn<int>("wanted");
    QTest::addColumn<int>("chosen");
    QTest::newRow("none is wanted") << u"a"_qs << 0 << 0;
    QTest::newRow("one of two") << u"a"_qs << 1 << 1;
    QTest::newRow("the asker stands in the middle") << u"b"_qs << 2 << 2;
    QTest::newRow("the asker stands at the end") << u"c"_qs << 2 << 2;
    QTest::newRow("more than there are") << u"b"_qs << 10 << 2;
    QTest::newRow("somebody from outside asks") << u"x"_qs << 10 << 3;
}

void TestSwarms::theAskerIsNeverChosen()
{
    QFETCH(QString, asker);
    QFETCH(int, wanted);
    QFETCH(int, chosen);
    const auto highest = [](qsizetype bound) { return bound - 1; };
    for (const Swarms::Choice& choice : {Swarms::Choice(lowest), Swarms::Choice(highest)}) {
        Swarms swarms(choice);
        swarms.announce(red, u"a"_qs, ann, false);
        swarms.announce(red, u"b"_qs, bob, false);
        swarms.announce(red, u"c"_qs, carl, false);
        const QList<PeerNumber> numbers = swarms.some(red, asker, wanted);
        QCOMPARE(numbers.size(), chosen);
        QVERIFY(!numbers.contains(swarms.find(red, asker)));
    }
}

void TestSwarms::theChosenAreDifferent()
{
    QRandomGenerator random(4711);
    Swarms swarms([&random](qsizetype bound) { return random.bounded(int(bound)); });
    for (int i = 1; i <= 20; ++i) {
        swarms.announce(red, QString::number(i), PeerNumber(i), false);
    }
    for (int round = 0; round < 1000; ++round) {
        const int wanted = random.bounded(25);
        const QList<PeerNumber> numbers = swarms.some(red, u"7"_qs, wanted);
        QCOMPARE(numbers.size(), std::min(wanted, 19));
        QCOMPARE(QSet<PeerNumber>(numbers.begin(), numbers.end()).size(), numbers.size());
    }
}

/// With every way in which the lots can fall, each pair of the four others comes equally often.
void TestSwarms::everyChoiceIsAsLikely()
{
    std::map<std::set<PeerNumber>, int> times;
    for (int first = 0; first < 3; ++first) {
        for (int second = 0; second < 4; ++second) {
            QList<qsizetype> lots{first, second};
            QList<qsizetype> bounds;
            Swarms swarms([&](qsizetype bound) {
                bounds.append(bound);
                return lots.takeFirst();
            });
            for (int i = 1; i <= 5; ++i) {
                swarms.announce(red, QString::number(i), PeerNumber(i), false);
            }
            const QList<PeerNumber> chosen = swarms.some(red, u"3"_qs, 2);
            QCOMPARE(bounds, (QList<qsizetype>{3, 4}));
            ++times[{chosen.begin(), chosen.end()}];
        }
    }
    QCOMPARE(times.size(), size_t(6));
    for (const auto& [pair, count] : times) {
        QCOMPARE(count, 2);
    }
}

void TestSwarms::theBooksBalanceUnderRandomChurn()
{
    QRandomGenerator random(20261123);
    Swarms swarms([&random](qsizetype bound) { return random.bounded(int(bound)); });
    std::map<std::pair<QString, QString>, std::pair<PeerNumber, bool>> truth;
    const QStringList names{u"red"_qs, u"blue"_qs};
    for (int step = 0; step < 20'000; ++step) {
        const Place swarm{realm, names.at(random.bounded(2))};
        const QString as = QString::number(random.bounded(6));
        const auto number = PeerNumber(random.bounded(1, 5));
        switch (random.bounded(4)) {
        case 0:
            swarms.withdraw(swarm, as, number);
            if (const auto found = truth.find({swarm.second, as});
                found != truth.end() && found->second.first == number) {
                truth.erase(found);
            }
            break;
        case 1:
            swarms.withdrawAll(realm, number);
            std::erase_if(
                truth, [number](const auto& part) { return part.second.first == number; });
            break;
        default:
            const bool complete = random.bounded(2) == 0;
            swarms.announce(swarm, as, number, complete);
            truth[{swarm.second, as}] = {number, complete};
        }
        std::map<PeerNumber, int> parts;
        int incomplete = 0;
        for (const auto& [place, who] : truth) {
            QCOMPARE(swarms.find({realm, place.first}, place.second), who.first);
            ++parts[who.first];
            incomplete += place.first == swarm.second && !who.second ? 1 : 0;
        }
        QCOMPARE(swarms.count(swarm).incomplete, incomplete);
        for (int one = 1; one < 5; ++one) {
            QCOMPARE(swarms.countOf(PeerNumber(one)), parts[PeerNumber(one)]);
        }
    }
}

SIGNALBOX_TEST(TestSwarms)
#include "tst_swarms.moc"
