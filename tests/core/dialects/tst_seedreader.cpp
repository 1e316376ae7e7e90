// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/seedreader.h"
#include "tests/support/alone.h"
#include "tests/support/dialogue.h"
#include "tests/support/suite.h"

#include <QMetaMethod>
#include <QTest>

using namespace Signalbox;

namespace {

/// What was read, as one line: "join id=u1 nick=ann room=-" (- is: not given), "leave",
/// "to u2 JSON", "to-all JSON" or "refused CODE DETAIL".
QString describe(const Reading& reading)
{
    if (const auto* fault = std::get_if<Fault>(&reading)) {
        return Dialogue::describe(Refused{*fault});
    }
    const Command& command = std::get<Command>(reading);
    const auto field = [](const std::optional<QString>& text) { return text.value_or(u"-"_qs); };
    if (const auto* join = std::get_if<Join>(&command)) {
        const QString more = join->pin.isEmpty() && join->resume.isEmpty()
            ? QString()
            : u" pin=%1 resume=%2"_qs.arg(join->pin, QString::fromUtf8(join->resume));
        return u"join id=%1 nick=%2 room=%3"_qs.arg(join->id, field(join->nick), field(join->room))
            + more;
    }
    if (const auto* send = std::get_if<SendToPeer>(&command)) {
        return u"to %1 "_qs.arg(send->receiver) + QString::fromUtf8(send->message.bytes);
    }
    if (const auto* send = std::get_if<SendToRoom>(&command)) {
        return u"to-all "_qs + QString::fromUtf8(send->message.bytes);
    }
    return u"leave"_qs;
}

QString read(const QByteArray& text)
{
    return describe(SeedReader().read(text, Alone()));
}

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
    void messagesAreRelayed_data();
    void messagesAreRelayed();
    void faultsAreFound_data();
    void faultsAreFound();
    void whatOnlyTheHubSaysIsCutOut_data();
    void whatOnlyTheHubSaysIsCutOut();
    void relayedBytesAreUntouched_data();
    void relayedBytesAreUntouched();
    void namesOfCodeAreTypesLikeAnyOther_data();
    void namesOfCodeAreTypesLikeAnyOther();
    void typesAreComparedExactly_data();
    void typesAreComparedExactly();
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
    QCOMPARE(read(text), meaning);
}

void TestSeedReader::messagesAreRelayed_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("receiver");
    for (const char* type : {"offer", "answer", "candidate", "icecandidate", "ice-candidate",
             "chat", "", " ", "中文", "a type of many words", "null"}) {
        QTest::addRow("'%s' to one", type) << u"{\"type\":\"%1\",\"receiverId\":\"u2\"}"_qs.arg(
            QString::fromUtf8(type)) << u"u2"_qs;
        if (qstrcmp(type, "answer") != 0) {
            QTest::addRow("'%s' to all", type)
                << u"{\"type\":\"%1\"}"_qs.arg(QString::fromUtf8(type)) << QString();
        }
    }
    QTest::newRow("null is no receiver") << u"{\"type\":\"x\",\"receiverId\":null}"_qs << QString();
    QTest::newRow("an escaped receiver")
        << u"{\"type\":\"x\",\"receiverId\":\"\\u0075\\u0032\"}"_qs << u"u2"_qs;
    QTest::newRow("an escaped key")
        << u"{\"type\":\"x\",\"r\\u0065ceiverId\":\"u2\"}"_qs << u"u2"_qs;
    QTest::newRow("a receiver within means nothing")
        << u"{\"type\":\"x\",\"payload\":{\"receiverId\":\"u2\"}}"_qs << QString();
    QTest::newRow("fields of a join mean nothing in other types")
        << u"{\"type\":\"x\",\"id\":1,\"nick\":[],\"room\":{},\"payload\":2,\"id\":3}"_qs
        << QString();
}

void TestSeedReader::messagesAreRelayed()
{
    QFETCH(QString, text);
    QFETCH(QString, receiver);
    const QString address = receiver.isNull() ? u"to-all "_qs : u"to "_qs + receiver + u' ';
    QCOMPARE(read(text.toUtf8()), address + text);
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
    QCOMPARE(read(text), fault);
}

void TestSeedReader::whatOnlyTheHubSaysIsCutOut_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("relayed");
    const auto row = [](const char* name, const QString& text, const QString& relayed) {
        QTest::newRow(name) << text << relayed;
    };
    const QString rest = u"{\"type\":\"x\",\"a\":1}"_qs;
    row("first", u"{\"senderId\":\"e\",\"type\":\"x\",\"a\":1}"_qs, rest);
    row("in the middle", u"{\"type\":\"x\",\"senderId\":\"e\",\"a\":1}"_qs, rest);
    row("last", u"{\"type\":\"x\",\"a\":1,\"senderId\":\"e\"}"_qs, rest);
    row("both, first",
        u"{\"senderId\":\"e\",\"userInfo\":{\"id\":\"e\"},\"type\":\"x\",\"a\":1}"_qs, rest);
    row("both, last", u"{\"type\":\"x\",\"a\":1,\"userInfo\":{\"id\":\"e\"},\"senderId\":\"e\"}"_qs,
        rest);
    row("both, around", u"{\"userInfo\":[],\"type\":\"x\",\"a\":1,\"senderId\":null}"_qs, rest);
    row("both, in the middle", u"{\"type\":\"x\",\"userInfo\":1,\"senderId\":2,\"a\":1}"_qs, rest);
    row("beside the only other member", u"{\"senderId\":1,\"type\":\"x\",\"userInfo\":2}"_qs,
        u"{\"type\":\"x\"}"_qs);
    row("escaped", u"{\"type\":\"x\",\"\\u0073enderId\":\"e\",\"a\":1}"_qs, rest);
    row("escaped whole",
        u"{\"type\":\"x\",\"a\":1,"
        "\"\\u0075\\u0073\\u0065\\u0072\\u0049\\u006E\\u0066\\u006f\":{}}"_qs,
        rest);
    row("with spaces", u" { \"senderId\" : \"e\" , \"type\":\"x\",\"a\":1}\n"_qs,
        u"{ \"type\":\"x\",\"a\":1}"_qs);
    row("after a byte order mark", u"\ufeff{\"senderId\":\"e\",\"type\":\"x\",\"a\":1}"_qs, rest);
    row("tricky neighbours",
        u"{\"type\":\"x\",\"b\":\"},\\\"senderId\\\":1,{\",\"senderId\":\",\",\"c\":\",\"}"_qs,
        u"{\"type\":\"x\",\"b\":\"},\\\"senderId\\\":1,{\",\"c\":\",\"}"_qs);
    row("within the payload it is the client's own",
        u"{\"type\":\"x\",\"payload\":{\"senderId\":\"e\",\"userInfo\":1}}"_qs,
        u"{\"type\":\"x\",\"payload\":{\"senderId\":\"e\",\"userInfo\":1}}"_qs);
    row("other spellings are other keys",
        u"{\"type\":\"x\",\"senderid\":1,\"SenderId\":2,\"sender\\\\u0049d\":3}"_qs,
        u"{\"type\":\"x\",\"senderid\":1,\"SenderId\":2,\"sender\\\\u0049d\":3}"_qs);
}

void TestSeedReader::whatOnlyTheHubSaysIsCutOut()
{
    QFETCH(QString, text);
    QFETCH(QString, relayed);
    QCOMPARE(read(text.toUtf8()), u"to-all "_qs + relayed);
}

void TestSeedReader::relayedBytesAreUntouched_data()
{
    QTest::addColumn<QByteArray>("members");
    for (const char* members :
        {R"("z":1,"a":2,"m":3)", R"("a":1.0,"b":1.50,"c":-0,"d":1E+2,"e":1e-7)",
            R"("a":9007199254740993,"b":12345678901234567890123456789012345678901234567890)",
            R"( "a" : 1 ,	"b"  :  [ 1 , 2 ] )",
            R"("a":"\u0041\/\u00e9é中😀\ud83d\ude00\ud800")",
            R"("a":{"b":{"b":1,"b":2}},"x":1,"x":2)", R"("":"","\"":"\\")",
            R"("sdp":"v=0\r\no=- 46117 2 IN IP4 127.0.0.1\r\n")",
            R"("candidate":{"candidate":"","sdpMid":null,"sdpMLineIndex":0})"}) {
        QTest::newRow(members) << QByteArray(members);
    }
    QTest::newRow("large") << QByteArray("\"a\":\"" + QByteArray("中").repeated(21'000) + '"');
}

void TestSeedReader::relayedBytesAreUntouched()
{
    QFETCH(QByteArray, members);
    const QByteArray text = "{\"type\":\"x\"," + members + "}";
    const auto reading = std::get<Command>(SeedReader().read(text, Alone()));
    QCOMPARE(std::get<SendToRoom>(reading).message.bytes, text);

    const QByteArray forged = "{\"type\":\"x\"," + members + ",\"senderId\":\"e\"}";
    const auto cut = std::get<Command>(SeedReader().read(forged, Alone()));
    QCOMPARE(std::get<SendToRoom>(cut).message.bytes.simplified(), text.simplified());
}

void TestSeedReader::namesOfCodeAreTypesLikeAnyOther_data()
{
    QTest::addColumn<QByteArray>("type");
    QByteArrayList types{"constructor", "handle", "__proto__", "__defineGetter__",
        "__defineSetter__", "__lookupGetter__", "__lookupSetter__", "hasOwnProperty",
        "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf",
        "prototype", "then", "close", "emit", "on", "send", "open", "message", "onmessage", "Join",
        "JOIN", "join ", "Leave", "Joined", "Kicked"};
    const QMetaObject& object = QObject::staticMetaObject;
    for (int i = 0; i < object.methodCount(); ++i) {
        types.append(object.method(i).name());
        types.append(object.method(i).methodSignature());
    }
    const QMetaObject& core = SignalCore::staticMetaObject;
    for (int i = object.methodCount(); i < core.methodCount(); ++i) {
        types.append(core.method(i).name());
    }
    types.removeAll("changed"); // is a type of the hub's own
    QVERIFY(types.contains("deleteLater"));
    QVERIFY(types.contains("departed"));
    for (const QByteArray& type : types) {
        QTest::newRow(type.constData()) << type;
    }
}

void TestSeedReader::namesOfCodeAreTypesLikeAnyOther()
{
    QFETCH(QByteArray, type);
    const QByteArray text = "{\"type\":\"" + type + "\"}";
    QCOMPARE(read(text), u"to-all "_qs + QString::fromUtf8(text));
}

void TestSeedReader::typesAreComparedExactly_data()
{
    QTest::addColumn<QByteArray>("type");
    for (const char* type : {"join\\u0000", "\\u0000join", "joi", "joinn", "leave ", "ANSWER",
             "Error", "server_stopping", "ј\\u006fin", "join\\ud800"}) {
        QTest::newRow(type) << QByteArray(type);
    }
}

void TestSeedReader::typesAreComparedExactly()
{
    QFETCH(QByteArray, type);
    const QByteArray text = "{\"type\":\"" + type + "\"}";
    QCOMPARE(read(text), u"to-all "_qs + QString::fromUtf8(text));
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
    const QString meaning = read(text);
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
