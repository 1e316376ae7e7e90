// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/bans/banpane.h"

#include "ui/bans/banmodel.h"
#include "ui/charwidth.h"
#include "ui/emptystate.h"
#include "ui/icons.h"
#include "ui/plaintext.h"
#include "ui/rowdelegate.h"
#include "ui/uistate.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QStackedLayout>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>
#include <chrono>
#include <utility>

namespace Signalbox {

namespace {

using Column = BanModel::Column;

constexpr std::chrono::milliseconds filterDelay{150};
const QString headerKey = QStringLiteral("bans/header");

} // namespace

BanPane::BanPane(const Actions& actions, QWidget* parent)
    : Pane(parent)
    , m_actions(actions)
    , m_bans(new BanModel(this))
    , m_proxy(new QSortFilterProxyModel(this))
    , m_view(new QTreeView(this))
    , m_empty(new EmptyState(this))
    , m_filter(new QLineEdit(this))
    , m_count(new QLabel(this))
    , m_stack(new QStackedLayout)
{
    m_proxy->setDynamicSortFilter(false);
    m_proxy->setSourceModel(m_bans);
    m_proxy->setFilterKeyColumn(-1);
    m_proxy->setFilterRole(BanModel::PlainRole);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    makeView();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeTools());
    layout->addLayout(m_stack, 1);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    updateCount();
}

void BanPane::makeView()
{
    m_view->setObjectName(QStringLiteral("banView"));
    m_view->setModel(m_proxy);
    m_view->setItemDelegate(new RowDelegate(m_view));
    m_view->setRootIsDecorated(false);
    m_view->setItemsExpandable(false);
    m_view->setUniformRowHeights(true);
    m_view->setAlternatingRowColors(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->header()->setHighlightSections(false);
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setSectionResizeMode(static_cast<int>(Column::Reason), QHeaderView::Stretch);
    const int character = characterWidth(m_view->fontMetrics());
    for (const auto& [column, characters] : {std::pair{Column::Whom, 26}, {Column::KnownBy, 36},
             {Column::Effect, 12}, {Column::TimeLeft, 15}, {Column::Hits, 10}}) {
        m_view->setColumnWidth(static_cast<int>(column), character * characters);
    }
    m_actions.addActionsTo(*m_view, Actions::Scope::Bans);
    connect(m_view, &QWidget::customContextMenuRequested, this, &BanPane::openMenu);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        [this] { Q_EMIT selectionChanged(static_cast<int>(selectedBans().size())); });
    auto* menuKey = new QShortcut(QKeySequence(Qt::SHIFT | Qt::Key_F10), m_view);
    menuKey->setContext(Qt::WidgetShortcut);
    connect(menuKey, &QShortcut::activated, this,
        [this] { openMenu(m_view->visualRect(m_view->currentIndex()).bottomLeft()); });
}

QWidget* BanPane::makeTools()
{
    m_filter->setObjectName(QStringLiteral("banFilter"));
    m_filter->setAccessibleName(tr("Filter the bans"));
    m_filter->setPlaceholderText(tr("Filter: part of a name, an address or a reason"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaxLength(500);
    m_filter->addAction(symbolicIcon(QStringLiteral("filter")), QLineEdit::LeadingPosition);
    m_filterDelay.setSingleShot(true);
    m_filterDelay.setInterval(filterDelay);
    connect(&m_filterDelay, &QTimer::timeout, this, &BanPane::applyFilter);
    connect(m_filter, &QLineEdit::textChanged, this, [this] { m_filterDelay.start(); });
    connect(m_filter, &QLineEdit::returnPressed, this, &BanPane::enter);
    m_count->setObjectName(QStringLiteral("banCount"));
    m_count->setTextFormat(Qt::PlainText);
    m_count->setForegroundRole(QPalette::PlaceholderText);

    QToolButton* admit = makeButton(ActionId::Admit, "admitButton");
    admit->setAccessibleName(tr("Let the selected ones in again"));

    auto* tools = new QWidget(this);
    auto* layout = new QHBoxLayout(tools);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(8);
    layout->addWidget(m_filter, 1);
    layout->addWidget(m_count);
    layout->addWidget(admit);
    layout->addWidget(makeButton(ActionId::AddBan, "addBanButton"));
    return tools;
}

QToolButton* BanPane::makeButton(ActionId id, const char* name)
{
    auto* button = new QToolButton(this);
    button->setObjectName(QString::fromLatin1(name));
    button->setDefaultAction(m_actions[id]);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    return button;
}

void BanPane::apply(const SnapshotPtr& snapshot)
{
    m_bans->apply(snapshot);
    updateCount();
}

QList<BanNumber> BanPane::selectedBans() const
{
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QList<BanNumber> bans;
    for (const QModelIndex& row : rows) {
        bans.append(m_bans->numberAt(m_proxy->mapToSource(row).row()));
    }
    return bans;
}

void BanPane::openMenu(const QPoint& at)
{
    const QList<BanNumber> captured = selectedBans();
    if (captured.isEmpty()) {
        return;
    }
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("banMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_actions.copyFor(*menu, ActionId::EditBan), &QAction::triggered, this,
        [this, captured] { Q_EMIT editWanted(captured); });
    connect(m_actions.copyFor(*menu, ActionId::Admit), &QAction::triggered, this,
        [this, captured] { Q_EMIT admitWanted(captured); });
    menu->addSeparator();
    menu->addAction(m_actions[ActionId::Copy]);
    menu->addAction(m_actions[ActionId::SelectAll]);
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

void BanPane::applyFilter()
{
    m_filterDelay.stop();
    m_proxy->setFilterFixedString(withoutIsolates(m_filter->text()));
    updateCount();
}

void BanPane::updateCount()
{
    const int all = m_bans->rowCount();
    const int shown = m_proxy->rowCount();
    m_count->setText(m_filter->text().isEmpty()
            ? tr("%Ln ban(s)", nullptr, all)
            : tr("%1 of %2").arg(QLocale().toString(shown), QLocale().toString(all)));
    m_view->setAccessibleName(tr("Banned, %Ln row(s)", nullptr, shown));
    if (all == 0) {
        m_empty->present(QStringLiteral("state-refused"), tr("Nobody is banned"),
            tr("Who is kicked, banned or muted appears here for as long as that holds, "
               "and can be let in again before."));
    } else {
        m_empty->present(QStringLiteral("filter"), tr("No ban matches"), {});
    }
    m_stack->setCurrentIndex(shown > 0 ? 0 : 1);
}

void BanPane::copy()
{
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex& row : rows) {
        lines += m_bans->rowAsText(m_proxy->mapToSource(row).row());
    }
    if (!lines.isEmpty()) {
        QApplication::clipboard()->setText(lines.join(u'\n'));
    }
}

void BanPane::selectAll()
{
    m_view->selectAll();
}

void BanPane::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

bool BanPane::clearFilter()
{
    if (m_filter->text().isEmpty()) {
        return false;
    }
    m_filter->clear();
    applyFilter();
    return true;
}

void BanPane::enter()
{
    if (m_filterDelay.isActive()) {
        applyFilter();
    }
    if (m_stack->currentWidget() != m_view) {
        m_filter->setFocus();
        return;
    }
    m_view->setFocus();
    if (!m_view->selectionModel()->hasSelection()) {
        m_view->setCurrentIndex(m_proxy->index(0, 0));
    }
}

void BanPane::saveState(UiState& state) const
{
    state.save(headerKey, *m_view->header());
}

void BanPane::restoreState(const UiState& state)
{
    state.restore(headerKey, *m_view->header());
}

} // namespace Signalbox
