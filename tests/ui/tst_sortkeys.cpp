// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"
#include "ui/sortkeys.h"

#include <QTest>

#include <algorithm>

using namespace Signalbox;

class TestSortKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textsAreOrderedAsPeopleExpect();
    void addressesAreOrderedByNumber();
};

void TestSortKeys::textsAreOrderedAsPeopleExpect()
{
    const QStringList expected{QStringLiteral("Peer1"), QStringLiteral("peer2"),
        QStringLiteral("PEER9b"), QStringLiteral("peer10"), QStringLiteral("peer10a"),
        QStringLiteral("peer123456789012345678901234567890"), QStringLiteral("zoe")};
    QStringList sorted = expected;
    std::reverse(sorted.begin(), sorted.end());
    std::sort(sorted.begin(), sorted.end(),
        [](const QString& a, const QString& b) { return naturalKey(a) < naturalKey(b); });
    QCOMPARE(sorted, expected);
    QCOMPARE(naturalKey(QStringLiteral("a007")), naturalKey(QStringLiteral("A7")));
}

void TestSortKeys::addressesAreOrderedByNumber()
{
    const QStringList expected{QStringLiteral("9.0.0.1"), QStringLiteral("10.0.0.2"),
        QStringLiteral("10.0.0.10"), QStringLiteral("192.168.1.2"), QStringLiteral("::1"),
        QStringLiteral("2001:db8::2"), QStringLiteral("2001:db8::10"),
        QStringLiteral("2001:db8:0:1::"), QStringLiteral("fe80::1%eth0"),
        QStringLiteral("300.1.1.1"), QStringLiteral("nonsense")};
    QStringList sorted = expected;
    std::reverse(sorted.begin(), sorted.end());
    std::sort(sorted.begin(), sorted.end(),
        [](const QString& a, const QString& b) { return addressKey(a) < addressKey(b); });
    QCOMPARE(sorted, expected);
}

SIGNALBOX_TEST(TestSortKeys)
#include "tst_sortkeys.moc"
