// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/tlsrecords.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;

namespace {

QByteArray record(qsizetype size)
{
    return QByteArray("\x17\x03\x03") + char(size >> 8) + char(size & 0xff)
        + QByteArray(size, '\x17');
}

} // namespace

class TestTlsRecords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theEndsOfRecordsAreCounted();
    void itPassesNoMoreThanToTheEndOfTheLast();
    void recordsAreFoundInPiecesOfAnySize_data();
    void recordsAreFoundInPiecesOfAnySize();
    void thereAreRecordsWithoutContent();
};

void TestTlsRecords::theEndsOfRecordsAreCounted()
{
    TlsRecords records;
    const QByteArray stream = record(22) + record(300) + record(16'640) + record(1).chopped(1);
    const auto piece = records.pass(stream, 100);
    QCOMPARE(piece.size, stream.size());
    QCOMPARE(piece.ends, 3);
    QCOMPARE(records.pass(QByteArray("\x17"), 100).ends, 1);
}

void TestTlsRecords::itPassesNoMoreThanToTheEndOfTheLast()
{
    TlsRecords records;
    const QByteArray stream = record(22).repeated(10);
    const auto piece = records.pass(stream, 8);
    QCOMPARE(piece.size, record(22).size() * 8);
    QCOMPARE(piece.ends, 8);
    const auto rest = records.pass(QByteArrayView(stream).sliced(piece.size), 8);
    QCOMPARE(rest.size, record(22).size() * 2);
    QCOMPARE(rest.ends, 2);
}

void TestTlsRecords::recordsAreFoundInPiecesOfAnySize_data()
{
    QTest::addColumn<qsizetype>("size");
    for (qsizetype size : {1, 2, 3, 4, 5, 6, 7, 26, 27, 28, 1000}) {
        QTest::addRow("%d", int(size)) << size;
    }
}

void TestTlsRecords::recordsAreFoundInPiecesOfAnySize()
{
    QFETCH(qsizetype, size);
    TlsRecords records;
    const QByteArray stream = (record(22) + record(300) + record(0)).repeated(20);
    int ends = 0;
    for (qsizetype at = 0; at < stream.size(); at += size) {
        const QByteArray next = stream.mid(at, size);
        const auto piece = records.pass(next, int(size));
        QCOMPARE(piece.size, next.size());
        ends += piece.ends;
    }
    QCOMPARE(ends, 60);
}

void TestTlsRecords::thereAreRecordsWithoutContent()
{
    TlsRecords records;
    const auto piece = records.pass(record(0).repeated(9), 8);
    QCOMPARE(piece.size, record(0).size() * 8);
    QCOMPARE(piece.ends, 8);
}

SIGNALBOX_TEST(TestTlsRecords)
#include "tst_tlsrecords.moc"
