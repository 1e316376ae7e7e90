// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/scancheck.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QTest>

#include <vector>

using namespace Signalbox;

class TestScanCorpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKeptInputHolds_data();
    void everyKeptInputHolds();
    void everyTruncationHolds();
};

void TestScanCorpus::everyKeptInputHolds_data()
{
    QTest::addColumn<QByteArray>("text");
    const QDir corpus(QStringLiteral(SCAN_CORPUS));
    const QStringList names = corpus.entryList(QDir::Files);
    QVERIFY(!names.isEmpty());
    for (const QString& name : names) {
        QFile file(corpus.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QTest::newRow(qPrintable(name)) << file.readAll();
    }
}

void TestScanCorpus::everyKeptInputHolds()
{
    QFETCH(QByteArray, text);
    // Its own allocation, so that a look beyond the end is seen by AddressSanitizer.
    const std::vector<char> exact(text.begin(), text.end());
    QCOMPARE(complaintAboutScan({exact.data(), qsizetype(exact.size())}), QString());
}

void TestScanCorpus::everyTruncationHolds()
{
    const QByteArray whole = "{\"type\":\"offer\",\"receiverId\":\"u2\",\"senderId\":\"eve\","
                             "\"payload\":[1.5e3,\"\\r\\n\\ud83d\\ude00中\"]} ";
    for (qsizetype size = 0; size <= whole.size(); ++size) {
        const std::vector<char> part(whole.begin(), whole.begin() + size);
        QCOMPARE(complaintAboutScan({part.data(), size}), QString());
    }
}

SIGNALBOX_TEST(TestScanCorpus)
#include "tst_scancorpus.moc"
