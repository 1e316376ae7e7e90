// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/log/logpane.h"

#include "ui/actions.h"
#include "ui/charwidth.h"
#include "ui/icons.h"
#include "ui/log/logmodel.h"
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
#include <QScrollBar>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>
#include <chrono>

namespace Signalbox {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds filterDelay{150};
constexpr milliseconds nameDelay{5000}; ///< a screen reader is not told of every line
const QString headerKey = QStringLiteral("log/header");

} // namespace

LogPane::LogPane(LogModel& log, const Actions& actions, QWidget* parent)
    : Pane(parent)
    , m_log(log)
    , m_proxy(new QSortFilterProxyModel(this))
    , m_view(new QTreeView(this))
    , m_filter(new QLineEdit(this))
    , m_count(new QLabel(this))
{
    m_proxy->setDynamicSortFilter(false);
    m_proxy->setSourceModel(&log);
    m_proxy->setFilterKeyColumn(static_cast<int>(LogModel::Column::Text));
    m_proxy->setFilterRole(LogModel::PlainRole);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    makeView();
    connect(m_view, &QWidget::customContextMenuRequested, this,
        [this, &actions](const QPoint& at) { openMenu(actions, at); });

    auto* menuKey = new QShortcut(QKeySequence(Qt::SHIFT | Qt::Key_F10), m_view);
    menuKey->setContext(Qt::WidgetShortcut);
    connect(menuKey, &QShortcut::activated, this, [this, &actions] {
        openMenu(actions, m_view->visualRect(m_view->currentIndex()).bottomLeft());
    });

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeTools(actions));
    layout->addWidget(m_view, 1);

    connect(&log, &QAbstractItemModel::rowsAboutToBeInserted, this, &LogPane::onAboutToChange);
    connect(&log, &QAbstractItemModel::rowsAboutToBeRemoved, this, &LogPane::onAboutToChange);
    connect(m_proxy, &QAbstractItemModel::rowsInserted, this, &LogPane::onInserted);
    connect(m_proxy, &QAbstractItemModel::rowsRemoved, this,
        [this](const QModelIndex&, int first, int last) { onRemoved(first, last); });
    m_nameDelay.setSingleShot(true);
    m_nameDelay.setInterval(nameDelay);
    connect(&m_nameDelay, &QTimer::timeout, this, &LogPane::updateAccessibleName);
    updateAccessibleName();
    updateCount();
}

void LogPane::makeView()
{
    m_view->setObjectName(QStringLiteral("logView"));
    m_view->setModel(m_proxy);
    m_view->setItemDelegate(new RowDelegate(m_view));
    m_view->setRootIsDecorated(false);
    m_view->setItemsExpandable(false);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->header()->setHighlightSections(false);
    const int character = characterWidth(m_view->fontMetrics());
    m_view->setColumnWidth(static_cast<int>(LogModel::Column::Time), character * 11);
    m_view->setColumnWidth(static_cast<int>(LogModel::Column::Level), character * 12);
}

QWidget* LogPane::makeTools(const Actions& actions)
{
    m_filter->setObjectName(QStringLiteral("logFilter"));
    m_filter->setAccessibleName(tr("Filter the log"));
    m_filter->setPlaceholderText(tr("Filter: part of a line"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaxLength(500);
    m_filter->addAction(symbolicIcon(QStringLiteral("filter")), QLineEdit::LeadingPosition);
    m_filterDelay.setSingleShot(true);
    m_filterDelay.setInterval(filterDelay);
    connect(&m_filterDelay, &QTimer::timeout, this, &LogPane::applyFilter);
    connect(m_filter, &QLineEdit::textChanged, this, [this] { m_filterDelay.start(); });
    connect(m_filter, &QLineEdit::returnPressed, this, &LogPane::enter);

    m_count->setObjectName(QStringLiteral("logCount"));
    m_count->setTextFormat(Qt::PlainText);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    auto* clear = new QToolButton(this);
    clear->setDefaultAction(actions[ActionId::ClearLog]);
    clear->setAccessibleName(tr("Clear log"));

    auto* tools = new QWidget(this);
    auto* layout = new QHBoxLayout(tools);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(8);
    layout->addWidget(m_filter, 1);
    layout->addWidget(m_count);
    layout->addWidget(clear);
    return tools;
}

void LogPane::openMenu(const Actions& actions, const QPoint& at)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(actions[ActionId::Copy]);
    menu->addAction(actions[ActionId::SelectAll]);
    menu->addSeparator();
    menu->addAction(actions[ActionId::ClearLog]);
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

void LogPane::applyFilter()
{
    m_filterDelay.stop();
    m_proxy->setFilterFixedString(withoutIsolates(m_filter->text()));
    updateCount();
    m_view->scrollToBottom();
}

void LogPane::updateCount()
{
    const int shown = m_proxy->rowCount();
    const int all = m_log.rowCount();
    m_count->setText(m_filter->text().isEmpty()
            ? tr("%Ln line(s)", nullptr, all)
            : tr("%1 of %2").arg(QLocale().toString(shown), QLocale().toString(all)));
    if (!m_nameDelay.isActive()) {
        m_nameDelay.start();
    }
}

void LogPane::updateAccessibleName()
{
    m_view->setAccessibleName(tr("Log, %Ln line(s)", nullptr, m_proxy->rowCount()));
}

void LogPane::onAboutToChange()
{
    const QScrollBar* bar = m_view->verticalScrollBar();
    m_following = bar->value() >= bar->maximum();
}

void LogPane::onInserted()
{
    updateCount();
    if (m_following) {
        m_view->scrollToBottom();
    }
}

void LogPane::onRemoved(int first, int last)
{
    updateCount();
    if (m_following || first > 0) {
        return;
    }
    // What is being read stays where it is while the oldest lines go.
    QScrollBar* bar = m_view->verticalScrollBar();
    bar->setValue(bar->value() - (last - first + 1));
}

void LogPane::copy()
{
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex& row : rows) {
        lines += m_log.lineAsText(m_proxy->mapToSource(row).row());
    }
    if (!lines.isEmpty()) {
        QApplication::clipboard()->setText(lines.join(u'\n'));
    }
}

void LogPane::selectAll()
{
    m_view->selectAll();
}

void LogPane::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

bool LogPane::clearFilter()
{
    if (m_filter->text().isEmpty()) {
        return false;
    }
    m_filter->clear();
    applyFilter();
    return true;
}

void LogPane::enter()
{
    m_view->setFocus();
}

void LogPane::saveState(UiState& state) const
{
    state.save(headerKey, *m_view->header());
}

void LogPane::restoreState(const UiState& state)
{
    state.restore(headerKey, *m_view->header());
}

} // namespace Signalbox
