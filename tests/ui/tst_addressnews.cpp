// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"
#include "tests/ui/windowstage.h"
#include "ui/share/largeview.h"

#include <QMenu>

namespace Signalbox {

/// What the window says while the addresses of the computer change.
class TestAddressNews : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anotherAddressIsSaid();
    void nothingIsSaidAtAStart();
    void nothingIsSaidWhereAnAddressIsAdded();
    void aBetterAddressLeavesOldCodesGood();
    void theSameNetworkAgainIsNoNews();
    void anotherNetworkAfterNoneIsSaid();
    void whoChoosesAnAddressKnowsOfIt();
    void theNewCodeIsOneStepAway();
    void theMessageCanBeDismissed();
    void theWallShowsTheNewAddress();

private:
    static HubState at(const QStringList& addresses);
    static QString news(const WindowStage& stage);
};

HubState TestAddressNews::at(const QStringList& addresses)
{
    HubState state = WindowStage::listening();
    const Endpoint loopback = state.endpoints.last();
    state.endpoints.clear();
    for (const QString& address : addresses) {
        state.endpoints.append({address, state.port, QStringLiteral("wlan0"), false});
    }
    state.endpoints.append(loopback);
    return state;
}

QString TestAddressNews::news(const WindowStage& stage)
{
    return stage.isBarShown() ? stage.text("messageText") : QString();
}

namespace {

const QString school = QStringLiteral("192.168.1.20");
const QString home = QStringLiteral("10.0.0.7");
const QString cable = QStringLiteral("172.16.0.3");

} // namespace

void TestAddressNews::anotherAddressIsSaid()
{
    WindowStage stage;
    stage.tell(at({school}));
    stage.tell(at({home}));
    QCOMPARE(news(stage),
        QStringLiteral("The address has changed: http://10.0.0.7:8080. Codes and links that were "
                       "shown before no longer work."));
}

void TestAddressNews::nothingIsSaidAtAStart()
{
    WindowStage stage;
    stage.tell(at({school}));
    QCOMPARE(news(stage), QString());
    stage.tell({});
    stage.tell(at({home}));
    QCOMPARE(news(stage), QString());
}

void TestAddressNews::nothingIsSaidWhereAnAddressIsAdded()
{
    WindowStage stage;
    stage.tell(at({school}));
    stage.tell(at({school, cable}));
    stage.tell(at({school}));
    HubState encrypted = at({school});
    encrypted.encryption = Encryption::Required;
    stage.tell(encrypted);
    QCOMPARE(news(stage), QString());
}

void TestAddressNews::aBetterAddressLeavesOldCodesGood()
{
    WindowStage stage;
    stage.tell(at({school}));
    stage.tell(at({cable, school}));
    QVERIFY(news(stage).contains(QStringLiteral("http://172.16.0.3:8080")));
    QVERIFY(news(stage).contains(QStringLiteral("still work")));
    stage.tell(at({home}));
    QVERIFY(news(stage).contains(QStringLiteral("no longer work")));
}

void TestAddressNews::theSameNetworkAgainIsNoNews()
{
    WindowStage stage;
    stage.tell(at({school}));
    stage.tell(at({}));
    QVERIFY(news(stage).contains(QStringLiteral("no network")));
    stage.tell(at({school}));
    QCOMPARE(news(stage), QString());
}

void TestAddressNews::anotherNetworkAfterNoneIsSaid()
{
    WindowStage stage;
    stage.tell(at({}));
    stage.tell(at({school})); // nobody else could have used what was shown before
    QCOMPARE(news(stage), QString());
    stage.tell(at({}));
    stage.tell(at({home}));
    QVERIFY(news(stage).contains(QStringLiteral("no longer work")));
}

void TestAddressNews::whoChoosesAnAddressKnowsOfIt()
{
    WindowStage stage;
    stage.tell(at({school, cable}));
    const auto* menu = stage.window.findChild<QMenu*>(QStringLiteral("addressMenu"));
    menu->actions().at(1)->trigger();
    stage.tell(at({cable}));
    QCOMPARE(news(stage), QString());
    stage.tell(at({home, school}));
    QVERIFY(news(stage).contains(QStringLiteral("no longer work")));
    menu->actions().at(1)->trigger();
    QCOMPARE(news(stage), QString());
}

void TestAddressNews::theNewCodeIsOneStepAway()
{
    WindowStage stage;
    stage.window.show();
    stage.tell(at({school}));
    stage.tell(at({home}));
    stage.press(QStringLiteral("Show the new code"));
    const auto* wall = stage.window.findChild<LargeView*>();
    QVERIFY(wall && wall->isVisible());
    QVERIFY(wall->accessibleName().contains(home));
    QCOMPARE(news(stage), QString());
}

void TestAddressNews::theMessageCanBeDismissed()
{
    WindowStage stage;
    stage.tell(at({school}));
    stage.tell(at({home}));
    stage.action("clearFilter")->trigger();
    QCOMPARE(news(stage), QString());
    stage.tell(at({home, cable}));
    QCOMPARE(news(stage), QString());
}

void TestAddressNews::theWallShowsTheNewAddress()
{
    WindowStage stage;
    stage.window.show();
    stage.tell(at({school}));
    stage.action("showToAll")->trigger();
    const auto* wall = stage.window.findChild<LargeView*>();
    QVERIFY(wall->accessibleName().contains(school));
    stage.tell(at({home}));
    QVERIFY(wall->accessibleName().contains(home));
    QVERIFY(!wall->accessibleName().contains(school));
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestAddressNews)
#include "tst_addressnews.moc"
