// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/json/decode.h"
#include "core/json/write.h"
#include "tests/support/suite.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace Signalbox;

class TestWrite : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textsAreQuoted_data();
    void textsAreQuoted();
    void whatStandsThereAlreadyStays();
    void utf8HasNoHalfPairs();
    void everyTextComesBack();
};

void TestWrite::textsAreQuoted_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char* name, const QString& text, const QByteArray& json) {
        QTest::newRow(name) << text << json;
    };
    row("null", QString(), R"("")");
    row("empty", u""_qs, R"("")");
    row("plain", u"hello"_qs, R"("hello")");
    row("quotes", u"\"a\""_qs, R"("\"a\"")");
    row("backslash", u"\\n"_qs, R"("\\n")");
    row("solidus is not escaped", u"</script>"_qs, R"("</script>")");
    row("line feed", u"a\nb"_qs, R"("a\u000ab")");
    row("null character", QString(QChar(0)), R"("\u0000")");
    row("last control character", QString(QChar(0x1f)), R"("\u001f")");
    row("delete is no control character of JSON", QString(QChar(0x7f)), "\"\x7f\"");
    row("Chinese", u"中文"_qs, "\"中文\"");
    row("emoji", u"😀"_qs, "\"😀\"");
    row("line separator", QString(QChar(0x2028)), "\"\xe2\x80\xa8\"");
    row("high half of a pair", QString(QChar(0xd800)) + u"x"_qs, "\"\xef\xbf\xbdx\"");
    row("high half at the end", u"x"_qs + QChar(0xd800), "\"x\xef\xbf\xbd\"");
    row("low half of a pair", QString(QChar(0xdc00)), "\"\xef\xbf\xbd\"");
}

void TestWrite::textsAreQuoted()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, json);
    QByteArray written;
    Json::appendString(written, text);
    QCOMPARE(written, json);
}

void TestWrite::whatStandsThereAlreadyStays()
{
    QByteArray json = "[1,";
    Json::appendString(json, u"a"_qs);
    QCOMPARE(json, QByteArray(R"([1,"a")"));
}

void TestWrite::utf8HasNoHalfPairs()
{
    QCOMPARE(Json::toUtf8(u"añ中😀"_qs), QByteArray("añ中😀"));
    const QString broken = QString(QChar(0xdc00)) + u"a"_qs + QChar(0xd83d);
    QCOMPARE(Json::toUtf8(broken),
        QByteArray("\xef\xbf\xbd"
                   "a"
                   "\xef\xbf\xbd"));
}

void TestWrite::everyTextComesBack()
{
    QRandomGenerator random(1);
    for (int round = 0; round < 2000; ++round) {
        QString text;
        for (int length = random.bounded(20); length > 0; --length) {
            const int kind = random.bounded(4);
            const char32_t most[] = {0x20, 0x80, 0xd800, 0x110000};
            const char32_t least[] = {0, 0x20, 0x80, 0xe000};
            const char32_t character = random.bounded(least[kind], most[kind]);
            text += QString::fromUcs4(&character, 1);
        }
        QByteArray json;
        Json::appendString(json, text);
        QCOMPARE(Json::decodeString(json), text);
        const QJsonDocument read = QJsonDocument::fromJson('[' + json + ']');
        QCOMPARE(read.array().at(0).toString(), text);
    }
}

SIGNALBOX_TEST(TestWrite)
#include "tst_write.moc"
