// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/accessibletables.h"

#include "ui/accessiblecells.h"

#include <QAccessibleWidget>
#include <QHash>
#include <QListView>
#include <QTreeView>

namespace Signalbox {

namespace {

using Selection = QItemSelectionModel;

/// A table, or a list, whose rows have none below them. Counts what is in it as Qt does, as Qt's
/// views tell by those numbers where the focus is. QAccessible owns it, and ends it with its view.
class Table final : public QAccessibleWidget, public QAccessibleTableInterface
{
public:
    explicit Table(QAbstractItemView* view)
        : QAccessibleWidget(
            view, qobject_cast<QListView*>(view) ? QAccessible::List : QAccessible::Table)
    { }
    ~Table() override
    {
        forget([](const QPersistentModelIndex&) { return true; });
    }

    int childCount() const override { return (rowCount() + titleRows()) * columnCount(); }
    QAccessibleInterface* child(int number) const override;
    int indexOfChild(const QAccessibleInterface* child) const override;
    QAccessibleInterface* childAt(int x, int y) const override;
    QAccessibleInterface* focusChild() const override;
    void* interface_cast(QAccessible::InterfaceType type) override;

    QAccessibleInterface* caption() const override { return nullptr; }
    QAccessibleInterface* summary() const override { return nullptr; }
    QAccessibleInterface* cellAt(int row, int column) const override;
    int rowCount() const override;
    int columnCount() const override;
    QString rowDescription(int) const override { return {}; }
    QString columnDescription(int column) const override;
    QAccessibleInterface* title(int column) const;

    int selectedCellCount() const override { return static_cast<int>(selected().size()); }
    QList<QAccessibleInterface*> selectedCells() const override;
    int selectedRowCount() const override { return static_cast<int>(selectedRows().size()); }
    QList<int> selectedRows() const override;
    bool isRowSelected(int row) const override { return selectedRows().contains(row); }
    bool selectRow(int row) override { return select(row, Selection::Select); }
    bool unselectRow(int row) override { return select(row, Selection::Deselect); }
    int selectedColumnCount() const override { return 0; }
    QList<int> selectedColumns() const override { return {}; }
    bool isColumnSelected(int) const override { return false; }
    bool selectColumn(int) override { return false; }
    bool unselectColumn(int) override { return false; }

    void modelChange(QAccessibleTableModelChangeEvent*) override
    {
        forget([](const QPersistentModelIndex& index) { return !index.isValid(); });
    }

private:
    QAbstractItemView* view() const { return qobject_cast<QAbstractItemView*>(object()); }
    QAbstractItemModel* model() const { return view() ? view()->model() : nullptr; }
    int titleRows() const { return qobject_cast<QTreeView*>(object()) ? 1 : 0; }
    QModelIndex indexAt(int row, int column) const;
    QAccessibleInterface* cell(const QModelIndex& index) const;
    QModelIndexList selected() const;
    bool select(int row, Selection::SelectionFlag how);
    template <typename Condition>
    void forget(Condition condition);

    mutable QHash<QPersistentModelIndex, QAccessible::Id> m_cells;
    mutable QHash<int, QAccessible::Id> m_titles;
};

QAccessibleInterface* Table::child(int number) const
{
    const int columns = columnCount();
    if (number < 0 || columns == 0) {
        return nullptr;
    }
    const int row = number / columns - titleRows();
    if (row < 0) {
        return title(number);
    }
    const QModelIndex index = indexAt(row, number % columns);
    return index.isValid() ? cell(index) : nullptr;
}

int Table::indexOfChild(const QAccessibleInterface* child) const
{
    if (const auto* title = dynamic_cast<const AccessibleTitle*>(child)) {
        return title->column();
    }
    const auto* cell = dynamic_cast<const AccessibleCell*>(child);
    return cell && cell->isValid()
        ? (cell->rowIndex() + titleRows()) * columnCount() + cell->columnIndex()
        : -1;
}

QAccessibleInterface* Table::childAt(int x, int y) const
{
    if (!view()) {
        return nullptr;
    }
    const QModelIndex index = view()->indexAt(view()->viewport()->mapFromGlobal(QPoint(x, y)));
    return index.isValid() ? cell(index) : nullptr;
}

QAccessibleInterface* Table::focusChild() const
{
    const QModelIndex index = view() ? view()->currentIndex() : QModelIndex();
    return index.isValid() ? cell(index) : nullptr;
}

void* Table::interface_cast(QAccessible::InterfaceType type)
{
    return type == QAccessible::TableInterface ? static_cast<QAccessibleTableInterface*>(this)
                                               : QAccessibleWidget::interface_cast(type);
}

QAccessibleInterface* Table::cellAt(int row, int column) const
{
    return cell(indexAt(row, column));
}

int Table::rowCount() const
{
    return model() ? model()->rowCount(view()->rootIndex()) : 0;
}

int Table::columnCount() const
{
    return model() ? model()->columnCount(view()->rootIndex()) : 0;
}

QString Table::columnDescription(int column) const
{
    return model() && titleRows() > 0 ? model()->headerData(column, Qt::Horizontal).toString()
                                      : QString();
}

QAccessibleInterface* Table::title(int column) const
{
    if (titleRows() == 0 || column < 0 || column >= columnCount()) {
        return nullptr;
    }
    QAccessible::Id& id = m_titles[column];
    if (id == 0) {
        id = QAccessible::registerAccessibleInterface(new AccessibleTitle(view(), column));
    }
    return QAccessible::accessibleInterface(id);
}

QList<QAccessibleInterface*> Table::selectedCells() const
{
    QList<QAccessibleInterface*> cells;
    for (const QModelIndex& index : selected()) {
        cells.append(cell(index));
    }
    return cells;
}

QList<int> Table::selectedRows() const
{
    QList<int> rows;
    if (view() && view()->selectionModel()) {
        for (const QModelIndex& index : view()->selectionModel()->selectedRows()) {
            rows.append(index.row());
        }
    }
    return rows;
}

QModelIndex Table::indexAt(int row, int column) const
{
    // Not every model refuses to make an index of what it does not have.
    const bool isThere = row >= 0 && row < rowCount() && column >= 0 && column < columnCount();
    return isThere ? model()->index(row, column, view()->rootIndex()) : QModelIndex();
}

QAccessibleInterface* Table::cell(const QModelIndex& index) const
{
    QAccessible::Id& id = m_cells[index];
    if (id == 0) {
        id = QAccessible::registerAccessibleInterface(new AccessibleCell(view(), index));
    }
    return QAccessible::accessibleInterface(id);
}

QModelIndexList Table::selected() const
{
    return view() && view()->selectionModel() ? view()->selectionModel()->selectedIndexes()
                                              : QModelIndexList();
}

bool Table::select(int row, Selection::SelectionFlag how)
{
    const QModelIndex index = indexAt(row, 0);
    if (!index.isValid() || !view()->selectionModel()
        || view()->selectionMode() == QAbstractItemView::NoSelection) {
        return false;
    }
    const bool isAlone
        = how == Selection::Select && view()->selectionMode() == QAbstractItemView::SingleSelection;
    view()->selectionModel()->select(
        index, (isAlone ? Selection::ClearAndSelect : how) | Selection::Rows);
    return true;
}

template <typename Condition>
void Table::forget(Condition condition)
{
    for (auto one = m_cells.begin(); one != m_cells.end();) {
        if (condition(one.key())) {
            QAccessible::deleteAccessibleInterface(one.value());
            one = m_cells.erase(one);
        } else {
            ++one;
        }
    }
}

QAccessibleInterface* makeTable(const QString&, QObject* object)
{
    auto* view = qobject_cast<QAbstractItemView*>(object);
    const bool isTree = qobject_cast<QTreeView*>(view);
    // The list of a combo box belongs to that, and Qt tells of both together.
    const bool isList = qobject_cast<QListView*>(view) && !view->inherits("QComboBoxListView");
    return isTree || isList ? new Table(view) : nullptr;
}

} // namespace

void installAccessibleTables()
{
    QAccessible::installFactory(makeTable);
}

} // namespace Signalbox
