// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/accessiblecells.h"

#include <QHeaderView>
#include <QListView>
#include <QTreeView>

namespace Signalbox {

namespace {

using Selection = QItemSelectionModel;

QRect onScreen(const QWidget& part, const QRect& rect)
{
    return rect.isEmpty() ? QRect() : QRect(part.mapToGlobal(rect.topLeft()), rect.size());
}

} // namespace

AccessiblePart::AccessiblePart(QAbstractItemView* view)
    : m_view(view)
{ }

QAccessibleInterface* AccessiblePart::parent() const
{
    return m_view ? QAccessible::queryAccessibleInterface(m_view) : nullptr;
}

QWindow* AccessiblePart::window() const
{
    return m_view ? m_view->window()->windowHandle() : nullptr;
}

AccessibleTitle::AccessibleTitle(QAbstractItemView* view, int column)
    : AccessiblePart(view)
    , m_column(column)
{ }

bool AccessibleTitle::isValid() const
{
    return m_view && m_view->model() && m_column < m_view->model()->columnCount();
}

QRect AccessibleTitle::rect() const
{
    const auto* tree = qobject_cast<QTreeView*>(m_view);
    if (!tree || !isValid()) {
        return {};
    }
    const QHeaderView& header = *tree->header();
    return onScreen(*header.viewport(),
        QRect(header.sectionViewportPosition(m_column), 0, header.sectionSize(m_column),
            header.height()));
}

QAccessible::State AccessibleTitle::state() const
{
    QAccessible::State state;
    state.invalid = !isValid();
    state.invisible = state.invalid || !m_view->isVisible() || rect().isEmpty();
    return state;
}

QString AccessibleTitle::text(QAccessible::Text which) const
{
    if (!isValid() || (which != QAccessible::Name && which != QAccessible::Description)) {
        return {};
    }
    const int role = which == QAccessible::Name ? Qt::DisplayRole : Qt::ToolTipRole;
    return m_view->model()->headerData(m_column, Qt::Horizontal, role).toString();
}

AccessibleCell::AccessibleCell(QAbstractItemView* view, const QModelIndex& index)
    : AccessiblePart(view)
    , m_index(index)
{ }

bool AccessibleCell::isValid() const
{
    return m_view && m_index.isValid();
}

QAccessible::Role AccessibleCell::role() const
{
    return qobject_cast<QListView*>(m_view) ? QAccessible::ListItem : QAccessible::Cell;
}

QRect AccessibleCell::rect() const
{
    return isValid() ? onScreen(*m_view->viewport(), m_view->visualRect(m_index)) : QRect();
}

QAccessible::State AccessibleCell::state() const
{
    QAccessible::State state;
    if (!isValid()) {
        state.invalid = true;
        return state;
    }
    const QRect shown = m_view->viewport()->rect().intersected(m_view->visualRect(m_index));
    const Qt::ItemFlags flags = m_index.flags();
    state.offscreen = shown.isEmpty();
    state.invisible = state.offscreen || !m_view->isVisible();
    state.disabled = !flags.testFlag(Qt::ItemIsEnabled);
    state.selectable = flags.testFlag(Qt::ItemIsSelectable);
    state.focusable = state.selectable;
    state.multiSelectable = m_view->selectionMode() != QAbstractItemView::SingleSelection;
    state.selected = isSelected();
    state.focused = m_view->hasFocus() && m_view->currentIndex() == m_index;
    return state;
}

QString AccessibleCell::text(QAccessible::Text which) const
{
    if (!isValid()) {
        return {};
    }
    switch (which) {
    case QAccessible::Name: {
        const QString text = m_index.data(Qt::AccessibleTextRole).toString();
        return text.isEmpty() ? m_index.data(Qt::DisplayRole).toString() : text;
    }
    case QAccessible::Description:
        return m_index.data(Qt::AccessibleDescriptionRole).toString();
    default:
        return {};
    }
}

void* AccessibleCell::interface_cast(QAccessible::InterfaceType type)
{
    switch (type) {
    case QAccessible::TableCellInterface:
        return static_cast<QAccessibleTableCellInterface*>(this);
    case QAccessible::ActionInterface:
        return static_cast<QAccessibleActionInterface*>(this);
    default:
        return nullptr;
    }
}

bool AccessibleCell::isSelected() const
{
    return isValid() && m_view->selectionModel()->isSelected(m_index);
}

QList<QAccessibleInterface*> AccessibleCell::columnHeaderCells() const
{
    if (!isValid() || !qobject_cast<QTreeView*>(m_view)) {
        return {};
    }
    return {parent()->child(m_index.column())}; // the titles come first
}

QStringList AccessibleCell::actionNames() const
{
    if (!isValid()) {
        return {};
    }
    QStringList actions{pressAction(), setFocusAction()};
    if (m_view->selectionMode() != QAbstractItemView::SingleSelection) {
        actions += toggleAction();
    }
    return actions;
}

void AccessibleCell::doAction(const QString& action)
{
    if (!isValid()) {
        return;
    }
    if (action == pressAction()) {
        m_view->setCurrentIndex(m_index);
    } else if (action == toggleAction()) {
        m_view->selectionModel()->setCurrentIndex(m_index, Selection::Toggle | Selection::Rows);
    } else if (action == setFocusAction()) {
        m_view->setFocus(Qt::OtherFocusReason);
        m_view->selectionModel()->setCurrentIndex(m_index, Selection::NoUpdate);
    }
}

} // namespace Signalbox
