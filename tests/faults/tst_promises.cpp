// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"

#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QTest>

namespace Signalbox {

namespace {

QString read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// A test's source and what of tests/ it includes: there stand the cases that it inherits.
QString readTest(const QString& path)
{
    const QString own = read(path);
    QString all = own;
    static const QRegularExpression header(u"#include \"tests/([^\"]+)\""_qs);
    for (auto found = header.globalMatch(own); found.hasNext();) {
        all += read(QStringLiteral(SIGNALBOX_TESTS "/") + found.next().captured(1));
    }
    return all;
}

} // namespace

/// docs/reliability.md names a test for what it promises: one that there is.
class TestPromises : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyCaseThatIsNamedIsThere();
    void everyRowNamesACase();

private:
    QStringList m_lines;
};

void TestPromises::initTestCase()
{
    m_lines = read(QStringLiteral(SIGNALBOX_DOCS "/reliability.md")).split(u'\n');
    QVERIFY(m_lines.size() > 50);
}

void TestPromises::everyCaseThatIsNamedIsThere()
{
    QHash<QString, QString> tests;
    QDirIterator files(QStringLiteral(SIGNALBOX_TESTS), {u"tst_*.cpp"_qs}, QDir::Files,
        QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        tests.insert(files.fileInfo().completeBaseName(), readTest(path));
    }
    static const QRegularExpression name(u"`(tst_\\w+)::(\\w+)`"_qs);
    int named = 0;
    for (const QString& line : std::as_const(m_lines)) {
        for (auto found = name.globalMatch(line); found.hasNext(); ++named) {
            const QRegularExpressionMatch match = found.next();
            const QString declaration = u"    void %1();\n"_qs.arg(match.captured(2));
            QVERIFY2(tests.value(match.captured(1)).contains(declaration),
                qPrintable(match.captured(0)));
        }
    }
    QVERIFY(named > 50);
}

void TestPromises::everyRowNamesACase()
{
    bool isInside = false; // the tables of figures name none
    int rows = 0;
    for (const QString& line : std::as_const(m_lines)) {
        if (line.startsWith(u"| promise or fault |")) {
            isInside = true;
        } else if (!line.startsWith(u"|")) {
            isInside = false;
        } else if (isInside && !line.startsWith(u"| ---")) {
            ++rows;
            QVERIFY2(line.contains(u"`tst_"), qPrintable(line));
        }
    }
    QVERIFY(rows > 50);
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestPromises)
#include "tst_promises.moc"
