// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hubconfig.h"
#include "ui/pane.h"

#include <QList>
#include <QObject>

#include <array>

class QAction;
class QMenu;
class QWidget;

namespace Signalbox {

/// Everything that can be asked of the window. The order is that of the menus.
enum class ActionId
{
    ToggleHub,
    CopyUrl,
    ConnectClient,
    ShowToAll,
    Kick,
    KickNow,
    Ban,
    Mute,
    Admit,
    EditBan,
    AddBan,
    AskForPin,
    NewPin,
    Settings,
    Quit,
    Undo,
    Copy,
    CopyName,
    CopyId,
    CopyAddress,
    SelectAll,
    Find,
    ClearFilter,
    ClearLog,
    PauseMessages,
    ClearMessages,
    ShowPeers,
    ShowRooms,
    ShowLog,
    ShowMessages,
    ShowBanned,
    NextPane,
    PreviousPane,
    Shortcuts,
    About,
    Count
};

/// What decides which actions make sense.
struct ActionContext
{
    HubState::Phase phase = HubState::Phase::Stopped;
    bool hasUrl = false;
    int selectedPeers = 0;
    Page page = Page::Peers;
    int selectedBans = 0;
    bool areSelectedMuted = false;
};

/// The window's actions, from one table: menus, context menus, buttons and the list of shortcuts
/// are views of it. It knows what can be asked and when, not what follows.
///
/// Thread: GUI. Owner: the main window.
class Actions : public QObject
{
    Q_OBJECT

public:
    enum class Menu
    {
        Hub,
        Edit,
        View,
        Help
    };

    explicit Actions(QObject* parent = nullptr);

    QAction* operator[](ActionId id) const;

    /// Adds the actions of one menu, with separators where the table has them.
    void fill(QMenu& menu, Menu which) const;

    /// An action of the same look that acts on what was captured for it. Owned by the menu.
    QAction* copyFor(QMenu& menu, ActionId id) const;

    /// Where the keys of an action work: single letters only where what they act on has the focus.
    enum class Scope
    {
        Window,
        Peers,
        Bans
    };
    void addActionsTo(QWidget& table, Scope scope) const;

    /// Enables what makes sense, and says of the rest why it does not.
    void update(const ActionContext& context);

    struct Shortcut
    {
        QString keys;
        QString meaning;
    };
    QList<Shortcut> shortcuts() const;

private:
    void allow(ActionId id, bool allowed, const QString& reason);

    std::array<QAction*, static_cast<size_t>(ActionId::Count)> m_actions{};
};

} // namespace Signalbox
