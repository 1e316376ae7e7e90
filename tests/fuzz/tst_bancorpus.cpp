// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/bancheck.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QTest>

using namespace Signalbox;

class TestBanCorpus : public QObject
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
    QFile file(QDir(QStringLiteral(BAN_CORPUS)).filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void TestBanCorpus::everyKeptInputHolds_data()
{
    QTest::addColumn<QByteArray>("text");
    const QStringList names = QDir(QStringLiteral(BAN_CORPUS)).entryList(QDir::Files);
    QVERIFY(!names.isEmpty());
    for (const QString& name : names) {
        QTest::newRow(qPrintable(name)) << contentOf(name);
    }
}

void TestBanCorpus::everyKeptInputHolds()
{
    QFETCH(QByteArray, text);
    QCOMPARE(complaintAboutBans(text), QString());
}

void TestBanCorpus::everyTruncationHolds()
{
    const QByteArray whole = contentOf(u"every-kind.json"_qs);
    QVERIFY(!whole.isEmpty());
    for (qsizetype size = 0; size <= whole.size(); ++size) {
        QCOMPARE(complaintAboutBans(whole.first(size)), QString());
    }
}

void TestBanCorpus::everyChangedByteHolds()
{
    const QByteArray whole = contentOf(u"every-kind.json"_qs);
    for (qsizetype at = 0; at < whole.size(); ++at) {
        for (char c : {'\0', '"', '}', '9', '\xFF'}) {
            QByteArray changed = whole;
            changed[at] = c;
            QCOMPARE(complaintAboutBans(changed), QString());
        }
    }
}

SIGNALBOX_TEST(TestBanCorpus)
#include "tst_bancorpus.moc"
