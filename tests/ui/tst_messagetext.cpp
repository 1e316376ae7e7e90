// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"
#include "ui/traffic/messagetext.h"

#include <QJsonDocument>
#include <QTest>

using namespace Signalbox;

class TestMessageText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theKindIsTheTypeOfTheObject_data();
    void theKindIsTheTypeOfTheObject();
    void theExcerptIsOneShortPlainLine();
    void jsonIsBrokenIntoLines();
    void membersNumbersAndEscapesStayAsTheyCame();
    void whatIsNoJsonIsShownAsItIs();
    void whatCannotBeSeenIsWrittenAsACode();
    void brokenUtf8IsShownAllTheSame();
    void whatIsVeryLongIsCut_data();
    void whatIsVeryLongIsCut();
};

void TestMessageText::theKindIsTheTypeOfTheObject_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("kind");
    const auto row = [](const char* name, const QByteArray& text, const QString& kind = {}) {
        QTest::newRow(name) << text << kind;
    };
    row("usual", R"({"type":"offer","sdp":"x"})", u"offer"_qs);
    row("at the end", R"({"payload":{"a":[1,{"b":2}]},"type":"offer"})", u"offer"_qs);
    row("spaced", "\n{ \"a\" : 1 ,\t\"type\" : \"offer\" }", u"offer"_qs);
    row("deeper only", R"({"payload":{"type":"offer"}})");
    row("after a deeper one", R"({"payload":{"type":"offer"},"type":"x"})", u"x"_qs);
    row("as a value", R"({"a":"type","b":"c"})");
    row("in a string", R"({"a":"\"type\":\"offer\""})");
    row("not a string", R"({"type":5})");
    row("an object", R"({"type":{"type":"x"}})");
    row("no object", R"(["type","offer"])");
    row("markup", R"({"type":"<b>x</b>"})", u"<b>x</b>"_qs);
    row("controls", QByteArray("{\"type\":\"a\x01\x1b[2Jb\"}"), u"a[2Jb"_qs);
    row("long", "{\"type\":\"" + QByteArray(500, 'x') + "\"}", u"x"_qs.repeated(39) + u'…');
    row("cut", R"({"type":"off)", u"of"_qs);
    row("cut before", R"({"type":)");
    row("cut after the key", R"({"type")");
    row("a quote", R"({"type":")");
    row("ends in a backslash", R"({"type\)");
    row("empty", {});
    row("closed too often", R"({}}}"type":"x")");
    row("binary", QByteArray("\0\xff{\"type\"", 9));
}

void TestMessageText::theKindIsTheTypeOfTheObject()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, kind);
    QCOMPARE(messageKind(text), kind);
}

void TestMessageText::theExcerptIsOneShortPlainLine()
{
    QCOMPARE(messageExcerpt("a\r\n\tb\x01\x1b c"), u"a b c"_qs);
    QCOMPARE(messageExcerpt("<b>x</b>"), u"<b>x</b>"_qs);
    QCOMPARE(messageExcerpt({}), QString());
    QCOMPARE(messageExcerpt(QByteArray(100'000, 'x')).size(), 200);
    QCOMPARE(messageExcerpt(u"课"_qs.repeated(1000).toUtf8()), u"课"_qs.repeated(199) + u'…');
}

void TestMessageText::jsonIsBrokenIntoLines()
{
    QCOMPARE(wholeMessage(R"({"type":"x","a":[1,{"b":null}],"c":{},"d":[]})"),
        QStringLiteral("{\n"
                       "  \"type\": \"x\",\n"
                       "  \"a\": [\n"
                       "    1,\n"
                       "    {\n"
                       "      \"b\": null\n"
                       "    }\n"
                       "  ],\n"
                       "  \"c\": {},\n"
                       "  \"d\": []\n"
                       "}"));
}

void TestMessageText::membersNumbersAndEscapesStayAsTheyCame()
{
    const QByteArray text = R"({"z":12345678901234567890,"a":1.0,"s":"\u00e4\r\n{[,:\"","z":2})";
    QString lines = wholeMessage(text);
    QVERIFY(lines.contains(u'\n'));
    lines.remove(u'\n').remove(u' ');
    QCOMPARE(lines, QString::fromUtf8(text));
}

void TestMessageText::whatIsNoJsonIsShownAsItIs()
{
    for (const QByteArray& text : {QByteArray("{\"a\":1,"), QByteArray("hello  world\nx"),
             QByteArray("{\"a\":1}}"), QByteArray()}) {
        QCOMPARE(wholeMessage(text), QString::fromUtf8(text));
    }
}

void TestMessageText::whatCannotBeSeenIsWrittenAsACode()
{
    QCOMPARE(wholeMessage(u"a\x202E"
                          u"b\x1B"
                          u"c\r\nd\x2028"
                          u"e"_qs.toUtf8()),
        u"a\\u202eb\\u001bc\\u000d\nd\\u2028e"_qs);
    QCOMPARE(wholeMessage(QString::fromUcs4(U"\U000E0041", 1).toUtf8()), u"\\u{e0041}"_qs);
    const QString marks = wholeMessage((u'a' + u"\x0301"_qs.repeated(50)).toUtf8());
    QVERIFY(marks.count(QChar(0x0301)) < 10);
    QVERIFY(marks.contains(u"\\u0301"_qs));
}

void TestMessageText::brokenUtf8IsShownAllTheSame()
{
    QVERIFY(wholeMessage(QByteArray("a\xff\xfe\x80z")).startsWith(u'a'));
    QVERIFY(messageExcerpt(QByteArray("a\xff\xfe\x80z")).endsWith(u'z'));
}

void TestMessageText::whatIsVeryLongIsCut_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no JSON") << QByteArray(3'000'000, 'x');
    QTest::newRow("one string") << "\"" + QByteArray(500'000, 'x') + "\"";
    QTest::newRow("many elements") << "[0" + QByteArray(",0").repeated(100'000) + "]";
    QTest::newRow("nested") << QByteArray(1000, '[') + "0" + QByteArray(",0").repeated(30'000)
            + QByteArray(1000, ']');
    QTest::newRow("nested too deeply to be JSON") << QByteArray(500'000, '[');
}

void TestMessageText::whatIsVeryLongIsCut()
{
    QFETCH(QByteArray, text);
    const QString shown = wholeMessage(text);
    QVERIFY(shown.size() > 100'000);
    QVERIFY(shown.size() < 140'000);
    QVERIFY(shown.last(100).contains(u"Cut here"_qs));
}

SIGNALBOX_TEST(TestMessageText)
#include "tst_messagetext.moc"
