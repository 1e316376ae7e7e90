// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/peerjs.h"
#include "tests/support/suite.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Signalbox;

namespace {

struct Alone final : Standing
{
    bool isPaired() const override { return false; }
    bool isInRoom() const override { return true; }
};

Opening opened(const QByteArray& query)
{
    return PeerJs().open({"/peerjs", query});
}

Reading read(const QByteArray& text)
{
    return opened("key=k&id=ann&token=t").reader->read(text, Alone());
}

Join join(const QString& id, const QByteArray& token)
{
    Join join;
    join.id = id;
    join.secret = token;
    return join;
}

SendToPeer sent(const QByteArray& text)
{
    return std::get<SendToPeer>(std::get<Command>(read(text)));
}

/// What the addressee gets when ann sends this.
QByteArray relayed(const QByteArray& text)
{
    return PeerJs().write(Delivered{{u"ann"_qs, {}}, sent(text).message}, 0);
}

} // namespace

class TestPeerJs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void connectingIsJoining_data();
    void connectingIsJoining();
    void everyKeyIsAWorldOfItsOwn();
    void badConnectionsAreEndedInWords_data();
    void badConnectionsAreEndedInWords();
    void messagesAreRead_data();
    void messagesAreRead();
    void messagesAreRelayedInFourKeys_data();
    void messagesAreRelayedInFourKeys();
    void onlyWhatAnEndNeedsNotIsKept_data();
    void onlyWhatAnEndNeedsNotIsKept();
    void faultsAreFound_data();
    void faultsAreFound();
    void eventsAreWritten_data();
    void eventsAreWritten();
    void aFaultThatEndsNothingIsNotWritten();
    void hostileTextStaysText();
    void aBadMessageDoesNotWedgeTheConnection();
    void itHasItsPolicy();
};

void TestPeerJs::connectingIsJoining_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<Reading>("first");
    const auto row = [](const char* query, const QString& id, const QByteArray& token = "t") {
        QTest::newRow(query) << QByteArray(query) << Reading(join(id, token));
    };
    row("key=peerjs&id=bob&token=t&version=1.5.5", u"bob"_qs);
    row("token=t&id=bob&key=peerjs", u"bob"_qs);
    row("key=peerjs&id=bob%201&token=t", u"bob 1"_qs);
    row("key=peerjs&id=a+b&token=t", u"a+b"_qs);
    row("key=peerjs&id=a%26b%3Dc%25&token=t", u"a&b=c%"_qs);
    row("key=peerjs&id=%22%7D%2C&token=t", u"\"},"_qs);
    row("key=peerjs&id=a%00b&token=t", u"a"_qs + QChar(0) + u'b');
    row("key=peerjs&id=%E4%B8%AD%F0%9F%98%80&token=t", u"中😀"_qs);
    row("key=peerjs&id=%FF&token=t", QString(QChar::ReplacementCharacter));
    row("key=peerjs&id=bob&token=%E4%B8%AD", u"bob"_qs, "中");
    row("key=peerjs&id=__proto__&token=t", u"__proto__"_qs);
    row("key=peerjs&id=bob&id=eve&token=t", u"bob"_qs);
    const QByteArray long128(128, 'x');
    QTest::newRow("an id of 128 bytes")
        << "key=k&token=t&id=" + long128 << Reading(join(QString::fromLatin1(long128), "t"));
    const QByteArray ticket(2000, 'x');
    QTest::newRow("a token of 2,000 bytes")
        << "key=k&id=bob&token=" + ticket << Reading(join(u"bob"_qs, ticket));
}

void TestPeerJs::connectingIsJoining()
{
    QFETCH(QByteArray, query);
    QFETCH(Reading, first);
    const Opening opening = opened(query);
    QVERIFY(opening.reader != nullptr);
    QVERIFY(opening.first.has_value());
    QVERIFY(*opening.first == first);
}

void TestPeerJs::everyKeyIsAWorldOfItsOwn()
{
    QCOMPARE(opened("key=peerjs&id=bob&token=t").realmKey, QByteArray("peerjs"));
    QCOMPARE(opened("key=my%20game&id=bob&token=t").realmKey, QByteArray("my game"));
    const QByteArray longest(128, 'k');
    QCOMPARE(opened("id=bob&token=t&key=" + longest).realmKey, longest);
}

void TestPeerJs::badConnectionsAreEndedInWords_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char* name, const QByteArray& query, FaultCode code,
                         const QString& key, const QByteArray& words) {
        QTest::newRow(name) << query << Fault{code, key, true}
                            << R"({"type":"ERROR","payload":{"msg":")" + words + "\"}}";
    };
    const auto missing = [row](const char* query, const QString& key) {
        row(query, query, FaultCode::MissingKey, key,
            "No id, token, or key supplied to websocket server");
    };
    missing("", u"key"_qs);
    missing("id=bob&token=t", u"key"_qs);
    missing("key=&id=bob&token=t", u"key"_qs);
    missing("key=k&token=t", u"id"_qs);
    missing("key=k&id=&token=t", u"id"_qs);
    missing("key=k&id&token=t", u"id"_qs);
    missing("key=k&id=bob", u"token"_qs);
    missing("key=k&id=bob&token=", u"token"_qs);
    missing("&&&===&", u"key"_qs);
    missing("KEY=k&ID=bob&TOKEN=t", u"key"_qs);
    row("an id of 129 bytes", "key=k&token=t&id=" + QByteArray(129, 'x'), FaultCode::TooLong,
        u"id"_qs, "The id is too long");
    row("an id of 22 NULs", "key=k&token=t&id=" + QByteArray("%00").repeated(22),
        FaultCode::TooLong, u"id"_qs, "The id is too long");
    row("an id of 7,000 bytes", "key=k&token=t&id=" + QByteArray(7000, 'x'), FaultCode::TooLong,
        u"id"_qs, "The id is too long");
    row("a key of 129 bytes", "id=bob&token=t&key=" + QByteArray(129, 'x'), FaultCode::TooLong,
        u"key"_qs, "The key is too long");
}

void TestPeerJs::badConnectionsAreEndedInWords()
{
    QFETCH(QByteArray, query);
    QFETCH(Fault, fault);
    QFETCH(QByteArray, words);
    const Opening opening = opened(query);
    QVERIFY(opening.reader != nullptr);
    QCOMPARE(opening.realmKey, QByteArray());
    QVERIFY(opening.first == std::optional<Reading>(fault));
    QCOMPARE(PeerJs().write(Refused{fault}, 0), words);
}

void TestPeerJs::messagesAreRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Reading>("meaning");
    const auto row = [](const char* text, const Command& command) {
        QTest::newRow(text) << QByteArray(text) << Reading(command);
    };
    row(R"({"type":"HEARTBEAT"})", Heartbeat{});
    row(R"({"type":"HEARTB\u0045AT","dst":7,"payload":[]})", Heartbeat{});
    row(R"({"type":"LEAVE"})", Leave{});
    row(R"({"type":"LEAVE","dst":null})", Leave{});
    row(R"({"type":"LEAVE","dst":"","payload":1})", Leave{});
}

void TestPeerJs::messagesAreRead()
{
    QFETCH(QByteArray, text);
    QFETCH(Reading, meaning);
    QVERIFY(read(text) == meaning);
}

void TestPeerJs::messagesAreRelayedInFourKeys_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("written");
    const auto row = [](const char* name, const QByteArray& text, const QByteArray& written) {
        QTest::newRow(name) << text << written;
    };
    for (const char* type : {"OFFER", "ANSWER", "CANDIDATE", "LEAVE", "EXPIRE"}) {
        const QByteArray begin = QByteArray("{\"type\":\"") + type + '"';
        row(type, begin + R"(,"payload":{"a":1},"dst":"bob"})",
            begin + R"(,"src":"ann","dst":"bob","payload":{"a":1}})");
    }
    row("as the client sends an offer",
        R"({"type":"OFFER","payload":{"sdp":{"type":"offer","sdp":"v=0\r\n"},"type":"data",)"
        R"("connectionId":"dc_x","metadata":{},"reliable":false},"dst":"bob"})",
        R"({"type":"OFFER","src":"ann","dst":"bob",)"
        R"("payload":{"sdp":{"type":"offer","sdp":"v=0\r\n"},"type":"data",)"
        R"("connectionId":"dc_x","metadata":{},"reliable":false}})");
    row("a forged sender", R"({"src":"eve","type":"OFFER","dst":"bob","src":"eve"})",
        R"({"type":"OFFER","src":"ann","dst":"bob"})");
    row("other keys", R"({"type":"OFFER","x":1,"dst":"bob","__proto__":{},"x":2})",
        R"({"type":"OFFER","src":"ann","dst":"bob"})");
    row("the payload's bytes",
        "{ \"type\":\"OFFER\",\"dst\":\"bob\",\"payload\" : { \"z\" : 1.50,"
        "\n\"a\":12345678901234567890, \"src\":\"x\" } }",
        "{\"type\":\"OFFER\",\"src\":\"ann\",\"dst\":\"bob\",\"payload\":{ \"z\" : 1.50,"
        "\n\"a\":12345678901234567890, \"src\":\"x\" }}");
    for (const char* payload : {"null", "0", "[]", "\"x\"", "true", "-1.5e3"}) {
        row(payload, QByteArray(R"({"type":"OFFER","dst":"bob","payload":)") + payload + '}',
            QByteArray(R"({"type":"OFFER","src":"ann","dst":"bob","payload":)") + payload + '}');
    }
    row("no payload", R"({"type":"ANSWER","dst":"bob"})",
        R"({"type":"ANSWER","src":"ann","dst":"bob"})");
    row("escapes", R"({"typ\u0065":"OFF\u0045R","dst":"b\u006fb"})",
        R"({"type":"OFFER","src":"ann","dst":"b\u006fb"})");
    row("a byte order mark", "\xef\xbb\xbf{\"type\":\"OFFER\",\"dst\":\"bob\"}",
        R"({"type":"OFFER","src":"ann","dst":"bob"})");
}

void TestPeerJs::messagesAreRelayedInFourKeys()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, written);
    QCOMPARE(sent(text).receiver, u"bob"_qs);
    QCOMPARE(relayed(text), written);
}

void TestPeerJs::onlyWhatAnEndNeedsNotIsKept_data()
{
    QTest::addColumn<bool>("keep");
    QTest::newRow("OFFER") << true;
    QTest::newRow("ANSWER") << true;
    QTest::newRow("CANDIDATE") << true;
    QTest::newRow("LEAVE") << false;
    QTest::newRow("EXPIRE") << false;
}

void TestPeerJs::onlyWhatAnEndNeedsNotIsKept()
{
    QFETCH(bool, keep);
    const QByteArray type = QTest::currentDataTag();
    QCOMPARE(sent("{\"type\":\"" + type + "\",\"dst\":\"bob\"}").keep, keep);
}

void TestPeerJs::faultsAreFound_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Fault>("fault");
    const auto row
        = [](const char* name, const QByteArray& text, FaultCode code, const QString& detail = {}) {
              QTest::newRow(name) << text << Fault{code, detail};
          };
    row("not JSON", "hello", FaultCode::NotJson);
    row("nothing", "", FaultCode::NotJson);
    row("not UTF-8", "{\"type\":\"HEARTBEAT\",\"x\":\"\xff\"}", FaultCode::NotJson);
    row("cut off", R"({"type":"HEARTBEAT")", FaultCode::NotJson);
    row("null", "null", FaultCode::NotAnObject);
    row("an array", "[]", FaultCode::NotAnObject);
    row("too deep",
        R"({"type":"OFFER","dst":"b","payload":)" + QByteArray(40, '[') + QByteArray(40, ']') + '}',
        FaultCode::TooDeep);
    row("no type", R"({"dst":"bob"})", FaultCode::NoType);
    row("a type that is a number", R"({"type":1})", FaultCode::NoType);
    row("two types", R"({"type":"HEARTBEAT","typ\u0065":"LEAVE"})", FaultCode::DuplicateKey,
        u"type"_qs);
    row("two addressees", R"({"type":"OFFER","dst":"a","dst":"b"})", FaultCode::DuplicateKey,
        u"dst"_qs);
    row("two payloads", R"({"type":"OFFER","dst":"a","payload":1,"payload":2})",
        FaultCode::DuplicateKey, u"payload"_qs);
    row("an addressee that is a number", R"({"type":"OFFER","dst":1})", FaultCode::WrongType,
        u"dst"_qs);
    row("a leave to a number", R"({"type":"LEAVE","dst":{}})", FaultCode::WrongType, u"dst"_qs);
    row("an addressee of 129 bytes", R"({"type":"OFFER","dst":")" + QByteArray(129, 'x') + "\"}",
        FaultCode::TooLong, u"dst"_qs);
    for (const char* type : {"OFFER", "ANSWER", "CANDIDATE", "EXPIRE"}) {
        row(type, QByteArray("{\"type\":\"") + type + "\",\"payload\":{}}",
            FaultCode::ReceiverRequired);
    }
    for (const char* type : {"OPEN", "ID-TAKEN", "ERROR", "INVALID-KEY", "offer", "", "constructor",
             "__proto__", "toString", "hasOwnProperty"}) {
        row(type, QByteArray("{\"type\":\"") + type + "\",\"dst\":\"bob\"}", FaultCode::UnknownType,
            QString::fromLatin1(type));
    }
    row("a type of 1000 bytes", "{\"type\":\"" + QByteArray(1000, 'x') + "\"}",
        FaultCode::UnknownType, QString(128, u'x'));
}

void TestPeerJs::faultsAreFound()
{
    QFETCH(QByteArray, text);
    QFETCH(Fault, fault);
    QVERIFY(read(text) == Reading(fault));
}

void TestPeerJs::eventsAreWritten_data()
{
    QTest::addColumn<Event>("event");
    QTest::addColumn<QByteArray>("text");
    const Identity ann{u"ann"_qs, {}};
    const auto row = [](const char* name, const Event& event, const QByteArray& text) {
        QTest::newRow(name) << event << text;
    };
    row("welcomed", Welcomed{ann, QString(), {ann}}, R"({"type":"OPEN"})");
    row("nobody came", Undeliverable{ann, u"bob \"1\""_qs},
        R"({"type":"EXPIRE","src":"bob \"1\"","dst":"ann"})");
    row("the id is taken", Refused{{FaultCode::IdTaken, u"ann"_qs}},
        R"({"type":"ID-TAKEN","payload":{"msg":"ID is taken"}})");
    row("put out a while ago", Refused{{FaultCode::PutOut, {}}},
        R"({"type":"ERROR","payload":{"msg":"The owner of this hub put you out; try again later."}})");
    row("the hub is full", Refused{{FaultCode::HubFull, {}, true}},
        R"({"type":"ERROR","payload":{"msg":"This hub is full; try again later."}})");
    row("the hub has a PIN", Refused{{FaultCode::PinRequired, {}, true}},
        R"({"type":"ERROR","payload":{"msg":)"
        R"("This hub has a PIN; put it in front of the path: /pin-123456/"}})");
    row("banned", Ended{Departure::Banned, {}, {}},
        R"({"type":"ERROR","payload":{"msg":"The owner of this hub does not let you in."}})");
    row("too much", Ended{Departure::OverRate, {}, {}},
        R"({"type":"ERROR","payload":{"msg":"You said more than this hub takes."}})");
    row("kicked", Ended{Departure::Kicked, {}, {}},
        R"({"type":"ERROR","payload":{"msg":"The owner of this hub put you out."}})");
    row("kicked with a reason", Ended{Departure::Kicked, u"Please \"rest\"."_qs, {}},
        R"({"type":"ERROR","payload":{"msg":"Please \"rest\"."}})");
    row("no word for an arrival", Arrived{ann}, {});
    row("no word for a change", Changed{ann, {}}, {});
    row("no word for a departure", Departed{ann, {}}, {});
    row("no word for life", Alive{}, {});
    row("no word for a list", Listed{}, {});
    row("no word for counts", Counted{}, {});
    row("no word for a partner", Paired{}, {});
    row("no word for a partner's end", Unpaired{}, {});
    for (int why = 0; why <= int(Departure::HubStopped); ++why) {
        const bool isSaid = Departure(why) == Departure::Kicked
            || Departure(why) == Departure::Banned || Departure(why) == Departure::OverRate
            || Departure(why) == Departure::Garbled;
        if (!isSaid) {
            QTest::addRow("no word for end %d", why)
                << Event(Ended{Departure(why), {}, FaultCode::IdTaken}) << QByteArray();
        }
    }
}

void TestPeerJs::eventsAreWritten()
{
    QFETCH(Event, event);
    QFETCH(QByteArray, text);
    QCOMPARE(PeerJs().write(event, 0), text);
}

void TestPeerJs::aFaultThatEndsNothingIsNotWritten()
{
    for (int code = 0; code < int(FaultCode::Count); ++code) {
        const QList<FaultCode> ending{FaultCode::IdTaken, FaultCode::PutOut, FaultCode::HubFull,
            FaultCode::PinRequired, FaultCode::WrongPin, FaultCode::PinLocked};
        if (!ending.contains(FaultCode(code))) {
            QCOMPARE(PeerJs().write(Refused{{FaultCode(code), u"x"_qs}}, 0), QByteArray());
        }
    }
}

void TestPeerJs::hostileTextStaysText()
{
    const QString hostile = u"\"},\"type\":\"OPEN\",\\"_qs + QChar(0) + QChar(0xd800) + u"\n"_qs;
    const QString seen = QString(hostile).replace(QChar(0xd800), QChar::ReplacementCharacter);
    const Message offer = sent(R"({"type":"OFFER","dst":"bob","payload":{}})").message;
    const auto parsed = [](const Event& event) {
        return QJsonDocument::fromJson(PeerJs().write(event, 0)).object();
    };
    QCOMPARE(parsed(Delivered{{hostile, {}}, offer}).value(u"src"_qs).toString(), seen);
    const QJsonObject lost = parsed(Undeliverable{{hostile, {}}, hostile});
    QCOMPARE(lost.value(u"src"_qs).toString(), seen);
    QCOMPARE(lost.value(u"dst"_qs).toString(), seen);
    const QJsonObject kicked = parsed(Ended{Departure::Kicked, hostile, {}});
    QCOMPARE(kicked.value(u"type"_qs).toString(), u"ERROR"_qs);
    QVERIFY(kicked.value(u"payload"_qs)[u"msg"_qs].toString() == seen);
    QCOMPARE(parsed(Refused{{FaultCode::TooLong, hostile, true}}).value(u"type"_qs).toString(),
        u"ERROR"_qs);
}

void TestPeerJs::aBadMessageDoesNotWedgeTheConnection()
{
    const Opening opening = opened("key=k&id=ann&token=t");
    for (const char* bad : {"{", "\xff", "null", R"({"type":"nonsense"})"}) {
        QVERIFY(std::holds_alternative<Fault>(opening.reader->read(bad, Alone())));
        QVERIFY(opening.reader->read(R"({"type":"HEARTBEAT"})", Alone()) == Reading(Heartbeat{}));
    }
}

void TestPeerJs::itHasItsPolicy()
{
    const RealmPolicy policy = PeerJs().policy();
    QVERIFY(policy.claim == RealmPolicy::Claim::Ask);
    QVERIFY(policy.refusedJoinEnds);
    QVERIFY(policy.presence == RealmPolicy::Presence::Nobody);
    QVERIFY(policy.hasDefaultRoom);
    QVERIFY(policy.keepsMail);
    QCOMPARE(policy.identity, IdentityTraits(IdentityTrait::Id));
    QCOMPARE(PeerJs().name(), u"PeerJS"_qs);
    QVERIFY(!PeerJs().closing(Ended{Departure::Refused, {}, FaultCode::IdTaken}).has_value());
}

SIGNALBOX_TEST(TestPeerJs)
#include "tst_peerjs.moc"
