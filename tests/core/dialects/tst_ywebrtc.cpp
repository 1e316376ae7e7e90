// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/ywebrtc.h"
#include "tests/support/alone.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;

namespace {

Reading read(QByteArrayView text)
{
    return YWebrtc().open({}).reader->read(text, Alone());
}

QByteArray write(const Event& event)
{
    return YWebrtc().write(event, 0);
}

Fault faultIn(const Reading& reading)
{
    const auto* fault = std::get_if<Fault>(&reading);
    return fault != nullptr ? *fault : Fault{FaultCode::Count, u"none"_qs};
}

/// What everybody who hears the topic is sent; empty: nothing.
QByteArray relayed(QByteArrayView text, qsizetype receivers)
{
    const Reading reading = read(text);
    const auto* command = std::get_if<Command>(&reading);
    const auto* send = command != nullptr ? std::get_if<SendToRoom>(command) : nullptr;
    return send != nullptr ? write(Delivered{{}, send->message, receivers}) : QByteArray();
}

QByteArray topicList(int count)
{
    QByteArrayList topics;
    for (int i = 0; i < count; ++i) {
        topics.append("\"t" + QByteArray::number(i) + '"');
    }
    return '[' + topics.join(',') + ']';
}

QByteArray subscribe(const QByteArray& topics)
{
    return R"({"type":"subscribe","topics":)" + topics + '}';
}

QByteArray publish(const QByteArray& topic)
{
    return R"({"type":"publish","topic":")" + topic + R"("})";
}

} // namespace

class TestYWebrtc : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void connectingMeansNothingYet();
    void topicsAreEnteredAndLeft_data();
    void topicsAreEnteredAndLeft();
    void aPublishGoesToItsTopic_data();
    void aPublishGoesToItsTopic();
    void publishedBytesAreUntouchedButForTheCount_data();
    void publishedBytesAreUntouchedButForTheCount();
    void aPingIsAHeartbeat();
    void everythingElseIsAFault_data();
    void everythingElseIsAFault();
    void topicsHaveLimits();
    void whatWouldEndTheOriginalHarmsNobody_data();
    void whatWouldEndTheOriginalHarmsNobody();
    void everyTruncationIsAFault();
    void aPingIsAnswered();
    void thereAreNoOtherWords();
    void theRulesAreThoseOfTopics();
};

void TestYWebrtc::connectingMeansNothingYet()
{
    const Opening opening = YWebrtc().open({"/any/path", "any=query"});
    QVERIFY(opening.reader);
    QVERIFY(opening.realmKey.isEmpty());
    QVERIFY(!opening.first);
}

void TestYWebrtc::topicsAreEnteredAndLeft_data()
{
    QTest::addColumn<QByteArray>("topics");
    QTest::addColumn<QList<RoomName>>("rooms");
    const auto row = [](const char* name, const QByteArray& topics, const QList<RoomName>& rooms) {
        QTest::newRow(name) << topics << rooms;
    };
    row("one", R"(,"topics":["red"])", {u"red"_qs});
    row("two", R"(,"topics":["red","blue"])", {u"red"_qs, u"blue"_qs});
    row("none", R"(,"topics":[])", {});
    row("no list", "", {});
    row("null", R"(,"topics":null)", {});
    row("one topic twice", R"(,"topics":["red","red"])", {u"red"_qs, u"red"_qs});
    row("any text", R"(,"topics":["房间 \"x\" \\","\u623f"])", {u"房间 \"x\" \\"_qs, u"房"_qs});
    row("what is no string is passed over", R"(,"topics":[5,null,{"a":"b"},["c"],true,"red"])",
        {u"red"_qs});
    row("what nobody can publish to, too", R"(,"topics":["","red"])", {u"red"_qs});
    row("names of code", R"(,"topics":["__proto__","constructor","toString"])",
        {u"__proto__"_qs, u"constructor"_qs, u"toString"_qs});
    row("unknown keys", R"(,"topics":["red"],"more":[1])", {u"red"_qs});
}

void TestYWebrtc::topicsAreEnteredAndLeft()
{
    QFETCH(QByteArray, topics);
    QFETCH(QList<RoomName>, rooms);
    QCOMPARE(read(R"({"type":"subscribe")" + topics + '}'), Reading(Enter{rooms, std::nullopt}));
    QCOMPARE(read(R"({"type":"unsubscribe")" + topics + '}'), Reading(Exit{rooms}));
}

void TestYWebrtc::aPublishGoesToItsTopic_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<RoomName>("room");
    QTest::newRow("plain") << publish("red") << u"red"_qs;
    QTest::newRow("an address") << publish("wss://a.example/d?x=1#y")
                                << u"wss://a.example/d?x=1#y"_qs;
    QTest::newRow("escaped") << publish(R"(\u0072e\"d)") << u"re\"d"_qs;
    QTest::newRow("Chinese") << publish("房间") << u"房间"_qs;
    QTest::newRow("a NUL is a character like any other")
        << publish(R"(a\u0000b)") << u"a"_qs + QChar(0) + u"b"_qs;
    QTest::newRow("a type with an escape")
        << QByteArray(R"({"t\u0079pe":"publis\u0068","topic":"red"})") << u"red"_qs;
}

void TestYWebrtc::aPublishGoesToItsTopic()
{
    QFETCH(QByteArray, text);
    QFETCH(RoomName, room);
    QCOMPARE(read(text), Reading(SendToRoom{{text}, room}));
}

void TestYWebrtc::publishedBytesAreUntouchedButForTheCount_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("relayed");
    const auto row = [](const char* name, const QByteArray& text, const QByteArray& relayed) {
        QTest::newRow(name) << text << relayed;
    };
    row("announce", R"({"type":"publish","topic":"r","data":{"type":"announce","from":"a"}})",
        R"({"type":"publish","topic":"r","data":{"type":"announce","from":"a"},"clients":2})");
    row("no data", R"({"type":"publish","topic":"r"})",
        R"({"type":"publish","topic":"r","clients":2})");
    row("numbers keep their digits",
        R"({"type":"publish","topic":"r","data":{"token":1700000000000.7251,"n":1E+2,"m":-0}})",
        R"({"type":"publish","topic":"r","data":{"token":1700000000000.7251,"n":1E+2,"m":-0},)"
        R"("clients":2})");
    row("unknown keys survive", R"({"z":1,"type":"publish","topic":"r","a":{"clients":3}})",
        R"({"z":1,"type":"publish","topic":"r","a":{"clients":3},"clients":2})");
    row("a count of the client's own at the end", R"({"type":"publish","topic":"r","clients":99})",
        R"({"type":"publish","topic":"r","clients":2})");
    row("at the beginning", R"({"clients":[{}],"type":"publish","topic":"r"})",
        R"({"type":"publish","topic":"r","clients":2})");
    row("escaped", R"({"type":"publish","\u0063lients":"\"}","topic":"r"})",
        R"({"type":"publish","topic":"r","clients":2})");
    row("spaces around the object", " {\"type\":\"publish\",\"topic\":\"r\" }\n ",
        R"({"type":"publish","topic":"r" ,"clients":2})");
    row("a byte order mark, spaces and a count",
        "\xef\xbb\xbf {\"type\":\"publish\",\"clients\" : 1 ,\"topic\":\"r\"}\r\n",
        R"({"type":"publish" ,"topic":"r","clients":2})");
    row("a secret room", R"({"type":"publish","topic":"r","data":"kM1zYXNl=="})",
        R"({"type":"publish","topic":"r","data":"kM1zYXNl==","clients":2})");
}

void TestYWebrtc::publishedBytesAreUntouchedButForTheCount()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, relayed);
    QCOMPARE(::relayed(text, 2), relayed);
}

void TestYWebrtc::aPingIsAHeartbeat()
{
    QCOMPARE(read(R"({"type":"ping"})"), Reading(Heartbeat{}));
    QCOMPARE(read(R"({"type":"ping","topic":5,"topics":"x","clients":1})"), Reading(Heartbeat{}));
}

void TestYWebrtc::everythingElseIsAFault_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<FaultCode>("code");
    QTest::addColumn<QString>("detail");
    const auto row = [](const QByteArray& text, FaultCode code, const QByteArray& detail = {}) {
        QTest::newRow(text.left(100).constData()) << text << code << QString::fromLatin1(detail);
    };
    row(R"({})", FaultCode::NoType);
    row(R"({"type":1})", FaultCode::NoType);
    row(R"({"type":null,"topics":[]})", FaultCode::NoType);
    row(R"({"type":"greeting"})", FaultCode::UnknownType, "greeting");
    row(R"({"type":"Ping"})", FaultCode::UnknownType, "Ping");
    row(R"({"type":"pong"})", FaultCode::UnknownType, "pong");
    row(R"({"type":"deleteLater"})", FaultCode::UnknownType, "deleteLater");
    row(R"({"type":"__proto__"})", FaultCode::UnknownType, "__proto__");
    row(R"({"type":"publish"})", FaultCode::MissingKey, "topic");
    row(R"({"type":"publish","topic":""})", FaultCode::MissingKey, "topic");
    row(R"({"type":"publish","topic":null})", FaultCode::WrongType, "topic");
    row(R"({"type":"publish","topic":["red"]})", FaultCode::WrongType, "topic");
    row(R"({"type":"publish","topic":"a","topic":"b"})", FaultCode::DuplicateKey, "topic");
    row(R"({"type":"ping","type":"ping"})", FaultCode::DuplicateKey, "type");
    row(R"({"type":"publish","topic":"a","clients":1,"clients":2})", FaultCode::DuplicateKey,
        "clients");
    const QByteArray longType(1000, 'x');
    row("{\"type\":\"" + longType + "\"}", FaultCode::UnknownType, longType.left(128));
}

void TestYWebrtc::everythingElseIsAFault()
{
    QFETCH(QByteArray, text);
    QFETCH(FaultCode, code);
    QFETCH(QString, detail);
    QCOMPARE(faultIn(read(text)), (Fault{code, detail, false}));
}

void TestYWebrtc::topicsHaveLimits()
{
    const QByteArray longest(YWebrtc::MaxTopicBytes, 'x');
    QCOMPARE(read(publish(longest)),
        Reading(SendToRoom{{publish(longest)}, QString::fromLatin1(longest)}));
    QCOMPARE(faultIn(read(publish(longest + 'x'))), (Fault{FaultCode::TooLong, u"topic"_qs}));
    QCOMPARE(read(subscribe("[\"" + longest + "\"]")),
        Reading(Enter{{QString::fromLatin1(longest)}, std::nullopt}));
    QCOMPARE(read(subscribe("[\"red\",\"" + longest + "x\"]")),
        Reading(Enter{{u"red"_qs}, std::nullopt}));

    const Reading most = read(subscribe(topicList(YWebrtc::MaxTopics)));
    QCOMPARE(std::get<Enter>(std::get<Command>(most)).rooms.size(), YWebrtc::MaxTopics);
    for (int count : {YWebrtc::MaxTopics + 1, 9000}) {
        QCOMPARE(faultIn(read(subscribe(topicList(count)))), (Fault{FaultCode::TooManyRooms, {}}));
    }
}

void TestYWebrtc::whatWouldEndTheOriginalHarmsNobody_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<FaultCode>("code");
    const auto row = [](const char* name, const QByteArray& text, FaultCode code) {
        QTest::newRow(name) << text << code;
    };
    row("no JSON", "this is no JSON", FaultCode::NotJson);
    row("nothing at all", "", FaultCode::NotJson);
    row("half an object", "{", FaultCode::NotJson);
    row("two objects", R"({"type":"ping"}{"type":"ping"})", FaultCode::NotJson);
    row("no UTF-8", "{\"type\":\"ping\xff\"}", FaultCode::NotJson);
    row("binary", QByteArray("\0\x01\x02", 3), FaultCode::NotJson);
    row("null", "null", FaultCode::NotAnObject);
    row("a list", R"([{"type":"ping"}])", FaultCode::NotAnObject);
    row("a text", R"("ping")", FaultCode::NotAnObject);
    row("brackets without end", QByteArray(60'000, '['), FaultCode::TooDeep);
    row("deep data",
        R"({"type":"publish","topic":"r","data":)" + QByteArray(32, '[') + QByteArray(32, ']')
            + '}',
        FaultCode::TooDeep);
    row("a topic list that is a text", subscribe(R"("red")"), FaultCode::WrongType);
    row("a topic list that is a number", subscribe("5"), FaultCode::WrongType);
    row("a topic list that is an object", subscribe(R"({"0":"red","length":1})"),
        FaultCode::WrongType);
    row("topics to leave that are no list", R"({"type":"unsubscribe","topics":true})",
        FaultCode::WrongType);
}

void TestYWebrtc::whatWouldEndTheOriginalHarmsNobody()
{
    QFETCH(QByteArray, text);
    QFETCH(FaultCode, code);
    const Fault fault = faultIn(read(text));
    QCOMPARE(fault.code, code);
    QVERIFY(!fault.fatal);
    QVERIFY(write(Refused{fault}).isEmpty());
}

void TestYWebrtc::everyTruncationIsAFault()
{
    const QByteArray whole = R"({"type":"publish","topics":["a\u0062"],"topic":"中","clients":1})";
    QVERIFY(!relayed(whole, 1).isEmpty());
    for (qsizetype size = 0; size < whole.size(); ++size) {
        const std::vector<char> part(whole.begin(), whole.begin() + size);
        QCOMPARE(faultIn(read({part.data(), size})).code, FaultCode::NotJson);
    }
}

void TestYWebrtc::aPingIsAnswered()
{
    QCOMPARE(write(Alive{}), QByteArray(R"({"type":"pong"})"));
}

void TestYWebrtc::thereAreNoOtherWords()
{
    const Identity ann{u"u1"_qs, u"ann"_qs};
    for (const Event& event : QList<Event>{Welcomed{ann, u"red"_qs, {ann}}, Arrived{ann},
             Changed{ann, {}}, Departed{ann, {}}, Undeliverable{ann, u"u2"_qs}, Counted{}, Listed{},
             Paired{}, Unpaired{}}) {
        QVERIFY2(write(event).isEmpty(), write(event).constData());
    }
    for (int code = 0; code < int(FaultCode::Count); ++code) {
        QVERIFY(write(Refused{{FaultCode(code), u"red"_qs}}).isEmpty());
    }
    for (int why = 0; why <= int(Departure::HubStopped); ++why) {
        const Ended ended{Departure(why), u"words"_qs, std::nullopt};
        QVERIFY(write(ended).isEmpty());
        QVERIFY(!YWebrtc().closing(ended));
    }
    QVERIFY(YWebrtc().pulse(0).text.isEmpty());
}

void TestYWebrtc::theRulesAreThoseOfTopics()
{
    const RealmPolicy policy = YWebrtc().policy();
    QVERIFY(policy.hearsItself);
    QVERIFY(policy.speaksFromOutside);
    QVERIFY(!policy.hasDefaultRoom);
    QVERIFY(!policy.keepsMail);
    QCOMPARE(policy.presence, RealmPolicy::Presence::Nobody);
    QCOMPARE(policy.pairs, RealmPolicy::Pairs::None);
    QCOMPARE(policy.identity, IdentityTrait::Program | IdentityTrait::Room);
    QCOMPARE(YWebrtc().name(), u"y-webrtc"_qs);
}

SIGNALBOX_TEST(TestYWebrtc)
#include "tst_ywebrtc.moc"
