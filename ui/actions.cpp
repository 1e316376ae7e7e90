// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/actions.h"

#include "ui/icons.h"

#include <QAction>
#include <QMenu>
#include <QRegularExpression>
#include <QWidget>

namespace Signalbox {

namespace {

using Menu = Actions::Menu;
using Scope = Actions::Scope;

struct ActionFacts
{
    ActionId id;
    const char* name; ///< of the object
    const char* text;
    const char* icon;
    const char* keys; ///< portable, separated by spaces
    Menu menu;
    Scope scope = Scope::Window;
    bool startsGroup = false;
};

constexpr std::array table{
    ActionFacts{ActionId::ToggleHub, "toggleHub",
        QT_TRANSLATE_NOOP("Signalbox::Actions", "&Start hub"), "start", "Ctrl+Shift+S", Menu::Hub},
    ActionFacts{ActionId::CopyUrl, "copyUrl",
        QT_TRANSLATE_NOOP("Signalbox::Actions", "&Copy hub address"), "copy", "Ctrl+Shift+C",
        Menu::Hub},
    ActionFacts{ActionId::ConnectClient, "connectClient",
        QT_TRANSLATE_NOOP("Signalbox::Actions", "Connect a c&lient…"), "connect", "Ctrl+J",
        Menu::Hub},
    ActionFacts{ActionId::ShowToAll, "showToAll",
        QT_TRANSLATE_NOOP("Signalbox::Actions", "Show to e&verybody"), "enlarge", "F11", Menu::Hub},
    ActionFacts{ActionId::Kick, "kick", QT_TRANSLATE_NOOP("Signalbox::Actions", "&Kick…"), "kick",
        "K Del", Menu::Hub, Scope::Peers, true},
    ActionFacts{ActionId::KickNow, "kickNow",
        QT_TRANSLATE_NOOP("Signalbox::Actions", "Kick &now, with the last reason"), "", "Shift+K",
        Menu::Hub, Scope::Peers},
    ActionFacts{ActionId::Ban, "ban", QT_TRANSLATE_NOOP("Signalbox::Actions", "&Ban…"), "ban",
        "Shift+Del", Menu::Hub, Scope::Peers},
    ActionFacts{ActionId::Mute, "mute", QT_TRANSLATE_NOOP("Signalbox::Actions", "&Mute"),
        "state-muted", "M", Menu::Hub, Scope::Peers},
    ActionFacts{ActionId::Admit, "admit", QT_TRANSLATE_NOOP("Signalbox::Actions", "Let &in again"),
        "admit", "Del", Menu::Hub, Scope::Bans, true},
    ActionFacts{ActionId::EditBan, "editBan", QT_TRANSLATE_NOOP("Signalbox::Actions", "&Edit ban…"),
        "edit", "E", Menu::Hub, Scope::Bans},
    ActionFacts{ActionId::AddBan, "addBan", QT_TRANSLATE_NOOP("Signalbox::Actions", "&Add ban…"),
        "add", "", Menu::Hub},
    ActionFacts{ActionId::AskForPin, "askForPin",
        QT_TRANSLATE_NOOP("Signalbox::Actions", "Ask for a &PIN"), "pin", "", Menu::Hub,
        Scope::Window, true},
    ActionFacts{ActionId::NewPin, "newPin", QT_TRANSLATE_NOOP("Signalbox::Actions", "Ne&w PIN"), "",
        "", Menu::Hub},
    ActionFacts{ActionId::Settings, "settings",
        QT_TRANSLATE_NOOP("Signalbox::Actions", "Se&ttings…"), "settings", "Ctrl+,", Menu::Hub,
        Scope::Window, true},
    ActionFacts{ActionId::Quit, "quit", QT_TRANSLATE_NOOP("Signalbox::Actions", "&Quit"), "",
        "Ctrl+Q", Menu::Hub, Scope::Window, true},
    ActionFacts{ActionId::Undo, "undo", QT_TRANSLATE_NOOP("Signalbox::Actions", "&Undo"), "undo",
        "Ctrl+Z", Menu::Edit},
    ActionFacts{ActionId::Copy, "copy", QT_TRANSLATE_NOOP("Signalbox::Actions", "&Copy rows"),
        "copy", "Ctrl+C", Menu::Edit, Scope::Window, true},
    ActionFacts{ActionId::CopyName, "copyName",
        QT_TRANSLATE_NOOP("Signalbox::Actions", "Copy &name"), "", "", Menu::Edit},
    ActionFacts{ActionId::CopyId, "copyId", QT_TRANSLATE_NOOP("Signalbox::Actions", "Copy &ID"), "",
        "", Menu::Edit},
    ActionFacts{ActionId::CopyAddress, "copyAddress",
        QT_TRANSLATE_NOOP("Signalbox::Actions", "Copy a&ddress"), "", "", Menu::Edit},
    ActionFacts{ActionId::SelectAll, "selectAll",
        QT_TRANSLATE_NOOP("Signalbox::Actions", "Select &all"), "", "Ctrl+A", Menu::Edit,
        Scope::Window, true},
    ActionFacts{ActionId::Find, "find", QT_TRANSLATE_NOOP("Signalbox::Actions", "&Filter"),
        "filter", "Ctrl+F", Menu::Edit, Scope::Window, true},
    ActionFacts{ActionId::ClearFilter, "clearFilter",
        QT_TRANSLATE_NOOP("Signalbox::Actions", "Cl&ear filter"), "", "Esc", Menu::Edit},
    ActionFacts{ActionId::ClearLog, "clearLog",
        QT_TRANSLATE_NOOP("Signalbox::Actions", "Clear &log"), "", "", Menu::Edit, Scope::Window,
        true},
    ActionFacts{ActionId::PauseMessages, "pauseMessages",
        QT_TRANSLATE_NOOP("Signalbox::Actions", "&Pause messages"), "pause", "Ctrl+P", Menu::Edit},
    ActionFacts{ActionId::ClearMessages, "clearMessages",
        QT_TRANSLATE_NOOP("Signalbox::Actions", "Clear &messages"), "clear", "", Menu::Edit},
    ActionFacts{ActionId::ShowPeers, "showPeers", QT_TRANSLATE_NOOP("Signalbox::Actions", "&Peers"),
        "peers", "Ctrl+1", Menu::View},
    ActionFacts{ActionId::ShowRooms, "showRooms", QT_TRANSLATE_NOOP("Signalbox::Actions", "&Rooms"),
        "room", "Ctrl+2", Menu::View},
    ActionFacts{ActionId::ShowLog, "showLog", QT_TRANSLATE_NOOP("Signalbox::Actions", "&Log"),
        "log", "Ctrl+4", Menu::View},
    ActionFacts{ActionId::ShowMessages, "showMessages",
        QT_TRANSLATE_NOOP("Signalbox::Actions", "&Messages"), "messages", "Ctrl+5", Menu::View},
    ActionFacts{ActionId::ShowBanned, "showBanned",
        QT_TRANSLATE_NOOP("Signalbox::Actions", "&Banned"), "state-refused", "Ctrl+6", Menu::View},
    ActionFacts{ActionId::NextPane, "nextPane",
        QT_TRANSLATE_NOOP("Signalbox::Actions", "&Next pane"), "", "F6", Menu::View, Scope::Window,
        true},
    ActionFacts{ActionId::PreviousPane, "previousPane",
        QT_TRANSLATE_NOOP("Signalbox::Actions", "Pre&vious pane"), "", "Shift+F6", Menu::View},
    ActionFacts{ActionId::Shortcuts, "shortcuts",
        QT_TRANSLATE_NOOP("Signalbox::Actions", "&Keyboard shortcuts"), "", "F1 Ctrl+?",
        Menu::Help},
    ActionFacts{ActionId::About, "about",
        QT_TRANSLATE_NOOP("Signalbox::Actions", "&About Signalbox"), "", "", Menu::Help,
        Scope::Window, true},
};

constexpr bool isInOrder()
{
    for (size_t i = 0; i < table.size(); ++i) {
        if (static_cast<size_t>(table.at(i).id) != i) {
            return false;
        }
    }
    return table.size() == static_cast<size_t>(ActionId::Count);
}
static_assert(isInOrder());

QList<QKeySequence> keysOf(const ActionFacts& facts)
{
    QList<QKeySequence> keys;
    const QString all = QString::fromLatin1(facts.keys);
    for (const QString& key : all.split(u' ', Qt::SkipEmptyParts)) {
        keys.append(QKeySequence::fromString(key));
    }
    return keys;
}

/// Languages without Latin letters put the mnemonic behind the text: "Kick (&K)".
QString withoutMnemonic(QString text)
{
    static const QRegularExpression appended(QStringLiteral("\\(&.\\)"));
    return text.remove(appended).remove(u'&');
}

} // namespace

Actions::Actions(QObject* parent)
    : QObject(parent)
{
    for (const ActionFacts& facts : table) {
        auto* action = new QAction(tr(facts.text), this);
        action->setObjectName(QString::fromLatin1(facts.name));
        if (*facts.icon) {
            action->setIcon(symbolicIcon(QString::fromLatin1(facts.icon)));
        }
        action->setShortcuts(keysOf(facts));
        if (facts.scope != Scope::Window) {
            action->setShortcutContext(Qt::WidgetShortcut);
        }
        m_actions.at(static_cast<size_t>(facts.id)) = action;
    }
    (*this)[ActionId::Quit]->setMenuRole(QAction::QuitRole);
    (*this)[ActionId::Quit]->setAutoRepeat(false); // a key held down would answer the question
    for (const ActionId id : {ActionId::PauseMessages, ActionId::AskForPin}) {
        (*this)[id]->setCheckable(true);
    }
    (*this)[ActionId::Settings]->setMenuRole(QAction::PreferencesRole);
    (*this)[ActionId::About]->setMenuRole(QAction::AboutRole);
}

QAction* Actions::operator[](ActionId id) const
{
    return m_actions.at(static_cast<size_t>(id));
}

void Actions::fill(QMenu& menu, Menu which) const
{
    for (const ActionFacts& facts : table) {
        if (facts.menu != which) {
            continue;
        }
        if (facts.startsGroup) {
            menu.addSeparator();
        }
        menu.addAction((*this)[facts.id]);
    }
    menu.setToolTipsVisible(true);
}

QAction* Actions::copyFor(QMenu& menu, ActionId id) const
{
    const QAction* original = (*this)[id];
    QAction* copy = menu.addAction(original->icon(), original->text());
    copy->setObjectName(original->objectName() + QLatin1String("Captured"));
    copy->setEnabled(original->isEnabled());
    copy->setToolTip(original->toolTip());
    copy->setShortcut(original->shortcut());
    copy->setShortcutContext(Qt::WidgetShortcut);
    return copy;
}

void Actions::addActionsTo(QWidget& widget, Scope scope) const
{
    for (const ActionFacts& facts : table) {
        if (facts.scope == scope) {
            widget.addAction((*this)[facts.id]);
        }
    }
}

void Actions::update(const ActionContext& context)
{
    using Phase = HubState::Phase;
    QAction* toggle = (*this)[ActionId::ToggleHub];
    const bool running = context.phase == Phase::Listening || context.phase == Phase::Starting;
    toggle->setText(running ? tr("&Stop hub") : tr("&Start hub"));
    toggle->setIcon(symbolicIcon(running ? QStringLiteral("stop") : QStringLiteral("start")));
    allow(ActionId::ToggleHub, context.phase != Phase::Stopping, tr("The hub is stopping"));
    for (const ActionId id : {ActionId::CopyUrl, ActionId::ConnectClient, ActionId::ShowToAll}) {
        allow(id, context.hasUrl, tr("The hub is not listening"));
    }

    const bool peers = context.selectedPeers > 0 && context.page == Page::Peers;
    const QString noPeer = tr("No peer is selected");
    (*this)[ActionId::Mute]->setText(context.areSelectedMuted ? tr("Un&mute") : tr("&Mute"));
    for (const ActionId id : {ActionId::Kick, ActionId::KickNow, ActionId::Ban, ActionId::Mute,
             ActionId::CopyName, ActionId::CopyId, ActionId::CopyAddress}) {
        allow(id, peers, noPeer);
    }
    allow(ActionId::Copy, peers || context.page != Page::Peers, noPeer);
    allow(ActionId::AddBan, true, {});
    const bool bans = context.selectedBans > 0 && context.page == Page::Banned;
    for (const ActionId id : {ActionId::Admit, ActionId::EditBan}) {
        allow(id, bans, tr("No ban is selected"));
    }
    const bool messages = context.page == Page::Messages;
    for (const ActionId id : {ActionId::PauseMessages, ActionId::ClearMessages}) {
        allow(id, messages, tr("The messages are not shown"));
    }
}

void Actions::allow(ActionId id, bool allowed, const QString& reason)
{
    QAction* action = (*this)[id];
    action->setEnabled(allowed);
    const QString text = withoutMnemonic(action->text());
    action->setIconText(text);
    action->setToolTip(allowed ? text : tr("%1: %2").arg(text, reason));
}

QList<Actions::Shortcut> Actions::shortcuts() const
{
    QList<Shortcut> list;
    for (const QAction* action : m_actions) {
        if (!action->shortcut().isEmpty()) {
            list.append({QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText)
                             .replace(QLatin1String("; "), QLatin1String(", ")),
                withoutMnemonic(action->text())});
        }
    }
    return list;
}

} // namespace Signalbox
