// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/hub.h"
#include "tests/support/suite.h"
#include "tests/ui/snapshots.h"
#include "ui/messagebar.h"
#include "ui/undo.h"

#include <QAction>
#include <QLabel>
#include <QTest>

using namespace Signalbox;
using namespace std::chrono_literals;

class TestUndo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasMadeIsLifted();
    void whatWasLiftedIsOrderedAgainForTheTimeThatIsLeft();
    void whatWasProlongedIsWhatItWas();
    void whatWasOverMeanwhileIsNotRestored();
    void otherBansAreLeftAlone();
    void anOfferEndsByItself();
    void somethingElseTakesItsPlace();
    void undoneOnceItIsGone();
};

namespace {

struct Lists
{
    Snapshots hub;
    std::vector<Ban> before;

    BanNumber ban(const char* address, Moment until)
    {
        return hub.ban(
            BanRule::Kind::Address, QString::fromLatin1(address), BanEffect::Refuse, until);
    }
    void remember() { before = hub.bans(); }
    Reversal reversal() { return reversalOf(before, hub.bans(), hub.now()); }
};

struct Stage
{
    Hub hub;
    MessageBar bar;
    QAction action;
    Undo undo{hub, bar, action};

    QString text() const
    {
        return bar.isHidden() ? QString()
                              : bar.findChild<QLabel*>(QStringLiteral("messageText"))->text();
    }
};

} // namespace

void TestUndo::whatWasMadeIsLifted()
{
    Lists lists;
    lists.ban("10.0.0.1", Moment::max());
    lists.remember();
    const BanNumber made = lists.ban("10.0.0.2", Moment::max());
    QCOMPARE(lists.reversal().lifted, QList<BanNumber>{made});
    QVERIFY(lists.reversal().restored.isEmpty());
}

void TestUndo::whatWasLiftedIsOrderedAgainForTheTimeThatIsLeft()
{
    Lists lists;
    lists.ban("10.0.0.1", lists.hub.now() + 10min);
    lists.ban("10.0.0.2", Moment::max());
    lists.hub.bans().front().reason = QStringLiteral("be quiet");
    lists.hub.bans().front().hits = 3;
    lists.remember();
    lists.hub.bans().clear();
    lists.hub.pass(5s);
    const Reversal reversal = lists.reversal();
    QVERIFY(reversal.lifted.isEmpty());
    QCOMPARE(reversal.restored.size(), 2);
    QCOMPARE(reversal.restored.first().rule.pattern, QStringLiteral("10.0.0.1"));
    QCOMPARE(reversal.restored.first().reason, QStringLiteral("be quiet"));
    QCOMPARE(reversal.restored.first().lasts, 10min - 5s);
    QCOMPARE(reversal.restored.first().hits, 3);
    QCOMPARE(reversal.restored.last().lasts, Forever);
}

void TestUndo::whatWasProlongedIsWhatItWas()
{
    Lists lists;
    const BanNumber ban = lists.ban("10.0.0.1", lists.hub.now() + 10min);
    lists.remember();
    lists.hub.bans().front().until = Moment::max();
    const Reversal reversal = lists.reversal();
    QCOMPARE(reversal.lifted, QList<BanNumber>{ban});
    QCOMPARE(reversal.restored.size(), 1);
    QCOMPARE(reversal.restored.first().lasts, 10min);
}

void TestUndo::whatWasOverMeanwhileIsNotRestored()
{
    Lists lists;
    lists.ban("10.0.0.1", lists.hub.now() + 3s);
    lists.remember();
    lists.hub.bans().clear();
    lists.hub.pass(5s);
    QVERIFY(lists.reversal().restored.isEmpty());
}

void TestUndo::otherBansAreLeftAlone()
{
    Lists lists;
    lists.ban("10.0.0.1", Moment::max());
    lists.remember();
    lists.hub.bans().front().hits = 7;
    QVERIFY(lists.reversal().lifted.isEmpty());
    QVERIFY(lists.reversal().restored.isEmpty());
}

void TestUndo::anOfferEndsByItself()
{
    Stage stage;
    QVERIFY(!stage.action.isEnabled());
    stage.undo.setTime(1ms);
    stage.undo.offer(QStringLiteral("Kicked ann."));
    QVERIFY(stage.action.isEnabled());
    QTRY_VERIFY(!stage.action.isEnabled());
    QVERIFY(stage.bar.isHidden());
}

void TestUndo::somethingElseTakesItsPlace()
{
    Stage stage;
    stage.undo.offer(QStringLiteral("Kicked ann."));
    stage.undo.offer(QStringLiteral("Muted bob."));
    QCOMPARE(stage.text(), QStringLiteral("Muted bob."));
    QVERIFY(stage.bar.dismiss());
    QVERIFY(stage.bar.isHidden());
}

void TestUndo::undoneOnceItIsGone()
{
    Stage stage;
    stage.undo.offer(QStringLiteral("Kicked ann."));
    stage.action.trigger();
    QVERIFY(!stage.action.isEnabled());
    QVERIFY(stage.bar.isHidden());
}

SIGNALBOX_TEST(TestUndo)
#include "tst_undo.moc"
