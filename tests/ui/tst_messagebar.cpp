// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/manualclock.h"
#include "tests/support/suite.h"
#include "ui/messagebar.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace Signalbox;

class TestMessageBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theMostSevereIsShown();
    void aRepeatedMessageDoesNotRebuildItsButtons();
    void aButtonMayWithdrawItsMessage();
    void aMessageThatWaitsDoesNotHideTheOneShown();
    void newsOfAMessageThatWaitsDoNotPushItToTheFront();
    void whatTheOwnerAskedForIsHiddenByNothing();
    void aClickMeantForWhatStoodThereBeforeAnswersNothing();
    void whatIsTooLongIsShownWhereOneLooksCloser();
};

namespace {

using Severity = BarMessage::Severity;

BarMessage message(const char* id, Severity severity)
{
    return {QString::fromLatin1(id), severity, QString::fromLatin1(id), {}};
}

QString shownText(const MessageBar& bar)
{
    return bar.findChild<QLabel*>(QStringLiteral("messageText"))->text();
}

} // namespace

void TestMessageBar::theMostSevereIsShown()
{
    MessageBar bar;
    QVERIFY(bar.isHidden());
    bar.post(message("info", Severity::Info));
    bar.post(message("problem", Severity::Problem));
    bar.post(message("question", Severity::Question));
    QCOMPARE(shownText(bar), QStringLiteral("problem"));
    bar.withdraw(QStringLiteral("problem"));
    QCOMPARE(shownText(bar), QStringLiteral("question"));
    QVERIFY(bar.dismiss());
    QCOMPARE(shownText(bar), QStringLiteral("info"));
    QVERIFY(bar.dismiss());
    QVERIFY(!bar.dismiss());
    QVERIFY(bar.isHidden());
}

void TestMessageBar::aRepeatedMessageDoesNotRebuildItsButtons()
{
    MessageBar bar;
    BarMessage problem = message("p", Severity::Problem);
    problem.buttons = {{QStringLiteral("Retry"), [] {}}};
    bar.post(problem);
    const auto* button = bar.findChild<QPushButton*>();
    bar.post(problem);
    QCOMPARE(bar.findChild<QPushButton*>(), button);
    QVERIFY(!button->isHidden());
}

void TestMessageBar::aButtonMayWithdrawItsMessage()
{
    MessageBar bar;
    BarMessage question = message("q", Severity::Question);
    question.buttons = {{QStringLiteral("No"), [&bar] { bar.withdraw(QStringLiteral("q")); }}};
    bar.post(question);
    bar.findChild<QPushButton*>()->click();
    QVERIFY(bar.isHidden());
}

void TestMessageBar::aMessageThatWaitsDoesNotHideTheOneShown()
{
    MessageBar bar;
    bar.post(message("problem", Severity::Problem));
    bar.post(message("info", Severity::Info));
    QVERIFY(bar.isShowing(QStringLiteral("problem")));
    QCOMPARE(shownText(bar), QStringLiteral("problem"));
}

void TestMessageBar::newsOfAMessageThatWaitsDoNotPushItToTheFront()
{
    MessageBar bar;
    BarMessage first = message("first", Severity::Question);
    bar.post(first);
    bar.post(message("second", Severity::Question));
    first.text = QStringLiteral("first, twice");
    bar.post(first);
    QCOMPARE(shownText(bar), QStringLiteral("second"));
    bar.withdraw(QStringLiteral("second"));
    QCOMPARE(shownText(bar), first.text);
    first.text = QStringLiteral("first, three times");
    bar.post(first);
    QCOMPARE(shownText(bar), first.text);
}

void TestMessageBar::whatTheOwnerAskedForIsHiddenByNothing()
{
    MessageBar bar;
    const BarMessage asked = message("asked", Severity::Confirmation);
    bar.post(message("question", Severity::Question));
    bar.post(asked);
    bar.post(message("problem", Severity::Problem));
    bar.post(message("another question", Severity::Question));
    QVERIFY(bar.isShowing(asked.id));
    bar.post(asked); // once more, with the same words
    QVERIFY(bar.isShowing(asked.id));
}

void TestMessageBar::aClickMeantForWhatStoodThereBeforeAnswersNothing()
{
    ManualClock clock;
    MessageBar bar(nullptr, [&clock] { return clock.now(); });
    bar.show();
    int allowed = 0;
    BarMessage stranger = message("stranger", Severity::Question);
    stranger.buttons = {{QStringLiteral("Allow"), [&allowed] { ++allowed; }}};
    const auto press = [&bar] {
        const auto buttons = bar.findChildren<QPushButton*>();
        QTest::mouseClick(buttons.last(), Qt::LeftButton);
    };
    bar.post(stranger);
    press();
    QTest::mouseDClick(bar.findChildren<QPushButton*>().last(), Qt::LeftButton);
    QCOMPARE(allowed, 0);
    clock.advance(MessageBar::Settling);
    stranger.text = QStringLiteral("stranger, twice"); // the buttons are the same
    bar.post(stranger);
    press();
    QCOMPARE(allowed, 1);

    bar.post(message("asked", Severity::Confirmation));
    bar.withdraw(QStringLiteral("asked"));
    press();
    QCOMPARE(allowed, 1);
    clock.advance(MessageBar::Settling);
    press();
    QCOMPARE(allowed, 2);
}

void TestMessageBar::whatIsTooLongIsShownWhereOneLooksCloser()
{
    MessageBar bar;
    BarMessage question = message("q", Severity::Question);
    question.details = QStringLiteral("all <b>of</b> it");
    bar.post(question);
    const auto* text = bar.findChild<QLabel*>(QStringLiteral("messageText"));
    QVERIFY(text->toolTip().contains(QStringLiteral("all &lt;b&gt;of&lt;/b&gt; it")));
    bar.withdraw(question.id);
    bar.post(message("other", Severity::Info));
    QVERIFY(text->toolTip().isEmpty());
}

SIGNALBOX_TEST(TestMessageBar)
#include "tst_messagebar.moc"
