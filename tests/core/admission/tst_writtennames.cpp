// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/hostrule.h"
#include "core/admission/siterule.h"
#include "core/admission/writtennames.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;

class TestWrittenNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sitesHaveOneForm_data();
    void sitesHaveOneForm();
    void namesHaveOneForm_data();
    void namesHaveOneForm();
    void addressesAreNotRanges();
};

void TestWrittenNames::sitesHaveOneForm_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("form"); // empty: it is none
    const auto row = [](const QString& written, const QString& form) {
        QTest::newRow(qPrintable(written)) << written << form;
    };
    row(u" https://Klasse.example/ "_qs, u"https://klasse.example"_qs);
    row(u"https://a.example:443"_qs, u"https://a.example"_qs);
    row(u"http://[0:0::1]:8080"_qs, u"http://[::1]:8080"_qs);
    row(u"https://bücher.example"_qs, u"https://xn--bcher-kva.example"_qs);
    row(u"moz-extension://0a1b2c"_qs, u"moz-extension://0a1b2c"_qs);
    for (const char* none : {"", "null", "*", "example.org", "https://", "https://a.example/b",
             "https://a.example:0", "https://a.example:70000", "https://a b"}) {
        row(QString::fromLatin1(none), {});
    }
}

void TestWrittenNames::sitesHaveOneForm()
{
    QFETCH(QString, written);
    const auto site = siteFrom(written);
    QTEST(site.value_or(QString()), "form");
    if (site) {
        QCOMPARE(siteFrom(*site), site);
        SiteRule rule;
        rule.set({AdmissionRules::Sites::Listed, {*site}, {}, {}});
        QVERIFY(rule.allows(site->toLatin1(), "hub.example", false));
    }
}

void TestWrittenNames::namesHaveOneForm_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("form"); // empty: it is none
    const auto row = [](const QString& written, const QString& form) {
        QTest::newRow(qPrintable(written)) << written << form;
    };
    row(u" Hub.Example.org "_qs, u"hub.example.org"_qs);
    row(u"hub.example."_qs, u"hub.example"_qs);
    row(u"hub-"_qs, u"hub-"_qs); // no good name, but browsers send it
    row(u"my_hub"_qs, u"my_hub"_qs);
    for (const char* none :
        {"", ".", "hub:8080", "hub:", "10.0.0.1", "[::1]", "::1", "a/b", "http://hub", "a b"}) {
        row(QString::fromLatin1(none), {});
    }
}

void TestWrittenNames::namesHaveOneForm()
{
    QFETCH(QString, written);
    const auto name = hostNameFrom(written);
    QTEST(name.value_or(QString()), "form");
    if (name) {
        QCOMPARE(hostNameFrom(*name), name);
        HostRule rule;
        rule.set({written}, {});
        QVERIFY(rule.allows(name->toLatin1()));
    }
}

void TestWrittenNames::addressesAreNotRanges()
{
    for (const char* address : {"192.168.1.20", "0.0.0.0", "::", "::1", "fe80::1%eth0"}) {
        QVERIFY2(isIpAddress(QString::fromLatin1(address)), address);
    }
    for (const char* none : {"", "127.1", "010.0.0.1", "10.0.0.0/8", "localhost", " ::1x"}) {
        QVERIFY2(!isIpAddress(QString::fromLatin1(none)), none);
    }
}

SIGNALBOX_TEST(TestWrittenNames)
#include "tst_writtennames.moc"
