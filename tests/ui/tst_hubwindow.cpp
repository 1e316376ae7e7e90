// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/hub.h"
#include "tests/support/suite.h"
#include "ui/mainwindow.h"
#include "ui/peers/kickdialog.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>
#include <QWebSocket>

using namespace Signalbox;

class TestHubWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPeerThatJoinsIsARowAndALogLine();
    void aKickedPeerIsToldTheReasonOfTheDialog();
    void kickingNowUsesTheReasonGivenLast();
    void whoComesBackAfterAKickIsRefusedUntilLetIn();
    void aKickIsTakenBack();
    void whoIsMutedIsNotHeardUntilUnmuted();
    void aStrangerComesInOnceItIsAllowed();
    void encryptingIsOneStepWhileTheHubRuns();
    void kickingNowAsksWhereOthersLookTheSame();
    void aPortInUseIsLeftForTheNextFreeOne();
    void stoppingDisconnectsAfterTheQuestion();
    void closingTheWindowStopsTheHub();
    void closingDisconnectsAfterTheQuestion();
};

namespace {

using Phase = HubState::Phase;

/// The window with a real hub on a free port of the loopback.
struct Stage
{
    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat};
    HubConfig config;
    Hub hub;
    std::unique_ptr<MainWindow> window;

    explicit Stage(quint16 port = 0)
    {
        config.listenAddress = QStringLiteral("127.0.0.1");
        config.port = port;
        config.stateFolder = folder.filePath(QStringLiteral("state"));
        window = std::make_unique<MainWindow>(hub, config, settings);
        window->show();
        hub.start(config);
    }

    QAction* action(const char* name) const
    {
        return window->findChild<QAction*>(QString::fromLatin1(name));
    }
    QTreeView* view() const { return window->findChild<QTreeView*>(QStringLiteral("peerView")); }
    QAbstractItemModel* log() const
    {
        return window->findChild<QTreeView*>(QStringLiteral("logView"))->model();
    }
    QString logText() const
    {
        QString all;
        for (int row = 0; row < log()->rowCount(); ++row) {
            all += log()->index(row, 2).data().toString() + u'\n';
        }
        return all;
    }
    bool hasNick(const QString& nick) const
    {
        const QAbstractItemModel* model = view()->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            for (int column = 0; column < model->columnCount(); ++column) {
                if (model->index(row, column).data().toString() == nick) {
                    return true;
                }
            }
        }
        return false;
    }
    void press(const QString& text) const
    {
        for (QPushButton* button : window->findChildren<QPushButton*>()) {
            if (!button->isHidden() && button->text() == text) {
                button->click();
                return;
            }
        }
        QFAIL(qPrintable(text));
    }
};

/// A browser, as far as the hub can tell.
struct Client
{
    QWebSocket socket;
    QSignalSpy messages{&socket, &QWebSocket::textMessageReceived};
    QSignalSpy closed{&socket, &QWebSocket::disconnected};

    Client(const Stage& stage, const QString& nick, const QString& site = {})
        : socket(site)
    {
        QObject::connect(&socket, &QWebSocket::connected, &socket, [this, nick] {
            socket.sendTextMessage(
                QStringLiteral(R"({"type":"join","nick":"%1","room":"red"})").arg(nick));
        });
        socket.open(QUrl(QStringLiteral("ws://127.0.0.1:%1/").arg(stage.hub.state().port)));
    }

    bool wasTold(const QString& text) const
    {
        for (const QList<QVariant>& message : messages) {
            if (message.first().toString().contains(text)) {
                return true;
            }
        }
        return false;
    }
};

} // namespace

void TestHubWindow::aPeerThatJoinsIsARowAndALogLine()
{
    Stage stage;
    QTRY_COMPARE(stage.hub.state().phase, Phase::Listening);
    const Client ann(stage, QStringLiteral("ann"));
    QTRY_VERIFY(stage.hasNick(QStringLiteral("ann")));
    QTRY_VERIFY(stage.logText().contains(QStringLiteral("joined")));
    QVERIFY(stage.hasNick(QStringLiteral("red")));
}

void TestHubWindow::aKickedPeerIsToldTheReasonOfTheDialog()
{
    Stage stage;
    QTRY_COMPARE(stage.hub.state().phase, Phase::Listening);
    const Client ann(stage, QStringLiteral("ann"));
    QTRY_VERIFY(stage.hasNick(QStringLiteral("ann")));
    stage.action("selectAll")->trigger();
    stage.action("kick")->trigger();
    auto* dialog = stage.window->findChild<KickDialog*>();
    QVERIFY(dialog);
    dialog->findChild<QComboBox*>(QStringLiteral("reason"))
        ->setEditText(QStringLiteral("after the break"));
    dialog->accept();
    QTRY_COMPARE(ann.closed.size(), 1);
    QCOMPARE(static_cast<int>(ann.socket.closeCode()), 4001);
    QVERIFY(ann.wasTold(QStringLiteral("after the break")));
    QTRY_COMPARE(stage.view()->model()->rowCount(), 0);
    QTRY_VERIFY(stage.logText().contains(QStringLiteral("after the break")));
}

void TestHubWindow::kickingNowUsesTheReasonGivenLast()
{
    Stage stage;
    QTRY_COMPARE(stage.hub.state().phase, Phase::Listening);
    const Client ann(stage, QStringLiteral("ann"));
    const Client bob(stage, QStringLiteral("bob"));
    QTRY_VERIFY(stage.hasNick(QStringLiteral("ann")) && stage.hasNick(QStringLiteral("bob")));
    stage.view()->selectionModel()->select(stage.view()->model()->index(0, 0),
        QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    stage.action("kickNow")->trigger();
    QTRY_COMPARE(ann.closed.size(), 1);
    QVERIFY(ann.wasTold(QStringLiteral("put you out")));
    QTRY_COMPARE(stage.view()->model()->rowCount(), 1);
    QVERIFY(stage.hasNick(QStringLiteral("bob")));
    QCOMPARE(bob.closed.size(), 0);
}

void TestHubWindow::whoComesBackAfterAKickIsRefusedUntilLetIn()
{
    Stage stage;
    QTRY_COMPARE(stage.hub.state().phase, Phase::Listening);
    const Client ann(stage, QStringLiteral("ann"));
    QTRY_VERIFY(stage.hasNick(QStringLiteral("ann")));
    stage.action("selectAll")->trigger();
    stage.action("kickNow")->trigger();
    QTRY_COMPARE(ann.closed.size(), 1);
    const auto* refused = stage.window->findChild<QTreeView*>(QStringLiteral("banView"))->model();
    QTRY_COMPARE(refused->rowCount(), 1);
    QCOMPARE(refused->index(0, 0).data().toString(), QStringLiteral("ann"));

    const Client again(stage, QStringLiteral("ann"));
    QTRY_VERIFY(stage.hasNick(QStringLiteral("Refused")));
    stage.action("showBanned")->trigger();
    stage.action("selectAll")->trigger();
    stage.action("admit")->trigger();
    QTRY_COMPARE(refused->rowCount(), 0);
    stage.action("showPeers")->trigger();
    const Client anew(stage, QStringLiteral("ann"));
    QTRY_VERIFY(stage.hasNick(QStringLiteral("Joined")));
    QVERIFY(anew.wasTold(QStringLiteral("joined")));
}

void TestHubWindow::aKickIsTakenBack()
{
    Stage stage;
    QTRY_COMPARE(stage.hub.state().phase, Phase::Listening);
    const Client ann(stage, QStringLiteral("ann"));
    QTRY_VERIFY(stage.hasNick(QStringLiteral("ann")));
    stage.action("selectAll")->trigger();
    stage.action("kickNow")->trigger();
    QTRY_COMPARE(ann.closed.size(), 1);
    const auto* bans = stage.window->findChild<QTreeView*>(QStringLiteral("banView"))->model();
    QTRY_COMPARE(bans->rowCount(), 1);
    QVERIFY(stage.action("undo")->isEnabled());
    stage.action("undo")->trigger();
    QTRY_COMPARE(bans->rowCount(), 0);
    const Client again(stage, QStringLiteral("ann"));
    QTRY_VERIFY(stage.hasNick(QStringLiteral("Joined")));
}

void TestHubWindow::whoIsMutedIsNotHeardUntilUnmuted()
{
    Stage stage;
    QTRY_COMPARE(stage.hub.state().phase, Phase::Listening);
    const Client ann(stage, QStringLiteral("ann"));
    QTRY_VERIFY(stage.hasNick(QStringLiteral("Joined")));
    stage.action("selectAll")->trigger();
    stage.action("mute")->trigger();
    QTRY_VERIFY(stage.hasNick(QStringLiteral("Muted")));
    QCOMPARE(ann.closed.size(), 0);
    QTRY_COMPARE(stage.action("mute")->text(), QStringLiteral("Un&mute"));
    stage.action("mute")->trigger();
    QTRY_VERIFY(stage.hasNick(QStringLiteral("Joined")));
    stage.action("undo")->trigger();
    QTRY_VERIFY(stage.hasNick(QStringLiteral("Muted")));
}

void TestHubWindow::aStrangerComesInOnceItIsAllowed()
{
    Stage stage;
    QTRY_COMPARE(stage.hub.state().phase, Phase::Listening);
    const Client stranger(stage, QStringLiteral("ann"), QStringLiteral("https://evil.example"));
    const auto* text = stage.window->findChild<QLabel*>(QStringLiteral("messageText"));
    QTRY_VERIFY(text->text().contains(QStringLiteral("https://evil.example")));
    QVERIFY(!stage.hasNick(QStringLiteral("ann")));
    stage.press(QStringLiteral("Allow"));
    QVERIFY(stage.window->findChild<QWidget*>(QStringLiteral("messageBar"))->isHidden());
    const Client again(stage, QStringLiteral("ann"), QStringLiteral("https://evil.example"));
    QTRY_VERIFY(stage.hasNick(QStringLiteral("ann")));
}

void TestHubWindow::encryptingIsOneStepWhileTheHubRuns()
{
    Stage stage;
    QTRY_COMPARE(stage.hub.state().phase, Phase::Listening);
    const Client ann(stage, QStringLiteral("ann"));
    QTRY_VERIFY(stage.hasNick(QStringLiteral("Joined")));
    const auto* url = stage.window->findChild<QLineEdit*>(QStringLiteral("pageUrl"));
    stage.action("encryptOn")->trigger();
    QTRY_VERIFY(url->text().startsWith(QStringLiteral("https://")));
    QVERIFY(!stage.hub.state().authorityFingerprint.isEmpty());
    QCOMPARE(ann.closed.size(), 0);
    stage.action("encryptOff")->trigger();
    QTRY_VERIFY(url->text().startsWith(QStringLiteral("http://")));
}

void TestHubWindow::kickingNowAsksWhereOthersLookTheSame()
{
    Stage stage;
    QTRY_COMPARE(stage.hub.state().phase, Phase::Listening);
    const Client one(stage, QStringLiteral("ann"));
    const Client two(stage, QStringLiteral("ann"));
    QTRY_COMPARE(stage.view()->model()->rowCount(), 2);
    QTRY_VERIFY(!stage.hasNick(QStringLiteral("Not joined")));
    stage.view()->selectionModel()->select(stage.view()->model()->index(0, 0),
        QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    stage.action("kickNow")->trigger();
    auto* dialog = stage.window->findChild<KickDialog*>();
    QVERIFY(dialog);
    QCOMPARE(dialog->targets().size(), 1);
    QCOMPARE(dialog->chosen().size(), 2);
    QCOMPARE(one.closed.size() + two.closed.size(), 0);
    dialog->accept();
    QTRY_COMPARE(one.closed.size() + two.closed.size(), 2);
}

void TestHubWindow::aPortInUseIsLeftForTheNextFreeOne()
{
    const Stage first;
    QTRY_COMPARE(first.hub.state().phase, Phase::Listening);
    QTcpServer neighbour; // the port after it is taken as well, by this or by somebody else
    neighbour.listen(QHostAddress::LocalHost, static_cast<quint16>(first.hub.state().port + 1));
    Stage second(first.hub.state().port);
    QTRY_COMPARE(second.hub.state().phase, Phase::Failed);
    second.press(QStringLiteral("Use next free port"));
    QTRY_COMPARE(second.hub.state().phase, Phase::Listening);
    QVERIFY(second.hub.state().port != first.hub.state().port);
    QVERIFY(second.window->findChild<QWidget*>(QStringLiteral("messageBar"))->isHidden());
    QCOMPARE(second.logText().count(QStringLiteral("already in use")), 1);

    const quint16 found = second.hub.state().port;
    second.action("toggleHub")->trigger();
    QTRY_COMPARE(second.hub.state().phase, Phase::Stopped);
    second.action("toggleHub")->trigger();
    QTRY_COMPARE(second.hub.state().phase, Phase::Listening);
    QCOMPARE(second.hub.state().port, found);
}

void TestHubWindow::stoppingDisconnectsAfterTheQuestion()
{
    Stage stage;
    QTRY_COMPARE(stage.hub.state().phase, Phase::Listening);
    const Client ann(stage, QStringLiteral("ann"));
    QTRY_VERIFY(stage.hasNick(QStringLiteral("ann")));
    stage.action("toggleHub")->trigger();
    QCOMPARE(ann.closed.size(), 0);
    stage.press(QStringLiteral("Stop"));
    QTRY_COMPARE(ann.closed.size(), 1);
    QTRY_COMPARE(stage.hub.state().phase, Phase::Stopped);
    QTRY_COMPARE(stage.view()->model()->rowCount(), 0);
    stage.action("toggleHub")->trigger();
    QTRY_COMPARE(stage.hub.state().phase, Phase::Listening);
}

void TestHubWindow::closingTheWindowStopsTheHub()
{
    Stage stage;
    QTRY_COMPARE(stage.hub.state().phase, Phase::Listening);
    stage.window->close();
    QTRY_COMPARE(stage.hub.state().phase, Phase::Stopped);
}

void TestHubWindow::closingDisconnectsAfterTheQuestion()
{
    Stage stage;
    QTRY_COMPARE(stage.hub.state().phase, Phase::Listening);
    const Client ann(stage, QStringLiteral("ann"));
    QTRY_VERIFY(stage.hasNick(QStringLiteral("ann")));
    QVERIFY(!stage.window->close());
    QCOMPARE(ann.closed.size(), 0);
    stage.press(QStringLiteral("Quit"));
    QVERIFY(!stage.window->isVisible());
    QTRY_COMPARE(ann.closed.size(), 1);
    QCOMPARE(static_cast<int>(ann.socket.closeCode()), 1001);
    QTRY_COMPARE(stage.hub.state().phase, Phase::Stopped);
}

SIGNALBOX_TEST(TestHubWindow)
#include "tst_hubwindow.moc"
