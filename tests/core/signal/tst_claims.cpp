// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/claims.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;
using namespace std::chrono_literals;

namespace {

const Moment start{1h};

const Join join{u"id"_qs, {}, {}, {}, {}, {}, 0};

Announce announce(const QString& swarm)
{
    return {swarm, u"id"_qs, {}, false, {}};
}

Claims::Claim claim(
    int claimant, int owner, std::chrono::milliseconds since, const Command& wish = join)
{
    return {PeerNumber(claimant), PeerNumber(owner), wish, start + since};
}

QList<int> claimants(const QList<Claims::Claim>& claims)
{
    QList<int> numbers;
    for (const Claims::Claim& taken : claims) {
        numbers.append(int(taken.claimant));
    }
    return numbers;
}

} // namespace

class TestClaims : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingExpiresBeforeItsTime();
    void aShorterTimeHoldsForThoseThatWaitAlready();
    void theOldestExpiresFirst();
    void aSecondClaimReplacesTheFirst();
    void whoWithdrawsClaimsNothing();
    void claimsAgainstOneOwnerAreTakenOldestFirst();
    void claimsInSeveralSwarmsStandBesideEachOther();
    void onlySoManyClaimTheSameAtOnce();
};

void TestClaims::nothingExpiresBeforeItsTime()
{
    Claims claims;
    QVERIFY(claims.isEmpty());
    QVERIFY(!claims.takeExpired(start, 10ms));
    claims.add(claim(1, 9, 0ms));
    QVERIFY(!claims.isEmpty());
    QVERIFY(!claims.takeExpired(start + 9ms, 10ms));
    const auto expired = claims.takeExpired(start + 10ms, 10ms);
    QVERIFY(expired);
    QCOMPARE(expired->claimant, PeerNumber(1));
    QCOMPARE(expired->owner, PeerNumber(9));
    QVERIFY(claims.isEmpty());
}

void TestClaims::aShorterTimeHoldsForThoseThatWaitAlready()
{
    Claims claims;
    claims.add(claim(1, 9, 0ms));
    claims.add(claim(2, 8, 5ms));
    QVERIFY(!claims.takeExpired(start + 10ms, 60s));
    QCOMPARE(claims.takeExpired(start + 10ms, 8ms)->claimant, PeerNumber(1));
    QVERIFY(!claims.takeExpired(start + 10ms, 8ms));
}

void TestClaims::theOldestExpiresFirst()
{
    Claims claims;
    claims.add(claim(1, 9, 10ms));
    claims.add(claim(2, 8, 20ms));
    QCOMPARE(claims.takeExpired(start + 1s, 10ms)->claimant, PeerNumber(1));
    QCOMPARE(claims.takeExpired(start + 1s, 10ms)->claimant, PeerNumber(2));
    QVERIFY(!claims.takeExpired(start + 1s, 10ms));
}

void TestClaims::aSecondClaimReplacesTheFirst()
{
    Claims claims;
    claims.add(claim(1, 9, 10ms));
    claims.add(claim(2, 9, 15ms));
    claims.add(claim(1, 8, 20ms));
    QCOMPARE(claimants(claims.takeAgainst(PeerNumber(9))), QList<int>{2});
    QCOMPARE(claimants(claims.takeAgainst(PeerNumber(8))), QList<int>{1});
    QVERIFY(claims.isEmpty());
}

void TestClaims::whoWithdrawsClaimsNothing()
{
    Claims claims;
    claims.add(claim(1, 9, 10ms));
    claims.withdraw(PeerNumber(2));
    QVERIFY(!claims.isEmpty());
    claims.withdraw(PeerNumber(1));
    QVERIFY(claims.isEmpty());
}

void TestClaims::claimsAgainstOneOwnerAreTakenOldestFirst()
{
    Claims claims;
    claims.add(claim(3, 9, 10ms));
    claims.add(claim(4, 8, 11ms));
    claims.add(claim(1, 9, 12ms));
    claims.add(claim(2, 9, 13ms));
    QCOMPARE(claimants(claims.takeAgainst(PeerNumber(9))), (QList<int>{3, 1, 2}));
    QVERIFY(claims.takeAgainst(PeerNumber(9)).isEmpty());
    QVERIFY(!claims.isEmpty());
}

void TestClaims::claimsInSeveralSwarmsStandBesideEachOther()
{
    Claims claims;
    claims.add(claim(1, 9, 10ms));
    claims.add(claim(1, 9, 11ms, announce(u"red"_qs)));
    claims.add(claim(1, 9, 12ms, announce(u"blue"_qs)));
    claims.add(claim(1, 8, 13ms, announce(u"red"_qs)));
    claims.add(claim(2, 9, 14ms, announce(u"red"_qs)));
    QCOMPARE(claims.countOf(PeerNumber(1)), 3);
    QCOMPARE(claims.countOf(PeerNumber(3)), 0);
    const QList<Claims::Claim> taken = claims.takeAgainst(PeerNumber(9));
    QCOMPARE(claimants(taken), (QList<int>{1, 1, 2}));
    QVERIFY(std::holds_alternative<Join>(taken[0].wish));
    QCOMPARE(std::get<Announce>(taken[1].wish).swarm, u"blue"_qs);
    claims.withdraw(PeerNumber(1), u"blue"_qs);
    QVERIFY(!claims.isEmpty());
    claims.withdraw(PeerNumber(1), u"red"_qs);
    QVERIFY(claims.isEmpty());
}

void TestClaims::onlySoManyClaimTheSameAtOnce()
{
    Claims claims;
    const int most = Claims::MostForOneId;
    for (int claimant = 1; claimant <= most; ++claimant) {
        QVERIFY(claims.add(claim(claimant, 9, 10ms, announce(u"red"_qs))));
    }
    QVERIFY(!claims.add(claim(most + 1, 9, 11ms, announce(u"red"_qs))));
    QCOMPARE(claims.countOf(PeerNumber(most + 1)), 0);
    QVERIFY(claims.add(claim(most + 1, 9, 11ms, announce(u"blue"_qs))));
    QVERIFY(claims.add(claim(most + 1, 8, 11ms, announce(u"red"_qs))));
    QVERIFY(claims.add(claim(1, 9, 12ms, announce(u"red"_qs)))); // its own, anew
    claims.withdraw(PeerNumber(1));
    QVERIFY(claims.add(claim(most + 2, 9, 13ms, announce(u"red"_qs))));
}

SIGNALBOX_TEST(TestClaims)
#include "tst_claims.moc"
