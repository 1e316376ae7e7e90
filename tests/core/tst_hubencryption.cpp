// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/rawclient.h"
#include "tests/support/runninghub.h"
#include "tests/support/suite.h"
#include "tests/support/testclient.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace Signalbox;

namespace {

HubConfig encrypted(Encryption encryption, const QString& folder = {})
{
    HubConfig config;
    config.limits = RunningHub::quickLimits();
    config.tls.encryption = encryption;
    config.stateFolder = folder;
    return config;
}

/// What the hub offers devices to trust.
QList<QSslCertificate> authorityOf(quint16 port)
{
    RawClient client;
    if (!client.connectTo(port)) {
        return {};
    }
    client.write("GET /signalbox-ca.pem HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    client.waitForEnd();
    return QSslCertificate::fromData(client.bytes().mid(client.bytes().indexOf("\r\n\r\n") + 4));
}

/// Comes in over TLS, trusting these and nobody else.
bool connectSecurely(TestClient& client, quint16 port, const QList<QSslCertificate>& trusted)
{
    QSslConfiguration configuration;
    configuration.setCaCertificates(trusted);
    client.socket().setSslConfiguration(configuration);
    client.socket().open(QUrl(QStringLiteral("wss://127.0.0.1:%1/ws").arg(port)));
    return QTest::qWaitFor([&client] { return client.isOpen(); });
}

/// The names for which the hub shows a certificate.
QStringList certifiedNames(quint16 port)
{
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.connectToHostEncrypted(u"127.0.0.1"_qs, port);
    if (!QTest::qWaitFor([&socket] { return socket.isEncrypted(); })) {
        return {};
    }
    return socket.peerCertificate().subjectAlternativeNames().values(QSsl::DnsEntry);
}

} // namespace

/// TLS on the hub's one port, as the owner turns it on and off.
class TestHubEncryption : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoTrustsTheAuthorityMeetsWhoComesInPlain();
    void whoTrustsNobodyStaysOutside();
    void turnedOnAndOffNobodyIsDropped();
    void requiredNobodyComesInPlain();
    void whatIsRequiredHoldsWithTheCertificateThatThereIs();
    void theAuthorityOutlivesTheHub();
    void aForgottenAuthorityIsAnotherOne();
    void aNameThatTheOwnerListsIsInTheCertificate();
    void ownersFilesThatDoNotExistAreNamed();
    void badOwnersFilesDoNotStopAHubThatRuns();
};

void TestHubEncryption::whoTrustsTheAuthorityMeetsWhoComesInPlain()
{
    RunningHub hub(encrypted(Encryption::Offered));
    QVERIFY(hub.isListening());
    QCOMPARE(hub.hub().state().encryption, Encryption::Offered);
    QVERIFY(!hub.hub().state().authorityFingerprint.isEmpty());
    TestClient secure;
    QVERIFY(connectSecurely(secure, hub.port(), authorityOf(hub.port())));
    QVERIFY(!secure.join("ann", "red").isEmpty());
    TestClient plain;
    QVERIFY(plain.connectTo(hub.port()));
    QVERIFY(!plain.join("bob", "red").isEmpty());
    plain.send(R"({"type":"offer","text":"hello"})");
    QCOMPARE(secure.expect(u"offer"_qs).value(u"senderId"_qs).toString(), u"bob"_qs);
    secure.send(R"({"type":"answer","receiverId":"bob"})");
    QCOMPARE(plain.expect(u"answer"_qs).value(u"senderId"_qs).toString(), u"ann"_qs);
    QVERIFY(hub.waitForRows(2));
    QVERIFY(hub.row(u"ann"_qs)->peer.origin.encrypted);
    QVERIFY(!hub.row(u"bob"_qs)->peer.origin.encrypted);
}

void TestHubEncryption::whoTrustsNobodyStaysOutside()
{
    RunningHub hub(encrypted(Encryption::Offered));
    TestClient stranger;
    QSslConfiguration configuration;
    configuration.setCaCertificates({});
    stranger.socket().setSslConfiguration(configuration);
    stranger.socket().open(QUrl(QStringLiteral("wss://127.0.0.1:%1/ws").arg(hub.port())));
    QVERIFY(stranger.waitForEnd());
    QVERIFY(hub.snapshot()->rows.empty());
}

void TestHubEncryption::turnedOnAndOffNobodyIsDropped()
{
    RunningHub hub(encrypted(Encryption::Off));
    TestClient plain;
    QVERIFY(plain.connectTo(hub.port()));
    QVERIFY(!plain.join("bob", "red").isEmpty());

    hub.hub().configure(encrypted(Encryption::Offered));
    QTRY_COMPARE(hub.hub().state().encryption, Encryption::Offered);
    TestClient secure;
    QVERIFY(connectSecurely(secure, hub.port(), authorityOf(hub.port())));
    QVERIFY(!secure.join("ann", "red").isEmpty());

    hub.hub().configure(encrypted(Encryption::Off));
    QTRY_COMPARE(hub.hub().state().encryption, Encryption::Off);
    secure.send(R"({"type":"offer"})");
    QCOMPARE(plain.expect(u"offer"_qs).value(u"senderId"_qs).toString(), u"ann"_qs);
    QVERIFY(plain.isOpen());
    QVERIFY(secure.isOpen());
}

void TestHubEncryption::requiredNobodyComesInPlain()
{
    RunningHub hub(encrypted(Encryption::Required));
    QVERIFY(hub.isListening());
    RawClient plain;
    QVERIFY(!plain.upgrade(hub.port()));
    QCOMPARE(plain.httpStatus(), 426);
    RawClient page;
    QVERIFY(page.connectTo(hub.port()));
    page.write("GET /docs HTTP/1.1\r\nHost: 127.0.0.1:81\r\n\r\n");
    QVERIFY(page.waitForEnd());
    QVERIFY(page.bytes().startsWith("HTTP/1.1 308 "));
    QVERIFY(page.bytes().contains("Location: https://127.0.0.1:81/docs\r\n"));
}

void TestHubEncryption::whatIsRequiredHoldsWithTheCertificateThatThereIs()
{
    RunningHub hub(encrypted(Encryption::Offered));
    HubConfig required = encrypted(Encryption::Required);
    required.tls.certificateFile = u"/nowhere/hub.pem"_qs;
    required.tls.keyFile = required.tls.certificateFile;
    hub.hub().configure(required);
    QTRY_COMPARE(hub.hub().state().troubles.size(), 1);
    QCOMPARE(hub.hub().state().encryption, Encryption::Required);
    RawClient plain;
    QVERIFY(!plain.upgrade(hub.port()));
    QCOMPARE(plain.httpStatus(), 426);
}

void TestHubEncryption::theAuthorityOutlivesTheHub()
{
    const QTemporaryDir folder;
    QString before;
    {
        RunningHub hub(encrypted(Encryption::Offered, folder.path()));
        before = hub.hub().state().authorityFingerprint;
        QVERIFY(!before.isEmpty());
    }
    RunningHub hub(encrypted(Encryption::Offered, folder.path()));
    QCOMPARE(hub.hub().state().authorityFingerprint, before);
}

void TestHubEncryption::aForgottenAuthorityIsAnotherOne()
{
    RunningHub hub(encrypted(Encryption::Offered));
    const QString before = hub.hub().state().authorityFingerprint;
    TestClient secure;
    QVERIFY(connectSecurely(secure, hub.port(), authorityOf(hub.port())));
    hub.hub().forgetAuthority();
    QTRY_VERIFY(hub.hub().state().authorityFingerprint != before);
    QVERIFY(!hub.hub().state().authorityFingerprint.isEmpty());
    QVERIFY(!secure.join("ann").isEmpty());
    TestClient later;
    QVERIFY(connectSecurely(later, hub.port(), authorityOf(hub.port())));
}

void TestHubEncryption::aNameThatTheOwnerListsIsInTheCertificate()
{
    HubConfig config = encrypted(Encryption::Offered);
    config.admission.hostNames = {u"train.lan"_qs};
    RunningHub hub(config);
    QVERIFY(hub.isListening());
    QVERIFY(certifiedNames(hub.port()).contains(u"train.lan"_qs));

    config.admission.hostNames = {u"bus.lan"_qs};
    hub.hub().configure(config);
    QTRY_VERIFY(certifiedNames(hub.port()).contains(u"bus.lan"_qs));
    QVERIFY(!certifiedNames(hub.port()).contains(u"train.lan"_qs));
}

void TestHubEncryption::ownersFilesThatDoNotExistAreNamed()
{
    HubConfig config = encrypted(Encryption::Offered);
    config.tls.certificateFile = u"/nowhere/hub.pem"_qs;
    config.tls.keyFile = u"/nowhere/hub.key"_qs;
    RunningHub hub(config);
    QVERIFY(hub.waitForPhase(HubState::Phase::Failed));
    QCOMPARE(hub.hub().state().failure.cause, ListenFailure::Cause::NoCertificate);
    QVERIFY(hub.hub().state().failure.systemText.contains(u"/nowhere/hub.pem"_qs));
}

void TestHubEncryption::badOwnersFilesDoNotStopAHubThatRuns()
{
    RunningHub hub(encrypted(Encryption::Offered));
    const QList<QSslCertificate> trusted = authorityOf(hub.port());
    HubConfig bad = encrypted(Encryption::Offered);
    bad.tls.certificateFile = u"/nowhere/hub.pem"_qs;
    bad.tls.keyFile = bad.tls.certificateFile;
    hub.hub().configure(bad);
    QTRY_COMPARE(hub.hub().state().troubles.size(), 1);
    QVERIFY(hub.hub().state().troubles.first().contains(u"/nowhere/hub.pem"_qs));
    TestClient secure;
    QVERIFY(connectSecurely(secure, hub.port(), trusted));
    hub.hub().configure(encrypted(Encryption::Offered));
    QTRY_VERIFY(hub.hub().state().troubles.isEmpty());
}

SIGNALBOX_TEST(TestHubEncryption)
#include "tst_hubencryption.moc"
