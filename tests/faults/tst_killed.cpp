// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/faults/crowd.h"
#include "tests/faults/hubprogram.h"
#include "tests/faults/neighbours.h"
#include "tests/support/suite.h"

#include <QFile>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

#include <csignal>

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
    Crowd crowd(50);
    const QString longReason(1000, u'x'); // so that writing takes its time
    int ordered = 0;
    for (int round = 0; round < 20; ++round) {
        crowd.step(hub.port());
        // Some of these are being written when it ends, and nobody has been told that they hold.
        const int certain = ordered;
        for (int i = 0; i < 8; ++i) {
            hub.order({{u"command"_qs, u"ban"_qs}, {u"by"_qs, u"nick"_qs},
                {u"pattern"_qs, patternOf(ordered++)}, {u"reason"_qs, longReason}});
        }
        crowd.step(hub.port());
        QTest::qWait(round); // so that it ends sometimes sooner, sometimes later, in what it does
        hub.killAtOnce();
        QVERIFY2(hub.start(), hub.program().err().constData());
        QCOMPARE(hub.program().err(), QByteArray());
        ordered = int(hub.metric("signalbox_bans{effect=\"refuse\"}"));
        QVERIFY(ordered >= certain);
        QCOMPARE(kept(hub), patternsUpTo(ordered)); // in order, so none is missing between others
    }
    QCOMPARE(hub.bannedNicks(), patternsUpTo(ordered));
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
