// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/webtorrent.h"
#include "tests/support/alone.h"
#include "tests/support/suite.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Signalbox;

namespace {

const RoomName swarm = u"61"_qs.repeated(20);

QByteArray write(const Event& event)
{
    return WebTorrent().write(event, 0);
}

QJsonObject parsed(const QByteArray& text)
{
    return QJsonDocument::fromJson(text).object();
}

} // namespace

class TestWebTorrent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void connectingMeansNothingYet();
    void countsAreWritten_data();
    void countsAreWritten();
    void idsAreWrittenAsTheyWereRead();
    void whatIsDeliveredIsReady();
    void refusalsAreWritten_data();
    void refusalsAreWritten();
    void otherRefusalsAreSilent_data();
    void otherRefusalsAreSilent();
    void aKickedPeerIsToldWhy();
    void noOtherEndHasWords();
    void otherEventsAreSilent();
    void hostileTextStaysText();
    void theRulesAreThoseOfSwarms();
};

void TestWebTorrent::connectingMeansNothingYet()
{
    const Opening opening = WebTorrent().open({"/announce", {}});
    QVERIFY(opening.reader);
    QVERIFY(opening.realmKey.isEmpty());
    QVERIFY(!opening.first);
}

void TestWebTorrent::countsAreWritten_data()
{
    QTest::addColumn<Event>("event");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const Counted& counted, const QByteArray& text) {
        QTest::newRow(name) << Event(counted) << text;
    };
    row("to an announce", {{{swarm, 2, 3}}, true},
        R"({"complete":2,"incomplete":3,"action":"announce",)"
        R"("info_hash":"aaaaaaaaaaaaaaaaaaaa","interval":120})");
    row("to an announce, without a swarm", {{}, true}, {});
    row("to a scrape of one", {{{swarm, 2, 3}}, false},
        R"({"action":"scrape","files":{)"
        R"("aaaaaaaaaaaaaaaaaaaa":{"complete":2,"incomplete":3,"downloaded":2}},)"
        R"("flags":{"min_request_interval":600}})");
    row("to a scrape of two", {{{swarm, 0, 0}, {u"62"_qs.repeated(20), 1, 0}}, false},
        R"({"action":"scrape","files":{)"
        R"("aaaaaaaaaaaaaaaaaaaa":{"complete":0,"incomplete":0,"downloaded":0},)"
        R"("bbbbbbbbbbbbbbbbbbbb":{"complete":1,"incomplete":0,"downloaded":1}},)"
        R"("flags":{"min_request_interval":600}})");
    row("to a scrape of none", {{}, false},
        R"({"action":"scrape","files":{},"flags":{"min_request_interval":600}})");
}

void TestWebTorrent::countsAreWritten()
{
    QFETCH(Event, event);
    QFETCH(QByteArray, text);
    QCOMPARE(write(event), text);
}

void TestWebTorrent::idsAreWrittenAsTheyWereRead()
{
    for (int byte = 0; byte <= 0xff; ++byte) {
        const QString id(20, QChar(byte));
        const QString hex = QString::fromLatin1(QByteArray(20, char(byte)).toHex());
        const QJsonObject announced = parsed(write(Counted{{{hex, 0, 1}}, true}));
        QCOMPARE(announced.value(u"info_hash"_qs).toString(), id);
        const QJsonObject scraped = parsed(write(Counted{{{hex, 0, 1}}, false}));
        QCOMPARE(scraped.value(u"files"_qs).toObject().keys(), QStringList{id});
        const Reading again = WebTorrent().open({}).reader->read(
            write(Counted{{{hex, 0, 1}}, true}).replace("announce", "scrape"), Alone());
        QCOMPARE(again, Reading(Count{{hex}}));
    }
}

void TestWebTorrent::whatIsDeliveredIsReady()
{
    const QByteArray text = R"({"action":"announce","answer":{"sdp":"v=0"},"offer_id":"x"})";
    QCOMPARE(write(Delivered{{swarm, u"WebTorrent 2.8"_qs}, {text}}), text);
    QCOMPARE(write(Delivered{{}, {text}, 5}), text);
}

void TestWebTorrent::refusalsAreWritten_data()
{
    QTest::addColumn<FaultCode>("code");
    QTest::addColumn<QString>("detail");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, FaultCode code, const char* detail, const char* text) {
        QTest::newRow(name) << code << QString::fromLatin1(detail) << QByteArray(text);
    };
    row("no JSON", FaultCode::NotJson, "", R"({"failure reason":"the message is not JSON"})");
    row("no object", FaultCode::NotAnObject, "",
        R"({"failure reason":"the message is not a JSON object"})");
    row("too deep", FaultCode::TooDeep, "",
        R"({"failure reason":"the message has too many levels"})");
    row("no action", FaultCode::NoType, "",
        R"({"failure reason":"invalid action in WS request: none"})");
    row("unknown action", FaultCode::UnknownType, "connect",
        R"({"failure reason":"invalid action in WS request: connect"})");
    row("wrong", FaultCode::WrongType, "info_hash", R"({"failure reason":"invalid info_hash"})");
    row("missing", FaultCode::MissingKey, "peer_id", R"({"failure reason":"invalid peer_id"})");
    row("twice", FaultCode::DuplicateKey, "left", R"({"failure reason":"left stands twice"})");
    row("too many", FaultCode::TooLong, "offers", R"({"failure reason":"offers is too long"})");
    row("too many swarms", FaultCode::TooManyRooms, "6161616161616161616161616161616161616161",
        R"({"action":"announce","failure reason":"too many torrents for one connection",)"
        R"("info_hash":"aaaaaaaaaaaaaaaaaaaa"})");
    row("too many swarms, which is not said", FaultCode::TooManyRooms, "",
        R"({"action":"announce","failure reason":"too many torrents for one connection"})");
    row("a full swarm", FaultCode::RoomFull, "6161616161616161616161616161616161616161",
        R"({"action":"announce","failure reason":"this torrent has too many peers",)"
        R"("info_hash":"aaaaaaaaaaaaaaaaaaaa"})");
    row("put out", FaultCode::PutOut, "",
        R"({"action":"announce","failure reason":)"
        R"("The owner of this hub put you out; try again later."})");
    row("muted", FaultCode::Muted, "",
        R"({"action":"announce","failure reason":"The owner of this hub lets nobody hear you."})");
    row("a hub with too many swarms", FaultCode::HubHasTooManyRooms,
        "6161616161616161616161616161616161616161",
        R"({"action":"announce","failure reason":"This hub has as many rooms as it takes.",)"
        R"("info_hash":"aaaaaaaaaaaaaaaaaaaa"})");
}

void TestWebTorrent::refusalsAreWritten()
{
    QFETCH(FaultCode, code);
    QFETCH(QString, detail);
    QFETCH(QByteArray, text);
    QCOMPARE(write(Refused{{code, detail}}), text);
}

void TestWebTorrent::otherRefusalsAreSilent_data()
{
    QTest::addColumn<FaultCode>("code");
    QTest::newRow("nobody has the id to which an answer goes") << FaultCode::UnknownReceiver;
    QTest::newRow("who answers takes no part") << FaultCode::NotInRoom;
    QTest::newRow("who answers does so in another's name") << FaultCode::NotYours;
    QTest::newRow("nothing tells the language yet") << FaultCode::Undecided;
}

void TestWebTorrent::otherRefusalsAreSilent()
{
    QFETCH(FaultCode, code);
    QVERIFY(write(Refused{{code, swarm}}).isEmpty());
}

void TestWebTorrent::aKickedPeerIsToldWhy()
{
    QCOMPARE(write(Ended{Departure::Kicked, u"Please come back after the break."_qs, {}}),
        QByteArray(R"({"failure reason":"Please come back after the break."})"));
    QCOMPARE(write(Ended{Departure::Kicked, u"休息"_qs.repeated(100), {}}),
        R"({"failure reason":")" + QByteArray("休息").repeated(100) + R"("})");
    QCOMPARE(write(Ended{Departure::Kicked, {}, {}}),
        QByteArray(R"({"failure reason":"The owner of this hub put you out."})"));
}

void TestWebTorrent::noOtherEndHasWords()
{
    for (int why = 0; why <= int(Departure::HubStopped); ++why) {
        const Ended ended{Departure(why), u"words"_qs, std::nullopt};
        const bool isSaid = ended.why == Departure::Kicked || ended.why == Departure::Banned
            || ended.why == Departure::OverRate || ended.why == Departure::Garbled;
        QCOMPARE(write(ended).isEmpty(), !isSaid);
        QVERIFY(!WebTorrent().closing(ended));
    }
    QVERIFY(WebTorrent().pulse(0).text.isEmpty());
}

void TestWebTorrent::otherEventsAreSilent()
{
    const Identity ann{swarm, u"ann"_qs};
    for (const Event& event :
        QList<Event>{Welcomed{ann, swarm, {ann}}, Arrived{ann}, Changed{ann, {}}, Departed{ann, {}},
            Undeliverable{ann, swarm}, Listed{}, Paired{}, Unpaired{}, Alive{}}) {
        QVERIFY2(write(event).isEmpty(), write(event).constData());
    }
}

void TestWebTorrent::hostileTextStaysText()
{
    const QString hostile
        = u"\"},\"action\":\"announce\",\\"_qs + QChar(0) + QChar(0xd800) + u"\n</script>"_qs;
    for (FaultCode code : {FaultCode::UnknownType, FaultCode::WrongType, FaultCode::TooLong}) {
        const QJsonObject failure = parsed(write(Refused{{code, hostile}}));
        QCOMPARE(failure.keys(), QStringList{u"failure reason"_qs});
        QVERIFY(failure.value(u"failure reason"_qs).toString().contains(u"</script>"_qs));
    }
    QCOMPARE(parsed(write(Ended{Departure::Kicked, hostile, {}})).keys(),
        QStringList{u"failure reason"_qs});
    QVERIFY(!parsed(write(Counted{{{hostile, 1, 1}}, true})).isEmpty());
}

void TestWebTorrent::theRulesAreThoseOfSwarms()
{
    const RealmPolicy policy = WebTorrent().policy();
    QVERIFY(!policy.hasDefaultRoom);
    QVERIFY(!policy.keepsMail);
    QVERIFY(!policy.hearsItself);
    QVERIFY(!policy.speaksFromOutside);
    QCOMPARE(policy.claim, RealmPolicy::Claim::Share);
    QCOMPARE(policy.presence, RealmPolicy::Presence::Nobody);
    QCOMPARE(policy.pairs, RealmPolicy::Pairs::None);
    QCOMPARE(policy.identity, IdentityTrait::Program | IdentityTrait::Room);
    QCOMPARE(WebTorrent().name(), u"WebTorrent"_qs);
}

SIGNALBOX_TEST(TestWebTorrent)
#include "tst_webtorrent.moc"
