// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
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
    QTest::mouseClick(bar.findChild<QPushButton*>(), Qt::LeftButton);
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

SIGNALBOX_TEST(TestMessageBar)
#include "tst_messagebar.moc"
