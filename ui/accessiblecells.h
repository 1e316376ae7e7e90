// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractItemView>
#include <QAccessible>
#include <QPersistentModelIndex>
#include <QPointer>

namespace Signalbox {

/// What assistive technology is told of a part of a view that has no widget of its own.
///
/// Thread: GUI. Owner: QAccessible; the table that it is a part of has it ended.
class AccessiblePart : public QAccessibleInterface
{
public:
    explicit AccessiblePart(QAbstractItemView* view);

    QObject* object() const override { return nullptr; }
    QAccessibleInterface* parent() const override;
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    void setText(QAccessible::Text, const QString&) override { }
    QWindow* window() const override;

protected:
    QPointer<QAbstractItemView> m_view;
};

/// The title of a column. Thread and owner: as any part.
class AccessibleTitle final : public AccessiblePart
{
public:
    AccessibleTitle(QAbstractItemView* view, int column);

    int column() const { return m_column; }

    bool isValid() const override;
    QAccessible::Role role() const override { return QAccessible::ColumnHeader; }
    QRect rect() const override;
    QAccessible::State state() const override;
    QString text(QAccessible::Text which) const override;

private:
    int m_column;
};

/// A cell, which stays the same one wherever its row goes. With an index of nothing it stands for
/// every cell that is not there. Thread and owner: as any part.
class AccessibleCell final : public AccessiblePart,
                             public QAccessibleTableCellInterface,
                             public QAccessibleActionInterface
{
public:
    AccessibleCell(QAbstractItemView* view, const QModelIndex& index);

    bool isValid() const override;
    QAccessible::Role role() const override;
    QRect rect() const override;
    QAccessible::State state() const override;
    QString text(QAccessible::Text which) const override;
    void* interface_cast(QAccessible::InterfaceType type) override;

    bool isSelected() const override;
    QList<QAccessibleInterface*> columnHeaderCells() const override;
    QList<QAccessibleInterface*> rowHeaderCells() const override { return {}; }
    int columnIndex() const override { return m_index.column(); }
    int rowIndex() const override { return m_index.row(); }
    int columnExtent() const override { return 1; }
    int rowExtent() const override { return 1; }
    QAccessibleInterface* table() const override { return parent(); }

    QStringList actionNames() const override;
    void doAction(const QString& action) override;
    QStringList keyBindingsForAction(const QString&) const override { return {}; }

private:
    QPersistentModelIndex m_index;
};

} // namespace Signalbox
