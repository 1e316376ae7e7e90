// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/wholetextcheck.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QTest>

using namespace Signalbox;

class TestWholeTextCorpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKeptInputHolds_data();
    void everyKeptInputHolds();
    void everyTruncationHolds();
    void everyChangedByteHolds();
};

namespace {

QByteArray contentOf(const QString& name)
{
    QFile file(QDir(QStringLiteral(WHOLETEXT_CORPUS)).filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void TestWholeTextCorpus::everyKeptInputHolds_data()
{
    QTest::addColumn<QByteArray>("text");
    const QStringList names = QDir(QStringLiteral(WHOLETEXT_CORPUS)).entryList(QDir::Files);
    QVERIFY(!names.isEmpty());
    for (const QString& name : names) {
        QTest::newRow(qPrintable(name)) << contentOf(name);
    }
}

void TestWholeTextCorpus::everyKeptInputHolds()
{
    QFETCH(QByteArray, text);
    QCOMPARE(complaintAboutWholeTexts(text), QString());
}

void TestWholeTextCorpus::everyTruncationHolds()
{
    const QByteArray whole = contentOf(u"frame-in-a-fragment"_qs);
    QVERIFY(!whole.isEmpty());
    for (qsizetype size = 0; size <= whole.size(); ++size) {
        QCOMPARE(complaintAboutWholeTexts(whole.first(size)), QString());
    }
}

void TestWholeTextCorpus::everyChangedByteHolds()
{
    const QByteArray whole = contentOf(u"frame-in-a-fragment"_qs);
    for (qsizetype at = 0; at < whole.size(); ++at) {
        for (char c : {'\0', '"', '}', '9', '\xFF'}) {
            QByteArray changed = whole;
            changed[at] = c;
            QCOMPARE(complaintAboutWholeTexts(changed), QString());
        }
    }
}

SIGNALBOX_TEST(TestWholeTextCorpus)
#include "tst_wholetextcorpus.moc"
