// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/pairings.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;

namespace {

constexpr PeerNumber camera{1};
constexpr PeerNumber viewer{2};
constexpr PeerNumber recorder{3};
constexpr PeerNumber stranger{4};

QStringList ids(const QList<Pairings::Pairing>& pairings)
{
    QStringList all;
    for (const Pairings::Pairing& pairing : pairings) {
        all.append(pairing.id);
    }
    return all;
}

/// The camera produces for both others; it asked the recorder, and the viewer asked it.
Pairings twoOfOneCamera()
{
    Pairings pairings;
    pairings.add({u"s1"_qs, viewer, camera, viewer});
    pairings.add({u"s2"_qs, camera, camera, recorder});
    return pairings;
}

} // namespace

class TestPairings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyMembersFindAPairing();
    void eachMemberIsTheOthersPartner();
    void pairingsOfAMemberStandInTheirOrder();
    void whoAskedIsCounted();
    void whatIsRemovedIsGoneForBoth();
    void removingTheUnknownDoesNothing();
};

void TestPairings::onlyMembersFindAPairing()
{
    const Pairings pairings = twoOfOneCamera();
    QVERIFY(pairings.contains(u"s1"_qs));
    QVERIFY(!pairings.contains(u"s3"_qs));
    QVERIFY(pairings.find(u"s1"_qs, camera) != nullptr);
    QVERIFY(pairings.find(u"s1"_qs, viewer) != nullptr);
    QVERIFY(pairings.find(u"s1"_qs, recorder) == nullptr);
    QVERIFY(pairings.find(u"s3"_qs, camera) == nullptr);
}

void TestPairings::eachMemberIsTheOthersPartner()
{
    const Pairings pairings = twoOfOneCamera();
    const Pairings::Pairing& second = *pairings.find(u"s2"_qs, camera);
    QCOMPARE(second.partnerOf(camera), recorder);
    QCOMPARE(second.partnerOf(recorder), camera);
    QVERIFY(!second.has(viewer));
}

void TestPairings::pairingsOfAMemberStandInTheirOrder()
{
    const Pairings pairings = twoOfOneCamera();
    QCOMPARE(ids(pairings.of(camera)), (QStringList{u"s1"_qs, u"s2"_qs}));
    QCOMPARE(ids(pairings.of(viewer)), QStringList{u"s1"_qs});
    QVERIFY(pairings.of(stranger).isEmpty());
    QCOMPARE(pairings.firstOf(camera)->id, u"s1"_qs);
    QCOMPARE(pairings.firstOf(recorder)->id, u"s2"_qs);
    QVERIFY(pairings.firstOf(stranger) == nullptr);
    QCOMPARE(pairings.countOf(camera), 2);
    QCOMPARE(pairings.countOf(stranger), 0);
    QCOMPARE(pairings.countBetween(camera, viewer), 1);
    QCOMPARE(pairings.countBetween(viewer, camera), 1);
    QCOMPARE(pairings.countBetween(viewer, recorder), 0);
}

void TestPairings::whoAskedIsCounted()
{
    Pairings pairings = twoOfOneCamera();
    QCOMPARE(pairings.countAskedBy(camera), 1);
    QCOMPARE(pairings.countAskedBy(viewer), 1);
    QCOMPARE(pairings.countAskedBy(recorder), 0);
    pairings.add({u"s3"_qs, viewer, camera, viewer});
    QCOMPARE(pairings.countAskedBy(viewer), 2);
    pairings.remove(u"s1"_qs);
    pairings.remove(u"s3"_qs);
    QCOMPARE(pairings.countAskedBy(viewer), 0);
}

void TestPairings::whatIsRemovedIsGoneForBoth()
{
    Pairings pairings = twoOfOneCamera();
    pairings.remove(u"s1"_qs);
    QVERIFY(!pairings.contains(u"s1"_qs));
    QVERIFY(pairings.find(u"s1"_qs, viewer) == nullptr);
    QCOMPARE(ids(pairings.of(camera)), QStringList{u"s2"_qs});
    QVERIFY(pairings.firstOf(viewer) == nullptr);
    QCOMPARE(pairings.countOf(viewer), 0);
}

void TestPairings::removingTheUnknownDoesNothing()
{
    Pairings pairings = twoOfOneCamera();
    pairings.remove(u"s3"_qs);
    pairings.remove({});
    QCOMPARE(pairings.countOf(camera), 2);
}

SIGNALBOX_TEST(TestPairings)
#include "tst_pairings.moc"
