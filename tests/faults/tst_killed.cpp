// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/faults/crowd.h"
#include "tests/faults/hubprogram.h"
#include "tests/faults/neighbours.h"
#include "tests/support/suite.h"

#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QJsonDocument>
#include <QSet>
#include <QTest>
#include <QTimer>

#include <csignal>
#include <functional>

namespace Signalbox {

namespace {

QString patternOf(int number)
{
    return QStringLiteral("rascal-%1").arg(number);
}

/// The patterns of the bans that would outlive the hub now.
QStringList kept(const HubProgram& hub)
{
    QFile file(hub.stateFile(u"bans.json"_qs));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    QStringList patterns;
    const QJsonArray bans = QJsonDocument::fromJson(file.readAll())[u"bans"].toArray();
    for (const QJsonValue& ban : bans) {
        patterns.append(ban[u"pattern"].toString());
    }
    return patterns;
}

QStringList patternsUpTo(int count)
{
    QStringList patterns;
    for (int i = 0; i < count; ++i) {
        patterns.append(patternOf(i));
    }
    return patterns;
}

/// Empty if everybody of the crowd is in the table, once, and nobody else.
QString whatIsWrongWith(const QJsonArray& peers, size_t expected)
{
    QSet<QString> nicks;
    for (const QJsonValue& peer : peers) {
        const QString nick = peer[u"nick"].toString();
        if (nicks.contains(nick) || peer[u"state"].toString() != u"joined") {
            return QStringLiteral("%1 is there twice, or is %2")
                .arg(nick, peer[u"state"].toString());
        }
        nicks.insert(nick);
    }
    for (size_t guest = 0; guest < expected; ++guest) {
        if (!nicks.contains(Crowd::nick(guest))) {
            return Crowd::nick(guest) + QStringLiteral(" is missing");
        }
    }
    return size_t(nicks.size()) == expected ? QString() : QStringLiteral("there are others");
}

/// Orders a ban for each that is answered, so that some are always being written. What waits
/// returns at the very moment, to end the hub in the middle of it.
class BanRush
{
public:
    /// there: so many have their patterns already.
    BanRush(HubProgram& hub, int there)
        : m_hub(hub)
        , m_there(there)
    { }
    Q_DISABLE_COPY_MOVE(BanRush)

    void begin(int bans)
    {
        for (int i = 0; i < bans; ++i) {
            order();
        }
    }

    /// How many are on the disk, as far as anybody was told.
    int certain() const { return m_there + m_answers; }

    bool waitForAnswers(int count)
    {
        return waitUntil([&] { return m_answers >= count; });
    }

    /// Of the file that the bans are kept in, or of its folder.
    bool waitForChanges(int count)
    {
        const QString file = m_hub.stateFile(u"bans.json"_qs);
        QFileSystemWatcher watcher({file, QFileInfo(file).path()});
        int changes = 0;
        const auto onChange = [this, &changes] {
            ++changes;
            m_loop.quit();
        };
        QObject::connect(&watcher, &QFileSystemWatcher::fileChanged, &m_loop, onChange);
        QObject::connect(&watcher, &QFileSystemWatcher::directoryChanged, &m_loop, onChange);
        return waitUntil([&] { return changes >= count; });
    }

private:
    void order()
    {
        const QString longReason(1000, u'x'); // so that writing takes its time
        QLocalSocket& answer = m_hub.order({{u"command"_qs, u"ban"_qs}, {u"by"_qs, u"nick"_qs},
            {u"pattern"_qs, patternOf(m_there + m_ordered++)}, {u"reason"_qs, longReason}});
        QObject::connect(&answer, &QLocalSocket::readyRead, &m_loop, [this, &answer] {
            if (answer.canReadLine() && answer.readLine().startsWith(R"({"ok":true,)")) {
                ++m_answers;
                order();
                m_loop.quit();
            }
        });
    }

    bool waitUntil(const std::function<bool()>& isSo)
    {
        QTimer patience;
        patience.setSingleShot(true);
        QObject::connect(&patience, &QTimer::timeout, &m_loop, &QEventLoop::quit);
        patience.start(HubProgram::PatienceMs);
        while (!isSo() && patience.isActive()) {
            m_loop.exec();
        }
        return isSo();
    }

    HubProgram& m_hub;
    QEventLoop m_loop;
    const int m_there;
    int m_ordered = 0;
    int m_answers = 0;
};

} // namespace

/// The real program as it ends: on request with everybody there, and in the middle of things.
class TestKilled : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void banThatIsKeptOutlivesTheKillThatFollows();
    void bansAreWholeHoweverOftenItIsKilled();
    void fiveHundredAreBackAfterAKillAndNobodyIsThereTwice();
    void fiveHundredAreToldThatItStops();
    void stuckPeersCannotHoldUpTheEnd();
};

void TestKilled::banThatIsKeptOutlivesTheKillThatFollows()
{
    HubProgram hub;
    for (int bans = 0; bans < 5; ++bans) {
        QVERIFY(hub.start());
        QCOMPARE(hub.bannedNicks(), patternsUpTo(bans));
        QVERIFY(hub.banNick(patternOf(bans)));
        hub.killAtOnce(); // ctl has said that it is done: it is on the disk
        QCOMPARE(kept(hub), patternsUpTo(bans + 1));
    }
}

void TestKilled::bansAreWholeHoweverOftenItIsKilled()
{
    HubProgram hub;
    hub.set(u"resume-seconds"_qs, u"0"_qs);
    QVERIFY(hub.start());
    Crowd crowd(200);
    int there = 0;
    for (int round = 0; round < 50; ++round) {
        crowd.step(hub.port());
        BanRush rush(hub, there);
        rush.begin(1 + round % 4);
        crowd.step(hub.port());
        const int awaited = round / 2 % 10;
        QVERIFY(round % 2 == 0 ? rush.waitForAnswers(awaited) : rush.waitForChanges(awaited));
        hub.killAtOnce();
        QVERIFY2(hub.start(), hub.program().err().constData());
        QCOMPARE(hub.program().err(), QByteArray());
        there = int(hub.metric("signalbox_bans{effect=\"refuse\"}"));
        QVERIFY(there >= rush.certain());
        QCOMPARE(kept(hub), patternsUpTo(there)); // in order, so none is missing between others
    }
    QCOMPARE(hub.bannedNicks(), patternsUpTo(there));
    QVERIFY(crowd.comeTo(hub.port()));
    QTRY_COMPARE_WITH_TIMEOUT(
        whatIsWrongWith(hub.peers(), crowd.size()), QString(), HubProgram::PatienceMs);
}

void TestKilled::fiveHundredAreBackAfterAKillAndNobodyIsThereTwice()
{
    HubProgram hub;
    QVERIFY(hub.start());
    Crowd crowd(500);
    QVERIFY(crowd.comeTo(hub.port()));
    hub.killAtOnce();
    QVERIFY(QTest::qWaitFor([&crowd] { return crowd.hasEnded(); }, HubProgram::PatienceMs));
    crowd.step(hub.port()); // nobody is there
    QVERIFY(hub.start());
    QVERIFY(crowd.comeTo(hub.port()));
    QTRY_COMPARE_WITH_TIMEOUT(
        whatIsWrongWith(hub.peers(), crowd.size()), QString(), HubProgram::PatienceMs);
}

void TestKilled::fiveHundredAreToldThatItStops()
{
    HubProgram hub;
    QVERIFY(hub.start());
    Crowd crowd(500);
    QVERIFY(crowd.comeTo(hub.port()));
    hub.send(SIGTERM);
    QCOMPARE(hub.program().exitCode(), 0);
    QCOMPARE(hub.program().err(), QByteArray());
    QVERIFY(QTest::qWaitFor([&crowd] { return crowd.hasEnded(); }, HubProgram::PatienceMs));
    QCOMPARE(crowd.heardAtTheEnd("\"server-stopping\"", 1001), 500);
}

void TestKilled::stuckPeersCannotHoldUpTheEnd()
{
    HubProgram hub;
    QVERIFY(hub.start());
    std::vector<std::unique_ptr<RawClient>> stuck;
    for (int i = 0; i < 50; ++i) {
        stuck.push_back(std::make_unique<RawClient>());
        stuck.back()->neverRead();
        QVERIFY(stuck.back()->upgrade(hub.port()));
    }
    Neighbours neighbours;
    QVERIFY(neighbours.comeTo(hub.port()));
    hub.send(SIGTERM);
    QCOMPARE(hub.program().exitCode(), 0);
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestKilled)
#include "tst_killed.moc"
