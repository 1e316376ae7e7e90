// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/weborigin.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;

class TestWebOrigin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anOriginHasOneForm_data();
    void anOriginHasOneForm();
    void whatIsNoOriginIsNone_data();
    void whatIsNoOriginIsNone();
    void peopleMayWriteItMoreFreely_data();
    void peopleMayWriteItMoreFreely();
    void aHostIsReadWithItsPort_data();
    void aHostIsReadWithItsPort();
    void whatIsNoHostIsNone_data();
    void whatIsNoHostIsNone();
    void thisMachineIsKnown();
};

void TestWebOrigin::anOriginHasOneForm_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("form");
    QTest::newRow("plain") << u"https://example.org"_qs << u"https://example.org"_qs;
    QTest::newRow("case") << u"HTTPS://Example.ORG"_qs << u"https://example.org"_qs;
    QTest::newRow("https' own port") << u"https://a.example:443"_qs << u"https://a.example"_qs;
    QTest::newRow("http's own port") << u"http://a.example:80"_qs << u"http://a.example"_qs;
    QTest::newRow("another port") << u"http://a.example:443"_qs << u"http://a.example:443"_qs;
    QTest::newRow("IPv4") << u"http://10.0.0.5:8080"_qs << u"http://10.0.0.5:8080"_qs;
    QTest::newRow("IPv6") << u"http://[2001:DB8:0::1]:8080"_qs << u"http://[2001:db8::1]:8080"_qs;
    QTest::newRow("other scheme") << u"app://Thing"_qs << u"app://thing"_qs;
}

void TestWebOrigin::anOriginHasOneForm()
{
    QFETCH(QString, text);
    const auto origin = WebOrigin::parse(text);
    QVERIFY(origin);
    QTEST(origin->text(), "form");
    QVERIFY(WebOrigin::parse(origin->text()) == origin);
}

void TestWebOrigin::whatIsNoOriginIsNone_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text :
        {"", "null", "example.org", "//example.org", "://example.org", "https://",
            "https://example.org/", "https://example.org/path", "https://a@b", "https://a b",
            "https://a:0", "https://a:65536", "https://a:99999999999", "https://a:b",
            "https://[::1", "https://[fe80::1%25eth0]", "https://[10.0.0.1]", "https://[]",
            "https://a, https://b", "https://a https://b", "9p://a", "https://a\x01"}) {
        QTest::newRow(text) << QString::fromLatin1(text);
    }
    QTest::newRow("letters of others") << u"https://bücher.example"_qs;
    QTest::newRow("long") << u"https://"_qs + QString(254, u'a');
}

void TestWebOrigin::whatIsNoOriginIsNone()
{
    QFETCH(QString, text);
    QVERIFY(!WebOrigin::parse(text));
}

void TestWebOrigin::peopleMayWriteItMoreFreely_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("form");
    QTest::newRow("slash") << u" https://example.org:8443/ "_qs << u"https://example.org:8443"_qs;
    QTest::newRow("letters of others")
        << u"https://Bücher.example:8443/"_qs << u"https://xn--bcher-kva.example:8443"_qs;
}

void TestWebOrigin::peopleMayWriteItMoreFreely()
{
    QFETCH(QString, text);
    const auto origin = WebOrigin::parseWritten(text);
    QVERIFY(origin);
    QTEST(origin->text(), "form");
    QVERIFY(!WebOrigin::parseWritten(u"example.org"));
    QVERIFY(!WebOrigin::parseWritten(QString(100'000, u'ü')));
}

void TestWebOrigin::aHostIsReadWithItsPort_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::newRow("name") << u"Hub.Example"_qs << u"hub.example"_qs << 0;
    QTest::newRow("port") << u"hub:8080"_qs << u"hub"_qs << 8080;
    QTest::newRow("nothing behind the colon") << u"hub:"_qs << u"hub"_qs << 0;
    QTest::newRow("IPv6") << u"[::1]"_qs << u"[::1]"_qs << 0;
    QTest::newRow("IPv6, port") << u"[0::1]:8080"_qs << u"[::1]"_qs << 8080;
}

void TestWebOrigin::aHostIsReadWithItsPort()
{
    QFETCH(QString, text);
    const auto place = HostPort::parse(text);
    QVERIFY(place);
    QTEST(place->host, "host");
    QTEST(int(place->port.value_or(0)), "port");
}

void TestWebOrigin::whatIsNoHostIsNone_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"", ":8080", "a b", "a:b", "a/b", "a@b", "[", "]", "[]", "[:", "[::1",
             "[::1]x", "[::1]x:80", "[fe80::1%eth0]", "::1", "a:80:80"}) {
        QTest::newRow(text) << QString::fromLatin1(text);
    }
}

void TestWebOrigin::whatIsNoHostIsNone()
{
    QFETCH(QString, text);
    QVERIFY(!HostPort::parse(text));
}

void TestWebOrigin::thisMachineIsKnown()
{
    for (const char* host : {"localhost", "127.0.0.1", "127.9.9.9", "[::1]"}) {
        QVERIFY2(HostPort::parse(QString::fromLatin1(host))->isLoopback(), host);
    }
    for (const char* host : {"localhost.example", "128.0.0.1", "[::2]", "127.1", "0.0.0.0"}) {
        QVERIFY2(!HostPort::parse(QString::fromLatin1(host))->isLoopback(), host);
    }
}

SIGNALBOX_TEST(TestWebOrigin)
#include "tst_weborigin.moc"
