// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/siterule.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;

class TestSiteRule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theHubsOwnPagesAreAllowed_data();
    void theHubsOwnPagesAreAllowed();
    void pagesOfThisMachineAreAllowed_data();
    void pagesOfThisMachineAreAllowed();
    void othersAreNot_data();
    void othersAreNot();
    void whoIsListedIsAllowedExactly();
    void pagesWithoutASiteNeedThePin();
    void aListCannotNamePagesWithoutASite();
    void anySiteIsAllowedWhereTheOwnerSaysSo();
    void anotherListReplacesTheFirst();
};

void TestSiteRule::theHubsOwnPagesAreAllowed_data()
{
    QTest::addColumn<QByteArray>("site");
    QTest::addColumn<QByteArray>("host");
    QTest::newRow("name") << QByteArray("http://hub.lan:8080") << QByteArray("hub.lan:8080");
    QTest::newRow("case") << QByteArray("http://hub.lan:8080") << QByteArray("HUB.lan:8080");
    QTest::newRow("https") << QByteArray("https://hub.lan:8080") << QByteArray("hub.lan:8080");
    QTest::newRow("http's port") << QByteArray("http://hub.lan") << QByteArray("hub.lan");
    QTest::newRow("port told") << QByteArray("http://hub.lan") << QByteArray("hub.lan:80");
    QTest::newRow("https' port") << QByteArray("https://hub.lan") << QByteArray("hub.lan");
    QTest::newRow("IPv4") << QByteArray("http://10.0.0.5:8080") << QByteArray("10.0.0.5:8080");
    QTest::newRow("IPv6") << QByteArray("http://[fd00::5]:8080") << QByteArray("[FD00:0::5]:8080");
}

void TestSiteRule::theHubsOwnPagesAreAllowed()
{
    QFETCH(QByteArray, site);
    QFETCH(QByteArray, host);
    QVERIFY(SiteRule().allows(site, host, false));
}

void TestSiteRule::pagesOfThisMachineAreAllowed_data()
{
    QTest::addColumn<QByteArray>("site");
    for (const char* site : {"http://localhost", "https://localhost:3000", "http://127.0.0.1:5173",
             "http://127.1.2.3", "http://[::1]:8000", "HTTP://LOCALHOST:9"}) {
        QTest::newRow(site) << QByteArray(site);
    }
}

void TestSiteRule::pagesOfThisMachineAreAllowed()
{
    QFETCH(QByteArray, site);
    QVERIFY(SiteRule().allows(site, "10.0.0.5:8080", false));
}

void TestSiteRule::othersAreNot_data()
{
    QTest::addColumn<QByteArray>("site");
    for (const char* site : {"https://evil.example", "http://10.0.0.5", "http://10.0.0.5:8081",
             "http://10.0.0.50:8080", "ws://10.0.0.5:8080", "app://localhost", "file://localhost",
             "http://localhost.evil.example", "http://127.0.0.1.evil.example", "http://128.0.0.1",
             "http://evil.example@10.0.0.5:8080", "http://10.0.0.5:8080/", "10.0.0.5:8080", "null",
             "NULL", "", " ", "http://10.0.0.5:8080 http://evil.example"}) {
        QTest::newRow(site) << QByteArray(site);
    }
}

void TestSiteRule::othersAreNot()
{
    QFETCH(QByteArray, site);
    QVERIFY(!SiteRule().allows(site, "10.0.0.5:8080", false));
    QVERIFY(!SiteRule().allows(site, {}, false));
}

void TestSiteRule::whoIsListedIsAllowedExactly()
{
    SiteRule rule;
    AdmissionRules rules;
    rules.allowedSites = {u"https://Good.example/"_qs, u"nonsense"_qs, u"http://b.example:81"_qs};
    rule.set(rules);
    QVERIFY(rule.allows("https://good.example", "10.0.0.5:8080", false));
    QVERIFY(rule.allows("https://good.example:443", "10.0.0.5:8080", false));
    QVERIFY(rule.allows("http://b.example:81", "10.0.0.5:8080", false));
    for (const char* site :
        {"http://good.example", "https://good.example:444", "https://a.good.example",
            "https://good.example.evil", "http://b.example", "nonsense"}) {
        QVERIFY2(!rule.allows(site, "10.0.0.5:8080", false), site);
    }
}

void TestSiteRule::pagesWithoutASiteNeedThePin()
{
    QVERIFY(!SiteRule().allows("null", "10.0.0.5:8080", false));
    QVERIFY(SiteRule().allows("null", "10.0.0.5:8080", true));
    QVERIFY(!SiteRule().allows("https://evil.example", "10.0.0.5:8080", true));
}

void TestSiteRule::aListCannotNamePagesWithoutASite()
{
    SiteRule rule;
    AdmissionRules rules;
    rules.allowedSites = {u"null"_qs};
    rule.set(rules);
    QVERIFY(!rule.allows("null", "10.0.0.5:8080", false));
}

void TestSiteRule::anySiteIsAllowedWhereTheOwnerSaysSo()
{
    SiteRule rule;
    AdmissionRules rules;
    rules.sites = AdmissionRules::Sites::Any;
    rule.set(rules);
    for (const char* site : {"https://evil.example", "null", "", "nonsense"}) {
        QVERIFY2(rule.allows(site, "10.0.0.5:8080", false), site);
    }
}

void TestSiteRule::anotherListReplacesTheFirst()
{
    SiteRule rule;
    AdmissionRules rules;
    rules.allowedSites = {u"https://a.example"_qs};
    rule.set(rules);
    rules.allowedSites = {u"https://b.example"_qs};
    rule.set(rules);
    QVERIFY(!rule.allows("https://a.example", "hub", false));
    QVERIFY(rule.allows("https://b.example", "hub", false));
}

SIGNALBOX_TEST(TestSiteRule)
#include "tst_siterule.moc"
