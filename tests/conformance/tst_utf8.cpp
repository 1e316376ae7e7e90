// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/conformance/wiretest.h"
#include "tests/support/suite.h"

#include <QTest>

#include <span>

using namespace Signalbox;
using Raw = RawClient;

namespace {

QByteArray hex(const char* text)
{
    return QByteArray::fromHex(text);
}

/// What it is, and its bytes in hexadecimal.
struct Vector
{
    const char* name;
    const char* bytes;
};

constexpr Vector wellFormed[] = {
    {"U+0020", "20"},
    {"U+007F, the last of one byte", "7f"},
    {"U+0080, the first of two", "c280"},
    {"U+07FF, the last of two", "dfbf"},
    {"U+0800, the first of three", "e0a080"},
    {"U+0FFF and U+1000", "e0bfbfe18080"},
    {"U+CFFF and U+D000", "ecbfbfed8080"},
    {"U+D7FF, the last before the surrogates", "ed9fbf"},
    {"U+E000, the first behind them", "ee8080"},
    {"U+FFFD", "efbfbd"},
    {"U+FFFE, no character", "efbfbe"},
    {"U+FFFF, no character", "efbfbf"},
    {"U+FDD0, no character", "efb790"},
    {"U+FEFF behind something", "78efbbbf"},
    {"U+10000, the first of four", "f0908080"},
    {"U+1FFFF, no character", "f09fbfbf"},
    {"U+3FFFF and U+40000", "f0bfbfbff1808080"},
    {"U+FFFFF and U+100000", "f3bfbfbff4808080"},
    {"U+10FFFF, the last of all", "f48fbfbf"},
    {"κόσμε (RFC 3629 in use)", "cebae1bdb9cf83cebcceb5"},
    {"日本語", "e697a5e69cace8aa9e"},
    {"combining marks", "65cc81cc82cc83"},
    {"right to left marks", "e280aee280ab"},
};

constexpr Vector illFormed[] = {
    {"a continuation byte alone: 80", "80"},
    {"a continuation byte alone: bf", "bf"},
    {"continuation bytes alone", "80bf80bf80bf"},
    {"a continuation byte too many", "e4b8ad80"},
    {"one of two bytes", "c3"},
    {"one of three", "e4"},
    {"two of three", "e4b8"},
    {"one of four", "f0"},
    {"two of four", "f09f"},
    {"three of four", "f09f98"},
    {"one of two bytes, then another character", "c378"},
    {"two of three, then another character", "e4b878"},
    {"three of four, then another character", "f09f9878"},
    {"one of two, twice", "c3c3"},
    {"U+002F in two bytes", "c0af"},
    {"U+007F in two bytes", "c1bf"},
    {"U+0000 in two bytes", "c080"},
    {"U+0022 in two bytes: a quote", "c0a2"},
    {"U+002F in three bytes", "e080af"},
    {"U+07FF in three bytes", "e09fbf"},
    {"U+002F in four bytes", "f08080af"},
    {"U+FFFF in four bytes", "f08fbfbf"},
    {"U+D800", "eda080"},
    {"U+DB7F", "edadbf"},
    {"U+DBFF", "edafbf"},
    {"U+DC00", "edb080"},
    {"U+DFFF", "edbfbf"},
    {"a pair of surrogates", "eda080edb080"},
    {"U+110000", "f4908080"},
    {"U+13FFFF", "f4bfbfbf"},
    {"U+140000", "f5808080"},
    {"U+1FFFFF", "f7bfbfbf"},
    {"five bytes", "f888808080"},
    {"six bytes", "fc8480808080"},
    {"U+7FFFFFFF", "fdbfbfbfbfbf"},
    {"fe", "fe"},
    {"ff", "ff"},
    {"Latin-1", "e9e8"},
    {"UTF-16", "fffe78007900"},
};

void addRows(std::span<const Vector> vectors)
{
    QTest::addColumn<QByteArray>("bytes");
    for (const Vector& vector : vectors) {
        QTest::newRow(vector.name) << hex(vector.bytes);
    }
}

} // namespace

/// RFC 6455 section 8.1: text is UTF-8 (RFC 3629), or the connection ends.
class TestUtf8 : public WireTest
{
    Q_OBJECT

private Q_SLOTS:
    void wellFormedTextIsRelayed_data() { addRows(wellFormed); }
    void wellFormedTextIsRelayed();
    void illFormedTextEndsWith1007_data() { addRows(illFormed); }
    void illFormedTextEndsWith1007();
    void illFormedFragmentsEndWith1007_data() { addRows(illFormed); }
    void illFormedFragmentsEndWith1007();
    void illFormedTextBehindAPingEndsWith1007_data() { addRows(illFormed); }
    void illFormedTextBehindAPingEndsWith1007();
    void illFormedBinaryIsAnError();
    void nothingBehindIllFormedTextIsRelayed();
    void charactersSplitOverFragments_data();
    void charactersSplitOverFragments();
    void charactersSplitOverFragmentsOfBinaryAreRelayed();
};

void TestUtf8::wellFormedTextIsRelayed()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(enter());
    const QByteArray text = message('x' + bytes);
    const QString words = u'x' + QString::fromUtf8(bytes);
    client().sendText(text);
    QCOMPARE(heard(), words);
    client().writeInPieces(Raw::encode({.payload = text}), 1);
    QCOMPARE(heard(), words);
    const qsizetype at = message({}).size() - 2;
    client().write(Raw::encode({.payload = text.first(at), .final = false})
        + Raw::encode({.opcode = Raw::Continuation,
            .payload = text.mid(at, 1 + bytes.size()),
            .final = false})
        + Raw::encode({.opcode = Raw::Continuation, .payload = text.last(2)}));
    QCOMPARE(heard(), words);
}

void TestUtf8::illFormedTextEndsWith1007()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(enter());
    client().sendText(message(bytes));
    QVERIFY(isEndedWith(1007));
}

void TestUtf8::illFormedFragmentsEndWith1007()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(enter());
    const QByteArray text = message(bytes);
    const qsizetype at = message({}).size() - 2;
    client().write(Raw::encode({.payload = text.first(at), .final = false})
        + Raw::encode({.opcode = Raw::Continuation, .payload = text.mid(at)}));
    QVERIFY(isEndedWith(1007));
}

void TestUtf8::illFormedTextBehindAPingEndsWith1007()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(enter());
    client().write(Raw::encode({.payload = message("whole")})
        + Raw::encode({.opcode = Raw::Ping, .payload = bytes})
        + Raw::encode({.payload = message(bytes)}));
    QVERIFY(isEndedWith(1007));
    QCOMPARE(heard(), u"whole"_qs);
    QCOMPARE(client().payloads(Raw::Pong), QByteArrayList{bytes});
}

void TestUtf8::illFormedBinaryIsAnError()
{
    QVERIFY(enter());
    for (const Vector& vector : illFormed) {
        client().send({.opcode = Raw::Binary, .payload = message(hex(vector.bytes))});
        client().sendText(message(vector.name));
        QCOMPARE(heard(), QString::fromUtf8(vector.name));
    }
    QVERIFY(client().waitForText("not-json")); // of errors one a second is told
}

void TestUtf8::nothingBehindIllFormedTextIsRelayed()
{
    QVERIFY(enter());
    client().write(Raw::encode({.payload = message("before")})
        + Raw::encode({.payload = message("\xff")}) + Raw::encode({.payload = message("behind")}));
    QVERIFY(isEndedWith(1007));
    QCOMPARE(heard(), u"before"_qs);
}

void TestUtf8::charactersSplitOverFragments_data()
{
    QTest::addColumn<QByteArray>("character");
    QTest::addColumn<int>("cut");
    const auto rows = [](const char* name, const QByteArray& character) {
        for (int cut = 1; cut < character.size(); ++cut) {
            QTest::addRow("knownGap %s behind %d", name, cut) << character << cut;
        }
    };
    rows("two bytes", "é");
    rows("three bytes", "中");
    rows("four bytes", "😀");
}

/// RFC 6455 section 5.6 allows it. QtWebSockets decodes each fragment by itself.
void TestUtf8::charactersSplitOverFragments()
{
    QFETCH(QByteArray, character);
    QFETCH(int, cut);
    QVERIFY(enter());
    const QByteArray text = message(character);
    const qsizetype at = text.indexOf(character) + cut;
    client().write(Raw::encode({.payload = text.first(at), .final = false})
        + Raw::encode({.opcode = Raw::Continuation, .payload = text.mid(at)}));
    QVERIFY(isEndedWith(1007));
}

void TestUtf8::charactersSplitOverFragmentsOfBinaryAreRelayed()
{
    QVERIFY(enter());
    const QByteArray text = message("é中😀");
    for (qsizetype at = 1; at < text.size(); ++at) {
        client().write(
            Raw::encode({.opcode = Raw::Binary, .payload = text.first(at), .final = false})
            + Raw::encode({.opcode = Raw::Continuation, .payload = text.mid(at)}));
        QCOMPARE(heard(), u"é中😀"_qs);
    }
    QVERIFY(isHeard());
}

SIGNALBOX_TEST(TestUtf8)
#include "tst_utf8.moc"
