// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hubconfig.h"
#include "core/signal/happening.h"
#include "core/signal/snapshot.h"
#include "ui/actions.h"
#include "ui/givensettings.h"
#include "ui/pane.h"
#include "ui/roomplace.h"
#include "ui/uistate.h"

#include <QMainWindow>

#include <optional>

class QSettings;
class QSplitter;
class QStackedWidget;

namespace Signalbox {

class Appearance;
class Hub;
class Decisions;
class HubControl;
class LogModel;
class LogPane;
class MessageBar;
class Moderation;
class PeerPane;
class PeerTableModel;
class BanPane;
class Questions;
class RoomPane;
class ShareBar;
class StatusLine;
class TrafficPane;

/// The window: it puts the panes together and passes on what each of them says and wants. What a
/// pane shows, and how, is the pane's own business.
///
/// Thread: GUI. Owner: the program.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(Hub& hub, const HubConfig& config, QSettings& settings, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// To the front, as when the program is started a second time.
    void raiseWindow();

    /// What was read again from outside while the program runs, see HubControl::adopt().
    void adopt(const HubConfig& config);

    /// What the settings show and do not let anybody change, because it is said elsewhere.
    void setGiven(const GivenSettings& given);

Q_SIGNALS:
    /// The owner has decided something that is to hold for further runs too.
    void configChanged(const Signalbox::HubConfig& config);

protected:
    void showEvent(QShowEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void makeLayout();
    void makeMenus();
    void connectHub();
    void connectPanes();
    void connectActions();
    void connectEditActions();

    void onStateChanged(const HubState& state);
    void onSnapshot(const SnapshotPtr& snapshot);
    void toggleHub();
    void askBeforeQuitting(int peers);
    void showPeers(const std::optional<RoomPlace>& room);
    void showPage(Page page);
    Pane& pane() const; ///< the one that is shown
    void escape();
    void cyclePane(int step);
    void updateActions();
    void restoreState();
    void saveState();

    Hub& m_hub;
    UiState m_state;
    Appearance* m_appearance;
    Actions* m_actions;
    HubControl* m_control;
    PeerTableModel* m_peers;
    LogModel* m_log;
    ShareBar* m_share;
    MessageBar* m_messages;
    MessageBar* m_undoBar;
    Questions* m_questions;
    RoomPane* m_rooms;
    PeerPane* m_peerPane;
    LogPane* m_logPane;
    TrafficPane* m_trafficPane;
    BanPane* m_banPane;
    QStackedWidget* m_pages;
    QSplitter* m_splitter;
    StatusLine* m_status;
    Moderation* m_moderation;
    Decisions* m_decisions;
    HubState::Phase m_phase = HubState::Phase::Stopped;
    bool m_wasShown = false;
};

} // namespace Signalbox
