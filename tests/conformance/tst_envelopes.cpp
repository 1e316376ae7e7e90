// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/conformance/wiretest.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;
using Raw = RawClient;

namespace {

/// A message to the room with something more in it.
QByteArray messageWith(const QByteArray& members)
{
    return R"({"type":"said","words":"x",)" + members + '}';
}

QByteArray joinWith(const QByteArray& key, const QByteArray& value)
{
    return R"({"type":"join",")" + key + R"(":)" + value + '}';
}

QByteArray quoted(const QByteArray& text)
{
    return '"' + text + '"';
}

} // namespace

/// docs/protocol.md sections 3.3 and 4.3: what a message must be, and what becomes of the rest.
class TestEnvelopes : public WireTest
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsNoMessageIsAnError_data();
    void whatIsNoMessageIsAnError();
    void theFifthUnreadableInARowEndsWith1008_data();
    void theFifthUnreadableInARowEndsWith1008();
    void nobodyIsAnsweredWhoseLanguageIsNotKnown();
    void whatIsInAMessageIsRelayedAsItIs_data();
    void whatIsInAMessageIsRelayedAsItIs();
    void namesOfCodeAreRelayedLikeAnyOther();
    void nobodySpeaksInTheNameOfAnother_data();
    void nobodySpeaksInTheNameOfAnother();
};

void TestEnvelopes::whatIsNoMessageIsAnError_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char* code, const char* name, const QByteArray& text) {
        QTest::addRow("%s: %s", code, name) << text << QByteArray(code);
    };
    row("not-json", "nothing", "");
    row("not-json", "a space", " ");
    row("not-json", "a word", "hello");
    row("not-json", "half a message", message("x").chopped(1));
    row("not-json", "two messages", message("x") + message("x"));
    row("not-json", "single quotes", "{'type':'said'}");
    row("not-json", "a comma too many", R"({"type":"said",})");
    row("not-json", "a key without quotes", R"({type:"said"})");
    row("not-json", "a comment", R"({"type":"said"/**/})");
    row("not-json", "a line end in a string", message("\n"));
    row("not-json", "a null character in a string", message(QByteArray(1, '\0')));
    row("not-json", "a null character behind it", message("x") + '\0');
    row("not-json", "an unknown escape", message("\\x41"));
    row("not-json", "half an escape", message("\\u004"));
    row("not-json", "a number that no double can hold", messageWith(R"("a":1e400)"));
    row("not-json", "a number with a zero before it", messageWith(R"("a":01)"));
    row("not-json", "NaN", messageWith(R"("a":NaN)"));
    row("not-an-object", "an array", "[]");
    row("not-an-object", "a message in an array", '[' + message("x") + ']');
    row("not-an-object", "a string", R"("said")");
    row("not-an-object", "a number", "7");
    row("not-an-object", "null", "null");
    row("not-an-object", "true", "true");
    row("no-type", "empty", "{}");
    row("no-type", "none", R"({"words":"x"})");
    row("no-type", "in capitals", R"({"Type":"said"})");
    row("no-type", "further in", R"({"payload":{"type":"said"}})");
    for (const char* type : {"null", "7", "true", "{}", R"(["said"])"}) {
        row("no-type", type, QByteArray(R"({"type":)") + type + '}');
    }
    row("duplicate-key", "the type", R"({"type":"said","type":"said"})");
    row("duplicate-key", "the type, escaped", R"({"type":"said","typ\u0065":"join"})");
    for (const char* key : {"receiverId", "senderId", "userInfo"}) {
        const QByteArray member = quoted(key) + ":null";
        row("duplicate-key", key, messageWith(member + ',' + member));
    }
    for (const char* key : {"id", "nick", "room", "payload"}) {
        row("duplicate-key", key, joinWith(key, R"(null,")" + QByteArray(key) + R"(":null)"));
        row("wrong-type", key, joinWith(key, "7"));
    }
    row("wrong-type", "a receiver that is a number", messageWith(R"("receiverId":7)"));
    row("wrong-type", "receivers", messageWith(R"("receiverId":["neighbour"])"));
    for (const char* key : {"id", "nick", "room"}) {
        row("too-long", key, joinWith(key, quoted(QByteArray(129, 'x'))));
        row("too-long", key, joinWith(key, quoted(QByteArray(60'000, 'x'))));
    }
    row("too-long", "a nick of 33 characters", joinWith("nick", quoted(QByteArray(33, 'x'))));
    row("too-long", "a receiver", messageWith("\"receiverId\":" + quoted(QByteArray(129, 'x'))));
    for (const char* type : {"joined", "error", "kicked", "banned", "server-stopping", "changed"}) {
        row("reserved-type", type, QByteArray(R"({"type":")") + type + R"("})");
    }
    row("receiver-required", "an answer to everybody", R"({"type":"answer"})");
    row("unknown-receiver", "nobody", messageWith(R"("receiverId":"nobody")"));
    row("unknown-receiver", "in capitals", messageWith(R"("receiverId":"NEIGHBOUR")"));
}

void TestEnvelopes::whatIsNoMessageIsAnError()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, code);
    for (quint8 opcode : {Raw::Text, Raw::Binary}) {
        RawClient one;
        QVERIFY(one.upgrade(hub().port()));
        one.send({.opcode = opcode, .payload = text});
        const QByteArray error = R"("code":")" + code + '"';
        QVERIFY2(one.waitForText(error), one.payloads(Raw::Text).join('\n').constData());
        one.sendText(message("heard all the same"));
        QCOMPARE(heard(), u"heard all the same"_qs);
    }
}

void TestEnvelopes::theFifthUnreadableInARowEndsWith1008_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<quint8>("opcode");
    for (const char* text : {"", "{", "[]", "{}", R"({"type":7})", R"({"type":"a","type":"b"})"}) {
        QTest::addRow("'%s' in text", text) << QByteArray(text) << quint8(Raw::Text);
        QTest::addRow("'%s' in binary", text) << QByteArray(text) << quint8(Raw::Binary);
    }
    QTest::newRow("no UTF-8 in binary") << QByteArray("\xff") << quint8(Raw::Binary);
}

void TestEnvelopes::theFifthUnreadableInARowEndsWith1008()
{
    QFETCH(QByteArray, text);
    QFETCH(quint8, opcode);
    QVERIFY(enter());
    const QByteArray bytes = Raw::encode({.opcode = opcode, .payload = text});
    client().write(bytes.repeated(4));
    QVERIFY(isHeard());
    client().write(bytes.repeated(4));
    QVERIFY(isHeard());
    client().write(bytes.repeated(5) + Raw::encode({.payload = message("behind")}));
    QVERIFY(isEndedWith(1008));
}

void TestEnvelopes::nobodyIsAnsweredWhoseLanguageIsNotKnown()
{
    RawClient one;
    QVERIFY(one.upgrade(hub().port(), "/"));
    const QByteArray unreadable = Raw::encode({.payload = "{"});
    one.write(unreadable.repeated(5));
    QVERIFY(one.waitForEnd());
    QCOMPARE(int(one.closeCode()), 1008);
    QVERIFY(!one.hasText("not-json"));
}

void TestEnvelopes::whatIsInAMessageIsRelayedAsItIs_data()
{
    QTest::addColumn<QByteArray>("members");
    const auto row
        = [](const char* name, const QByteArray& members) { QTest::newRow(name) << members; };
    row("keys in their order", R"("z":1,"a":2)");
    row("the same key twice", R"("a":1,"a":2)");
    row("the same key twice, further in", R"("a":{"type":"a","type":"b"})");
    row("spaces", R"(  "a" :	[ 1 , 2 ] )");
    row("numbers", R"("a":[1.0,1e2,-0,12345678901234567890,0.1000])");
    row("escapes", R"("a":"\u0041\/\u4e2d\ud83d\ude00")");
    row("a lone surrogate", R"("a":"\ud800")");
    row("a null character, escaped", R"("a":"\u0000")");
    row("markup", R"("a":"<script>alert(1)</script>")");
    row("an empty key", R"("":0)");
    row("a key of code", R"("__proto__":{"toString":null},"constructor":0)");
    row("senders further in", R"("a":{"senderId":"x","userInfo":{}})");
    row("names of envelopes in capitals", R"("SenderId":"x","USERINFO":1)");
}

void TestEnvelopes::whatIsInAMessageIsRelayedAsItIs()
{
    QFETCH(QByteArray, members);
    RawClient listener;
    QVERIFY(listener.upgrade(hub().port()));
    QVERIFY(enter());
    const QByteArray text = messageWith(members);
    client().sendText(text);
    QVERIFY(listener.waitForText(text.chopped(1) + R"(,"senderId":")"));
    QCOMPARE(heard(), u"x"_qs);
}

void TestEnvelopes::namesOfCodeAreRelayedLikeAnyOther()
{
    const QByteArrayList types{"constructor", "handle", "__proto__", "__defineGetter__",
        "__defineSetter__", "__lookupGetter__", "__lookupSetter__", "hasOwnProperty",
        "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf",
        "prototype", "then", "close", "emit", "on", "send", "open", "message", "onmessage",
        "deleteLater", "deleteLater()", "destroyed", "objectNameChanged", "_q_reregisterTimers",
        "kick", "ban", "stop", "list", "quit", "exit", "eval", "Join", "JOIN", "join ", "Leave",
        "Joined", "Kicked", "ping", "pong"};
    QVERIFY(enter());
    for (const QByteArray& type : types) {
        client().sendText(R"({"type":")" + type + R"(","payload":{"type":"join"}})");
        QVERIFY2(!neighbour().expect(QString::fromUtf8(type)).isEmpty(), type.constData());
    }
    QVERIFY(isHeard());
}

void TestEnvelopes::nobodySpeaksInTheNameOfAnother_data()
{
    QTest::addColumn<QByteArray>("members");
    const auto row = [](const char* members) { QTest::newRow(members) << QByteArray(members); };
    row(R"("senderId":"neighbour")");
    row(R"("sender\u0049d":"neighbour")");
    row(R"("userInfo":{"id":"neighbour","nick":"neighbour"})");
    row(R"("senderId":"neighbour","userInfo":{"id":"neighbour"},"a":1)");
    row(R"("senderId":{"id":"neighbour"})");
    row(R"("senderId":null,"userInfo":null)");
}

void TestEnvelopes::nobodySpeaksInTheNameOfAnother()
{
    QFETCH(QByteArray, members);
    QVERIFY(enter());
    for (const QByteArray& text :
        {messageWith(members), '{' + members + R"(,"type":"said","words":"x"})",
            messageWith(members + R"(,"receiverId":"neighbour")")}) {
        client().sendText(text);
        const QJsonObject said = neighbour().expect(u"said"_qs);
        QVERIFY(!said.isEmpty());
        const QString sender = said.value(u"senderId"_qs).toString();
        QVERIFY(!sender.isEmpty());
        QVERIFY(sender != u"neighbour"_qs);
        const QJsonObject info = said.value(u"userInfo"_qs).toObject();
        QCOMPARE(info.value(u"id"_qs).toString(), sender);
        QCOMPARE(info.value(u"nick"_qs).toString(), QString());
    }
}

SIGNALBOX_TEST(TestEnvelopes)
#include "tst_envelopes.moc"
