// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/ayame.h"
#include "tests/support/alone.h"
#include "tests/support/suite.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Signalbox;

namespace {

const QByteArray registration = R"({"type":"register","roomId":"r","clientId":"c"})";

Ayame ayame(const QByteArray& iceServers = {})
{
    return Ayame({iceServers});
}

/// What was read, as one line.
QString describe(const Reading& reading)
{
    if (const auto* fault = std::get_if<Fault>(&reading)) {
        return u"%1 %2 %3"_qs.arg(fault->fatal ? u"fatal"_qs : u"fault"_qs)
            .arg(int(fault->code))
            .arg(fault->detail);
    }
    const Command& command = std::get<Command>(reading);
    const auto field = [](const std::optional<QString>& text) { return text.value_or(u"-"_qs); };
    if (const auto* join = std::get_if<Join>(&command)) {
        return u"join id=%1 nick=%2 room=%3"_qs.arg(join->id, field(join->nick), field(join->room));
    }
    if (const auto* send = std::get_if<SendToRoom>(&command)) {
        return u"room %1 %2"_qs.arg(field(send->room), QString::fromUtf8(send->message.bytes));
    }
    return std::holds_alternative<Heartbeat>(command) ? u"heartbeat"_qs : u"?"_qs;
}

QString fault(FaultCode code, const QString& detail = {})
{
    return describe(Reading(Fault{code, detail, true}));
}

QString readFirst(const QByteArray& text)
{
    return describe(ayame().open({}).reader->read(text, Alone()));
}

QString readAfter(const QByteArray& before, const QByteArray& text)
{
    const auto reader = ayame().open({}).reader;
    reader->read(before, Alone());
    return describe(reader->read(text, Alone()));
}

QByteArray write(const Event& event, int version = 0)
{
    return ayame().write(event, version);
}

} // namespace

class TestAyame : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void connectingAloneMeansNothing();
    void registrationsAreRead_data();
    void registrationsAreRead();
    void badRegistrationsEndTheConnection_data();
    void badRegistrationsEndTheConnection();
    void aBadRegistrationIsNotRemembered();
    void aKeyMayBeThePin();
    void registeringTwiceEndsTheConnection();
    void messagesAreRelayedAsTheyAre_data();
    void messagesAreRelayedAsTheyAre();
    void nothingIsRelayedBeforeRegistering_data();
    void nothingIsRelayedBeforeRegistering();
    void whatIsUnknownEndsTheConnection_data();
    void whatIsUnknownEndsTheConnection();
    void pongsAreHeardAtAnyTime();
    void whoStandsAloneLeavesWhenConnected();
    void standingAloneIsAVersion_data();
    void standingAloneIsAVersion();
    void eventsAreWritten_data();
    void eventsAreWritten();
    void iceServersAreHandedOutAsTheyAre();
    void whoStandsAloneHearsNoBye();
    void refusalsAreWritten_data();
    void refusalsAreWritten();
    void connectionsEndAsTheOriginalEndsThem();
    void freshIdsAreUlids();
    void theHubPings();
    void thePolicyIsThatOfRoomsOfTwo();
};

void TestAyame::connectingAloneMeansNothing()
{
    const Opening opening = ayame().open({"/signaling", {}});
    QVERIFY(opening.reader);
    QVERIFY(!opening.first);
    QCOMPARE(opening.realmKey, QByteArray());
}

void TestAyame::registrationsAreRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("meaning");
    const auto row = [](const QByteArray& text, const QString& meaning) {
        QTest::newRow(text.left(100).constData()) << text << meaning;
    };
    row(registration, u"join id= nick=c room=r"_qs);
    row(R"({"roomId":"\u4e2d","type":"register"})", u"join id= nick= room=中"_qs);
    row(R"({"type":"register","roomId":"r","clientId":"","ayameClient":"Momo 1"})",
        u"join id= nick=Momo 1 room=r"_qs);
    row(R"({"type":"register","roomId":"r","clientId":"c","ayameClient":"Momo 1"})",
        u"join id= nick=c room=r"_qs);
    row(R"({"type":"register","roomId":"r","clientId":null,"ayameClient":7,"key":1})",
        u"join id= nick= room=r"_qs);
    row("{\"type\":\"register\",\"roomId\":\"r\",\"ayameClient\":\"" + QByteArray(129, 'x') + "\"}",
        u"join id= nick= room=r"_qs);
    row(R"({"type":"register","roomId":"r","authnMetadata":{"type":"x"},"signalingKey":"k",)"
        R"("environment":"e","libwebrtc":"l","standalone":null})",
        u"join id= nick= room=r"_qs);
}

void TestAyame::registrationsAreRead()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, meaning);
    QCOMPARE(readFirst(text), meaning);
}

void TestAyame::badRegistrationsEndTheConnection_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QString>("meaning");
    const auto row = [](const QByteArray& members, const QString& meaning) {
        QTest::newRow(members.left(60).constData()) << members << meaning;
    };
    row(R"("clientId":"c")", fault(FaultCode::MissingKey, u"roomId"_qs));
    row(R"("roomId":"")", fault(FaultCode::MissingKey, u"roomId"_qs));
    row(R"("roomId":null)", fault(FaultCode::MissingKey, u"roomId"_qs));
    row(R"("roomId":1)", fault(FaultCode::WrongType, u"roomId"_qs));
    row(R"("roomId":"r","clientId":{})", fault(FaultCode::WrongType, u"clientId"_qs));
    row(R"("roomId":"r","standalone":"yes")", fault(FaultCode::WrongType, u"standalone"_qs));
    row(R"("roomId":"r","roomId":"q")", fault(FaultCode::DuplicateKey, u"roomId"_qs));
    row("\"roomId\":\"" + QByteArray(129, 'x') + '"', fault(FaultCode::TooLong, u"roomId"_qs));
    row("\"roomId\":\"r\",\"clientId\":\"" + QByteArray(129, 'x') + '"',
        fault(FaultCode::TooLong, u"clientId"_qs));
}

void TestAyame::badRegistrationsEndTheConnection()
{
    QFETCH(QByteArray, members);
    QFETCH(QString, meaning);
    QCOMPARE(readFirst(R"({"type":"register",)" + members + '}'), meaning);
}

void TestAyame::aBadRegistrationIsNotRemembered()
{
    QCOMPARE(readAfter(R"({"type":"register","roomId":""})", R"({"type":"offer"})"),
        fault(FaultCode::Early));
}

void TestAyame::aKeyMayBeThePin()
{
    const auto pinOf = [](const QByteArray& members) {
        const Reading reading
            = Ayame(DialectSettings())
                  .open({})
                  .reader->read(R"({"type":"register","roomId":"r")" + members + '}', Alone());
        return std::get<Join>(std::get<Command>(reading)).pin;
    };
    QCOMPARE(pinOf(R"(,"signalingKey":"123456")"), u"123456"_qs);
    QCOMPARE(pinOf(R"(,"key":"123 456")"), u"123456"_qs);
    QCOMPARE(pinOf(R"(,"signalingKey":"123456","key":"654321")"), u"123456"_qs);
    QCOMPARE(pinOf(R"(,"key":123456)"), QString());
    QCOMPARE(pinOf(",\"key\":\"" + QByteArray(200, '1') + '"'), QString());
    QCOMPARE(pinOf({}), QString());
}

void TestAyame::registeringTwiceEndsTheConnection()
{
    QCOMPARE(readAfter(registration, registration), fault(FaultCode::NotYours, u"register"_qs));
}

void TestAyame::messagesAreRelayedAsTheyAre_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {R"({"type":"offer","sdp":"v=0\r\n"})",
             R"({ "sdp" : "\u0000\ud800" , "type" : "answer" , "type2" : 1.50e3 })",
             R"({"type":"candidate","ice":{"candidate":"c","sdpMLineIndex":null},"ice":2})",
             R"({"type":"offer"})", R"({"t\u0079pe":"\u006fffer","roomId":"other"})"}) {
        QTest::newRow(text) << QByteArray(text);
    }
}

void TestAyame::messagesAreRelayedAsTheyAre()
{
    QFETCH(QByteArray, text);
    QCOMPARE(readAfter(registration, text), u"room - "_qs + QString::fromUtf8(text));
    QCOMPARE(write(Delivered{{u"x"_qs, {}}, Message{text}}), text);
}

void TestAyame::nothingIsRelayedBeforeRegistering_data()
{
    QTest::addColumn<QByteArray>("type");
    for (const char* type : {"offer", "answer", "candidate", "connected"}) {
        QTest::newRow(type) << QByteArray(type);
    }
}

void TestAyame::nothingIsRelayedBeforeRegistering()
{
    QFETCH(QByteArray, type);
    QCOMPARE(readFirst("{\"type\":\"" + type + "\"}"), fault(FaultCode::Early));
}

void TestAyame::whatIsUnknownEndsTheConnection_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("meaning");
    const auto row = [](const QByteArray& text, const QString& meaning) {
        QTest::newRow(text.left(40).constData()) << text << meaning;
    };
    row("", fault(FaultCode::NotJson));
    row("x", fault(FaultCode::NotJson));
    row("\xff", fault(FaultCode::NotJson));
    row(R"({"type":"offer")", fault(FaultCode::NotJson));
    row("null", fault(FaultCode::NotAnObject));
    row("[]", fault(FaultCode::NotAnObject));
    row("{}", fault(FaultCode::NoType));
    row(R"({"type":null})", fault(FaultCode::NoType));
    row(R"({"type":"pong","type":"offer"})", fault(FaultCode::DuplicateKey, u"type"_qs));
    row("{\"type\":\"offer\",\"x\":" + QByteArray(40, '[') + QByteArray(40, ']') + '}',
        fault(FaultCode::TooDeep));
    for (const char* type : {"", "bye", "ping", "accept", "reject", "Offer", "constructor"}) {
        row("{\"type\":\"" + QByteArray(type) + "\"}",
            fault(FaultCode::UnknownType, QString::fromLatin1(type)));
    }
    row("{\"type\":\"" + QByteArray(1000, 'x') + "\"}",
        fault(FaultCode::UnknownType, QString(128, u'x')));
}

void TestAyame::whatIsUnknownEndsTheConnection()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, meaning);
    QCOMPARE(readFirst(text), meaning);
    QCOMPARE(readAfter(registration, text), meaning);
}

void TestAyame::pongsAreHeardAtAnyTime()
{
    QCOMPARE(readFirst(R"({"type":"pong"})"), u"heartbeat"_qs);
    QCOMPARE(readAfter(registration, R"({"type":"pong"})"), u"heartbeat"_qs);
}

void TestAyame::whoStandsAloneLeavesWhenConnected()
{
    const QByteArray connected = R"({"type":"connected"})";
    QCOMPARE(readAfter(registration, connected), u"heartbeat"_qs);
    QCOMPARE(readAfter(R"({"type":"register","roomId":"r","standalone":true})", connected),
        fault(FaultCode::UnknownType, u"connected"_qs));
}

void TestAyame::standingAloneIsAVersion_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("version");
    QTest::newRow("true") << QByteArray("true") << 1;
    QTest::newRow("false") << QByteArray("false") << 0;
    QTest::newRow("null") << QByteArray("null") << 0;
}

void TestAyame::standingAloneIsAVersion()
{
    QFETCH(QByteArray, value);
    QFETCH(int, version);
    const auto reader = ayame().open({}).reader;
    QCOMPARE(reader->version(), 0);
    reader->read(R"({"type":"register","roomId":"r","standalone":)" + value + '}', Alone());
    QCOMPARE(reader->version(), version);
    QVERIFY(version < ayame().versions());
}

void TestAyame::eventsAreWritten_data()
{
    QTest::addColumn<Event>("event");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const Event& event, const char* text) {
        QTest::newRow(name) << event << QByteArray(text);
    };
    const Identity self{u"01H"_qs, u"c"_qs};
    row("the first", Welcomed{self, u"r"_qs, {}},
        R"({"type":"accept","connectionId":"01H","isExistClient":false,"isExistUser":false})");
    row("the second", Welcomed{self, u"r"_qs, {{u"01G"_qs, {}}}},
        R"({"type":"accept","connectionId":"01H","isExistClient":true,"isExistUser":true})");
    row("the other left", Ended{Departure::PartnerLeft, {}, {}}, R"({"type":"bye"})");
    row("a kick", Ended{Departure::Kicked, u"no \"bots\""_qs, {}},
        R"({"type":"reject","reason":"no \"bots\""})");
    row("a kick without a reason", Ended{Departure::Kicked, {}, {}},
        R"({"type":"reject","reason":"The owner of this hub put you out."})");
    row("refused", Ended{Departure::Refused, {}, FaultCode::RoomFull}, "");
    row("the hub stops", Ended{Departure::HubStopped, {}, {}}, "");
    row("alive", Alive{}, "");
    row("arrived", Arrived{self}, "");
    row("departed", Departed{self, {}}, "");
    row("changed", Changed{self, {}}, "");
    row("undeliverable", Undeliverable{self, u"x"_qs}, "");
}

void TestAyame::eventsAreWritten()
{
    QFETCH(Event, event);
    QFETCH(QByteArray, text);
    QCOMPARE(write(event), text);
}

void TestAyame::iceServersAreHandedOutAsTheyAre()
{
    const QByteArray servers = R"([{"urls": ["stun:s:3478"], "x": 1.50}])";
    QCOMPARE(ayame(servers).write(Welcomed{{u"01H"_qs, {}}, u"r"_qs, {}}, 0),
        R"({"type":"accept","connectionId":"01H","iceServers":)" + servers
            + R"(,"isExistClient":false,"isExistUser":false})");
}

void TestAyame::whoStandsAloneHearsNoBye()
{
    QCOMPARE(write(Ended{Departure::PartnerLeft, {}, {}}, 1), QByteArray());
    QCOMPARE(write(Ended{Departure::Kicked, u"x"_qs, {}}, 1),
        QByteArray(R"({"type":"reject","reason":"x"})"));
}

void TestAyame::refusalsAreWritten_data()
{
    QTest::addColumn<FaultCode>("code");
    QTest::addColumn<QByteArray>("reason");
    const auto row = [](const char* name, FaultCode code, const char* reason) {
        QTest::newRow(name) << code << QByteArray(reason);
    };
    row("full", FaultCode::RoomFull, "full");
    row("no room", FaultCode::MissingKey, "MissingRoomID");
    row("too long", FaultCode::TooLong, "TooLong");
    row("wrong type", FaultCode::WrongType, "InvalidJSON");
    row("put out", FaultCode::PutOut, "The owner of this hub put you out; try again later.");
    row("the hub is full", FaultCode::HubFull, "This hub is full; try again later.");
    row("too many rooms", FaultCode::HubHasTooManyRooms, "This hub has as many rooms as it takes.");
    row("wrong PIN", FaultCode::WrongPin, "This is not the PIN of this hub.");
    row("muted", FaultCode::Muted, "");
    row("too fast", FaultCode::TooFast, "");
    row("not JSON", FaultCode::NotJson, "");
    row("early", FaultCode::Early, "");
    row("unknown type", FaultCode::UnknownType, "");
    row("twice", FaultCode::NotYours, "");
}

void TestAyame::refusalsAreWritten()
{
    QFETCH(FaultCode, code);
    QFETCH(QByteArray, reason);
    const QByteArray text
        = reason.isEmpty() ? QByteArray() : R"({"type":"reject","reason":")" + reason + "\"}";
    QCOMPARE(write(Refused{Fault{code, u"x"_qs, true}}), text);
}

void TestAyame::connectionsEndAsTheOriginalEndsThem()
{
    for (Departure why : {Departure::Refused, Departure::PartnerLeft}) {
        const auto closing = ayame().closing(Ended{why, {}, {}});
        QVERIFY(closing);
        QCOMPARE(int(closing->code), 1000);
        QCOMPARE(closing->reason, QString());
    }
    QVERIFY(!ayame().closing(Ended{Departure::Kicked, u"x"_qs, {}}));
    QVERIFY(!ayame().closing(Ended{Departure::HubStopped, {}, {}}));
}

void TestAyame::freshIdsAreUlids()
{
    const QRegularExpression ulid(u"^[0-7][0-9A-HJKMNP-TV-Z]{25}$"_qs);
    QSet<PeerId> ids;
    for (int i = 0; i < 1000; ++i) {
        const PeerId id = ayame().freshId();
        QVERIFY2(ulid.match(id).hasMatch(), qPrintable(id));
        ids.insert(id);
    }
    QCOMPARE(ids.size(), 1000);
}

void TestAyame::theHubPings()
{
    const Dialect::Pulse pulse = ayame().pulse(0);
    QCOMPARE(pulse.text, QByteArray(R"({"type":"ping"})"));
    QVERIFY(pulse.every == std::chrono::seconds(5));
}

void TestAyame::thePolicyIsThatOfRoomsOfTwo()
{
    const RealmPolicy policy = ayame().policy();
    QCOMPARE(policy.seats, 2);
    QVERIFY(policy.departureEndsRoom);
    QVERIFY(policy.refusedJoinEnds);
    QVERIFY(!policy.hasDefaultRoom);
    QVERIFY(!policy.hearsItself);
    QCOMPARE(policy.presence, RealmPolicy::Presence::Nobody);
    QCOMPARE(policy.pairs, RealmPolicy::Pairs::None);
    QCOMPARE(policy.identity, IdentityTrait::Nick | IdentityTrait::Room);
}

SIGNALBOX_TEST(TestAyame)
#include "tst_ayame.moc"
