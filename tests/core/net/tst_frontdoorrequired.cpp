// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/frontdoor.h"
#include "tests/support/opendoor.h"
#include "tests/support/papers.h"
#include "tests/support/rawclient.h"
#include "tests/support/secureclient.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;

/// What those meet who do not speak TLS where they must.
class TestFrontDoorRequired : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pagesAreMoved_data();
    void pagesAreMoved();
    void plainSocketsAreRefusedInWords();
    void probesOfThisMachineAreLeftAlone();
    void thoseWhoSpeakTlsAreServed();

private:
    std::unique_ptr<OpenDoor> openDoor();

    Papers m_papers;
    Credentials m_credentials = m_papers.credentials();
};

std::unique_ptr<OpenDoor> TestFrontDoorRequired::openDoor()
{
    auto door = std::make_unique<OpenDoor>();
    door->door().setEncryption(Encryption::Required, m_credentials);
    return door;
}

void TestFrontDoorRequired::pagesAreMoved_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("location");
    QTest::newRow("page") << QByteArray("GET / HTTP/1.1\r\nHost: 10.0.0.1:8080\r\n")
                          << QByteArray("308") << QByteArray("https://10.0.0.1:8080/");
    QTest::newRow("PIN and query")
        << QByteArray("GET /pin-123456/a%20b?c=d HTTP/1.1\r\nHost: [fe80::1]\r\n")
        << QByteArray("308") << QByteArray("https://[fe80::1]/pin-123456/a%20b?c=d");
    QTest::newRow("health of others") << QByteArray("GET /health HTTP/1.1\r\nHost: hub\r\n")
                                      << QByteArray("308") << QByteArray("https://hub/health");
    QTest::newRow("HEAD") << QByteArray("HEAD /x HTTP/1.1\r\nHost: hub\r\n") << QByteArray("308")
                          << QByteArray("https://hub/x");
    QTest::newRow("no host") << QByteArray("GET / HTTP/1.1\r\n") << QByteArray("400")
                             << QByteArray();
    QTest::newRow("two hosts") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n")
                               << QByteArray("400") << QByteArray();
    QTest::newRow("odd host") << QByteArray("GET / HTTP/1.1\r\nHost: a/b\r\n") << QByteArray("400")
                              << QByteArray();
    QTest::newRow("a name and a host")
        << QByteArray("GET / HTTP/1.1\r\nHost: me@hub\r\n") << QByteArray("400") << QByteArray();
}

void TestFrontDoorRequired::pagesAreMoved()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, location);
    const auto door = openDoor();
    RawClient client;
    QVERIFY(client.connectTo(door->port()));
    client.write(request + "\r\n");
    QVERIFY(client.waitForEnd());
    QVERIFY2(client.bytes().startsWith("HTTP/1.1 " + status + ' '), client.bytes().constData());
    const QByteArray header = "\r\nLocation: " + location + "\r\n";
    QCOMPARE(
        client.bytes().contains(location.isEmpty() ? "Location" : header), !location.isEmpty());
    QVERIFY(door->rejections().isEmpty());
}

void TestFrontDoorRequired::plainSocketsAreRefusedInWords()
{
    const auto door = openDoor();
    RawClient client;
    QVERIFY(client.connectTo(door->port()));
    client.write(RawClient::upgradeRequest());
    QVERIFY(client.waitForEnd());
    QVERIFY(client.bytes().startsWith("HTTP/1.1 426 "));
    QVERIFY(client.bytes().contains("wss://"));
    QCOMPARE(door->rejections(), QList<Rejection>{Rejection::NotEncrypted});
    QVERIFY(door->guests().empty());
}

void TestFrontDoorRequired::probesOfThisMachineAreLeftAlone()
{
    const auto door = openDoor();
    door->sayMetrics("signalbox_up 1\n");
    for (const char* path : {"/healthz", "/metrics"}) {
        RawClient client;
        QVERIFY(client.connectTo(door->port()));
        client.write(QByteArray("GET ") + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        QVERIFY(client.waitForEnd());
        QVERIFY2(client.bytes().startsWith("HTTP/1.1 200 "), client.bytes().constData());
    }
}

void TestFrontDoorRequired::thoseWhoSpeakTlsAreServed()
{
    const auto door = openDoor();
    SecureClient socket(m_papers.authority());
    QVERIFY(socket.connectTo(door->port()));
    socket.write(RawClient::upgradeRequest());
    QVERIFY(door->waitForGuests(1));
    SecureClient page;
    QVERIFY(page.connectTo(door->port()));
    page.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    QVERIFY(page.waitForEnd());
    QVERIFY(page.bytes().startsWith("HTTP/1.1 200 "));
}

SIGNALBOX_TEST(TestFrontDoorRequired)
#include "tst_frontdoorrequired.moc"
