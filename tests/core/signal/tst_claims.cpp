// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/claims.h"

#include <QTest>

using namespace Signalbox;
using namespace std::chrono_literals;

namespace {

const Moment start{1h};

Claims::Claim claim(int claimant, int owner, std::chrono::milliseconds deadline)
{
    return {PeerNumber(claimant), PeerNumber(owner), Join{u"id"_qs, {}, {}}, start + deadline};
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
    void nothingExpiresBeforeItsDeadline();
    void theOldestExpiresFirst();
    void aSecondClaimReplacesTheFirst();
    void whoWithdrawsClaimsNothing();
    void claimsAgainstOneOwnerAreTakenOldestFirst();
};

void TestClaims::nothingExpiresBeforeItsDeadline()
{
    Claims claims;
    QVERIFY(claims.isEmpty());
    QVERIFY(!claims.takeExpired(start));
    claims.add(claim(1, 9, 10ms));
    QVERIFY(!claims.isEmpty());
    QVERIFY(!claims.takeExpired(start + 9ms));
    const auto expired = claims.takeExpired(start + 10ms);
    QVERIFY(expired);
    QCOMPARE(expired->claimant, PeerNumber(1));
    QCOMPARE(expired->owner, PeerNumber(9));
    QVERIFY(claims.isEmpty());
}

void TestClaims::theOldestExpiresFirst()
{
    Claims claims;
    claims.add(claim(1, 9, 10ms));
    claims.add(claim(2, 8, 20ms));
    QCOMPARE(claims.takeExpired(start + 1s)->claimant, PeerNumber(1));
    QCOMPARE(claims.takeExpired(start + 1s)->claimant, PeerNumber(2));
    QVERIFY(!claims.takeExpired(start + 1s));
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

QTEST_APPLESS_MAIN(TestClaims)
#include "tst_claims.moc"
