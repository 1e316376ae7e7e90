// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/gstwebrtc.h"
#include "tests/support/suite.h"

#include <QJsonDocument>
#include <QTest>

using namespace Signalbox;

namespace {

const Identity ann{u"id-1"_qs, u"ann"_qs};
const Identity bob{u"id-\"2\""_qs, {}};

QByteArray write(const Event& event, int version = 0)
{
    return GstWebrtc().write(event, version);
}

Event refusal(FaultCode code, const QString& detail = u"x"_qs)
{
    return Refused{Fault{code, detail}};
}

} // namespace

class TestGstWebrtc : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void connectingIsJoining_data();
    void connectingIsJoining();
    void eventsAreWritten_data();
    void eventsAreWritten();
    void theEndOfASessionDependsOnTheVersion();
    void everythingIsValidJson_data();
    void everythingIsValidJson();
    void refusalsAreSaidWhereSomebodyWaits_data();
    void refusalsAreSaidWhereSomebodyWaits();
    void nothingIsSaidThatClientsDoNotKnow_data();
    void nothingIsSaidThatClientsDoNotKnow();
    void thePolicyIsThatOfListeners();
    void connectionsEndAsTheHubEndsThem();
};

void TestGstWebrtc::connectingIsJoining_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char* path : {"/", "/gst", "/a/b", ""}) {
        QTest::newRow(path) << QByteArray(path);
    }
}

void TestGstWebrtc::connectingIsJoining()
{
    QFETCH(QByteArray, path);
    const Opening opening = GstWebrtc().open({path, "peer-id=x"});
    QVERIFY(opening.reader);
    QCOMPARE(opening.realmKey, QByteArray());
    QVERIFY(opening.first == Reading(Join{}));
}

void TestGstWebrtc::eventsAreWritten_data()
{
    QTest::addColumn<Event>("event");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const Event& event, const char* text) {
        QTest::newRow(name) << event << QByteArray(text);
    };
    row("welcome", Welcomed{ann, {}, {}}, R"({"type":"welcome","peerId":"id-1"})");
    row("welcome into a silence", Welcomed{ann, {}, {}, {}, false, /*isGuess*/ true},
        R"({"type":"welcome","peerId":"id-1","action":"announce","info_hash":""})");
    row("a status", Changed{ann, {Role::Producer | Role::Listener, R"({"name": "ann"})"}},
        R"({"type":"peerStatusChanged","roles":["producer","listener"],"meta":{"name": "ann"},"peerId":"id-1"})");
    row("a consumer without meta data", Changed{bob, {Role::Consumer, {}}},
        R"({"type":"peerStatusChanged","roles":["consumer"],"meta":null,"peerId":"id-\"2\""})");
    row("somebody is gone", Departed{ann, {Role::Producer, R"({"name":"ann"})"}},
        R"({"type":"peerStatusChanged","roles":[],"meta":{"name":"ann"},"peerId":"id-1"})");
    row("producers",
        Listed{Role::Producer, {{ann, {Role::Producer, "{}"}}, {bob, {Role::Producer, {}}}}},
        R"({"type":"list","producers":[{"id":"id-1","meta":{}},{"id":"id-\"2\"","meta":null}]})");
    row("no producers", Listed{Role::Producer, {}}, R"({"type":"list","producers":[]})");
    row("consumers", Listed{Role::Consumer, {{ann, {Role::Consumer, {}}}}},
        R"({"type":"listConsumers","consumers":[{"id":"id-1","meta":null}]})");
    row("a session for the consumer", Paired{u"s"_qs, ann, true, true, {}},
        R"({"type":"sessionStarted","peerId":"id-1","sessionId":"s"})");
    row("a session for the producer", Paired{u"s"_qs, bob, false, false, {}},
        R"({"type":"startSession","peerId":"id-\"2\"","sessionId":"s","offer":null})");
    row("a session with an offer", Paired{u"s"_qs, ann, false, false, {R"("v=0\r\n")"}},
        R"({"type":"startSession","peerId":"id-1","sessionId":"s","offer":"v=0\r\n"})");
    row("a message", Delivered{ann, {R"({"type":"peer"})"}}, R"({"type":"peer"})");
    row("a kick", Ended{Departure::Kicked, u"no \"bots\""_qs, {}},
        R"({"type":"error","details":"no \"bots\""})");
    row("a kick without a reason", Ended{Departure::Kicked, {}, {}},
        R"({"type":"error","details":"The owner of this hub put you out."})");
}

void TestGstWebrtc::eventsAreWritten()
{
    QFETCH(Event, event);
    QFETCH(QByteArray, text);
    QCOMPARE(write(event), text);
    QCOMPARE(write(event, 1), text);
}

void TestGstWebrtc::theEndOfASessionDependsOnTheVersion()
{
    QCOMPARE(GstWebrtc().versions(), 2);
    const Unpaired plain{u"s"_qs, ann, {}};
    const Unpaired failed{u"s"_qs, ann, {R"("no codec")"}};
    QCOMPARE(write(plain, 0), QByteArray(R"({"type":"endSession","sessionId":"s"})"));
    QCOMPARE(write(failed, 0), QByteArray(R"({"type":"endSession","sessionId":"s"})"));
    QCOMPARE(
        write(plain, 1), QByteArray(R"({"type":"endSessionV1_1","sessionId":"s","error":null})"));
    QCOMPARE(write(failed, 1),
        QByteArray(R"({"type":"endSessionV1_1","sessionId":"s","error":"no codec"})"));
}

void TestGstWebrtc::everythingIsValidJson_data()
{
    eventsAreWritten_data();
}

void TestGstWebrtc::everythingIsValidJson()
{
    QFETCH(Event, event);
    QJsonParseError error;
    QJsonDocument::fromJson(write(event), &error);
    QCOMPARE(error.error, QJsonParseError::NoError);
}

void TestGstWebrtc::refusalsAreSaidWhereSomebodyWaits_data()
{
    QTest::addColumn<Event>("event");
    QTest::addColumn<QString>("details");
    const auto row = [](const char* name, FaultCode code, const QString& details) {
        QTest::newRow(name) << refusal(code) << details;
    };
    row("unknown peer", FaultCode::UnknownReceiver, u"Peer with ID 'x' not found"_qs);
    row("neither", FaultCode::NotProducer, u"Missing a producer or a consumer: id x is neither"_qs);
    row("offer of the consumer", FaultCode::NotYours,
        u"cannot forward offer as you are not the producer"_qs);
    row("both roles", FaultCode::BadName,
        u"Cannot register peer as both producer and passive consumer"_qs);
    row("late version", FaultCode::Early, u"Protocol version selection must be first message"_qs);
    row("too long", FaultCode::TooLong, u"The value of 'x' is too long"_qs);
    row("too deep", FaultCode::TooDeep, u"The message has too many levels"_qs);
    row("too many sessions", FaultCode::TooManyPairings, u"Too many sessions"_qs);
    row("muted", FaultCode::Muted, u"The owner of this hub lets nobody hear you."_qs);
    row("wrong PIN", FaultCode::WrongPin, u"This is not the PIN of this hub."_qs);
    row("put out", FaultCode::PutOut, u"The owner of this hub put you out; try again later."_qs);
}

void TestGstWebrtc::refusalsAreSaidWhereSomebodyWaits()
{
    QFETCH(Event, event);
    QFETCH(QString, details);
    QCOMPARE(QString::fromUtf8(write(event)),
        u"{\"type\":\"error\",\"details\":\"%1\"}"_qs.arg(details));
}

void TestGstWebrtc::nothingIsSaidThatClientsDoNotKnow_data()
{
    QTest::addColumn<Event>("event");
    const auto row = [](const char* name, const Event& event) { QTest::newRow(name) << event; };
    row("alive", Alive{});
    row("arrived", Arrived{ann});
    row("counted", Counted{});
    row("undeliverable", Undeliverable{ann, u"x"_qs});
    row("the hub stops", Ended{Departure::HubStopped, {}, {}});
    row("too slow", Ended{Departure::TooSlow, {}, {}});
    row("not JSON", refusal(FaultCode::NotJson));
    row("no object", refusal(FaultCode::NotAnObject));
    row("no type", refusal(FaultCode::NoType));
    row("unknown type", refusal(FaultCode::UnknownType));
    row("wrong type", refusal(FaultCode::WrongType));
    row("missing key", refusal(FaultCode::MissingKey));
    row("double key", refusal(FaultCode::DuplicateKey));
    row("unknown session", refusal(FaultCode::UnknownPairing));
}

void TestGstWebrtc::nothingIsSaidThatClientsDoNotKnow()
{
    QFETCH(Event, event);
    QCOMPARE(write(event, 0), QByteArray());
    QCOMPARE(write(event, 1), QByteArray());
}

void TestGstWebrtc::thePolicyIsThatOfListeners()
{
    const RealmPolicy policy = GstWebrtc().policy();
    QCOMPARE(policy.presence, RealmPolicy::Presence::Listeners);
    QCOMPARE(policy.pairs, RealmPolicy::Pairs::ByRole);
    QVERIFY(!policy.hasDefaultRoom);
    QVERIFY(!policy.refusedJoinEnds);
    QCOMPARE(policy.identity, IdentityTrait::Nick | IdentityTrait::Program);
}

void TestGstWebrtc::connectionsEndAsTheHubEndsThem()
{
    QVERIFY(!GstWebrtc().closing(Ended{Departure::Kicked, u"x"_qs, {}}));
}

SIGNALBOX_TEST(TestGstWebrtc)
#include "tst_gstwebrtc.moc"
