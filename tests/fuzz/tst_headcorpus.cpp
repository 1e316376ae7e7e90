// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/headcheck.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QTest>

using namespace Signalbox;

class TestHeadCorpus : public QObject
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
    QFile file(QDir(QStringLiteral(HEAD_CORPUS)).filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void TestHeadCorpus::everyKeptInputHolds_data()
{
    QTest::addColumn<QByteArray>("text");
    const QStringList names = QDir(QStringLiteral(HEAD_CORPUS)).entryList(QDir::Files);
    QVERIFY(!names.isEmpty());
    for (const QString& name : names) {
        QTest::newRow(qPrintable(name)) << contentOf(name);
    }
}

void TestHeadCorpus::everyKeptInputHolds()
{
    QFETCH(QByteArray, text);
    QCOMPARE(complaintAboutHead(text), QString());
}

void TestHeadCorpus::everyTruncationHolds()
{
    const QByteArray whole = contentOf(u"upgrade"_qs);
    QVERIFY(!whole.isEmpty());
    for (qsizetype size = 0; size <= whole.size(); ++size) {
        QCOMPARE(complaintAboutHead(whole.first(size)), QString());
    }
}

void TestHeadCorpus::everyChangedByteHolds()
{
    const QByteArray whole = contentOf(u"upgrade"_qs);
    for (qsizetype at = 0; at < whole.size(); ++at) {
        for (char c : {'\0', '"', '}', '9', '\xFF'}) {
            QByteArray changed = whole;
            changed[at] = c;
            QCOMPARE(complaintAboutHead(changed), QString());
        }
    }
}

SIGNALBOX_TEST(TestHeadCorpus)
#include "tst_headcorpus.moc"
