// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/doorman.h"
#include "tests/support/manualclock.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;
using namespace std::chrono_literals;

namespace {

using Verdict = Doorman::Verdict;

const QByteArray hubHost = "10.0.0.5:8080";

Doorman::Visit visit(const char* site, const QByteArray& host = hubHost, bool knowsPin = false)
{
    return {u"10.0.0.9"_qs, host, QByteArray(site), knowsPin};
}

QStringList names(const Doorman& doorman)
{
    QStringList all;
    for (const Stranger& stranger : doorman.strangers()) {
        all.append(stranger.name);
    }
    return all;
}

} // namespace

class TestDoorman : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void programsAreNotAskedForASite();
    void theHubsOwnPagesAreWelcome();
    void anUnknownSiteIsAStranger();
    void anUnknownHostIsAStranger();
    void whatTheOwnerCannotAllowIsNoStranger();
    void pagesWithoutASiteNeedThePin();
    void whoIsAllowedMeanwhileIsNoStranger();
    void whoIsIgnoredStaysSoUntilAllowed();
    void withWhoFailsTooOftenThereIsNoPatience();
    void whoFailsTooOftenIsJudgedLikeOthers();
    void refusedSitesAreNoFailures();
    void anotherPinUnlocks();
};

void TestDoorman::programsAreNotAskedForASite()
{
    ManualClock clock;
    Doorman doorman(clock);
    Doorman::Visit program{u"10.0.0.9"_qs, "whatever.example", std::nullopt, false};
    QCOMPARE(doorman.judge(program), Verdict::Welcome);
    program.host.clear();
    QCOMPARE(doorman.judge(program), Verdict::Welcome);
    QVERIFY(doorman.strangers().empty());
}

void TestDoorman::theHubsOwnPagesAreWelcome()
{
    ManualClock clock;
    Doorman doorman(clock);
    doorman.setRules({}, {u"kiosk"_qs});
    QCOMPARE(doorman.judge(visit("http://10.0.0.5:8080")), Verdict::Welcome);
    QCOMPARE(doorman.judge(visit("http://kiosk:8080", "kiosk:8080")), Verdict::Welcome);
    QCOMPARE(doorman.judge(visit("https://kiosk.local", "kiosk.local")), Verdict::Welcome);
    QCOMPARE(doorman.judge(visit("http://localhost:3000")), Verdict::Welcome);
}

void TestDoorman::anUnknownSiteIsAStranger()
{
    ManualClock clock;
    Doorman doorman(clock);
    QCOMPARE(doorman.judge(visit("https://Evil.example:443")), Verdict::UnknownSite);
    clock.advance(1s);
    QCOMPARE(doorman.judge(visit("https://evil.example")), Verdict::UnknownSite);
    QCOMPARE(names(doorman), QStringList{u"https://evil.example"_qs});
    const Stranger& stranger = doorman.strangers().front();
    QVERIFY(stranger.kind == Stranger::Kind::Site);
    QCOMPARE(stranger.times, 2);
    QCOMPARE(stranger.address, u"10.0.0.9"_qs);
    QVERIFY(stranger.last == clock.now());
}

void TestDoorman::anUnknownHostIsAStranger()
{
    ManualClock clock;
    Doorman doorman(clock);
    QCOMPARE(doorman.judge(visit("http://evil.example", "EVIL.example:80")), Verdict::UnknownHost);
    QCOMPARE(names(doorman), QStringList{u"evil.example"_qs});
    QVERIFY(doorman.strangers().front().kind == Stranger::Kind::Host);
}

void TestDoorman::whatTheOwnerCannotAllowIsNoStranger()
{
    ManualClock clock;
    Doorman doorman(clock);
    for (const char* site : {"null", "", "nonsense", "https://a https://b"}) {
        QCOMPARE(doorman.judge(visit(site)), Verdict::UnknownSite);
    }
    QCOMPARE(doorman.judge(visit("http://a", "<b>")), Verdict::UnknownHost);
    QCOMPARE(doorman.judge(visit("http://a", {})), Verdict::UnknownHost);
    QVERIFY(doorman.strangers().empty());
}

void TestDoorman::pagesWithoutASiteNeedThePin()
{
    ManualClock clock;
    Doorman doorman(clock);
    QCOMPARE(doorman.judge(visit("null", hubHost, true)), Verdict::UnknownSite);
    AdmissionRules rules;
    rules.pin = u"123456"_qs;
    doorman.setRules(rules, {});
    QCOMPARE(doorman.judge(visit("null", hubHost, true)), Verdict::Welcome);
    QCOMPARE(doorman.judge(visit("null", hubHost, false)), Verdict::UnknownSite);
}

void TestDoorman::whoIsAllowedMeanwhileIsNoStranger()
{
    ManualClock clock;
    Doorman doorman(clock);
    doorman.judge(visit("https://a.example"));
    doorman.judge(visit("https://b.example"));
    doorman.judge(visit("http://hub.lan:8080", "hub.lan:8080"));
    AdmissionRules rules;
    rules.allowedSites = {u"https://A.example"_qs};
    rules.hostNames = {u"hub.lan"_qs};
    doorman.setRules(rules, {});
    QCOMPARE(names(doorman), QStringList{u"https://b.example"_qs});
    QCOMPARE(doorman.judge(visit("https://a.example")), Verdict::Welcome);
    QCOMPARE(doorman.judge(visit("http://hub.lan:8080", "hub.lan:8080")), Verdict::Welcome);
    rules.sites = AdmissionRules::Sites::Any;
    doorman.setRules(rules, {});
    QVERIFY(doorman.strangers().empty());
}

void TestDoorman::whoIsIgnoredStaysSoUntilAllowed()
{
    ManualClock clock;
    Doorman doorman(clock);
    doorman.judge(visit("https://a.example"));
    doorman.ignore(u"https://a.example"_qs);
    QCOMPARE(doorman.judge(visit("https://a.example")), Verdict::UnknownSite);
    AdmissionRules rules;
    rules.sites = AdmissionRules::Sites::Any;
    doorman.setRules(rules, {});
    doorman.setRules({}, {});
    doorman.judge(visit("https://a.example"));
    QVERIFY(doorman.strangers().empty());
    rules.sites = AdmissionRules::Sites::Listed;
    rules.allowedSites = {u"https://a.example"_qs};
    doorman.setRules(rules, {});
    doorman.setRules({}, {});
    doorman.judge(visit("https://a.example"));
    QCOMPARE(names(doorman), QStringList{u"https://a.example"_qs});
}

void TestDoorman::withWhoFailsTooOftenThereIsNoPatience()
{
    ManualClock clock;
    Doorman doorman(clock);
    const QString address = u"10.0.0.9"_qs;
    for (int i = 0; i < 30; ++i) {
        QVERIFY(doorman.hasPatienceWith(address));
        doorman.noteFailure(address);
    }
    QVERIFY(!doorman.hasPatienceWith(address));
    QVERIFY(doorman.hasPatienceWith(u"10.0.0.8"_qs));
    clock.advance(60s);
    QVERIFY(doorman.hasPatienceWith(address));
}

void TestDoorman::whoFailsTooOftenIsJudgedLikeOthers()
{
    ManualClock clock;
    Doorman doorman(clock);
    for (int i = 0; i < 30; ++i) {
        doorman.noteFailure(u"10.0.0.9"_qs);
    }
    QCOMPARE(doorman.judge(visit("http://10.0.0.5:8080")), Verdict::Welcome);
    QCOMPARE(doorman.judge(visit("https://evil.example")), Verdict::UnknownSite);
}

void TestDoorman::refusedSitesAreNoFailures()
{
    ManualClock clock;
    Doorman doorman(clock);
    for (int i = 0; i < 100; ++i) {
        QCOMPARE(doorman.judge(visit("https://evil.example")), Verdict::UnknownSite);
    }
    QVERIFY(doorman.hasPatienceWith(u"10.0.0.9"_qs));
}

void TestDoorman::anotherPinUnlocks()
{
    ManualClock clock;
    Doorman doorman(clock);
    QVERIFY(!doorman.wantsPin());
    AdmissionRules rules;
    rules.pin = u"123456"_qs;
    doorman.setRules(rules, {});
    QVERIFY(doorman.wantsPin());
    const QString address = u"10.0.0.9"_qs;
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(doorman.tryPin(address, u"00000%1"_qs.arg(i)), PinVerdict::Wrong);
    }
    QCOMPARE(doorman.tryPin(address, u"123456"_qs), PinVerdict::Locked);
    QCOMPARE(doorman.tryPin(address, u"123456"_qs, PinGiver::Vouched), PinVerdict::Right);
    QVERIFY(!doorman.isPinUnderAttack());
    rules.pin = u"654321"_qs;
    doorman.setRules(rules, {});
    QCOMPARE(doorman.tryPin(address, u"654321"_qs), PinVerdict::Right);
}

SIGNALBOX_TEST(TestDoorman)
#include "tst_doorman.moc"
