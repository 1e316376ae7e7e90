// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"
#include "ui/accessibletables.h"

#include <QAccessible>
#include <QListView>
#include <QStandardItemModel>
#include <QStringListModel>
#include <QTest>
#include <QTreeView>

#include <array>
#include <limits>

using namespace Signalbox;

namespace {

/// A view with three rows and two columns, as assistive technology sees it.
struct ReadTable
{
    ReadTable()
    {
        for (int row = 0; row < 3; ++row) {
            const auto text = [row](const char* column) {
                return new QStandardItem(QLatin1String(column) + QString::number(row));
            };
            model.appendRow({text("a"), text("b")});
        }
        model.setHorizontalHeaderLabels({QStringLiteral("A"), QStringLiteral("B")});
        view.setSelectionMode(QAbstractItemView::ExtendedSelection);
        view.setModel(&model);
        all = QAccessible::queryAccessibleInterface(&view);
        table = all->tableInterface();
    }

    QString name(int row, int column) const
    {
        return table->cellAt(row, column)->text(QAccessible::Name);
    }

    QStandardItemModel model;
    QTreeView view;
    QAccessibleInterface* all = nullptr;
    QAccessibleTableInterface* table = nullptr;
};

} // namespace

class TestAccessibleTables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installAccessibleTables(); }

    void whatIsNotThereIsAnsweredForAsWell();
    void childrenAreCountedTitlesFirst();
    void aCellStaysTheSameWhereverItsRowGoes();
    void aCellWhoseRowIsGoneSaysSo();
    void rowsAreChosenByTheTableAndByTheCell();
    void aListHasNoTitles();
};

void TestAccessibleTables::whatIsNotThereIsAnsweredForAsWell()
{
    const ReadTable read;
    constexpr int largest = std::numeric_limits<int>::max();
    for (const int row : {-largest, -1, 3, largest}) {
        for (const int column : {-1, 0, 2, largest}) {
            QAccessibleInterface* cell = read.table->cellAt(row, column);
            QVERIFY(cell);
            QVERIFY(!cell->isValid());
            QVERIFY(cell->tableCellInterface());
            QVERIFY(!cell->tableCellInterface()->isSelected());
            QVERIFY(cell->tableCellInterface()->columnHeaderCells().isEmpty());
            QCOMPARE(cell->text(QAccessible::Name), QString());
            QCOMPARE(read.all->indexOfChild(cell), -1);
        }
        QVERIFY(!read.table->selectRow(row));
        QVERIFY(!read.table->isRowSelected(row));
    }
    for (const int number : {-largest, -1, 8, largest}) {
        QVERIFY(!read.all->child(number));
    }
}

void TestAccessibleTables::childrenAreCountedTitlesFirst()
{
    const ReadTable read;
    QCOMPARE(read.all->role(), QAccessible::Table);
    QCOMPARE(read.all->childCount(), 8);
    const std::array names{"A", "B", "a0", "b0", "a1", "b1", "a2", "b2"};
    for (int number = 0; number < read.all->childCount(); ++number) {
        QAccessibleInterface* child = read.all->child(number);
        QCOMPARE(
            child->text(QAccessible::Name), QLatin1String(names.at(static_cast<size_t>(number))));
        QCOMPARE(read.all->indexOfChild(child), number);
        QCOMPARE(child, read.all->child(number));
    }
    const auto titles = read.table->cellAt(1, 1)->tableCellInterface()->columnHeaderCells();
    QCOMPARE(titles, QList<QAccessibleInterface*>{read.all->child(1)});
}

void TestAccessibleTables::aCellStaysTheSameWhereverItsRowGoes()
{
    ReadTable read;
    QAccessibleInterface* cell = read.table->cellAt(2, 0);
    read.model.removeRow(0);
    QCOMPARE(read.table->cellAt(1, 0), cell);
    QCOMPARE(cell->text(QAccessible::Name), QStringLiteral("a2"));
    read.model.sort(0, Qt::DescendingOrder);
    QCOMPARE(read.table->cellAt(0, 0), cell);
}

void TestAccessibleTables::aCellWhoseRowIsGoneSaysSo()
{
    ReadTable read;
    QAccessible::setActive(true);
    const QAccessible::Id gone = QAccessible::uniqueId(read.table->cellAt(0, 0));
    const QAccessible::Id stays = QAccessible::uniqueId(read.table->cellAt(1, 0));
    read.model.removeRow(0);
    QAccessibleInterface* cell = QAccessible::accessibleInterface(gone);
    QVERIFY(!cell || !cell->isValid());
    QVERIFY(QAccessible::accessibleInterface(stays)->isValid());
    QCOMPARE(read.name(0, 0), QStringLiteral("a1"));
}

void TestAccessibleTables::rowsAreChosenByTheTableAndByTheCell()
{
    ReadTable read;
    QVERIFY(read.table->selectRow(1));
    QCOMPARE(read.table->selectedRows(), QList<int>{1});
    QVERIFY(read.table->cellAt(1, 1)->state().selected);
    QVERIFY(read.table->unselectRow(1));
    QVERIFY(read.table->selectedRows().isEmpty());

    QAccessibleActionInterface* cell = read.table->cellAt(2, 1)->actionInterface();
    cell->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(read.table->selectedRows(), QList<int>{2});
    QCOMPARE(read.view.currentIndex().row(), 2);
    cell->doAction(QAccessibleActionInterface::toggleAction());
    QVERIFY(read.table->selectedRows().isEmpty());
}

void TestAccessibleTables::aListHasNoTitles()
{
    QStringListModel model({QStringLiteral("one"), QStringLiteral("two")});
    QListView view;
    view.setModel(&model);
    QAccessibleInterface* list = QAccessible::queryAccessibleInterface(&view);
    QCOMPARE(list->role(), QAccessible::List);
    QCOMPARE(list->childCount(), 2);
    QCOMPARE(list->child(1)->role(), QAccessible::ListItem);
    QCOMPARE(list->child(1)->text(QAccessible::Name), QStringLiteral("two"));
    list->child(1)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(view.currentIndex().row(), 1);
}

SIGNALBOX_TEST(TestAccessibleTables)
#include "tst_accessibletables.moc"
