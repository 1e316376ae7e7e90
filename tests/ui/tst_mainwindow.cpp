// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/hub.h"
#include "tests/ui/snapshots.h"
#include "ui/mainwindow.h"
#include "ui/peers/kickdialog.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QSignalSpy>
#include <QSplitter>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>
#include <QWebSocket>

using namespace Signalbox;

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addressesAreEncryptedOnesWhereTheHubEncrypts();
    void encryptionIsOneStep();
    void thePinStandsBesideTheAddressAndInTheLink();
    void troublesAreSaid();
    void theStateIsWordsAndAnAddress();
    void theChosenAddressSticks();
    void aPortInUseOffersWaysOut();
    void withoutANetworkTheBarSaysSo();
    void stoppingWithPeersAsksInTheWindow();
    void closingWithPeersAsksInTheWindow();
    void closingASecondTimeAnswersTheQuestion();
    void closingAfterTheHubStoppedAsksNothing();
    void theAddressMenuKeepsOneGroup();
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
};

namespace {

using namespace std::chrono_literals;
using Phase = HubState::Phase;

/// A window over a hub that was never started: the test says what the hub would say.
struct Stage
{
    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat};
    Hub hub;
    Snapshots snapshots;
    MainWindow window{hub, {}, settings};

    Stage()
    {
        // Newer than anything that the hub itself says meanwhile.
        for (int i = 0; i < 1000; ++i) {
            snapshots.take();
        }
    }

    static HubState listening()
    {
        HubState state;
        state.phase = Phase::Listening;
        state.port = 8080;
        state.endpoints = {{QStringLiteral("192.168.1.20"), 8080, QStringLiteral("eth0"), false},
            {QStringLiteral("fd00::1"), 8080, QStringLiteral("eth0"), false},
            {QStringLiteral("127.0.0.1"), 8080, QStringLiteral("lo"), true}};
        return state;
    }

    void tell(const HubState& state) { Q_EMIT hub.stateChanged(state); }
    void update() { Q_EMIT hub.snapshotReady(snapshots.take()); }

    QString text(const char* name) const
    {
        return window.findChild<QLabel*>(QString::fromLatin1(name))->text();
    }
    QString url() const { return window.findChild<QLineEdit*>(QStringLiteral("pageUrl"))->text(); }
    QStringList barButtons() const
    {
        QStringList texts;
        const auto* bar = window.findChild<QWidget*>(QStringLiteral("messageBar"));
        for (const QPushButton* button : bar->findChildren<QPushButton*>()) {
            if (!button->isHidden()) {
                texts += button->text();
            }
        }
        return texts;
    }
    bool isBarShown() const
    {
        return !window.findChild<QWidget*>(QStringLiteral("messageBar"))->isHidden();
    }
    void startWithPeers(int count)
    {
        HubConfig config;
        config.listenAddress = QStringLiteral("127.0.0.1");
        config.port = 0;
        hub.start(config);
        QTRY_COMPARE(hub.state().phase, Phase::Listening);
        for (int i = 0; i < count; ++i) {
            snapshots.add(QString::number(i));
        }
        window.show();
        update();
    }

    void press(const QString& button) const
    {
        const auto* bar = window.findChild<QWidget*>(QStringLiteral("messageBar"));
        for (QPushButton* one : bar->findChildren<QPushButton*>()) {
            if (!one->isHidden() && one->text() == button) {
                one->click();
                return;
            }
        }
        QFAIL(qPrintable(button));
    }

    QAction* action(const char* name) const
    {
        return window.findChild<QAction*>(QString::fromLatin1(name));
    }
    QTreeView* view() const { return window.findChild<QTreeView*>(QStringLiteral("peerView")); }
};

} // namespace

void TestMainWindow::addressesAreEncryptedOnesWhereTheHubEncrypts()
{
    Stage stage;
    HubState state = Stage::listening();
    state.encryption = Encryption::Offered;
    state.authorityFingerprint = QStringLiteral("AB:CD");
    stage.tell(state);
    QCOMPARE(stage.url(), QStringLiteral("https://192.168.1.20:8080"));
    QVERIFY(stage.isBarShown());
    QVERIFY(stage.barButtons().contains(QStringLiteral("Understood")));
    stage.press(QStringLiteral("Understood"));
    stage.tell(Stage::listening());
    QCOMPARE(stage.url(), QStringLiteral("http://192.168.1.20:8080"));
    stage.tell(state);
    QVERIFY(!stage.isBarShown());
}

void TestMainWindow::encryptionIsOneStep()
{
    Stage stage;
    QSignalSpy changes(&stage.window, &MainWindow::configChanged);
    stage.action("encryptOn")->trigger();
    QCOMPARE(changes.size(), 1);
    QVERIFY(stage.action("encryptOn")->isChecked());
}

void TestMainWindow::thePinStandsBesideTheAddressAndInTheLink()
{
    Stage stage;
    stage.window.show();
    stage.tell(Stage::listening());
    QVERIFY(stage.window.findChild<QLabel*>(QStringLiteral("pin"))->isHidden());
    stage.action("askForPin")->trigger();
    const QString shown = stage.text("pin");
    QVERIFY2(QRegularExpression(QStringLiteral("^PIN \\d{3} \\d{3}$")).match(shown).hasMatch(),
        qPrintable(shown));
    stage.action("copyUrl")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(),
        stage.url() + QStringLiteral("/#pin=") + shown.mid(4).remove(u' '));
}

void TestMainWindow::troublesAreSaid()
{
    Stage stage;
    HubState state = Stage::listening();
    state.troubles = {QStringLiteral("The disk is <b>full</b>.")};
    stage.tell(state);
    QVERIFY(stage.isBarShown());
    QVERIFY(stage.text("messageText").contains(QStringLiteral("<b>full</b>")));
    stage.tell(Stage::listening());
    QVERIFY(!stage.isBarShown());
}

void TestMainWindow::theStateIsWordsAndAnAddress()
{
    Stage stage;
    QCOMPARE(stage.text("hubState"), QStringLiteral("Stopped"));
    QCOMPARE(stage.url(), QString());
    stage.tell(Stage::listening());
    QCOMPARE(stage.text("hubState"), QStringLiteral("Listening"));
    QCOMPARE(stage.url(), QStringLiteral("http://192.168.1.20:8080"));
    stage.action("copyUrl")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), stage.url());
    QVERIFY(!stage.isBarShown());
}

void TestMainWindow::theChosenAddressSticks()
{
    Stage stage;
    stage.tell(Stage::listening());
    const auto* menu = stage.window.findChild<QMenu*>(QStringLiteral("addressMenu"));
    QCOMPARE(menu->actions().size(), 3);
    menu->actions().at(1)->trigger();
    QCOMPARE(stage.url(), QStringLiteral("http://[fd00::1]:8080"));
    stage.tell(Stage::listening());
    QCOMPARE(stage.url(), QStringLiteral("http://[fd00::1]:8080"));
    HubState without = Stage::listening();
    without.endpoints.removeAt(1);
    stage.tell(without);
    QCOMPARE(stage.url(), QStringLiteral("http://192.168.1.20:8080"));
    stage.tell(Stage::listening());
    QCOMPARE(stage.url(), QStringLiteral("http://[fd00::1]:8080"));
}

void TestMainWindow::aPortInUseOffersWaysOut()
{
    Stage stage;
    HubState state;
    state.phase = Phase::Failed;
    state.failure = {ListenFailure::Cause::PortInUse, {}, 8080, QStringLiteral("in use")};
    stage.tell(state);
    QCOMPARE(stage.barButtons(),
        QStringList({QStringLiteral("Use next free port"), QStringLiteral("Retry"),
            QStringLiteral("Copy error")}));
    QCOMPARE(stage.text("hubState"), QStringLiteral("Problem"));
    state.failure.cause = ListenFailure::Cause::NotPermitted;
    state.failure.port = 80;
    stage.tell(state);
    QCOMPARE(stage.barButtons().first(), QStringLiteral("Use port 8080"));
    state.failure.cause = ListenFailure::Cause::AddressNotAvailable;
    stage.tell(state);
    QCOMPARE(stage.barButtons().first(), QStringLiteral("Listen on all interfaces"));
    stage.tell(Stage::listening());
    QVERIFY(!stage.isBarShown());
}

void TestMainWindow::withoutANetworkTheBarSaysSo()
{
    Stage stage;
    HubState state = Stage::listening();
    state.endpoints = {state.endpoints.last()};
    stage.tell(state);
    QVERIFY(stage.isBarShown());
    QVERIFY(stage.text("messageText").contains(QStringLiteral("no network")));
    stage.tell(Stage::listening());
    QVERIFY(!stage.isBarShown());
}

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

void TestMainWindow::theAddressMenuKeepsOneGroup()
{
    Stage stage;
    const QObject* bar = stage.window.findChild<QMenu*>(QStringLiteral("addressMenu"))->parent();
    for (int i = 0; i < 5; ++i) {
        stage.tell(Stage::listening());
    }
    QCOMPARE(bar->findChildren<QActionGroup*>(QString(), Qt::FindDirectChildrenOnly).size(), 1);
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

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
