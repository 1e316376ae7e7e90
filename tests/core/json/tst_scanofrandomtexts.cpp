// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/json/cut.h"
#include "core/json/decode.h"
#include "core/json/scan.h"
#include "tests/fuzz/jsonreference.h"
#include "tests/support/suite.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace Signalbox;
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

/// Random JSON text, of all that RFC 8259 allows. Numbers and keys are such that QJsonDocument
/// has no other opinion of them than any reader.
class Generator
{
public:
    explicit Generator(quint32 seed)
        : m_random(seed)
    { }

    int bounded(int limit) { return m_random.bounded(limit); }

    QByteArray object(int levels)
    {
        QByteArray text = "{" + space();
        const int members = bounded(5);
        for (int i = 0; i < members; ++i) {
            text += (i > 0 ? "," + space() : QByteArray()) + key(i) + space() + ":" + space()
                + value(levels - 1) + space();
        }
        return text + "}";
    }

    QByteArray space()
    {
        static const QByteArrayList spaces{"", "", "", " ", "\n", "\t", "\r\n", "   "};
        return spaces.at(bounded(int(spaces.size())));
    }

private:
    QByteArray value(int levels)
    {
        switch (bounded(levels > 0 ? 8 : 6)) {
        case 0:
            return "null";
        case 1:
            return bounded(2) == 0 ? "true" : "false";
        case 2:
        case 3:
            return number();
        case 6:
            return object(levels);
        case 7:
            return array(levels);
        default:
            return string();
        }
    }

    QByteArray array(int levels)
    {
        QByteArray text = "[" + space();
        const int elements = bounded(4);
        for (int i = 0; i < elements; ++i) {
            text += (i > 0 ? "," + space() : QByteArray()) + value(levels - 1) + space();
        }
        return text + "]";
    }

    QByteArray number()
    {
        static const QByteArrayList numbers{"0", "-0", "1", "-12", "3.25", "0.5e3", "1E+2", "2e-3",
            "9007199254740993", "123456789012345678901234567890", "1.50"};
        return numbers.at(bounded(int(numbers.size())));
    }

    QByteArray key(int index)
    {
        static const QByteArrayList keys{"\"type\"", "\"senderId\"", "\"\\u0061\"", "\"a b\"",
            "\"\"", "\"中文\"", "\"s\\u0065nderId2\"", "\"\\\"\""};
        return keys.at((index * 3 + bounded(2)) % int(keys.size()));
    }

    QByteArray string()
    {
        static const QByteArrayList pieces{"a", "中", "😀", "\\n", "\\\"", "\\\\", "\\/", "\\u4e2d",
            "\\ud83d\\ude00", "{", "}", ",", ":", "[", " "};
        QByteArray text = "\"";
        for (int length = bounded(6); length > 0; --length) {
            text += pieces.at(bounded(int(pieces.size())));
        }
        return text + '"';
    }

    QRandomGenerator m_random;
};

/// The verdict of QJsonDocument, in our words.
Verdict qtVerdict(const QByteArray& text)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError) {
        return Verdict::NotJson;
    }
    return document.isObject() ? Verdict::Object : Verdict::NotAnObject;
}

} // namespace

class TestScanOfRandomTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void qtAgreesOnRandomTexts();
    void qtDisagreesOnlyWhereItIsKnownTo_data();
    void qtDisagreesOnlyWhereItIsKnownTo();
    void whatIsNotCutOutStaysByteForByte();
};

void TestScanOfRandomTexts::qtAgreesOnRandomTexts()
{
    Generator generator(20261122);
    const QByteArray hostile = "{}[]\",:\\ue01.-+tfn \n/\x01\x7f\xe4";
    int valid = 0;
    int invalid = 0;
    for (int round = 0; round < 40'000; ++round) {
        QByteArray text = generator.space() + generator.object(4) + generator.space();
        for (int mutations = generator.bounded(3); mutations > 0; --mutations) {
            const int at = generator.bounded(int(text.size()));
            switch (generator.bounded(4)) {
            case 0:
                text.remove(at, 1 + generator.bounded(3));
                break;
            case 1:
                text.insert(at, hostile.at(generator.bounded(int(hostile.size()))));
                break;
            case 2:
                text[at] = hostile.at(generator.bounded(int(hostile.size())));
                break;
            default:
                text.insert(at, text.mid(generator.bounded(int(text.size())), 5));
            }
            if (text.isEmpty()) {
                text = " ";
            }
        }
        if (!text.isValidUtf8()) {
            continue; // the scan is given valid UTF-8 only
        }
        const Verdict ours = scanned(text).verdict;
        const Verdict theirs = qtVerdict(text);
        ++(ours == Verdict::Object ? valid : invalid);
        if (theirs == Verdict::Object) {
            QVERIFY2((ours == Verdict::NotJson) == JsonReference::isLax(text), text.constData());
        } else {
            QVERIFY2(ours != Verdict::Object, text.constData());
        }
    }
    QVERIFY(valid > 5000);
    QVERIFY(invalid > 5000);
}

void TestScanOfRandomTexts::qtDisagreesOnlyWhereItIsKnownTo_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Verdict>("ours");
    QTest::addColumn<Verdict>("qts");
    const auto rows = [](const char* name, const QByteArrayList& texts, Verdict ours, Verdict qts) {
        for (qsizetype i = 0; i < texts.size(); ++i) {
            QTest::addRow("%s %d", name, int(i)) << texts.at(i) << ours << qts;
        }
    };
    rows("no digits before the decimal point", {R"({"a":.5})", R"({"a":-.5})"}, Verdict::NotJson,
        Verdict::Object);
    rows("no digits after the decimal point", {R"({"a":1.})", R"({"a":1.e5})"}, Verdict::NotJson,
        Verdict::Object);
    rows("escapes that RFC 8259 does not know",
        {R"({"a":"\x"})", R"({"a":"\U0041"})", R"({"\'":1})", "{\"a\":\"\\\n\"}"}, Verdict::NotJson,
        Verdict::Object);
    rows("raw control characters in strings",
        {"{\"a\":\"\n\"}", "{\"\t\":1}", QByteArray("{\"a\":\"\0\"}", 9)}, Verdict::NotJson,
        Verdict::Object);
    rows("our limit of depth",
        {"{\"a\":" + nested(32, "[", "]") + "}", "{\"a\":" + nested(1023, "[", "]") + "}"},
        Verdict::TooDeep, Verdict::Object);
    rows("texts that are no object or array", {"1", "\"a\"", "null"}, Verdict::NotAnObject,
        Verdict::NotJson);

    // Where one could think that it differs.
    rows("numbers that no double can hold",
        {R"({"a":1e400})", R"({"a":-1e400})", R"({"a":1e309})", R"({"a":1e-400})"},
        Verdict::NotJson, Verdict::NotJson);
    rows("numbers that a double can just hold",
        {R"({"a":1.7976931348623157e308})", R"({"a":5e-324})", R"({"a":0e400})"}, Verdict::Object,
        Verdict::Object);
    rows("byte order mark", {"\xef\xbb\xbf{}"}, Verdict::Object, Verdict::Object);
    rows("keys given twice", {R"({"a":1,"a":2})"}, Verdict::Object, Verdict::Object);
    rows("half a surrogate pair", {R"({"a":"\ud800"})"}, Verdict::Object, Verdict::Object);
}

void TestScanOfRandomTexts::qtDisagreesOnlyWhereItIsKnownTo()
{
    QFETCH(QByteArray, text);
    QFETCH(Verdict, ours);
    QFETCH(Verdict, qts);
    QCOMPARE(scanned(text).verdict, ours);
    QCOMPARE(qtVerdict(text), qts);
}

void TestScanOfRandomTexts::whatIsNotCutOutStaysByteForByte()
{
    Generator generator(8259);
    for (int round = 0; round < 5000; ++round) {
        const QByteArray text = generator.object(3);
        const Json::Scan scan = scanned(text);
        QCOMPARE(scan.verdict, Verdict::Object);
        std::vector<Json::Member> gone;
        for (size_t i = 0; i < names.size(); ++i) {
            if (scan.members[i].times == 1 && generator.bounded(2) == 0) {
                gone.push_back(scan.members[i]);
            }
        }
        const QByteArray rest = Json::without(text, gone);
        QCOMPARE(scanned(rest).verdict, Verdict::Object);

        QJsonObject expected = QJsonDocument::fromJson(text).object();
        for (const Json::Member& member : gone) {
            const QByteArray key
                = text.mid(member.begin, text.indexOf('"', member.begin + 1) + 1 - member.begin);
            expected.remove(Json::decodeString(key));
        }
        QCOMPARE(QJsonDocument::fromJson(rest).object(), expected);

        // What is left is the original with pieces taken out, nothing put in or changed.
        qsizetype at = 0;
        for (char c : rest) {
            at = text.indexOf(c, at) + 1;
            QVERIFY2(at > 0, text.constData());
        }
    }
}

SIGNALBOX_TEST(TestScanOfRandomTexts)
#include "tst_scanofrandomtexts.moc"
