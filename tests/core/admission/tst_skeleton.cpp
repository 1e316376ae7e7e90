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
    QTest::newRow("Greek capitals of another small look") << u"\u039DA\u039DCY"_qs << u"nancy"_qs;
    QTest::newRow("Greek") << u"b\u03BFb"_qs << u"bob"_qs;
    QTest::newRow("Armenian") << u"b\u0585b"_qs << u"bob"_qs;
    QTest::newRow("full width") << u"\uFF21\uFF4E\uFF4E\uFF41"_qs << u"anna"_qs;
    QTest::newRow("mathematical") << u"\U0001D400nna"_qs << u"anna"_qs;
    QTest::newRow("circled") << u"\u24B6nna"_qs << u"anna"_qs;
    QTest::newRow("small capitals") << u"\u1D00nna"_qs << u"anna"_qs;
    QTest::newRow("Cherokee") << u"\u13AAnn\u13AA"_qs << u"anna"_qs;
    QTest::newRow("small Cherokee") << u"\uAB7Ann\uAB7A"_qs << u"anna"_qs;
    QTest::newRow("Armenian and Greek") << u"\u057Dl\u057C\u03BF"_qs << u"ulno"_qs;
    QTest::newRow("lunate sigma") << u"\u03F2arl \u03F9arl"_qs << u"carl carl"_qs;
    QTest::newRow("small where the capital is folded to") << u"\uAB81on"_qs << u"ron"_qs;
    QTest::newRow("Coptic") << u"\u2CA3\u2C9F\u2CA7"_qs << u"pot"_qs;
    QTest::newRow("Lisu") << u"\uA4D0\uA4F3\uA4D0"_qs << u"bob"_qs;
    QTest::newRow("Deseret") << u"\U0001042Cl\U0001043D"_qs << u"olc"_qs;
    QTest::newRow("small letters of their own look") << u"\u0433\u0578"_qs << u"rn"_qs;
    QTest::newRow("Cyrillic digits") << u"\u04174\u0431"_qs << u"346"_qs;
    QTest::newRow("African letters") << u"\u0185o\u0185"_qs << u"bob"_qs;
    QTest::newRow("Arabic digits") << u"b\u0665b"_qs << u"bob"_qs;
    QTest::newRow("signs of mathematics") << u"\u237Ann\u237A"_qs << u"anna"_qs;
    QTest::newRow("stroked letters") << u"\u0142\u00F8\u0111"_qs << u"lod"_qs;
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
    QTest::newRow("two letters and one that looks like both") << u"rn"_qs << u"m"_qs;
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
