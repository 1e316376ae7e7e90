// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/guides.h"
#include "core/dialects/seed.h"
#include "tests/support/alone.h"
#include "tests/support/suite.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Signalbox;

class TestSeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eventsAreWritten_data();
    void eventsAreWritten();
    void faultsAreWritten_data();
    void faultsAreWritten();
    void everyEndIsJsonOrNothing();
    void hostileTextStaysText();
    void whatIsReadIsWrittenOnWithTheStampOnly();
    void itHasAName();
    void connectingSaysNothing();
    void faultsOfOtherLanguagesHaveNoWords();
    void whoJoinsIsToldTheOwnersIceServers();
};

void TestSeed::eventsAreWritten_data()
{
    QTest::addColumn<Event>("event");
    QTest::addColumn<QByteArray>("text");
    const Identity ann{u"u1"_qs, u"ann"_qs};
    const auto row = [](const char* name, const Event& event, const QByteArray& text) {
        QTest::newRow(name) << event << text;
    };
    row("welcomed", Welcomed{ann, u"red"_qs, {{u"u2"_qs, u"bob"_qs}, {u"u3"_qs, {}}}},
        R"({"type":"joined","version":1,"capabilities":["rooms","directed","changed","resume"],)"
        R"("id":"u1","nick":"ann","room":"red",)"
        R"("peers":[{"id":"u2","nick":"bob"},{"id":"u3","nick":""}]})");
    row("welcomed, alone", Welcomed{ann, {}, {}},
        R"({"type":"joined","version":1,"capabilities":["rooms","directed","changed","resume"],)"
        R"("id":"u1","nick":"ann","room":"","peers":[]})");
    row("welcomed, with a token", Welcomed{ann, {}, {}, "AbC-_"},
        R"({"type":"joined","version":1,"capabilities":["rooms","directed","changed","resume"],)"
        R"("id":"u1","nick":"ann","room":"","resume":"AbC-_","resumed":false,"peers":[]})");
    row("welcomed back", Welcomed{ann, u"red"_qs, {}, "AbC-_", true},
        R"({"type":"joined","version":1,"capabilities":["rooms","directed","changed","resume"],)"
        R"("id":"u1","nick":"ann","room":"red","resume":"AbC-_","resumed":true,"peers":[]})");
    const QByteArray announced = R"("payload":{"id":"u1","nick":"ann"},"id":"u1","nick":"ann",)"
                                 R"("senderId":"u1","userInfo":{"id":"u1","nick":"ann"}})";
    row("arrived", Arrived{ann}, R"({"type":"join",)" + announced);
    row("changed", Changed{ann, {}}, R"({"type":"changed",)" + announced);
    row("departed", Departed{ann, {}}, R"({"type":"leave",)" + announced);
    row("delivered", Delivered{ann, {R"({"type":"offer","receiverId":"u2","sdp":"v=0…"})"}},
        R"({"type":"offer","receiverId":"u2","sdp":"v=0…",)"
        R"("senderId":"u1","userInfo":{"id":"u1","nick":"ann"}})");
    row("delivered with spaces", Delivered{ann, {"{ \"type\" : \"x\"\n}"}},
        "{ \"type\" : \"x\"\n,\"senderId\":\"u1\",\"userInfo\":{\"id\":\"u1\",\"nick\":\"ann\"}}");
    row("kicked", Ended{Departure::Kicked, u"Please come back after the break."_qs, {}},
        R"({"type":"kicked","reason":"Please come back after the break."})");
    row("kicked, a long reason is whole", Ended{Departure::Kicked, u"休息"_qs.repeated(100), {}},
        R"({"type":"kicked","reason":")" + QByteArray("休息").repeated(100) + R"("})");
    row("banned", Ended{Departure::Banned, u"No."_qs, {}}, R"({"type":"banned","reason":"No."})");
    row("the hub stops", Ended{Departure::HubStopped, {}, {}},
        R"({"type":"server-stopping","reconnectAfterMs":2000})");
    for (Departure why :
        {Departure::Silent, Departure::TooSlow, Departure::Flooding, Departure::Replaced,
            Departure::BrokeProtocol, Departure::OverRate, Departure::Garbled}) {
        QTest::addRow("no words for departure %d", int(why))
            << Event(Ended{why, {}, {}}) << QByteArray();
    }
}

void TestSeed::eventsAreWritten()
{
    QFETCH(Event, event);
    QFETCH(QByteArray, text);
    QCOMPARE(Seed().write(event, 0), text);
}

void TestSeed::faultsAreWritten_data()
{
    QTest::addColumn<FaultCode>("code");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("detailKey");
    const auto row = [](FaultCode code, const char* word, const char* detailKey = "") {
        QTest::newRow(word) << code << QString::fromLatin1(word) << QString::fromLatin1(detailKey);
    };
    row(FaultCode::NotJson, "not-json");
    row(FaultCode::NotAnObject, "not-an-object");
    row(FaultCode::NoType, "no-type");
    row(FaultCode::DuplicateKey, "duplicate-key", "key");
    row(FaultCode::WrongType, "wrong-type", "key");
    row(FaultCode::TooLong, "too-long", "key");
    row(FaultCode::TooDeep, "too-deep");
    row(FaultCode::ReservedType, "reserved-type");
    row(FaultCode::IdTaken, "id-taken", "id");
    row(FaultCode::UnknownReceiver, "unknown-receiver", "receiverId");
    row(FaultCode::ReceiverRequired, "receiver-required");
    row(FaultCode::NotInRoom, "not-in-room");
    row(FaultCode::RoomFull, "room-full", "room");
    row(FaultCode::PutOut, "put-out");
    row(FaultCode::Muted, "muted");
    row(FaultCode::HubFull, "hub-full");
    row(FaultCode::HubHasTooManyRooms, "too-many-rooms", "room");
    row(FaultCode::TooFast, "too-fast");
    row(FaultCode::PinRequired, "pin-required");
    row(FaultCode::WrongPin, "wrong-pin");
    row(FaultCode::PinLocked, "pin-locked");
}

void TestSeed::faultsAreWritten()
{
    QFETCH(FaultCode, code);
    QFETCH(QString, word);
    QFETCH(QString, detailKey);
    const QByteArray text = Seed().write(Refused{{code, u"the \"detail\""_qs}}, 0);
    const QJsonObject error = QJsonDocument::fromJson(text).object();
    QCOMPARE(error.value(u"type"_qs).toString(), u"error"_qs);
    QCOMPARE(error.value(u"code"_qs).toString(), word);
    QVERIFY(!error.value(u"message"_qs).toString().isEmpty());
    QVERIFY(!error.contains(u"senderId"_qs));
    QCOMPARE(error.size(), detailKey.isEmpty() ? 3 : 4);
    if (!detailKey.isEmpty()) {
        QCOMPARE(error.value(detailKey).toString(), u"the \"detail\""_qs);
    }
}

void TestSeed::everyEndIsJsonOrNothing()
{
    for (int why = 0; why <= int(Departure::HubStopped); ++why) {
        const QByteArray text = Seed().write(Ended{Departure(why), u"words"_qs, {}}, 0);
        QVERIFY(text.isEmpty() || QJsonDocument::fromJson(text).isObject());
    }
}

void TestSeed::hostileTextStaysText()
{
    const QString hostile
        = u"\"},\"type\":\"kicked\",\\"_qs + QChar(0) + QChar(0xd800) + u"\n</script>"_qs;
    const QString seen = QString(hostile).replace(QChar(0xd800), QChar::ReplacementCharacter);
    const Identity eve{hostile, hostile};
    const QList<Event> events{Welcomed{eve, hostile, {eve, eve}}, Arrived{eve}, Changed{eve, {}},
        Departed{eve, {}}, Delivered{eve, {R"({"type":"x"})"}},
        Refused{{FaultCode::UnknownReceiver, hostile}}, Ended{Departure::Kicked, hostile, {}}};
    for (const Event& event : events) {
        QJsonParseError error;
        const QByteArray text = Seed().write(event, 0);
        const QJsonObject object = QJsonDocument::fromJson(text, &error).object();
        QVERIFY2(error.error == QJsonParseError::NoError, text.constData());
        if (object.contains(u"senderId"_qs)) {
            QCOMPARE(object.value(u"senderId"_qs).toString(), seen);
            QCOMPARE(object.value(u"userInfo"_qs).toObject().value(u"nick"_qs).toString(), seen);
        }
        if (!std::holds_alternative<Ended>(event)) {
            QVERIFY(object.value(u"type"_qs).toString() != u"kicked"_qs);
        }
    }
}

void TestSeed::whatIsReadIsWrittenOnWithTheStampOnly()
{
    const QByteArray sent = "{\"z\":1.50, \"type\" : \"o\\u0066fer\",\"senderId\":\"forged\" "
                            ",\"a\":12345678901234567890}";
    const Seed seed;
    const Reading reading = seed.open({}).reader->read(sent, Alone());
    const auto& send = std::get<SendToRoom>(std::get<Command>(reading));
    QCOMPARE(seed.write(Delivered{{u"u1"_qs, u"ann"_qs}, send.message}, 0),
        QByteArray("{\"z\":1.50, \"type\" : \"o\\u0066fer\" ,\"a\":12345678901234567890,"
                   "\"senderId\":\"u1\",\"userInfo\":{\"id\":\"u1\",\"nick\":\"ann\"}}"));
}

void TestSeed::itHasAName()
{
    QCOMPARE(Seed().name(), OwnDialect);
}

void TestSeed::connectingSaysNothing()
{
    const Opening opening = Seed().open({"/ws", {}});
    QVERIFY(opening.reader != nullptr);
    QVERIFY(opening.realmKey.isEmpty());
    QVERIFY(!opening.first);
}

void TestSeed::faultsOfOtherLanguagesHaveNoWords()
{
    for (FaultCode code : {FaultCode::TooManyRooms, FaultCode::Busy, FaultCode::Undecided}) {
        QVERIFY(Seed().write(Refused{{code, {}}}, 0).isEmpty());
    }
}

void TestSeed::whoJoinsIsToldTheOwnersIceServers()
{
    const QByteArray servers = R"([{"urls":"stun:10.0.0.1"}])";
    const QByteArray text = Seed({servers}).write(Welcomed{{u"u1"_qs, {}}, {}, {}}, 0);
    QVERIFY2(text.contains("\"iceServers\":" + servers), text.constData());
    QVERIFY(QJsonDocument::fromJson(text).isObject());
    QVERIFY(!Seed().write(Welcomed{{u"u1"_qs, {}}, {}, {}}, 0).contains("iceServers"));
}

SIGNALBOX_TEST(TestSeed)
#include "tst_seed.moc"
