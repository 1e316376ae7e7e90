// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/envelope.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;

namespace {

constexpr std::array<QByteArrayView, 2> names{"id", "room"};

/// What an envelope's name "id" is: its text, "-" where it is absent, or the fault's code.
QString idOf(const QByteArray& text)
{
    const auto scan = std::get<Json::Scan>(Envelope::scan(text, names));
    const Envelope::Name name = Envelope::readName(text, scan.members[0], names[0]);
    if (const auto* fault = std::get_if<Fault>(&name)) {
        return u"fault %1 %2"_qs.arg(int(fault->code)).arg(fault->detail);
    }
    return std::get<std::optional<QString>>(name).value_or(u"-"_qs);
}

QString faultText(FaultCode code)
{
    return u"fault %1 id"_qs.arg(int(code));
}

} // namespace

class TestEnvelope : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsNoObjectIsRefused_data();
    void whatIsNoObjectIsRefused();
    void thirtyTwoLevelsAreNotTooDeep();
    void keysThatStandTwiceAreFound();
    void namesAreRead_data();
    void namesAreRead();
    void aNameIsAsLongInAnyForm_data();
    void aNameIsAsLongInAnyForm();
    void aNameThatIsNeededMustBeThere();
    void aFieldKeepsItsFirstValue();
};

void TestEnvelope::whatIsNoObjectIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<FaultCode>("code");
    const auto row = [](const char* name, const QByteArray& text, FaultCode code) {
        QTest::newRow(name) << text << code;
    };
    row("nothing", "", FaultCode::NotJson);
    row("words", "hello", FaultCode::NotJson);
    row("not UTF-8", "{\"a\":\"\xff\"}", FaultCode::NotJson);
    row("half a surrogate pair in UTF-8", "{\"a\":\"\xed\xa0\x80\"}", FaultCode::NotJson);
    row("an array", "[]", FaultCode::NotAnObject);
    row("a string", "\"x\"", FaultCode::NotAnObject);
    row("33 levels", "{\"a\":" + QByteArray(32, '[') + QByteArray(32, ']') + '}',
        FaultCode::TooDeep);
    row("60,000 levels", QByteArray(60'000, '['), FaultCode::TooDeep);
}

void TestEnvelope::whatIsNoObjectIsRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(FaultCode, code);
    const auto scanned = Envelope::scan(text, names);
    QCOMPARE(std::get<Fault>(scanned), (Fault{code, {}}));
}

void TestEnvelope::thirtyTwoLevelsAreNotTooDeep()
{
    const QByteArray text = "{\"a\":" + QByteArray(31, '[') + QByteArray(31, ']') + '}';
    QVERIFY(std::holds_alternative<Json::Scan>(Envelope::scan(text, names)));
}

void TestEnvelope::keysThatStandTwiceAreFound()
{
    const auto scan = std::get<Json::Scan>(
        Envelope::scan(R"({"room":1,"r\u006fom":2,"x":1,"x":2,"id":1})", names));
    QCOMPARE(Envelope::findDuplicate(scan, names),
        std::optional(Fault{FaultCode::DuplicateKey, u"room"_qs}));
    QCOMPARE(Envelope::findDuplicate(scan, names, 0, 1), std::nullopt);
}

void TestEnvelope::namesAreRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("name");
    const auto row = [](const char* text, const QString& name) {
        QTest::newRow(text) << QByteArray(text) << name;
    };
    row(R"({"id":"bob"})", u"bob"_qs);
    row(R"({"\u0069d":"b\u006fb"})", u"bob"_qs);
    row(R"({"id":""})", QString());
    row(R"({"id":"a\u0000b"})", u"a"_qs + QChar(0) + u'b');
    row(R"({"id":null})", u"-"_qs);
    row(R"({"room":"x"})", u"-"_qs);
    for (const char* text :
        {R"({"id":1})", R"({"id":[]})", R"({"id":{"id":"bob"}})", R"({"id":true})"}) {
        row(text, faultText(FaultCode::WrongType));
    }
}

void TestEnvelope::namesAreRead()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, name);
    QCOMPARE(idOf(text), name);
}

void TestEnvelope::aNameIsAsLongInAnyForm_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("tooLong");
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("128 letters") << QString(128, u'x') << false;
    QTest::newRow("129 letters") << QString(129, u'x') << true;
    QTest::newRow("42 Chinese characters") << u"中"_qs.repeated(42) << false;
    QTest::newRow("43 Chinese characters") << u"中"_qs.repeated(43) << true;
    QTest::newRow("64 quotes") << QString(64, u'"') << false;
    QTest::newRow("65 quotes") << QString(65, u'"') << true;
    QTest::newRow("21 NULs") << QString(21, QChar(0)) << false;
    QTest::newRow("22 NULs") << QString(22, QChar(0)) << true;
    QTest::newRow("60,000 letters") << QString(60'000, u'x') << true;
}

void TestEnvelope::aNameIsAsLongInAnyForm()
{
    QFETCH(QString, name);
    QFETCH(bool, tooLong);
    QCOMPARE(Envelope::isTooLong(name), tooLong);
    QByteArray escaped;
    for (QChar c : name) {
        escaped += "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
    }
    QCOMPARE(Envelope::isTooLong(QByteArrayView('"' + escaped + '"')), tooLong);
    QCOMPARE(idOf("{\"id\":\"" + escaped + "\"}"), tooLong ? faultText(FaultCode::TooLong) : name);
}

void TestEnvelope::aNameThatIsNeededMustBeThere()
{
    for (const QByteArray& text : {QByteArray("{}"), QByteArray(R"({"id":null})")}) {
        const auto scan = std::get<Json::Scan>(Envelope::scan(text, names));
        QCOMPARE(std::get<Fault>(Envelope::readNeededName(text, scan.members[0], names[0])),
            (Fault{FaultCode::MissingKey, u"id"_qs}));
    }
    const QByteArray text = R"({"id":""})";
    const auto scan = std::get<Json::Scan>(Envelope::scan(text, names));
    QCOMPARE(
        std::get<QString>(Envelope::readNeededName(text, scan.members[0], names[0])), QString());
}

void TestEnvelope::aFieldKeepsItsFirstValue()
{
    const QByteArray text = R"({"id":"bob","room":7})";
    const auto scan = std::get<Json::Scan>(Envelope::scan(text, names));
    std::optional<QString> field;
    QCOMPARE(Envelope::fill(field, text, scan.members[0], names[0]), std::nullopt);
    QCOMPARE(field, std::optional(u"bob"_qs));
    field = u"ann"_qs;
    QCOMPARE(Envelope::fill(field, text, scan.members[0], names[0]), std::nullopt);
    QCOMPARE(field, std::optional(u"ann"_qs));
    QCOMPARE(Envelope::fill(field, text, scan.members[1], names[1]),
        std::optional(Fault{FaultCode::WrongType, u"room"_qs}));
}

SIGNALBOX_TEST(TestEnvelope)
#include "tst_envelope.moc"
