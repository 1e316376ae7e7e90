// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/mainwindow.h"

#include "core/hub.h"
#include "ui/appearance.h"
#include "ui/bans/banpane.h"
#include "ui/decisions.h"
#include "ui/helpdialogs.h"
#include "ui/hubcontrol.h"
#include "ui/icons.h"
#include "ui/log/logmodel.h"
#include "ui/log/logpane.h"
#include "ui/messagebar.h"
#include "ui/moderation.h"
#include "ui/peers/peerpane.h"
#include "ui/peers/peertablemodel.h"
#include "ui/problems.h"
#include "ui/questions.h"
#include "ui/rooms/roompane.h"
#include "ui/share/encryptionmenu.h"
#include "ui/share/sharebar.h"
#include "ui/statusline.h"
#include "ui/traffic/trafficpane.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QLabel>
#include <QMenuBar>
#include <QScreen>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Signalbox {

namespace {

using Phase = HubState::Phase;

constexpr QSize firstSize(1420, 800);
constexpr QSize leastSize(720, 480);
const QString splitterKey = QStringLiteral("splitter");
const QString pageKey = QStringLiteral("page");

/// Under these names the pages are remembered, in their order.
const QStringList pageNames{QStringLiteral("peers"), QStringLiteral("log"),
    QStringLiteral("messages"), QStringLiteral("banned")};

} // namespace

MainWindow::MainWindow(Hub& hub, const HubConfig& config, QSettings& settings, QWidget* parent)
    : QMainWindow(parent)
    , m_hub(hub)
    , m_state(settings)
    , m_appearance(new Appearance(m_state, this))
    , m_actions(new Actions(this))
    , m_control(new HubControl(hub, config, this))
    , m_peers(new PeerTableModel(this))
    , m_log(new LogModel(&LogModel::TimeAnchor::present, this))
    , m_share(new ShareBar(*m_actions, m_state, this))
    , m_messages(new MessageBar(this))
    , m_undoBar(new MessageBar(this))
    , m_questions(new Questions(*m_messages, this))
    , m_rooms(new RoomPane(this))
    , m_peerPane(new PeerPane(*m_peers, *m_actions, this))
    , m_logPane(new LogPane(*m_log, *m_actions, this))
    , m_trafficPane(new TrafficPane(*m_actions, this))
    , m_banPane(new BanPane(*m_actions, this))
    , m_pages(new QStackedWidget(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_status(new StatusLine(this))
    , m_moderation(new Moderation(
          {hub, *m_actions, *m_peers, *m_peerPane, *m_banPane, *m_undoBar, m_state}, *this))
    , m_decisions(
          new Decisions({hub, *m_control, *m_actions, *m_share, *m_messages, m_state}, *this))
{
    setWindowTitle(QStringLiteral("Signalbox"));
    setWindowIcon(programIcon());
    makeLayout();
    makeMenus();
    connectHub();
    connectPanes();
    connectActions();
    connectEditActions();
    restoreState();
    onStateChanged(hub.state());
    hub.watch();
    pane().enter();
}

MainWindow::~MainWindow() = default;

void MainWindow::raiseWindow()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::adopt(const HubConfig& config)
{
    m_control->adopt(config);
}

void MainWindow::setGiven(const GivenSettings& given)
{
    m_decisions->setGiven(given);
}

void MainWindow::makeLayout()
{
    m_pages->addWidget(m_peerPane);
    m_pages->addWidget(m_logPane);
    m_pages->addWidget(m_trafficPane);
    m_pages->addWidget(m_banPane);
    m_undoBar->setObjectName(QStringLiteral("undoBar"));
    m_splitter->setObjectName(QStringLiteral("splitter"));
    m_splitter->addWidget(m_rooms);
    m_splitter->addWidget(m_pages);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);

    auto* line = new QFrame(this);
    line->setFrameShape(QFrame::HLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    auto* central = new QWidget(this);
    auto* layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_share);
    layout->addWidget(m_messages);
    layout->addWidget(line);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_undoBar);
    setCentralWidget(central);
    setStatusBar(m_status);
    setMinimumSize(leastSize);
    resize(firstSize.boundedTo(screen()->availableSize() * 0.95)); // a frame comes around it
}

void MainWindow::makeMenus()
{
    QMenu* hub = menuBar()->addMenu(tr("&Hub"));
    m_actions->fill(*hub, Actions::Menu::Hub);
    hub->insertMenu((*m_actions)[ActionId::AskForPin], m_share->encryptionMenu());
    m_actions->fill(*menuBar()->addMenu(tr("&Edit")), Actions::Menu::Edit);
    QMenu* view = menuBar()->addMenu(tr("&View"));
    m_actions->fill(*view, Actions::Menu::View);
    view->addSeparator();
    view->addMenu(m_peerPane->columnMenu());
    m_appearance->fill(*view->addMenu(tr("&Appearance")));
    m_actions->fill(*menuBar()->addMenu(tr("H&elp")), Actions::Menu::Help);
}

void MainWindow::connectHub()
{
    connect(m_control, &HubControl::stateChanged, this, &MainWindow::onStateChanged);
    connect(m_control, &HubControl::decided, this, &MainWindow::configChanged);
    connect(&m_hub, &Hub::snapshotReady, this, &MainWindow::onSnapshot);
    connect(&m_hub, &Hub::happened, m_log,
        [this](const QList<Happening>& happenings) { m_log->append(happenings); });
    connect(&m_hub, &Hub::trafficReady, m_trafficPane, &TrafficPane::append);
    connect(m_trafficPane, &TrafficPane::listeningWanted, &m_hub, &Hub::tap);
}

void MainWindow::connectPanes()
{
    connect(m_rooms, &RoomPane::peersChosen, this, &MainWindow::showPeers);
    connect(m_rooms, &RoomPane::pageChosen, this, &MainWindow::showPage);
    connect(m_peerPane, &PeerPane::roomWanted, m_rooms, &RoomPane::showRoom);
    connect(m_peerPane, &PeerPane::allPeersWanted, m_rooms, &RoomPane::showAllPeers);
    connect(m_peerPane, &PeerPane::startWanted, m_control, &HubControl::start);
    connect(m_moderation, &Moderation::selectionChanged, this, &MainWindow::updateActions);
    connect(m_moderation, &Moderation::said, m_status, &StatusLine::say);
    connect(m_decisions, &Decisions::said, m_status, &StatusLine::say);
    connect(m_share, &ShareBar::pageUrlChanged, this,
        [this] { m_peerPane->setHub(m_hub.state(), m_share->pageUrl()); });
}

void MainWindow::connectActions()
{
    const auto on = [this](ActionId id, auto&& then) {
        connect((*m_actions)[id], &QAction::triggered, this, then);
    };
    on(ActionId::ToggleHub, [this] { toggleHub(); });
    on(ActionId::CopyUrl, [this] {
        m_share->copyUrl();
        m_status->say(tr("Copied %1").arg(m_share->inviteUrl()));
    });
    on(ActionId::ConnectClient, [this] { m_share->showGuides(); });
    on(ActionId::ShowToAll, [this] { m_share->showToAll(); });
    on(ActionId::Quit, [this] { close(); });
    on(ActionId::ShowRooms, [this] { m_rooms->setFocus(); });
    for (const auto& [id, page] :
        {std::pair{ActionId::ShowPeers, Page::Peers}, {ActionId::ShowLog, Page::Log},
            {ActionId::ShowMessages, Page::Messages}, {ActionId::ShowBanned, Page::Banned}}) {
        on(id, [this, chosen = page] {
            m_rooms->showPage(chosen);
            pane().enter();
        });
    }
    on(ActionId::NextPane, [this] { cyclePane(+1); });
    on(ActionId::PreviousPane, [this] { cyclePane(-1); });
    on(ActionId::Shortcuts, [this] { showShortcuts(*m_actions, this); });
    on(ActionId::About, [this] { showAbout(this); });
}

void MainWindow::connectEditActions()
{
    const auto on = [this](ActionId id, auto&& then) {
        connect((*m_actions)[id], &QAction::triggered, this, then);
    };
    on(ActionId::Copy, [this] { pane().copy(); });
    on(ActionId::CopyName, [this] { m_peerPane->copyColumn(PeerColumn::Name); });
    on(ActionId::CopyId, [this] { m_peerPane->copyColumn(PeerColumn::Id); });
    on(ActionId::CopyAddress, [this] { m_peerPane->copyColumn(PeerColumn::Address); });
    on(ActionId::SelectAll, [this] { pane().selectAll(); });
    on(ActionId::Find, [this] { pane().focusFilter(); });
    on(ActionId::ClearFilter, [this] { escape(); });
    on(ActionId::ClearLog, [this] { m_log->clear(); });
    on(ActionId::ClearMessages, [this] { m_trafficPane->clear(); });
    connect((*m_actions)[ActionId::PauseMessages], &QAction::toggled, m_trafficPane,
        &TrafficPane::setPaused);
}

void MainWindow::onStateChanged(const HubState& state)
{
    m_share->setHub(state);
    m_peerPane->setHub(state, m_share->pageUrl());
    m_decisions->onStateChanged(state);
    if (state.phase == Phase::Failed) {
        m_messages->post(listenProblem(state.failure, *m_control));
    } else {
        m_messages->withdraw(listenProblemId);
    }
    if (lacksNetwork(state, m_control->config())) {
        m_messages->post(noNetworkMessage());
    } else {
        m_messages->withdraw(noNetworkId);
    }
    if (state.phase != Phase::Listening) {
        m_questions->withdraw();
    }
    if (state.phase == Phase::Stopped || state.phase == Phase::Failed) {
        m_status->clearTotals();
        m_share->setTotals({});
    }
    if (state.phase != m_phase) {
        m_log->append(state, std::chrono::steady_clock::now());
    }
    m_phase = state.phase;
    updateActions();
}

void MainWindow::onSnapshot(const SnapshotPtr& snapshot)
{
    m_peers->apply(snapshot);
    m_rooms->apply(snapshot);
    m_trafficPane->know(snapshot);
    m_banPane->apply(snapshot);
    m_moderation->apply(snapshot);
    m_decisions->apply(snapshot);
    if (m_phase != Phase::Listening) {
        return;
    }
    m_status->apply(snapshot);
    m_share->setTotals(m_status->shortTotals());
}

void MainWindow::toggleHub()
{
    if (!m_control->isRunning()) {
        m_control->start();
    } else if (m_peers->rowCount() > 0) {
        m_questions->beforeStopping(m_peers->rowCount(), [this] { m_control->stop(); });
    } else {
        m_control->stop();
    }
}

void MainWindow::askBeforeQuitting(int peers)
{
    m_questions->beforeQuitting(peers, [this] { close(); });
    if (isMinimized()) {
        raiseWindow(); // where it can be read
    }
}

void MainWindow::showPeers(const std::optional<RoomPlace>& room)
{
    m_peerPane->setRoom(room);
    showPage(Page::Peers);
}

void MainWindow::showPage(Page page)
{
    m_pages->setCurrentIndex(static_cast<int>(page));
    updateActions();
}

Pane& MainWindow::pane() const
{
    return *static_cast<Pane*>(m_pages->currentWidget());
}

void MainWindow::escape()
{
    if (!m_messages->dismiss() && !pane().clearFilter()) {
        pane().enter();
    }
}

void MainWindow::cyclePane(int step)
{
    const QList<QWidget*> parts{m_share, m_rooms, &pane()};
    const QWidget* focused = QApplication::focusWidget();
    qsizetype current = 0;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (parts.at(i) == focused || parts.at(i)->isAncestorOf(focused)) {
            current = i;
        }
    }
    switch ((current + step + parts.size()) % parts.size()) {
    case 0:
        m_share->enter();
        break;
    case 1:
        m_rooms->setFocus();
        break;
    default:
        pane().enter();
        break;
    }
}

void MainWindow::updateActions()
{
    m_actions->update({.phase = m_phase,
        .hasUrl = !m_share->pageUrl().isEmpty(),
        .selectedPeers = m_moderation->selectedPeers(),
        .page = m_rooms->page(),
        .selectedBans = m_moderation->selectedBans(),
        .areSelectedMuted = m_moderation->areSelectedMuted()});
}

void MainWindow::showEvent(QShowEvent* event)
{
    m_wasShown = true;
    QMainWindow::showEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    // Closing once more while the question stands answers it.
    const bool isAnswered = m_questions->isAskingBeforeQuitting();
    if (m_control->isRunning() && m_peers->rowCount() > 0 && !isAnswered) {
        askBeforeQuitting(m_peers->rowCount());
        event->ignore();
        return;
    }
    saveState();
    m_control->stop();
    event->accept();
}

void MainWindow::restoreState()
{
    m_state.restoreGeometry(*this);
    m_state.restore(splitterKey, *m_splitter);
    for (int i = 0; i < m_pages->count(); ++i) {
        static_cast<Pane*>(m_pages->widget(i))->restoreState(m_state);
    }
    const qsizetype page = pageNames.indexOf(m_state.text(pageKey));
    m_rooms->showPage(static_cast<Page>(std::max<qsizetype>(page, 0)));
}

void MainWindow::saveState()
{
    // The sizes of a window that was never shown are nobody's choice.
    if (!m_wasShown) {
        return;
    }
    m_state.saveGeometry(*this);
    m_state.save(splitterKey, *m_splitter);
    for (int i = 0; i < m_pages->count(); ++i) {
        static_cast<const Pane*>(m_pages->widget(i))->saveState(m_state);
    }
    m_state.saveText(pageKey, pageNames.at(static_cast<qsizetype>(m_rooms->page())));
}

} // namespace Signalbox
