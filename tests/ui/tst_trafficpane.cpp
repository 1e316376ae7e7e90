// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"
#include "tests/ui/batches.h"
#include "tests/ui/snapshots.h"
#include "ui/actions.h"
#include "ui/traffic/trafficmodel.h"
#include "ui/traffic/trafficpane.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace Signalbox;

class TestTrafficPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itListensOnlyWhileItIsShown();
    void theStateIsInWords();
    void aPauseFreezesWhatIsShown();
    void theFilterChoosesRows();
    void theSelectedMessageIsShownWhole();
    void markupIsShownAsText();
    void theEndIsFollowedOnlyWhileItIsLookedAt();
    void theEndIsFollowedInASmallerListToo();
    void whatIsReadStaysWhereItIs();
    void aMessageThatWentIsStillRead();
    void anEmptyListSaysWhy();
    void rowsAreCopied();
    void clearingEmptiesTheReaderToo();
};

namespace {

/// A pane that is shown, with its actions.
struct Stage
{
    Actions actions;
    TrafficPane pane{actions};
    Batches batches;

    Stage()
    {
        pane.resize(900, 500);
        pane.show();
    }

    void append() { pane.append(batches.take()); }
    void appendNumbers(int first, int count)
    {
        batches.numbers(first, count);
        append();
    }

    template <typename Widget>
    Widget* find(const char* name) const
    {
        return pane.findChild<Widget*>(QString::fromLatin1(name));
    }
    QTreeView* view() const { return find<QTreeView>("messageView"); }
    QLineEdit* filter() const { return find<QLineEdit>("messageFilter"); }
    QPlainTextEdit* reader() const { return find<QPlainTextEdit>("messageReader"); }
    QString label(const char* name) const { return find<QLabel>(name)->text(); }
    QAbstractItemModel* model() const { return view()->model(); }

    QString text(int row) const
    {
        return model()->index(row, static_cast<int>(TrafficModel::Column::Text)).data().toString();
    }
    QString topText() const { return text(view()->indexAt({5, 5}).row()); }
    bool isAtEnd() const
    {
        const QScrollBar* bar = view()->verticalScrollBar();
        return bar->maximum() > 0 && bar->value() == bar->maximum();
    }
};

} // namespace

void TestTrafficPane::itListensOnlyWhileItIsShown()
{
    const Actions actions;
    TrafficPane pane(actions);
    QSignalSpy wanted(&pane, &TrafficPane::listeningWanted);
    QVERIFY(wanted.isEmpty());
    pane.show();
    QCOMPARE(wanted.takeLast().first().toBool(), true);
    pane.hide();
    QCOMPARE(wanted.takeLast().first().toBool(), false);
}

void TestTrafficPane::theStateIsInWords()
{
    Stage stage;
    QCOMPARE(stage.label("messageState"), u"Listening"_qs);
    stage.pane.setPaused(true);
    QCOMPARE(stage.label("messageState"), u"Paused"_qs);
    stage.appendNumbers(0, 1200);
    QCOMPARE(stage.label("messageState"), u"Paused, 1,200 waiting"_qs);
    stage.pane.setPaused(false);
    QCOMPARE(stage.label("messageState"), u"Listening"_qs);
    QCOMPARE(stage.label("messageCount"), u"1,200 message(s)"_qs);
}

void TestTrafficPane::aPauseFreezesWhatIsShown()
{
    Stage stage;
    stage.appendNumbers(0, 500);
    QVERIFY(stage.isAtEnd());
    const QString top = stage.topText();
    stage.pane.setPaused(true);
    stage.appendNumbers(500, 500);
    QCOMPARE(stage.model()->rowCount(), 500);
    QCOMPARE(stage.topText(), top);
    stage.pane.setPaused(false);
    QCOMPARE(stage.model()->rowCount(), 1000);
    QVERIFY(stage.isAtEnd());
}

void TestTrafficPane::theFilterChoosesRows()
{
    Stage stage;
    stage.appendNumbers(0, 100);
    stage.filter()->setText(u"77"_qs);
    QTRY_COMPARE(stage.model()->rowCount(), 1);
    QCOMPARE(stage.label("messageCount"), u"1 of 100"_qs);
    stage.appendNumbers(177, 1);
    QCOMPARE(stage.label("messageCount"), u"2 of 101"_qs);
    QVERIFY(stage.pane.clearFilter());
    QCOMPARE(stage.model()->rowCount(), 101);
    QVERIFY(!stage.pane.clearFilter());
}

void TestTrafficPane::theSelectedMessageIsShownWhole()
{
    Stage stage;
    const QByteArray sdp(5000, 'v');
    stage.batches.in(PeerNumber(1), R"({"type":"offer","sdp":")" + sdp + "\"}");
    stage.appendNumbers(0, 1);
    stage.view()->setCurrentIndex(stage.model()->index(0, 0));
    QVERIFY(stage.reader()->isReadOnly());
    QVERIFY(stage.reader()->toPlainText().contains(QString::fromLatin1(sdp)));
    QCOMPARE(stage.reader()->toPlainText().count(u'\n'), 3);
    QVERIFY(stage.label("messageTitle").contains(u"offer"_qs));
    QTest::keyClick(stage.view(), Qt::Key_Down);
    QCOMPARE(stage.reader()->toPlainText(), u"0"_qs);
    QTest::keyClick(stage.view(), Qt::Key_Up, Qt::ShiftModifier);
    QVERIFY(stage.reader()->toPlainText().contains(u"offer"_qs));
}

void TestTrafficPane::markupIsShownAsText()
{
    Stage stage;
    Snapshots hub;
    const PeerNumber evil = hub.add(u"<h1>evil</h1>"_qs);
    stage.pane.know(hub.take());
    const QString markup = u"<h1>big</h1><img src=\"http://192.0.2.1/x\"><script>x</script>"_qs;
    stage.batches.in(evil, markup.toUtf8());
    stage.append();
    stage.view()->setCurrentIndex(stage.model()->index(0, 0));
    QCOMPARE(stage.text(0), markup);
    QCOMPARE(stage.reader()->toPlainText(), markup);
    QVERIFY(stage.label("messageTitle").contains(u"<h1>evil</h1>"_qs));
    for (const QLabel* label : stage.pane.findChildren<QLabel*>()) {
        QCOMPARE(label->textFormat(), Qt::PlainText);
    }
}

void TestTrafficPane::theEndIsFollowedOnlyWhileItIsLookedAt()
{
    Stage stage;
    stage.appendNumbers(0, 500);
    QVERIFY(stage.isAtEnd());
    stage.appendNumbers(500, 500);
    QVERIFY(stage.isAtEnd());
    stage.view()->verticalScrollBar()->setValue(100);
    const QString top = stage.topText();
    stage.appendNumbers(1000, 500);
    QCOMPARE(stage.topText(), top);
    stage.view()->scrollToBottom();
    stage.appendNumbers(1500, 500);
    QVERIFY(stage.isAtEnd());
}

void TestTrafficPane::theEndIsFollowedInASmallerListToo()
{
    Stage stage;
    stage.appendNumbers(0, 500);
    stage.view()->setCurrentIndex(stage.model()->index(499, 0)); // shows the reader's title
    stage.pane.resize(900, 400);
    QTRY_COMPARE(stage.pane.height(), 400);
    stage.appendNumbers(500, 500);
    QVERIFY(stage.isAtEnd());
}

void TestTrafficPane::whatIsReadStaysWhereItIs()
{
    Stage stage;
    const int capacity = static_cast<int>(TrafficModel::capacity);
    stage.appendNumbers(0, capacity);
    stage.view()->setCurrentIndex(stage.model()->index(9000, 0));
    stage.view()->scrollTo(stage.model()->index(9000, 0), QAbstractItemView::PositionAtTop);
    QCOMPARE(stage.topText(), u"9000"_qs);
    for (int i = 0; i < 2; ++i) {
        stage.appendNumbers(capacity + i * 4096, 4096);
        QCOMPARE(stage.topText(), u"9000"_qs);
        QCOMPARE(stage.reader()->toPlainText(), u"9000"_qs);
    }
}

void TestTrafficPane::aMessageThatWentIsStillRead()
{
    Stage stage;
    const int capacity = static_cast<int>(TrafficModel::capacity);
    stage.appendNumbers(0, capacity);
    stage.view()->setCurrentIndex(stage.model()->index(3, 0));
    stage.view()->scrollToBottom();
    stage.appendNumbers(capacity, 4096);
    QVERIFY(stage.isAtEnd());
    QCOMPARE(stage.reader()->toPlainText(), u"3"_qs);
    QVERIFY(!stage.view()->selectionModel()->hasSelection());
}

void TestTrafficPane::anEmptyListSaysWhy()
{
    Stage stage;
    QVERIFY(!stage.view()->isVisible());
    stage.appendNumbers(0, 3);
    QVERIFY(stage.view()->isVisible());
    stage.filter()->setText(u"nothing"_qs);
    QTRY_VERIFY(!stage.view()->isVisible());
    stage.pane.enter();
    QVERIFY(stage.pane.clearFilter());
    QVERIFY(stage.view()->isVisible());
}

void TestTrafficPane::rowsAreCopied()
{
    Stage stage;
    stage.appendNumbers(0, 3);
    stage.pane.selectAll();
    stage.pane.copy();
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines.first().endsWith(u"\t0"_qs));
    QVERIFY(lines.last().endsWith(u"\t2"_qs));
}

void TestTrafficPane::clearingEmptiesTheReaderToo()
{
    Stage stage;
    stage.appendNumbers(0, 3);
    stage.pane.selectAll();
    QVERIFY(!stage.reader()->toPlainText().isEmpty());
    stage.pane.clear();
    QCOMPARE(stage.model()->rowCount(), 0);
    QCOMPARE(stage.reader()->toPlainText(), QString());
    QCOMPARE(stage.label("messageTitle"), QString());
}

SIGNALBOX_TEST(TestTrafficPane)
#include "tst_trafficpane.moc"
