// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/census.h"
#include "tests/support/dialogue.h"
#include "tests/support/suite.h"

#include <QRandomGenerator>
#include <QTest>

#include <map>
#include <set>

using namespace Signalbox;

namespace {

constexpr int LastLanguage = 5;

/// Policies of which each has something that the others have not.
std::vector<RealmPolicy> policies()
{
    RealmPolicy sharing;
    sharing.claim = RealmPolicy::Claim::Share;
    sharing.presence = RealmPolicy::Presence::Room;
    sharing.keepsMail = true;
    RealmPolicy swarming;
    swarming.hasDefaultRoom = false;
    swarming.hearsItself = true;
    swarming.speaksFromOutside = true;
    swarming.leavingFreesId = true;
    RealmPolicy bound;
    bound.refusedJoinEnds = true;
    bound.seats = 3;
    bound.departureEndsRoom = true;
    bound.pairs = RealmPolicy::Pairs::Exclusive;
    RealmPolicy described;
    described.presence = RealmPolicy::Presence::Listeners;
    described.pairs = RealmPolicy::Pairs::ByRole;
    described.listensBeforeJoining = true;
    return {{}, sharing, swarming, bound, described, Dialogue::resuming()};
}

/// The rules, and somebody who remembers what they say.
class Walk : public QObject
{
public:
    explicit Walk(quint32 seed)
        : m_random(seed)
        , m_core(m_clock,
              {[this](Language) { return u"id%1"_qs.arg(m_random.bounded(40)); },
                  [this](qsizetype bound) { return m_random.bounded(int(bound)); },
                  [this] { return "t" + QByteArray::number(++m_lastToken); }},
              policies())
        , m_census([](PeerNumber) { return LinkReading(); })
    {
        m_core.setLimits({.roomsPerPeer = 3,
            .peersPerRoom = 6,
            .roomsInAll = 7,
            .pairingsPerPeer = 3,
            .pairingsAskedPerPeer = 2,
            .pairingsOfTwo = 2,
            .mailPerSender = 3,
            .mailCount = 5});
        connect(&m_core, &SignalCore::deliver, this, &Walk::onDelivered);
        connect(&m_core, &SignalCore::arrived, this, &Walk::onArrived);
        connect(&m_core, &SignalCore::changed, this, &Walk::onChanged);
        connect(&m_core, &SignalCore::departed, this, &Walk::onDeparted);
    }

    void step();
    void end();

    QString complaint; ///< the first thing that was wrong

private:
    void onDelivered(const Event& event, Language language, const QList<PeerNumber>& recipients);
    void onArrived(const Peer& peer);
    void onChanged(const Peer& before, const Peer& after);
    void onDeparted(const Peer& peer);

    void come();
    void say(PeerNumber number);
    QString id() { return u"id%1"_qs.arg(m_random.bounded(12)); }
    QString room() { return QStringList{u""_qs, u"red"_qs, u"blue"_qs}.at(m_random.bounded(3)); }
    std::optional<QString> maybe(const QString& text)
    {
        return m_random.bounded(2) == 0 ? std::nullopt : std::optional(text);
    }
    QByteArray token()
    {
        return "t" + QByteArray::number(qMax(0, m_lastToken - m_random.bounded(6)));
    }
    Realm realm()
    {
        const int language = m_random.bounded(1, LastLanguage + 2); // the last one twice as often
        return Dialogue::realm(qMin(language, LastLanguage), m_random.bounded(2) ? "k" : "");
    }
    Command command();
    void expect(bool condition, const char* what)
    {
        if (!condition && complaint.isEmpty()) {
            complaint = QString::fromLatin1(what);
        }
    }

    QRandomGenerator m_random;
    ManualClock m_clock;
    SignalCore m_core;
    Census m_census;
    std::map<PeerNumber, Peer> m_truth;
    std::set<PeerNumber> m_ended; ///< told that they end, and not gone yet
    int m_lastNumber = 0;
    int m_lastToken = 0;
};

void Walk::onArrived(const Peer& peer)
{
    m_truth[peer.number] = peer;
    m_census.onArrived(peer);
}

void Walk::onChanged(const Peer& before, const Peer& after)
{
    const Peer& known = m_truth.at(before.number);
    expect(before.identity == known.identity, "a change begins with who it was");
    expect(before.rooms == known.rooms, "a change begins where it was");
    expect(before.profile == known.profile, "a change begins with what it was there for");
    expect(!before.parked, "the parked do not change");
    const QSet<RoomName> rooms(after.rooms.begin(), after.rooms.end());
    expect(rooms.size() == after.rooms.size(), "nobody is in a room twice");
    expect(!before.away || before.muted != after.muted, "who is away is only muted");
    m_truth[after.number] = after;
    m_census.onChanged(before, after);
}

void Walk::onDeparted(const Peer& peer)
{
    expect(m_truth.erase(peer.number) == 1, "nobody departs twice");
    m_ended.erase(peer.number);
    m_census.onDeparted(peer);
}

void Walk::onDelivered(const Event& event, Language language, const QList<PeerNumber>& recipients)
{
    const QSet<PeerNumber> different(recipients.begin(), recipients.end());
    expect(different.size() == recipients.size(), "nobody is told twice");
    const auto* refused = std::get_if<Refused>(&event);
    const bool isForParked = std::holds_alternative<Ended>(event)
        || std::holds_alternative<Alive>(event)
        || (refused != nullptr && refused->fault.code == FaultCode::PutOut);
    for (PeerNumber number : recipients) {
        expect(m_truth.contains(number), "only the connected are told anything");
        expect(!m_ended.contains(number), "nothing is told after the end");
        const QList<Peer> guises = m_core.guises(number);
        if (guises.isEmpty()) {
            continue;
        }
        expect(isForParked || !guises.first().parked, "the parked are told nothing");
        expect(!guises.first().away, "who is away is told nothing");
        const Language own = guises.first().origin.realm.language;
        expect(own == language || own == Language(), "everybody is told in its own language");
        if (std::holds_alternative<Ended>(event)) {
            m_ended.insert(number);
        }
    }
}

Command Walk::command()
{
    const Message words{QByteArray("x").repeated(m_random.bounded(4))};
    const auto roles = Roles::fromInt(m_random.bounded(8));
    switch (m_random.bounded(20)) {
    case 0:
        return Leave{};
    case 1:
    case 2:
        return Enter{{room(), room()}, maybe(u"eve"_qs)};
    case 3:
        return Exit{{room(), room()}};
    case 4:
    case 5:
        return SendToPeer{id(), words, m_random.bounded(3) > 0};
    case 6:
        return SendToRoom{words, maybe(room())};
    case 7:
    case 8:
        return Announce{room(), id(), maybe(u"bob"_qs), m_random.bounded(2) == 0, {words, words}};
    case 9:
        return Withdraw{room(), id()};
    case 10:
        return SendInSwarm{room(), id(), id(), words};
    case 11:
        return Count{{room(), u"green"_qs}};
    case 12:
        return Describe{{roles, words.bytes}, maybe(u"ann"_qs)};
    case 13:
        return List{Role(1 << m_random.bounded(3))};
    case 14:
    case 15:
        return Pair{id(), words};
    case 16:
        return SendToPartner{{}, words, m_random.bounded(2) == 0};
    case 17:
        return Unpair{id(), words};
    default:
        return Join{m_random.bounded(2) == 0 ? id() : QString(),
            maybe(m_random.bounded(9) == 0 ? u"eve"_qs : u"ann"_qs), maybe(room()),
            m_random.bounded(2) == 0 ? "s" : "", token(), {}, m_random.bounded(3)};
    }
}

void Walk::come()
{
    const auto number = PeerNumber(++m_lastNumber);
    m_core.open(number, {});
    switch (m_random.bounded(3)) {
    case 0: // it may be either of two
        for (int language : {1, 4}) {
            Join join;
            join.id = language == 1 ? id() : QString();
            join.room = maybe(room());
            m_core.putAside(number, Dialogue::realm(language), join);
        }
        break;
    case 1: { // it may be somebody who has been away
        m_core.settle(
            number, Dialogue::realm(LastLanguage, m_random.bounded(2) ? "k" : ""), u"words"_qs);
        Join join;
        join.resume = token();
        m_core.handle(number, join);
        break;
    }
    default:
        m_core.settle(number, realm(), u"words"_qs);
    }
}

void Walk::say(PeerNumber number)
{
    m_core.heardFrom(number);
    const QList<Peer> guises = m_core.guises(number);
    if (guises.isEmpty()) {
        return;
    }
    if (guises.first().origin.realm.language == Language()) {
        m_core.settle(number, realm(), u"words"_qs);
    }
    m_core.handle(number, command());
}

void Walk::step()
{
    const auto number = PeerNumber(m_random.bounded(qMax(1, m_lastNumber - 12), m_lastNumber + 2));
    const auto other = PeerNumber(quint64(number) + 1);
    switch (m_random.bounded(16)) {
    case 0:
    case 1:
        if (m_truth.size() < 14) {
            come();
        }
        break;
    case 2:
        if (m_random.bounded(2) == 0) {
            m_core.closed(number, Departure::Lost);
        } else {
            m_core.dismiss(number, Departure::Silent);
        }
        break;
    case 3:
        m_core.dismiss({number, other}, Departure::Kicked, {});
        break;
    case 4:
        m_clock.advance(std::chrono::milliseconds(m_random.bounded(3000)));
        m_core.settleDue();
        break;
    case 5:
        if (m_random.bounded(8) == 0) {
            m_core.setGate(m_random.bounded(3) == 0 ? SignalCore::Gate() : [](const Peer& peer) {
                return peer.identity.nick == u"eve"_qs    ? std::optional(BanEffect::Refuse)
                    : peer.identity.nick.startsWith(u'a') ? std::optional(BanEffect::Mute)
                                                          : std::nullopt;
            });
            m_core.review();
        }
        break;
    default:
        say(number);
    }
    const SnapshotPtr picture = m_census.take(m_clock.now());
    expect(picture->rows.size() == m_truth.size(), "everybody is in the picture");
    for (const auto& [known, peer] : m_truth) {
        const Peer now = m_core.guises(known).value(0);
        expect(now.number == known && now.identity == peer.identity && now.rooms == peer.rooms
                && now.profile == peer.profile && now.joined == peer.joined
                && now.parked == peer.parked && now.muted == peer.muted && now.away == peer.away,
            "every change is told");
    }
}

/// Everybody goes, one by one; and who comes then finds nobody and nothing.
void Walk::end()
{
    m_core.setGate({});
    while (!m_truth.empty()) {
        const Peer first = m_truth.begin()->second;
        if (first.away) {
            m_core.dismiss(first.number, Departure::Kicked);
        } else {
            m_core.closed(first.number, Departure::Left);
        }
    }
    m_clock.advance(std::chrono::minutes(1));
    m_core.settleDue();
    expect(!m_core.hasDue(), "nothing is due when nobody is there");
    const SnapshotPtr picture = m_census.take(m_clock.now());
    expect(picture->rows.empty() && picture->rooms.empty(), "nobody and no room is left");

    QStringList heard;
    connect(&m_core, &SignalCore::deliver, this,
        [&heard](const Event& event, Language, const QList<PeerNumber>& recipients) {
            if (!recipients.isEmpty()) {
                heard.append(Dialogue::describe(event));
            }
        });
    for (int language = 1; language <= LastLanguage; ++language) {
        for (const char* key : {"", "k"}) {
            const auto number = PeerNumber(++m_lastNumber);
            m_core.open(number, {});
            m_core.settle(number, Dialogue::realm(language, key), {});
            for (Role role : {Role::Producer, Role::Consumer, Role::Listener}) {
                m_core.handle(number, List{role});
            }
            m_core.handle(number, Count{{u""_qs, u"red"_qs, u"blue"_qs}});
            m_core.handle(number, Enter{{u""_qs, u"red"_qs, u"blue"_qs}, {}});
            m_core.handle(number, List{});
            for (int i = 0; i < 40; ++i) {
                const QString one = u"id%1"_qs.arg(i);
                if (one != m_core.guises(number).first().identity.id) {
                    m_core.handle(number, Pair{one, {}});
                }
            }
            m_core.closed(number, Departure::Left);
        }
    }
    for (const QString& line : std::as_const(heard)) {
        expect(line == u"listed []" || line == u"counted =0/0 red=0/0 blue=0/0"
                || line.startsWith(u"refused unknown-receiver"),
            qPrintable(line));
    }
    expect(heard.size() >= 2 * LastLanguage * 44, "each question is answered");
}

} // namespace

class TestSignalCoreChurn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBooksBalanceUnderRandomChurn_data();
    void theBooksBalanceUnderRandomChurn();
};

void TestSignalCoreChurn::theBooksBalanceUnderRandomChurn_data()
{
    QTest::addColumn<uint>("seed");
    for (uint seed = 1; seed <= 20; ++seed) {
        QTest::addRow("seed %u", seed) << seed;
    }
}

void TestSignalCoreChurn::theBooksBalanceUnderRandomChurn()
{
    QFETCH(uint, seed);
    Walk walk(seed);
    for (int step = 0; step < 3000; ++step) {
        walk.step();
        QVERIFY2(walk.complaint.isEmpty(), qPrintable(walk.complaint + u" (step %1)"_qs.arg(step)));
    }
    walk.end();
    QVERIFY2(walk.complaint.isEmpty(), qPrintable(walk.complaint));
}

SIGNALBOX_TEST(TestSignalCoreChurn)
#include "tst_signalcorechurn.moc"
