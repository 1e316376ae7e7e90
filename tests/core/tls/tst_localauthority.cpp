// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/tls/certificates.h"
#include "core/tls/pem.h"
#include "tests/core/tls/owncertificates.h"
#include "tests/support/suite.h"

#include <QCryptographicHash>
#include <QDir>
#include <QSslSocket>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>

#include <openssl/crypto.h>

using namespace Signalbox;

namespace {

const QDateTime now = QDateTime::currentDateTimeUtc();

const LocalAuthority::Names usual{
    {u"192.168.7.20"_qs, u"127.0.0.1"_qs, u"fd00::7"_qs}, {u"box.local"_qs}};

QSslCertificate certificateIn(const CredentialsOrError& credentials)
{
    return std::get<Credentials>(credentials).chain.constFirst();
}

QStringList namesIn(const CredentialsOrError& credentials)
{
    QStringList names = certificateIn(credentials).subjectAlternativeNames().values();
    names.sort();
    return names;
}

} // namespace

/// An authority that people have come to trust, and the certificates that it issues.
class TestLocalAuthority : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingIsTouchedBeforeItIsNeeded();
    void devicesThatTrustTheAuthorityAcceptTheHub_data();
    void devicesThatTrustTheAuthorityAcceptTheHub();
    void devicesThatDoNotTrustItDoNot();
    void qtAndTheAuthorityUseOneOpenSsl();
    void sameNamesKeepTheCertificate();
    void otherNamesGetAnotherCertificateOfTheSameAuthority();
    void namesThatClientsWouldRejectAreLeftOut();
    void withoutANameItIsForLocalhost();
    void aBareNameMustBeTheMachinesOwn();
    void certificatesAreReplacedInTime();
    void certificatesOfTheFutureAreReplaced();
    void anExpiredAuthoritySaysSo();
    void nearItsEndTheAuthorityKeepsItsCertificate();
    void theAuthorityCanBeHandedOut();

private:
    QString folder() const { return m_home->filePath(u"state/tls"_qs); }
    QString authorityFile() const { return folder() + u"/authority-private.pem"_qs; }
    CredentialsOrError ask(const QDateTime& when = now)
    {
        return LocalAuthority(folder()).certificateFor(usual, when);
    }

    std::unique_ptr<QTemporaryDir> m_home;
};

void TestLocalAuthority::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    QVERIFY(m_home->isValid());
}

void TestLocalAuthority::nothingIsTouchedBeforeItIsNeeded()
{
    LocalAuthority authority(folder());
    QVERIFY(authority.trusted().pem.isEmpty());
    QVERIFY(authority.trusted().der.isEmpty());
    QVERIFY(authority.trusted().fingerprint().isEmpty());
    QCOMPARE(authority.remove(), QString());
    QVERIFY(QDir(m_home->path()).isEmpty());
}

void TestLocalAuthority::devicesThatTrustTheAuthorityAcceptTheHub_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"192.168.7.20", "127.0.0.1", "fd00::7", "box.local"}) {
        QTest::newRow(name) << QString::fromLatin1(name);
    }
}

void TestLocalAuthority::devicesThatTrustTheAuthorityAcceptTheHub()
{
    QFETCH(QString, name);
    LocalAuthority authority(folder());
    const CredentialsOrError made = authority.certificateFor(usual, now);
    QCOMPARE(errorIn(made), QString());
    const QByteArray trusted = authority.trusted().pem;
    QCOMPARE(complaintOfClient(std::get<Credentials>(made), trusted, name), QString());
    const CredentialsOrError kept = authority.certificateFor(usual, now);
    QCOMPARE(complaintOfClient(std::get<Credentials>(kept), trusted, name), QString());
}

void TestLocalAuthority::devicesThatDoNotTrustItDoNot()
{
    const auto credentials = std::get<Credentials>(ask());
    LocalAuthority other(m_home->filePath(u"other"_qs));
    QCOMPARE(errorIn(other.certificateFor(usual, now)), QString());
    QVERIFY(!complaintOfClient(credentials, {}, u"box.local"_qs).isEmpty());
    QVERIFY(!complaintOfClient(credentials, other.trusted().pem, u"box.local"_qs).isEmpty());
    QVERIFY(!complaintOfClient(credentials, LocalAuthority(folder()).trusted().pem, u"x.local"_qs)
                 .isEmpty());
}

void TestLocalAuthority::qtAndTheAuthorityUseOneOpenSsl()
{
    QCOMPARE(QSslSocket::activeBackend(), u"openssl"_qs);
    QCOMPARE(quint64(QSslSocket::sslLibraryVersionNumber()), quint64(OpenSSL_version_num()));
    QStringList libraries;
    for (const QByteArray& line : bytesOf(u"/proc/self/maps"_qs).split('\n')) {
        if (line.contains("/libcrypto")) {
            libraries.append(QString::fromLocal8Bit(line.mid(line.indexOf('/'))));
        }
    }
    libraries.removeDuplicates();
    QCOMPARE(libraries.size(), 1);
}

void TestLocalAuthority::sameNamesKeepTheCertificate()
{
    LocalAuthority authority(folder());
    const QByteArray first = leafOf(authority.certificateFor(usual, now));
    LocalAuthority::Names shuffled{
        {u"fd00::7"_qs, u"::ffff:127.0.0.1"_qs, u"192.168.7.20"_qs, u"8.8.8.8"_qs},
        {u"BOX.local"_qs, u"box.local."_qs}};
    QCOMPARE(leafOf(authority.certificateFor(shuffled, now)), first);
    QCOMPARE(leafOf(LocalAuthority(folder()).certificateFor(usual, now.addDays(360))), first);
}

void TestLocalAuthority::otherNamesGetAnotherCertificateOfTheSameAuthority()
{
    LocalAuthority authority(folder());
    const CredentialsOrError first = authority.certificateFor(usual, now);
    const QByteArray trusted = authority.trusted().pem;
    LocalAuthority::Names moved = usual;
    moved.addresses[0] = u"192.168.7.21"_qs;
    const CredentialsOrError second = authority.certificateFor(moved, now);
    QVERIFY(leafOf(second) != leafOf(first));
    QVERIFY(std::get<Credentials>(second).key != std::get<Credentials>(first).key);
    QCOMPARE(authority.trusted().pem, trusted);
    QCOMPARE(
        complaintOfClient(std::get<Credentials>(second), trusted, u"192.168.7.21"_qs), QString());
    QVERIFY(
        !complaintOfClient(std::get<Credentials>(second), trusted, u"192.168.7.20"_qs).isEmpty());
}

void TestLocalAuthority::namesThatClientsWouldRejectAreLeftOut()
{
    LocalAuthority authority(folder());
    const LocalAuthority::Names mixed{
        {u"10.0.0.5"_qs, u"8.8.8.8"_qs, u"2001:db8::1"_qs, u"fe80::1%eth0"_qs, u"nonsense"_qs},
        {u"box.lan"_qs, u"hub.example.org"_qs, u"*.local"_qs, u"no name"_qs, QString()}};
    const CredentialsOrError made = authority.certificateFor(mixed, now);
    QCOMPARE(namesIn(made), (QStringList{u"10.0.0.5"_qs, u"box.lan"_qs, u"fe80::1"_qs}));
    QCOMPARE(
        complaintOfClient(std::get<Credentials>(made), authority.trusted().pem, u"10.0.0.5"_qs),
        QString());
}

void TestLocalAuthority::withoutANameItIsForLocalhost()
{
    LocalAuthority authority(folder());
    const CredentialsOrError made = authority.certificateFor({{u"8.8.8.8"_qs}, {}}, now);
    QCOMPARE(namesIn(made), QStringList{u"localhost"_qs});
    QCOMPARE(leafOf(authority.certificateFor({}, now)), leafOf(made));
}

void TestLocalAuthority::aBareNameMustBeTheMachinesOwn()
{
    const QString own = QSysInfo::machineHostName().section(u'.', 0, 0).toLower();
    LocalAuthority authority(folder());
    const CredentialsOrError made
        = authority.certificateFor({{}, {u"nobodys-host"_qs, u"x.local"_qs, own}}, now);
    QVERIFY(!namesIn(made).contains(u"nobodys-host"_qs));
    // With the name that was the machine's when the authority was made, not with today's.
    writeBytes(authorityFile(), [] {
        const KeyPair other = makeAuthority(u"nobodys-host"_qs, now);
        return pemOf(other.key.get()) + pemOf(other.certificate.get());
    }());
    const CredentialsOrError again
        = authority.certificateFor({{}, {u"nobodys-host"_qs, u"other-host"_qs}}, now);
    QCOMPARE(namesIn(again), QStringList{u"nobodys-host"_qs});
}

void TestLocalAuthority::certificatesAreReplacedInTime()
{
    const QByteArray first = leafOf(ask());
    const QDateTime end = QSslCertificate(first, QSsl::Der).expiryDate();
    QCOMPARE(leafOf(ask(end.addDays(-30).addSecs(-1))), first);
    const CredentialsOrError second = ask(end.addDays(-30));
    QVERIFY(leafOf(second) != first);
    QVERIFY(certificateIn(second).expiryDate() > end.addDays(300));
    const CredentialsOrError third = ask(end.addYears(3));
    QVERIFY(leafOf(third) != leafOf(second));
    QVERIFY(certificateIn(third).effectiveDate() <= end.addYears(3));
}

void TestLocalAuthority::certificatesOfTheFutureAreReplaced()
{
    const QByteArray trusted = (ask(), LocalAuthority(folder()).trusted().pem);
    const QDateTime before = now.addYears(-3);
    const CredentialsOrError made = ask(before);
    QCOMPARE(errorIn(made), QString());
    QVERIFY(certificateIn(made).effectiveDate() <= before);
    QVERIFY(certificateIn(made).expiryDate() > before);
    QVERIFY(certificateIn(ask()).expiryDate() > now);
    QCOMPARE(LocalAuthority(folder()).trusted().pem, trusted);
}

void TestLocalAuthority::anExpiredAuthoritySaysSo()
{
    ask();
    const QByteArray before = bytesOf(authorityFile());
    const QString sentence = errorIn(ask(now.addYears(10).addDays(1)));
    QVERIFY2(sentence.contains(authorityFile()), qPrintable(sentence));
    QVERIFY2(sentence.contains(u" expired on 20"), qPrintable(sentence));
    QCOMPARE(bytesOf(authorityFile()), before);
}

void TestLocalAuthority::nearItsEndTheAuthorityKeepsItsCertificate()
{
    ask();
    const QDateTime late = now.addYears(10).addDays(-10);
    const QByteArray last = leafOf(ask(late));
    QCOMPARE(leafOf(ask(late.addDays(5))), last);
}

void TestLocalAuthority::theAuthorityCanBeHandedOut()
{
    ask();
    const LocalAuthority authority(folder());
    const QByteArray der = authority.trusted().der;
    QVERIFY(!der.isEmpty());
    QVERIFY(!authority.trusted().pem.contains("PRIVATE"));
    QCOMPARE(QSslCertificate(authority.trusted().pem, QSsl::Pem).toDer(), der);
    const QString fingerprint = authority.trusted().fingerprint();
    QCOMPARE(fingerprint.size(), 32 * 3 - 1);
    QCOMPARE(fingerprint, fingerprint.toUpper());
    QCOMPARE(QByteArray::fromHex(fingerprint.toLatin1().replace(':', "")),
        QCryptographicHash::hash(der, QCryptographicHash::Sha256));
    QCOMPARE(QByteArray::fromHex(authority.trusted().thumbprint().toLatin1().replace(':', "")),
        QCryptographicHash::hash(der, QCryptographicHash::Sha1));
}

SIGNALBOX_TEST(TestLocalAuthority)
#include "tst_localauthority.moc"
