// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/bans.h"
#include "core/hub.h"
#include "tests/support/suite.h"
#include "tests/ui/snapshots.h"
#include "ui/bans/bandialog.h"
#include "ui/bans/banning.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace Signalbox;

/// What the window says of bans, and what it has the hub do.
class TestBanning : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatHoldsIsSaidToBeDone();
    void whatIsDoneIsToldWithHowThingsStoodBefore();
    void anEditedBanKeepsItsHits();
};

namespace {

struct Stage
{
    Hub hub;
    QWidget window;
    Banning banning{hub, window};
    QSignalSpy done{&banning, &Banning::done};
    QSignalSpy said{&banning, &Banning::said};

    BanDialog* dialog() const
    {
        return window.findChild<BanDialog*>(QString(), Qt::FindDirectChildrenOnly);
    }

    /// Orders what the dialog asks for, of this pattern.
    void accept(const QString& pattern) const
    {
        dialog()->findChild<QLineEdit*>(QStringLiteral("banPattern"))->setText(pattern);
        dialog()->accept();
    }

    SnapshotPtr survey()
    {
        SnapshotPtr found;
        hub.survey([&found](const SnapshotPtr& snapshot) { found = snapshot; });
        return QTest::qWaitFor([&found] { return found != nullptr; }) ? found : nullptr;
    }
};

} // namespace

void TestBanning::onlyWhatHoldsIsSaidToBeDone()
{
    Stage stage;
    QList<BanOrder> orders;
    for (size_t i = 0; i < Bans::MostBans; ++i) {
        orders.append({{BanRule::Kind::Nick, {}, QStringLiteral("nick%1").arg(i)},
            BanEffect::Refuse, {}, Forever});
    }
    stage.hub.ban(orders);
    stage.banning.askForAnybody();
    stage.accept(QStringLiteral("10.0.0.1"));
    QVERIFY(stage.done.isEmpty());
    QTRY_COMPARE(stage.said.size(), 1);
    QVERIFY(stage.said.first().first().toString().contains(QStringLiteral("full")));
    QVERIFY(stage.done.isEmpty());
}

void TestBanning::whatIsDoneIsToldWithHowThingsStoodBefore()
{
    Stage stage;
    Snapshots snapshots;
    const SnapshotPtr before = snapshots.take();
    stage.banning.apply(before);
    stage.banning.askForAnybody();
    stage.accept(QStringLiteral("10.0.0.1"));
    stage.banning.apply(snapshots.take()); // which may show it already
    QTRY_COMPARE(stage.done.size(), 1);
    QVERIFY(stage.done.first().first().toString().contains(QStringLiteral("10.0.0.1")));
    QCOMPARE(stage.done.first().at(1).value<SnapshotPtr>(), before);
}

void TestBanning::anEditedBanKeepsItsHits()
{
    Stage stage;
    stage.hub.ban({{{BanRule::Kind::Address, {}, QStringLiteral("10.0.0.1")}, BanEffect::Refuse, {},
        Forever, 7}});
    const SnapshotPtr before = stage.survey();
    QVERIFY(before);
    QCOMPARE(before->bans.size(), size_t(1));
    stage.banning.apply(before);
    stage.banning.edit({before->bans.front().number});
    stage.accept(QStringLiteral("10.0.0.2"));
    QTRY_COMPARE(stage.done.size(), 1);
    const SnapshotPtr after = stage.survey();
    QVERIFY(after);
    QCOMPARE(after->bans.size(), size_t(1));
    QCOMPARE(after->bans.front().rule.pattern, QStringLiteral("10.0.0.2"));
    QCOMPARE(after->bans.front().hits, 7);
}

SIGNALBOX_TEST(TestBanning)
#include "tst_banning.moc"
