// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/configcheck.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QTest>

using namespace Signalbox;

class TestConfigCorpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKeptInputHolds_data();
    void everyKeptInputHolds();
    void everyTruncationHolds_data() { everyKeptInputHolds_data(); }
    void everyTruncationHolds();
};

void TestConfigCorpus::everyKeptInputHolds_data()
{
    QTest::addColumn<QByteArray>("text");
    const QDir corpus(QStringLiteral(CONFIG_CORPUS));
    const QStringList names = corpus.entryList(QDir::Files);
    QVERIFY(!names.isEmpty());
    for (const QString& name : names) {
        QFile file(corpus.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QTest::newRow(qPrintable(name)) << file.readAll();
    }
}

void TestConfigCorpus::everyKeptInputHolds()
{
    QFETCH(QByteArray, text);
    QCOMPARE(complaintAboutConfig(text), QString());
}

void TestConfigCorpus::everyTruncationHolds()
{
    QFETCH(QByteArray, text);
    for (qsizetype size = 0; size < text.size(); ++size) {
        QCOMPARE(complaintAboutConfig(text.left(size)), QString());
    }
}

SIGNALBOX_TEST(TestConfigCorpus)
#include "tst_configcorpus.moc"
