// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"
#include "tests/ui/windowstage.h"
#include "ui/share/largeview.h"
#include "ui/share/qrcode.h"

#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QRegularExpression>
#include <QSignalSpy>

#include <algorithm>

using namespace Signalbox;

/// What others must know to reach the hub, and what keeps them from it.
class TestWindowSharing : public QObject
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
    void theAddressMenuKeepsOneGroup();
    void troublesAreSaidInTheWindowsWordsWithTheHubsDetails();
    void thatNobodyElseComesInStandsThereAsLongAsItLasts();
    void whatIsReadAgainCountsInTheNextDecision();
    void theWallShowsAddressAndPinAsTheyChange();
    void noDigitOfTheAddressIsCutOffInANarrowWindow();
    void qrCodesAreBlackOnWhiteWithAQuietZone();
};

namespace {

using Phase = HubState::Phase;
using Stage = WindowStage;

} // namespace

void TestWindowSharing::addressesAreEncryptedOnesWhereTheHubEncrypts()
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

void TestWindowSharing::encryptionIsOneStep()
{
    Stage stage;
    QSignalSpy changes(&stage.window, &MainWindow::configChanged);
    stage.action("encryptOn")->trigger();
    QCOMPARE(changes.size(), 1);
    QVERIFY(stage.action("encryptOn")->isChecked());
}

void TestWindowSharing::thePinStandsBesideTheAddressAndInTheLink()
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

void TestWindowSharing::troublesAreSaid()
{
    Stage stage;
    HubState state = Stage::listening();
    state.troubles = {{QStringLiteral("bans"), QStringLiteral("The disk is <b>full</b>.")}};
    stage.tell(state);
    QVERIFY(stage.isBarShown());
    QVERIFY(stage.text("messageText").contains(QStringLiteral("<b>full</b>")));
    stage.tell(Stage::listening());
    QVERIFY(!stage.isBarShown());
}

void TestWindowSharing::theStateIsWordsAndAnAddress()
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

void TestWindowSharing::theChosenAddressSticks()
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

void TestWindowSharing::aPortInUseOffersWaysOut()
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

void TestWindowSharing::withoutANetworkTheBarSaysSo()
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

void TestWindowSharing::theAddressMenuKeepsOneGroup()
{
    Stage stage;
    const QObject* bar = stage.window.findChild<QMenu*>(QStringLiteral("addressMenu"))->parent();
    for (int i = 0; i < 5; ++i) {
        stage.tell(Stage::listening());
    }
    QCOMPARE(bar->findChildren<QActionGroup*>(QString(), Qt::FindDirectChildrenOnly).size(), 1);
}

void TestWindowSharing::troublesAreSaidInTheWindowsWordsWithTheHubsDetails()
{
    Stage stage;
    HubState state = Stage::listening();
    state.troubles = {{QStringLiteral("settings"), QStringLiteral("No room on the disk.")},
        {QStringLiteral("weather"), QStringLiteral("Something else.")}};
    stage.tell(state);
    const QStringList lines = stage.text("messageText").split(u'\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines.at(0).startsWith(QStringLiteral("The settings cannot be")));
    QVERIFY(lines.at(0).contains(QStringLiteral("No room on the disk.")));
    QVERIFY(lines.at(1).contains(QStringLiteral("Something else.")));
}

void TestWindowSharing::thatNobodyElseComesInStandsThereAsLongAsItLasts()
{
    Stage stage;
    HubState state = Stage::listening();
    state.troubles = {{QStringLiteral("descriptors"), QStringLiteral("There are 256.")}};
    stage.tell(state);
    QVERIFY(stage.isBarShown());
    const QString said = stage.text("messageText");
    QVERIFY2(said.startsWith(QStringLiteral("Nobody else can come in")), qPrintable(said));
    // Those words are the log's, which speaks English only.
    QVERIFY2(!said.contains(QStringLiteral("There are 256.")), qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("ulimit -n")), qPrintable(said));
    stage.tell(state);
    QVERIFY(stage.isBarShown());
    stage.tell(Stage::listening());
    QVERIFY(!stage.isBarShown());
}

void TestWindowSharing::whatIsReadAgainCountsInTheNextDecision()
{
    Stage stage;
    QSignalSpy changes(&stage.window, &MainWindow::configChanged);
    HubConfig read;
    read.limits.peers = 7;
    read.admission.pin = QStringLiteral("111111");
    stage.window.adopt(read);
    QCOMPARE(changes.size(), 0); // nothing was decided here, so nothing is to be kept
    QCOMPARE(stage.text("pin"), QStringLiteral("PIN 111 111"));
    HubConfig last;
    connect(&stage.window, &MainWindow::configChanged, this,
        [&last](const HubConfig& config) { last = config; });
    stage.action("encryptOn")->trigger();
    QCOMPARE(changes.size(), 1);
    QCOMPARE(last.limits.peers, 7);
    QCOMPARE(last.admission.pin, QStringLiteral("111111"));
}

void TestWindowSharing::theWallShowsAddressAndPinAsTheyChange()
{
    Stage stage;
    stage.window.show();
    QVERIFY(!stage.action("showToAll")->isEnabled());
    stage.tell(Stage::listening());
    stage.action("showToAll")->trigger();
    const auto* wall = stage.window.findChild<LargeView*>();
    QVERIFY(wall && wall->isVisible() && wall->isWindow());
    QVERIFY(wall->accessibleName().contains(stage.url()));
    QVERIFY(!wall->accessibleName().contains(QStringLiteral("PIN")));
    stage.action("askForPin")->trigger();
    QVERIFY2(
        wall->accessibleName().contains(stage.text("pin")), qPrintable(wall->accessibleName()));
    stage.action("showToAll")->trigger();
    QCOMPARE(stage.window.findChildren<LargeView*>().size(), 1);
    HubState stopped;
    stage.tell(stopped);
    QVERIFY(!wall->accessibleName().contains(QStringLiteral("http")));
}

void TestWindowSharing::noDigitOfTheAddressIsCutOffInANarrowWindow()
{
    Stage stage;
    HubState state = Stage::listening();
    state.encryption = Encryption::Required;
    stage.action("askForPin")->trigger();
    stage.window.resize(720, 480);
    stage.window.show();
    stage.tell(state);
    const auto* field = stage.window.findChild<QLineEdit*>(QStringLiteral("pageUrl"));
    for (const int width : {720, 800, 900, 1000, 1280}) {
        stage.window.resize(width, 480);
        QTRY_COMPARE(stage.window.width(), width);
        QTRY_VERIFY2(field->width() >= field->sizeHint().width(),
            qPrintable(QStringLiteral("%1: %2 of %3")
                           .arg(width)
                           .arg(field->width())
                           .arg(field->sizeHint().width())));
    }
}

void TestWindowSharing::qrCodesAreBlackOnWhiteWithAQuietZone()
{
    constexpr int quietZone = 4;
    QVERIFY(qrCode({}).isNull());
    QVERIFY(qrCode(QString(100'000, u'x')).isNull());
    const QImage code = qrCode(QStringLiteral("http://192.168.1.20:8080/#pin=123456"));
    int black = 0;
    for (int y = 0; y < code.height(); ++y) { // none at all in a build without an encoder
        for (int x = 0; x < code.width(); ++x) {
            const bool isBorder
                = std::min({x, y, code.width() - 1 - x, code.height() - 1 - y}) < quietZone;
            const QRgb pixel = code.pixel(x, y) & 0xffffff;
            QVERIFY(pixel == 0xffffff || (pixel == 0 && !isBorder));
            black += pixel == 0 ? 1 : 0;
        }
    }
    QVERIFY(code.isNull() || black > 100);
}

SIGNALBOX_TEST(TestWindowSharing)
#include "tst_windowsharing.moc"
