// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/matchbox.h"
#include "tests/support/suite.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUuid>

using namespace Signalbox;

namespace {

struct Alone final : Standing
{
    bool isPaired() const override { return false; }
    bool isInRoom() const override { return true; }
};

Reading read(const QByteArray& text)
{
    return Matchbox().open({"/", {}}).reader->read(text, Alone());
}

SendToPeer sent(const QByteArray& text)
{
    return std::get<SendToPeer>(std::get<Command>(read(text)));
}

} // namespace

class TestMatchbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePathIsTheRoom_data();
    void thePathIsTheRoom();
    void noRoomIsAGroupByItsName();
    void badRoomsAreRefused_data();
    void badRoomsAreRefused();
    void lifeIsHeard_data();
    void lifeIsHeard();
    void signalsAreRelayed_data();
    void signalsAreRelayed();
    void faultsAreFound_data();
    void faultsAreFound();
    void eventsAreWritten_data();
    void eventsAreWritten();
    void hostileTextStaysText();
    void theHubGivesUuids();
    void itHasItsPolicy();
};

void TestMatchbox::thePathIsTheRoom_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("room");
    QTest::addColumn<int>("groupOf");
    const auto row = [](const char* path, const char* query, const QString& room, int groupOf = 0) {
        QTest::addRow("%s?%s", path, query)
            << QByteArray(path) << QByteArray(query) << room << groupOf;
    };
    row("/", "", u""_qs);
    row("/room_a", "", u"room_a"_qs);
    row("/mb", "", u""_qs);
    row("/mb/room_a", "", u"room_a"_qs);
    row("/mb/mb", "", u"mb"_qs);
    row("/room_a/", "", u"room_a"_qs);
    row("/a/b", "", u"a/b"_qs);
    row("/a%20b", "", u"a b"_qs);
    row("/%E4%B8%AD%00%22", "", u"中"_qs + QChar(0) + u'"');
    row("/a", "next=2", u"a?next=2"_qs, 2);
    row("/mb/a", "x=1&next=2", u"a?next=2"_qs, 2);
    row("/", "next=3", u"?next=3"_qs, 3);
    row("/a", "next=1", u"a?next=1"_qs, 1);
    row("/a", "next=1000", u"a?next=1000"_qs, 1000);
    row("/a", "next=002", u"a?next=2"_qs, 2);
    row("/a", "next=2&next=3", u"a?next=2"_qs, 2);
    for (const char* query : {"next=0", "next=000", "next=", "next", "next=two", "next=-2",
             "next=+2", "next=%202", "next=2.5", "next=2x", "next=%D9%A2", "NEXT=2", "room=b"}) {
        row("/a", query, u"a"_qs);
    }
}

void TestMatchbox::thePathIsTheRoom()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, query);
    QFETCH(QString, room);
    QFETCH(int, groupOf);
    const Opening opening = Matchbox().open({path, query});
    Join join;
    join.room = room;
    join.groupOf = groupOf;
    QVERIFY(opening.reader != nullptr);
    QVERIFY(opening.first == std::optional<Reading>(join));
    QCOMPARE(opening.realmKey, QByteArray());
}

void TestMatchbox::noRoomIsAGroupByItsName()
{
    const auto roomAt = [](const QByteArray& path, const QByteArray& query) {
        const Opening opening = Matchbox().open({path, query});
        return std::get<Join>(std::get<Command>(opening.first.value())).room.value();
    };
    const QString group = roomAt("/a", "next=2");
    QVERIFY(roomAt("/a%3Fnext=2", {}) != group);
    QVERIFY(roomAt("/a%253Fnext=2", {}) != group);
    QVERIFY(roomAt("/a%3Fnext%3D2", "next=0") != group);
}

void TestMatchbox::badRoomsAreRefused_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<Fault>("fault");
    const auto row = [](const QByteArray& path, const QByteArray& query, FaultCode code,
                         const QString& detail) {
        QTest::addRow("%.20s?%.30s", path.constData(), query.constData())
            << path << query << Fault{code, detail, true};
    };
    row('/' + QByteArray(129, 'x'), "", FaultCode::TooLong, u"room"_qs);
    row('/' + QByteArray(7000, 'y'), "next=2", FaultCode::TooLong, u"room"_qs);
    row('/' + QByteArray("%00").repeated(22), "", FaultCode::TooLong, u"room"_qs);
    row("/a", "next=1001", FaultCode::BadName, u"next"_qs);
    row("/a", "next=4294967298", FaultCode::BadName, u"next"_qs);
    row("/a", "next=18446744073709551618", FaultCode::BadName, u"next"_qs);
    row("/a", "next=" + QByteArray(5000, '9'), FaultCode::BadName, u"next"_qs);
}

void TestMatchbox::badRoomsAreRefused()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, query);
    QFETCH(Fault, fault);
    const Opening opening = Matchbox().open({path, query});
    QVERIFY(opening.reader != nullptr);
    QVERIFY(opening.first == std::optional<Reading>(fault));
}

void TestMatchbox::lifeIsHeard_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text :
        {"\"KeepAlive\"", " \n\"KeepAlive\"\t", R"({"KeepAlive":null})", R"({"KeepAlive":[]})"}) {
        QTest::newRow(text) << QByteArray(text);
    }
}

void TestMatchbox::lifeIsHeard()
{
    QFETCH(QByteArray, text);
    QVERIFY(read(text) == Reading(Heartbeat{}));
}

void TestMatchbox::signalsAreRelayed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("data");
    const auto row = [](const char* name, const QByteArray& text, const QByteArray& data) {
        QTest::newRow(name) << text << data;
    };
    for (const char* data : {R"({"Offer":"v=0\r\n"})", R"({"Answer":"v=0"})",
             R"({"IceCandidate":"{\"candidate\":\"\"}"})", R"("123")", "null", "1.50",
             "12345678901234567890", "{ \"b\" : 1,\n\"a\" : [2] }", "[]", "false"}) {
        row(data, QByteArray(R"({"Signal":{"receiver":"u2","data":)") + data + "}}", data);
    }
    row("data first", R"({"Signal":{"data":{"Offer":"x"},"receiver":"u2"}})", R"({"Offer":"x"})");
    row("with spaces", "{ \"Signal\" : { \"receiver\" : \"u2\" , \"data\" : [ 1 ] } }", "[ 1 ]");
    row("escapes", R"({"S\u0069gnal":{"rec\u0065iver":"\u00752","d\u0061ta":"\u0061"}})",
        R"("\u0061")");
    row("other keys are dropped",
        R"({"x":1,"Signal":{"sender":"eve","receiver":"u2","data":1,"x":2},"x":3})", "1");
    row("a byte order mark", "\xef\xbb\xbf{\"Signal\":{\"receiver\":\"u2\",\"data\":1}}", "1");
}

void TestMatchbox::signalsAreRelayed()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, data);
    const SendToPeer send = sent(text);
    QCOMPARE(send.receiver, u"u2"_qs);
    QCOMPARE(Matchbox().write(Delivered{{u"u1"_qs, {}}, send.message}, 0),
        R"({"Signal":{"sender":"u1","data":)" + data + "}}");
}

void TestMatchbox::faultsAreFound_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Fault>("fault");
    const auto row
        = [](const char* name, const QByteArray& text, FaultCode code, const QString& detail = {}) {
              QTest::newRow(name) << text << Fault{code, detail};
          };
    row("not JSON", "KeepAlive", FaultCode::NotJson);
    row("nothing", "", FaultCode::NotJson);
    row("not UTF-8", "{\"Signal\":\"\xff\"}", FaultCode::NotJson);
    row("cut off", R"({"Signal":{"receiver":"u2","data":1})", FaultCode::NotJson);
    row("another string", "\"keepAlive\"", FaultCode::NotAnObject);
    row("null", "null", FaultCode::NotAnObject);
    row("an array", "[]", FaultCode::NotAnObject);
    row("too deep",
        R"({"Signal":{"receiver":"u2","data":)" + QByteArray(31, '[') + QByteArray(31, ']') + "}}",
        FaultCode::TooDeep);
    row("nothing known", R"({"constructor":{}})", FaultCode::MissingKey, u"Signal"_qs);
    row("what the hub says", R"({"IdAssigned":"u1"})", FaultCode::MissingKey, u"Signal"_qs);
    row("two signals", R"({"Signal":{"receiver":"a","data":1},"Sign\u0061l":2})",
        FaultCode::DuplicateKey, u"Signal"_qs);
    row("a signal that is a string", R"({"Signal":"u2"})", FaultCode::WrongType, u"Signal"_qs);
    row("a signal that is null", R"({"Signal":null})", FaultCode::WrongType, u"Signal"_qs);
    row("a signal that is an array", R"({"Signal":["u2",1]})", FaultCode::WrongType, u"Signal"_qs);
    row("no receiver", R"({"Signal":{"data":1}})", FaultCode::MissingKey, u"receiver"_qs);
    row("a receiver that is null", R"({"Signal":{"receiver":null,"data":1}})",
        FaultCode::MissingKey, u"receiver"_qs);
    row("a receiver that is a number", R"({"Signal":{"receiver":1,"data":1}})",
        FaultCode::WrongType, u"receiver"_qs);
    row("two receivers", R"({"Signal":{"receiver":"a","receiver":"b","data":1}})",
        FaultCode::DuplicateKey, u"receiver"_qs);
    row("a receiver of 129 bytes",
        R"({"Signal":{"data":1,"receiver":")" + QByteArray(129, 'x') + "\"}}", FaultCode::TooLong,
        u"receiver"_qs);
    row("no data", R"({"Signal":{"receiver":"u2"}})", FaultCode::MissingKey, u"data"_qs);
    row("data twice", R"({"Signal":{"receiver":"u2","data":1,"data":2}})", FaultCode::DuplicateKey,
        u"data"_qs);
}

void TestMatchbox::faultsAreFound()
{
    QFETCH(QByteArray, text);
    QFETCH(Fault, fault);
    QVERIFY(read(text) == Reading(fault));
}

void TestMatchbox::eventsAreWritten_data()
{
    QTest::addColumn<Event>("event");
    QTest::addColumn<QByteArray>("text");
    const Identity ann{u"u1"_qs, {}};
    const auto row = [](const char* name, const Event& event, const QByteArray& text = {}) {
        QTest::newRow(name) << event << text;
    };
    row("welcomed", Welcomed{ann, u"red"_qs, {{u"u2"_qs, {}}}}, R"({"IdAssigned":"u1"})");
    row("arrived", Arrived{ann}, R"({"NewPeer":"u1"})");
    row("departed", Departed{ann, {}}, R"({"PeerLeft":"u1"})");
    row("no word for a change", Changed{ann, {}});
    row("no word for an unknown receiver", Refused{{FaultCode::UnknownReceiver, u"u2"_qs}});
    row("no word for a bad room", Refused{{FaultCode::TooLong, u"room"_qs, true}});
    row("no word for life", Alive{});
    row("no word for mail", Undeliverable{ann, u"u2"_qs});
    row("no word for a kick", Ended{Departure::Kicked, u"x"_qs, {}});
    row("no word for the hub's end", Ended{Departure::HubStopped, {}, {}});
    row("no word for a list", Listed{});
    row("no word for counts", Counted{});
    row("no word for a partner", Paired{});
    row("no word for a partner's end", Unpaired{});
}

void TestMatchbox::eventsAreWritten()
{
    QFETCH(Event, event);
    QFETCH(QByteArray, text);
    QCOMPARE(Matchbox().write(event, 0), text);
}

void TestMatchbox::hostileTextStaysText()
{
    const QString hostile = u"\"},\"NewPeer\":\"u9\\"_qs + QChar(0) + QChar(0xd800) + u"\n"_qs;
    const QString seen = QString(hostile).replace(QChar(0xd800), QChar::ReplacementCharacter);
    const Identity eve{hostile, hostile};
    const Message signal = sent(R"({"Signal":{"receiver":"u2","data":1}})").message;
    const auto parsed = [](const Event& event) {
        return QJsonDocument::fromJson(Matchbox().write(event, 0)).object();
    };
    QCOMPARE(parsed(Welcomed{eve, hostile, {}}).value(u"IdAssigned"_qs).toString(), seen);
    QCOMPARE(parsed(Arrived{eve}).value(u"NewPeer"_qs).toString(), seen);
    QCOMPARE(parsed(Departed{eve, {}}).value(u"PeerLeft"_qs).toString(), seen);
    QCOMPARE(parsed(Delivered{eve, signal}).value(u"Signal"_qs)[u"sender"_qs].toString(), seen);
}

void TestMatchbox::theHubGivesUuids()
{
    const QUuid id(Matchbox().freshId());
    QCOMPARE(id.version(), QUuid::Random);
    QCOMPARE(Matchbox().freshId().size(), 36);
    QVERIFY(Matchbox().freshId() != Matchbox().freshId());
}

void TestMatchbox::itHasItsPolicy()
{
    const RealmPolicy policy = Matchbox().policy();
    QVERIFY(policy.presence == RealmPolicy::Presence::Room);
    QVERIFY(!policy.keepsMail);
    QCOMPARE(policy.identity, IdentityTrait::Room | IdentityTrait::Program);
    QCOMPARE(Matchbox().name(), u"matchbox"_qs);
}

SIGNALBOX_TEST(TestMatchbox)
#include "tst_matchbox.moc"
