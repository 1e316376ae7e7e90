// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"
#include "tests/ui/windowstage.h"
#include "ui/peers/kickdialog.h"

#include <QApplication>
#include <QMessageBox>
#include <QSignalSpy>
#include <QSpinBox>
#include <QSplitter>
#include <QStackedWidget>
#include <QWebSocket>

using namespace Signalbox;

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stoppingWithPeersAsksInTheWindow();
    void closingWithPeersAsksInTheWindow();
    void closingASecondTimeAnswersTheQuestion();
    void closingAfterTheHubStoppedAsksNothing();
    void noLabelTakesTextForMarkup();
    void everythingThatTakesFocusHasAName();
    void theWindowFitsTheSmallestSize();
    void aWindowThatWasNeverShownSavesNothing();
    void sizesAndSplitterComeBack();
    void theKickDialogNamesWhomItMeans();
    void panesAreReachedByKey();
    void theAppearanceIsRemembered();
    void loggingFollowsTheHub();
    void messagesAreHeardOnlyWhileTheirPageIsShown();
    void thePageIsRemembered();
    void openSettingsFollowWhatIsReadAgain();
};

namespace {

using namespace std::chrono_literals;
using Phase = HubState::Phase;
using Stage = WindowStage;

} // namespace

void TestMainWindow::stoppingWithPeersAsksInTheWindow()
{
    Stage stage;
    stage.startWithPeers(3);
    stage.action("toggleHub")->trigger();
    QVERIFY(stage.isBarShown());
    QCOMPARE(
        stage.barButtons(), QStringList({QStringLiteral("Keep running"), QStringLiteral("Stop")}));
    QVERIFY(!QApplication::activeModalWidget());
    stage.action("clearFilter")->trigger(); // Esc
    QVERIFY(!stage.isBarShown() || stage.barButtons().isEmpty());
    QCOMPARE(stage.hub.state().phase, Phase::Listening);
}

void TestMainWindow::closingWithPeersAsksInTheWindow()
{
    Stage stage;
    stage.startWithPeers(3);
    for (int i = 0; i < 2; ++i) {
        stage.action("quit")->trigger();
        QVERIFY(stage.window.isVisible());
        QVERIFY(!QApplication::activeModalWidget());
        QVERIFY(stage.text("messageText").contains(u'3'));
        QCOMPARE(stage.barButtons(),
            QStringList({QStringLiteral("Keep running"), QStringLiteral("Quit")}));
        stage.press(QStringLiteral("Keep running"));
        QVERIFY(!stage.barButtons().contains(QStringLiteral("Quit")));
        QCOMPARE(stage.hub.state().phase, Phase::Listening);
    }
    QVERIFY(!stage.window.close());
    stage.press(QStringLiteral("Quit"));
    QVERIFY(!stage.window.isVisible());
    QTRY_COMPARE(stage.hub.state().phase, Phase::Stopped);
}

void TestMainWindow::closingASecondTimeAnswersTheQuestion()
{
    Stage stage;
    stage.startWithPeers(1);
    stage.action("toggleHub")->trigger();
    QVERIFY(!stage.window.close());
    QCOMPARE(stage.barButtons().last(), QStringLiteral("Quit"));
    stage.action("toggleHub")->trigger();
    QCOMPARE(stage.barButtons().last(), QStringLiteral("Stop"));
    QVERIFY(!stage.window.close());
    QVERIFY(stage.window.close());
}

void TestMainWindow::closingAfterTheHubStoppedAsksNothing()
{
    Stage stage;
    stage.startWithPeers(2);
    QVERIFY(!stage.window.close());
    stage.hub.stop();
    QTRY_COMPARE(stage.hub.state().phase, Phase::Stopped);
    QVERIFY(!stage.isBarShown());
    QApplication::closeAllWindows();
    QVERIFY(!stage.window.isVisible());
}

void TestMainWindow::noLabelTakesTextForMarkup()
{
    Stage stage;
    stage.tell(Stage::listening());
    stage.snapshots.add(QStringLiteral("<h1>x</h1>"), QStringLiteral("<b>room</b>"));
    stage.update();
    stage.window.show();
    stage.action("shortcuts")->trigger();
    stage.action("selectAll")->trigger();
    stage.action("kick")->trigger();
    stage.action("connectClient")->trigger();
    const QList<QLabel*> labels = stage.window.findChildren<QLabel*>();
    QVERIFY(labels.size() > 20);
    for (const QLabel* label : labels) {
        if (!label->text().isEmpty()) {
            QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->text()));
        }
    }
    stage.action("about")->trigger();
    QCOMPARE(stage.window.findChild<QMessageBox*>()->textFormat(), Qt::PlainText);
}

void TestMainWindow::everythingThatTakesFocusHasAName()
{
    Stage stage;
    stage.tell(Stage::listening());
    stage.snapshots.add(QStringLiteral("ann"));
    stage.update();
    stage.snapshots.refuse(stage.snapshots.add(QStringLiteral("bob")), {}, 60s);
    stage.update();
    stage.window.show();
    stage.action("showBanned")->trigger();
    stage.action("selectAll")->trigger();
    stage.action("connectClient")->trigger();
    int checked = 0;
    for (const QWidget* widget : stage.window.findChildren<QWidget*>()) {
        const bool isPart = qobject_cast<const QAbstractScrollArea*>(widget->parentWidget());
        if (!(widget->focusPolicy() & Qt::TabFocus) || isPart || widget->isHidden()
            || widget->objectName().startsWith(QLatin1String("qt_"))) {
            continue;
        }
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const bool isLabelled = button && !button->text().isEmpty();
        QVERIFY2(isLabelled || !widget->accessibleName().isEmpty(),
            qPrintable(
                QLatin1String(widget->metaObject()->className()) + u' ' + widget->objectName()));
        ++checked;
    }
    QVERIFY(checked >= 8);
}

void TestMainWindow::theWindowFitsTheSmallestSize()
{
    Stage stage;
    stage.tell(Stage::listening());
    stage.window.show();
    stage.window.resize(1, 1);
    QTRY_VERIFY(stage.window.width() <= 720);
    QVERIFY(stage.window.height() <= 480);
    QVERIFY2(stage.window.centralWidget()->minimumSizeHint().width() <= 720,
        qPrintable(QString::number(stage.window.centralWidget()->minimumSizeHint().width())));
}

void TestMainWindow::aWindowThatWasNeverShownSavesNothing()
{
    Stage stage;
    stage.window.close();
    QVERIFY(stage.settings.allKeys().isEmpty());
}

void TestMainWindow::sizesAndSplitterComeBack()
{
    Stage stage;
    stage.window.show();
    stage.window.resize(901, 555);
    auto* splitter = stage.window.findChild<QSplitter*>(QStringLiteral("splitter"));
    splitter->setSizes({260, 600});
    const QList<int> sizes = splitter->sizes();
    stage.window.close();

    Hub hub;
    MainWindow second(hub, {}, stage.settings);
    second.show();
    QTRY_COMPARE(second.size(), QSize(901, 555));
    QTRY_COMPARE(second.findChild<QSplitter*>(QStringLiteral("splitter"))->sizes(), sizes);
}

void TestMainWindow::theKickDialogNamesWhomItMeans()
{
    Stage stage;
    for (int i = 0; i < 8; ++i) {
        stage.snapshots.add(QStringLiteral("peer%1").arg(i));
    }
    stage.update();
    stage.window.show();
    QVERIFY(!stage.action("kick")->isEnabled());
    stage.action("selectAll")->trigger();
    stage.action("kick")->trigger();
    auto* dialog = stage.window.findChild<KickDialog*>();
    QVERIFY(dialog);
    QCOMPARE(dialog->targets().size(), 8);
    QStringList texts;
    for (const QLabel* label : dialog->findChildren<QLabel*>()) {
        texts += label->text();
    }
    QVERIFY(texts.contains(QStringLiteral("peer0")));
    QVERIFY(texts.contains(QStringLiteral("id-1")));
    QVERIFY(!texts.contains(QStringLiteral("peer7")));
    QVERIFY(!texts.filter(QStringLiteral("and 3 more")).isEmpty());
    const QPushButton* kick = nullptr;
    for (const QPushButton* button : dialog->findChildren<QPushButton*>()) {
        if (button->isDefault()) {
            kick = button;
        }
    }
    QVERIFY(kick);
    QCOMPARE(kick->text(), QStringLiteral("Kick"));
    QVERIFY(!dialog->reason().isEmpty());
}

void TestMainWindow::panesAreReachedByKey()
{
    Stage stage;
    stage.snapshots.add(QStringLiteral("ann"));
    stage.update();
    stage.window.show();
    QVERIFY(QTest::qWaitForWindowActive(&stage.window));
    stage.action("showPeers")->trigger();
    QVERIFY(stage.view()->hasFocus());
    stage.action("nextPane")->trigger();
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("toggleButton"));
    stage.action("nextPane")->trigger();
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("roomPane"));
    stage.action("previousPane")->trigger();
    stage.action("previousPane")->trigger();
    QVERIFY(stage.view()->hasFocus());
    stage.action("showLog")->trigger();
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("logView"));
    stage.action("find")->trigger();
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("logFilter"));
    stage.action("showMessages")->trigger();
    stage.action("find")->trigger();
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("messageFilter"));
    stage.action("showBanned")->trigger();
    stage.action("find")->trigger();
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("banFilter"));
}

void TestMainWindow::theAppearanceIsRemembered()
{
    const QPalette before = QApplication::palette();
    Stage stage;
    stage.action("appearance-dark")->trigger();
    QVERIFY(QApplication::palette().color(QPalette::Window).lightness() < 100);
    Hub hub;
    MainWindow second(hub, {}, stage.settings);
    QVERIFY(second.findChild<QAction*>(QStringLiteral("appearance-dark"))->isChecked());
    stage.action("appearance-system")->trigger();
    QCOMPARE(QApplication::palette().color(QPalette::Window), before.color(QPalette::Window));
}

void TestMainWindow::loggingFollowsTheHub()
{
    Stage stage;
    stage.tell(Stage::listening());
    Happening joined;
    joined.who.nick = QStringLiteral("ann");
    Q_EMIT stage.hub.happened({joined});
    const auto* view = stage.window.findChild<QTreeView*>(QStringLiteral("logView"));
    QCOMPARE(view->model()->rowCount(), 2);
    QVERIFY(view->model()->index(0, 2).data().toString().contains(QStringLiteral("8080")));
    stage.action("clearLog")->trigger();
    QCOMPARE(view->model()->rowCount(), 0);
}

void TestMainWindow::messagesAreHeardOnlyWhileTheirPageIsShown()
{
    Stage stage;
    stage.startWithPeers(0);
    QSignalSpy batches(&stage.hub, &Hub::trafficReady);
    QWebSocket peer;
    peer.open(QUrl(QStringLiteral("ws://127.0.0.1:%1").arg(stage.hub.state().port)));
    QTRY_COMPARE(peer.state(), QAbstractSocket::ConnectedState);
    const auto talk = [&] {
        const QSignalSpy snapshots(&stage.hub, &Hub::snapshotReady);
        return QTest::qWaitFor([&] {
            peer.sendTextMessage(QStringLiteral("{\"type\":\"join\"}"));
            return snapshots.size() > 2;
        });
    };
    const auto isHeard = [&] {
        // When snapshots have come and gone, so have the wishes that went down before.
        const bool isSettled = talk();
        batches.clear();
        return isSettled && talk() && !batches.isEmpty();
    };
    QVERIFY(!isHeard());
    QVERIFY(!stage.action("pauseMessages")->isEnabled());
    stage.action("showMessages")->trigger();
    QVERIFY(stage.action("pauseMessages")->isEnabled());
    QVERIFY(isHeard());
    const auto* view = stage.window.findChild<QTreeView*>(QStringLiteral("messageView"));
    QVERIFY(view->model()->rowCount() >= 2);
    stage.action("pauseMessages")->trigger();
    const int rowsAtPause = view->model()->rowCount();
    QVERIFY(isHeard());
    QCOMPARE(view->model()->rowCount(), rowsAtPause);
    stage.action("showPeers")->trigger();
    QVERIFY(!isHeard());
}

void TestMainWindow::thePageIsRemembered()
{
    Stage stage;
    stage.window.show();
    stage.action("showMessages")->trigger();
    stage.window.close();
    Hub hub;
    const MainWindow second(hub, {}, stage.settings);
    const auto* pages = second.findChild<QStackedWidget*>();
    QCOMPARE(pages->currentWidget(),
        second.findChild<QWidget*>(QStringLiteral("messageSplitter"))->parentWidget());
}

void TestMainWindow::openSettingsFollowWhatIsReadAgain()
{
    Stage stage;
    stage.window.show();
    stage.action("settings")->trigger();
    auto* peers = stage.window.findChild<QSpinBox*>(QStringLiteral("max-peers"));
    auto* rooms = stage.window.findChild<QSpinBox*>(QStringLiteral("max-rooms"));
    rooms->setValue(7); // not applied yet
    HubConfig read;
    read.limits.peers = 50;
    stage.window.adopt(read);
    stage.window.setGiven({{QStringLiteral("max-peers"), SettingSource::File}});
    QCOMPARE(peers->value(), 50);
    QVERIFY(!peers->isEnabled());
    QVERIFY(stage.window.findChild<QLabel*>(QStringLiteral("max-peers-words"))
                ->text()
                .contains(QStringLiteral("configuration file")));
    QCOMPARE(rooms->value(), 7);
    stage.window.setGiven({});
    QVERIFY(peers->isEnabled());
}

SIGNALBOX_TEST(TestMainWindow)
#include "tst_mainwindow.moc"
