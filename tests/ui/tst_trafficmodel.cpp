// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"
#include "tests/ui/batches.h"
#include "tests/ui/snapshots.h"
#include "ui/traffic/trafficmodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Signalbox;

using Column = TrafficModel::Column;

class TestTrafficModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMessageSaysWhatItIs();
    void receiversAreAPeerARoomOrSeveral();
    void whoHasJustLeftStillHasAName();
    void whatIsMissingSaysSo();
    void hostileTextStaysPlainAndOnOneLine();
    void theRingKeepsTheNewest();
    void theRingIsBoundedInBytes();
    void aBatchIsOneRemovalAndOneInsertion();
    void theFilterLooksIntoNamesAndMessages();
    void theFilterChoosesWhatComes();
    void aPauseHoldsBackAndTheEndOfItAppends();
    void whatWaitsIsBoundedAndSaysWhatItLost();
    void clearingForgetsWhatWaitsAsWell();
    void aRowIsCopiedWhole();
    void churnKeepsTheModelConsistent();
};

namespace {

/// A model, and who is there.
struct Stage
{
    TrafficModel model;
    Snapshots hub;
    Batches batches;

    void append() { model.append(*batches.take()); }
    void know() { model.know(hub.take()); }

    QString bare(int row, Column column) const
    {
        return model.index(row, static_cast<int>(column))
            .data()
            .toString()
            .remove(QChar(0x2068))
            .remove(QChar(0x2069));
    }
    QString text(int row) const { return bare(row, Column::Text); }
    QString lastText() const { return text(model.rowCount() - 1); }
};

int rowsOf(const QSignalSpy& changes)
{
    int rows = 0;
    for (const QList<QVariant>& change : changes) {
        rows += change.at(2).toInt() - change.at(1).toInt() + 1;
    }
    return rows;
}

} // namespace

void TestTrafficModel::aMessageSaysWhatItIs()
{
    Stage stage;
    const PeerNumber ann = stage.hub.add(u"ann"_qs, u"red"_qs);
    const PeerNumber bob = stage.hub.add(QString(), u"red"_qs);
    stage.know();
    stage.batches.in(ann, R"({"type":"offer","sdp":"x"})")
        .out({u"id-1"_qs, u"ann"_qs}, bob, 1, R"({"type":"offer"})")
        .out({}, ann, 1, "hello");
    stage.append();
    QCOMPARE(stage.model.rowCount(), 3);
    static const QRegularExpression time(u"^\\d\\d:\\d\\d:\\d\\d\\.\\d{3}$"_qs);
    QVERIFY(time.match(stage.bare(0, Column::Time)).hasMatch());
    QCOMPARE(stage.bare(0, Column::From), u"ann"_qs);
    QCOMPARE(stage.bare(0, Column::To), u"Hub"_qs);
    QCOMPARE(stage.bare(0, Column::Kind), u"offer"_qs);
    QCOMPARE(stage.bare(0, Column::Size), u"26 bytes"_qs);
    QCOMPARE(stage.text(0), u"{\"type\":\"offer\",\"sdp\":\"x\"}"_qs);
    QCOMPARE(stage.bare(1, Column::From), u"ann"_qs);
    QCOMPARE(stage.bare(1, Column::To), u"id-2"_qs);
    QCOMPARE(stage.text(1), u"{\"type\":\"offer\"}"_qs);
    QCOMPARE(stage.bare(2, Column::From), u"Hub"_qs);
    QCOMPARE(stage.bare(2, Column::To), u"ann"_qs);
    QCOMPARE(stage.bare(2, Column::Kind), u"text"_qs);
    QCOMPARE(stage.bare(2, Column::Size), u"5 bytes"_qs);
}

void TestTrafficModel::receiversAreAPeerARoomOrSeveral()
{
    Stage stage;
    const PeerNumber ann = stage.hub.add(u"ann"_qs, u"red"_qs);
    const PeerNumber bob = stage.hub.add(u"bob"_qs);
    stage.know();
    stage.batches.out({}, ann, 12, "x").out({}, bob, 2, "x").out({}, PeerNumber(0), 3, "x");
    stage.batches.out({}, PeerNumber(77), 1, "x").out({}, PeerNumber(77), 2, "x");
    stage.append();
    QCOMPARE(stage.bare(0, Column::To), u"red (12)"_qs);
    QCOMPARE(stage.bare(1, Column::To), u"Default room (2)"_qs);
    QCOMPARE(stage.bare(2, Column::To), u"3 peer(s)"_qs);
    QCOMPARE(stage.bare(3, Column::To), u"#77"_qs);
    QCOMPARE(stage.bare(4, Column::To), u"2 peer(s)"_qs);
}

void TestTrafficModel::whoHasJustLeftStillHasAName()
{
    Stage stage;
    const PeerNumber ann = stage.hub.add(u"ann"_qs);
    stage.know();
    stage.hub.remove(ann);
    stage.know();
    stage.batches.in(ann, "bye");
    stage.append();
    QCOMPARE(stage.bare(0, Column::From), u"ann"_qs);
    stage.know();
    QCOMPARE(stage.bare(0, Column::From), u"ann"_qs);
    stage.batches.in(ann, "bye");
    stage.append();
    QCOMPARE(stage.bare(1, Column::From), u"#1"_qs);
}

void TestTrafficModel::whatIsMissingSaysSo()
{
    Stage stage;
    stage.batches.in(PeerNumber(1), "x").omit(1234);
    stage.append();
    QCOMPARE(stage.model.rowCount(), 2);
    QVERIFY(stage.text(1).contains(u"1,234"_qs));
    QCOMPARE(stage.bare(1, Column::From), QString());
    QVERIFY(stage.model.titleOf(1).contains(u"1,234"_qs));
    QVERIFY(stage.model.messageAt(1).isEmpty());
    stage.model.setFilter(u"x"_qs);
    QCOMPARE(stage.model.rowCount(), 1);
}

void TestTrafficModel::hostileTextStaysPlainAndOnOneLine()
{
    Stage stage;
    const PeerNumber evil = stage.hub.add(u"<b>\n\u202Eevil</b>"_qs);
    stage.know();
    stage.batches.in(evil, "<img src=x>\r\n\x1b[31m{\"type\":\"<i>\"}\xff\xfe");
    stage.batches.in(evil, "{\"type\":\"<i>a\\nb\"}");
    stage.append();
    for (int row = 0; row < 2; ++row) {
        for (int column = 0; column < stage.model.columnCount(); ++column) {
            const QString text = stage.bare(row, static_cast<Column>(column));
            for (const QChar c : text) {
                QVERIFY2(c.isPrint(), qPrintable(text));
            }
            const QString tip = stage.model.index(row, column).data(Qt::ToolTipRole).toString();
            QVERIFY2(!tip.contains(u"<b>"_qs) && !tip.contains(u"<i"_qs), qPrintable(tip));
        }
    }
    QCOMPARE(stage.bare(0, Column::From), u"<b> evil</b>"_qs);
}

void TestTrafficModel::theRingKeepsTheNewest()
{
    Stage stage;
    const int capacity = static_cast<int>(TrafficModel::capacity);
    stage.batches.numbers(0, capacity);
    stage.append();
    QCOMPARE(stage.model.rowCount(), capacity);
    stage.batches.numbers(capacity, 10);
    stage.append();
    QCOMPARE(stage.model.rowCount(), capacity);
    QCOMPARE(stage.text(0), u"10"_qs);
    QCOMPARE(stage.lastText(), QString::number(capacity + 9));
    stage.batches.numbers(0, 2 * capacity);
    stage.append();
    QCOMPARE(stage.model.rowCount(), capacity);
    QCOMPARE(stage.text(0), QString::number(capacity));
}

void TestTrafficModel::theRingIsBoundedInBytes()
{
    Stage stage;
    const QByteArray large(1024 * 1024, 'x');
    for (int i = 0; i < 100; ++i) {
        stage.batches.in(PeerNumber(1), large + QByteArray::number(i));
        stage.append();
        QVERIFY(stage.model.rowCount() <= TrafficModel::capacityBytes / large.size());
    }
    QCOMPARE(stage.model.rowCount(), int(TrafficModel::capacityBytes / large.size()) - 1);
    QVERIFY(stage.model.messageAt(stage.model.rowCount() - 1).endsWith("x99"));
    stage.batches.numbers(0, 100);
    stage.append();
    QCOMPARE(stage.model.rowCount(), int(TrafficModel::capacityBytes / large.size()) + 99);
}

void TestTrafficModel::aBatchIsOneRemovalAndOneInsertion()
{
    Stage stage;
    const int capacity = static_cast<int>(TrafficModel::capacity);
    stage.batches.numbers(0, capacity - 96);
    stage.append();
    const QSignalSpy removed(&stage.model, &QAbstractItemModel::rowsRemoved);
    const QSignalSpy inserted(&stage.model, &QAbstractItemModel::rowsInserted);
    const QSignalSpy changed(&stage.model, &QAbstractItemModel::dataChanged);
    const QSignalSpy reset(&stage.model, &QAbstractItemModel::modelReset);
    stage.batches.numbers(0, 4096);
    stage.append();
    QCOMPARE(removed.size(), 1);
    QCOMPARE(rowsOf(removed), 4000);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(rowsOf(inserted), 4096);
    QCOMPARE(changed.size() + reset.size(), 0);
    stage.append(); // an empty one
    QCOMPARE(removed.size() + inserted.size(), 2);
}

void TestTrafficModel::theFilterLooksIntoNamesAndMessages()
{
    Stage stage;
    const PeerNumber ann = stage.hub.add(u"Ännchen"_qs, u"Red"_qs);
    stage.know();
    stage.batches.in(ann, R"({"type":"Offer"})").out({u"id-9"_qs, u"Zoë"_qs}, ann, 3, "课");
    stage.append();
    const auto rows = [&stage](const QString& filter) {
        stage.model.setFilter(filter);
        return stage.model.rowCount();
    };
    QCOMPARE(rows({}), 2);
    QCOMPARE(rows(u"oFFer"_qs), 1);
    QCOMPARE(rows(u"type\":\"offer\"}"_qs), 1);
    QCOMPARE(rows(u"ännCHEN"_qs), 1);
    QCOMPARE(rows(u"red"_qs), 1);
    QCOMPARE(rows(u"ZOË"_qs), 1);
    QCOMPARE(rows(u"课"_qs), 1);
    QCOMPARE(rows(u"head"_qs), 0); // of the frame
    QCOMPARE(rows(u".*"_qs), 0);
    QCOMPARE(rows({}), 2);
}

void TestTrafficModel::theFilterChoosesWhatComes()
{
    Stage stage;
    stage.model.setFilter(u"77"_qs);
    const QSignalSpy inserted(&stage.model, &QAbstractItemModel::rowsInserted);
    stage.batches.numbers(0, 100);
    stage.append();
    QCOMPARE(stage.model.rowCount(), 1);
    stage.batches.numbers(0, 70);
    stage.append();
    QCOMPARE(inserted.size(), 1);
    const QSignalSpy removed(&stage.model, &QAbstractItemModel::rowsRemoved);
    stage.batches.numbers(100'000, static_cast<int>(TrafficModel::capacity));
    stage.append();
    QCOMPARE(removed.size(), 1);
    QCOMPARE(rowsOf(removed), 1);
    QVERIFY(stage.text(0).contains(u"77"_qs));
    QCOMPARE(stage.model.all(), qsizetype(TrafficModel::capacity));
}

void TestTrafficModel::aPauseHoldsBackAndTheEndOfItAppends()
{
    Stage stage;
    stage.batches.numbers(0, 3);
    stage.append();
    stage.model.setPaused(true);
    const QSignalSpy inserted(&stage.model, &QAbstractItemModel::rowsInserted);
    for (int i = 3; i < 10; ++i) {
        stage.batches.numbers(i, 1);
        stage.append();
    }
    QCOMPARE(stage.model.rowCount(), 3);
    QCOMPARE(stage.model.waiting(), 7);
    stage.model.setPaused(false);
    QCOMPARE(stage.model.rowCount(), 10);
    QCOMPARE(stage.lastText(), u"9"_qs);
    QCOMPARE(stage.model.waiting(), 0);
    QCOMPARE(inserted.size(), 1);
}

void TestTrafficModel::whatWaitsIsBoundedAndSaysWhatItLost()
{
    Stage stage;
    stage.model.setPaused(true);
    const int capacity = static_cast<int>(TrafficModel::capacity);
    for (int i = 0; i < 3; ++i) {
        stage.batches.numbers(i * capacity, capacity);
        stage.append();
        QCOMPARE(stage.model.waiting(), capacity);
    }
    stage.model.setPaused(false);
    QCOMPARE(stage.model.rowCount(), capacity);
    QCOMPARE(stage.lastText(), QString::number(3 * capacity - 1));

    stage.model.clear();
    stage.model.setPaused(true);
    stage.batches.in(PeerNumber(1), "old")
        .in(PeerNumber(1), QByteArray(TrafficModel::capacityBytes, 'x'));
    stage.append();
    stage.model.setPaused(false);
    QCOMPARE(stage.model.rowCount(), 2);
    QVERIFY(stage.text(0).startsWith(u"1 more"_qs));
}

void TestTrafficModel::clearingForgetsWhatWaitsAsWell()
{
    Stage stage;
    stage.batches.numbers(0, 5);
    stage.append();
    stage.model.setPaused(true);
    stage.batches.numbers(5, 5);
    stage.append();
    stage.model.clear();
    QCOMPARE(stage.model.rowCount(), 0);
    stage.model.setPaused(false);
    QCOMPARE(stage.model.rowCount(), 0);
    stage.batches.numbers(7, 1);
    stage.append();
    QCOMPARE(stage.text(0), u"7"_qs);
}

void TestTrafficModel::aRowIsCopiedWhole()
{
    Stage stage;
    const PeerNumber ann = stage.hub.add(u"ann"_qs);
    stage.know();
    stage.batches.in(ann, "{\"type\":\"x\",\n\"a\":\"" + QByteArray(3000, 'y') + "\"}").omit(2);
    stage.append();
    const QStringList cells = stage.model.rowAsText(0).split(u'\t');
    QCOMPARE(cells.size(), 6);
    QCOMPARE(cells.mid(1, 3), QStringList({u"ann"_qs, u"Hub"_qs, u"x"_qs}));
    QCOMPARE(cells.last(), u"{\"type\":\"x\", \"a\":\""_qs + u"y"_qs.repeated(3000) + u"\"}"_qs);
    QCOMPARE(stage.model.rowAsText(1).count(u'\t'), 5);
}

void TestTrafficModel::churnKeepsTheModelConsistent()
{
    Stage stage;
    const QAbstractItemModelTester tester(
        &stage.model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QRandomGenerator random(7);
    for (int round = 0; round < 300; ++round) {
        switch (random.bounded(8)) {
        case 0:
            stage.model.setPaused(random.bounded(2) == 0);
            break;
        case 1:
            stage.model.setFilter(QString::number(random.bounded(30)).remove(u'0'));
            break;
        case 2:
            if (random.bounded(10) == 0) {
                stage.model.clear();
            }
            break;
        default:
            stage.batches.numbers(random.bounded(1000), random.bounded(3000));
            stage.batches.omit(random.bounded(3) == 0 ? 1 : 0);
            stage.append();
            break;
        }
        QVERIFY(stage.model.rowCount() <= stage.model.all());
        if (stage.model.rowCount() > 0) {
            QVERIFY(!stage.model.titleOf(0).isEmpty());
            QVERIFY(!stage.model.titleOf(stage.model.rowCount() - 1).isEmpty());
        }
    }
}

SIGNALBOX_TEST(TestTrafficModel)
#include "tst_trafficmodel.moc"
