// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"
#include "ui/actions.h"

#include <QAction>
#include <QMenu>
#include <QTest>

using namespace Signalbox;

class TestActions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyActionIsInAMenu();
    void noShortcutIsGivenTwice();
    void singleLettersAreForTheTable();
    void disabledActionsSayWhy();
    void theVerbSaysWhatTheButtonDoes();
};

void TestActions::everyActionIsInAMenu()
{
    const Actions actions;
    QMenu menu;
    for (const Actions::Menu which :
        {Actions::Menu::Hub, Actions::Menu::Edit, Actions::Menu::View, Actions::Menu::Help}) {
        actions.fill(menu, which);
    }
    for (int i = 0; i < static_cast<int>(ActionId::Count); ++i) {
        QVERIFY(menu.actions().contains(actions[static_cast<ActionId>(i)]));
    }
}

void TestActions::noShortcutIsGivenTwice()
{
    const Actions actions;
    // A key may mean two things only where two tables have it, of which one has the focus.
    QList<QKeySequence> ofWindow;
    QList<QKeySequence> ofTables;
    for (int i = 0; i < static_cast<int>(ActionId::Count); ++i) {
        const QAction* action = actions[static_cast<ActionId>(i)];
        for (const QKeySequence& keys : action->shortcuts()) {
            QVERIFY(!keys.isEmpty());
            (action->shortcutContext() == Qt::WidgetShortcut ? ofTables : ofWindow) += keys;
        }
    }
    for (const QKeySequence& keys : ofWindow) {
        QVERIFY2(
            ofWindow.count(keys) == 1 && !ofTables.contains(keys), qPrintable(keys.toString()));
    }
    QVERIFY(!actions[ActionId::Undo]->shortcut().isEmpty());
    for (const Actions::Scope scope : {Actions::Scope::Peers, Actions::Scope::Bans}) {
        QWidget table;
        actions.addActionsTo(table, scope);
        QList<QKeySequence> seen;
        for (const QAction* action : table.actions()) {
            seen += action->shortcuts();
        }
        QVERIFY(!seen.isEmpty());
        QCOMPARE(QSet<QKeySequence>(seen.cbegin(), seen.cend()).size(), seen.size());
    }
    QVERIFY(actions.shortcuts().size() > 10);
}

void TestActions::singleLettersAreForTheTable()
{
    const Actions actions;
    for (int i = 0; i < static_cast<int>(ActionId::Count); ++i) {
        const QAction* action = actions[static_cast<ActionId>(i)];
        for (const QKeySequence& keys : action->shortcuts()) {
            if (keys.toString().size() == 1) {
                QCOMPARE(action->shortcutContext(), Qt::WidgetShortcut);
            }
        }
    }
}

void TestActions::disabledActionsSayWhy()
{
    Actions actions;
    actions.update({});
    QVERIFY(!actions[ActionId::Kick]->isEnabled());
    QVERIFY(actions[ActionId::Kick]->toolTip().contains(QStringLiteral("No peer is selected")));
    QVERIFY(!actions[ActionId::CopyUrl]->isEnabled());
    actions.update({HubState::Phase::Listening, true, 2, Page::Peers});
    QVERIFY(actions[ActionId::Kick]->isEnabled());
    QVERIFY(!actions[ActionId::Kick]->toolTip().contains(QStringLiteral("No peer")));
    QVERIFY(!actions[ActionId::Admit]->isEnabled());
    QVERIFY(actions[ActionId::Admit]->toolTip().contains(QStringLiteral("No ban is selected")));
    actions.update({HubState::Phase::Listening, true, 0, Page::Banned, 1});
    QVERIFY(actions[ActionId::Admit]->isEnabled());
}

void TestActions::theVerbSaysWhatTheButtonDoes()
{
    Actions actions;
    actions.update({HubState::Phase::Listening, true, 0, Page::Peers});
    QCOMPARE(actions[ActionId::ToggleHub]->text(), QStringLiteral("&Stop hub"));
    actions.update({HubState::Phase::Failed, false, 0, Page::Peers});
    QCOMPARE(actions[ActionId::ToggleHub]->text(), QStringLiteral("&Start hub"));
    actions.update({HubState::Phase::Stopping, false, 0, Page::Peers});
    QVERIFY(!actions[ActionId::ToggleHub]->isEnabled());
    QCOMPARE(actions[ActionId::Mute]->text(), QStringLiteral("&Mute"));
    actions.update({.selectedPeers = 1, .areSelectedMuted = true});
    QCOMPARE(actions[ActionId::Mute]->text(), QStringLiteral("Un&mute"));
}

SIGNALBOX_TEST(TestActions)
#include "tst_actions.moc"
