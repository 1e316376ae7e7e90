// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/trustpages.h"
#include "tests/support/suite.h"

#include <QRegularExpression>
#include <QTest>

using namespace Signalbox;

namespace {

const TrustPages::Authority Known{"-----BEGIN CERTIFICATE-----\n", QByteArray("\x30\x82\x00", 3)};

QByteArray answer(const QByteArray& line, const TrustPages::Authority& authority = Known)
{
    const auto request = RequestHead::parse(line + " HTTP/1.1\r\n\r\n");
    return TrustPages::answer(request.value(), authority).value_or(QByteArray());
}

QByteArray bodyOf(const QByteArray& reply)
{
    return reply.mid(RequestHead::sizeIn(reply));
}

} // namespace

class TestTrustPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void otherPathsAreNotTheirs_data();
    void otherPathsAreNotTheirs();
    void thePageRepeatsNothingOfTheRequest();
    void eachSystemSaysWhereItShowsTheFingerprintOfTheFile_data();
    void eachSystemSaysWhereItShowsTheFingerprintOfTheFile();
    void thePageTakesNothingFromElsewhere();
    void thePageGuidesInBothLanguages_data();
    void thePageGuidesInBothLanguages();
    void whatThePageNeedsIsThere();
    void theCertificateComesInTwoForms();
    void withoutAnAuthorityThereIsNothing_data();
    void withoutAnAuthorityThereIsNothing();
    void onlyReadingIsAnswered();
};

void TestTrustPages::otherPathsAreNotTheirs_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char* path : {"/", "/trust/", "/Trust", "/trust.html", "/signalbox-ca.key"}) {
        QTest::newRow(path) << QByteArray(path);
    }
}

void TestTrustPages::otherPathsAreNotTheirs()
{
    QFETCH(QByteArray, path);
    QVERIFY(answer("GET " + path).isEmpty());
}

void TestTrustPages::thePageRepeatsNothingOfTheRequest()
{
    const QByteArray page = answer("GET /trust?x=%3Cscript%3E");
    QVERIFY(page.startsWith("HTTP/1.1 200 "));
    QVERIFY(page.contains("Content-Type: text/html; charset=utf-8\r\n"));
    QVERIFY(!page.contains("x="));
}

void TestTrustPages::eachSystemSaysWhereItShowsTheFingerprintOfTheFile_data()
{
    thePageGuidesInBothLanguages_data();
}

void TestTrustPages::eachSystemSaysWhereItShowsTheFingerprintOfTheFile()
{
    QFETCH(QByteArray, system);
    const QString shown = system == "windows" ? u"SHA-1"_qs : u"sha-?256"_qs;
    const QRegularExpression guide(
        u"data-system=\"%1\"((?!</details>).)*%2"_qs.arg(QString::fromLatin1(system), shown),
        QRegularExpression::DotMatchesEverythingOption | QRegularExpression::CaseInsensitiveOption);
    QCOMPARE(QString::fromUtf8(answer("GET /trust")).count(guide), 2); // once a language
}

void TestTrustPages::thePageTakesNothingFromElsewhere()
{
    const QByteArray page = answer("GET /trust");
    QVERIFY(page.contains("Content-Security-Policy: default-src 'none'; script-src 'self';"));
    for (const char* foreign :
        {"src=\"http", "href=\"http", "=\"//", "style=", "<style", "onclick"}) {
        QVERIFY2(!bodyOf(page).contains(foreign), foreign);
    }
}

void TestTrustPages::thePageGuidesInBothLanguages_data()
{
    QTest::addColumn<QByteArray>("system");
    for (const char* system :
        {"android", "ios", "windows", "macos", "firefox", "chromeos", "linux"}) {
        QTest::newRow(system) << QByteArray(system);
    }
}

void TestTrustPages::thePageGuidesInBothLanguages()
{
    QFETCH(QByteArray, system);
    const QByteArray page = answer("GET /trust");
    QCOMPARE(page.count("data-system=\"" + system + '"'), 2);
    QCOMPARE(page.count("data-language=\"en\""), 1);
    QCOMPARE(page.count("data-language=\"zh-Hans\""), 1);
}

void TestTrustPages::whatThePageNeedsIsThere()
{
    const QString page = QString::fromUtf8(answer("GET /trust"));
    const QRegularExpression link(u"(?:href|src)=\"(/(?:trust|signalbox-ca)[^\"]+)\""_qs);
    int count = 0;
    for (auto found = link.globalMatch(page); found.hasNext(); ++count) {
        const QByteArray path = found.next().captured(1).toLatin1();
        QVERIFY2(answer("GET " + path).startsWith("HTTP/1.1 200 "), path.constData());
    }
    QVERIFY(count >= 4);
}

void TestTrustPages::theCertificateComesInTwoForms()
{
    const QByteArray pem = answer("GET /signalbox-ca.pem");
    QVERIFY(pem.contains("Content-Type: application/x-pem-file\r\n"));
    QCOMPARE(bodyOf(pem), Known.pem);
    const QByteArray der = answer("GET /signalbox-ca.crt");
    QVERIFY(der.contains("Content-Type: application/x-x509-ca-cert\r\n"));
    QCOMPARE(bodyOf(der), Known.der);
}

void TestTrustPages::withoutAnAuthorityThereIsNothing_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char* path : {"/trust", "/signalbox-ca.pem", "/signalbox-ca.crt"}) {
        QTest::newRow(path) << QByteArray(path);
    }
}

void TestTrustPages::withoutAnAuthorityThereIsNothing()
{
    QFETCH(QByteArray, path);
    const QByteArray reply = answer("GET " + path, {});
    QVERIFY(reply.startsWith("HTTP/1.1 404 "));
    QVERIFY(bodyOf(reply).contains("nothing to trust"));
}

void TestTrustPages::onlyReadingIsAnswered()
{
    QVERIFY(answer("POST /trust").startsWith("HTTP/1.1 405 "));
    const QByteArray head = answer("HEAD /trust");
    QVERIFY(head.startsWith("HTTP/1.1 200 "));
    QVERIFY(bodyOf(head).isEmpty());
}

SIGNALBOX_TEST(TestTrustPages)
#include "tst_trustpages.moc"
