// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"
#include "ui/actions.h"
#include "ui/log/logmodel.h"
#include "ui/log/logpane.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace Signalbox;

class TestLogModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyHappeningHasWords();
    void momentsAreShownOnTheWallClock();
    void theWallClockIsReadAtEachAppend();
    void aRepeatIsCountedNotRepeated();
    void aRepeatBearsTheNewestTime();
    void aRepeatAfterAWhileIsAnotherLine();
    void joinsAndLeavesKeepTheirOrder();
    void twoSourcesInTurnAreTwoLines();
    void theRingKeepsTheNewest();
    void aBatchIsOneRemovalAndOneInsertion();
    void hostileTextStaysOnOneLine();
    void theEndIsFollowedOnlyWhileItIsLookedAt();
    void theFilterChoosesLines();
    void filterAndCopyTakeThePlainText();
    void theAccessibleNameWaitsForQuiet();
};

namespace {

using namespace std::chrono_literals;
using Kind = Happening::Kind;

Happening happening(Kind kind, int peer = 1)
{
    Happening h;
    h.kind = kind;
    h.number = static_cast<PeerNumber>(peer);
    h.who = {QStringLiteral("id%1").arg(peer), QStringLiteral("ann")};
    h.address = QStringLiteral("10.0.0.9");
    return h;
}

Happening rejection(const char* address)
{
    Happening h;
    h.kind = Kind::Rejected;
    h.address = QString::fromLatin1(address);
    h.cause = Rejection::HeadTimeout;
    return h;
}

QString text(const LogModel& log, int row, LogModel::Column column = LogModel::Column::Text)
{
    return log.index(row, static_cast<int>(column)).data().toString();
}

QString bare(QString sentence)
{
    return sentence.remove(QChar(0x2068)).remove(QChar(0x2069));
}

} // namespace

void TestLogModel::everyHappeningHasWords()
{
    QList<Happening> all;
    for (int kind = 0; kind <= static_cast<int>(Kind::Omitted); ++kind) {
        all += happening(static_cast<Kind>(kind));
    }
    for (int code = 0; code <= static_cast<int>(Departure::HubStopped); ++code) {
        all += happening(Kind::Departed);
        all.last().cause = static_cast<Departure>(code);
    }
    for (int code = 0; code < static_cast<int>(FaultCode::Count); ++code) {
        all += happening(Kind::Refused);
        all.last().cause = static_cast<FaultCode>(code);
    }
    for (int code = 0; code <= static_cast<int>(Rejection::NoDescriptors); ++code) {
        all += happening(Kind::Rejected);
        all.last().cause = static_cast<Rejection>(code);
    }
    for (const Happening& one : all) {
        const QString sentence = happeningText(one);
        QVERIFY2(sentence.size() > 8, qPrintable(sentence));
        QVERIFY2(!sentence.contains(u'%'), qPrintable(sentence));
    }
    Happening kick = happening(Kind::Departed);
    kick.cause = Departure::Kicked;
    kick.detail = QStringLiteral("too loud");
    QCOMPARE(bare(happeningText(kick)), QStringLiteral("ann was kicked: too loud"));
}

void TestLogModel::momentsAreShownOnTheWallClock()
{
    const Moment start(5h);
    LogModel log([&] {
        return LogModel::TimeAnchor{start, QDateTime(QDate(2030, 1, 2), QTime(10, 0))};
    });
    Happening joined = happening(Kind::Joined);
    joined.at = start + 65s;
    log.append({joined});
    QCOMPARE(text(log, 0, LogModel::Column::Time), QStringLiteral("10:01:05"));
    QCOMPARE(bare(text(log, 0)), QStringLiteral("ann joined Default room from 10.0.0.9"));
}

void TestLogModel::theWallClockIsReadAtEachAppend()
{
    LogModel::TimeAnchor present{Moment(5h), QDateTime(QDate(2030, 1, 2), QTime(10, 0))};
    LogModel log([&] { return present; });
    Happening joined = happening(Kind::Joined);
    joined.at = present.moment;
    log.append({joined});
    // The computer slept for three hours, and its monotonic clock with it.
    present.wallClock = present.wallClock.addSecs(3 * 3600);
    log.append({joined});
    QCOMPARE(text(log, 0, LogModel::Column::Time), QStringLiteral("10:00:00"));
    QCOMPARE(text(log, 1, LogModel::Column::Time), QStringLiteral("13:00:00"));
}

void TestLogModel::aRepeatIsCountedNotRepeated()
{
    LogModel log;
    Happening first = rejection("10.0.0.9");
    first.times = 30;
    log.append({first, rejection("10.0.0.9")});
    log.append({rejection("10.0.0.9")});
    QCOMPARE(log.rowCount(), 1);
    QVERIFY(text(log, 0).endsWith(QStringLiteral("(×32)")));
    QCOMPARE(text(log, 0, LogModel::Column::Level), QStringLiteral("Warning"));
}

void TestLogModel::aRepeatBearsTheNewestTime()
{
    LogModel log([] {
        return LogModel::TimeAnchor{Moment(5h), QDateTime(QDate(2030, 1, 2), QTime(10, 0))};
    });
    Happening one = rejection("10.0.0.9");
    one.at = Moment(5h);
    log.append({one});
    const QSignalSpy changes(&log, &QAbstractItemModel::dataChanged);
    one.at += 7s;
    log.append({one});
    QCOMPARE(log.rowCount(), 1);
    QCOMPARE(text(log, 0, LogModel::Column::Time), QStringLiteral("10:00:07"));
    QCOMPARE(changes.size(), 1);
    QCOMPARE(
        changes.first().first().toModelIndex().column(), static_cast<int>(LogModel::Column::Time));
    one.at += 7s;
    log.append({one});
    QCOMPARE(log.rowCount(), 1);
    QVERIFY(text(log, 0).endsWith(QStringLiteral("(×3)")));
}

void TestLogModel::aRepeatAfterAWhileIsAnotherLine()
{
    LogModel log;
    Happening one = rejection("10.0.0.9");
    log.append({one});
    one.at += 10s;
    log.append({one});
    QCOMPARE(log.rowCount(), 2);
    Happening later = one;
    later.at += 10s;
    log.append({one, later});
    QCOMPARE(log.rowCount(), 3);
}

void TestLogModel::joinsAndLeavesKeepTheirOrder()
{
    LogModel log;
    Happening left = happening(Kind::Departed);
    left.cause = Departure::Left;
    const auto isInOrder = [&log](int from) {
        return bare(text(log, from)).startsWith(QStringLiteral("ann joined"))
            && bare(text(log, from + 1)) == QStringLiteral("ann left")
            && bare(text(log, from + 2)).startsWith(QStringLiteral("ann joined"));
    };
    log.append({happening(Kind::Joined), left, happening(Kind::Joined)});
    QCOMPARE(log.rowCount(), 3);
    QVERIFY(isInOrder(0));
    for (const Happening& one : {happening(Kind::Joined), left, happening(Kind::Joined)}) {
        log.append({one});
    }
    QCOMPARE(log.rowCount(), 6);
    QVERIFY(isInOrder(3));
}

void TestLogModel::twoSourcesInTurnAreTwoLines()
{
    LogModel log;
    for (int i = 0; i < 50; ++i) {
        log.append({rejection("10.0.0.8"), rejection("10.0.0.9")});
    }
    QCOMPARE(log.rowCount(), 2);
}

void TestLogModel::theRingKeepsTheNewest()
{
    LogModel log;
    const QAbstractItemModelTester tester(
        &log, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QList<Happening> many;
    for (int i = 0; i < LogModel::capacity + 500; ++i) {
        many += happening(Kind::Joined, i);
    }
    log.append(many);
    QCOMPARE(log.rowCount(), LogModel::capacity);
    log.append({happening(Kind::Joined, -1)});
    QCOMPARE(log.rowCount(), LogModel::capacity);
    log.clear();
    QCOMPARE(log.rowCount(), 0);
    log.append(LogLevel::Info, QStringLiteral("started"), Moment{});
    QCOMPARE(text(log, 0), QStringLiteral("started"));
}

void TestLogModel::aBatchIsOneRemovalAndOneInsertion()
{
    LogModel log;
    QList<Happening> many;
    for (int i = 0; i < LogModel::capacity; ++i) {
        many += happening(Kind::Joined, i);
    }
    log.append(many);
    QSignalSpy removals(&log, &QAbstractItemModel::rowsRemoved);
    QSignalSpy insertions(&log, &QAbstractItemModel::rowsInserted);
    log.append(QList<Happening>{happening(Kind::Joined, -1), happening(Kind::Joined, -2)});
    QCOMPARE(removals.size(), 1);
    QCOMPARE(insertions.size(), 1);
}

void TestLogModel::hostileTextStaysOnOneLine()
{
    LogModel log;
    Happening h = happening(Kind::Joined);
    h.who.nick = QStringLiteral("x\n2026 ban admin\u202E");
    log.append({h});
    QVERIFY(!log.lineAsText(0).contains(u'\n'));
    QVERIFY(!text(log, 0).contains(QChar(0x202E)));
}

void TestLogModel::theEndIsFollowedOnlyWhileItIsLookedAt()
{
    LogModel log;
    const Actions actions;
    LogPane pane(log, actions);
    pane.resize(600, 300);
    pane.show();
    const auto fill = [&log](int from) {
        QList<Happening> many;
        for (int i = from; i < from + 200; ++i) {
            many += happening(Kind::Joined, i);
        }
        log.append(many);
        QCoreApplication::processEvents();
    };
    const QScrollBar* bar
        = pane.findChild<QTreeView*>(QStringLiteral("logView"))->verticalScrollBar();
    fill(0);
    QTRY_COMPARE(bar->value(), bar->maximum());
    QVERIFY(bar->maximum() > 0);
    const_cast<QScrollBar*>(bar)->setValue(10);
    fill(1000);
    QCOMPARE(bar->value(), 10);
    const_cast<QScrollBar*>(bar)->setValue(bar->maximum());
    fill(2000);
    QTRY_COMPARE(bar->value(), bar->maximum());
}

void TestLogModel::theFilterChoosesLines()
{
    LogModel log;
    const Actions actions;
    LogPane pane(log, actions);
    log.append({happening(Kind::Joined), rejection("10.9.9.9")});
    auto* view = pane.findChild<QTreeView*>(QStringLiteral("logView"));
    auto* filter = pane.findChild<QLineEdit*>(QStringLiteral("logFilter"));
    filter->setText(QStringLiteral("10.9"));
    QTRY_COMPARE(view->model()->rowCount(), 1);
    QVERIFY(pane.clearFilter());
    QCOMPARE(view->model()->rowCount(), 2);
    QVERIFY(!pane.clearFilter());
}

void TestLogModel::filterAndCopyTakeThePlainText()
{
    LogModel log;
    const Actions actions;
    LogPane pane(log, actions);
    log.append({happening(Kind::Joined), rejection("10.9.9.9")});
    const auto* view = pane.findChild<QTreeView*>(QStringLiteral("logView"));
    pane.findChild<QLineEdit*>(QStringLiteral("logFilter"))->setText(QStringLiteral("ann joined"));
    QTRY_COMPARE(view->model()->rowCount(), 1);
    pane.selectAll();
    pane.copy();
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.contains(QStringLiteral("\tann joined Default room from 10.0.0.9")),
        qPrintable(copied));
}

void TestLogModel::theAccessibleNameWaitsForQuiet()
{
    LogModel log;
    const Actions actions;
    const LogPane pane(log, actions);
    const auto* view = pane.findChild<QTreeView*>(QStringLiteral("logView"));
    const QString before = view->accessibleName();
    QVERIFY(before.contains(u'0'));
    log.append({happening(Kind::Joined)});
    QCOMPARE(view->accessibleName(), before);
    QTRY_VERIFY_WITH_TIMEOUT(view->accessibleName().contains(u'1'), 20'000);
}

SIGNALBOX_TEST(TestLogModel)
#include "tst_logmodel.moc"
