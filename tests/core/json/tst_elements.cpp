// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/json/elements.h"
#include "tests/support/suite.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace Signalbox;
using Json::Kind;

namespace {

constexpr qsizetype plenty = 1000;

QByteArrayList valuesOf(QByteArrayView array)
{
    QByteArrayList values;
    const auto found = Json::elements(array, plenty);
    for (const Json::Element& element : found.value_or(std::vector<Json::Element>())) {
        values.append(element.value(array).toByteArray());
    }
    return values;
}

QByteArray anyValue(QRandomGenerator& random, int depth)
{
    static const QByteArrayList plain{"0", "-1.5e+3", "null", "true", "false", "\"\"", "\"a\"",
        "\"]\"", "\"[,]\"", "\"\\\"\"", "\"\\\\\"", "\"\\\\\\\"]\"", "\"中\\u005d\"", "{}", "[]"};
    if (depth == 0 || random.bounded(3) > 0) {
        return plain.at(random.bounded(int(plain.size())));
    }
    const bool isObject = random.bounded(2) == 0;
    QByteArrayList parts;
    for (int count = random.bounded(4); count > 0; --count) {
        parts.append((isObject ? R"("}k]":)" : "") + anyValue(random, depth - 1));
    }
    const QByteArray joined = parts.join(random.bounded(2) == 0 ? "," : " ,\n");
    return isObject ? '{' + joined + '}' : '[' + joined + ']';
}

} // namespace

class TestElements : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void elementsAreFoundInTheirOrder_data();
    void elementsAreFoundInTheirOrder();
    void kindsAreTold_data();
    void kindsAreTold();
    void moreThanTheMostAreNone();
    void deepElementsAreOne();
    void everyRandomArrayIsTakenApart();
};

void TestElements::elementsAreFoundInTheirOrder_data()
{
    QTest::addColumn<QByteArray>("array");
    QTest::addColumn<QByteArrayList>("values");
    const auto row = [](const QByteArray& array, const QByteArrayList& values) {
        QTest::newRow(array.constData()) << array << values;
    };
    row("[]", {});
    row("[ \t\r\n]", {});
    row("[1]", {"1"});
    row("[1,2]", {"1", "2"});
    row("[ 1 , 2 ]", {"1", "2"});
    row("[\n1\t,\r2\n]", {"1", "2"});
    row(R"(["a","b"])", {R"("a")", R"("b")"});
    row(R"(["",""])", {R"("")", R"("")"});
    row(R"(["]",",","["])", {R"("]")", R"(",")", R"("[")"});
    row(R"(["\"]","\\"])", {R"("\"]")", R"("\\")"});
    row(R"(["\\\"","\\\\"])", {R"("\\\"")", R"("\\\\")"});
    row(R"([{"a":[1,2]},[{},[]]])", {R"({"a":[1,2]})", "[{},[]]"});
    row(R"([{"]}":"]}"},["]["]])", {R"({"]}":"]}"})", R"(["]["])"});
    row(R"([{"a":"\"}"},1])", {R"({"a":"\"}"})", "1"});
    row("[true,false,null,-0.5e-3]", {"true", "false", "null", "-0.5e-3"});
    row("[\"中文\", \"😀\"]", {"\"中文\"", "\"😀\""});
}

void TestElements::elementsAreFoundInTheirOrder()
{
    QFETCH(QByteArray, array);
    QFETCH(QByteArrayList, values);
    QCOMPARE(valuesOf(array), values);
}

void TestElements::kindsAreTold_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<Kind>("kind");
    const auto row
        = [](const char* value, Kind kind) { QTest::newRow(value) << QByteArray(value) << kind; };
    row("null", Kind::Null);
    row("true", Kind::Boolean);
    row("false", Kind::Boolean);
    row("0", Kind::Number);
    row("-1", Kind::Number);
    row("9e9", Kind::Number);
    row(R"("null")", Kind::String);
    row(R"(["x"])", Kind::Array);
    row(R"({"x":1})", Kind::Object);
}

void TestElements::kindsAreTold()
{
    QFETCH(QByteArray, value);
    QFETCH(Kind, kind);
    for (const QByteArray& array : {'[' + value + ']', "[ " + value + " ,1]"}) {
        const auto found = Json::elements(array, plenty);
        QVERIFY(found && !found->empty());
        QCOMPARE(found->front().kind, kind);
        QCOMPARE(found->front().value(array), QByteArrayView(value));
    }
}

void TestElements::moreThanTheMostAreNone()
{
    QVERIFY(Json::elements("[]", 0));
    QVERIFY(!Json::elements("[1]", 0));
    QCOMPARE(Json::elements("[1,2]", 2)->size(), size_t(2));
    QVERIFY(!Json::elements("[1,2,3]", 2));
    const QByteArray many = '[' + QByteArray("0,").repeated(30'000) + "0]";
    QVERIFY(!Json::elements(many, 64));
    QCOMPARE(Json::elements(many, 30'001)->size(), size_t(30'001));
}

void TestElements::deepElementsAreOne()
{
    const QByteArray deep = QByteArray("[").repeated(30'000) + QByteArray("]").repeated(30'000);
    QCOMPARE(valuesOf('[' + deep + ",1]"), QByteArrayList({deep, "1"}));
}

void TestElements::everyRandomArrayIsTakenApart()
{
    QRandomGenerator random(1);
    for (int round = 0; round < 3000; ++round) {
        QByteArrayList values;
        for (int count = random.bounded(6); count > 0; --count) {
            values.append(anyValue(random, 4));
        }
        const QByteArray array = "[ " + values.join(random.bounded(2) == 0 ? "," : "\t, ") + ']';
        QVERIFY2(QJsonDocument::fromJson(array).isArray(), array.constData());
        QCOMPARE(valuesOf(array), values);
    }
}

SIGNALBOX_TEST(TestElements)
#include "tst_elements.moc"
