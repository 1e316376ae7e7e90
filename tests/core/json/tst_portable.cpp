// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/json/portable.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;

class TestPortable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyParserTakesOrdinaryTexts_data();
    void everyParserTakesOrdinaryTexts();
    void strictParsersRefuseSome_data();
    void strictParsersRefuseSome();
};

void TestPortable::everyParserTakesOrdinaryTexts_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char* json :
        {R"({})", R"([])", R"(null)", R"("")", R"("\"")", R"("\\")", R"("\\ud800")",
            R"("\\\\ud800")", R"("\u0000")", R"("\ud7ff\ue000")", R"("\ud83d\ude00")",
            R"("\uD83D\uDE00")", R"({"\ud83d\ude00":1})", "\"\xf0\x9f\x98\x80\"", R"("1e999")",
            R"(["-",{"a":"1e999 "}])", R"(0)", R"(-0)", R"([1,2 ,-3.5e-7])", R"({"a":1e308})",
            R"(123456789012345678901234567890)", R"([true,false,null])"}) {
        QTest::newRow(json) << QByteArray(json);
    }
}

void TestPortable::everyParserTakesOrdinaryTexts()
{
    QFETCH(QByteArray, json);
    QVERIFY(Json::isPortable(json));
}

void TestPortable::strictParsersRefuseSome_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char* json : {R"("\ud83d")", R"("\ude00")", R"("\ude00\ud83d")", R"("\ud83d\ud83d")",
             R"("\ud83d\\ude00")", R"("\ud83d\n")", R"("\ud83dx")", R"({"\ud83d":1})",
             R"([1,["a",{"b":"\uDFFF"}]])", R"(1e999)", R"([-1e999])", R"({"a":1e400 })",
             R"({"a":[2,1E+309]})"}) {
        QTest::newRow(json) << QByteArray(json);
    }
}

void TestPortable::strictParsersRefuseSome()
{
    QFETCH(QByteArray, json);
    QVERIFY(!Json::isPortable(json));
}

SIGNALBOX_TEST(TestPortable)
#include "tst_portable.moc"
