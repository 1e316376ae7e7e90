// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"
#include "ui/peers/peercopy.h"
#include "ui/peers/peerentry.h"

#include <QTest>

using namespace Signalbox;

class TestPeerCopy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCellIsNeverAFormula_data();
    void aCellIsNeverAFormula();
    void severalRowsHaveAHeader();
    void numbersAreExact();
};

namespace {

PeerEntry named(const QString& nick)
{
    PeerRow row;
    row.peer.identity = {QStringLiteral("id"), nick};
    row.peer.since = Moment(std::chrono::seconds(10));
    row.link.traffic.messagesIn = 12345;
    PeerEntry entry;
    describe(entry, row);
    return entry;
}

const Moment now(std::chrono::seconds(100));
const QList<PeerColumn> columns{PeerColumn::Name, PeerColumn::Since, PeerColumn::MessagesIn};

} // namespace

void TestPeerCopy::aCellIsNeverAFormula_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("cell");
    QTest::newRow("equals") << QStringLiteral("=1+1") << QStringLiteral("'=1+1");
    QTest::newRow("plus") << QStringLiteral("+1") << QStringLiteral("'+1");
    QTest::newRow("minus") << QStringLiteral("-1") << QStringLiteral("'-1");
    QTest::newRow("at") << QStringLiteral("@x") << QStringLiteral("'@x");
    QTest::newRow("tab") << QStringLiteral("\tx") << QStringLiteral("' x");
    QTest::newRow("return") << QStringLiteral("\rx") << QStringLiteral("' x");
    QTest::newRow("inner") << QStringLiteral("a=b\tc") << QStringLiteral("a=b c");
    QTest::newRow("empty") << QString() << QString();
}

void TestPeerCopy::aCellIsNeverAFormula()
{
    QFETCH(QString, text);
    QFETCH(QString, cell);
    QCOMPARE(spreadsheetCell(text), cell);
}

void TestPeerCopy::severalRowsHaveAHeader()
{
    const PeerEntry ann = named(QStringLiteral("ann"));
    const PeerEntry bob = named(QStringLiteral("=bob"));
    QCOMPARE(rowsAsText({&ann}, columns, now), QStringLiteral("ann\t90\t12345"));
    QCOMPARE(rowsAsText({&ann, &bob}, columns, now),
        QStringLiteral("Name\tConnected\tIn\nann\t90\t12345\n'=bob\t90\t12345"));
    QCOMPARE(columnAsText({&ann, &bob}, PeerColumn::Name, now), QStringLiteral("ann\n=bob"));
}

void TestPeerCopy::numbersAreExact()
{
    const PeerEntry ann = named(QStringLiteral("ann"));
    QCOMPARE(columnAsText({&ann}, PeerColumn::MessagesIn, now), QStringLiteral("12345"));
}

SIGNALBOX_TEST(TestPeerCopy)
#include "tst_peercopy.moc"
