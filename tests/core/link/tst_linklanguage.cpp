// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/desk.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;
using namespace std::chrono_literals;

/// How a link finds out which language its peer speaks.
class TestLinkLanguage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPathDecidesAtOnce_data();
    void aPathDecidesAtOnce();
    void whoseRoomCannotBeIsRefusedAtOnce();
    void theFirstMessageDecides_data();
    void theFirstMessageDecides();
    void theFirstMessageDecidesOnce();
    void whatTellsNothingIsNotAnswered();

    void whoIsUndecidedIsNowhere();
    void aSilentPeerIsGreeted_data();
    void aSilentPeerIsGreeted();
    void whoHasSpokenIsNotGreeted();
    void whoIsGoneIsNotGreeted();
    void aGreetingCommitsNothing_data();
    void aGreetingCommitsNothing();
    void whoAnswersAGreetingIsWhoItWasGreetedAs();

    void aLanguageMayHaveToSaySomethingNowAndThen();
    void theUndecidedHaveNoPulse();
    void theVersionIsThatOfThePeer();
    void theUndecidedArePingedAndEnded();
};

void TestLinkLanguage::aPathDecidesAtOnce_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<int>("language");
    const auto row = [](const char* path, const char* query, Language language) {
        QTest::newRow(path) << QByteArray(path) << QByteArray(query) << int(language);
    };
    row("/ws", "", Languages::Signalbox);
    row("/signalbox", "", Languages::Signalbox);
    row("/peerjs", "key=peerjs&id=a&token=t", Languages::PeerJs);
    row("/y", "", Languages::YWebrtc);
    row("/ldc/a", "", Languages::DataChannel);
    row("/gst", "", Languages::GstWebrtc);
    row("/announce", "", Languages::WebTorrent);
    row("/signaling", "", Languages::Ayame);
    row("/gst-simple", "", Languages::GstSimple);
    row("/mb/room", "", Languages::Matchbox);
    row("/room", "next=2", Languages::Matchbox);
}

void TestLinkLanguage::aPathDecidesAtOnce()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, query);
    QFETCH(int, language);
    Desk desk({path, query});
    QVERIFY(!desk.isToBeGreeted);
    QCOMPARE(int(desk.peer().origin.realm.language), language);
    const Dialect& dialect = desk.dialects.at(Language(language));
    QCOMPARE(desk.peer().origin.dialect, dialect.name());
    QCOMPARE(desk.peer().origin.traits, dialect.policy().identity);
    QVERIFY(!desk.peer().identity.id.isEmpty());
    QCOMPARE(desk.peer().joined, dialect.open({path, query}).first.has_value());
    QVERIFY(desk.faults.isEmpty());
}

void TestLinkLanguage::whoseRoomCannotBeIsRefusedAtOnce()
{
    Desk desk({"/mb/" + QByteArray(1000, 'x'), {}});
    QCOMPARE(desk.faults, QList<FaultCode>{FaultCode::TooLong});
    QCOMPARE(desk.departures, QList<Departure>{Departure::Refused});
    QVERIFY(desk.wire->done.last().startsWith("close 1008 "));
}

void TestLinkLanguage::theFirstMessageDecides_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("language");
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char* path, const char* text, Language language, const char* answer) {
        QTest::addRow("%s at %s", text, path)
            << QByteArray(path) << QByteArray(text) << int(language) << QByteArray(answer);
    };
    row("/", R"({"type":"join"})", Languages::Signalbox, R"({"type":"joined")");
    row("/room", R"({"type":"join"})", Languages::Signalbox, R"({"type":"joined")");
    row("/", "HELLO 17", Languages::GstSimple, "HELLO");
    row("/a/b", R"({"type":"subscribe","topics":["a"]})", Languages::YWebrtc, "");
    row("/", R"({"type":"register","roomId":"r","clientId":"c"})", Languages::Ayame,
        R"({"type":"accept")");
    row("/", R"({"type":"list"})", Languages::GstWebrtc, R"({"type":"welcome")");
    row("/room", R"("KeepAlive")", Languages::Matchbox, R"({"IdAssigned":)");
    row("/", R"({"Signal":{"receiver":"x","data":1}})", Languages::Matchbox, R"({"IdAssigned":)");
    row("/me", R"({"id":"you","type":"offer"})", Languages::DataChannel, "");
}

void TestLinkLanguage::theFirstMessageDecides()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, text);
    QFETCH(int, language);
    QFETCH(QByteArray, answer);
    Desk desk({path, {}});
    desk.wire->receive(text);
    QCOMPARE(int(desk.peer().origin.realm.language), language);
    const QByteArrayList done = desk.wire->takeDone();
    QCOMPARE(done.isEmpty(), answer.isEmpty());
    QVERIFY2(answer.isEmpty() || done.first().startsWith(answer), done.join('\n').constData());
}

void TestLinkLanguage::theFirstMessageDecidesOnce()
{
    Desk desk({"/", {}});
    desk.wire->receive(R"({"type":"join","id":"u1"})");
    desk.wire->takeDone();
    desk.wire->receive(R"({"type":"list"})"); // is relayed to everybody, as in our own language
    desk.wire->receive("HELLO 17");
    QCOMPARE(desk.peer().origin.realm.language, Languages::Signalbox);
    QCOMPARE(desk.peer().identity.id, u"u1"_qs);
    const QByteArrayList done = desk.wire->takeDone();
    QCOMPARE(done.size(), 1);
    QVERIFY(done.first().contains("not-json"));
}

void TestLinkLanguage::whatTellsNothingIsNotAnswered()
{
    Desk desk({"/", {}});
    desk.limits.unreadableInARow = 100;
    const QByteArrayList texts{"", "nonsense", "{}", R"({"type":7})", "\xff", "[1]"};
    for (const QByteArray& text : texts) {
        desk.clock.advance(1s);
        desk.wire->receive(text);
        QVERIFY(desk.wire->done.isEmpty());
        QCOMPARE(desk.faults.last(), FaultCode::Undecided);
    }
    QCOMPARE(desk.faults.size(), texts.size());
    QCOMPARE(desk.link->reading().traffic.messagesIn, quint64(texts.size()));
    QVERIFY(desk.departures.isEmpty());
    desk.wire->receive(R"({"type":"join"})");
    QVERIFY(desk.wire->takeDone().first().startsWith(R"({"type":"joined")"));
}

void TestLinkLanguage::whoIsUndecidedIsNowhere()
{
    Desk desk({"/", {}});
    QVERIFY(desk.isToBeGreeted);
    QCOMPARE(desk.peer().origin.realm.language, Languages::Undecided);
    QVERIFY(desk.peer().origin.dialect.isEmpty());
    QVERIFY(desk.peer().identity.id.isEmpty());
    QVERIFY(desk.peer().rooms.isEmpty());
    QVERIFY(!desk.peer().joined);
    QVERIFY(desk.wire->done.isEmpty());
    QCOMPARE(desk.link->version(), 0);
}

void TestLinkLanguage::aSilentPeerIsGreeted_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArrayList>("greetings");
    QTest::newRow("the root")
        << QByteArray("/")
        << QByteArrayList{
               R"({"type":"welcome","peerId":"auto1","action":"announce","info_hash":""})"};
    QTest::newRow("a room") << QByteArray("/x") << QByteArrayList{R"({"IdAssigned":"auto1"})"};
    QTest::newRow("a path") << QByteArray("/x/y") << QByteArrayList{};
}

void TestLinkLanguage::aSilentPeerIsGreeted()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArrayList, greetings);
    Desk desk({path, {}});
    QVERIFY(desk.isToBeGreeted);
    QVERIFY(desk.wire->done.isEmpty());
    desk.link->greet();
    QCOMPARE(desk.wire->takeDone(), greetings);
    QCOMPARE(desk.peer().origin.realm.language, Languages::Undecided);
}

void TestLinkLanguage::whoHasSpokenIsNotGreeted()
{
    Desk desk({"/", {}});
    desk.wire->receive("HELLO 17");
    desk.wire->takeDone();
    desk.link->greet();
    QVERIFY(desk.wire->done.isEmpty());
    Desk own;
    own.link->greet();
    QVERIFY(own.wire->done.isEmpty());
}

void TestLinkLanguage::whoIsGoneIsNotGreeted()
{
    Desk gone({"/", {}});
    gone.wire->vanish(Departure::Left);
    gone.link->greet();
    QVERIFY(gone.wire->done.isEmpty());
    Desk condemned({"/", {}});
    condemned.link->condemn(Departure::TooSlow);
    condemned.link->greet();
    QVERIFY(condemned.wire->done.isEmpty());
}

void TestLinkLanguage::aGreetingCommitsNothing_data()
{
    theFirstMessageDecides_data();
}

void TestLinkLanguage::aGreetingCommitsNothing()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, text);
    QFETCH(int, language);
    Desk desk({path, {}});
    desk.link->greet();
    desk.wire->receive(text);
    QCOMPARE(int(desk.peer().origin.realm.language), language);
    QVERIFY(desk.faults.isEmpty() || desk.faults == QList<FaultCode>{FaultCode::Early}
        || desk.faults == QList<FaultCode>{FaultCode::UnknownReceiver});
}

void TestLinkLanguage::whoAnswersAGreetingIsWhoItWasGreetedAs()
{
    Desk gst({"/", {}});
    gst.link->greet();
    gst.wire->takeDone();
    gst.wire->receive(R"({"type":"setPeerStatus","roles":["listener"],"meta":null})");
    QCOMPARE(gst.peer().identity.id, u"auto1"_qs);
    QVERIFY(gst.wire->takeDone().first().contains(R"("peerId":"auto1")"));

    Desk matchbox({"/red", {}});
    matchbox.link->greet();
    matchbox.wire->takeDone();
    matchbox.wire->receive(R"("KeepAlive")");
    QCOMPARE(matchbox.peer().identity.id, u"auto1"_qs);
    QCOMPARE(matchbox.peer().rooms, QList<RoomName>{u"red"_qs});
    QVERIFY(matchbox.wire->done.isEmpty());

    Desk answerer({"/me", {}});
    QCOMPARE(answerer.peer().identity.id, u"me"_qs);
    answerer.link->greet();
    answerer.wire->receive(R"({"id":"me","type":"answer"})");
    QCOMPARE(answerer.peer().identity.id, u"me"_qs);
    QCOMPARE(answerer.wire->takeDone().last(), QByteArray(R"({"id":"me","type":"answer"})"));
}

void TestLinkLanguage::aLanguageMayHaveToSaySomethingNowAndThen()
{
    const QByteArray pulse = R"({"type":"ping"})";
    Desk desk({"/signaling", {}});
    desk.wire->receive(R"({"type":"register","roomId":"r","clientId":"c"})");
    desk.wire->takeDone();
    desk.pass(4s);
    QVERIFY(!desk.wire->done.contains(pulse));
    desk.pass(1s);
    QCOMPARE(desk.wire->done.count(pulse), 1);
    desk.pass(10s);
    QCOMPARE(desk.wire->takeDone().count(pulse), 3);
    desk.core.dismiss(PeerNumber(1), Departure::Kicked);
    desk.wire->takeDone();
    desk.pass(20s);
    QVERIFY(desk.wire->done.isEmpty());
}

void TestLinkLanguage::theUndecidedHaveNoPulse()
{
    Desk desk({"/", {}});
    desk.pass(15s);
    QCOMPARE(desk.wire->takeDone(), QByteArrayList{"ping"});
}

void TestLinkLanguage::theVersionIsThatOfThePeer()
{
    Desk desk({"/gst", {}});
    QCOMPARE(desk.link->version(), 0);
    desk.wire->receive(R"({"type":"setProtocolVersion","version":"v1_1"})");
    QCOMPARE(desk.link->version(), 1);
}

void TestLinkLanguage::theUndecidedArePingedAndEnded()
{
    Desk desk({"/", {}});
    desk.pass(45s);
    QCOMPARE(desk.departures, QList<Departure>{Departure::Silent});
    QCOMPARE(desk.wire->takeDone(),
        (QByteArrayList{"ping", "ping", "ping", "close 4060 No answer to ping"}));
}

SIGNALBOX_TEST(TestLinkLanguage)
#include "tst_linklanguage.moc"
