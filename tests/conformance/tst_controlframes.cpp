// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/conformance/wiretest.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;
using Raw = RawClient;

/// RFC 6455 section 5.5: pings and pongs. Closing has a test of its own.
class TestControlFrames : public WireTest
{
    Q_OBJECT

private Q_SLOTS:
    void pingsAreEchoed_data();
    void pingsAreEchoed();
    void manyPingsAreEchoedInTheirOrder();
    void pingsInPiecesAreEchoed();
    void unsolicitedPongsAreIgnored_data();
    void unsolicitedPongsAreIgnored();
    void controlFramesThatAreTooLongEndWith1002_data();
    void controlFramesThatAreTooLongEndWith1002();
    void controlFramesInFragmentsEndWith1002_data();
    void controlFramesInFragmentsEndWith1002();
    void aPingBetweenFragmentsIsEchoedAtOnce();
    void controlFramesBetweenFragmentsLeaveTheMessageWhole();
    void controlFramesBetweenMessagesLeaveTheirOrder();
    void aPingWithinAFrameIsItsPayload();
    void whoPingsAndGoesIsGone();
    void theHubsPingMayBeAnswered_data();
    void theHubsPingMayBeAnswered();
};

void TestControlFrames::pingsAreEchoed_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("one byte") << QByteArray("x");
    QTest::newRow("text") << QByteArray("中😀");
    QTest::newRow("not UTF-8") << QByteArray::fromHex("fffec080eda080");
    QTest::newRow("null characters") << QByteArray(8, '\0');
    QTest::newRow("124 bytes") << QByteArray(124, 'x');
    QTest::newRow("125 bytes") << QByteArray(125, '\xfe');
}

void TestControlFrames::pingsAreEchoed()
{
    QFETCH(QByteArray, payload);
    QVERIFY(enter());
    client().send({.opcode = Raw::Ping, .payload = payload});
    QVERIFY(client().waitForFrame(Raw::Pong, payload));
    QVERIFY(isHeard());
    QCOMPARE(client().payloads(Raw::Pong).size(), 1);
}

void TestControlFrames::manyPingsAreEchoedInTheirOrder()
{
    QVERIFY(enter());
    QByteArray bytes;
    QByteArrayList sent;
    for (int i = 0; i < 500; ++i) {
        sent.append(QByteArray::number(i));
        bytes += Raw::encode({.opcode = Raw::Ping, .payload = sent.last()});
    }
    client().write(bytes);
    QTRY_COMPARE(client().payloads(Raw::Pong).size(), sent.size());
    QCOMPARE(client().payloads(Raw::Pong), sent);
    QVERIFY(isHeard());
}

void TestControlFrames::pingsInPiecesAreEchoed()
{
    QVERIFY(enter());
    client().writeInPieces(Raw::encode({.opcode = Raw::Ping, .payload = "one"})
            + Raw::encode({.opcode = Raw::Ping, .payload = ""})
            + Raw::encode({.opcode = Raw::Ping, .payload = QByteArray(125, 'x')}),
        1);
    QTRY_COMPARE(client().payloads(Raw::Pong), (QByteArrayList{"one", "", QByteArray(125, 'x')}));
    QVERIFY(isHeard());
}

void TestControlFrames::unsolicitedPongsAreIgnored_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<int>("count");
    QTest::newRow("empty") << QByteArray("") << 1;
    QTest::newRow("with a payload") << QByteArray("x") << 1;
    QTest::newRow("125 bytes") << QByteArray(125, '\xff') << 1;
    QTest::newRow("as long as the hub's") << QByteArray(8, '\0') << 1;
    QTest::newRow("a thousand") << QByteArray("x") << 1000;
}

void TestControlFrames::unsolicitedPongsAreIgnored()
{
    QFETCH(QByteArray, payload);
    QFETCH(int, count);
    QVERIFY(enter());
    client().write(Raw::encode({.opcode = Raw::Pong, .payload = payload}).repeated(count));
    QVERIFY(isHeard());
    client().send({.opcode = Raw::Ping, .payload = "a ping"});
    QVERIFY(client().waitForFrame(Raw::Pong, "a ping"));
    QCOMPARE(client().payloads(Raw::Pong).size(), 1);
    QVERIFY(client().payloads(Raw::Text).isEmpty());
}

void TestControlFrames::controlFramesThatAreTooLongEndWith1002_data()
{
    QTest::addColumn<quint8>("opcode");
    QTest::addColumn<int>("size");
    for (quint8 opcode : {Raw::Ping, Raw::Pong, Raw::Close}) {
        for (int size : {126, 127, 1000, 65'536}) {
            QTest::addRow("%x, %d bytes", opcode, size) << opcode << size;
        }
    }
}

void TestControlFrames::controlFramesThatAreTooLongEndWith1002()
{
    QFETCH(quint8, opcode);
    QFETCH(int, size);
    QVERIFY(enter());
    const QByteArray payload = "\x03\xe8" + QByteArray(size - 2, 'x');
    client().send({.opcode = opcode, .payload = payload});
    QVERIFY(isEndedWith(1002));
    QVERIFY(client().payloads(Raw::Pong).isEmpty());
}

void TestControlFrames::controlFramesInFragmentsEndWith1002_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray rest = Raw::encode({.opcode = Raw::Continuation, .payload = "x"});
    const QByteArray begun = Raw::encode({.payload = message("x"), .final = false});
    const auto row = [rest](const char* name, const QByteArray& before, quint8 opcode,
                         const QByteArray& payload) {
        QTest::newRow(name) << before
                + Raw::encode({.opcode = opcode, .payload = payload, .final = false}) + rest;
    };
    row("ping", {}, Raw::Ping, "x");
    row("an empty ping", {}, Raw::Ping, "");
    row("pong", {}, Raw::Pong, "x");
    row("close", {}, Raw::Close, "\x03\xe8");
    row("a ping within a message", begun, Raw::Ping, "x");
    row("a close within a message", begun, Raw::Close, "\x03\xe8");
}

void TestControlFrames::controlFramesInFragmentsEndWith1002()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(enter());
    client().write(bytes);
    QVERIFY(isEndedWith(1002));
    QVERIFY(client().payloads(Raw::Pong).isEmpty());
}

void TestControlFrames::aPingBetweenFragmentsIsEchoedAtOnce()
{
    QVERIFY(enter());
    const QByteArray text = message("in two fragments");
    client().send({.payload = text.first(9), .final = false});
    client().send({.opcode = Raw::Ping, .payload = "between"});
    QVERIFY(client().waitForFrame(Raw::Pong, "between"));
    client().send({.opcode = Raw::Continuation, .payload = text.mid(9)});
    QCOMPARE(heard(), u"in two fragments"_qs);
    QVERIFY(isHeard());
}

void TestControlFrames::controlFramesBetweenFragmentsLeaveTheMessageWhole()
{
    QVERIFY(enter());
    const QByteArray text = message("with much between");
    QByteArray bytes;
    for (qsizetype i = 0; i < text.size(); ++i) {
        bytes += Raw::encode({.opcode = quint8(i == 0 ? Raw::Text : Raw::Continuation),
            .payload = text.mid(i, 1),
            .final = i == text.size() - 1});
        if (i < text.size() - 1) {
            bytes += Raw::encode({.opcode = Raw::Ping, .payload = QByteArray::number(i)});
            bytes += Raw::encode({.opcode = Raw::Pong, .payload = message("x")});
        }
    }
    client().write(bytes);
    QCOMPARE(heard(), u"with much between"_qs);
    QTRY_COMPARE(client().payloads(Raw::Pong).size(), text.size() - 1);
    QVERIFY(isHeard());
}

void TestControlFrames::controlFramesBetweenMessagesLeaveTheirOrder()
{
    QVERIFY(enter());
    QByteArray bytes;
    for (int i = 0; i < 100; ++i) {
        bytes += Raw::encode({.payload = message(QByteArray::number(i))});
        bytes += Raw::encode({.opcode = quint8(i % 2 ? Raw::Ping : Raw::Pong), .payload = "x"});
    }
    client().write(bytes);
    for (int i = 0; i < 100; ++i) {
        QCOMPARE(heard(), QString::number(i));
    }
    QTRY_COMPARE(client().payloads(Raw::Pong).size(), 50);
}

void TestControlFrames::aPingWithinAFrameIsItsPayload()
{
    QVERIFY(enter());
    const QByteArray ping = Raw::encode({.opcode = Raw::Ping, .payload = "a ping"});
    const QByteArray frame
        = Raw::encode({.opcode = Raw::Binary, .payload = ping, .maskingKey = QByteArray(4, '\0')});
    client().write(frame.first(6)); // its head
    QCoreApplication::processEvents();
    client().write(frame.mid(6));
    QVERIFY(client().waitForText("not-json"));
    QVERIFY(isHeard());
    QVERIFY(client().payloads(Raw::Pong).isEmpty());
}

void TestControlFrames::whoPingsAndGoesIsGone()
{
    QVERIFY(enter());
    client().write(Raw::encode({.opcode = Raw::Ping, .payload = "x"}).repeated(100));
    client().reset();
    QVERIFY(hub().waitForRows(1));
}

void TestControlFrames::theHubsPingMayBeAnswered_data()
{
    QTest::addColumn<int>("answers");
    QTest::newRow("once") << 1;
    QTest::newRow("several times") << 5;
}

void TestControlFrames::theHubsPingMayBeAnswered()
{
    QFETCH(int, answers);
    QVERIFY(enter());
    QTRY_VERIFY(!client().payloads(Raw::Ping).isEmpty());
    const QByteArray payload = client().payloads(Raw::Ping).first();
    QVERIFY(payload.size() <= 125);
    client().write(Raw::encode({.opcode = Raw::Pong, .payload = payload}).repeated(answers));
    QVERIFY(isHeard());
    QVERIFY(client().payloads(Raw::Text).isEmpty());
}

SIGNALBOX_TEST(TestControlFrames)
#include "tst_controlframes.moc"
