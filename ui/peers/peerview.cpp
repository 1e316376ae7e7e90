// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/peers/peerview.h"

#include "ui/charwidth.h"
#include "ui/peers/peercolumn.h"
#include "ui/peers/sparkline.h"
#include "ui/rowdelegate.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>

namespace Signalbox {

PeerView::PeerView(QWidget* parent)
    : QTreeView(parent)
{
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setUniformRowHeights(true);
    setAlternatingRowColors(true);
    setAllColumnsShowFocus(true);
    setSelectionMode(ExtendedSelection);
    setSelectionBehavior(SelectRows);
    setTextElideMode(Qt::ElideRight);
    setHorizontalScrollMode(ScrollPerPixel);
    setSortingEnabled(true);
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(NoEditTriggers);
    setItemDelegate(new RowDelegate(this));
    setItemDelegateForColumn(static_cast<int>(PeerColumn::Rate), new SparklineDelegate(this));
    header()->setFirstSectionMovable(true);
    header()->setSectionsMovable(true);
    header()->setStretchLastSection(false);
    header()->setHighlightSections(false);
    header()->setContextMenuPolicy(Qt::CustomContextMenu);
}

void PeerView::resetColumns()
{
    const int character = characterWidth(fontMetrics());
    for (int column = 0; column < peerColumnCount; ++column) {
        const auto id = static_cast<PeerColumn>(column);
        header()->moveSection(header()->visualIndex(column), column);
        setColumnHidden(column, !isUsual(id));
        // A title is never cut: its width in Chinese or large print is not that of the content.
        const int title = header()->sectionSizeHint(column);
        header()->resizeSection(column, std::max(title, character * defaultWidth(id)));
    }
    sortByColumn(static_cast<int>(PeerColumn::Name), Qt::AscendingOrder);
}

void PeerView::fitColumns()
{
    for (int column = 0; column < peerColumnCount; ++column) {
        if (static_cast<PeerColumn>(column) != PeerColumn::Rate && !isColumnHidden(column)) {
            resizeColumnToContents(column);
        }
    }
}

void PeerView::enter()
{
    setFocus();
    if (!model() || model()->rowCount() == 0 || selectionModel()->hasSelection()) {
        return;
    }
    // Taking the focus makes a row the current one, but selects none, and keys act on the
    // selection.
    const QModelIndex row
        = currentIndex().isValid() ? currentIndex() : model()->index(0, header()->logicalIndex(0));
    selectionModel()->setCurrentIndex(
        row, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void PeerView::contextMenuEvent(QContextMenuEvent* event)
{
    if (event->reason() == QContextMenuEvent::Keyboard) {
        openMenuAtCurrent();
    } else {
        Q_EMIT menuWanted(event->globalPos());
    }
}

void PeerView::keyPressEvent(QKeyEvent* event)
{
    // Qt makes a menu event of the menu key, but not everywhere of its substitute.
    if (event->key() == Qt::Key_F10 && event->modifiers() == Qt::ShiftModifier) {
        openMenuAtCurrent();
    } else {
        QTreeView::keyPressEvent(event);
    }
}

void PeerView::openMenuAtCurrent()
{
    scrollTo(currentIndex());
    QRect row = visualRect(currentIndex());
    if (!row.isValid()) {
        row = QRect(0, 0, 1, 1);
    }
    Q_EMIT menuWanted(viewport()->mapToGlobal(QPoint(row.left() + 16, row.bottom())));
}

void PeerView::keyboardSearch(const QString& search)
{
    // Single letters are commands in this table; the filter line is what searches.
    Q_UNUSED(search)
}

} // namespace Signalbox
