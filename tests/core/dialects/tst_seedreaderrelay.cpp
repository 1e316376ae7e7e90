// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/seedreader.h"
#include "core/signal/signalcore.h"
#include "tests/core/dialects/seedreading.h"
#include "tests/support/alone.h"
#include "tests/support/suite.h"

#include <QMetaMethod>
#include <QTest>

using namespace Signalbox;

class TestSeedReaderRelay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesAreRelayed_data();
    void messagesAreRelayed();
    void whatOnlyTheHubSaysIsCutOut_data();
    void whatOnlyTheHubSaysIsCutOut();
    void whoNamesSomebodyElseIsCounted_data();
    void whoNamesSomebodyElseIsCounted();
    void relayedBytesAreUntouched_data();
    void relayedBytesAreUntouched();
    void namesOfCodeAreTypesLikeAnyOther_data();
    void namesOfCodeAreTypesLikeAnyOther();
    void typesAreComparedExactly_data();
    void typesAreComparedExactly();
};

void TestSeedReaderRelay::messagesAreRelayed_data()
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

void TestSeedReaderRelay::messagesAreRelayed()
{
    QFETCH(QString, text);
    QFETCH(QString, receiver);
    const QString address = receiver.isNull() ? u"to-all "_qs : u"to "_qs + receiver + u' ';
    QCOMPARE(readBySeed(text.toUtf8()), address + text);
}

void TestSeedReaderRelay::whatOnlyTheHubSaysIsCutOut_data()
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

void TestSeedReaderRelay::whatOnlyTheHubSaysIsCutOut()
{
    QFETCH(QString, text);
    QFETCH(QString, relayed);
    QCOMPARE(readBySeed(text.toUtf8()), u"to-all "_qs + relayed);
}

namespace {

class Called final : public Standing
{
public:
    bool isPaired() const override { return false; }
    bool isInRoom() const override { return true; }
    bool isCalled(const PeerId& id) const override { return id == u"me"_qs; }
};

} // namespace

void TestSeedReaderRelay::whoNamesSomebodyElseIsCounted_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<int>("counted");
    const auto row = [](const QByteArray& members, int counted) {
        QTest::newRow(members.left(60).constData()) << members << counted;
    };
    row(R"("a":1)", 0);
    row(R"("senderId":"me")", 0);
    row(R"("senderId":"\u006de")", 0);
    row(R"("senderId":"eve")", 1);
    row(R"("senderId":"")", 1);
    row(R"("senderId":null)", 0);
    row(R"("senderId":7)", 0);
    row(R"("senderId":")" + QByteArray(40'000, 'x') + '"', 1);
    row(R"("userInfo":{"id":"me","nick":"x"})", 0);
    row(R"("userInfo":{"nick":"x","id":"eve"})", 1);
    row(R"("userInfo":{"nick":"eve"})", 0);
    row(R"("userInfo":[])", 0);
    row(R"("senderId":"eve","userInfo":{"id":"eve"})", 1);
    row(R"("senderId":"me","userInfo":{"id":"eve"})", 1);
    row(R"("payload":{"senderId":"eve"})", 0);
}

void TestSeedReaderRelay::whoNamesSomebodyElseIsCounted()
{
    QFETCH(QByteArray, members);
    QFETCH(int, counted);
    SeedReader reader;
    const QByteArray text = R"({"type":"x",)" + members + '}';
    for (int time = 1; time <= 2; ++time) {
        QVERIFY(std::holds_alternative<Command>(reader.read(text, Called())));
        QCOMPARE(reader.foreignSenders(), quint64(counted * time));
    }
}

void TestSeedReaderRelay::relayedBytesAreUntouched_data()
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

void TestSeedReaderRelay::relayedBytesAreUntouched()
{
    QFETCH(QByteArray, members);
    const QByteArray text = "{\"type\":\"x\"," + members + "}";
    const auto reading = std::get<Command>(SeedReader().read(text, Alone()));
    QCOMPARE(std::get<SendToRoom>(reading).message.bytes, text);

    const QByteArray forged = "{\"type\":\"x\"," + members + ",\"senderId\":\"e\"}";
    const auto cut = std::get<Command>(SeedReader().read(forged, Alone()));
    QCOMPARE(std::get<SendToRoom>(cut).message.bytes.simplified(), text.simplified());
}

void TestSeedReaderRelay::namesOfCodeAreTypesLikeAnyOther_data()
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

void TestSeedReaderRelay::namesOfCodeAreTypesLikeAnyOther()
{
    QFETCH(QByteArray, type);
    const QByteArray text = "{\"type\":\"" + type + "\"}";
    QCOMPARE(readBySeed(text), u"to-all "_qs + QString::fromUtf8(text));
}

void TestSeedReaderRelay::typesAreComparedExactly_data()
{
    QTest::addColumn<QByteArray>("type");
    for (const char* type : {"join\\u0000", "\\u0000join", "joi", "joinn", "leave ", "ANSWER",
             "Error", "server_stopping", "ј\\u006fin", "join\\ud800"}) {
        QTest::newRow(type) << QByteArray(type);
    }
}

void TestSeedReaderRelay::typesAreComparedExactly()
{
    QFETCH(QByteArray, type);
    const QByteArray text = "{\"type\":\"" + type + "\"}";
    QCOMPARE(readBySeed(text), u"to-all "_qs + QString::fromUtf8(text));
}

SIGNALBOX_TEST(TestSeedReaderRelay)
#include "tst_seedreaderrelay.moc"
