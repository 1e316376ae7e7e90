// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"
#include "tests/ui/snapshots.h"
#include "ui/actions.h"
#include "ui/bans/banmodel.h"
#include "ui/bans/banpane.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace Signalbox;
using namespace std::chrono_literals;

class TestBanPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBanSaysWhomHowWhyAndForHowLong();
    void timeRunsWithTheSnapshots();
    void churnKeepsTheModelConsistent();
    void patternsSayWhatTheyAre();
    void nobodyBannedIsSaidInWords();
    void theSelectionSurvivesUpdates();
    void aMenuActsOnThoseItWasOpenedFor();
    void theFilterLineChooses();
    void rowsAreCopied();
    void hostileTextStaysText();
};

namespace {

using Column = BanModel::Column;

struct Stage
{
    Snapshots hub;
    Actions actions;
    BanPane pane{actions};
    QTreeView* view = pane.findChild<QTreeView*>(QStringLiteral("banView"));

    Stage()
    {
        actions.update({HubState::Phase::Listening, true, 0, Page::Banned, 1});
        pane.resize(900, 300);
        pane.show();
    }

    BanNumber refuse(const QString& nick, std::chrono::seconds time = 10min)
    {
        return hub.refuse(hub.add(nick), QStringLiteral("too loud"), time);
    }
    void update() { pane.apply(hub.take()); }
    void select(int row)
    {
        view->selectionModel()->select(view->model()->index(row, 0),
            QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
    QString text(int row, Column column, int role = Qt::DisplayRole) const
    {
        return view->model()
            ->index(row, static_cast<int>(column))
            .data(role)
            .toString()
            .remove(QChar(0x2068))
            .remove(QChar(0x2069));
    }
};

} // namespace

void TestBanPane::aBanSaysWhomHowWhyAndForHowLong()
{
    Stage stage;
    stage.refuse(QStringLiteral("ann"));
    stage.hub.bans().front().hits = 3;
    stage.update();
    QCOMPARE(stage.text(0, Column::Whom), QStringLiteral("ann"));
    QCOMPARE(stage.text(0, Column::Effect), QStringLiteral("refused"));
    QVERIFY(stage.text(0, Column::KnownBy).startsWith(QStringLiteral("nick ann, address 10.")));
    QCOMPARE(stage.text(0, Column::Reason), QStringLiteral("too loud"));
    QCOMPARE(stage.text(0, Column::TimeLeft), QStringLiteral("10 min"));
    QVERIFY(stage.text(0, Column::Hits).startsWith(u'3'));
    const QString sentence = stage.text(0, Column::Whom, Qt::AccessibleTextRole);
    QVERIFY2(sentence.contains(QStringLiteral("hit 3 time")), qPrintable(sentence));
}

void TestBanPane::timeRunsWithTheSnapshots()
{
    Stage stage;
    stage.refuse(QStringLiteral("ann"));
    stage.hub.ban(
        BanRule::Kind::Address, QStringLiteral("10.1.0.0/16"), BanEffect::Mute, Moment::max());
    stage.hub.pass(61s);
    stage.update();
    QCOMPARE(stage.text(0, Column::TimeLeft), QStringLiteral("8 min 59 s"));
    QCOMPARE(stage.text(1, Column::TimeLeft), QStringLiteral("for ever"));
}

void TestBanPane::patternsSayWhatTheyAre()
{
    Stage stage;
    const auto ban = [&stage](BanRule::Kind kind, const char* pattern, BanEffect effect) {
        stage.hub.ban(kind, QString::fromLatin1(pattern), effect, Moment::max());
    };
    ban(BanRule::Kind::Address, "10.1.0.0/16", BanEffect::Refuse);
    ban(BanRule::Kind::Site, "https://evil.example", BanEffect::Refuse);
    ban(BanRule::Kind::Nick, "a*", BanEffect::Mute);
    stage.update();
    QCOMPARE(stage.text(0, Column::Whom), QStringLiteral("10.1.0.0/16"));
    QCOMPARE(stage.text(0, Column::KnownBy), QStringLiteral("range of addresses"));
    QCOMPARE(stage.text(1, Column::KnownBy), QStringLiteral("web page"));
    QCOMPARE(stage.text(2, Column::KnownBy), QStringLiteral("nick"));
    QCOMPARE(stage.text(2, Column::Effect), QStringLiteral("muted"));
}

void TestBanPane::churnKeepsTheModelConsistent()
{
    Snapshots hub;
    BanModel model;
    const QAbstractItemModelTester tester(
        &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QRandomGenerator random(7);
    for (int round = 0; round < 300; ++round) {
        for (int i = random.bounded(6); i > 0; --i) {
            hub.refuse(hub.add(QString::number(round)), {}, 60s);
        }
        for (int i = random.bounded(6); i > 0 && !hub.bans().empty(); --i) {
            hub.bans().erase(
                hub.bans().begin() + random.bounded(static_cast<int>(hub.bans().size())));
        }
        model.apply(hub.take());
        QCOMPARE(model.rowCount(), static_cast<int>(hub.bans().size()));
        for (int row = 0; row < model.rowCount(); ++row) {
            QCOMPARE(model.numberAt(row), hub.bans()[static_cast<size_t>(row)].number);
        }
    }
}

void TestBanPane::nobodyBannedIsSaidInWords()
{
    Stage stage;
    stage.update();
    QVERIFY(!stage.view->isVisible());
    stage.refuse(QStringLiteral("ann"));
    stage.update();
    QVERIFY(stage.view->isVisible());
    QVERIFY(stage.view->accessibleName().contains(u'1'));
    stage.hub.bans().clear();
    stage.update();
    QVERIFY(!stage.view->isVisible());
}

void TestBanPane::theSelectionSurvivesUpdates()
{
    Stage stage;
    const BanNumber ann = stage.refuse(QStringLiteral("ann"));
    const BanNumber bob = stage.refuse(QStringLiteral("bob"));
    stage.update();
    QSignalSpy changes(&stage.pane, &BanPane::selectionChanged);
    stage.select(1);
    QCOMPARE(stage.pane.selectedBans(), QList<BanNumber>{bob});
    QCOMPARE(changes.last().first().toInt(), 1);
    std::erase_if(stage.hub.bans(), [ann](const Ban& ban) { return ban.number == ann; });
    stage.refuse(QStringLiteral("cleo"));
    stage.update();
    QCOMPARE(stage.pane.selectedBans(), QList<BanNumber>{bob});
}

void TestBanPane::aMenuActsOnThoseItWasOpenedFor()
{
    Stage stage;
    const BanNumber ann = stage.refuse(QStringLiteral("ann"));
    stage.refuse(QStringLiteral("bob"));
    stage.update();
    stage.select(0);
    QSignalSpy wanted(&stage.pane, &BanPane::admitWanted);
    Q_EMIT stage.view->customContextMenuRequested(QPoint(5, 5));
    const auto* menu = stage.pane.findChild<QMenu*>(QStringLiteral("banMenu"));
    QVERIFY(menu);
    stage.select(1);
    menu->findChild<QAction*>(QStringLiteral("admitCaptured"))->trigger();
    QCOMPARE(wanted.last().first().value<QList<BanNumber>>(), QList<BanNumber>{ann});
}

void TestBanPane::theFilterLineChooses()
{
    Stage stage;
    stage.refuse(QStringLiteral("ann"));
    stage.refuse(QStringLiteral("bob"));
    stage.update();
    auto* filter = stage.pane.findChild<QLineEdit*>(QStringLiteral("banFilter"));
    filter->setText(QStringLiteral("nick bob"));
    QTRY_COMPARE(stage.view->model()->rowCount(), 1);
    QCOMPARE(stage.pane.findChild<QLabel*>(QStringLiteral("banCount"))->text(),
        QStringLiteral("1 of 2"));
    filter->setText(QStringLiteral("nowhere"));
    QTRY_VERIFY(!stage.view->isVisible());
    QVERIFY(stage.pane.clearFilter());
    QCOMPARE(stage.view->model()->rowCount(), 2);
    QVERIFY(!stage.pane.clearFilter());
}

void TestBanPane::rowsAreCopied()
{
    Stage stage;
    stage.refuse(QStringLiteral("ann"));
    stage.refuse(QStringLiteral("bob"));
    stage.update();
    stage.pane.selectAll();
    stage.pane.copy();
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines.last().startsWith(QStringLiteral("bob\tnick bob, address")));
}

void TestBanPane::hostileTextStaysText()
{
    Stage stage;
    const PeerNumber evil = stage.hub.add(QStringLiteral("<b>x</b>\u202E"));
    stage.hub.refuse(evil, QStringLiteral("<i>\nwhy"), 60s);
    stage.update();
    QCOMPARE(stage.text(0, Column::Whom), QStringLiteral("<b>x</b>"));
    QCOMPARE(stage.text(0, Column::Reason), QStringLiteral("<i> why"));
    QVERIFY(stage.text(0, Column::Reason, Qt::ToolTipRole).contains(QStringLiteral("&lt;i&gt;")));
}

SIGNALBOX_TEST(TestBanPane)
#include "tst_banpane.moc"
