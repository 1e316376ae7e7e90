// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/dialectcheck.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QTest>

#include <vector>

using namespace Signalbox;

namespace {

QString complaintAboutExact(QByteArrayView input)
{
    // Its own allocation, so that a look beyond the end is seen by AddressSanitizer.
    const std::vector<char> exact(input.begin(), input.end());
    return complaintAboutDialects({exact.data(), qsizetype(exact.size())});
}

} // namespace

class TestDialectCorpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKeptInputHolds_data();
    void everyKeptInputHolds();
    void everyTruncationHolds_data();
    void everyTruncationHolds();
    void everyKeptInputHoldsInEveryLanguage_data();
    void everyKeptInputHoldsInEveryLanguage();
};

void TestDialectCorpus::everyKeptInputHolds_data()
{
    QTest::addColumn<QByteArray>("input");
    const QDir corpus(QStringLiteral(DIALECT_CORPUS));
    const QStringList names = corpus.entryList(QDir::Files);
    QVERIFY(!names.isEmpty());
    for (const QString& name : names) {
        QFile file(corpus.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QTest::newRow(qPrintable(name)) << file.readAll();
    }
}

void TestDialectCorpus::everyKeptInputHolds()
{
    QFETCH(QByteArray, input);
    QCOMPARE(complaintAboutExact(input), QString());
}

void TestDialectCorpus::everyTruncationHolds_data()
{
    everyKeptInputHolds_data();
}

void TestDialectCorpus::everyTruncationHolds()
{
    QFETCH(QByteArray, input);
    // At a hundred places at most: each is a conversation of its own.
    const qsizetype step = 1 + input.size() / 100;
    for (qsizetype size = 0; size < input.size(); size += step) {
        QCOMPARE(complaintAboutExact(QByteArrayView(input).first(size)), QString());
    }
}

void TestDialectCorpus::everyKeptInputHoldsInEveryLanguage_data()
{
    everyKeptInputHolds_data();
}

void TestDialectCorpus::everyKeptInputHoldsInEveryLanguage()
{
    QFETCH(QByteArray, input);
    for (char language = '0'; language <= ':'; ++language) {
        input[0] = language;
        QCOMPARE(complaintAboutExact(input), QString());
    }
}

SIGNALBOX_TEST(TestDialectCorpus)
#include "tst_dialectcorpus.moc"
