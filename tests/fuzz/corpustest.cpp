// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/corpustest.h"

#include <QDir>
#include <QTest>

#include <array>
#include <vector>

namespace Signalbox {

namespace {

/// How far apart the places of an input are that are looked at: all of a short one, so many of a
/// long one.
qsizetype stepIn(QByteArrayView input)
{
    constexpr qsizetype mostPlaces = 60;
    return 1 + input.size() / mostPlaces;
}

} // namespace

CorpusTest::CorpusTest(const QString& name, Check check)
    : m_folder(QStringLiteral(FUZZ_CORPUS "/") + name)
    , m_check(check)
{ }

void CorpusTest::addInputs() const
{
    QTest::addColumn<QByteArray>("input");
    const QDir corpus(m_folder);
    const QStringList names = corpus.entryList(QDir::Files);
    QVERIFY(!names.isEmpty());
    for (const QString& name : names) {
        QFile file(corpus.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QTest::newRow(qPrintable(name)) << file.readAll();
    }
}

QString CorpusTest::complaintAbout(QByteArrayView input) const
{
    const std::vector<char> exact(input.begin(), input.end());
    return m_check({exact.data(), qsizetype(exact.size())});
}

void CorpusTest::everyKeptInputHolds()
{
    QFETCH(QByteArray, input);
    QCOMPARE(complaintAbout(input), QString());
}

void CorpusTest::everyTruncationHolds()
{
    QFETCH(QByteArray, input);
    for (qsizetype size = 0; size < input.size(); size += stepIn(input)) {
        QCOMPARE(complaintAbout(QByteArrayView(input).first(size)), QString());
    }
}

void CorpusTest::everyChangedByteHolds()
{
    QFETCH(QByteArray, input);
    constexpr std::array others{'\0', '"', '}', '9', '\xFF'};
    size_t turn = 0;
    for (qsizetype at = 0; at < input.size(); at += stepIn(input)) {
        QByteArray changed = input;
        changed[at] = others[turn++ % others.size()];
        QCOMPARE(complaintAbout(changed), QString());
    }
}

} // namespace Signalbox
