// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/addresstable.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;

class TestAddressTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasTouchedIsFound();
    void whatWasTouchedLongestAgoIsForgotten();
    void whatIsClearedIsForgotten();
};

namespace {

using Table = AddressTable<int>;

QString address(size_t number)
{
    return QHostAddress(quint32(0x0A000000 + number)).toString();
}

} // namespace

void TestAddressTable::whatWasTouchedIsFound()
{
    Table table;
    QVERIFY(!table.find(address(1)));
    table.touch(address(1)) = 7;
    QCOMPARE(*table.find(address(1)), 7);
    QCOMPARE(*table.find(u"::ffff:"_qs + address(1)), 7);
    QVERIFY(!table.find(address(2)));
}

void TestAddressTable::whatWasTouchedLongestAgoIsForgotten()
{
    Table table;
    for (size_t i = 0; i < Table::MostAddresses; ++i) {
        table.touch(address(i)) = int(i);
    }
    table.touch(address(0));
    table.touch(address(Table::MostAddresses));
    QCOMPARE(table.size(), Table::MostAddresses);
    QVERIFY(table.find(address(0)));
    QVERIFY(!table.find(address(1)));
    QVERIFY(table.find(address(2)));
}

void TestAddressTable::whatIsClearedIsForgotten()
{
    Table table;
    table.touch(address(1)) = 7;
    table.clear();
    QCOMPARE(table.size(), size_t(0));
    QVERIFY(!table.find(address(1)));
    QCOMPARE(table.touch(address(1)), 0);
}

SIGNALBOX_TEST(TestAddressTable)
#include "tst_addresstable.moc"
