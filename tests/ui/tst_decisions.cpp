// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/writtennames.h"
#include "core/hub.h"
#include "tests/support/suite.h"
#include "tests/ui/snapshots.h"
#include "ui/actions.h"
#include "ui/hubcontrol.h"
#include "ui/messagebar.h"
#include "ui/pinasking.h"
#include "ui/questions.h"
#include "ui/strangers.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Signalbox;

/// What the owner is asked, and decides, about who may come in.
class TestDecisions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStrangerIsAskedAboutInWords();
    void anAllowedSiteIsKept();
    void anAllowedNameIsKept();
    void anIgnoredStrangerIsNotAskedAboutAgain();
    void aQuestionStaysTheSameUntilItIsAnswered();
    void aClosedQuestionIsNotAskedAgain();
    void aLongSiteShowsWhoOwnsIt();
    void itSaysHowManyOthersWait();
    void aStrangerHidesNoQuestionOfTheOwners();
    void aFullListOfSitesTakesNoMore();
    void hostileSitesStayText();
    void aPinHasSixDigits();
    void askingForAPinIsTurnedOnAndOff();
    void whoGuessesThePinIsReported();
    void whatWasReadAgainIsNotUndoneByTheNextDecision();
    void aMakeshiftPortIsNotKeptWithTheNextDecision();
    void thePortOfThisRunStaysWhereTheSameWasReadAgain();
};

namespace {

struct Stage
{
    Hub hub;
    HubControl control{hub, {}};
    Actions actions;
    MessageBar bar;
    Strangers strangers{hub, control, bar};
    PinAsking pin{control, actions, bar};
    Snapshots snapshots;
    QSignalSpy changes{&control, &HubControl::configChanged};

    void knock(const QString& name, Stranger::Kind kind = Stranger::Kind::Site, int times = 1)
    {
        snapshots.strangers().push_back(
            {kind, name, QStringLiteral("192.168.1.7"), times, snapshots.now()});
    }
    void update()
    {
        const SnapshotPtr snapshot = snapshots.take();
        strangers.apply(snapshot);
        pin.apply(snapshot);
    }
    QString text() const
    {
        return bar.findChild<QLabel*>(QStringLiteral("messageText"))
            ->text()
            .remove(QChar(0x2068))
            .remove(QChar(0x2069));
    }
    QPushButton* button(const QString& text) const
    {
        for (QPushButton* one : bar.findChildren<QPushButton*>()) {
            if (!one->isHidden() && one->text() == text) {
                return one;
            }
        }
        return nullptr;
    }
};

const QString evil = QStringLiteral("https://evil.example");

} // namespace

void TestDecisions::aStrangerIsAskedAboutInWords()
{
    Stage stage;
    stage.update();
    QVERIFY(stage.bar.isHidden());
    stage.knock(evil, Stranger::Kind::Site, 3);
    stage.update();
    QVERIFY(!stage.bar.isHidden());
    QVERIFY2(stage.text().contains(evil) && stage.text().contains(u'3')
            && stage.text().contains(QStringLiteral("192.168.1.7")),
        qPrintable(stage.text()));
    stage.snapshots.strangers().clear();
    stage.update();
    QVERIFY(stage.bar.isHidden());
}

void TestDecisions::anAllowedSiteIsKept()
{
    Stage stage;
    stage.knock(evil);
    stage.update();
    stage.button(QStringLiteral("Allow"))->click();
    QCOMPARE(stage.control.config().admission.allowedSites, QStringList{evil});
    QCOMPARE(stage.changes.size(), 1);
    stage.update(); // the hub may show it once more
    QVERIFY(stage.bar.isHidden());
}

void TestDecisions::anAllowedNameIsKept()
{
    Stage stage;
    stage.knock(QStringLiteral("hub.example"), Stranger::Kind::Host);
    stage.update();
    stage.button(QStringLiteral("Allow"))->click();
    QCOMPARE(
        stage.control.config().admission.hostNames, QStringList{QStringLiteral("hub.example")});
    QVERIFY(stage.control.config().admission.allowedSites.isEmpty());
}

void TestDecisions::anIgnoredStrangerIsNotAskedAboutAgain()
{
    Stage stage;
    stage.knock(evil);
    stage.update();
    stage.button(QStringLiteral("Ignore"))->click();
    stage.update();
    QVERIFY(stage.bar.isHidden());
    QVERIFY(stage.changes.isEmpty());
}

void TestDecisions::aQuestionStaysTheSameUntilItIsAnswered()
{
    Stage stage;
    stage.knock(evil);
    stage.update();
    const QPushButton* allow = stage.button(QStringLiteral("Allow"));
    stage.snapshots.strangers().insert(stage.snapshots.strangers().begin(),
        {Stranger::Kind::Site, QStringLiteral("https://other.example"), {}, 1, {}});
    stage.snapshots.strangers().back().times = 9;
    stage.update();
    QVERIFY(stage.text().contains(evil) && stage.text().contains(u'9'));
    QCOMPARE(stage.button(QStringLiteral("Allow")), allow);
    stage.button(QStringLiteral("Ignore"))->click();
    stage.update();
    QVERIFY(stage.text().contains(QStringLiteral("other.example")));
}

void TestDecisions::aClosedQuestionIsNotAskedAgain()
{
    Stage stage;
    stage.knock(evil);
    stage.update();
    QVERIFY(stage.bar.dismiss());
    stage.update();
    QVERIFY(stage.bar.isHidden());
}

void TestDecisions::aLongSiteShowsWhoOwnsIt()
{
    Stage stage;
    const QString site = QStringLiteral("https://whiteboard.school.example.") + QString(60, u'a')
        + QStringLiteral(".evil-site.test:8443");
    stage.knock(site);
    stage.update();
    QVERIFY2(stage.text().contains(QStringLiteral("https://…a")), qPrintable(stage.text()));
    QVERIFY2(
        stage.text().contains(QStringLiteral("a.evil-site.test:8443 ")), qPrintable(stage.text()));
    QVERIFY(!stage.text().contains(QStringLiteral("school")));
    const auto* label = stage.bar.findChild<QLabel*>(QStringLiteral("messageText"));
    QVERIFY(label->toolTip().contains(site));
}

void TestDecisions::itSaysHowManyOthersWait()
{
    Stage stage;
    stage.knock(evil);
    stage.update();
    QVERIFY(stage.text().contains(QStringLiteral("refused")));
    QVERIFY(!stage.text().contains(QStringLiteral("more wait")));
    stage.knock(QStringLiteral("https://b.example"));
    stage.knock(QStringLiteral("c.example"), Stranger::Kind::Host);
    stage.update();
    QVERIFY2(stage.text().contains(QStringLiteral("2 more wait")), qPrintable(stage.text()));
    stage.button(QStringLiteral("Ignore"))->click();
    stage.update();
    QVERIFY2(stage.text().contains(QStringLiteral("1 more wait")), qPrintable(stage.text()));
}

void TestDecisions::aStrangerHidesNoQuestionOfTheOwners()
{
    Stage stage;
    Questions questions(stage.bar);
    stage.knock(evil);
    stage.update();
    questions.beforeStopping(5, [] {});
    stage.snapshots.strangers().back().times = 2;
    stage.update();
    QVERIFY(stage.text().contains(QStringLiteral("Stop and disconnect")));
    questions.beforeQuitting(5, [] {});
    stage.snapshots.strangers().back().times = 3;
    stage.update();
    QVERIFY(questions.isAskingBeforeQuitting());
    stage.button(QStringLiteral("Keep running"))->click();
    QVERIFY(stage.text().contains(evil));
}

void TestDecisions::aFullListOfSitesTakesNoMore()
{
    Stage stage;
    HubConfig config;
    for (int i = 0; i < MostListed; ++i) {
        config.admission.allowedSites += QStringLiteral("https://%1.example").arg(i);
    }
    stage.control.setConfig(config);
    stage.knock(evil);
    stage.update();
    QSignalSpy said(&stage.strangers, &Strangers::said);
    stage.button(QStringLiteral("Allow"))->click();
    QVERIFY(said.first().first().toString().contains(QStringLiteral("full")));
    QCOMPARE(stage.control.config().admission.allowedSites, config.admission.allowedSites);
    QVERIFY(stage.text().contains(evil));
}

void TestDecisions::hostileSitesStayText()
{
    Stage stage;
    stage.knock(QStringLiteral("https://<b>x</b>\u202Emoc"));
    stage.update();
    QVERIFY(stage.text().contains(QStringLiteral("<b>x</b>moc")));
    QCOMPARE(
        stage.bar.findChild<QLabel*>(QStringLiteral("messageText"))->textFormat(), Qt::PlainText);
}

void TestDecisions::aPinHasSixDigits()
{
    for (int i = 0; i < 1000; ++i) {
        const QString pin = newPin();
        QCOMPARE(pin.size(), 6);
        bool isNumber = false;
        pin.toInt(&isNumber);
        QVERIFY(isNumber);
    }
    QCOMPARE(spacedPin(QStringLiteral("012345")), QStringLiteral("012 345"));
    QCOMPARE(spacedPin({}), QString());
}

void TestDecisions::askingForAPinIsTurnedOnAndOff()
{
    Stage stage;
    QVERIFY(!stage.actions[ActionId::NewPin]->isEnabled());
    stage.actions[ActionId::AskForPin]->trigger();
    const QString first = stage.control.config().admission.pin;
    QCOMPARE(first.size(), 6);
    QVERIFY(stage.actions[ActionId::AskForPin]->isChecked());
    stage.actions[ActionId::NewPin]->trigger();
    QCOMPARE(stage.changes.size(), 2);
    stage.actions[ActionId::AskForPin]->trigger();
    QVERIFY(stage.control.config().admission.pin.isEmpty());
    QVERIFY(!stage.actions[ActionId::AskForPin]->isChecked());
}

void TestDecisions::whoGuessesThePinIsReported()
{
    Stage stage;
    stage.actions[ActionId::AskForPin]->trigger();
    const QString before = stage.control.config().admission.pin;
    stage.snapshots.isPinUnderAttack = true;
    stage.update();
    QVERIFY(!stage.bar.isHidden());
    stage.changes.clear();
    stage.button(QStringLiteral("New PIN"))->click();
    QCOMPARE(stage.changes.size(), 1);
    QVERIFY(stage.bar.isHidden());
    stage.update();
    QVERIFY(stage.bar.isHidden());
}

void TestDecisions::whatWasReadAgainIsNotUndoneByTheNextDecision()
{
    Stage stage;
    QSignalSpy decided(&stage.control, &HubControl::decided);
    HubConfig read;
    read.limits.peers = 7;
    read.admission.hostNames = {QStringLiteral("hub.example")};
    stage.control.adopt(read);
    QCOMPARE(stage.changes.size(), 1); // to be shown
    QCOMPARE(decided.size(), 0); // and not to be kept
    stage.actions[ActionId::AskForPin]->trigger();
    QCOMPARE(decided.size(), 1);
    QCOMPARE(stage.control.config().limits.peers, 7);
    QCOMPARE(stage.control.config().admission.hostNames, read.admission.hostNames);
    QVERIFY(!stage.control.config().admission.pin.isEmpty());
}

void TestDecisions::aMakeshiftPortIsNotKeptWithTheNextDecision()
{
    Stage stage;
    QSignalSpy decided(&stage.control, &HubControl::decided);
    const quint16 chosen = stage.control.config().port;
    stage.control.startOnPort(0);
    QTRY_VERIFY(stage.control.isRunning());
    stage.actions[ActionId::AskForPin]->trigger();
    QCOMPARE(decided.size(), 1);
    QCOMPARE(decided.takeFirst().constFirst().value<HubConfig>().port, chosen);

    HubConfig other = stage.control.config();
    other.port = 9000;
    stage.control.setConfig(other);
    QCOMPARE(decided.takeFirst().constFirst().value<HubConfig>().port, 9000);
}

void TestDecisions::thePortOfThisRunStaysWhereTheSameWasReadAgain()
{
    Stage stage;
    HubConfig config;
    config.port = 9000;
    stage.control.setConfig(config);
    HubConfig read;
    read.limits.peers = 7;
    stage.control.adopt(read);
    QCOMPARE(stage.control.config().port, 9000);
    QCOMPARE(stage.control.config().limits.peers, 7);
    read.port = 9001;
    stage.control.adopt(read);
    QCOMPARE(stage.control.config().port, 9001);
}

SIGNALBOX_TEST(TestDecisions)
#include "tst_decisions.moc"
