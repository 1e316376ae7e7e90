// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"
#include "ui/plaintext.h"

#include <QTest>

using namespace Signalbox;

class TestPlainText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanedTextIsWhatIsShown_data();
    void cleanedTextIsWhatIsShown();
    void cleaningTwiceChangesNothing_data();
    void cleaningTwiceChangesNothing();
    void longTextEndsWithAnEllipsis();
    void aSurrogatePairIsNotCut();
    void aMegabyteOfInvisibleTextIsCheap();
    void isolatedTextIsWrapped();
    void tooltipIsNeverMarkup();
    void menuTextMakesNoMnemonic();
};

namespace {

struct Vector
{
    const char* name;
    const char16_t* text;
    const char16_t* cleaned;
};

constexpr Vector vectors[] = {
    {"empty", u"", u""},
    {"ascii", u"alice", u"alice"},
    {"inner space", u"alice b", u"alice b"},
    {"html stays text", u"<h1>x</h1>", u"<h1>x</h1>"},
    {"leading space", u"  a", u"a"},
    {"trailing space", u"a  ", u"a"},
    {"double space", u"a  b", u"a b"},
    {"only spaces", u"   ", u""},
    {"no-break space", u"a\u00A0b", u"a b"},
    {"ideographic space", u"a\u3000b", u"a b"},
    {"em spaces", u"a\u2003\u2003b", u"a b"},
    {"tab", u"a\tb", u"a b"},
    {"newline", u"a\nb", u"a b"},
    {"carriage return", u"a\r\nb", u"a b"},
    {"vertical tab", u"a\vb", u"a b"},
    {"next line", u"a\u0085b", u"a b"},
    {"line separator", u"a\u2028b", u"a b"},
    {"paragraph separator", u"a\u2029b", u"a b"},
    {"escape", u"a\x1B[31mb", u"a[31mb"},
    {"bell", u"a\ab", u"ab"},
    {"delete",
        u"a\x7F"
        u"b",
        u"ab"},
    {"C1 control", u"a\u009Bb", u"ab"},
    {"right-to-left override", u"a\u202Eevil\u202Cb", u"aevilb"},
    {"left-to-right override", u"\u202Dx", u"x"},
    {"embedding", u"\u202Ax\u202B", u"x"},
    {"isolates", u"\u2066a\u2067b\u2068c\u2069", u"abc"},
    {"left-to-right mark", u"a\u200Eb", u"ab"},
    {"right-to-left mark", u"a\u200Fb", u"ab"},
    {"Arabic letter mark", u"a\u061Cb", u"ab"},
    {"zero width space", u"a\u200Bb", u"ab"},
    {"word joiner", u"a\u2060b", u"ab"},
    {"byte order mark", u"\uFEFFab", u"ab"},
    {"soft hyphen", u"a\u00ADb", u"ab"},
    {"Mongolian vowel separator", u"a\u180Eb", u"ab"},
    {"joiner in Latin", u"a\u200Db", u"ab"},
    {"non-joiner in Latin", u"a\u200Cb", u"ab"},
    {"joiner at the end", u"a\u200D", u"a"},
    {"joiner in an emoji", u"\U0001F469\u200D\U0001F4BB", u"\U0001F469\u200D\U0001F4BB"},
    {"family", u"\U0001F468\u200D\U0001F469\u200D\U0001F467",
        u"\U0001F468\u200D\U0001F469\u200D\U0001F467"},
    {"joiner after skin tone", u"\U0001F469\U0001F3FD\u200D\U0001F4BB",
        u"\U0001F469\U0001F3FD\u200D\U0001F4BB"},
    {"heart on fire", u"\u2764\uFE0F\u200D\U0001F525", u"\u2764\uFE0F\u200D\U0001F525"},
    {"presentation after emoji", u"\u2764\uFE0F", u"\u2764\uFE0F"},
    {"presentation after letter", u"a\uFE0Fb", u"ab"},
    {"two joiners", u"\U0001F469\u200D\u200D\U0001F4BB", u"\U0001F469\u200D\U0001F4BB"},
    {"joiner between emoji and letter", u"\U0001F469\u200Da", u"\U0001F469a"},
    {"non-joiner between emoji", u"\U0001F469\u200C\U0001F4BB", u"\U0001F469\U0001F4BB"},
    {"joiner in Devanagari", u"\u0915\u094D\u200D\u0937", u"\u0915\u094D\u200D\u0937"},
    {"non-joiner in Devanagari", u"\u0915\u094D\u200C\u0937", u"\u0915\u094D\u200C\u0937"},
    {"variation selector", u"a\uFE01b", u"ab"},
    {"ideographic variation", u"\u845B\U000E0100", u"\u845B"},
    {"tags", u"a\U000E0061b", u"ab"},
    {"grapheme joiner", u"a\u034Fb", u"ab"},
    {"Hangul filler", u"a\u3164b", u"ab"},
    {"halfwidth filler", u"\uFFA0x", u"x"},
    {"blank Braille", u"a\u2800b", u"ab"},
    {"object replacement stays", u"a\uFFFCb", u"a\uFFFCb"},
    {"annotation anchor", u"a\uFFF9b", u"ab"},
    {"noncharacter", u"a\uFFFEb", u"ab"},
    {"lone high surrogate",
        u"a\xD800"
        u"b",
        u"a\uFFFDb"},
    {"lone low surrogate",
        u"a\xDC00"
        u"b",
        u"a\uFFFDb"},
    {"one mark", u"e\u0301", u"e\u0301"},
    {"four marks", u"e\u0301\u0301\u0301\u0301", u"e\u0301\u0301\u0301\u0301"},
    {"six marks", u"e\u0301\u0301\u0301\u0301\u0301\u0301", u"e\u0301\u0301\u0301\u0301"},
    {"marks per base", u"e\u0301a\u0301", u"e\u0301a\u0301"},
    {"mark first", u"\u0301a", u"a"},
    {"mark after space", u"a \u0301b", u"a b"},
    {"enclosing mark", u"1\u20E3", u"1\u20E3"},
    {"Chinese", u"\u5C0F\u660E", u"\u5C0F\u660E"},
    {"Arabic", u"\u0633\u0644\u0627\u0645", u"\u0633\u0644\u0627\u0645"},
    {"Hebrew with points", u"\u05E9\u05C1", u"\u05E9\u05C1"},
    {"only invisible", u"\u200B\u200B", u""},
};

void addVectors()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("cleaned");
    for (const Vector& vector : vectors) {
        QTest::newRow(vector.name)
            << QString::fromUtf16(vector.text) << QString::fromUtf16(vector.cleaned);
    }
}

} // namespace

void TestPlainText::cleanedTextIsWhatIsShown_data()
{
    addVectors();
}

void TestPlainText::cleanedTextIsWhatIsShown()
{
    QFETCH(QString, text);
    QFETCH(QString, cleaned);
    QCOMPARE(plain(text), cleaned);
}

void TestPlainText::cleaningTwiceChangesNothing_data()
{
    addVectors();
}

void TestPlainText::cleaningTwiceChangesNothing()
{
    QFETCH(QString, text);
    QCOMPARE(plain(plain(text)), plain(text));
}

void TestPlainText::longTextEndsWithAnEllipsis()
{
    const QString cleaned = plain(QString(1000, u'x'), 20);
    QCOMPARE(cleaned.size(), 20);
    QCOMPARE(cleaned.back(), QChar(0x2026));
    QCOMPARE(plain(QString(20, u'x'), 20), QString(20, u'x'));
}

void TestPlainText::aSurrogatePairIsNotCut()
{
    const QString cleaned = plain(QStringLiteral("ab\U0001F469\U0001F469\U0001F469"), 4);
    QVERIFY(cleaned.isValidUtf16());
    QCOMPARE(cleaned, QStringLiteral("ab\u2026"));
}

void TestPlainText::aMegabyteOfInvisibleTextIsCheap()
{
    QCOMPARE(plain(QString(1'000'000, QChar(0x200B)) + u'x'), QString());
    QCOMPARE(plain(u'x' + QString(1'000'000, QChar(0x0301))).size(), 5);
}

void TestPlainText::isolatedTextIsWrapped()
{
    QCOMPARE(isolated(QStringLiteral("x")), QStringLiteral("\u2068x\u2069"));
}

void TestPlainText::tooltipIsNeverMarkup()
{
    QCOMPARE(tooltipText(QStringLiteral("<b>x</b>\ny")),
        QStringLiteral("<qt>&lt;b&gt;x&lt;/b&gt;<br>y</qt>"));
    QCOMPARE(tooltipText(QString()), QString());
}

void TestPlainText::menuTextMakesNoMnemonic()
{
    QCOMPARE(menuText(QStringLiteral("R&D\tCtrl+Q")), QStringLiteral("R&&D Ctrl+Q"));
}

SIGNALBOX_TEST(TestPlainText)
#include "tst_plaintext.moc"
