// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/handshake.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;

class TestHandshake : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPathHasParts_data();
    void aPathHasParts();
    void aQueryHasItems_data();
    void aQueryHasItems();
    void textIsDecoded_data();
    void textIsDecoded();
};

void TestHandshake::aPathHasParts_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArrayList>("segments");
    const auto row = [](const char* path, const QByteArrayList& segments) {
        QTest::newRow(path) << QByteArray(path) << segments;
    };
    row("", {});
    row("/", {});
    row("///", {});
    row("/a", {"a"});
    row("/a/", {"a"});
    row("a", {"a"});
    row("//a//b", {"a", "b"});
    row("/a%2Fb/%20", {"a%2Fb", "%20"});
    row("/./..", {".", ".."});
}

void TestHandshake::aPathHasParts()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArrayList, segments);
    QCOMPARE((Handshake{path, "x=y"}).segments(), segments);
}

void TestHandshake::aQueryHasItems_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("value"); // of id; "-" where there is none
    const auto row = [](const char* query, const QString& value) {
        QTest::newRow(query) << QByteArray(query) << value;
    };
    row("", u"-"_qs);
    row("id", {});
    row("id=", {});
    row("id=a", u"a"_qs);
    row("key=k&id=a&token=t", u"a"_qs);
    row("id=a&id=b", u"a"_qs);
    row("id=a=b", u"a=b"_qs);
    row("id=a+b", u"a+b"_qs);
    row("id=a%20b%26", u"a b&"_qs);
    row("id=%E4%B8%AD", u"中"_qs);
    row("ID=a", u"-"_qs);
    row("xid=a&idx=b", u"-"_qs);
    row("%69d=a", u"-"_qs);
    row("&&=&id=a&", u"a"_qs);
    row("=id", u"-"_qs);
}

void TestHandshake::aQueryHasItems()
{
    QFETCH(QByteArray, query);
    QFETCH(QString, value);
    const std::optional<QString> item = Handshake{"/", query}.item("id");
    QCOMPARE(item.value_or(u"-"_qs), value);
}

void TestHandshake::textIsDecoded_data()
{
    QTest::addColumn<QByteArray>("encoded");
    QTest::addColumn<QString>("text");
    const QString bad(QChar::ReplacementCharacter);
    QTest::newRow("nothing") << QByteArray() << QString();
    QTest::newRow("plain") << QByteArray("a-b_c.d~e") << u"a-b_c.d~e"_qs;
    QTest::newRow("UTF-8 as sent") << QByteArray("中") << u"中"_qs;
    QTest::newRow("UTF-8 encoded") << QByteArray("%e4%B8%ad") << u"中"_qs;
    QTest::newRow("a slash") << QByteArray("a%2Fb") << u"a/b"_qs;
    QTest::newRow("once only") << QByteArray("%2541") << u"%41"_qs;
    QTest::newRow("a zero") << QByteArray("%00") << QString(QChar(0));
    QTest::newRow("not UTF-8") << QByteArray("a%FFb") << u"a"_qs + bad + u"b"_qs;
    QTest::newRow("half an escape") << QByteArray("a%4") << u"a%4"_qs;
}

void TestHandshake::textIsDecoded()
{
    QFETCH(QByteArray, encoded);
    QFETCH(QString, text);
    QCOMPARE(Handshake::decoded(encoded), text);
}

SIGNALBOX_TEST(TestHandshake)
#include "tst_handshake.moc"
