// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/glob.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;

namespace {

bool matches(const QString& pattern, const QString& text)
{
    return Glob(pattern).matches(Glob::folded(text));
}

/// The same, slowly and plainly.
bool matchesPlainly(QStringView pattern, QStringView text)
{
    if (pattern.isEmpty()) {
        return text.isEmpty();
    }
    if (pattern.front() == u'*') {
        return matchesPlainly(pattern.sliced(1), text)
            || (!text.isEmpty() && matchesPlainly(pattern, text.sliced(1)));
    }
    const bool isHead
        = !text.isEmpty() && (pattern.front() == u'?' || pattern.front() == text.front());
    return isHead && matchesPlainly(pattern.sliced(1), text.sliced(1));
}

/// All texts of up to so many letters.
QStringList textsOf(const QString& letters, int longest)
{
    QStringList all{QString()};
    for (qsizetype i = 0; i < all.size(); ++i) {
        for (QChar letter : letters) {
            if (all[i].size() < longest) {
                all.append(all[i] + letter);
            }
        }
    }
    return all;
}

} // namespace

class TestGlob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void patternsMatchWholeTexts_data();
    void patternsMatchWholeTexts();
    void everyShortPatternIsReadAsItSays();
    void onlyPatternsThatAreTheSameAreEqual();
    void theLongestPatternAndTextArePutTogether();
};

void TestGlob::patternsMatchWholeTexts_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isMatch");
    QTest::newRow("same") << u"ann"_qs << u"ann"_qs << true;
    QTest::newRow("case") << u"Ann"_qs << u"aNN"_qs << true;
    QTest::newRow("case of others") << u"ÄРУ*"_qs << u"äруγ"_qs << true;
    QTest::newRow("part") << u"ann"_qs << u"anna"_qs << false;
    QTest::newRow("behind") << u"ann*"_qs << u"anna"_qs << true;
    QTest::newRow("nothing") << u"ann*"_qs << u"ann"_qs << true;
    QTest::newRow("within") << u"*spam*"_qs << u"buy SPAM here"_qs << true;
    QTest::newRow("one") << u"a?n"_qs << u"ann"_qs << true;
    QTest::newRow("one is needed") << u"ann?"_qs << u"ann"_qs << false;
    QTest::newRow("one beyond the first plane") << u"a?b"_qs << u"a😀b"_qs << true;
    QTest::newRow("line end") << u"a*b"_qs << u"a\nb"_qs << true;
    QTest::newRow("null") << u"a*b"_qs << u"a"_qs + QChar(0) + u'b' << true;
    QTest::newRow("no class") << u"[a-z]"_qs << u"b"_qs << false;
    QTest::newRow("what a class is") << u"[a-z]"_qs << u"[a-z]"_qs << true;
    QTest::newRow("look-alikes") << u"m?llor*"_qs << u"\u043C\u0430llory\u200B"_qs << true;
    QTest::newRow("look-alikes, the other way") << u"\u043Cal*"_qs << u"mallory"_qs << true;
    QTest::newRow("spaces around") << u" ann"_qs << u"ann\u00A0"_qs << true;
    QTest::newRow("a wide star is none") << u"a\uFF0A"_qs << u"anna"_qs << false;
    QTest::newRow("a wide star is a star's like") << u"a\uFF0A"_qs << u"a*"_qs << true;
    QTest::newRow("a wide question mark is none") << u"a\uFF1F"_qs << u"an"_qs << false;
    QTest::newRow("nothing to be seen") << u"\u200B"_qs << u"\u200B"_qs << true;
    QTest::newRow("nothing to be seen is not nothing") << u"\u200B"_qs << QString() << false;
    QTest::newRow("backslash") << u"a\\*"_qs << u"a\\b"_qs << true;
}

void TestGlob::patternsMatchWholeTexts()
{
    QFETCH(QString, pattern);
    QFETCH(QString, text);
    QTEST(matches(pattern, text), "isMatch");
}

void TestGlob::everyShortPatternIsReadAsItSays()
{
    const QStringList patterns = textsOf(u"a?*"_qs, 5);
    const QStringList texts = textsOf(u"ab"_qs, 5);
    for (const QString& pattern : patterns) {
        const Glob glob(pattern);
        for (const QString& text : texts) {
            const bool isMatch = glob.matches(Glob::folded(text));
            if (isMatch != matchesPlainly(pattern, text)) {
                QFAIL(qPrintable(pattern + u" and "_qs + text));
            }
        }
    }
}

void TestGlob::onlyPatternsThatAreTheSameAreEqual()
{
    QVERIFY(Glob(u"Ann**x"_qs) == Glob(u"aNN*x"_qs));
    QVERIFY(!(Glob(u"ann*"_qs) == Glob(u"ann?"_qs)));
    QVERIFY(!(Glob(u"ann"_qs) == Glob(u"ann*"_qs)));
    QVERIFY(!(Glob(u"ann\uFF0A"_qs) == Glob(u"ann*"_qs)));
    QVERIFY(Glob(u"\u0430nn*"_qs) == Glob(u"ann*"_qs));
}

void TestGlob::theLongestPatternAndTextArePutTogether()
{
    QString pattern;
    while (pattern.size() < Glob::Longest) {
        pattern += u"*a?"_qs;
    }
    pattern = pattern.left(Glob::Longest);
    QVERIFY(!matches(pattern, QString(128, u'a')));
    QVERIFY(matches(pattern, QString(100'000, u'a')));
    QVERIFY(!matches(pattern + u'b', QString(100'000, u'b')));
}

SIGNALBOX_TEST(TestGlob)
#include "tst_glob.moc"
