// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/banpattern.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;

Q_DECLARE_METATYPE(Signalbox::BanRule)

namespace {

BanRule rule(BanRule::Kind kind, const QString& pattern)
{
    return {kind, {}, pattern};
}

Peer somebody()
{
    Peer peer;
    peer.identity.nick = u"Mallory"_qs;
    peer.origin.address = u"192.168.1.7"_qs;
    peer.origin.site = u"https://evil.example"_qs;
    peer.origin.traits = IdentityTrait::Nick;
    return peer;
}

constexpr auto Address = BanRule::Kind::Address;
constexpr auto Site = BanRule::Kind::Site;
constexpr auto Nick = BanRule::Kind::Nick;

} // namespace

class TestBanPattern : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rulesHitWhomTheyName_data();
    void rulesHitWhomTheyName();
    void rulesHitNobodyElse_data();
    void rulesHitNobodyElse();
    void ofSeveralRulesTheFirstThatHitsIsTold();
    void whatIsMissingIsHitByNothing();
    void aRuleWithAProblemSaysSoAndHitsNobody_data();
    void aRuleWithAProblemSaysSoAndHitsNobody();
    void aPeerIsHitWhereItIsAlike();
    void aPeerWithNothingToBeKnownByIsAProblem();
    void pagesWithoutASiteAreHitByTheirName();
    void anAddressIsProposedWithAllThatOneMachineCanTake_data();
    void anAddressIsProposedWithAllThatOneMachineCanTake();
};

void TestBanPattern::rulesHitWhomTheyName_data()
{
    QTest::addColumn<BanRule>("banned");
    QTest::newRow("address") << rule(Address, u"192.168.1.7"_qs);
    QTest::newRow("mapped") << rule(Address, u"::ffff:192.168.1.7"_qs);
    QTest::newRow("range") << rule(Address, u" 192.168.0.0/16 "_qs);
    QTest::newRow("mapped range") << rule(Address, u"::ffff:192.168.0.0/112"_qs);
    QTest::newRow("site") << rule(Site, u"https://evil.example"_qs);
    QTest::newRow("site, otherwise") << rule(Site, u" HTTPS://Evil.example:443/ "_qs);
    QTest::newRow("nick") << rule(Nick, u"mallory"_qs);
    QTest::newRow("part of a nick") << rule(Nick, u"*ALL?r*"_qs);
    QTest::newRow("nick, Cyrillic") << rule(Nick, u"m\u0430llory"_qs);
    QTest::newRow("nick, full width") << rule(Nick, u"\uFF2D\uFF41llory"_qs);
    QTest::newRow("nick, combining") << rule(Nick, u"m\u00E1llo\u0301ry"_qs);
}

void TestBanPattern::rulesHitWhomTheyName()
{
    QFETCH(BanRule, banned);
    QCOMPARE(problemWith(banned), QString());
    QVERIFY(hits(banned, somebody()));
    Peer mapped = somebody();
    mapped.origin.address = u"::ffff:192.168.1.7"_qs;
    QVERIFY(hits(banned, mapped));
}

void TestBanPattern::rulesHitNobodyElse_data()
{
    QTest::addColumn<BanRule>("banned");
    QTest::newRow("address") << rule(Address, u"192.168.1.70"_qs);
    QTest::newRow("range") << rule(Address, u"192.168.0.0/24"_qs);
    QTest::newRow("IPv6") << rule(Address, u"fd00::/8"_qs);
    QTest::newRow("scheme") << rule(Site, u"http://evil.example"_qs);
    QTest::newRow("port") << rule(Site, u"https://evil.example:444"_qs);
    QTest::newRow("subdomain") << rule(Site, u"https://www.evil.example"_qs);
    QTest::newRow("no site") << rule(Site, u"null"_qs);
    QTest::newRow("part of a nick") << rule(Nick, u"mal"_qs);
    QTest::newRow("more than a nick") << rule(Nick, u"mallory?"_qs);
}

void TestBanPattern::rulesHitNobodyElse()
{
    QFETCH(BanRule, banned);
    QCOMPARE(problemWith(banned), QString());
    QVERIFY(!hits(banned, somebody()));
}

void TestBanPattern::ofSeveralRulesTheFirstThatHitsIsTold()
{
    const BanRule elsewhere = rule(Address, u"10.0.0.1"_qs);
    const BanRule hers = rule(Nick, u"mal*"_qs);
    QCOMPARE(BanRules({elsewhere, hers, hers}).firstToHit(somebody()), 1);
    QCOMPARE(BanRules({elsewhere}).firstToHit(somebody()), -1);
    QCOMPARE(BanRules().firstToHit(somebody()), -1);
}

void TestBanPattern::whatIsMissingIsHitByNothing()
{
    const Peer nobody;
    for (const BanRule& banned : {rule(Address, u"10.0.0.0/8"_qs), rule(Site, u"https://a"_qs),
             rule(Nick, u"a*"_qs), rule(Site, u"null"_qs)}) {
        QVERIFY(!hits(banned, nobody));
    }
}

void TestBanPattern::aRuleWithAProblemSaysSoAndHitsNobody_data()
{
    QTest::addColumn<BanRule>("banned");
    for (const BanRule::Kind kind : {Address, Site, Nick}) {
        const QByteArray name = "kind " + QByteArray::number(int(kind));
        QTest::newRow((name + " empty").constData()) << rule(kind, {});
        QTest::newRow((name + " blank").constData()) << rule(kind, u"  "_qs);
        QTest::newRow((name + " too long").constData()) << rule(kind, QString(257, u'a'));
    }
    for (const char* pattern : {"192.168.1", "192.168.1.0/33", "mallory", "0.0.0.0/0", "::/0",
             "10.0.0.1/0", "::ffff:0.0.0.0/96", "192.168.1.1-192.168.1.9", "192.168.1.*"}) {
        QTest::newRow(pattern) << rule(Address, QString::fromLatin1(pattern));
    }
    for (const char* pattern : {"evil.example", "https://", "https://*.example", "https://a/b"}) {
        QTest::newRow(pattern) << rule(Site, QString::fromLatin1(pattern));
    }
    for (const char* pattern : {"*", "**", "?*", "*?*?*"}) {
        QTest::newRow(pattern) << rule(Nick, QString::fromLatin1(pattern));
    }
    QTest::newRow("* and what nobody sees") << rule(Nick, u"*\u200B\u0301"_qs);
    QTest::newRow("unknown") << rule(BanRule::Kind(99), u"a"_qs);
}

void TestBanPattern::aRuleWithAProblemSaysSoAndHitsNobody()
{
    QFETCH(BanRule, banned);
    const QString problem = problemWith(banned);
    QVERIFY2(problem.endsWith(u'.'), qPrintable(problem));
    QVERIFY(!hits(banned, somebody()));
}

void TestBanPattern::aPeerIsHitWhereItIsAlike()
{
    BanRule banned;
    banned.known = somebody();
    QCOMPARE(problemWith(banned), QString());
    QVERIFY(hits(banned, somebody()));
    Peer other = somebody();
    other.identity.nick = u"Alice"_qs;
    QVERIFY(!hits(banned, other));
}

void TestBanPattern::aPeerWithNothingToBeKnownByIsAProblem()
{
    const BanRule banned;
    QVERIFY(problemWith(banned).endsWith(u'.'));
    QVERIFY(!hits(banned, Peer()));
}

void TestBanPattern::pagesWithoutASiteAreHitByTheirName()
{
    Peer page = somebody();
    page.origin.site = u"null"_qs;
    QVERIFY(hits(rule(Site, u"null"_qs), page));
    QVERIFY(!hits(rule(Site, u"https://evil.example"_qs), page));
}

void TestBanPattern::anAddressIsProposedWithAllThatOneMachineCanTake_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("pattern");
    QTest::newRow("IPv4") << u"10.0.0.7"_qs << u"10.0.0.7"_qs;
    QTest::newRow("IPv4, mapped") << u"::ffff:10.0.0.7"_qs << u"10.0.0.7"_qs;
    QTest::newRow("IPv6") << u"2001:db8:1:2:3:4:5:6"_qs << u"2001:db8:1:2::/64"_qs;
    QTest::newRow("in the hub's network") << u"2001:db8:9::7"_qs << u"2001:db8:9::7"_qs;
    QTest::newRow("local link") << u"fe80::7%eth0"_qs << u"fe80::7"_qs;
    QTest::newRow("this machine") << u"::1"_qs << u"::1"_qs;
    QTest::newRow("no address") << u"?"_qs << u"?"_qs;
}

void TestBanPattern::anAddressIsProposedWithAllThatOneMachineCanTake()
{
    QFETCH(QString, address);
    const QString proposed = addressPattern(address, {u"192.168.1.2"_qs, u"2001:db8:9::1"_qs});
    QTEST(proposed, "pattern");
    Peer peer = somebody();
    peer.origin.address = address;
    QVERIFY(address == u"?" || hits(rule(Address, proposed), peer));
}

SIGNALBOX_TEST(TestBanPattern)
#include "tst_banpattern.moc"
