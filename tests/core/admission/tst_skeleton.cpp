// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/skeleton.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;

/// What can be taken for what.
class TestSkeleton : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatLooksAlikeHasOneSkeleton_data();
    void whatLooksAlikeHasOneSkeleton();
    void whatIsToldApartStaysApart_data();
    void whatIsToldApartStaysApart();
    void skeletonsOfSkeletonsAreThemselves();
};

void TestSkeleton::whatLooksAlikeHasOneSkeleton_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::newRow("case") << u"Anna"_qs << u"aNNA"_qs;
    QTest::newRow("Cyrillic") << u"\u0430nn\u0430"_qs << u"anna"_qs;
    QTest::newRow("Cyrillic capitals") << u"\u0412\u041E\u0412"_qs << u"bob"_qs;
    QTest::newRow("Greek capitals") << u"\u0391\u039A\u0399\u039C"_qs << u"akim"_qs;
    QTest::newRow("Greek") << u"b\u03BFb"_qs << u"bob"_qs;
    QTest::newRow("Armenian") << u"b\u0585b"_qs << u"bob"_qs;
    QTest::newRow("full width") << u"\uFF21\uFF4E\uFF4E\uFF41"_qs << u"anna"_qs;
    QTest::newRow("mathematical") << u"\U0001D400nna"_qs << u"anna"_qs;
    QTest::newRow("circled") << u"\u24B6nna"_qs << u"anna"_qs;
    QTest::newRow("small capitals") << u"\u1D00nna"_qs << u"anna"_qs;
    QTest::newRow("dotless") << u"m\u0131k"_qs << u"mik"_qs;
    QTest::newRow("combining") << u"a\u0301nna"_qs << u"anna"_qs;
    QTest::newRow("composed") << u"\u00E1nna"_qs << u"anna"_qs;
    QTest::newRow("stroked through") << u"a\u0336nna"_qs << u"anna"_qs;
    QTest::newRow("Cyrillic with an accent") << u"\u0456\u0308van"_qs << u"ivan"_qs;
    QTest::newRow("zero width space") << u"an\u200Bna"_qs << u"anna"_qs;
    QTest::newRow("written backwards") << u"\u202Eanna"_qs << u"anna"_qs;
    QTest::newRow("soft hyphen") << u"an\u00ADna"_qs << u"anna"_qs;
    QTest::newRow("Hangul filler") << u"anna\u3164"_qs << u"anna"_qs;
    QTest::newRow("variation") << u"anna\uFE0F"_qs << u"anna"_qs;
    QTest::newRow("tag") << u"anna\U000E0061"_qs << u"anna"_qs;
    QTest::newRow("another space") << u"an\u00A0na"_qs << u"an na"_qs;
    QTest::newRow("ligature") << u"\uFB01ne"_qs << u"fine"_qs;
    QTest::newRow("long s") << u"\u017Fam"_qs << u"Sam"_qs;
}

void TestSkeleton::whatLooksAlikeHasOneSkeleton()
{
    QFETCH(QString, one);
    QFETCH(QString, other);
    QVERIFY(skeletonOf(one) == skeletonOf(other));
}

void TestSkeleton::whatIsToldApartStaysApart_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::newRow("digits and letters") << u"p1"_qs << u"pl"_qs;
    QTest::newRow("naught and o") << u"team 0"_qs << u"team o"_qs;
    QTest::newRow("i and l") << u"Alia"_qs << u"Alla"_qs;
    QTest::newRow("Japanese voicing") << u"\u304B"_qs << u"\u304C"_qs;
    QTest::newRow("Devanagari vowels") << u"\u0915\u093F"_qs << u"\u0915\u0941"_qs;
    QTest::newRow("Thai vowels") << u"\u0E01\u0E34"_qs << u"\u0E01\u0E38"_qs;
    QTest::newRow("Chinese") << u"\u738B"_qs << u"\u7389"_qs;
    QTest::newRow("Cyrillic of its own") << u"\u0438"_qs << u"\u0448"_qs;
    QTest::newRow("emoji") << u"\U0001F600"_qs << u"\U0001F601"_qs;
}

void TestSkeleton::whatIsToldApartStaysApart()
{
    QFETCH(QString, one);
    QFETCH(QString, other);
    QVERIFY(skeletonOf(one) != skeletonOf(other));
}

void TestSkeleton::skeletonsOfSkeletonsAreThemselves()
{
    for (char32_t c = 0x20; c < 0x30000; ++c) {
        if (!QChar::isSurrogate(c)) {
            const std::u32string once = skeletonOf(QString::fromUcs4(&c, 1));
            if (skeletonOf(QString::fromStdU32String(once)) != once) {
                QFAIL(QByteArray::number(uint(c), 16).constData());
            }
        }
    }
}

SIGNALBOX_TEST(TestSkeleton)
#include "tst_skeleton.moc"
