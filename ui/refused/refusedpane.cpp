// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/refused/refusedpane.h"

#include "ui/charwidth.h"
#include "ui/emptystate.h"
#include "ui/icons.h"
#include "ui/plaintext.h"
#include "ui/refused/refusalmodel.h"
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

using Column = RefusalModel::Column;

constexpr std::chrono::milliseconds filterDelay{150};
const QString headerKey = QStringLiteral("refused/header");

} // namespace

RefusedPane::RefusedPane(const Actions& actions, QWidget* parent)
    : Pane(parent)
    , m_actions(actions)
    , m_refusals(new RefusalModel(this))
    , m_proxy(new QSortFilterProxyModel(this))
    , m_view(new QTreeView(this))
    , m_empty(new EmptyState(this))
    , m_filter(new QLineEdit(this))
    , m_count(new QLabel(this))
    , m_stack(new QStackedLayout)
{
    m_proxy->setDynamicSortFilter(false);
    m_proxy->setSourceModel(m_refusals);
    m_proxy->setFilterKeyColumn(-1);
    m_proxy->setFilterRole(RefusalModel::PlainRole);
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

void RefusedPane::makeView()
{
    m_view->setObjectName(QStringLiteral("refusedView"));
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
    for (const auto& [column, characters] : {std::pair{Column::Name, 18}, {Column::Dialect, 14},
             {Column::KnownBy, 44}, {Column::TimeLeft, 15}, {Column::Tries, 12}}) {
        m_view->setColumnWidth(static_cast<int>(column), character * characters);
    }
    m_actions.addActionsTo(*m_view, Actions::Scope::Refusals);
    connect(m_view, &QWidget::customContextMenuRequested, this, &RefusedPane::openMenu);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        [this] { Q_EMIT selectionChanged(static_cast<int>(selectedRefusals().size())); });
    auto* menuKey = new QShortcut(QKeySequence(Qt::SHIFT | Qt::Key_F10), m_view);
    menuKey->setContext(Qt::WidgetShortcut);
    connect(menuKey, &QShortcut::activated, this,
        [this] { openMenu(m_view->visualRect(m_view->currentIndex()).bottomLeft()); });
}

QWidget* RefusedPane::makeTools()
{
    m_filter->setObjectName(QStringLiteral("refusedFilter"));
    m_filter->setAccessibleName(tr("Filter the refused"));
    m_filter->setPlaceholderText(tr("Filter: part of a name, an address or a reason"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaxLength(500);
    m_filter->addAction(symbolicIcon(QStringLiteral("filter")), QLineEdit::LeadingPosition);
    m_filterDelay.setSingleShot(true);
    m_filterDelay.setInterval(filterDelay);
    connect(&m_filterDelay, &QTimer::timeout, this, &RefusedPane::applyFilter);
    connect(m_filter, &QLineEdit::textChanged, this, [this] { m_filterDelay.start(); });
    connect(m_filter, &QLineEdit::returnPressed, this, &RefusedPane::enter);
    m_count->setObjectName(QStringLiteral("refusedCount"));
    m_count->setTextFormat(Qt::PlainText);
    m_count->setForegroundRole(QPalette::PlaceholderText);

    auto* admit = new QToolButton(this);
    admit->setObjectName(QStringLiteral("admitButton"));
    admit->setDefaultAction(m_actions[ActionId::Admit]);
    admit->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    admit->setAccessibleName(tr("Let the selected ones in again"));

    auto* tools = new QWidget(this);
    auto* layout = new QHBoxLayout(tools);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(8);
    layout->addWidget(m_filter, 1);
    layout->addWidget(m_count);
    layout->addWidget(admit);
    return tools;
}

void RefusedPane::apply(const SnapshotPtr& snapshot)
{
    m_refusals->apply(snapshot);
    updateCount();
}

QList<RefusalNumber> RefusedPane::selectedRefusals() const
{
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QList<RefusalNumber> refusals;
    for (const QModelIndex& row : rows) {
        refusals.append(m_refusals->numberAt(m_proxy->mapToSource(row).row()));
    }
    return refusals;
}

void RefusedPane::openMenu(const QPoint& at)
{
    const QList<RefusalNumber> captured = selectedRefusals();
    if (captured.isEmpty()) {
        return;
    }
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("refusedMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_actions.copyFor(*menu, ActionId::Admit), &QAction::triggered, this,
        [this, captured] { Q_EMIT admitWanted(captured); });
    menu->addSeparator();
    menu->addAction(m_actions[ActionId::Copy]);
    menu->addAction(m_actions[ActionId::SelectAll]);
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

void RefusedPane::applyFilter()
{
    m_filterDelay.stop();
    m_proxy->setFilterFixedString(withoutIsolates(m_filter->text()));
    updateCount();
}

void RefusedPane::updateCount()
{
    const int all = m_refusals->rowCount();
    const int shown = m_proxy->rowCount();
    m_count->setText(m_filter->text().isEmpty()
            ? tr("%Ln refused", nullptr, all)
            : tr("%1 of %2").arg(QLocale().toString(shown), QLocale().toString(all)));
    m_view->setAccessibleName(tr("Refused, %Ln row(s)", nullptr, shown));
    if (all == 0) {
        m_empty->present(QStringLiteral("state-refused"), tr("Nobody is refused"),
            tr("Who is kicked appears here for as long as it is not to come back, "
               "and can be let in again before that."));
    } else {
        m_empty->present(QStringLiteral("filter"), tr("Nobody who is refused matches"), {});
    }
    m_stack->setCurrentIndex(shown > 0 ? 0 : 1);
}

void RefusedPane::copy()
{
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex& row : rows) {
        lines += m_refusals->rowAsText(m_proxy->mapToSource(row).row());
    }
    if (!lines.isEmpty()) {
        QApplication::clipboard()->setText(lines.join(u'\n'));
    }
}

void RefusedPane::selectAll()
{
    m_view->selectAll();
}

void RefusedPane::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

bool RefusedPane::clearFilter()
{
    if (m_filter->text().isEmpty()) {
        return false;
    }
    m_filter->clear();
    applyFilter();
    return true;
}

void RefusedPane::enter()
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

void RefusedPane::saveState(UiState& state) const
{
    state.save(headerKey, *m_view->header());
}

void RefusedPane::restoreState(const UiState& state)
{
    state.restore(headerKey, *m_view->header());
}

} // namespace Signalbox
