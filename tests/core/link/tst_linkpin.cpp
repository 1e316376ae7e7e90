// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/desk.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;
using namespace std::chrono_literals;

namespace {

/// A hub whose PIN is 123456, and what it was asked.
struct Doormat
{
    bool isLocked = false;
    QStringList tried;

    PinGate::TryPin tryPin()
    {
        return [this](const QString& address, const QString& pin, bool vouched) {
            tried.append(address + u' ' + pin + (vouched ? u" vouched"_qs : QString()));
            if (isLocked && !vouched) {
                return PinVerdict::Locked;
            }
            return pin == u"123456" ? PinVerdict::Right : PinVerdict::Wrong;
        };
    }
};

PinGate::Ticket from(const QString& address, std::optional<PinVerdict> found = std::nullopt)
{
    return {address, found};
}

} // namespace

/// How a link keeps its peer out until that has given the PIN.
class TestLinkPin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutAPinEverybodyIsIn();
    void theRightPinLetsIn_data();
    void theRightPinLetsIn();
    void theRightPinInTheRequestLetsIn_data();
    void theRightPinInTheRequestLetsIn();
    void onceInNobodyIsAskedAgain();

    void whoSaysAnythingElseIsRefused_data();
    void whoSaysAnythingElseIsRefused();
    void aWrongPinIsRefused();
    void aLockedAddressIsRefused();
    void whoComesBackIsLetInEvenWhereItsAddressIsLocked();
    void whatTheDoorFoundIsRefusedAtOnce_data();
    void whatTheDoorFoundIsRefusedAtOnce();
    void whoSpeaksByItsRequestIsRefusedAtOnce();
    void nonsenseIsNotAnswered();

    void whoIsNotInHearsNothing();
    void whoIsNotInIsNotGreeted_data();
    void whoIsNotInIsNotGreeted();
    void whoSaysNothingIsRefusedAfterAWhile_data();
    void whoSaysNothingIsRefusedAfterAWhile();
    void aSuspendedHubGivesTimeAnew();

    void thePinIsNotSeenByWhoTaps_data();
    void thePinIsNotSeenByWhoTaps();
    void thePinIsNotSeenInWhatIsDropped();

    void anybodyCanBeRefusedInItsLanguage_data();
    void anybodyCanBeRefusedInItsLanguage();
    void whoWasPutOutIsNotRefusedTwice();
};

void TestLinkPin::withoutAPinEverybodyIsIn()
{
    Desk desk;
    desk.wire->receive(R"({"type":"join","pin":"1"})");
    QVERIFY(desk.wire->takeDone().first().startsWith(R"({"type":"joined")"));
}

void TestLinkPin::theRightPinLetsIn_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("at the hub's own path") << QByteArray("/ws");
    QTest::newRow("at the root") << QByteArray("/");
    QTest::newRow("at a path that may be another's") << QByteArray("/room");
}

void TestLinkPin::theRightPinLetsIn()
{
    QFETCH(QByteArray, path);
    Doormat doormat;
    Desk desk({path, {}}, doormat.tryPin(), from(u"10.0.0.5"_qs));
    QVERIFY(!desk.peer().joined);
    desk.wire->receive(R"({"type":"join","id":"u1","pin":"123456"})");
    QVERIFY(desk.wire->takeDone().first().startsWith(R"({"type":"joined")"));
    QVERIFY(desk.peer().joined);
    QCOMPARE(desk.peer().identity.id, u"u1"_qs);
    QCOMPARE(desk.peer().origin.realm.language, Languages::Signalbox);
    QCOMPARE(doormat.tried, QStringList{u"10.0.0.5 123456"_qs});
}

void TestLinkPin::theRightPinInTheRequestLetsIn_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("query");
    QTest::newRow("own") << QByteArray("/ws") << QByteArray();
    QTest::newRow("a language that speaks by its request")
        << QByteArray("/peerjs") << QByteArray("key=peerjs&id=a&token=t");
    QTest::newRow("one that waits") << QByteArray("/room") << QByteArray();
}

void TestLinkPin::theRightPinInTheRequestLetsIn()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, query);
    Doormat doormat;
    const Handshake handshake{path, query};
    const Desk free(handshake);
    Desk desk(handshake, doormat.tryPin(), from({}, PinVerdict::Right));
    QCOMPARE(desk.isToBeGreeted, free.isToBeGreeted);
    QCOMPARE(desk.wire->done, free.wire->done);
    desk.pass(40s);
    QVERIFY(desk.departures.isEmpty());
    QVERIFY(doormat.tried.isEmpty());
}

void TestLinkPin::onceInNobodyIsAskedAgain()
{
    Doormat doormat;
    Desk desk({"/ws", {}}, doormat.tryPin());
    desk.wire->receive(R"({"type":"join","pin":"123456"})");
    desk.wire->receive(R"({"type":"join","room":"red"})");
    desk.wire->receive(R"({"type":"join","pin":"9"})");
    desk.pass(40s);
    QCOMPARE(doormat.tried.size(), 1);
    QCOMPARE(desk.peer().rooms, QList<RoomName>{u"red"_qs});
    QVERIFY(desk.departures.isEmpty());
}

void TestLinkPin::whoSaysAnythingElseIsRefused_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* path, const char* text) {
        QTest::addRow("%s at %s", text, path) << QByteArray(path) << QByteArray(text);
    };
    row("/ws", R"({"type":"join"})");
    row("/ws", R"({"type":"join","pin":""})");
    row("/ws", R"({"type":"chat","pin":"123456"})");
    row("/ws", R"({"type":"leave"})");
    row("/ws", "nonsense");
    row("/", R"({"type":"join"})");
    row("/", "HELLO 17");
    row("/y", R"({"type":"subscribe","topics":["a"]})");
    row("/a/b", R"({"type":"subscribe","topics":["a"]})");
    row("/gst", R"({"type":"list"})");
    row("/signaling", R"({"type":"register","roomId":"r","clientId":"c"})");
}

void TestLinkPin::whoSaysAnythingElseIsRefused()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, text);
    Doormat doormat;
    Desk desk({path, {}}, doormat.tryPin());
    if (desk.departures.isEmpty()) { // it may be refused already
        desk.wire->receive(text);
    }
    QVERIFY(doormat.tried.isEmpty());
    QCOMPARE(desk.faults, QList<FaultCode>{FaultCode::PinRequired});
    QCOMPARE(desk.departures, QList<Departure>{Departure::Refused});
    QVERIFY(desk.wire->done.last().startsWith("close "));
    desk.wire->receive(R"({"type":"join","pin":"123456"})");
    QVERIFY(doormat.tried.isEmpty());
}

void TestLinkPin::aWrongPinIsRefused()
{
    Doormat doormat;
    Desk desk({"/ws", {}}, doormat.tryPin());
    desk.wire->receive(R"({"type":"join","pin":"654321"})");
    QCOMPARE(desk.faults, QList<FaultCode>{FaultCode::WrongPin});
    QCOMPARE(desk.departures, QList<Departure>{Departure::Refused});
    const QByteArrayList done = desk.wire->takeDone();
    QCOMPARE(done.size(), 2);
    QVERIFY(done.first().startsWith(R"({"type":"error")"));
    QVERIFY(!done.first().contains("654321"));
    QVERIFY(done.last().startsWith("close 4040 "));
}

void TestLinkPin::aLockedAddressIsRefused()
{
    Doormat doormat{.isLocked = true, .tried = {}};
    Desk desk({"/ws", {}}, doormat.tryPin(), from(u"10.0.0.5"_qs));
    desk.wire->receive(R"({"type":"join","pin":"123456","resume":"unknown"})");
    QCOMPARE(doormat.tried, QStringList{u"10.0.0.5 123456"_qs});
    QCOMPARE(desk.faults, QList<FaultCode>{FaultCode::PinLocked});
    QVERIFY(desk.wire->done.last().startsWith("close 4040 "));
}

void TestLinkPin::whoComesBackIsLetInEvenWhereItsAddressIsLocked()
{
    Doormat doormat;
    Desk desk({"/ws", {}}, doormat.tryPin());
    desk.wire->receive(R"({"type":"join","id":"u1","pin":"123456"})");
    desk.wire->vanish(Departure::Lost);
    doormat.isLocked = true;
    auto fake = std::make_unique<FakeWire>();
    FakeWire* wire = fake.get();
    Link link(PeerNumber(2), std::move(fake), {"/ws", {}},
        {desk.core, desk.clock, desk.limits, desk.budget, desk.tap, desk.dialects,
            doormat.tryPin()});
    desk.core.open(PeerNumber(2), {});
    link.begin();
    wire->receive(R"({"type":"join","pin":"123456","resume":"token1"})");
    QCOMPARE(doormat.tried.last(), u" 123456 vouched"_qs);
    QVERIFY(desk.faults.isEmpty());
}

void TestLinkPin::whatTheDoorFoundIsRefusedAtOnce_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("found");
    QTest::addColumn<FaultCode>("fault");
    for (const char* path : {"/ws", "/", "/room", "/peerjs"}) {
        QTest::addRow("wrong at %s", path)
            << QByteArray(path) << int(PinVerdict::Wrong) << FaultCode::WrongPin;
        QTest::addRow("locked at %s", path)
            << QByteArray(path) << int(PinVerdict::Locked) << FaultCode::PinLocked;
    }
}

void TestLinkPin::whatTheDoorFoundIsRefusedAtOnce()
{
    QFETCH(QByteArray, path);
    QFETCH(int, found);
    QFETCH(FaultCode, fault);
    Doormat doormat;
    Desk desk({path, {}}, doormat.tryPin(), from({}, PinVerdict(found)));
    QVERIFY(!desk.isToBeGreeted);
    QCOMPARE(desk.faults, QList<FaultCode>{fault});
    QCOMPARE(desk.departures, QList<Departure>{Departure::Refused});
    QVERIFY(desk.wire->done.last().startsWith("close "));
    QVERIFY(doormat.tried.isEmpty());
}

void TestLinkPin::whoSpeaksByItsRequestIsRefusedAtOnce()
{
    Doormat doormat;
    Desk desk({"/peerjs", "key=peerjs&id=a&token=t"}, doormat.tryPin());
    QCOMPARE(desk.faults, QList<FaultCode>{FaultCode::PinRequired});
    QCOMPARE(desk.departures, QList<Departure>{Departure::Refused});
    QVERIFY(desk.wire->done.last().startsWith("close 4040 "));
}

void TestLinkPin::nonsenseIsNotAnswered()
{
    Doormat doormat;
    Desk desk({"/", {}}, doormat.tryPin());
    for (int i = 0; i < 4; ++i) {
        desk.wire->receive("{}");
    }
    QCoreApplication::processEvents();
    QVERIFY(desk.wire->done.isEmpty());
    desk.wire->receive(R"({"type":"join","pin":"123456"})");
    QVERIFY(desk.wire->takeDone().first().startsWith(R"({"type":"joined")"));
}

void TestLinkPin::whoIsNotInHearsNothing()
{
    Doormat doormat;
    Desk desk({"/ws", {}}, doormat.tryPin());
    desk.bring(1);
    desk.core.handle(PeerNumber(2), Join{u"two"_qs, {}, {}, {}, {}, {}, 0});
    desk.core.handle(PeerNumber(2), SendToRoom{Message{R"({"type":"secret"})", -1}, {}});
    desk.core.handle(PeerNumber(2), SendToPeer{u"auto1"_qs, Message{"{}", -1}});
    QVERIFY(desk.wire->done.isEmpty());
    QVERIFY(desk.peer().rooms.isEmpty());
    QVERIFY(desk.peer().identity.id.isEmpty());
    desk.wire->receive(R"({"type":"join","pin":"123456"})");
    desk.wire->takeDone();
    desk.core.handle(PeerNumber(2), SendToRoom{Message{R"({"type":"open"})", -1}, {}});
    QCOMPARE(desk.wire->done.size(), 1);
}

void TestLinkPin::whoIsNotInIsNotGreeted_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char* path : {"/", "/room", "/me", "/x/y"}) {
        QTest::newRow(path) << QByteArray(path);
    }
}

void TestLinkPin::whoIsNotInIsNotGreeted()
{
    QFETCH(QByteArray, path);
    Doormat doormat;
    Desk desk({path, {}}, doormat.tryPin());
    QVERIFY(!desk.isToBeGreeted);
    desk.link->greet();
    QVERIFY(desk.wire->done.isEmpty());
    QVERIFY(desk.peer().identity.id.isEmpty());
    QCOMPARE(desk.core.guises(PeerNumber(1)).size(), 1);
}

void TestLinkPin::whoSaysNothingIsRefusedAfterAWhile_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char* path : {"/", "/ws", "/y", "/signaling"}) {
        QTest::newRow(path) << QByteArray(path);
    }
}

void TestLinkPin::whoSaysNothingIsRefusedAfterAWhile()
{
    QFETCH(QByteArray, path);
    Doormat doormat;
    Desk desk({path, {}}, doormat.tryPin());
    desk.pass(29s);
    QVERIFY(desk.departures.isEmpty());
    QCOMPARE(desk.wire->takeDone(), (QByteArrayList{"ping", "ping"}));
    desk.pass(1s);
    QCOMPARE(desk.faults, QList<FaultCode>{FaultCode::PinRequired});
    QCOMPARE(desk.departures, QList<Departure>{Departure::Refused});
    QVERIFY(desk.wire->takeDone().last().startsWith("close "));
    desk.pass(100s);
    QVERIFY(desk.wire->done.isEmpty());
}

void TestLinkPin::aSuspendedHubGivesTimeAnew()
{
    Doormat doormat;
    Desk desk({"/ws", {}}, doormat.tryPin());
    desk.clock.advance(1h);
    desk.link->restartClocks(desk.clock.now());
    desk.pass(29s);
    QVERIFY(desk.departures.isEmpty());
    desk.pass(1s);
    QCOMPARE(desk.faults, QList<FaultCode>{FaultCode::PinRequired});
}

void TestLinkPin::thePinIsNotSeenByWhoTaps_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("seen");
    const auto row = [](const char* name, const char* text, const char* seen) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(seen);
    };
    row("as it should be", R"({"type":"join","pin":"123456","nick":"a"})",
        R"({"type":"join","pin":"******","nick":"a"})");
    row("a wrong one", R"({"type":"join","pin":"77","nick":"a77"})",
        R"({"type":"join","pin":"**","nick":"a77"})");
    row("with escapes", R"({"type":"join","pin":"\u0031x"})", R"({"type":"join","pin":"*******"})");
    row("of stars", R"({"type":"join","pin":"***"})", R"({"type":"join","pin":"***"})");
    row("none", R"({"type":"join","pin":""})", R"({"type":"join","pin":""})");
    row("no join", R"({"type":"chat","pin":"123456"})", R"({"type":"chat","pin":"******"})");
    row("of the wrong type", R"({"type":"join","pin":123456})", R"({"type":"join","pin":******})");
    row("in a faulty join", R"({"type":"join","nick":7,"pin":"123456"})",
        R"({"type":"join","nick":7,"pin":"******"})");
    row("in a payload", R"({"type":"join","payload":{"pin":"123456"}})",
        R"({"type":"join","payload":{"pin":"******"}})");
    row("twice", R"({"type":"join","pin":"1","pin":"123456"})",
        R"({"type":"join","pin":"*","pin":"******"})");
    row("without a type", R"({"pin":"123456"})", R"({"pin":"******"})");
    row("cut off", R"({"type":"join","pin":"123456)", R"({"type":"join","pin":"******)");
    row("no JSON", R"({type:'join',pin:'123456'})", R"({type:'join',pin**********)");
}

void TestLinkPin::thePinIsNotSeenByWhoTaps()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, seen);
    for (const char* path : {"/ws", "/"}) {
        Doormat doormat;
        Desk desk({path, {}}, doormat.tryPin());
        desk.tap.turn(true);
        desk.wire->receive(text);
        const TrafficBatchPtr batch = desk.tap.take();
        QVERIFY(!batch->records.empty());
        QCOMPARE(batch->records.front().text().toByteArray(), seen);
    }
}

void TestLinkPin::thePinIsNotSeenInWhatIsDropped()
{
    Desk desk;
    desk.tap.turn(true);
    desk.limits.messagesPerSecond = 1;
    desk.limits.messageBurst = 1;
    for (int i = 0; i < 50; ++i) {
        desk.wire->receive(R"({"type":"join","pin":"123456"})");
    }
    QVERIFY(desk.link->reading().dropped > 0);
    const TrafficBatchPtr batch = desk.tap.take();
    for (const TrafficRecord& record : batch->records) {
        QVERIFY(!record.bytes.contains("123456"));
    }
}

void TestLinkPin::anybodyCanBeRefusedInItsLanguage_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("isTold");
    QTest::newRow("own") << QByteArray("/ws") << true;
    QTest::newRow("nobody knows") << QByteArray("/") << false;
}

void TestLinkPin::anybodyCanBeRefusedInItsLanguage()
{
    QFETCH(QByteArray, path);
    QFETCH(bool, isTold);
    Desk desk({"/x/y", {}}); // only its rules are of use here
    auto fake = std::make_unique<FakeWire>();
    FakeWire* wire = fake.get();
    Link link(PeerNumber(2), std::move(fake), {path, {}},
        {desk.core, desk.clock, desk.limits, desk.budget, desk.tap, desk.dialects});
    QByteArrayList told;
    connect(&desk.core, &SignalCore::deliver, &link,
        [&](const Event& event, Language language, const QList<PeerNumber>&) {
            told.append(desk.dialects.at(language).write(event, 0));
        });
    desk.core.open(PeerNumber(2), {});
    link.refuse({FaultCode::HubFull, {}});
    QCOMPARE(desk.faults, QList<FaultCode>{FaultCode::HubFull});
    QCOMPARE(desk.departures, QList<Departure>{Departure::Refused});
    QCOMPARE(!told.first().isEmpty(), isTold);
    QVERIFY(wire->done.isEmpty()); // the switchboard is not there
}

void TestLinkPin::whoWasPutOutIsNotRefusedTwice()
{
    Desk desk;
    desk.core.dismiss(PeerNumber(1), Departure::Kicked);
    desk.wire->takeDone();
    desk.link->refuse({FaultCode::HubFull, {}});
    QVERIFY(desk.faults.isEmpty());
    QVERIFY(desk.wire->done.isEmpty());
}

SIGNALBOX_TEST(TestLinkPin)
#include "tst_linkpin.moc"
