// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/traffic/trafficpane.h"

#include "ui/actions.h"
#include "ui/charwidth.h"
#include "ui/emptystate.h"
#include "ui/icons.h"
#include "ui/plaintext.h"
#include "ui/rowdelegate.h"
#include "ui/traffic/messagetext.h"
#include "ui/traffic/trafficmodel.h"
#include "ui/uistate.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QShortcut>
#include <QSplitter>
#include <QStackedLayout>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>
#include <chrono>
#include <utility>

namespace Signalbox {

namespace {

using std::chrono::milliseconds;
using Column = TrafficModel::Column;

constexpr milliseconds filterDelay{150};
constexpr milliseconds nameDelay{5000}; ///< a screen reader is not told of every message
const QString headerKey = QStringLiteral("messages/header");
const QString splitterKey = QStringLiteral("messages/splitter");

} // namespace

TrafficPane::TrafficPane(const Actions& actions, QWidget* parent)
    : Pane(parent)
    , m_model(new TrafficModel(this))
    , m_view(new QTreeView(this))
    , m_empty(new EmptyState(this))
    , m_filter(new QLineEdit(this))
    , m_state(new QLabel(this))
    , m_count(new QLabel(this))
    , m_title(new QLabel(this))
    , m_message(new QPlainTextEdit(this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_stack(new QStackedLayout)
{
    makeView();
    makeFilterLine();
    connect(m_view, &QWidget::customContextMenuRequested, this,
        [this, &actions](const QPoint& at) { openMenu(actions, at); });
    auto* menuKey = new QShortcut(QKeySequence(Qt::SHIFT | Qt::Key_F10), m_view);
    menuKey->setContext(Qt::WidgetShortcut);
    connect(menuKey, &QShortcut::activated, this, [this, &actions] {
        openMenu(actions, m_view->visualRect(m_view->currentIndex()).bottomLeft());
    });

    auto* list = new QWidget(this);
    list->setLayout(m_stack);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_view);
    m_splitter->setObjectName(QStringLiteral("messageSplitter"));
    m_splitter->addWidget(list);
    m_splitter->addWidget(makeReader());
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setHandleWidth(1);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeTools(actions));
    layout->addWidget(m_splitter, 1);

    m_nameDelay.setSingleShot(true);
    m_nameDelay.setInterval(nameDelay);
    connect(&m_nameDelay, &QTimer::timeout, this, &TrafficPane::updateAccessibleName);
    updateAccessibleName();
    updateCounts();
}

void TrafficPane::makeView()
{
    m_view->setObjectName(QStringLiteral("messageView"));
    m_view->setModel(m_model);
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
    for (const auto& [column, characters] : {std::pair{Column::Time, 12}, {Column::From, 11},
             {Column::To, 11}, {Column::Kind, 12}, {Column::Size, 9}}) {
        m_view->setColumnWidth(static_cast<int>(column), character * characters);
    }
    // Where the bar stands is what the user chose; a list that becomes smaller is no such choice.
    const QScrollBar* bar = m_view->verticalScrollBar();
    connect(bar, &QScrollBar::valueChanged, this,
        [this, bar](int value) { m_following = value >= bar->maximum(); });
    connect(
        m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &TrafficPane::read);
}

void TrafficPane::makeFilterLine()
{
    m_filter->setObjectName(QStringLiteral("messageFilter"));
    m_filter->setAccessibleName(tr("Filter the messages"));
    m_filter->setPlaceholderText(tr("Filter: part of a name or of a message"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaxLength(500);
    m_filter->addAction(symbolicIcon(QStringLiteral("filter")), QLineEdit::LeadingPosition);
    m_filterDelay.setSingleShot(true);
    m_filterDelay.setInterval(filterDelay);
    connect(&m_filterDelay, &QTimer::timeout, this, &TrafficPane::applyFilter);
    connect(m_filter, &QLineEdit::textChanged, this, [this] { m_filterDelay.start(); });
    connect(m_filter, &QLineEdit::returnPressed, this, &TrafficPane::enter);
}

QWidget* TrafficPane::makeTools(const Actions& actions)
{
    m_state->setObjectName(QStringLiteral("messageState"));
    m_count->setObjectName(QStringLiteral("messageCount"));
    for (QLabel* label : {m_state, m_count}) {
        label->setTextFormat(Qt::PlainText);
        label->setForegroundRole(QPalette::PlaceholderText);
    }
    auto* tools = new QWidget(this);
    auto* layout = new QHBoxLayout(tools);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(8);
    layout->addWidget(m_filter, 1);
    layout->addWidget(m_count);
    layout->addWidget(m_state);
    for (const ActionId id : {ActionId::PauseMessages, ActionId::ClearMessages}) {
        auto* button = new QToolButton(tools);
        button->setDefaultAction(actions[id]);
        button->setAccessibleName(id == ActionId::PauseMessages ? tr("Pause") : tr("Clear"));
        layout->addWidget(button);
    }
    return tools;
}

QWidget* TrafficPane::makeReader()
{
    m_title->setObjectName(QStringLiteral("messageTitle"));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setForegroundRole(QPalette::PlaceholderText);
    m_title->setContentsMargins(8, 4, 8, 4);
    m_title->hide();
    // The longest title must not widen the window.
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_message->setObjectName(QStringLiteral("messageReader"));
    m_message->setAccessibleName(tr("The selected message"));
    m_message->setPlaceholderText(tr("Select a message to read all of it"));
    m_message->setReadOnly(true);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_message->setTabChangesFocus(true);
    m_message->setUndoRedoEnabled(false);
    m_message->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_message->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_message->document()->setDocumentMargin(8);
    m_message->setFrameShape(QFrame::NoFrame);

    auto* reader = new QWidget(this);
    auto* layout = new QVBoxLayout(reader);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_title);
    layout->addWidget(m_message, 1);
    return reader;
}

void TrafficPane::know(const SnapshotPtr& snapshot)
{
    m_model->know(snapshot);
}

void TrafficPane::append(const TrafficBatchPtr& batch)
{
    change([&] { m_model->append(*batch); });
}

void TrafficPane::setPaused(bool paused)
{
    change([&] { m_model->setPaused(paused); });
}

void TrafficPane::clear()
{
    m_model->clear();
    m_title->clear();
    m_title->hide();
    m_message->clear();
    updateCounts();
}

/// Changes the rows and keeps what is looked at in its place: the end, or the rows that are read.
template <typename Change>
void TrafficPane::change(Change change)
{
    QScrollBar* bar = m_view->verticalScrollBar();
    const bool following = m_following;
    const auto hold = connect(m_model, &QAbstractItemModel::rowsRemoved, this,
        [following, bar](const QModelIndex&, int first, int last) {
            if (!following) {
                bar->setValue(bar->value() - (last - first + 1));
            }
        });
    // When the current row goes, another becomes it; the view must not go there.
    m_view->setAutoScroll(false);
    change();
    m_view->setAutoScroll(true);
    disconnect(hold);
    if (following && isVisible()) {
        m_view->scrollToBottom();
    }
    updateCounts();
}

void TrafficPane::applyFilter()
{
    m_filterDelay.stop();
    m_model->setFilter(withoutIsolates(m_filter->text()));
    m_view->scrollToBottom();
    updateCounts();
}

void TrafficPane::read(const QItemSelection& selected)
{
    // A row that went with the oldest is still being read.
    if (selected.isEmpty()) {
        return;
    }
    const int row = selected.last().bottom();
    m_title->setText(m_model->titleOf(row));
    m_title->show();
    m_message->setPlainText(wholeMessage(m_model->messageAt(row)));
}

void TrafficPane::updateCounts()
{
    const qsizetype all = m_model->all();
    const int shown = m_model->rowCount();
    const QLocale locale;
    m_state->setText(!m_model->isPaused() ? tr("Listening")
            : m_model->waiting() == 0
            ? tr("Paused")
            : tr("Paused, %1 waiting", "messages").arg(locale.toString(m_model->waiting())));
    m_count->setText(m_filter->text().isEmpty()
            ? tr("%Ln message(s)", nullptr, static_cast<int>(all))
            : tr("%1 of %2").arg(locale.toString(shown), locale.toString(all)));
    m_stack->setCurrentIndex(shown == 0 ? 0 : 1);
    if (!m_nameDelay.isActive()) {
        m_nameDelay.start();
    }
    if (all == 0) {
        m_empty->present(QStringLiteral("messages"), tr("No messages yet"),
            tr("What peers say, and what they are told, appears here while this page is shown."));
    } else if (shown == 0) {
        m_empty->present(QStringLiteral("filter"), tr("No message matches the filter"), {});
    }
}

void TrafficPane::updateAccessibleName()
{
    m_view->setAccessibleName(tr("Messages, %Ln line(s)", nullptr, m_model->rowCount()));
}

void TrafficPane::openMenu(const Actions& actions, const QPoint& at)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(actions[ActionId::Copy]);
    menu->addAction(actions[ActionId::SelectAll]);
    menu->addSeparator();
    menu->addAction(actions[ActionId::PauseMessages]);
    menu->addAction(actions[ActionId::ClearMessages]);
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

void TrafficPane::copy()
{
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex& row : rows) {
        lines += m_model->rowAsText(row.row());
    }
    if (!lines.isEmpty()) {
        QApplication::clipboard()->setText(lines.join(u'\n'));
    }
}

void TrafficPane::selectAll()
{
    m_view->selectAll();
}

void TrafficPane::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

bool TrafficPane::clearFilter()
{
    if (m_filter->text().isEmpty()) {
        return false;
    }
    m_filter->clear();
    applyFilter();
    return true;
}

void TrafficPane::enter()
{
    if (m_filterDelay.isActive()) {
        applyFilter();
    }
    if (m_stack->currentWidget() == m_view) {
        m_view->setFocus();
    } else {
        m_filter->setFocus();
    }
}

void TrafficPane::showEvent(QShowEvent* event)
{
    Pane::showEvent(event);
    Q_EMIT listeningWanted(true);
}

void TrafficPane::hideEvent(QHideEvent* event)
{
    Pane::hideEvent(event);
    Q_EMIT listeningWanted(false);
}

void TrafficPane::saveState(UiState& state) const
{
    state.save(headerKey, *m_view->header());
    state.save(splitterKey, *m_splitter);
}

void TrafficPane::restoreState(const UiState& state)
{
    state.restore(headerKey, *m_view->header());
    state.restore(splitterKey, *m_splitter);
}

} // namespace Signalbox
