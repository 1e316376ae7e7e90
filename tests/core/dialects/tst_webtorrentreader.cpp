// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/webtorrent.h"
#include "core/dialects/webtorrentreader.h"
#include "core/json/write.h"
#include "tests/support/alone.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;

namespace {

const QString swarm = u"6161616161616161616161616161616161616161"_qs; // 20 times a
const QString ann = u"2d5757303230382d616e6e616e6e616e6e616e6e"_qs; // -WW0208-annannannann
const QString bob = u"626f62626f62626f62626f62626f62626f62626f"_qs; // bobbobbobbobbobbobbo

const QByteArray swarmMember = R"("info_hash":"aaaaaaaaaaaaaaaaaaaa")";
const QByteArray annMember = R"("peer_id":"-WW0208-annannannann")";
const QByteArray speaker = swarmMember + ',' + annMember;

Reading read(QByteArrayView text)
{
    return WebTorrentReader().read(text, Alone());
}

QByteArray announce(const QByteArray& members = {})
{
    return R"({"action":"announce",)" + speaker + (members.isEmpty() ? "" : ",") + members + '}';
}

QByteArray scrape(const QByteArray& hashes)
{
    return R"({"action":"scrape","info_hash":)" + hashes + '}';
}

Fault faultIn(const Reading& reading)
{
    const auto* fault = std::get_if<Fault>(&reading);
    return fault != nullptr ? *fault : Fault{FaultCode::Count, u"none"_qs};
}

Announce announceIn(const Reading& reading)
{
    const auto* command = std::get_if<Command>(&reading);
    const auto* announce = command != nullptr ? std::get_if<Announce>(command) : nullptr;
    return announce != nullptr ? *announce : Announce();
}

QByteArrayList offersIn(const Reading& reading)
{
    QByteArrayList offers;
    for (const Message& offer : announceIn(reading).offers) {
        offers.append(offer.bytes);
    }
    return offers;
}

QByteArray listOf(int count, const QByteArray& element)
{
    return '[' + (element + ',').repeated(count - 1) + element + ']';
}

} // namespace

class TestWebTorrentReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void announcesAreRead_data();
    void announcesAreRead();
    void offersAreMadeReady();
    void offersThatNobodyCouldAnswerArePassedOver_data();
    void offersThatNobodyCouldAnswerArePassedOver();
    void offersHaveALimit();
    void answersAreSentInTheSwarm();
    void scrapesAreRead_data();
    void scrapesAreRead();
    void scrapesHaveALimit();
    void idsAreComparedByCharacter_data();
    void idsAreComparedByCharacter();
    void everyByteIsInAnId();
    void whatIsNoIdIsRefused_data();
    void whatIsNoIdIsRefused();
    void faultsAreFound_data();
    void faultsAreFound();
    void everyTruncationIsAFault();
    void programsAreTold_data();
    void programsAreTold();
};

void TestWebTorrentReader::announcesAreRead_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<bool>("complete");
    const auto row = [](const char* members, bool complete = false) {
        QTest::newRow(members) << QByteArray(members) << complete;
    };
    row("");
    row(R"("event":"started","left":5)");
    row(R"("event":"started","left":0)", true);
    row(R"("event":"update","left":0.0)", true);
    row(R"("event":"paused")");
    row(R"("event":"empty")");
    row(R"("event":"")");
    row(R"("event":null)");
    row(R"("event":"completed","left":0)", true);
    row(R"("event":"completed")", true);
    row(R"("event":"c\u006fmpleted")", true);
    row(R"("left":null)"); // is what Infinity and NaN become in JSON
    row(R"("left":"0")");
    row(R"("left":1e-9)");
    row(R"("left":-0)", true);
    row(R"("answer":null,"to_peer_id":null)");
    row(R"("numwant":50,"uploaded":1,"downloaded":-5,"trackerid":{"any":[1]},"corrupt":0)");
    row(R"("offers":null)");
    row(R"("offers":"text")");
    row(R"("offers":{"length":5,"0":{"offer":{},"offer_id":"x"}})");
    row(R"("offers":[])");
}

void TestWebTorrentReader::announcesAreRead()
{
    QFETCH(QByteArray, members);
    QFETCH(bool, complete);
    QCOMPARE(
        read(announce(members)), Reading(Announce{swarm, ann, u"WebTorrent 2.8"_qs, complete, {}}));
    QCOMPARE(read(announce(R"("event":"stopped","left":0,"offers":[{"offer":1,"offer_id":"x"}])")),
        Reading(Withdraw{swarm, ann}));
}

void TestWebTorrentReader::offersAreMadeReady()
{
    const QByteArray text = announce(R"("numwant":2,"offers":[
        {"offer" : {"type":"offer","sdp":"v=0\r\n","n":1.50}, "offer_id" : "a\u0000\"b"},
        {"offer_id":"é","more":1,"offer":"locked"}])");
    const QByteArray begin = R"({"action":"announce","offer":)";
    QCOMPARE(offersIn(read(text)),
        QByteArrayList({begin + R"({"type":"offer","sdp":"v=0\r\n","n":1.50},)"
                + R"("offer_id":"a\u0000\"b",)" + annMember + ',' + swarmMember + '}',
            begin + R"("locked","offer_id":"é",)" + annMember + ',' + swarmMember + '}'}));
}

void TestWebTorrentReader::offersThatNobodyCouldAnswerArePassedOver_data()
{
    QTest::addColumn<QByteArray>("offer");
    for (const char* offer :
        {"null", "5", "\"text\"", "[]", "{}", R"({"offer":{}})", R"({"offer":null,"offer_id":"x"})",
            R"({"offer":{},"offer_id":5})", R"({"offer":{},"offer_id":null})",
            R"({"offer":{},"offer_id":["x"]})", R"({"a":{"offer":{},"offer_id":"x"}})"}) {
        QTest::newRow(offer) << QByteArray(offer);
    }
}

void TestWebTorrentReader::offersThatNobodyCouldAnswerArePassedOver()
{
    QFETCH(QByteArray, offer);
    const QByteArray good = R"({"offer":{},"offer_id":"x"})";
    const QByteArrayList one = offersIn(read(announce("\"offers\":[" + good + ']')));
    QCOMPARE(one.size(), 1);
    QCOMPARE(
        offersIn(read(announce("\"offers\":[" + offer + ',' + good + ',' + offer + ']'))), one);
}

void TestWebTorrentReader::offersHaveALimit()
{
    const QByteArray offer = R"({"offer":{},"offer_id":"x"})";
    const QByteArray most = announce("\"offers\":" + listOf(WebTorrent::MaxOffers, offer));
    QCOMPARE(offersIn(read(most)).size(), WebTorrent::MaxOffers);
    for (int count : {WebTorrent::MaxOffers + 1, 2000}) {
        QCOMPARE(faultIn(read(announce("\"offers\":" + listOf(count, offer)))),
            (Fault{FaultCode::TooLong, u"offers"_qs}));
    }
}

void TestWebTorrentReader::answersAreSentInTheSwarm()
{
    const QByteArray to = R"("to_peer_id":"bobbobbobbobbobbobbo")";
    const QByteArray text = announce(to
        + R"(,"event":"stopped","answer":{"type":"answer", "sdp":"v=0\r\n"},"offer_id":"\u00ff")");
    QCOMPARE(read(text),
        Reading(SendInSwarm{swarm, ann, bob,
            {R"({"action":"announce","answer":{"type":"answer", "sdp":"v=0\r\n"},)"
             R"("offer_id":"\u00ff",)"
                + annMember + ',' + swarmMember + '}'}}));
    const QByteArray locked = announce(to + R"(,"answer":"locked","offer_id":"")");
    const Reading reading = read(locked);
    QCOMPARE(std::get<SendInSwarm>(std::get<Command>(reading)).message.bytes,
        R"({"action":"announce","answer":"locked","offer_id":"",)" + annMember + ',' + swarmMember
            + '}');
}

void TestWebTorrentReader::scrapesAreRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QList<RoomName>>("swarms");
    const QString other = u"62"_qs.repeated(20);
    QTest::newRow("all") << QByteArray(R"({"action":"scrape"})") << QList<RoomName>();
    QTest::newRow("all, said otherwise") << scrape("null") << QList<RoomName>();
    QTest::newRow("one") << scrape(R"("aaaaaaaaaaaaaaaaaaaa")") << QList<RoomName>{swarm};
    QTest::newRow("a list of one")
        << scrape(R"(["aaaaaaaaaaaaaaaaaaaa"])") << QList<RoomName>{swarm};
    QTest::newRow("two") << scrape(R"([ "bbbbbbbbbbbbbbbbbbbb" , "aaaaaaaaaaaaaaaaaaaa"])")
                         << QList<RoomName>{other, swarm};
}

void TestWebTorrentReader::scrapesAreRead()
{
    QFETCH(QByteArray, text);
    QFETCH(QList<RoomName>, swarms);
    QCOMPARE(read(text), Reading(Count{swarms}));
}

void TestWebTorrentReader::scrapesHaveALimit()
{
    const QByteArray hash = R"("aaaaaaaaaaaaaaaaaaaa")";
    const Reading most = read(scrape(listOf(WebTorrent::MaxScraped, hash)));
    QCOMPARE(std::get<Count>(std::get<Command>(most)).swarms.size(), WebTorrent::MaxScraped);
    for (int count : {WebTorrent::MaxScraped + 1, 2500}) {
        QCOMPARE(faultIn(read(scrape(listOf(count, hash)))),
            (Fault{FaultCode::TooLong, u"info_hash"_qs}));
    }
}

void TestWebTorrentReader::idsAreComparedByCharacter_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QString>("hex");
    const auto row = [](const char* name, const QByteArray& id, const QString& firstHex) {
        const QString rest = u"78"_qs.repeated(20 - firstHex.size() / 2);
        const QByteArray xs(rest.size() / 2, 'x');
        QTest::newRow(name) << QByteArray(id + xs) << QString(firstHex + rest);
    };
    row("letters keep their case", "aAbB", u"61416242"_qs);
    row("spaces are not trimmed", R"(  \t)", u"202009"_qs);
    row("NUL", R"(\u0000\u0000)", u"0000"_qs);
    row("quotes and backslashes", R"(\"\\\/)", u"225c2f"_qs);
    row("line ends", R"(\r\n)", u"0d0a"_qs);
    row("high bytes in UTF-8", "\xc2\x80\xc3\xbf\xc3\xa9", u"80ffe9"_qs);
    row("high bytes escaped", R"(\u0080\u00ff\u00E9)", u"80ffe9"_qs);
    row("delete", "\x7f", u"7f"_qs);
}

void TestWebTorrentReader::idsAreComparedByCharacter()
{
    QFETCH(QByteArray, id);
    QFETCH(QString, hex);
    QCOMPARE(read(scrape('"' + id + '"')), Reading(Count{{hex}}));
    const QByteArray text = R"({"action":"announce","info_hash":")" + id
        + R"(","offers":[{"offer":{},"offer_id":"x"}],"peer_id":")" + id + "\"}";
    const Announce announce = announceIn(read(text));
    QCOMPARE(announce.swarm, hex);
    QCOMPARE(announce.as, hex);
    QCOMPARE(announce.offers.value(0).bytes,
        R"({"action":"announce","offer":{},"offer_id":"x","peer_id":")" + id + R"(","info_hash":")"
            + id + "\"}");
}

void TestWebTorrentReader::everyByteIsInAnId()
{
    for (int byte = 0; byte <= 0xff; ++byte) {
        const QByteArray escaped = "\\u00" + QByteArray::number(byte + 0x100, 16).last(2);
        QByteArray plain;
        Json::appendString(plain, QString(20, QChar(byte)));
        const QString hex = QString::fromLatin1(QByteArray(20, char(byte)).toHex());
        QCOMPARE(read(scrape('"' + escaped.repeated(20) + '"')), Reading(Count{{hex}}));
        QCOMPARE(read(scrape(plain)), Reading(Count{{hex}}));
    }
}

void TestWebTorrentReader::whatIsNoIdIsRefused_data()
{
    QTest::addColumn<QByteArray>("value");
    const auto row
        = [](const char* name, const QByteArray& value) { QTest::newRow(name) << value; };
    const QByteArray as(19, 'a');
    row("19 characters", '"' + as + '"');
    row("21 characters", '"' + as + "aa\"");
    row("none", R"("")");
    row("40 hexadecimal digits", '"' + QByteArray(40, 'a') + '"');
    row("60,000 characters", '"' + QByteArray(60'000, 'a') + '"');
    row("20 bytes that are 19 characters", '"' + as.chopped(1) + "é\"");
    row("a character above a byte", '"' + as + "\\u0100\"");
    row("Chinese", '"' + QByteArray("中").repeated(20) + '"');
    row("half a surrogate pair", '"' + as + "\\ud800\"");
    row("a surrogate pair is two", '"' + as.chopped(1) + "😀\"");
    row("a number", "5");
    row("true", "true");
    row("an object", R"({"length":20})");
    row("nested", R"([["aaaaaaaaaaaaaaaaaaaa"]])");
    row("no text in a list", R"(["aaaaaaaaaaaaaaaaaaaa",5])");
}

void TestWebTorrentReader::whatIsNoIdIsRefused()
{
    QFETCH(QByteArray, value);
    const auto wrong = [](const char* key) {
        return Fault{FaultCode::WrongType, QString::fromLatin1(key)};
    };
    const QByteArray begin = R"({"action":"announce",)";
    QCOMPARE(
        faultIn(read(begin + annMember + ",\"info_hash\":" + value + '}')), wrong("info_hash"));
    QCOMPARE(faultIn(read(begin + swarmMember + ",\"peer_id\":" + value + '}')), wrong("peer_id"));
    QCOMPARE(faultIn(read(announce(R"("answer":{},"offer_id":"x","to_peer_id":)" + value))),
        wrong("to_peer_id"));
    QCOMPARE(faultIn(read(scrape(value))), wrong("info_hash"));
}

void TestWebTorrentReader::faultsAreFound_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<FaultCode>("code");
    QTest::addColumn<QString>("detail");
    const auto row = [](const QByteArray& text, FaultCode code, const char* detail = "") {
        QTest::newRow(text.left(100).toPercentEncoding(" \"{}[]:,").constData())
            << text << code << QString::fromLatin1(detail);
    };
    row("this is no JSON", FaultCode::NotJson);
    row("", FaultCode::NotJson);
    row("{\"action\":\"\xff\"}", FaultCode::NotJson);
    row("null", FaultCode::NotAnObject);
    row("[]", FaultCode::NotAnObject);
    row(announce("\"offers\":" + QByteArray(32, '[') + QByteArray(32, ']')), FaultCode::TooDeep);
    row(R"({"info_hash":"aaaaaaaaaaaaaaaaaaaa"})", FaultCode::NoType);
    row(R"({"action":1})", FaultCode::NoType);
    row(R"({"action":"connect"})", FaultCode::UnknownType, "connect");
    row(R"({"action":"Announce"})", FaultCode::UnknownType, "Announce");
    row(R"({"action":"constructor"})", FaultCode::UnknownType, "constructor");
    row("{\"action\":\"" + QByteArray(1000, 'x') + "\"}", FaultCode::UnknownType,
        QByteArray(128, 'x').constData());
    row(R"({"action":"announce"})", FaultCode::MissingKey, "info_hash");
    row(R"({"action":"announce",)" + swarmMember + '}', FaultCode::MissingKey, "peer_id");
    row(announce(R"("answer":{},"offer_id":"x")"), FaultCode::MissingKey, "to_peer_id");
    const QByteArray answer = R"("answer":{},"to_peer_id":"bobbobbobbobbobbobbo")";
    row(announce(answer), FaultCode::MissingKey, "offer_id");
    row(announce(answer + R"(,"offer_id":5)"), FaultCode::WrongType, "offer_id");
    row(announce(answer + R"(,"offer_id":"x","offer_id":"y")"), FaultCode::DuplicateKey,
        "offer_id");
    row(announce(R"("event":"resumed")"), FaultCode::WrongType, "event");
    row(announce(R"("event":"__proto__")"), FaultCode::WrongType, "event");
    row(announce(R"("event":0)"), FaultCode::WrongType, "event");
    row(announce(swarmMember), FaultCode::DuplicateKey, "info_hash");
    row(announce(R"("left":1,"left":0)"), FaultCode::DuplicateKey, "left");
    row(scrape("[]"), FaultCode::MissingKey, "info_hash");
}

void TestWebTorrentReader::faultsAreFound()
{
    QFETCH(QByteArray, text);
    QFETCH(FaultCode, code);
    QFETCH(QString, detail);
    QCOMPARE(faultIn(read(text)), (Fault{code, detail, false}));
}

void TestWebTorrentReader::everyTruncationIsAFault()
{
    const QByteArray whole = announce(R"("left":0,"offers":[{"offer":{"sdp":"\u0041é"},)"
                                      R"("offer_id":"x"}],"event":"started")");
    QCOMPARE(offersIn(read(whole)).size(), 1);
    for (qsizetype size = 0; size < whole.size(); ++size) {
        const std::vector<char> part(whole.begin(), whole.begin() + size);
        QCOMPARE(faultIn(read({part.data(), size})).code, FaultCode::NotJson);
    }
}

void TestWebTorrentReader::programsAreTold_data()
{
    QTest::addColumn<QByteArray>("peerId");
    QTest::addColumn<QString>("program");
    const auto row = [](const QByteArray& begin, const char* program) {
        QTest::newRow(program) << begin.leftJustified(20, '.') << QString::fromLatin1(program);
    };
    row("-WW0208-", "WebTorrent 2.8");
    row("-WW0100-", "WebTorrent 1.0");
    row("-WW1112-", "WebTorrent 11.12");
    row("-WWab12-", "WebTorrent");
    row("-WD0024-", "WebTorrent Desktop 0.24");
    row("-PM0203-", "P2P Media Loader 2.3");
    row("-UT355S-", "-UT355S-");
    row("-WW0208x", "-WW0208x");
    row("kJ3x9QmZ7a", "kJ3x9QmZ");
    row("<b>bold<", "<b>bold<");
    row("ab cdefgh", "");
    QTest::newRow("bytes") << QByteArray("\x00\x01\xff\x80mnopqrstuvwxyz01", 20) << QString();
    QTest::newRow("seven letters and a byte") << QByteArray("abcdefg\xe9ijklmnopqrst") << QString();
    QTest::newRow("a version of bytes")
        << QByteArray("-WW\x00\xff\x01\x02-ijklmnopqrst", 20) << u"WebTorrent"_qs;
}

void TestWebTorrentReader::programsAreTold()
{
    QFETCH(QByteArray, peerId);
    QFETCH(QString, program);
    QCOMPARE(WebTorrentReader::programOf(peerId), program);
}

SIGNALBOX_TEST(TestWebTorrentReader)
#include "tst_webtorrentreader.moc"
