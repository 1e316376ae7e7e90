// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/ui/snapshots.h"
#include "ui/actions.h"
#include "ui/refused/refusalmodel.h"
#include "ui/refused/refusedpane.h"

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

class TestRefusedPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRefusalSaysWhoWhyAndForHowLong();
    void timeRunsWithTheSnapshots();
    void churnKeepsTheModelConsistent();
    void nobodyRefusedIsSaidInWords();
    void theSelectionSurvivesUpdates();
    void aMenuActsOnThoseItWasOpenedFor();
    void theFilterLineChooses();
    void rowsAreCopied();
    void hostileTextStaysText();
};

namespace {

using Column = RefusalModel::Column;

struct Stage
{
    Snapshots hub;
    Actions actions;
    RefusedPane pane{actions};
    QTreeView* view = pane.findChild<QTreeView*>(QStringLiteral("refusedView"));

    Stage()
    {
        actions.update({HubState::Phase::Listening, true, 0, Page::Refused, 1});
        pane.resize(900, 300);
        pane.show();
    }

    RefusalNumber refuse(const QString& nick, std::chrono::seconds time = 10min)
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

void TestRefusedPane::aRefusalSaysWhoWhyAndForHowLong()
{
    Stage stage;
    stage.refuse(QStringLiteral("ann"));
    stage.hub.refusals().front().turnedAway = 3;
    stage.update();
    QCOMPARE(stage.text(0, Column::Name), QStringLiteral("ann"));
    QCOMPARE(stage.text(0, Column::Dialect), OwnDialect);
    QVERIFY(stage.text(0, Column::KnownBy).startsWith(QStringLiteral("nick ann, address 10.")));
    QCOMPARE(stage.text(0, Column::Reason), QStringLiteral("too loud"));
    QCOMPARE(stage.text(0, Column::TimeLeft), QStringLiteral("10 min"));
    QVERIFY(stage.text(0, Column::Tries).startsWith(u'3'));
    const QString sentence = stage.text(0, Column::Name, Qt::AccessibleTextRole);
    QVERIFY2(sentence.contains(QStringLiteral("came back 3 time")), qPrintable(sentence));
}

void TestRefusedPane::timeRunsWithTheSnapshots()
{
    Stage stage;
    stage.refuse(QStringLiteral("ann"));
    stage.refuse(QStringLiteral("bob"), std::chrono::hours(24 * 365));
    stage.hub.pass(61s);
    stage.update();
    QCOMPARE(stage.text(0, Column::TimeLeft), QStringLiteral("8 min 59 s"));
    QCOMPARE(stage.text(1, Column::TimeLeft), QStringLiteral("until the hub stops"));
}

void TestRefusedPane::churnKeepsTheModelConsistent()
{
    Snapshots hub;
    RefusalModel model;
    const QAbstractItemModelTester tester(
        &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QRandomGenerator random(7);
    for (int round = 0; round < 300; ++round) {
        for (int i = random.bounded(6); i > 0; --i) {
            hub.refuse(hub.add(QString::number(round)), {}, 60s);
        }
        for (int i = random.bounded(6); i > 0 && !hub.refusals().empty(); --i) {
            hub.refusals().erase(
                hub.refusals().begin() + random.bounded(static_cast<int>(hub.refusals().size())));
        }
        model.apply(hub.take());
        QCOMPARE(model.rowCount(), static_cast<int>(hub.refusals().size()));
        for (int row = 0; row < model.rowCount(); ++row) {
            QCOMPARE(model.numberAt(row), hub.refusals()[static_cast<size_t>(row)].number);
        }
    }
}

void TestRefusedPane::nobodyRefusedIsSaidInWords()
{
    Stage stage;
    stage.update();
    QVERIFY(!stage.view->isVisible());
    stage.refuse(QStringLiteral("ann"));
    stage.update();
    QVERIFY(stage.view->isVisible());
    QVERIFY(stage.view->accessibleName().contains(u'1'));
    stage.hub.refusals().clear();
    stage.update();
    QVERIFY(!stage.view->isVisible());
}

void TestRefusedPane::theSelectionSurvivesUpdates()
{
    Stage stage;
    const RefusalNumber ann = stage.refuse(QStringLiteral("ann"));
    const RefusalNumber bob = stage.refuse(QStringLiteral("bob"));
    stage.update();
    QSignalSpy changes(&stage.pane, &RefusedPane::selectionChanged);
    stage.select(1);
    QCOMPARE(stage.pane.selectedRefusals(), QList<RefusalNumber>{bob});
    QCOMPARE(changes.last().first().toInt(), 1);
    std::erase_if(
        stage.hub.refusals(), [ann](const Refusal& refusal) { return refusal.number == ann; });
    stage.refuse(QStringLiteral("cleo"));
    stage.update();
    QCOMPARE(stage.pane.selectedRefusals(), QList<RefusalNumber>{bob});
}

void TestRefusedPane::aMenuActsOnThoseItWasOpenedFor()
{
    Stage stage;
    const RefusalNumber ann = stage.refuse(QStringLiteral("ann"));
    stage.refuse(QStringLiteral("bob"));
    stage.update();
    stage.select(0);
    QSignalSpy wanted(&stage.pane, &RefusedPane::admitWanted);
    Q_EMIT stage.view->customContextMenuRequested(QPoint(5, 5));
    const auto* menu = stage.pane.findChild<QMenu*>(QStringLiteral("refusedMenu"));
    QVERIFY(menu);
    stage.select(1);
    menu->findChild<QAction*>(QStringLiteral("admitCaptured"))->trigger();
    QCOMPARE(wanted.last().first().value<QList<RefusalNumber>>(), QList<RefusalNumber>{ann});
}

void TestRefusedPane::theFilterLineChooses()
{
    Stage stage;
    stage.refuse(QStringLiteral("ann"));
    stage.refuse(QStringLiteral("bob"));
    stage.update();
    auto* filter = stage.pane.findChild<QLineEdit*>(QStringLiteral("refusedFilter"));
    filter->setText(QStringLiteral("nick bob"));
    QTRY_COMPARE(stage.view->model()->rowCount(), 1);
    QCOMPARE(stage.pane.findChild<QLabel*>(QStringLiteral("refusedCount"))->text(),
        QStringLiteral("1 of 2"));
    filter->setText(QStringLiteral("nowhere"));
    QTRY_VERIFY(!stage.view->isVisible());
    QVERIFY(stage.pane.clearFilter());
    QCOMPARE(stage.view->model()->rowCount(), 2);
    QVERIFY(!stage.pane.clearFilter());
}

void TestRefusedPane::rowsAreCopied()
{
    Stage stage;
    stage.refuse(QStringLiteral("ann"));
    stage.refuse(QStringLiteral("bob"));
    stage.update();
    stage.pane.selectAll();
    stage.pane.copy();
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines.last().startsWith(QStringLiteral("bob\tSignalbox\tnick bob, address")));
}

void TestRefusedPane::hostileTextStaysText()
{
    Stage stage;
    const PeerNumber evil = stage.hub.add(QStringLiteral("<b>x</b>\u202E"));
    stage.hub.refuse(evil, QStringLiteral("<i>\nwhy"), 60s);
    stage.update();
    QCOMPARE(stage.text(0, Column::Name), QStringLiteral("<b>x</b>"));
    QCOMPARE(stage.text(0, Column::Reason), QStringLiteral("<i> why"));
    QVERIFY(stage.text(0, Column::Reason, Qt::ToolTipRole).contains(QStringLiteral("&lt;i&gt;")));
}

QTEST_MAIN(TestRefusedPane)
#include "tst_refusedpane.moc"
