// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"
#include "tests/ui/snapshots.h"
#include "ui/bans/foresight.h"

#include <QTest>

using namespace Signalbox;

class TestForesight : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void whoIsAsItWasIsNotJudgedAnew();
    void whoHasChangedIsJudgedAnew();
    void whoComesBackIsJudgedAnew();
    void everybodyIsJudgedByAnotherJudge();
    void whoIsParkedIsNotHit();

private:
    QStringList hit();

    Snapshots m_hub;
    Foresight m_foresight;
    int m_judged = 0;
};

void TestForesight::init()
{
    m_hub = {};
    m_foresight = {};
    m_foresight.setJudge([this](const Peer& peer) {
        ++m_judged;
        return peer.identity.nick.startsWith(u'a');
    });
}

/// Counts anew whom it judges.
QStringList TestForesight::hit()
{
    m_judged = 0;
    const SnapshotPtr snapshot = m_hub.take();
    QStringList nicks;
    for (const Peer* peer : m_foresight.hitAmong(*snapshot)) {
        nicks += peer->identity.nick;
    }
    return nicks;
}

void TestForesight::whoIsAsItWasIsNotJudgedAnew()
{
    m_hub.add(QStringLiteral("ann"));
    m_hub.add(QStringLiteral("bob"));
    QCOMPARE(hit(), QStringList{QStringLiteral("ann")});
    QCOMPARE(m_judged, 2);
    QCOMPARE(hit(), QStringList{QStringLiteral("ann")});
    QCOMPARE(m_judged, 0);
    m_hub.add(QStringLiteral("ada"));
    QCOMPARE(hit(), (QStringList{QStringLiteral("ann"), QStringLiteral("ada")}));
    QCOMPARE(m_judged, 1);
}

void TestForesight::whoHasChangedIsJudgedAnew()
{
    const PeerNumber one = m_hub.add(QStringLiteral("ann"));
    QCOMPARE(hit().size(), 1);
    m_hub[one].peer.identity.nick = QStringLiteral("bob");
    QVERIFY(hit().isEmpty());
    QCOMPARE(m_judged, 1);
    m_hub[one].peer.rooms = {QStringLiteral("red")};
    QVERIFY(hit().isEmpty());
    QCOMPARE(m_judged, 1);
    m_hub[one].peer.origin.realm.key = "other";
    QVERIFY(hit().isEmpty());
    QCOMPARE(m_judged, 1);
}

void TestForesight::whoComesBackIsJudgedAnew()
{
    const PeerNumber one = m_hub.add(QStringLiteral("ann"));
    QCOMPARE(hit().size(), 1);
    const PeerRow row = m_hub[one];
    m_hub.remove(one);
    QVERIFY(hit().isEmpty());
    m_hub.rows().push_back(row);
    QCOMPARE(hit().size(), 1);
    QCOMPARE(m_judged, 1);
}

void TestForesight::everybodyIsJudgedByAnotherJudge()
{
    m_hub.add(QStringLiteral("ann"));
    m_hub.add(QStringLiteral("bob"));
    QCOMPARE(hit(), QStringList{QStringLiteral("ann")});
    m_foresight.setJudge([](const Peer& peer) { return peer.identity.nick.startsWith(u'b'); });
    QCOMPARE(hit(), QStringList{QStringLiteral("bob")});
}

void TestForesight::whoIsParkedIsNotHit()
{
    const PeerNumber one = m_hub.add(QStringLiteral("ann"));
    m_hub[one].peer.parked = true;
    QVERIFY(hit().isEmpty());
    m_hub[one].peer.parked = false;
    QCOMPARE(hit().size(), 1);
}

SIGNALBOX_TEST(TestForesight)
#include "tst_foresight.moc"
