// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/gstwebrtcreader.h"
#include "tests/support/alone.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;

namespace {

QString text(const Message& message)
{
    return QString::fromUtf8(message.bytes);
}

QString describe(const Describe& describe)
{
    return u"describe %1 meta=%2 nick=%3"_qs.arg(int(describe.profile.roles))
        .arg(QString::fromUtf8(describe.profile.meta), describe.nick.value_or(u"-"_qs));
}

/// What was read, as one line. A fault is silent ("fault CODE DETAIL") or, never, fatal.
QString describe(const Reading& reading)
{
    if (const auto* fault = std::get_if<Fault>(&reading)) {
        return u"%1 %2 %3"_qs.arg(fault->fatal ? u"fatal"_qs : u"fault"_qs)
            .arg(int(fault->code))
            .arg(fault->detail);
    }
    const Command& command = std::get<Command>(reading);
    if (const auto* what = std::get_if<Describe>(&command)) {
        return describe(*what);
    }
    if (const auto* list = std::get_if<List>(&command)) {
        return u"list %1"_qs.arg(list->role ? int(*list->role) : 0);
    }
    if (const auto* pair = std::get_if<Pair>(&command)) {
        return u"pair %1 [%2]"_qs.arg(pair->partner, text(pair->message));
    }
    if (const auto* send = std::get_if<SendToPartner>(&command)) {
        return u"%1 %2 %3"_qs.arg(
            send->isOffer ? u"offer"_qs : u"send"_qs, send->pairing, text(send->message));
    }
    if (const auto* unpair = std::get_if<Unpair>(&command)) {
        return u"unpair %1 [%2]"_qs.arg(unpair->pairing, text(unpair->message));
    }
    return std::holds_alternative<Heartbeat>(command) ? u"heartbeat"_qs : u"?"_qs;
}

QString fault(FaultCode code, const char* detail = "")
{
    return describe(Reading(Fault{code, QString::fromLatin1(detail)}));
}

QString read(const QByteArray& message)
{
    return describe(GstWebrtcReader().read(message, Alone()));
}

/// A message of one session with this content.
QByteArray peer(const QByteArray& content)
{
    return R"({"type":"peer","sessionId":"s",)" + content + '}';
}

} // namespace

class TestGstWebrtcReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesAreUnderstood_data();
    void messagesAreUnderstood();
    void onlyWhatReceiversExpectIsRelayed_data();
    void onlyWhatReceiversExpectIsRelayed();
    void whatCannotBeReadIsHarmless_data();
    void whatCannotBeReadIsHarmless();
    void aNickComesFromTheMetaData_data();
    void aNickComesFromTheMetaData();
    void metaDataAreBounded();
    void theVersionIsTheOldOneAtFirst();
    void theVersionIsChosenByTheFirstMessage_data();
    void theVersionIsChosenByTheFirstMessage();
    void aLaterChoiceOfTheVersionIsRefused();
    void whatWasNotUnderstoodIsNoFirstMessage();
    void everyTruncationIsRefused();
};

void TestGstWebrtcReader::messagesAreUnderstood_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("meaning");
    const auto row = [](const char* message, const QString& meaning) {
        QTest::newRow(message) << QByteArray(message) << meaning;
    };
    row(R"({"type":"setPeerStatus","roles":["listener"],"meta":{"name":"ann"}})",
        uR"(describe 4 meta={"name":"ann"} nick=ann)"_qs);
    row(R"({"type":"setPeerStatus","roles":["listener","producer"],"meta":null,"peerId":"other"})",
        u"describe 5 meta= nick="_qs);
    row(R"({"roles":["consumer"],"type":"setPeerStatus"})", u"describe 2 meta= nick="_qs);
    row(R"({"type":"setPeerStatus","roles":[]})", u"describe 0 meta= nick="_qs);
    row(R"({"type":"setPeerStatus","roles":["producer","producer"]})",
        u"describe 1 meta= nick="_qs);
    row(R"({"type":"setPeerStatus","roles":["produc\u0065r"],"meta":[1.50, "x"]})",
        uR"(describe 1 meta=[1.50, "x"] nick=)"_qs);
    row(R"({"type":"list"})", u"list 1"_qs);
    row(R"({"type":"listConsumers","more":{}})", u"list 2"_qs);
    row(R"({"type":"startSession","peerId":"p"})", u"pair p []"_qs);
    row(R"({"type":"startSession","peerId":"p","offer":null})", u"pair p []"_qs);
    row(R"({"type":"startSession","peerId":"p","offer":"v=0\r\n"})", uR"(pair p ["v=0\r\n"])"_qs);
    row(R"({"type":"startSession","peerId":""})", u"pair  []"_qs);
    row(R"({"type":"endSession","sessionId":"s"})", u"unpair s []"_qs);
    row(R"({"type":"endSessionV1_1","sessionId":"s"})", u"unpair s []"_qs);
    row(R"({"type":"endSessionV1_1","sessionId":"s","error":null})", u"unpair s []"_qs);
    row(R"({"type":"endSessionV1_1","sessionId":"s","error":"no \"codec\""})",
        uR"(unpair s ["no \"codec\""])"_qs);
    row(R"({"type":"setProtocolVersion","version":"v1_0"})", u"heartbeat"_qs);
    row(R"({"type":"setProtocolVersion","version":"v1_1"})", u"heartbeat"_qs);
    row("\xef\xbb\xbf {\"type\":\"list\"} ", u"list 1"_qs);
}

void TestGstWebrtcReader::messagesAreUnderstood()
{
    QFETCH(QByteArray, message);
    QFETCH(QString, meaning);
    QCOMPARE(read(message), meaning);
}

void TestGstWebrtcReader::onlyWhatReceiversExpectIsRelayed_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("relayed");
    const auto row = [](const char* content, const QString& relayed) {
        QTest::newRow(content) << QByteArray(content) << relayed;
    };
    row(R"("sdp":{"type":"offer","sdp":"v=0\r\n\u003c"})",
        uR"(offer s "sdp":{"type":"offer","sdp":"v=0\r\n\u003c"})"_qs);
    row(R"("sdp":{"sdp":"v=0", "type":"answer", "more":1})",
        uR"(send s "sdp":{"type":"answer","sdp":"v=0"})"_qs);
    row(R"("ice":{"candidate":"c","sdpMid":"0","sdpMLineIndex":0,"usernameFragment":"x"})",
        uR"(send s "ice":{"candidate":"c","sdpMLineIndex":0})"_qs);
    row(R"("more":[1,{"type":2}],"ice":{"candidate":"","sdpMLineIndex": 4294967295 })",
        uR"(send s "ice":{"candidate":"","sdpMLineIndex":4294967295})"_qs);
}

void TestGstWebrtcReader::onlyWhatReceiversExpectIsRelayed()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, relayed);
    const QString object = u"{\"type\":\"peer\",\"sessionId\":\"s\","_qs;
    const qsizetype start = relayed.indexOf(u'"');
    QCOMPARE(read(peer(content)), relayed.left(start) + object + relayed.mid(start) + u'}');
}

void TestGstWebrtcReader::whatCannotBeReadIsHarmless_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("meaning");
    const auto row = [](const QByteArray& message, const QString& meaning) {
        QTest::newRow(message.left(90).constData()) << message << meaning;
    };
    row("", fault(FaultCode::NotJson));
    row("HELLO x", fault(FaultCode::NotJson));
    row("\xff", fault(FaultCode::NotJson));
    row("[]", fault(FaultCode::NotAnObject));
    row("{}", fault(FaultCode::NoType));
    row(R"({"type":1})", fault(FaultCode::NoType));
    row(R"({"type":"list","type":"list"})", fault(FaultCode::DuplicateKey, "type"));
    row(R"({"type":"newPeer"})", fault(FaultCode::UnknownType, "newPeer"));
    row(R"({"type":"welcome","peerId":"x"})", fault(FaultCode::UnknownType, "welcome"));
    row(R"({"type":"constructor"})", fault(FaultCode::UnknownType, "constructor"));
    row(R"({"type":"List"})", fault(FaultCode::UnknownType, "List"));
    row("{\"type\":\"" + QByteArray(2000, 'x') + "\"}",
        fault(FaultCode::UnknownType, QByteArray(128, 'x').constData()));
    row("{\"type\":\"list\",\"x\":" + QByteArray(40, '[') + QByteArray(40, ']') + "}",
        fault(FaultCode::TooDeep));
    row(R"({"type":"setPeerStatus"})", fault(FaultCode::MissingKey, "roles"));
    row(R"({"type":"setPeerStatus","roles":"producer"})", fault(FaultCode::WrongType, "roles"));
    row(R"({"type":"setPeerStatus","roles":["king"]})", fault(FaultCode::WrongType, "roles"));
    row(R"({"type":"setPeerStatus","roles":[1]})", fault(FaultCode::WrongType, "roles"));
    row(R"({"type":"setPeerStatus","roles":[["producer"]]})", fault(FaultCode::WrongType, "roles"));
    row(R"({"type":"setPeerStatus","roles":["producer","consumer"]})",
        fault(FaultCode::BadName, "roles"));
    row("{\"type\":\"setPeerStatus\",\"roles\":[\"producer\""
            + QByteArray(",\"producer\"").repeated(16) + "]}",
        fault(FaultCode::TooLong, "roles"));
    row(R"({"type":"setPeerStatus","roles":[],"meta":"\ud800"})", fault(FaultCode::NotJson));
    row(R"({"type":"setPeerStatus","roles":[],"meta":{"x":1e999}})", fault(FaultCode::NotJson));
    row(R"({"type":"startSession"})", fault(FaultCode::MissingKey, "peerId"));
    row(R"({"type":"startSession","peerId":7})", fault(FaultCode::WrongType, "peerId"));
    row("{\"type\":\"startSession\",\"peerId\":\"" + QByteArray(129, 'x') + "\"}",
        fault(FaultCode::TooLong, "peerId"));
    row(R"({"type":"startSession","peerId":"p","offer":{}})", fault(FaultCode::WrongType, "offer"));
    row(R"({"type":"startSession","peerId":"p","offer":"a","offer":"b"})",
        fault(FaultCode::DuplicateKey, "offer"));
    row(R"({"type":"endSession"})", fault(FaultCode::MissingKey, "sessionId"));
    row(R"({"type":"endSession","sessionId":null})", fault(FaultCode::MissingKey, "sessionId"));
    row(R"({"type":"endSession","sessionId":""})", fault(FaultCode::UnknownPairing));
    row(R"({"type":"endSessionV1_1","sessionId":""})", fault(FaultCode::UnknownPairing));
    row(R"({"type":"endSessionV1_1","sessionId":"s","error":1})",
        fault(FaultCode::WrongType, "error"));
    row(R"({"type":"peer","sessionId":"","ice":{"candidate":"","sdpMLineIndex":0}})",
        fault(FaultCode::UnknownPairing));
    row(R"({"type":"peer","ice":{"candidate":"","sdpMLineIndex":0}})",
        fault(FaultCode::MissingKey, "sessionId"));
    row(R"({"type":"peer","sessionId":"s"})", fault(FaultCode::MissingKey, "sdp"));
    row(peer(R"("sdp":{"type":"offer","sdp":""},"ice":{"candidate":"","sdpMLineIndex":0})"),
        fault(FaultCode::DuplicateKey, "sdp"));
    row(peer(R"("sdp":"offer")"), fault(FaultCode::WrongType, "sdp"));
    row(peer(R"("sdp":{"type":"offer"})"), fault(FaultCode::WrongType, "sdp"));
    row(peer(R"("sdp":{"type":"pranswer","sdp":""})"), fault(FaultCode::WrongType, "sdp"));
    row(peer(R"("sdp":{"type":"answer","type":"offer","sdp":""})"),
        fault(FaultCode::DuplicateKey, "type"));
    row(peer(R"("sdp":{"type":"offer","sdp":"\udfff"})"), fault(FaultCode::NotJson));
    row(peer(R"("ice":null)"), fault(FaultCode::WrongType, "ice"));
    row(peer(R"("ice":{"candidate":"c"})"), fault(FaultCode::WrongType, "ice"));
    for (const char* index : {"null", "\"0\"", "-1", "0.5", "1e1", "4294967296"}) {
        row(peer(R"("ice":{"candidate":"c","sdpMLineIndex":)" + QByteArray(index) + '}'),
            fault(FaultCode::WrongType, "ice"));
    }
    row(R"({"type":"setProtocolVersion"})", fault(FaultCode::MissingKey, "version"));
    row(R"({"type":"setProtocolVersion","version":"v2_0"})",
        fault(FaultCode::WrongType, "version"));
    row(R"({"type":"setProtocolVersion","version":1})", fault(FaultCode::WrongType, "version"));
}

void TestGstWebrtcReader::whatCannotBeReadIsHarmless()
{
    QFETCH(QByteArray, message);
    QFETCH(QString, meaning);
    QCOMPARE(read(message), meaning);
}

void TestGstWebrtcReader::aNickComesFromTheMetaData_data()
{
    QTest::addColumn<QByteArray>("meta");
    QTest::addColumn<QString>("nick");
    QTest::newRow("name") << QByteArray(R"({"name":"\u00e4nn"})") << u"änn"_qs;
    QTest::newRow("display-name") << QByteArray(R"({"display-name":"ann"})") << u"ann"_qs;
    QTest::newRow("both") << QByteArray(R"({"display-name":"b","name":"a"})") << u"a"_qs;
    QTest::newRow("an empty one") << QByteArray(R"({"display-name":"b","name":""})") << u"b"_qs;
    QTest::newRow("a number") << QByteArray(R"({"display-name":"b","name":7})") << u"b"_qs;
    QTest::newRow("a long one") << "{\"name\":\"" + QByteArray(129, 'x')
            + "\",\"display-name\":\"b\"}"
                                << u"b"_qs;
    QTest::newRow("deeper") << QByteArray(R"({"more":{"name":"a"}})") << QString();
    QTest::newRow("in an array") << QByteArray(R"([{"name":"a"}])") << QString();
    QTest::newRow("nothing") << QByteArray("null") << QString();
}

void TestGstWebrtcReader::aNickComesFromTheMetaData()
{
    QFETCH(QByteArray, meta);
    QFETCH(QString, nick);
    const QString meaning = read(R"({"type":"setPeerStatus","roles":[],"meta":)" + meta + '}');
    QCOMPARE(meaning.mid(meaning.indexOf(u" nick=")), u" nick="_qs + nick);
}

void TestGstWebrtcReader::metaDataAreBounded()
{
    const auto status = [](qsizetype size) {
        return R"({"type":"setPeerStatus","roles":[],"meta":")" + QByteArray(size - 2, 'x') + "\"}";
    };
    QVERIFY(read(status(GstWebrtcReader::MaxMetaBytes)).startsWith(u"describe 0"));
    QCOMPARE(read(status(GstWebrtcReader::MaxMetaBytes + 1)), fault(FaultCode::TooLong, "meta"));
}

void TestGstWebrtcReader::theVersionIsTheOldOneAtFirst()
{
    GstWebrtcReader reader;
    QCOMPARE(reader.version(), 0);
    reader.read(R"({"type":"list"})", Alone());
    QCOMPARE(reader.version(), 0);
}

void TestGstWebrtcReader::theVersionIsChosenByTheFirstMessage_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<int>("version");
    QTest::newRow("1.0") << QByteArray("v1_0") << 0;
    QTest::newRow("1.1") << QByteArray("v1_1") << 1;
    QTest::newRow("unknown") << QByteArray("v9_9") << 0;
}

void TestGstWebrtcReader::theVersionIsChosenByTheFirstMessage()
{
    QFETCH(QByteArray, word);
    QFETCH(int, version);
    GstWebrtcReader reader;
    reader.read(R"({"type":"setProtocolVersion","version":")" + word + "\"}", Alone());
    QCOMPARE(reader.version(), version);
}

void TestGstWebrtcReader::aLaterChoiceOfTheVersionIsRefused()
{
    for (const char* first :
        {R"({"type":"list"})", R"({"type":"setProtocolVersion","version":"v1_0"})"}) {
        GstWebrtcReader reader;
        reader.read(first, Alone());
        QCOMPARE(
            describe(reader.read(R"({"type":"setProtocolVersion","version":"v1_1"})", Alone())),
            fault(FaultCode::Early, "setProtocolVersion"));
        QCOMPARE(reader.version(), 0);
    }
}

void TestGstWebrtcReader::whatWasNotUnderstoodIsNoFirstMessage()
{
    GstWebrtcReader reader;
    for (const char* bad : {"x", R"({"type":"newPeer"})", R"({"type":"startSession"})"}) {
        reader.read(bad, Alone());
    }
    reader.read(R"({"type":"setProtocolVersion","version":"v1_1"})", Alone());
    QCOMPARE(reader.version(), 1);
}

void TestGstWebrtcReader::everyTruncationIsRefused()
{
    const QByteArray whole = peer(R"("sdp":{"type":"offer","sdp":"\ud83d\ude00"})");
    QVERIFY(read(whole).startsWith(u"offer s"));
    for (qsizetype size = 0; size < whole.size(); ++size) {
        QCOMPARE(read(whole.first(size)), fault(FaultCode::NotJson));
    }
}

SIGNALBOX_TEST(TestGstWebrtcReader)
#include "tst_gstwebrtcreader.moc"
