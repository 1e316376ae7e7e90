// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/json/build.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;

class TestBuild : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void membersAreAppended();
    void aStringIsPutInAnywhere_data();
    void aStringIsPutInAnywhere();
    void whatAStringIsPutIntoStaysAsItIs();
};

void TestBuild::membersAreAppended()
{
    QByteArray json = "{\"a\":1";
    Json::appendKey(json, "b");
    json += "[2]";
    Json::appendMember(json, "c", u"say \"中\"\n");
    QCOMPARE(json, QByteArray("{\"a\":1,\"b\":[2],\"c\":\"say \\\"中\\\"\\u000a\""));
}

void TestBuild::aStringIsPutInAnywhere_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("at");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("whole");
    const auto row
        = [](const char* name, const QByteArray& json, int at, const QString& text,
              const QByteArray& whole) { QTest::newRow(name) << json << at << text << whole; };
    row("within", R"({"a":,"b":1})", 5, u"x"_qs, R"({"a":"x","b":1})");
    row("at the beginning", ",1]", 0, u"x"_qs, R"("x",1])");
    row("at the end", "[1,", 3, u"x"_qs, R"([1,"x")");
    row("into nothing", "", 0, u"x"_qs, R"("x")");
    row("an empty one", "[]", 1, QString(), R"([""])");
    row("what is there is not escaped again", "[\"\\n\",]", 6, u"\n"_qs, "[\"\\n\",\"\\u000a\"]");
    row("in Chinese", "[]", 1, u"中文"_qs.repeated(100),
        "[\"" + QByteArray("中文").repeated(100) + "\"]");
    row("of control characters", "[]", 1, QString(200, QChar(1)),
        "[\"" + QByteArray("\\u0001").repeated(200) + "\"]");
}

void TestBuild::aStringIsPutInAnywhere()
{
    QFETCH(QByteArray, json);
    QFETCH(int, at);
    QFETCH(QString, text);
    QFETCH(QByteArray, whole);
    QCOMPARE(Json::withString(json, at, text), whole);
}

void TestBuild::whatAStringIsPutIntoStaysAsItIs()
{
    const QByteArray json = R"({"a":})";
    QCOMPARE(Json::withString(json, 5, u"x"), QByteArray(R"({"a":"x"})"));
    QCOMPARE(Json::withString(json, 5, u"y"), QByteArray(R"({"a":"y"})"));
    QCOMPARE(json, QByteArray(R"({"a":})"));
}

SIGNALBOX_TEST(TestBuild)
#include "tst_build.moc"
