// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/secretcheck.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QTest>

using namespace Signalbox;

class TestSecretCorpus : public QObject
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
    QFile file(QDir(QStringLiteral(SECRET_CORPUS)).filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void TestSecretCorpus::everyKeptInputHolds_data()
{
    QTest::addColumn<QByteArray>("text");
    const QStringList names = QDir(QStringLiteral(SECRET_CORPUS)).entryList(QDir::Files);
    QVERIFY(!names.isEmpty());
    for (const QString& name : names) {
        QTest::newRow(qPrintable(name)) << contentOf(name);
    }
}

void TestSecretCorpus::everyKeptInputHolds()
{
    QFETCH(QByteArray, text);
    QCOMPARE(complaintAboutSecrets(text), QString());
}

void TestSecretCorpus::everyTruncationHolds()
{
    const QByteArray whole = contentOf(u"json-in-json"_qs);
    QVERIFY(!whole.isEmpty());
    for (qsizetype size = 0; size <= whole.size(); ++size) {
        QCOMPARE(complaintAboutSecrets(whole.first(size)), QString());
    }
}

void TestSecretCorpus::everyChangedByteHolds()
{
    const QByteArray whole = contentOf(u"json-in-json"_qs);
    for (qsizetype at = 0; at < whole.size(); ++at) {
        for (char c : {'\0', '"', '}', '9', '\xFF'}) {
            QByteArray changed = whole;
            changed[at] = c;
            QCOMPARE(complaintAboutSecrets(changed), QString());
        }
    }
}

SIGNALBOX_TEST(TestSecretCorpus)
#include "tst_secretcorpus.moc"
