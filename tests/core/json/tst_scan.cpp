// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/json/cut.h"
#include "core/json/decode.h"
#include "core/json/scan.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;
using Json::Kind;
using Verdict = Json::Scan::Verdict;

namespace {

constexpr std::array<QByteArrayView, 3> names{"type", "senderId", "a"};
constexpr int depthLimit = 32;

Json::Scan scanned(QByteArrayView text)
{
    return Json::scan(text, names, depthLimit);
}

QByteArray nested(int levels, const char* open, const char* close)
{
    return QByteArray(open).repeated(levels) + QByteArray(close).repeated(levels);
}

} // namespace

class TestScan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verdicts_data();
    void verdicts();
    void everyByteOfAStringIsJudgedAtEveryPlace();
    void everyPairOfBytesIsJudged();
    void everyTruncationIsNotJson();
    void theDepthLimitIsExact_data();
    void theDepthLimitIsExact();
    void hugeTextsAreScanned();
    void namedMembersAreFound();
    void nestedMembersAreNotFound();
    void escapedKeysAreFound_data();
    void escapedKeysAreFound();
    void keysAreComparedWhole_data();
    void keysAreComparedWhole();
    void repeatedKeysAreCountedAndTheLastIsFound();
    void kindsAreTold_data();
    void kindsAreTold();
    void theObjectIsFoundAmongMarksAndSpaces();
    void stringsAreDecoded_data();
    void stringsAreDecoded();
    void membersAreCutOut_data();
    void membersAreCutOut();
};

void TestScan::verdicts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Verdict>("verdict");
    const QByteArray printable = " !\"#$&'()*+,/:;<=>[]\\{}";
    int number = 0;
    const auto rows = [&number, printable](Verdict verdict, const QByteArrayList& texts) {
        for (const QByteArray& text : texts) {
            QTest::addRow("%d %s", ++number, text.left(60).toPercentEncoding(printable).constData())
                << text << verdict;
        }
    };
    rows(Verdict::Object,
        {"{}", " {} ", "\t\r\n{\t\r\n}\t\r\n", R"({"a":1})", R"({"a":{},"b":[],"c":""})",
            R"({"":""})", R"({"a":[1,2,[3]]})", R"({"a" : 1 , "b" : 2})", R"({"a":-0})",
            R"({"a":0.0})", R"({"a":1e5})", R"({"a":1E+5})", R"({"a":1.5e-5})", R"({"a":-1})",
            R"({"a":"\"\\\/\b\f\n\r\t\u0000\uFFFF\uabCD"})", R"({"a":"\ud800"})",
            R"({"a":"\udc00\ud800"})", "{\"a\":\"\x7f\"}", "{\"a\":\"中文😀\"}", R"({"a":1,"a":2})",
            R"({"a":true,"b":false,"c":null})", "\xef\xbb\xbf{}",
            R"({"a":123456789012345678901234567890})", R"({"a":1e-300})"});
    rows(Verdict::NotAnObject,
        {"[]", "[{}]", "1", "-1.5e3", R"("a")", "null", "true", "false", " 0 ", "\xef\xbb\xbf[]"});
    rows(Verdict::NotJson,
        {"", " ", "\xef\xbb\xbf", "\xef\xbb\xbf\xef\xbb\xbf{}", " \xef\xbb\xbf{}", "{", "}", "{{}}",
            "{}{}", "{} {}", "{}x", "{},", "{}]", "[}", "{]", "[1,]", "[,1]", "[1 2]", "[",
            R"({"a"})", R"({"a":})", R"({"a" 1})", R"({"a"::1})", R"({"a":1,})", R"({,"a":1})",
            R"({"a":1 "b":2})", R"({"a":1;"b":2})", R"({a:1})", R"({'a':1})", R"({1:1})",
            R"({null:1})", R"({"a":'b'})", R"({"a":b})"});
    rows(Verdict::NotJson,
        {R"({"a":01})", R"({"a":-})", R"({"a":+1})", R"({"a":.5})", R"({"a":1.})", R"({"a":1e})",
            R"({"a":1e+})", R"({"a":1.e5})", R"({"a":0x10})", R"({"a":1_0})", R"({"a":--1})",
            R"({"a":-01})", R"({"a":NaN})", R"({"a":Infinity})", R"({"a":-Infinity})",
            R"({"a":1e400})", R"({"a":-1e400})", R"({"a":1 .5})", R"({"a":- 1})", "0x", "1a"});
    rows(Verdict::NotJson,
        {R"({"a":tru})", R"({"a":True})", R"({"a":nul})", R"({"a":truefalse})", R"({"a":nullx})",
            R"({"a":undefined})", "tru", "truee"});
    rows(Verdict::NotJson,
        {R"({"a":"})", R"({"a":"\"})", R"({"a":"\x41"})", R"({"a":"\u12"})", R"({"a":"\u12G4"})",
            R"({"a":"\U0041"})", R"({"a":"\'"})", R"({"a":"\0"})", R"({"a":"\)", R"({"a":"\u)",
            R"({"\x":1})", "{\"a\":\"\n\"}", "{\"a\":\"\t\"}", "{\"a\":\"\x1f\"}", "{\"a\n\":1}",
            QByteArray("{\"a\":\"\0\"}", 9), QByteArray("{}\0", 3), QByteArray("\0{}", 3),
            QByteArray("{\0}", 3), QByteArray("\0", 1)});
    rows(Verdict::NotJson,
        {"// comment\n{}", "{/* comment */}", "{}//", "# {}", "{\"a\":1/**/}", "\v{}", "\f{}",
            "{\xc2\xa0}", "\xe2\x80\xa8{}", "\xff\xfe{\x00}", "GET / HTTP/1.1", "<xml/>",
            "{\"a\":1}\xef\xbb\xbf"});
}

void TestScan::verdicts()
{
    QFETCH(QByteArray, text);
    QFETCH(Verdict, verdict);
    QCOMPARE(scanned(text).verdict, verdict);
}

void TestScan::everyByteOfAStringIsJudgedAtEveryPlace()
{
    const QByteArray head = "{\"a\":\"";
    for (int length : {1, 7, 8, 9, 17}) {
        for (int place = 0; place < length; ++place) {
            for (int byte = 0; byte < 256; ++byte) {
                QByteArray text = head + QByteArray(length, 'x') + "\"}";
                text[head.size() + place] = char(byte);
                const bool isGood = byte >= 0x20 && byte != '"' && byte != '\\';
                // What a backslash stands before here, an x or the last quote, makes no good
                // string.
                QVERIFY2((scanned(text).verdict == Verdict::Object) == isGood, text.constData());
            }
        }
    }
}

void TestScan::everyPairOfBytesIsJudged()
{
    QByteArray text = "{\"a\":\"0123456789abcdef\"}";
    for (int first = 0; first < 256; ++first) {
        for (int second = 0; second < 256; ++second) {
            if (first == '"' || first == '\\' || second == '"' || second == '\\') {
                continue; // these mean something
            }
            text[9] = char(first);
            text[10] = char(second);
            const bool isGood = first >= 0x20 && second >= 0x20;
            QVERIFY2((scanned(text).verdict == Verdict::Object) == isGood, text.constData());
        }
    }
}

void TestScan::everyTruncationIsNotJson()
{
    const QByteArray whole
        = "{ \"type\" : \"of\\u0066er\\n\", \"a\":[ 1,-2.5e+3 ,true,null,{\"x\":\"\\\\中\"} ],"
          "\"senderId\":false }";
    QCOMPARE(scanned(whole).verdict, Verdict::Object);
    for (qsizetype size = 0; size < whole.size(); ++size) {
        // Its own allocation, so that a look beyond the end is seen by AddressSanitizer.
        const QByteArray part(whole.constData(), size);
        QVERIFY2(scanned(part).verdict == Verdict::NotJson, part.constData());
        const std::vector<char> exact(part.begin(), part.end());
        QCOMPARE(scanned({exact.data(), qsizetype(exact.size())}).verdict, Verdict::NotJson);
    }
}

void TestScan::theDepthLimitIsExact_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Verdict>("verdict");
    const auto inObject = [](const QByteArray& value) { return "{\"a\":" + value + "}"; };
    for (int levels : {1, 2, 31, 32}) {
        QTest::addRow("%d levels of arrays", levels)
            << inObject(nested(levels - 1, "[", "]")).replace(":}", ":0}") << Verdict::Object;
        QTest::addRow("%d levels of objects", levels)
            << inObject(nested(levels - 1, "{\"a\":", "}").replace(":}", ":0}"))
                   .replace(":}", ":0}")
            << Verdict::Object;
    }
    for (int levels : {33, 34, 1024, 1025, 100'000}) {
        QTest::addRow("%d levels of arrays", levels)
            << inObject(nested(levels - 1, "[", "]")) << Verdict::TooDeep;
        QTest::addRow("%d levels of objects", levels)
            << nested(levels, "{\"a\":", "}").replace(":}", ":0}") << Verdict::TooDeep;
        QTest::addRow("%d levels never closed", levels)
            << inObject(QByteArray("[").repeated(levels - 1)) << Verdict::TooDeep;
        QTest::addRow("%d levels, no object", levels)
            << nested(levels, "[", "]") << Verdict::TooDeep;
    }
    QTest::newRow("many levels beside each other")
        << inObject("[" + QByteArray("[[[]]],").repeated(1000) + "0]") << Verdict::Object;
    QTest::newRow("brackets in strings are no levels")
        << inObject('"' + QByteArray("[{").repeated(1000) + '"') << Verdict::Object;
}

void TestScan::theDepthLimitIsExact()
{
    QFETCH(QByteArray, text);
    QFETCH(Verdict, verdict);
    QCOMPARE(scanned(text).verdict, verdict);
}

void TestScan::hugeTextsAreScanned()
{
    const QByteArray longString = "{\"a\":\"" + QByteArray(1'000'000, 'x') + "\"}";
    QCOMPARE(scanned(longString).verdict, Verdict::Object);
    QCOMPARE(scanned(longString).members[2].value(longString).size(), 1'000'002);

    QCOMPARE(scanned("{\"" + QByteArray(1'000'000, 'k') + "\":1}").verdict, Verdict::Object);
    QCOMPARE(scanned("{\"" + QByteArray("\\u0061").repeated(100'000) + "\":1}").verdict,
        Verdict::Object);
    QCOMPARE(scanned("{\"x\":" + QByteArray("1,\"k\":").repeated(100'000) + "1}").verdict,
        Verdict::Object);
    QCOMPARE(scanned("{" + QByteArray("\"a\":1,").repeated(100'000) + "\"a\":2}").members[2].times,
        100'001);
    QCOMPARE(scanned("{\"a\":0." + QByteArray(100'000, '3') + "}").verdict, Verdict::Object);
    QCOMPARE(scanned("{\"a\":" + QByteArray(100'000, '9') + "}").verdict, Verdict::NotJson);
    QCOMPARE(scanned(QByteArray(1'000'000, ' ') + "{}").verdict, Verdict::Object);
}

void TestScan::namedMembersAreFound()
{
    const QByteArray text = R"( { "x":1, "senderId" : "u1" ,"type":[ 1 ]} )";
    const Json::Scan scan = scanned(text);
    QVERIFY(scan.members[0]);
    QCOMPARE(scan.members[0].value(text).toByteArray(), QByteArray("[ 1 ]"));
    QCOMPARE(scan.members[0].kind, Kind::Array);
    QVERIFY(scan.members[1]);
    QCOMPARE(scan.members[1].value(text).toByteArray(), QByteArray("\"u1\""));
    QCOMPARE(text.mid(scan.members[1].begin, scan.members[1].end - scan.members[1].begin),
        QByteArray(R"("senderId" : "u1")"));
    QVERIFY(!scan.members[2]);
}

void TestScan::nestedMembersAreNotFound()
{
    const Json::Scan scan = scanned(R"({"x":{"type":1},"y":[{"senderId":2}],"z":"\"a\":3"})");
    QCOMPARE(scan.verdict, Verdict::Object);
    for (const Json::Member& member : scan.members) {
        QVERIFY(!member);
    }
    QVERIFY(!scanned(R"([{"type":1}])").members[0]);
}

void TestScan::escapedKeysAreFound_data()
{
    QTest::addColumn<QByteArray>("key");
    for (const char* key : {R"("senderId")", R"("\u0073enderId")", R"("sender\u0049d")",
             R"("\u0073\u0065\u006e\u0064\u0065\u0072\u0049\u0064")", R"("s\u0065nderI\u0064")",
             R"("sender\u0049\u0064")", R"("\u0073\u0065\u006E\u0064\u0065\u0072\u0049\u0064")"}) {
        QTest::newRow(key) << QByteArray(key);
    }
}

void TestScan::escapedKeysAreFound()
{
    QFETCH(QByteArray, key);
    const Json::Scan scan = scanned("{" + key + ":1}");
    QCOMPARE(scan.members[1].times, 1);
}

void TestScan::keysAreComparedWhole_data()
{
    QTest::addColumn<QByteArray>("key");
    for (const char* key : {R"("senderI")", R"("senderIdx")", R"("senderid")", R"("SENDERID")",
             R"(" senderId")", R"("senderId ")", R"("senderId\u0000")", R"("sender\\u0049d")",
             R"("ѕenderId")", R"("\"senderId\"")", R"("sender\nId")", R"("")"}) {
        QTest::newRow(key) << QByteArray(key);
    }
}

void TestScan::keysAreComparedWhole()
{
    QFETCH(QByteArray, key);
    const Json::Scan scan = scanned("{" + key + ":1}");
    QCOMPARE(scan.verdict, Verdict::Object);
    QCOMPARE(scan.members[1].times, 0);
}

void TestScan::repeatedKeysAreCountedAndTheLastIsFound()
{
    const QByteArray text = R"({"a":1,"\u0061":2,"b":0,"a":3})";
    const Json::Member member = scanned(text).members[2];
    QCOMPARE(member.times, 3);
    QCOMPARE(member.value(text).toByteArray(), QByteArray("3"));
}

void TestScan::kindsAreTold_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("null") << QByteArray("null") << Kind::Null;
    QTest::newRow("true") << QByteArray("true") << Kind::Boolean;
    QTest::newRow("false") << QByteArray("false") << Kind::Boolean;
    QTest::newRow("number") << QByteArray("-1.5") << Kind::Number;
    QTest::newRow("string") << QByteArray("\"x\"") << Kind::String;
    QTest::newRow("array") << QByteArray("[{}]") << Kind::Array;
    QTest::newRow("object") << QByteArray("{\"a\":1}") << Kind::Object;
}

void TestScan::kindsAreTold()
{
    QFETCH(QByteArray, value);
    QFETCH(Kind, kind);
    const QByteArray text = "{\"a\":" + value + "}";
    const Json::Scan scan = scanned(text);
    QCOMPARE(scan.members[2].kind, kind);
    QCOMPARE(scan.members[2].value(text).toByteArray(), value);
}

void TestScan::theObjectIsFoundAmongMarksAndSpaces()
{
    const QByteArray text = "\xef\xbb\xbf \n{\"a\":1} \t";
    const Json::Scan scan = scanned(text);
    QCOMPARE(text.mid(scan.begin, scan.end - scan.begin), QByteArray("{\"a\":1}"));
}

void TestScan::stringsAreDecoded_data()
{
    QTest::addColumn<QByteArray>("quoted");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* quoted, const QString& text) {
        QTest::newRow(quoted) << QByteArray(quoted) << text;
    };
    const QString replaced(QChar::ReplacementCharacter);
    row(R"("")", u""_qs);
    row(R"("plain")", u"plain"_qs);
    row(R"("中文😀")", u"中文😀"_qs);
    row(R"("\"\\\/")", u"\"\\/"_qs);
    row(R"("\b\f\n\r\t")", u"\b\f\n\r\t"_qs);
    row(R"("\u0041\u4e2d\u4E2D")", u"A中中"_qs);
    row(R"("\ud83d\ude00")", u"😀"_qs);
    row(R"("a\u0000b")", u"a"_qs + QChar(0) + u"b"_qs);
    row(R"("\\u0041")", u"\\u0041"_qs);
    row(R"("x\n中\n😀")", u"x\n中\n😀"_qs);
    QTest::newRow("a byte order mark within the text stays")
        << QByteArray("\"\xef\xbb\xbfx\"") << u"\ufeffx"_qs;
    QTest::newRow("byte order marks beside escapes stay")
        << QByteArray("\"\xef\xbb\xbf\\n\xef\xbb\xbf\\ud800\"") << u"\ufeff\n\ufeff"_qs + replaced;
    row(R"("\ufeffx")", u"\ufeffx"_qs);
    row(R"("\ufeff\ud800")", u"\ufeff"_qs + replaced);
    row(R"("\ud800")", replaced);
    row(R"("\ud83dx\ude00")", replaced + u"x"_qs + replaced);
    row(R"("\ude00\ud83d")", replaced + replaced);
    row(R"("\ud83d\ud83d\ude00")", replaced + u"😀"_qs);
    row(R"("\ud83d中")", replaced + u"中"_qs);
}

void TestScan::stringsAreDecoded()
{
    QFETCH(QByteArray, quoted);
    QFETCH(QString, text);
    QCOMPARE(Json::decodeString(quoted), text);
}

void TestScan::membersAreCutOut_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("rest");
    const auto row = [](const char* text, const char* rest) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(rest);
    };
    // Those named "type" and "senderId" go.
    row(R"({"type":1})", R"({})");
    row(R"({ "type" : 1 })", R"({  })");
    row(R"({"type":1,"b":2})", R"({"b":2})");
    row(R"({"b":2,"type":1})", R"({"b":2})");
    row(R"({"b":2,"type":1,"c":3})", R"({"b":2,"c":3})");
    row(R"({ "b" : 2 , "type" : 1 , "c" : 3 })", R"({ "b" : 2  , "c" : 3 })");
    row(R"({ "type" : 1 , "b" : 2 })", R"({ "b" : 2 })");
    row(R"({"type":1,"senderId":2})", R"({})");
    row(R"({"senderId":2,"type":1})", R"({})");
    row(R"({"senderId":2,"type":1,"b":3})", R"({"b":3})");
    row(R"({"b":3,"senderId":2,"type":1})", R"({"b":3})");
    row(R"({"senderId":2,"b":3,"type":1})", R"({"b":3})");
    row(R"({"a":0,"senderId":2,"b":3,"type":1,"c":4})", R"({"a":0,"b":3,"c":4})");
    row(R"({"type":{"type":[",","}"]},"b":"\",\"type\":1"})", R"({"b":"\",\"type\":1"})");
    row(R"({"b":",","type":"}","c":"{"})", R"({"b":",","c":"{"})");
    row(R"({"\u0074ype":1,"b":2})", R"({"b":2})");
}

void TestScan::membersAreCutOut()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, rest);
    const Json::Scan scan = scanned(text);
    std::vector<Json::Member> members;
    for (size_t i : {0, 1}) {
        if (scan.members[i]) {
            members.push_back(scan.members[i]);
        }
    }
    QCOMPARE(Json::without(text, members), rest);
    std::reverse(members.begin(), members.end());
    QCOMPARE(Json::without(text, members), rest);
    QCOMPARE(Json::without(text, {}), text);
}

SIGNALBOX_TEST(TestScan)
#include "tst_scan.moc"
