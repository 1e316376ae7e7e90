// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/seedreader.h"
#include "tests/core/dialects/seedreading.h"
#include "tests/support/alone.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;

namespace {

QByteArray join(const QByteArray& key, const QByteArray& value)
{
    return "{\"type\":\"join\",\"" + key + "\":\"" + value + "\"}";
}

} // namespace

class TestSeedReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void joinsAreRead_data();
    void joinsAreRead();
    void faultsAreFound_data();
    void faultsAreFound();
    void namesHaveLimits_data();
    void namesHaveLimits();
    void anEarlierMessageIsNotRemembered();
    void everyTruncationIsRefused();
};

void TestSeedReader::joinsAreRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("meaning");
    const auto row = [](const char* text, const QString& meaning) {
        QTest::newRow(text) << QByteArray(text) << meaning;
    };
    row(R"({"type":"join"})", u"join id= nick=- room=-"_qs);
    row(R"({"type":"join","pin":"123456","resume":"AbC-_"})",
        u"join id= nick=- room=- pin=123456 resume=AbC-_"_qs);
    row(R"({"type":"join","pin":" 123 456"})", u"join id= nick=- room=- pin=123456 resume="_qs);
    row(R"({"type":"join","payload":{"pin":"1","resume":"r"}})",
        u"join id= nick=- room=- pin=1 resume=r"_qs);
    row(R"({"type":"join","pin":null,"resume":null})", u"join id= nick=- room=-"_qs);
    row(R"({"type": "join", "id": "u1", "nick": "ann", "room": "red"})",
        u"join id=u1 nick=ann room=red"_qs);
    row(R"({"type": "join", "payload": {"nick": "ann", "room": "red"}})",
        u"join id= nick=ann room=red"_qs);
    row(R"({"type":"join","payload":{"id":"u1","nick":"ann","room":"red"}})",
        u"join id=u1 nick=ann room=red"_qs);
    row(R"({"type":"join","nick":"ann","payload":{"room":"red"}})",
        u"join id= nick=ann room=red"_qs);
    row(R"({"type":"join","id":"a","nick":"b","room":"c","payload":{"id":"x","nick":"y","room":"z"}})",
        u"join id=a nick=b room=c"_qs);
    row(R"({"payload":{"id":"x","nick":"y"},"nick":"b","type":"join"})",
        u"join id=x nick=b room=-"_qs);
    row(R"({"type":"join","payload":{}})", u"join id= nick=- room=-"_qs);
    row(R"({"type":"join","payload":null})", u"join id= nick=- room=-"_qs);
    row(R"({"type":"join","id":null,"nick":null,"room":null})", u"join id= nick=- room=-"_qs);
    row(R"({"type":"join","id":"","nick":"","room":""})", u"join id= nick= room="_qs);
    row(R"({"type":"join","id":null,"payload":{"id":"x"}})", u"join id=x nick=- room=-"_qs);
    row(R"({"type":"join","id":"","payload":{"id":"x"}})", u"join id=x nick=- room=-"_qs);
    row(R"({"type":"join","room":"","payload":{"room":"red"}})", u"join id= nick=- room="_qs);
    row(R"({"type":"join","nick":"","payload":{"nick":"ann"}})", u"join id= nick= room=-"_qs);
    row(R"({"type":"join","nick":"\u4e2d\ud83d\ude00\n"})", u"join id= nick=中😀\n room=-"_qs);
    row(R"({"type":"join","n\u0069ck":"ann"})", u"join id= nick=ann room=-"_qs);
    row(R"({"typ\u0065":"j\u006fin","id":"u1"})", u"join id=u1 nick=- room=-"_qs);
    row(R"({"type":"join","senderId":"x","userInfo":{"id":"y"},"more":[1]})",
        u"join id= nick=- room=-"_qs);
    row(R"({"type":"join","payload":{"payload":{"nick":"ann"},"type":1,"type":2}})",
        u"join id= nick=- room=-"_qs);
    row(" \xef\xbb\xbf", u"refused not-json"_qs);
    row("\xef\xbb\xbf{\"type\":\"join\"} ", u"join id= nick=- room=-"_qs);
    row(R"({"type":"leave"})", u"leave"_qs);
    row(R"({"type":"leave","id":7,"receiverId":"u2","payload":[]})", u"leave"_qs);
}

void TestSeedReader::joinsAreRead()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, meaning);
    QCOMPARE(readBySeed(text), meaning);
}

void TestSeedReader::faultsAreFound_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("fault");
    int number = 0;
    const auto rows = [&number](const char* fault, const QByteArrayList& texts) {
        for (const QByteArray& text : texts) {
            QTest::addRow("%s %d", fault, ++number)
                << text << u"refused "_qs + QLatin1String(fault);
        }
    };
    rows("not-json",
        {"", " ", "hello", "{", "{\"type\":\"x\"", "{\"type\":\"x\"}}", "{\"type\":\"x\",}",
            "{\"type\":\"\xff\"}", "\xff", "{\"type\":\"x\",\"a\":\"\xed\xa0\x80\"}",
            "{\"type\":\"\xc0\xaf\"}", "{\"type\":\"x\n\"}", QByteArray("{\"type\":\"x\"}\0", 13)});
    rows("not-an-object", {"[]", "1", "null", "\"join\"", "[{\"type\":\"join\"}]"});
    rows("no-type",
        {"{}", R"({"Type":"x"})", R"({"type":null})", R"({"type":1})", R"({"type":["join"]})",
            R"({"type":{"type":"join"}})", R"({"type":true})", R"({"payload":{"type":"join"}})",
            R"({"receiverId":1})"});
    rows("duplicate-key type",
        {R"({"type":"x","type":"x"})", R"({"type":"x","type":null})", R"({"type":1,"type":2})",
            R"({"type":"join","typ\u0065":"leave"})"});
    rows("duplicate-key receiverId",
        {R"({"type":"x","receiverId":"a","receiverId":"b"})",
            R"({"type":"x","receiverId":"a","receiver\u0049d":"b"})"});
    rows("duplicate-key senderId",
        {R"({"type":"x","senderId":"a","senderId":"b"})",
            R"({"senderId":1,"type":"join","s\u0065nderId":2})"});
    rows("duplicate-key userInfo",
        {R"({"type":"x","userInfo":{},"userInfo":{}})",
            R"({"type":"leave","userInfo":{},"userInf\u006f":{}})"});
    rows("duplicate-key id",
        {R"({"type":"join","id":"a","id":"a"})", R"({"type":"join","payload":{"id":"a","id":"b"}})",
            R"({"type":"join","payload":{"id":"a","\u0069d":"b"}})"});
    rows("duplicate-key nick",
        {R"({"type":"join","nick":"a","nick":null})",
            R"({"type":"join","payload":{"nick":"a","nick":"b"}})"});
    rows("duplicate-key room",
        {R"({"type":"join","room":"a","room":"b"})",
            R"({"type":"join","payload":{"room":"a","room":"b"}})"});
    rows("duplicate-key payload", {R"({"type":"join","payload":{},"payload":{}})"});
    rows("wrong-type receiverId",
        {R"({"type":"x","receiverId":1})", R"({"type":"x","receiverId":[]})",
            R"({"type":"answer","receiverId":{}})", R"({"type":"x","receiverId":false})"});
    rows("wrong-type id",
        {R"({"type":"join","id":7})", R"({"type":"join","payload":{"id":[]}})",
            R"({"type":"join","id":"a","payload":{"id":1}})"});
    rows("wrong-type nick",
        {R"({"type":"join","nick":true})", R"({"type":"join","payload":{"nick":{}}})"});
    rows("wrong-type room",
        {R"({"type":"join","room":["red"]})", R"({"type":"join","payload":{"room":0}})"});
    rows("wrong-type pin", {R"({"type":"join","pin":123456})"});
    rows("wrong-type resume", {R"({"type":"join","payload":{"resume":[]}})"});
    rows("duplicate-key pin", {R"({"type":"join","pin":"1","pin":"2"})"});
    rows("too-long pin", {join("pin", QByteArray(129, '1'))});
    rows("too-long resume", {join("resume", QByteArray(65, 'a'))});
    rows("wrong-type payload",
        {R"({"type":"join","payload":"x"})", R"({"type":"join","payload":[]})",
            R"({"type":"join","payload":1})"});
    rows("too-deep",
        {"{\"type\":\"x\",\"a\":" + QByteArray("[").repeated(32) + QByteArray("]").repeated(32)
                + "}",
            "{\"type\":\"join\",\"payload\":{\"a\":" + QByteArray("[").repeated(31)
                + QByteArray("]").repeated(31) + "}}",
            QByteArray("[").repeated(60'000)});
    for (const char* type : {"joined", "changed", "error", "kicked", "banned", "server-stopping"}) {
        rows(qPrintable(u"reserved-type "_qs + QLatin1String(type)),
            {QByteArray("{\"type\":\"") + type + "\"}",
                QByteArray("{\"receiverId\":\"u2\",\"type\":\"") + type + "\"}"});
    }
    rows("reserved-type kicked", {R"({"type":"kick\u0065d"})"});
    rows("receiver-required",
        {R"({"type":"answer"})", R"({"type":"answer","receiverId":null})",
            R"({"type":"answ\u0065r"})"});
}

void TestSeedReader::faultsAreFound()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, fault);
    QCOMPARE(readBySeed(text), fault);
}

void TestSeedReader::namesHaveLimits_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("tooLong");
    const auto row = [](const char* name, const QByteArray& text, const char* tooLong = "") {
        QTest::newRow(name) << text << QString::fromLatin1(tooLong);
    };
    const QByteArray ascii(128, 'x');
    const QByteArray chinese = QByteArray("中").repeated(42); // 126 bytes
    row("id of 128 bytes", join("id", ascii));
    row("id of 129 bytes", join("id", ascii + 'x'), "id");
    row("id of 42 Chinese characters and 2 bytes", join("id", chinese + "xx"));
    row("id of 43 Chinese characters", join("id", chinese + "中"), "id");
    row("id of 128 escaped characters", join("id", QByteArray("\\u0078").repeated(128)));
    row("id of 128 bytes when replaced",
        join("id", QByteArray("\\ud800").repeated(42) + "xx")); // U+FFFD has 3
    row("id that is too long when replaced", join("id", QByteArray("\\ud800").repeated(43)), "id");
    row("id that is 128 bytes when escaped", join("id", QByteArray("\\u0001").repeated(21) + "xx"));
    row("id that is too long when escaped", join("id", QByteArray("\\u0001").repeated(22)), "id");
    row("id of 60,000 bytes", join("id", QByteArray(60'000, 'x')), "id");
    row("room of 128 bytes", join("room", ascii));
    row("room of 129 bytes", join("room", ascii + 'x'), "room");
    row("room within the payload", R"({"type":"join","payload":{"room":")" + ascii + "x\"}}",
        "room");
    row("a hidden field is judged, too",
        R"({"type":"join","room":"a","payload":{"room":")" + ascii + "x\"}}", "room");
    row("nick of 32 letters", join("nick", ascii.left(32)));
    row("nick of 33 letters", join("nick", ascii.left(33)), "nick");
    row("nick of 32 Chinese characters", join("nick", chinese.left(96)));
    row("nick of 33 Chinese characters", join("nick", chinese.left(99)), "nick");
    row("nick of 32 emoji", join("nick", QByteArray("😀").repeated(32)));
    row("nick of 33 emoji", join("nick", QByteArray("😀").repeated(33)), "nick");
    row("nick of 5 families", join("nick", QByteArray("👨‍👩‍👧‍👦").repeated(5)));
    row("nick of 6 families has too many bytes",
        join("nick", QByteArray("👨‍👩‍👧‍👦").repeated(6)), "nick");
    row("nick of 16 flags", join("nick", QByteArray("🇨🇳").repeated(16)));
    row("nick of 32 letters with an accent each",
        join("nick", QByteArray("e\xcc\x81").repeated(32)));
    row("nick of 33 letters with an accent each",
        join("nick", QByteArray("e\xcc\x81").repeated(33)), "nick");
    row("nick of one letter and 63 accents",
        join("nick", "ee" + QByteArray("\xcc\x81").repeated(63)));
    row("nick of one letter and 64 accents",
        join("nick", "e" + QByteArray("\xcc\x81").repeated(64)), "nick");
    row("nick within the payload",
        R"({"type":"join","payload":{"nick":")" + ascii.left(33) + "\"}}", "nick");
    const auto to
        = [](const QByteArray& id) { return "{\"type\":\"x\",\"receiverId\":\"" + id + "\"}"; };
    row("receiver of 128 bytes", to(ascii));
    row("receiver of 129 bytes", to(ascii + 'x'), "receiverId");
    row("type of 60,000 bytes", "{\"type\":\"" + QByteArray(60'000, 'x') + "\"}");
}

void TestSeedReader::namesHaveLimits()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, tooLong);
    const QString meaning = readBySeed(text);
    if (tooLong.isEmpty()) {
        QVERIFY2(!meaning.startsWith(u"refused"_qs), qPrintable(meaning));
    } else {
        QCOMPARE(meaning, u"refused too-long "_qs + tooLong);
    }
}

void TestSeedReader::anEarlierMessageIsNotRemembered()
{
    SeedReader reader;
    QCOMPARE(describe(reader.read(R"({"type":"join","id":"u1","nick":"ann"})", Alone())),
        u"join id=u1 nick=ann room=-"_qs);
    QCOMPARE(describe(reader.read("{", Alone())), u"refused not-json"_qs);
    QCOMPARE(describe(reader.read(R"({"type":"join"})", Alone())), u"join id= nick=- room=-"_qs);
}

void TestSeedReader::everyTruncationIsRefused()
{
    const QByteArray whole
        = "{\"type\":\"join\",\"nick\":\"中\\u4e2d\",\"payload\":{\"id\":\"u1\"}}";
    for (qsizetype size = 0; size < whole.size(); ++size) {
        const std::vector<char> part(whole.begin(), whole.begin() + size);
        QCOMPARE(describe(SeedReader().read({part.data(), qsizetype(part.size())}, Alone())),
            u"refused not-json"_qs);
    }
}

SIGNALBOX_TEST(TestSeedReader)
#include "tst_seedreader.moc"
