// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/tls/issuing.h"
#include "core/tls/pem.h"
#include "tests/core/tls/owncertificates.h"
#include "tests/support/suite.h"

#include <QSslCertificateExtension>
#include <QTest>

#include <openssl/x509v3.h>

using namespace Signalbox;

namespace {

const QDateTime now = QDateTime::currentDateTimeUtc();

KeyPair authorityOf(const char* host)
{
    return makeAuthority(QString::fromLatin1(host), now);
}

QList<QByteArray> permitted(const KeyPair& authority, const QByteArray& name)
{
    return permittedBy(authority, {name});
}

} // namespace

/// What the authority may vouch for, and what it says about itself.
class TestIssuing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesHaveOneSpelling_data();
    void namesHaveOneSpelling();
    void authorityVouchesOnlyForWhatIsLocal_data();
    void authorityVouchesOnlyForWhatIsLocal();
    void certificatesForTheInternetAreRejected_data();
    void certificatesForTheInternetAreRejected();
    void oneForbiddenNameSpoilsAll();
    void hostIsKnownByItsBareName();
    void hostNamedLikeADomainOnTheInternetIsNot_data();
    void hostNamedLikeADomainOnTheInternetIsNot();
    void authorityIssuesNoOtherAuthority();
    void authoritySaysWhatItIs();
    void longAndForeignHostNamesFit();
    void leafSaysWhatItIs();
    void leafEndsWithItsAuthority();
    void serialsDiffer();
};

void TestIssuing::namesHaveOneSpelling_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isAddress");
    QTest::addColumn<QByteArray>("name");
    const auto row = [](const char* text, bool isAddress, const char* name) {
        QTest::newRow(QByteArray(text).replace('\n', "\\n").constData())
            << QString::fromUtf8(text) << isAddress << QByteArray(name);
    };
    row("10.0.0.5", true, "IP:10.0.0.5");
    row("::ffff:10.0.0.5", true, "IP:10.0.0.5");
    row("[fd00::0001]", true, "IP:fd00::1");
    row("fe80::1%eth0", true, "IP:fe80::1");
    row("FE80::ABCD", true, "IP:fe80::abcd");
    row("10.0.0.5,DNS:example.org", true, "");
    row("10.0.0.256", true, "");
    row("", true, "");
    row("box", false, "DNS:box");
    row("Box.LOCAL", false, "DNS:box.local");
    row("box.local.", false, "DNS:box.local");
    row("x-1.lan", false, "DNS:x-1.lan");
    row("", false, "");
    row(".", false, "");
    row("box..local", false, "");
    row(".local", false, "");
    row("*.local", false, "");
    row("-box.local", false, "");
    row("box-.local", false, "");
    row("a_b.local", false, "");
    row("büro.local", false, "");
    row("box.local,IP:8.8.8.8", false, "");
    row("box.local\n", false, "");
    row("0123456789012345678901234567890123456789012345678901234567890123.local", false, "");
}

void TestIssuing::namesHaveOneSpelling()
{
    QFETCH(QString, text);
    QFETCH(bool, isAddress);
    QFETCH(QByteArray, name);
    const auto found = isAddress ? alternativeNameOfAddress(text) : alternativeNameOfHost(text);
    QCOMPARE(found.value_or(QByteArray()), name);
}

void TestIssuing::authorityVouchesOnlyForWhatIsLocal_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("isLocal");
    const auto row = [](const char* name, bool isLocal) {
        QTest::newRow(name) << QByteArray(name) << isLocal;
    };
    row("IP:10.0.0.0", true);
    row("IP:10.255.255.255", true);
    row("IP:9.255.255.255", false);
    row("IP:11.0.0.0", false);
    row("IP:100.64.0.0", true);
    row("IP:100.127.255.255", true);
    row("IP:100.63.255.255", false);
    row("IP:100.128.0.0", false);
    row("IP:127.0.0.1", true);
    row("IP:128.0.0.0", false);
    row("IP:169.254.255.255", true);
    row("IP:169.253.255.255", false);
    row("IP:172.16.0.0", true);
    row("IP:172.31.255.255", true);
    row("IP:172.15.255.255", false);
    row("IP:172.32.0.0", false);
    row("IP:192.168.255.255", true);
    row("IP:192.167.255.255", false);
    row("IP:8.8.8.8", false);
    row("IP:0.0.0.0", false);
    row("IP:::1", true);
    row("IP:::2", false);
    row("IP:::", false);
    row("IP:fc00::1", true);
    row("IP:fdff:ffff::1", true);
    row("IP:fe00::1", false);
    row("IP:fe80::1", true);
    row("IP:febf::1", true);
    row("IP:fec0::1", false);
    row("IP:2001:db8::1", false);
    row("DNS:local", true);
    row("DNS:box.local", true);
    row("DNS:deep.box.local", true);
    row("DNS:notlocal", false);
    row("DNS:localhost", true);
    row("DNS:a.localhost", true);
    row("DNS:box.home.arpa", true);
    row("DNS:box.arpa", false);
    row("DNS:box.internal", true);
    row("DNS:box.lan", true);
    row("DNS:box.home", false);
    row("DNS:signalhost", true);
    row("DNS:x.signalhost", true);
    row("DNS:otherhost", false);
    row("DNS:example.org", false);
    row("DNS:local.example.org", false);
    row("DNS:com", false);
}

void TestIssuing::authorityVouchesOnlyForWhatIsLocal()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, isLocal);
    const KeyPair authority = authorityOf("signalhost");
    QCOMPARE(permitted(authority, name).contains(name), isLocal);
    // What we think and what clients do is the same.
    const KeyPair leaf = issue(authority, {name}, now);
    QCOMPARE(verdictOn(leaf.certificate.get(), authority),
        isLocal ? X509_V_OK : X509_V_ERR_PERMITTED_VIOLATION);
}

void TestIssuing::certificatesForTheInternetAreRejected_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QString>("calledBy");
    QTest::newRow("host") << QByteArray("DNS:example.org") << u"example.org"_qs;
    QTest::newRow("address") << QByteArray("IP:8.8.8.8") << u"8.8.8.8"_qs;
}

void TestIssuing::certificatesForTheInternetAreRejected()
{
    QFETCH(QByteArray, name);
    QFETCH(QString, calledBy);
    const KeyPair authority = authorityOf("signalhost");
    KeyPair leaf = issue(authority, {name}, now);
    const EVP_PKEY* key = leaf.key.get();
    std::vector<OwnedCertificate> chain;
    chain.push_back(std::move(leaf.certificate));
    const Credentials credentials = credentialsOf(chain, const_cast<EVP_PKEY*>(key));
    const QString complaint
        = complaintOfClient(credentials, pemOf(authority.certificate.get()), calledBy);
    QVERIFY(!complaint.isEmpty());
}

void TestIssuing::oneForbiddenNameSpoilsAll()
{
    const KeyPair authority = authorityOf("signalhost");
    const KeyPair leaf = issue(authority, {"DNS:box.local", "IP:8.8.8.8"}, now);
    QCOMPARE(verdictOn(leaf.certificate.get(), authority), X509_V_ERR_PERMITTED_VIOLATION);
}

void TestIssuing::hostIsKnownByItsBareName()
{
    QVERIFY(permitted(authorityOf("Box7"), "DNS:box7").contains("DNS:box7"));
    const KeyPair longName = authorityOf("box7.example.org");
    QVERIFY(permitted(longName, "DNS:box7").contains("DNS:box7"));
    QVERIFY(permitted(longName, "DNS:box7.example.org").isEmpty());
    QVERIFY(permitted(longName, "DNS:example.org").isEmpty());
}

void TestIssuing::hostNamedLikeADomainOnTheInternetIsNot_data()
{
    QTest::addColumn<QByteArray>("host");
    for (const char* host : {"dev", "app", "box", "com", "DEV", "de", "ck", "zip.example.org"}) {
        QTest::newRow(host) << QByteArray(host);
    }
}

void TestIssuing::hostNamedLikeADomainOnTheInternetIsNot()
{
    QFETCH(QByteArray, host);
    const KeyPair authority = authorityOf(host.constData());
    QVERIFY(authority.certificate);
    const QByteArray bare = "DNS:" + host.split('.').constFirst().toLower();
    QVERIFY(permitted(authority, bare).isEmpty());
    QVERIFY(permitted(authority, "DNS:www." + bare.mid(4)).isEmpty());
    QVERIFY(!permitted(authority, bare + ".local").isEmpty());
}

void TestIssuing::authorityIssuesNoOtherAuthority()
{
    const KeyPair authority = authorityOf("signalhost");
    X509* certificate = authority.certificate.get();
    QCOMPARE(X509_check_ca(certificate), 1);
    QCOMPARE(X509_get_pathlen(certificate), 0);
    const KeyPair leaf = issue(authority, {"DNS:box.local"}, now);
    QCOMPARE(X509_check_ca(leaf.certificate.get()), 0);
}

void TestIssuing::authoritySaysWhatItIs()
{
    const KeyPair authority = authorityOf("signalhost");
    const QSslCertificate certificate = qtCertificateOf(authority.certificate.get());
    QCOMPARE(certificate.subjectInfo(QSslCertificate::CommonName),
        QStringList{u"Signalbox local authority (signalhost)"_qs});
    QVERIFY(certificate.isSelfSigned());
    QCOMPARE(X509_get_key_usage(authority.certificate.get()),
        uint32_t(X509v3_KU_KEY_CERT_SIGN | X509v3_KU_CRL_SIGN));
    QVERIFY(certificate.effectiveDate() <= now.addSecs(-3599));
    QCOMPARE(certificate.expiryDate().date(), now.date().addYears(10));
    for (const int kind : {NID_basic_constraints, NID_key_usage, NID_name_constraints}) {
        const int at = X509_get_ext_by_NID(authority.certificate.get(), kind, -1);
        QVERIFY(at >= 0);
        QCOMPARE(X509_EXTENSION_get_critical(X509_get_ext(authority.certificate.get(), at)), 1);
    }
}

void TestIssuing::longAndForeignHostNamesFit()
{
    for (const QString& host : {QString(), QString(64, u'h'), QString(64, u'ü'), u"a,b=c\"d"_qs,
             u"a\nDNS:com"_qs, u"local"_qs}) {
        const KeyPair authority = makeAuthority(host, now);
        QVERIFY2(authority.certificate, qPrintable(host + openSslError()));
        QVERIFY(permitted(authority, "DNS:com").isEmpty());
        QVERIFY(!permitted(authority, "DNS:box.local").isEmpty());
    }
}

void TestIssuing::leafSaysWhatItIs()
{
    const KeyPair authority = authorityOf("signalhost");
    const KeyPair leaf = issue(authority, {"DNS:box.local", "IP:10.0.0.5"}, now);
    X509* leafCertificate = leaf.certificate.get();
    QCOMPARE(X509_get_key_usage(leafCertificate), uint32_t(X509v3_KU_DIGITAL_SIGNATURE));
    QCOMPARE(X509_get_extended_key_usage(leafCertificate), uint32_t(XKU_SSL_SERVER));
    QVERIFY(ASN1_OCTET_STRING_cmp(X509_get0_authority_key_id(leafCertificate),
                X509_get0_subject_key_id(authority.certificate.get()))
        == 0);
    QVERIFY(isFor(leafCertificate, {"DNS:box.local", "IP:10.0.0.5"}));
    QVERIFY(!isFor(leafCertificate, {"DNS:box.local"}));
    QVERIFY(!isFor(authority.certificate.get(), {"DNS:box.local"}));
    const QSslCertificate certificate = qtCertificateOf(leafCertificate);
    QVERIFY(certificate.effectiveDate() <= now.addSecs(-3599));
    QVERIFY(certificate.effectiveDate().secsTo(certificate.expiryDate()) <= 397 * 86400);
    QVERIFY(certificate.expiryDate() > now.addDays(396));
}

void TestIssuing::leafEndsWithItsAuthority()
{
    const KeyPair authority = makeAuthority(u"signalhost"_qs, now.addYears(-10).addDays(40));
    const KeyPair leaf = issue(authority, {"DNS:box.local"}, now);
    QCOMPARE(qtCertificateOf(leaf.certificate.get()).expiryDate(),
        qtCertificateOf(authority.certificate.get()).expiryDate());
}

void TestIssuing::serialsDiffer()
{
    const KeyPair authority = authorityOf("signalhost");
    const auto serial = [&] {
        const KeyPair leaf = issue(authority, {"DNS:box.local"}, now);
        return qtCertificateOf(leaf.certificate.get()).serialNumber();
    };
    const QByteArray first = serial();
    QVERIFY(first != serial());
    QVERIFY2(first.split(':').size() >= 12, first.constData());
}

SIGNALBOX_TEST(TestIssuing)
#include "tst_issuing.moc"
