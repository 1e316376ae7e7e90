// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/hostrule.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;

class TestHostRule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addressesAndThisMachineAreAllowed_data();
    void addressesAndThisMachineAreAllowed();
    void otherNamesAreNot_data();
    void otherNamesAreNot();
    void theMachinesOwnNamesAreAllowed();
    void listedNamesAreAllowed();
    void otherNamesReplaceTheFirst();
};

void TestHostRule::addressesAndThisMachineAreAllowed_data()
{
    QTest::addColumn<QByteArray>("host");
    for (const char* host : {"10.0.0.5", "10.0.0.5:8080", "[::1]", "[2001:db8::1]:8080",
             "localhost", "LocalHost:8080", "localhost.", "app.localhost", "a.b.localhost:1"}) {
        QTest::newRow(host) << QByteArray(host);
    }
}

void TestHostRule::addressesAndThisMachineAreAllowed()
{
    QFETCH(QByteArray, host);
    QVERIFY(HostRule().allows(host));
}

void TestHostRule::otherNamesAreNot_data()
{
    QTest::addColumn<QByteArray>("host");
    for (const char* host :
        {"evil.example", "evil.example:8080", "10.0.0.5.evil.example", "localhost.evil.example",
            "evillocalhost", "[fe80::1%eth0]", "[fe80::1%25eth0]", "::1", "10.1", "0x7f.1", "",
            ":8080", "10.0.0.5:x", "10.0.0.5@evil.example", "10.0.0.5 evil.example", ".", "\xC3"}) {
        QTest::newRow(host) << QByteArray(host);
    }
}

void TestHostRule::otherNamesAreNot()
{
    QFETCH(QByteArray, host);
    QVERIFY(!HostRule().allows(host));
}

void TestHostRule::theMachinesOwnNamesAreAllowed()
{
    HostRule rule;
    rule.set({}, {u"localhost"_qs, u"kiosk"_qs, u"desk.example.org"_qs});
    for (const char* host : {"kiosk:8080", "KIOSK", "kiosk.local", "kiosk.local.:8080",
             "desk.example.org", "desk.local"}) {
        QVERIFY2(rule.allows(host), host);
    }
    for (const char* host :
        {"desk", "kiosk.example.org", "a.kiosk.local", "local", ".local", "localhost.local"}) {
        QVERIFY2(!rule.allows(host), host);
    }
}

void TestHostRule::listedNamesAreAllowed()
{
    HostRule rule;
    rule.set(
        {u" Hub.Example "_qs, u"other.example."_qs, u"with.port:80"_qs, u"not a name"_qs, {}}, {});
    QVERIFY(rule.allows("hub.example:8080"));
    QVERIFY(rule.allows("hub.example."));
    QVERIFY(rule.allows("other.example"));
    QVERIFY(!rule.allows("with.port"));
    QVERIFY(!rule.allows("a.hub.example"));
    QVERIFY(!rule.allows("hub.local"));
    QVERIFY(!rule.allows("not a name"));
}

void TestHostRule::otherNamesReplaceTheFirst()
{
    HostRule rule;
    rule.set({u"a.example"_qs}, {u"kiosk"_qs});
    rule.set({u"b.example"_qs}, {});
    QVERIFY(!rule.allows("a.example"));
    QVERIFY(!rule.allows("kiosk"));
    QVERIFY(rule.allows("b.example"));
}

SIGNALBOX_TEST(TestHostRule)
#include "tst_hostrule.moc"
