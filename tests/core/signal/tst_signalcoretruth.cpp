// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/signalcore.h"
#include "tests/support/dialogue.h"
#include "tests/support/suite.h"

#include <QRandomGenerator>
#include <QTest>

#include <map>
#include <set>

using namespace Signalbox;

namespace {

/// A client that believes what it is told, as the protocol says it may.
class Believer
{
public:
    void hear(const Event& event)
    {
        if (const auto* welcomed = std::get_if<Welcomed>(&event)) {
            m_peers.clear();
            m_sound = true;
            for (const Identity& other : welcomed->others) {
                m_peers[other.id] = other.nick;
            }
        } else if (const auto* arrived = std::get_if<Arrived>(&event)) {
            m_peers[arrived->peer.id] = arrived->peer.nick;
        } else if (const auto* changed = std::get_if<Changed>(&event)) {
            m_sound = m_sound && m_peers.contains(changed->peer.id);
            m_peers[changed->peer.id] = changed->peer.nick;
        } else if (const auto* departed = std::get_if<Departed>(&event)) {
            m_peers.erase(departed->peer.id);
        }
    }
    void forget() { m_peers.clear(); }

    bool isSound() const { return m_sound; }
    const std::map<QString, QString>& peers() const { return m_peers; }

private:
    std::map<QString, QString> m_peers;
    bool m_sound = true; ///< since it joined, no unknown peer has changed its nick
};

} // namespace

class TestSignalCoreTruth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyoneBelievesTheTruthUnderRandomChurn();
};

void TestSignalCoreTruth::everyoneBelievesTheTruthUnderRandomChurn()
{
    ManualClock clock;
    int lastId = 0;
    SignalCore core(clock, {[&lastId](Language) { return QString::number(++lastId); }, {}},
        {{}, Dialogue::listening()});
    std::map<PeerNumber, Peer> truth;
    std::map<PeerNumber, Believer> believers;
    std::set<PeerNumber> departed;
    connect(&core, &SignalCore::deliver, this,
        [&](const Event& event, Language, const auto& recipients) {
            for (PeerNumber number : recipients) {
                QVERIFY2(truth.contains(number), "only the connected are told anything");
                believers[number].hear(event);
            }
        });
    connect(
        &core, &SignalCore::arrived, this, [&](const Peer& peer) { truth[peer.number] = peer; });
    connect(&core, &SignalCore::changed, this, [&](const Peer& before, const Peer& after) {
        QCOMPARE(before.identity, truth.at(before.number).identity);
        QCOMPARE(before.rooms, truth.at(before.number).rooms);
        truth[after.number] = after;
        if (after.rooms.isEmpty()) {
            believers[after.number].forget();
        }
    });
    connect(&core, &SignalCore::departed, this, [&](const Peer& peer) {
        QVERIFY2(departed.insert(peer.number).second, "every departure happens once");
        truth.erase(peer.number);
    });

    QRandomGenerator random(20261122);
    int lastNumber = 0;
    const QStringList ids{u"a"_qs, u"b"_qs, u"c"_qs, u"d"_qs, u"e"_qs};
    const QStringList rooms{u""_qs, u"red"_qs, u"blue"_qs};
    for (int step = 0; step < 20'000; ++step) {
        const auto number = PeerNumber(random.bounded(qMax(1, lastNumber - 8), lastNumber + 2));
        switch (random.bounded(12)) {
        case 0:
            if (truth.size() < 8) {
                core.open(PeerNumber(++lastNumber), {});
                core.settle(PeerNumber(lastNumber), Dialogue::realm(), {});
            }
            break;
        case 1:
            core.closed(number, Departure::Left);
            break;
        case 2:
            core.dismiss(number, Departure::Kicked);
            break;
        case 3:
            core.handle(number, Leave{});
            break;
        case 4:
            core.heardFrom(number);
            break;
        case 5:
            clock.advance(std::chrono::milliseconds(random.bounded(1500)));
            core.settleDue();
            break;
        case 6:
            core.handle(number, SendToRoom{{"x"}, {}});
            break;
        case 7:
            core.handle(number, SendToPeer{ids.at(random.bounded(5)), {"x"}});
            break;
        default:
            Join join;
            if (random.bounded(2) == 0) {
                join.id = ids.at(random.bounded(5));
            }
            if (random.bounded(2) == 0) {
                join.nick = QString::number(random.bounded(3));
            }
            if (random.bounded(2) == 0) {
                join.room = rooms.at(random.bounded(3));
            }
            core.handle(number, join);
        }

        for (const auto& [listener, self] : truth) {
            if (!self.joined) {
                continue; // it was never told who had come before it
            }
            std::map<QString, QString> others;
            for (const auto& [otherNumber, other] : truth) {
                if (otherNumber != listener && other.joined && !self.rooms.isEmpty()
                    && other.rooms == self.rooms) {
                    others[other.identity.id] = other.identity.nick;
                }
            }
            QCOMPARE(believers[listener].peers(), others);
            QVERIFY(believers[listener].isSound());
        }
    }
    core.dismissEverybody(Departure::HubStopped);
    QVERIFY(truth.empty());
    QCOMPARE(int(departed.size()), lastNumber);
}

SIGNALBOX_TEST(TestSignalCoreTruth)
#include "tst_signalcoretruth.moc"
