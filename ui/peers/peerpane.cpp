// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/peers/peerpane.h"

#include "ui/emptystate.h"
#include "ui/icons.h"
#include "ui/peers/banmenu.h"
#include "ui/peers/columnmenu.h"
#include "ui/peers/orderhold.h"
#include "ui/peers/peercopy.h"
#include "ui/peers/peerfilterproxy.h"
#include "ui/peers/peertablemodel.h"
#include "ui/peers/peerview.h"
#include "ui/peers/roommenu.h"
#include "ui/uistate.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QStackedLayout>
#include <QToolButton>

#include <algorithm>
#include <chrono>

namespace Signalbox {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds filterDelay{150};
constexpr milliseconds nameDelay{5000}; ///< a screen reader is not told of every join
const QString headerKey = QStringLiteral("peers/header");
const QString filterKey = QStringLiteral("peers/filter");

void toClipboard(const QString& text)
{
    QApplication::clipboard()->setText(text);
}

} // namespace

PeerPane::PeerPane(PeerTableModel& peers, const Actions& actions, QWidget* parent)
    : Pane(parent)
    , m_peers(peers)
    , m_actions(actions)
    , m_proxy(new PeerFilterProxy(peers, this))
    , m_view(new PeerView(this))
    , m_hold(new OrderHold(*m_view, this))
    , m_empty(new EmptyState(this))
    , m_columnMenu(new QMenu(tr("&Columns"), this))
    , m_filter(new QLineEdit(this))
    , m_count(new QLabel(this))
    , m_held(new QLabel(this))
    , m_stack(new QStackedLayout)
{
    m_view->setObjectName(QStringLiteral("peerView"));
    m_view->setModel(m_proxy);
    m_view->resetColumns();
    m_actions.addActionsTo(*m_view, Actions::Scope::Peers);
    makeFilterLine();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeTools());
    layout->addLayout(m_stack, 1);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);

    connectTable();
    m_nameDelay.setSingleShot(true);
    m_nameDelay.setInterval(nameDelay);
    connect(&m_nameDelay, &QTimer::timeout, this, &PeerPane::updateAccessibleName);
    updateAccessibleName();
    updateHeldMark();
    updateEmptyState();
}

void PeerPane::makeFilterLine()
{
    m_filter->setObjectName(QStringLiteral("peerFilter"));
    m_filter->setAccessibleName(tr("Filter peers"));
    m_filter->setPlaceholderText(tr("Filter: words, or room:red protocol:peerjs state:slow"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaxLength(500);
    m_filter->addAction(symbolicIcon(QStringLiteral("filter")), QLineEdit::LeadingPosition);
    m_filter->installEventFilter(this);
    m_filterDelay.setSingleShot(true);
    m_filterDelay.setInterval(filterDelay);
    connect(&m_filterDelay, &QTimer::timeout, this, &PeerPane::applyFilter);
    connect(m_filter, &QLineEdit::textChanged, this, [this] { m_filterDelay.start(); });
    connect(m_filter, &QLineEdit::returnPressed, this, &PeerPane::enter);
}

QWidget* PeerPane::makeTools()
{
    for (QLabel* label : {m_count, m_held}) {
        label->setTextFormat(Qt::PlainText);
        label->setForegroundRole(QPalette::PlaceholderText);
    }
    m_count->setObjectName(QStringLiteral("peerCount"));
    m_held->setObjectName(QStringLiteral("orderHeld"));
    m_held->setText(tr("order held"));
    m_held->setToolTip(tr("Rows keep their places while you point or type"));

    auto* kick = new QToolButton(this);
    kick->setDefaultAction(m_actions[ActionId::Kick]);
    kick->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    kick->setAccessibleName(tr("Kick the selected peers"));

    auto* tools = new QWidget(this);
    auto* layout = new QHBoxLayout(tools);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(8);
    layout->addWidget(m_filter, 1);
    layout->addWidget(m_held);
    layout->addWidget(m_count);
    layout->addWidget(kick);
    layout->addWidget(makeColumnButton());
    return tools;
}

QToolButton* PeerPane::makeColumnButton()
{
    auto* button = new QToolButton(this);
    button->setObjectName(QStringLiteral("columnButton"));
    button->setIcon(symbolicIcon(QStringLiteral("columns")));
    button->setToolTip(tr("Choose columns"));
    button->setAccessibleName(tr("Choose columns"));
    connect(button, &QToolButton::clicked, this,
        [this, button] { openColumnMenu(button->mapToGlobal(button->rect().bottomLeft())); });
    connect(m_columnMenu, &QMenu::aboutToShow, this,
        [this] { fillColumnMenu(*m_columnMenu, *m_view); });
    return button;
}

void PeerPane::connectTable()
{
    connect(m_view, &PeerView::menuWanted, this, &PeerPane::openMenu);
    connect(m_view->header(), &QWidget::customContextMenuRequested, this,
        [this](const QPoint& at) { openColumnMenu(m_view->header()->mapToGlobal(at)); });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        [this] { Q_EMIT selectionChanged(static_cast<int>(selectedPeers().size())); });
    connect(m_hold, &OrderHold::heldChanged, this, [this](bool held) {
        m_proxy->setOrderHeld(held);
        updateHeldMark();
    });
    connect(m_view->header(), &QHeaderView::sortIndicatorChanged, this, &PeerPane::updateHeldMark);
    connect(&m_peers, &PeerTableModel::applied, this, [this] {
        updateCount();
        updateEmptyState();
    });
    connect(m_empty, &EmptyState::buttonClicked, this, &PeerPane::onEmptyStateButton);
}

void PeerPane::setHub(const HubState& state, const QString& pageUrl)
{
    m_hub = state;
    m_pageUrl = pageUrl;
    updateEmptyState();
}

void PeerPane::setRoom(const std::optional<RoomPlace>& room)
{
    m_proxy->setRoom(room);
    updateCount();
    updateEmptyState();
}

QList<PeerNumber> PeerPane::selectedPeers() const
{
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QList<PeerNumber> peers;
    peers.reserve(rows.size());
    for (const QModelIndex& row : rows) {
        peers.append(m_proxy->numberAt(row));
    }
    return peers;
}

void PeerPane::openMenu(const QPoint& at)
{
    const QList<PeerNumber> captured = selectedPeers();
    if (captured.isEmpty()) {
        return;
    }
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("peerMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto addCopy = [&](ActionId id, PeerColumn column) {
        connect(m_actions.copyFor(*menu, id), &QAction::triggered, this,
            [=, this] { toClipboard(columnAsText(entriesOf(captured), column, m_peers.now())); });
    };
    addCopy(ActionId::CopyName, PeerColumn::Name);
    addCopy(ActionId::CopyId, PeerColumn::Id);
    addCopy(ActionId::CopyAddress, PeerColumn::Address);
    connect(m_actions.copyFor(*menu, ActionId::Copy), &QAction::triggered, this,
        [=, this] { copyRowsOf(captured); });
    menu->addSeparator();
    const Peer& first = m_peers.entry(m_peers.rowOf(captured.first())).row.peer;
    addRoomsTo(*menu, first, [this](const RoomPlace& room) { Q_EMIT roomWanted(room); });
    menu->addSeparator();
    connect(m_actions.copyFor(*menu, ActionId::Kick), &QAction::triggered, this,
        [=, this] { Q_EMIT kickWanted(captured); });
    connect(m_actions.copyFor(*menu, ActionId::KickNow), &QAction::triggered, this,
        [=, this] { Q_EMIT kickNowWanted(captured); });
    addBansTo(*menu, captured.size() == 1 ? &first : nullptr,
        [=, this](BanRule::Kind kind) { Q_EMIT banWanted(captured, kind); });
    connect(m_actions.copyFor(*menu, ActionId::Mute), &QAction::triggered, this,
        [=, this] { Q_EMIT muteWanted(captured); });
    m_hold->setPinned(true);
    connect(menu, &QMenu::aboutToHide, m_hold, [this] { m_hold->setPinned(false); });
    menu->popup(at);
}

void PeerPane::openColumnMenu(const QPoint& at)
{
    m_columnMenu->popup(at);
}

void PeerPane::applyFilter()
{
    m_filterDelay.stop();
    m_proxy->setFilter(PeerFilter::parse(m_filter->text()));
    updateCount();
    updateEmptyState();
}

void PeerPane::updateCount()
{
    const int all = m_peers.rowCount();
    const int shown = m_proxy->rowCount();
    m_count->setText(m_proxy->isFiltering()
            ? tr("%1 of %2").arg(QLocale().toString(shown), QLocale().toString(all))
            : tr("%Ln peer(s)", nullptr, all));
    if (!m_nameDelay.isActive()) {
        m_nameDelay.start();
    }
}

void PeerPane::updateAccessibleName()
{
    m_view->setAccessibleName(tr("Peers, %Ln row(s)", nullptr, m_proxy->rowCount()));
}

void PeerPane::updateHeldMark()
{
    m_held->setVisible(m_hold->isHeld() && m_proxy->isOrderLive());
}

void PeerPane::updateEmptyState()
{
    if (m_proxy->rowCount() > 0) {
        m_stack->setCurrentWidget(m_view);
        return;
    }
    using Phase = HubState::Phase;
    if (m_peers.rowCount() > 0) {
        m_empty->present(QStringLiteral("filter"), tr("No peer matches"),
            tr("The filter or the chosen room leaves no peer over."), tr("Show all peers"));
    } else if (m_hub.phase == Phase::Stopped || m_hub.phase == Phase::Failed) {
        m_empty->present(m_hub.phase == Phase::Failed ? QStringLiteral("problem")
                                                      : QStringLiteral("state-notjoined"),
            tr("The hub is not running"), tr("Nobody can connect until it is started."),
            tr("Start hub"));
    } else if (m_pageUrl.isEmpty()) {
        m_empty->present(QStringLiteral("peers"), tr("One moment…"), QString());
    } else {
        m_empty->present(QStringLiteral("peers"), tr("Nobody is connected yet"),
            tr("Open %1 in a browser on another device in this network.\n"
               "Programs connect to the same host and port: see Connect a client.")
                .arg(m_pageUrl));
    }
    m_stack->setCurrentWidget(m_empty);
}

void PeerPane::onEmptyStateButton()
{
    if (m_peers.rowCount() == 0) {
        Q_EMIT startWanted();
        return;
    }
    clearFilter();
    if (m_proxy->room()) {
        Q_EMIT allPeersWanted();
    }
}

QList<const PeerEntry*> PeerPane::entriesOf(const QList<PeerNumber>& peers) const
{
    QList<const PeerEntry*> entries;
    for (const PeerNumber number : peers) {
        const int row = m_peers.rowOf(number);
        if (row >= 0) {
            entries.append(&m_peers.entry(row));
        }
    }
    return entries;
}

QList<PeerColumn> PeerPane::shownColumns() const
{
    QList<PeerColumn> columns;
    for (int visual = 0; visual < m_view->header()->count(); ++visual) {
        const int column = m_view->header()->logicalIndex(visual);
        if (!m_view->isColumnHidden(column)) {
            columns.append(static_cast<PeerColumn>(column));
        }
    }
    return columns;
}

void PeerPane::copyRowsOf(const QList<PeerNumber>& peers) const
{
    toClipboard(rowsAsText(entriesOf(peers), shownColumns(), m_peers.now()));
}

void PeerPane::copy()
{
    copyRowsOf(selectedPeers());
}

void PeerPane::copyColumn(PeerColumn column)
{
    toClipboard(columnAsText(entriesOf(selectedPeers()), column, m_peers.now()));
}

void PeerPane::selectAll()
{
    m_view->selectAll();
}

void PeerPane::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

bool PeerPane::clearFilter()
{
    if (m_filter->text().isEmpty()) {
        return false;
    }
    m_filter->clear();
    applyFilter();
    return true;
}

void PeerPane::enter()
{
    if (m_filterDelay.isActive()) {
        applyFilter();
    }
    if (m_stack->currentWidget() == m_view) {
        m_view->enter();
    } else {
        m_filter->setFocus();
    }
}

bool PeerPane::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Down) {
        enter();
        return true;
    }
    return Pane::eventFilter(watched, event);
}

void PeerPane::saveState(UiState& state) const
{
    state.save(headerKey, *m_view->header());
    state.saveText(filterKey, m_filter->text());
}

void PeerPane::restoreState(const UiState& state)
{
    if (state.restore(headerKey, *m_view->header())) {
        m_proxy->sort(
            m_view->header()->sortIndicatorSection(), m_view->header()->sortIndicatorOrder());
    }
    m_filter->setText(state.text(filterKey));
    applyFilter();
}

} // namespace Signalbox
