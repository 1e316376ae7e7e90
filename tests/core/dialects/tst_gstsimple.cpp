// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/gstsimple.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;

namespace {

enum class Place
{
    Alone,
    Room,
    Session
};

class At final : public Standing
{
public:
    explicit At(Place place)
        : m_place(place)
    { }
    bool isPaired() const override { return m_place == Place::Session; }
    bool isInRoom() const override { return m_place == Place::Room; }

private:
    Place m_place;
};

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
    if (const auto* pair = std::get_if<Pair>(&command)) {
        return u"pair "_qs + pair->partner + QString::fromUtf8(pair->message.bytes);
    }
    if (const auto* send = std::get_if<SendToPartner>(&command)) {
        return u"partner "_qs + send->pairing + QString::fromUtf8(send->message.bytes);
    }
    if (const auto* send = std::get_if<SendToPeer>(&command)) {
        const Delivered delivered{{u"me"_qs, {}}, send->message};
        return u"to %1 "_qs.arg(send->receiver)
            + QString::fromUtf8(GstSimple().write(delivered, 0));
    }
    const auto* list = std::get_if<List>(&command);
    return list && !list->role ? u"list"_qs : u"?"_qs;
}

QString fault(FaultCode code, const QString& detail = {}, bool fatal = false)
{
    return describe(Reading(Fault{code, detail, fatal}));
}

/// As the very first message.
QString readFirst(const QByteArray& text)
{
    return describe(GstSimple().open({}).reader->read(text, At(Place::Alone)));
}

/// After a greeting.
QString read(const QByteArray& text, Place place)
{
    const auto reader = GstSimple().open({}).reader;
    reader->read("HELLO me", At(Place::Alone));
    return describe(reader->read(text, At(place)));
}

QByteArray write(const Event& event)
{
    return GstSimple().write(event, 0);
}

QList<Identity> peers(const QStringList& ids)
{
    QList<Identity> identities;
    for (const QString& id : ids) {
        identities.append({id, {}});
    }
    return identities;
}

} // namespace

class TestGstSimple : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void connectingAloneMeansNothing();
    void theFirstMessageIsAGreeting_data();
    void theFirstMessageIsAGreeting();
    void aRefusedGreetingIsNotRemembered();
    void whoIsAloneMayEnterARoomOrASession_data();
    void whoIsAloneMayEnterARoomOrASession();
    void theRoomHasWordsOfItsOwn_data();
    void theRoomHasWordsOfItsOwn();
    void aSessionCarriesAnything_data();
    void aSessionCarriesAnything();
    void whatIsNoUtf8IsNeverRelayed();
    void eventsAreWritten_data();
    void eventsAreWritten();
    void refusalsAreWritten_data();
    void refusalsAreWritten();
    void aRefusedGreetingIsAnsweredByTheCloseFrameAlone();
    void connectionsEndAsTheOriginalEndsThem_data();
    void connectionsEndAsTheOriginalEndsThem();
    void thePolicyIsThatOfSessions();
};

void TestGstSimple::connectingAloneMeansNothing()
{
    const Opening opening = GstSimple().open({"/any/path", {}});
    QVERIFY(opening.reader);
    QVERIFY(!opening.first);
    QCOMPARE(opening.realmKey, QByteArray());
}

void TestGstSimple::theFirstMessageIsAGreeting_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("meaning");
    const auto row = [](const QByteArray& text, const QString& meaning) {
        QTest::newRow(text.left(40).constData()) << text << meaning;
    };
    const auto bad
        = [](FaultCode code, const QString& detail = {}) { return fault(code, detail, true); };
    row("HELLO 1234", u"join id=1234 nick=- room=-"_qs);
    row("HELLO \t 中文", u"join id=中文 nick=- room=-"_qs);
    row(" HELLO a'b\"c<", u"join id=a'b\"c< nick=- room=-"_qs);
    row("HELLO HELLO", u"join id=HELLO nick=- room=-"_qs);
    row("HELLO " + QByteArray(128, 'x'), u"join id=%1 nick=- room=-"_qs.arg(QString(128, u'x')));
    row("HELLO " + QByteArray(129, 'x'), bad(FaultCode::TooLong, u"name"_qs));
    row("HELLO", bad(FaultCode::BadName));
    row("HELLO ", bad(FaultCode::BadName));
    row("HELLO a b", bad(FaultCode::BadName, u"a b"_qs));
    row("HELLO a ", bad(FaultCode::BadName, u"a "_qs));
    row("HELLO a\nROOM b", bad(FaultCode::BadName, u"a\nROOM b"_qs));
    row("HELLO a\xc2\xa0z", bad(FaultCode::BadName, u"a\u00a0z"_qs));
    row("HELLO a\x1cz", bad(FaultCode::BadName, u"a\u001cz"_qs));
    row("", bad(FaultCode::Early));
    row("   ", bad(FaultCode::Early));
    row("hello a", bad(FaultCode::Early));
    row("HELLOa b", bad(FaultCode::Early));
    row("SESSION a", bad(FaultCode::Early));
    row("{\"type\":\"join\"}", bad(FaultCode::Early));
    row("\xff", bad(FaultCode::NotJson));
}

void TestGstSimple::theFirstMessageIsAGreeting()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, meaning);
    QCOMPARE(readFirst(text), meaning);
}

void TestGstSimple::aRefusedGreetingIsNotRemembered()
{
    const auto reader = GstSimple().open({}).reader;
    reader->read("HELLO a b", At(Place::Alone));
    QCOMPARE(describe(reader->read("ROOM a", At(Place::Alone))), fault(FaultCode::Early, {}, true));
}

void TestGstSimple::whoIsAloneMayEnterARoomOrASession_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("meaning");
    const auto row = [](const QByteArray& text, const QString& meaning) {
        QTest::newRow(text.left(40).constData()) << text << meaning;
    };
    row("ROOM red", u"join id=me nick=- room=red"_qs);
    row("ROOM  SESSION", u"join id=me nick=- room=SESSION"_qs);
    row("ROOM", fault(FaultCode::BadName));
    row("ROOM ", fault(FaultCode::BadName));
    row("ROOM session", fault(FaultCode::BadName, u"session"_qs));
    row("ROOM red blue", fault(FaultCode::BadName, u"red blue"_qs));
    row("ROOM red\n", fault(FaultCode::BadName, u"red\n"_qs));
    row("ROOM " + QByteArray(129, 'x'), fault(FaultCode::TooLong, u"name"_qs));
    row("SESSION bob", u"pair bob"_qs);
    row("SESSION", fault(FaultCode::UnknownReceiver));
    row("SESSION bob ann", fault(FaultCode::UnknownReceiver, u"bob ann"_qs));
    row("SESSION " + QByteArray(129, 'x'), fault(FaultCode::TooLong, u"name"_qs));
    row("ROOM_PEER_LIST", fault(FaultCode::NotInRoom));
    row("ROOM_PEER_MSG bob hi", fault(FaultCode::NotInRoom));
    row("HELLO again", fault(FaultCode::UnknownType, u"HELLO"_qs));
    row("ROOMs red", fault(FaultCode::UnknownType, u"ROOMs"_qs));
    row("{\"sdp\":{}}", fault(FaultCode::UnknownType, u"{\"sdp\":{}}"_qs));
    row("", fault(FaultCode::UnknownType));
    row(QByteArray(1000, 'y'), fault(FaultCode::UnknownType, QString(128, u'y')));
}

void TestGstSimple::whoIsAloneMayEnterARoomOrASession()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, meaning);
    QCOMPARE(read(text, Place::Alone), meaning);
}

void TestGstSimple::theRoomHasWordsOfItsOwn_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("meaning");
    const auto row = [](const QByteArray& text, const QString& meaning) {
        QTest::newRow(text.constData()) << text << meaning;
    };
    const QString already = fault(FaultCode::TooManyRooms);
    row("ROOM_PEER_MSG bob {\"ice\": {} }\n", u"to bob ROOM_PEER_MSG me {\"ice\": {} }\n"_qs);
    row(" ROOM_PEER_MSG  bob  中 文 ", u"to bob ROOM_PEER_MSG me 中 文 "_qs);
    row("ROOM_PEER_LIST", u"list"_qs);
    row("ROOM_PEER_LIST bob", already);
    row("ROOM_PEER_MSG", already);
    row("ROOM_PEER_MSG bob", already);
    row("ROOM_PEER_MSG bob ", already);
    row("ROOM_PEER_MSGS bob x", already);
    row("ROOM_PEER_MSG b\xc2\xa0z x", fault(FaultCode::UnknownReceiver, u"b\u00a0z"_qs));
    row("ROOM_PEER_MSG " + QByteArray(129, 'x') + " x", fault(FaultCode::TooLong, u"name"_qs));
    row("ROOM blue", already);
    row("SESSION bob", already);
    row("HELLO x", already);
    row("", already);
}

void TestGstSimple::theRoomHasWordsOfItsOwn()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, meaning);
    QCOMPARE(read(text, Place::Room), meaning);
}

void TestGstSimple::aSessionCarriesAnything_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"{\"sdp\": {\"type\":\"offer\"}} ", "OFFER_REQUEST", "ROOM red",
             "SESSION bob", "HELLO x", "", " ", "\xef\xbb\xbf{}", "中文"}) {
        QTest::newRow(text) << QByteArray(text);
    }
}

void TestGstSimple::aSessionCarriesAnything()
{
    QFETCH(QByteArray, text);
    const auto reader = GstSimple().open({}).reader;
    reader->read("HELLO me", At(Place::Alone));
    const Reading reading = reader->read(text, At(Place::Session));
    QVERIFY(reading == Reading(SendToPartner{{}, Message{text}, false}));
    QCOMPARE(write(Delivered{{u"me"_qs, {}}, Message{text}}), text);
}

void TestGstSimple::whatIsNoUtf8IsNeverRelayed()
{
    for (Place place : {Place::Alone, Place::Room, Place::Session}) {
        QCOMPARE(read("ROOM_PEER_MSG bob \xff", place), fault(FaultCode::NotJson));
    }
}

void TestGstSimple::eventsAreWritten_data()
{
    QTest::addColumn<Event>("event");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const Event& event, const char* text) {
        QTest::newRow(name) << event << QByteArray(text);
    };
    const Identity ann{u"änn"_qs, {}};
    row("a greeting", Welcomed{ann, {}, {}}, "HELLO");
    row("an empty room", Welcomed{ann, u"red"_qs, {}}, "ROOM_OK ");
    row("a room", Welcomed{ann, u"red"_qs, peers({u"b"_qs, u"c"_qs})}, "ROOM_OK b c");
    row("somebody comes", Arrived{ann}, "ROOM_PEER_JOINED änn");
    row("somebody goes", Departed{ann, {}}, "ROOM_PEER_LEFT änn");
    row("a list", Listed{{}, {{{u"b"_qs, {}}, {}}, {{u"c"_qs, {}}, {}}}}, "ROOM_PEER_LIST b c");
    row("a list of nobody", Listed{{}, {}}, "ROOM_PEER_LIST ");
    row("a session asked for", Paired{u"s"_qs, ann, true, true, {}}, "SESSION_OK");
    row("a session of somebody else's", Paired{u"s"_qs, ann, false, false, {}}, "");
    row("a session's end", Unpaired{u"s"_qs, ann, {}}, "");
    row("a message in a room", Delivered{ann, {"ROOM_PEER_MSG  hi", 14}}, "ROOM_PEER_MSG änn hi");
    row("a message in a session", Delivered{ann, {"hi"}}, "hi");
    row("a kick", Ended{Departure::Kicked, u" two\nlines\r\n"_qs, {}}, "ERROR two lines");
    row("a kick without a reason", Ended{Departure::Kicked, {}, {}},
        "ERROR The owner of this hub put you out.");
    row("the hub stops", Ended{Departure::HubStopped, {}, {}}, "");
    row("the partner left", Ended{Departure::PartnerLeft, {}, {}}, "");
    row("alive", Alive{}, "");
    row("another nick", Changed{ann, {}}, "");
}

void TestGstSimple::eventsAreWritten()
{
    QFETCH(Event, event);
    QFETCH(QByteArray, text);
    QCOMPARE(write(event), text);
}

void TestGstSimple::refusalsAreWritten_data()
{
    QTest::addColumn<FaultCode>("code");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, FaultCode code, const char* text) {
        QTest::newRow(name) << code << QByteArray(text);
    };
    row("unknown", FaultCode::UnknownReceiver, "ERROR peer 'a b' not found");
    row("busy", FaultCode::Busy, "ERROR peer 'a b' busy");
    row("oneself", FaultCode::NotProducer, "ERROR peer 'a b' busy");
    row("bad room", FaultCode::BadName, "ERROR invalid room id 'a b'");
    row("in a room", FaultCode::TooManyRooms, "ERROR invalid msg, already in room");
    row("in no room", FaultCode::NotInRoom, "ERROR invalid msg, not in a room");
    row("too long", FaultCode::TooLong, "ERROR name too long");
    row("no UTF-8", FaultCode::NotJson, "ERROR invalid msg, not UTF-8");
    row("put out", FaultCode::PutOut, "ERROR The owner of this hub put you out; try again later.");
    row("muted", FaultCode::Muted, "ERROR The owner of this hub lets nobody hear you.");
    row("full", FaultCode::RoomFull, "ERROR room 'a b' is full");
    row("the hub is full", FaultCode::HubFull, "ERROR This hub is full; try again later.");
    row("unknown word", FaultCode::UnknownType, "");
    row("taken", FaultCode::IdTaken, "");
}

void TestGstSimple::refusalsAreWritten()
{
    QFETCH(FaultCode, code);
    QFETCH(QByteArray, text);
    QCOMPARE(write(Refused{Fault{code, u"a\nb"_qs}}), text);
}

void TestGstSimple::aRefusedGreetingIsAnsweredByTheCloseFrameAlone()
{
    for (FaultCode code :
        {FaultCode::Early, FaultCode::BadName, FaultCode::TooLong, FaultCode::NotJson}) {
        QCOMPARE(write(Refused{Fault{code, u"x"_qs, true}}), QByteArray());
    }
}

void TestGstSimple::connectionsEndAsTheOriginalEndsThem_data()
{
    QTest::addColumn<Ended>("ended");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("reason");
    const auto refused = [](const char* name, FaultCode fault, const QString& reason) {
        QTest::newRow(name) << Ended{Departure::Refused, {}, fault} << 1002 << reason;
    };
    refused("no greeting", FaultCode::Early, u"invalid protocol"_qs);
    refused("no text", FaultCode::NotJson, u"invalid protocol"_qs);
    refused("bad uid", FaultCode::BadName, u"invalid peer uid"_qs);
    refused("long uid", FaultCode::TooLong, u"invalid peer uid"_qs);
    refused("taken uid", FaultCode::IdTaken, u"invalid peer uid"_qs);
    QTest::newRow("partner left") << Ended{Departure::PartnerLeft, {}, {}} << 1000 << QString();
    QTest::newRow("kicked") << Ended{Departure::Kicked, u"x"_qs, {}} << 0 << QString();
    QTest::newRow("stopped") << Ended{Departure::HubStopped, {}, {}} << 0 << QString();
}

void TestGstSimple::connectionsEndAsTheOriginalEndsThem()
{
    QFETCH(Ended, ended);
    QFETCH(int, code);
    QFETCH(QString, reason);
    const auto closing = GstSimple().closing(ended);
    QCOMPARE(closing.has_value(), code != 0);
    if (closing) {
        QCOMPARE(int(closing->code), code);
        QCOMPARE(closing->reason, reason);
    }
}

void TestGstSimple::thePolicyIsThatOfSessions()
{
    const RealmPolicy policy = GstSimple().policy();
    QCOMPARE(policy.claim, RealmPolicy::Claim::Ask);
    QVERIFY(policy.refusedJoinEnds);
    QCOMPARE(policy.presence, RealmPolicy::Presence::Room);
    QVERIFY(!policy.hasDefaultRoom);
    QVERIFY(!policy.keepsMail);
    QCOMPARE(policy.pairs, RealmPolicy::Pairs::Exclusive);
    QCOMPARE(policy.identity, IdentityTraits(IdentityTrait::Id));
    QCOMPARE(GstSimple().versions(), 1);
}

SIGNALBOX_TEST(TestGstSimple)
#include "tst_gstsimple.moc"
