// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/frontdoor.h"
#include "tests/support/opendoor.h"
#include "tests/support/papers.h"
#include "tests/support/rawclient.h"
#include "tests/support/secureclient.h"
#include "tests/support/suite.h"

#include <QCoreApplication>
#include <QTest>
#include <QWebSocket>

using namespace Signalbox;
using namespace std::chrono_literals;

namespace {

/// A ClientHello as a client would send whose newest version this is (RFC 5246 section 7.4.1.2).
QByteArray clientHello(const char* version)
{
    const QByteArray extensions = QByteArray::fromHex("000a0004"
                                                      "00020017" // curve P-256
                                                      "000b0002"
                                                      "0100" // points uncompressed
                                                      "000d0008"
                                                      "0006"
                                                      "040304010503");
    const QByteArray ciphers = QByteArray::fromHex("c02bc02fc02cc030c009c013c00ac014");
    QByteArray hello = QByteArray::fromHex(version) + QByteArray(32, 'r') + '\0';
    hello += '\0' + QByteArray(1, char(ciphers.size())) + ciphers + QByteArray::fromHex("0100");
    hello += '\0' + QByteArray(1, char(extensions.size())) + extensions;
    const QByteArray message
        = QByteArray::fromHex("010000") + QByteArray(1, char(hello.size())) + hello;
    return QByteArray::fromHex("160301") + '\0' + QByteArray(1, char(message.size())) + message;
}

} // namespace

/// One port for those who speak TLS and those who do not.
class TestFrontDoorTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onePortServesPagesInBothWays();
    void onePortServesSocketsInBothWays();
    void garbageIsNoHandshake_data();
    void garbageIsNoHandshake();
    void oldVersionsAreRefused_data();
    void oldVersionsAreRefused();
    void whateverProtocolIsOfferedItIsHttp_data();
    void whateverProtocolIsOfferedItIsHttp();
    void onlyCheapKeyExchangesAreTaken_data();
    void onlyCheapKeyExchangesAreTaken();
    void aStalledHandshakeIsDropped();
    void aSlowHeadInsideIsTimedOut();
    void aHeadThatIsTooLargeIsRefusedInside();
    void aFrameBehindTheHeadIsRefusedInside();
    void whoDoesNotTrustTheHubIsNotBlamed_data();
    void whoDoesNotTrustTheHubIsNotBlamed();
    void whoSendsGarbageIsBlamed();
    void otherCredentialsMeetOnlyNewcomers();
    void whoIsInStaysWhenEncryptionEnds();
    void shuttingDropsWhoWaits();

private:
    std::unique_ptr<OpenDoor> openDoor();
    QWebSocket* secureSocket(quint16 port);

    Papers m_papers;
    Credentials m_credentials = m_papers.credentials();
};

std::unique_ptr<OpenDoor> TestFrontDoorTls::openDoor()
{
    auto door = std::make_unique<OpenDoor>();
    door->door().setEncryption(Encryption::Offered, m_credentials);
    return door;
}

/// A decent client that trusts the hub's authority and nobody else.
QWebSocket* TestFrontDoorTls::secureSocket(quint16 port)
{
    auto* socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
    QSslConfiguration configuration = socket->sslConfiguration();
    configuration.setCaCertificates({m_papers.authority()});
    socket->setSslConfiguration(configuration);
    socket->open(QUrl(u"wss://127.0.0.1:%1/room?a=b"_qs.arg(port)));
    return socket;
}

void TestFrontDoorTls::onePortServesPagesInBothWays()
{
    const auto door = openDoor();
    RawClient plain;
    QVERIFY(plain.connectTo(door->port()));
    plain.write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    QVERIFY(plain.waitForEnd());
    QVERIFY(plain.bytes().endsWith("\r\n\r\nok\n"));

    SecureClient secure(m_papers.authority());
    QVERIFY(secure.connectTo(door->port()));
    secure.write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    QVERIFY(secure.waitForEnd());
    QVERIFY2(secure.bytes().endsWith("\r\n\r\nok\n"), secure.bytes().constData());
    QVERIFY(door->rejections().isEmpty());
}

void TestFrontDoorTls::onePortServesSocketsInBothWays()
{
    const auto door = openDoor();
    RawClient plain;
    QVERIFY(plain.upgrade(door->port()));
    QVERIFY(door->waitForGuests(1));
    QVERIFY(!door->guest().caller.encrypted);
    plain.sendText("plainly");
    QTRY_COMPARE(door->guest().received, QByteArrayList{"plainly"});

    QWebSocket* secure = secureSocket(door->port());
    QVERIFY(door->waitForGuests(2));
    QVERIFY(door->guest().caller.encrypted);
    QCOMPARE(door->guest().caller.address, u"127.0.0.1"_qs);
    QCOMPARE(door->guest().caller.port, secure->localPort());
    QCOMPARE(door->guest().caller.path, QByteArray("/room"));
    QCOMPARE(door->guest().caller.query, QByteArray("a=b"));
    QTRY_COMPARE(secure->state(), QAbstractSocket::ConnectedState);
    QString heard;
    connect(secure, &QWebSocket::textMessageReceived, this,
        [&heard](const QString& text) { heard = text; });
    secure->sendTextMessage(u"secretly"_qs);
    QTRY_COMPARE(door->guest().received, QByteArrayList{"secretly"});
    door->guest().wire->send(Frame::fromText("and back"));
    QTRY_COMPARE(heard, u"and back"_qs);
    QVERIFY(door->rejections().isEmpty());
    delete secure;
}

void TestFrontDoorTls::garbageIsNoHandshake_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("zeros") << QByteArray("\x16") + QByteArray(100, '\0');
    QTest::newRow("no handshake") << QByteArray::fromHex("160301000401020304");
    QTest::newRow("HTTP after it") << QByteArray("\x16GET / HTTP/1.1\r\nHost: x\r\n\r\n");
}

void TestFrontDoorTls::garbageIsNoHandshake()
{
    QFETCH(QByteArray, bytes);
    const auto door = openDoor();
    RawClient client;
    QVERIFY(client.connectTo(door->port()));
    client.write(bytes);
    QVERIFY(client.waitForEnd());
    QCOMPARE(door->rejections(), QList<Rejection>{Rejection::BadTls});
    QCOMPARE(door->rejectedAddresses(), QStringList{u"127.0.0.1"_qs});
    QVERIFY(!door->details().first().isEmpty());
    QVERIFY(!client.bytes().contains("HTTP/1.1"));
}

void TestFrontDoorTls::oldVersionsAreRefused_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("SSL 3.0") << QByteArray("0300") << false;
    QTest::newRow("TLS 1.0") << QByteArray("0301") << false;
    QTest::newRow("TLS 1.1") << QByteArray("0302") << false;
    QTest::newRow("TLS 1.2") << QByteArray("0303") << true;
}

void TestFrontDoorTls::oldVersionsAreRefused()
{
    QFETCH(QByteArray, version);
    QFETCH(bool, isTaken);
    const auto door = openDoor();
    RawClient client;
    QVERIFY(client.connectTo(door->port()));
    client.write(clientHello(version.constData()));
    if (isTaken) {
        QTRY_VERIFY(client.bytes().startsWith(QByteArray::fromHex("160303")));
        QVERIFY(door->rejections().isEmpty());
        return;
    }
    QVERIFY(client.waitForEnd());
    // An alert, a fatal one (RFC 5246 section 7.2).
    QVERIFY(client.bytes().startsWith('\x15'));
    QVERIFY2(client.bytes().mid(3, 3) == QByteArray::fromHex("000202"),
        client.bytes().toHex().constData());
    QCOMPARE(door->rejections(), QList<Rejection>{Rejection::BadTls});
}

void TestFrontDoorTls::whateverProtocolIsOfferedItIsHttp_data()
{
    QTest::addColumn<QByteArrayList>("offered");
    QTest::newRow("as browsers do") << QByteArrayList{"h2", "http/1.1"};
    QTest::newRow("as WebSockets do") << QByteArrayList{"http/1.1"};
    QTest::newRow("HTTP/2 only") << QByteArrayList{"h2"};
    QTest::newRow("none") << QByteArrayList();
}

void TestFrontDoorTls::whateverProtocolIsOfferedItIsHttp()
{
    QFETCH(QByteArrayList, offered);
    const auto door = openDoor();
    SecureClient client;
    QSslConfiguration offer = client.socket().sslConfiguration();
    offer.setAllowedNextProtocols(offered);
    client.socket().setSslConfiguration(offer);
    QVERIFY2(client.connectTo(door->port()), qPrintable(client.socket().errorString()));
    client.write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    QVERIFY(client.waitForText("\r\n\r\nok\n"));
    QVERIFY(door->rejections().isEmpty());
}

void TestFrontDoorTls::onlyCheapKeyExchangesAreTaken_data()
{
    QTest::addColumn<QByteArray>("group");
    QTest::addColumn<bool>("isTaken");
    for (const char* name : {"X25519", "P-256", "P-384"}) {
        QTest::newRow(name) << QByteArray(name) << true;
    }
    for (const char* name : {"P-521", "X448", "ffdhe2048", "ffdhe8192"}) {
        QTest::newRow(name) << QByteArray(name) << false;
    }
}

void TestFrontDoorTls::onlyCheapKeyExchangesAreTaken()
{
    QFETCH(QByteArray, group);
    QFETCH(bool, isTaken);
    const auto door = openDoor();
    SecureClient client;
    QSslConfiguration offer = client.socket().sslConfiguration();
    offer.setProtocol(QSsl::TlsV1_3);
    offer.setBackendConfigurationOption("Groups", group);
    client.socket().setSslConfiguration(offer);
    QTEST(client.connectTo(door->port()), "isTaken");
    QCOMPARE(door->rejections().contains(Rejection::BadTls), !isTaken);
}

void TestFrontDoorTls::aStalledHandshakeIsDropped()
{
    const auto door = openDoor();
    RawClient client;
    QVERIFY(client.connectTo(door->port()));
    client.write(stalledHello());
    RawClient witness;
    QVERIFY(witness.upgrade(door->port())); // so that the other one has been seen
    door->clock().advance(4999ms);
    QCoreApplication::processEvents();
    QVERIFY(!client.hasEnded());
    door->clock().advance(1ms);
    QVERIFY(client.waitForEnd());
    QCOMPARE(door->rejections(), QList<Rejection>{Rejection::BadTls});
    QVERIFY(!witness.hasEnded());
}

void TestFrontDoorTls::aSlowHeadInsideIsTimedOut()
{
    const auto door = openDoor();
    SecureClient client;
    QVERIFY(client.connectTo(door->port()));
    client.write("GET / HTTP/1.1\r\n");
    QCoreApplication::processEvents();
    door->clock().advance(5s);
    QVERIFY(client.waitForEnd());
    QVERIFY2(client.bytes().startsWith("HTTP/1.1 408 "), client.bytes().constData());
    QCOMPARE(door->rejections(), QList<Rejection>{Rejection::HeadTimeout});
}

void TestFrontDoorTls::aHeadThatIsTooLargeIsRefusedInside()
{
    const auto door = openDoor();
    SecureClient client;
    QVERIFY(client.connectTo(door->port()));
    client.write("GET / HTTP/1.1\r\nX: " + QByteArray(100 * 1024, 'x'));
    QVERIFY(client.waitForEnd());
    QVERIFY2(client.bytes().startsWith("HTTP/1.1 431 "), client.bytes().constData());
    QCOMPARE(door->rejections(), QList<Rejection>{Rejection::HeadTooLarge});
}

void TestFrontDoorTls::aFrameBehindTheHeadIsRefusedInside()
{
    const auto door = openDoor();
    SecureClient client;
    QVERIFY(client.connectTo(door->port()));
    client.write(RawClient::upgradeRequest() + RawClient::encode({.payload = "early"}));
    QVERIFY(client.waitForEnd());
    QVERIFY2(client.bytes().startsWith("HTTP/1.1 400 "), client.bytes().constData());
    QCOMPARE(door->rejections(), QList<Rejection>{Rejection::BadUpgrade});
}

void TestFrontDoorTls::whoDoesNotTrustTheHubIsNotBlamed_data()
{
    QTest::addColumn<QByteArray>("alert");
    QTest::newRow("says so") << QByteArray::fromHex("15030300020230"); // fatal, unknown_ca
    QTest::newRow("goes without a word") << QByteArray();
}

void TestFrontDoorTls::whoDoesNotTrustTheHubIsNotBlamed()
{
    QFETCH(QByteArray, alert);
    constexpr int MoreThanAreForgiven = 40;
    const auto door = openDoor();
    for (int i = 0; i < MoreThanAreForgiven; ++i) {
        RawClient client;
        QVERIFY(client.connectTo(door->port()));
        client.write(clientHello("0303"));
        QTRY_VERIFY(!client.bytes().isEmpty());
        client.write(alert);
        client.tcp().disconnectFromHost();
        QVERIFY(client.waitForEnd());
    }
    QTRY_COMPARE(door->rejections(), QList<Rejection>(MoreThanAreForgiven, Rejection::BadTls));
    RawClient another;
    QVERIFY(another.upgrade(door->port()));
}

void TestFrontDoorTls::whoSendsGarbageIsBlamed()
{
    const auto door = openDoor();
    for (int i = 0; i < 100 && door->doorman().hasPatienceWith(u"127.0.0.1"_qs); ++i) {
        RawClient client;
        QVERIFY(client.connectTo(door->port()));
        client.write(QByteArray("\x16") + QByteArray(100, '\0'));
        QVERIFY(client.waitForEnd());
    }
    QVERIFY(!door->doorman().hasPatienceWith(u"127.0.0.1"_qs));
}

void TestFrontDoorTls::otherCredentialsMeetOnlyNewcomers()
{
    const auto door = openDoor();
    const std::unique_ptr<QWebSocket> socket(secureSocket(door->port()));
    QVERIFY(door->waitForGuests(1));
    const Credentials others = m_papers.credentials();
    QVERIFY(others.chain.first() != m_credentials.chain.first());
    door->door().setEncryption(Encryption::Offered, others);
    SecureClient newcomer(m_papers.authority());
    QVERIFY(newcomer.connectTo(door->port()));
    QVERIFY(newcomer.socket().peerCertificate() == others.chain.first());
    socket->sendTextMessage(u"still here"_qs);
    QTRY_COMPARE(door->guest().received, QByteArrayList{"still here"});
}

void TestFrontDoorTls::whoIsInStaysWhenEncryptionEnds()
{
    const auto door = openDoor();
    const std::unique_ptr<QWebSocket> socket(secureSocket(door->port()));
    QVERIFY(door->waitForGuests(1));
    door->door().setEncryption(Encryption::Off, {});
    RawClient plain;
    QVERIFY(plain.upgrade(door->port()));
    QVERIFY(door->waitForGuests(2));
    socket->sendTextMessage(u"still here"_qs);
    QTRY_COMPARE(door->guests().front()->received, QByteArrayList{"still here"});
}

void TestFrontDoorTls::shuttingDropsWhoWaits()
{
    const auto door = openDoor();
    RawClient silent;
    QVERIFY(silent.connectTo(door->port()));
    RawClient halfway;
    QVERIFY(halfway.connectTo(door->port()));
    halfway.write(QByteArray::fromHex("1603"));
    const std::unique_ptr<QWebSocket> inside(secureSocket(door->port()));
    QVERIFY(door->waitForGuests(1));
    door->door().shut();
    QVERIFY(silent.waitForEnd());
    QVERIFY(halfway.waitForEnd());
    inside->sendTextMessage(u"still here"_qs);
    QTRY_COMPARE(door->guest().received, QByteArrayList{"still here"});
}

SIGNALBOX_TEST(TestFrontDoorTls)
#include "tst_frontdoortls.moc"
