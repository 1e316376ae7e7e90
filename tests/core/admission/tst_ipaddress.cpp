// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/ipaddress.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;

class TestIpAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAddressHasOneForm_data();
    void anAddressHasOneForm();
    void whatOnlySomeReadersKnowIsNoAddress_data();
    void whatOnlySomeReadersKnowIsNoAddress();
    void addressesAreCountedInBlocks_data();
    void addressesAreCountedInBlocks();
    void rangesHoldWhatIsInThem_data();
    void rangesHoldWhatIsInThem();
    void whatIsNoRangeIsNone_data();
    void whatIsNoRangeIsNone();
    void aRangeOfAllIsToldApart();
};

void TestIpAddress::anAddressHasOneForm_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("form");
    QTest::newRow("IPv4") << u"10.0.0.5"_qs << u"10.0.0.5"_qs;
    QTest::newRow("mapped") << u"::ffff:10.0.0.5"_qs << u"10.0.0.5"_qs;
    QTest::newRow("mapped, in hexadecimal") << u"::FFFF:a00:5"_qs << u"10.0.0.5"_qs;
    QTest::newRow("IPv6") << u"2001:DB8:0::1"_qs << u"2001:db8::1"_qs;
    QTest::newRow("zone") << u"fe80::1%eth0"_qs << u"fe80::1"_qs;
}

void TestIpAddress::anAddressHasOneForm()
{
    QFETCH(QString, text);
    const auto address = ipAddress(text);
    QVERIFY(address);
    QTEST(address->toString(), "form");
}

void TestIpAddress::whatOnlySomeReadersKnowIsNoAddress_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"", "1", "10.1", "10.0.1", "010.0.0.1", "0x7f.0.0.1", "10.0.0.256",
             "10.0.0.5 ", "10.0.0.5/32", "[::1]", ":", "::1::", "1.2.3.4.5", "localhost"}) {
        QTest::newRow(text) << QString::fromLatin1(text);
    }
    QTest::newRow("long") << QString(100'000, u':');
}

void TestIpAddress::whatOnlySomeReadersKnowIsNoAddress()
{
    QFETCH(QString, text);
    QVERIFY(!ipAddress(text));
}

void TestIpAddress::addressesAreCountedInBlocks_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::addColumn<bool>("isSame");
    QTest::newRow("mapped") << u"10.0.0.5"_qs << u"::ffff:10.0.0.5"_qs << true;
    QTest::newRow("IPv4") << u"10.0.0.5"_qs << u"10.0.0.6"_qs << false;
    QTest::newRow("one /64") << u"2001:db8:1:2::3"_qs << u"2001:db8:1:2:ffff::4"_qs << true;
    QTest::newRow("two of them") << u"2001:db8:1:2::3"_qs << u"2001:db8:1:3::3"_qs << false;
    QTest::newRow("local link") << u"fe80::1%eth0"_qs << u"fe80::2%eth0"_qs << true;
    QTest::newRow("no addresses") << u"one"_qs << u"other"_qs << false;
}

void TestIpAddress::addressesAreCountedInBlocks()
{
    QFETCH(QString, one);
    QFETCH(QString, other);
    QTEST(blockOf(one) == blockOf(other), "isSame");
}

void TestIpAddress::rangesHoldWhatIsInThem_data()
{
    QTest::addColumn<QString>("range");
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("isInside");
    QTest::newRow("itself") << u"10.0.0.5"_qs << u"10.0.0.5"_qs << true;
    QTest::newRow("another") << u"10.0.0.5"_qs << u"10.0.0.6"_qs << false;
    QTest::newRow("mapped address") << u"10.0.0.5"_qs << u"::ffff:10.0.0.5"_qs << true;
    QTest::newRow("mapped range") << u"::ffff:10.0.0.0/104"_qs << u"10.9.9.9"_qs << true;
    QTest::newRow("beside it") << u"::ffff:10.0.0.0/104"_qs << u"11.0.0.1"_qs << false;
    QTest::newRow("subnet") << u"192.168.1.0/24"_qs << u"192.168.1.255"_qs << true;
    QTest::newRow("its neighbour") << u"192.168.1.0/24"_qs << u"192.168.2.0"_qs << false;
    QTest::newRow("not its first") << u"192.168.1.77/24"_qs << u"192.168.1.1"_qs << true;
    QTest::newRow("mask") << u"192.168.0.0/255.255.0.0"_qs << u"192.168.9.1"_qs << true;
    QTest::newRow("one of all") << u"0.0.0.0/1"_qs << u"127.0.0.1"_qs << true;
    QTest::newRow("IPv6") << u"2001:db8::/32"_qs << u"2001:db8:ffff::1"_qs << true;
    QTest::newRow("other IPv6") << u"2001:db8::/32"_qs << u"2001:db9::1"_qs << false;
    QTest::newRow("odd prefix") << u"2001:db8::/33"_qs << u"2001:db8:8000::1"_qs << false;
    QTest::newRow("IPv4 is no IPv6") << u"::/8"_qs << u"10.0.0.5"_qs << false;
    QTest::newRow("IPv6 is no IPv4") << u"0.0.0.0/1"_qs << u"::1"_qs << false;
}

void TestIpAddress::rangesHoldWhatIsInThem()
{
    QFETCH(QString, range);
    QFETCH(QString, address);
    const auto parsed = AddressRange::parse(range);
    QVERIFY(parsed);
    QTEST(parsed->contains(*ipAddress(address)), "isInside");
}

void TestIpAddress::whatIsNoRangeIsNone_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text :
        {"", "/", "10.0.0.5/", "10.0.0.5/33", "10.0.0.5/-1", "10.0.0.5/x", "10.0.0.5/8/8", "10/8",
            "192.168.1", "::1/129", "fe80::1%eth0", "fe80::%eth0/64", "10.0.0.0-10.0.0.9", "*"}) {
        QTest::newRow(text) << QString::fromLatin1(text);
    }
}

void TestIpAddress::whatIsNoRangeIsNone()
{
    QFETCH(QString, text);
    QVERIFY(!AddressRange::parse(text));
}

void TestIpAddress::aRangeOfAllIsToldApart()
{
    QVERIFY(AddressRange::parse(u"0.0.0.0/0")->isEverybody());
    QVERIFY(AddressRange::parse(u"10.0.0.0/0")->isEverybody());
    QVERIFY(AddressRange::parse(u"::/0")->isEverybody());
    QVERIFY(AddressRange::parse(u"::ffff:0.0.0.0/96")->isEverybody());
    QVERIFY(!AddressRange::parse(u"0.0.0.0/1")->isEverybody());
    QVERIFY(!AddressRange::parse(u"0.0.0.0")->isEverybody());
}

SIGNALBOX_TEST(TestIpAddress)
#include "tst_ipaddress.moc"
