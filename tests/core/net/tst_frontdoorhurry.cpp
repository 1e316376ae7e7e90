// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/frontdoor.h"
#include "core/net/securesocket.h"
#include "tests/support/opendoor.h"
#include "tests/support/papers.h"
#include "tests/support/rawclient.h"
#include "tests/support/secureclient.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;
using namespace std::chrono_literals;

namespace {

const QByteArray question = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";

void losePatience(OpenDoor& door)
{
    const QString address = u"127.0.0.1"_qs;
    for (int i = 0; i < 100 && door.doorman().hasPatienceWith(address); ++i) {
        door.doorman().noteFailure(address);
    }
}

bool isSomebodyInByTls(OpenDoor& door)
{
    return std::any_of(door.guests().begin(), door.guests().end(),
        [](const auto& guest) { return guest->caller.encrypted; });
}

} // namespace

/// What an address has to expect that fails again and again, and what those who share it have not.
class TestFrontDoorHurry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neighbourOfAnAddressThatSendsGarbageStillGetsIn();
    void whatIsNoRequestIsAnsweredAtOnce_data();
    void whatIsNoRequestIsAnsweredAtOnce();
    void aHeadOfSeveralSegmentsMayComeInPieces_data();
    void aHeadOfSeveralSegmentsMayComeInPieces();
    void halfARequestHasASecond();
    void silenceLastsASecond();
    void whoCameBeforeIsNotHurried();
    void refusalsKeepTheirWords();
    void overTlsTheNeighbourGetsInAsWell();
    void whatIsNoRequestInsideTlsIsAnsweredAtOnce();
    void silenceInsideTlsLastsASecond();
    void halfAHelloLastsASecond();
    void whoHasToWaitForItsHandshakeIsNotHurriedMeanwhile();
    void aClassThatSpeaksTlsGetsIn();

private:
    std::unique_ptr<OpenDoor> openDoor();
    bool stall(std::vector<std::unique_ptr<RawClient>>& clients, OpenDoor& door);

    Papers m_papers;
    Credentials m_credentials = m_papers.credentials();
};

/// One that offers TLS and has no patience with 127.0.0.1.
std::unique_ptr<OpenDoor> TestFrontDoorHurry::openDoor()
{
    auto door = std::make_unique<OpenDoor>();
    door->door().setEncryption(Encryption::Offered, m_credentials);
    losePatience(*door);
    return door;
}

/// More than may shake hands at a time begin to, and do not go on.
bool TestFrontDoorHurry::stall(std::vector<std::unique_ptr<RawClient>>& clients, OpenDoor& door)
{
    constexpr int Many = 40;
    for (int i = 0; i < Many; ++i) {
        clients.push_back(std::make_unique<RawClient>());
        if (!clients.back()->connectTo(door.port())) {
            return false;
        }
        clients.back()->write(stalledHello());
    }
    RawClient witness; // so that all of them have been seen
    return witness.upgrade(door.port());
}

void TestFrontDoorHurry::neighbourOfAnAddressThatSendsGarbageStillGetsIn()
{
    constexpr int Forgiven = 30;
    constexpr int Many = 100;
    OpenDoor door;
    for (int i = 0; i < Many; ++i) {
        RawClient failing;
        QVERIFY(failing.connectTo(door.port()));
        failing.write("hello\r\n\r\n");
        QVERIFY(failing.waitForEnd());
        QCOMPARE(failing.httpStatus(), i < Forgiven ? 400 : 429);
    }
    QCOMPARE(door.rejections().count(Rejection::TooOften), Many - Forgiven);
    RawClient neighbour;
    QVERIFY(neighbour.upgrade(door.port()));
    QVERIFY(door.waitForGuests(1));
    RawClient reader;
    QVERIFY(reader.connectTo(door.port()));
    reader.write(question);
    QVERIFY(reader.waitForEnd());
    QVERIFY2(reader.bytes().endsWith("ok\n"), reader.bytes().constData());
    QCOMPARE(door.rejections().size(), Many);
}

void TestFrontDoorHurry::whatIsNoRequestIsAnsweredAtOnce_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("an empty line") << QByteArray("\r\n");
    QTest::newRow("words") << QByteArray("hello");
    QTest::newRow("many words") << QByteArray(2000, 'x');
    QTest::newRow("STUN") << QByteArray::fromHex("000300082112a442") + QByteArray(20, 'x');
}

void TestFrontDoorHurry::whatIsNoRequestIsAnsweredAtOnce()
{
    QFETCH(QByteArray, bytes);
    OpenDoor door;
    losePatience(door);
    RawClient client;
    QVERIFY(client.connectTo(door.port()));
    client.write(bytes);
    QVERIFY(client.waitForEnd());
    QVERIFY2(client.bytes().startsWith("HTTP/1.1 429 "), client.bytes().constData());
    QCOMPARE(door.rejections(), QList<Rejection>{Rejection::TooOften});
    QCOMPARE(door.rejectedAddresses(), QStringList{u"127.0.0.1"_qs});
}

void TestFrontDoorHurry::aHeadOfSeveralSegmentsMayComeInPieces_data()
{
    QTest::addColumn<int>("size");
    QTest::newRow("of Ethernet") << 1400;
    QTest::newRow("the shortest") << 536;
    QTest::newRow("by a client in no hurry") << 100;
    QTest::newRow("within the first word") << 2;
}

void TestFrontDoorHurry::aHeadOfSeveralSegmentsMayComeInPieces()
{
    QFETCH(int, size);
    OpenDoor door;
    losePatience(door);
    RawClient client;
    QVERIFY(client.connectTo(door.port()));
    const QByteArray longHead
        = QByteArray(question).replace("Host", "Cookie: " + QByteArray(3000, 'x') + "\r\nHost");
    client.writeInPieces(longHead, size);
    QVERIFY(client.waitForEnd());
    QVERIFY2(client.bytes().endsWith("ok\n"), client.bytes().constData());
    QVERIFY(door.rejections().isEmpty());
}

void TestFrontDoorHurry::halfARequestHasASecond()
{
    OpenDoor door;
    losePatience(door);
    RawClient client;
    QVERIFY(client.connectTo(door.port()));
    client.write("GET / HTTP/1.1\r\n");
    RawClient witness; // so that it has been seen
    QVERIFY(witness.upgrade(door.port()));
    door.clock().advance(1s);
    QVERIFY(client.waitForEnd());
    QVERIFY2(client.bytes().startsWith("HTTP/1.1 429 "), client.bytes().constData());
    QCOMPARE(door.rejections(), QList<Rejection>{Rejection::TooOften});
}

void TestFrontDoorHurry::silenceLastsASecond()
{
    OpenDoor door;
    losePatience(door);
    RawClient elsewhere;
    QVERIFY(elsewhere.tcp().bind(QHostAddress(u"127.0.0.2"_qs)));
    QVERIFY(elsewhere.connectTo(door.port()));
    RawClient silent;
    QVERIFY(silent.connectTo(door.port()));
    RawClient witness; // so that both have been accepted
    QVERIFY(witness.upgrade(door.port()));
    door.clock().advance(999ms);
    RawClient late;
    QVERIFY(late.connectTo(door.port()));
    QVERIFY(!silent.hasEnded());
    door.clock().advance(1ms);
    QVERIFY(silent.waitForEnd());
    QVERIFY2(silent.bytes().startsWith("HTTP/1.1 429 "), silent.bytes().constData());
    QCOMPARE(door.rejections(), QList<Rejection>{Rejection::TooOften});
    for (RawClient* client : {&elsewhere, &late}) {
        client->write(question);
        QVERIFY(client->waitForEnd());
        QVERIFY(client->bytes().endsWith("ok\n"));
    }
}

void TestFrontDoorHurry::whoCameBeforeIsNotHurried()
{
    OpenDoor door;
    RawClient early;
    QVERIFY(early.connectTo(door.port()));
    early.write(question.first(10));
    RawClient witness; // so that it has been seen
    QVERIFY(witness.upgrade(door.port()));
    losePatience(door);
    door.clock().advance(4s);
    early.write(question.sliced(10));
    QVERIFY(early.waitForEnd());
    QVERIFY(early.bytes().endsWith("ok\n"));
}

void TestFrontDoorHurry::refusalsKeepTheirWords()
{
    OpenDoor door;
    losePatience(door);
    RawClient client;
    QVERIFY(client.connectTo(door.port()));
    client.write(upgradeAt("10.0.0.1", from("https://evil.example")));
    QVERIFY(client.waitForEnd());
    QVERIFY2(client.bytes().startsWith("HTTP/1.1 403 "), client.bytes().constData());
    QCOMPARE(door.rejections(), QList<Rejection>{Rejection::UnknownSite});
}

void TestFrontDoorHurry::overTlsTheNeighbourGetsInAsWell()
{
    const auto door = openDoor();
    for (int i = 0; i < 50; ++i) {
        RawClient failing;
        QVERIFY(failing.connectTo(door->port()));
        failing.write("\x16" + QByteArray(100, '\0'));
        QVERIFY(failing.waitForEnd());
    }
    SecureClient neighbour(m_papers.authority());
    neighbour.askWhenConnected(RawClient::upgradeRequest());
    QVERIFY(neighbour.connectTo(door->port()));
    QVERIFY(door->waitForGuests(1));
    RawClient plain;
    QVERIFY(plain.upgrade(door->port()));
    QCOMPARE(door->rejections(), QList<Rejection>(50, Rejection::BadTls));
}

void TestFrontDoorHurry::whatIsNoRequestInsideTlsIsAnsweredAtOnce()
{
    const auto door = openDoor();
    SecureClient client(m_papers.authority());
    QVERIFY(client.connectTo(door->port()));
    client.write("hello");
    QVERIFY(client.waitForEnd());
    QVERIFY2(client.bytes().startsWith("HTTP/1.1 429 "), client.bytes().constData());
    QCOMPARE(door->rejections(), QList<Rejection>{Rejection::TooOften});
}

void TestFrontDoorHurry::silenceInsideTlsLastsASecond()
{
    const auto door = openDoor();
    SecureClient client(m_papers.authority());
    QVERIFY(client.connectTo(door->port()));
    RawClient witness; // so that the door has its last word of the handshake
    QVERIFY(witness.upgrade(door->port()));
    door->clock().advance(999ms);
    QVERIFY(!client.hasEnded());
    door->clock().advance(1ms);
    QVERIFY(client.waitForEnd());
    QCOMPARE(door->rejections(), QList<Rejection>{Rejection::TooOften});
}

void TestFrontDoorHurry::halfAHelloLastsASecond()
{
    const auto door = openDoor();
    RawClient client;
    QVERIFY(client.connectTo(door->port()));
    client.write(stalledHello().first(200));
    RawClient witness; // so that it has been seen
    QVERIFY(witness.upgrade(door->port()));
    door->clock().advance(1s);
    QVERIFY(client.waitForEnd());
    QCOMPARE(door->rejections(), QList<Rejection>{Rejection::TooOften});
}

void TestFrontDoorHurry::whoHasToWaitForItsHandshakeIsNotHurriedMeanwhile()
{
    constexpr qsizetype MayShakeHands = 32;
    const auto door = openDoor();
    const auto shaking = [&door] { return door->door().findChildren<SecureSocket*>().size(); };
    std::vector<std::unique_ptr<RawClient>> stalled;
    QVERIFY(stall(stalled, *door));
    QTRY_COMPARE(shaking(), MayShakeHands);
    SecureClient neighbour(m_papers.authority());
    neighbour.askWhenConnected(RawClient::upgradeRequest());
    neighbour.socket().connectToHostEncrypted(u"127.0.0.1"_qs, door->port());
    QVERIFY(stall(stalled, *door)); // who came last comes first
    door->clock().advance(1s);
    QTRY_COMPARE(door->rejections().size(), MayShakeHands);
    QTRY_COMPARE(shaking(), MayShakeHands);
    QVERIFY(!isSomebodyInByTls(*door));
    door->clock().advance(1s);
    QTRY_VERIFY(isSomebodyInByTls(*door));
}

void TestFrontDoorHurry::aClassThatSpeaksTlsGetsIn()
{
    constexpr size_t Class = 100;
    const auto door = openDoor();
    const auto clients = crowdThatAsks(Class, door->port(), RawClient::upgradeRequest());
    QTRY_COMPARE_WITH_TIMEOUT(door->guests().size(), Class, 30'000);
    QVERIFY(door->rejections().isEmpty());
}

SIGNALBOX_TEST(TestFrontDoorHurry)
#include "tst_frontdoorhurry.moc"
