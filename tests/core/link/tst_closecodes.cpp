// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/link/closecodes.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;

class TestCloseCodes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyDepartureHasACode_data();
    void everyDepartureHasACode();
    void aRefusalHasACodeByWhatWasRefused();
    void reasonsThatFitStayWhole_data();
    void reasonsThatFitStayWhole();
    void longReasonsAreCutBetweenCharacters_data();
    void longReasonsAreCutBetweenCharacters();
};

void TestCloseCodes::everyDepartureHasACode_data()
{
    QTest::addColumn<Departure>("why");
    QTest::addColumn<int>("code");
    QTest::newRow("Left") << Departure::Left << 1000;
    QTest::newRow("Lost") << Departure::Lost << 1000;
    QTest::newRow("Kicked") << Departure::Kicked << 4001;
    QTest::newRow("Banned") << Departure::Banned << 4003;
    QTest::newRow("OverRate") << Departure::OverRate << 4029;
    QTest::newRow("Garbled") << Departure::Garbled << 1008;
    QTest::newRow("Silent") << Departure::Silent << 4060;
    QTest::newRow("TooSlow") << Departure::TooSlow << 4008;
    QTest::newRow("Flooding") << Departure::Flooding << 4008;
    QTest::newRow("Replaced") << Departure::Replaced << 4009;
    QTest::newRow("BrokeProtocol") << Departure::BrokeProtocol << 1002;
    QTest::newRow("Refused") << Departure::Refused << 1008;
    QTest::newRow("PartnerLeft") << Departure::PartnerLeft << 1000;
    QTest::newRow("Readmitted") << Departure::Readmitted << 1012;
    QTest::newRow("HubStopped") << Departure::HubStopped << 1001;
}

void TestCloseCodes::everyDepartureHasACode()
{
    QFETCH(Departure, why);
    QFETCH(int, code);
    QCOMPARE(int(closeCode(why)), code);
    QCOMPARE(closeReason(why).isEmpty(), why == Departure::Left || why == Departure::Lost);
    QCOMPARE(cutCloseReason(closeReason(why)), closeReason(why));
}

void TestCloseCodes::aRefusalHasACodeByWhatWasRefused()
{
    QCOMPARE(int(closeCode(Departure::Refused, FaultCode::IdTaken)), 4009);
    QCOMPARE(int(closeCode(Departure::Refused, FaultCode::RoomFull)), 4014);
    QCOMPARE(int(closeCode(Departure::Refused, FaultCode::HubFull)), 4013);
    QCOMPARE(int(closeCode(Departure::Refused, FaultCode::PinRequired)), 4040);
    QCOMPARE(int(closeCode(Departure::Refused, FaultCode::WrongPin)), 4040);
    QCOMPARE(int(closeCode(Departure::Refused, FaultCode::PinLocked)), 4040);
    QCOMPARE(int(closeCode(Departure::Refused, FaultCode::TooLong)), 1008);
    QCOMPARE(int(closeCode(Departure::Kicked, FaultCode::IdTaken)), 4001);
}

void TestCloseCodes::reasonsThatFitStayWhole_data()
{
    QTest::addColumn<QString>("reason");
    QTest::newRow("empty") << QString();
    QTest::newRow("short") << u"Bye."_qs;
    QTest::newRow("123 letters") << QString(123, u'x');
    QTest::newRow("41 Chinese characters") << u"中"_qs.repeated(41);
    QTest::newRow("30 emoji and 3 letters") << u"😀"_qs.repeated(30) + u"abc"_qs;
}

void TestCloseCodes::reasonsThatFitStayWhole()
{
    QFETCH(QString, reason);
    QCOMPARE(cutCloseReason(reason), reason);
}

void TestCloseCodes::longReasonsAreCutBetweenCharacters_data()
{
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("cut");
    const QString family = u"👨‍👩‍👧‍👦"_qs; // one character of 25 bytes
    const QString accented = u"e\u0301"_qs; // one character of 3 bytes
    QTest::newRow("124 letters") << QString(124, u'x') << QString(123, u'x');
    QTest::newRow("a letter and 60 Chinese characters")
        << u"x"_qs + u"中"_qs.repeated(60) << u"x"_qs + u"中"_qs.repeated(40);
    QTest::newRow("31 emoji") << u"😀"_qs.repeated(31) << u"😀"_qs.repeated(30);
    for (int letters : {119, 120, 121, 122, 123}) {
        const QString x(letters, u'x');
        QTest::addRow("%d letters and an emoji", letters)
            << x + u"😀"_qs << (letters <= 119 ? x + u"😀"_qs : x);
    }
    QTest::newRow("families are not torn") << family.repeated(9) << family.repeated(4);
    QTest::newRow("a letter and its accent stay together")
        << QString(122, u'x') + accented << QString(122, u'x');
    QTest::newRow("the last letter does not lose its accent")
        << QString(123, u'x') + u"\u0301"_qs << QString(122, u'x');
    QTest::newRow("one endless character") << u"e"_qs + u"\u0301"_qs.repeated(500) << QString();
    QTest::newRow("a very long reason") << u"中"_qs.repeated(100'000) << u"中"_qs.repeated(41);
}

void TestCloseCodes::longReasonsAreCutBetweenCharacters()
{
    QFETCH(QString, reason);
    QFETCH(QString, cut);
    QCOMPARE(cutCloseReason(reason), cut);
    QVERIFY(cut.toUtf8().size() <= 123);
}

SIGNALBOX_TEST(TestCloseCodes)
#include "tst_closecodes.moc"
