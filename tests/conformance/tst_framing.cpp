// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/conformance/wiretest.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;
using Raw = RawClient;

/// RFC 6455 section 5.2: how a frame looks.
class TestFraming : public WireTest
{
    Q_OBJECT

private Q_SLOTS:
    void reservedBitsEndWith1002_data();
    void reservedBitsEndWith1002();
    void reservedOpcodesEndWith1002_data();
    void reservedOpcodesEndWith1002();
    void lengthsInTooManyBytesEndWith1002_data();
    void lengthsInTooManyBytesEndWith1002();
    void lengthsAboveTheHighestEndWith1002_data();
    void lengthsAboveTheHighestEndWith1002();
    void lengthsInTheFewestBytesAreRead_data();
    void lengthsInTheFewestBytesAreRead();
    void framesInPiecesAreRead_data();
    void framesInPiecesAreRead();
    void manyFramesInOnePieceAreRead();
    void anyMaskingKeyWillDo_data();
    void anyMaskingKeyWillDo();
    void binaryFramesAreReadAsText();
    void binaryFramesThatAreNoTextAreErrors();
    void whatFollowsABrokenFrameIsIgnored();
    void brokenFramesEndNothingButTheirOwnConnection();
    void framesOfTheHubAreAsTheyShouldBe();
    void framesThatAreNotMasked_data();
    void framesThatAreNotMasked();
};

void TestFraming::reservedBitsEndWith1002_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char* name, const Raw::RawFrame& frame) {
        QTest::newRow(name) << Raw::encode(frame);
    };
    row("RSV1", {.payload = message("x"), .reservedBits = 0x40});
    row("RSV2", {.payload = message("x"), .reservedBits = 0x20});
    row("RSV3", {.payload = message("x"), .reservedBits = 0x10});
    row("all three", {.payload = message("x"), .reservedBits = 0x70});
    row("an empty text", {.payload = "", .reservedBits = 0x40});
    row("binary", {.opcode = Raw::Binary, .payload = message("x"), .reservedBits = 0x40});
    row("the first fragment", {.payload = "{", .final = false, .reservedBits = 0x40});
    row("ping", {.opcode = Raw::Ping, .payload = "x", .reservedBits = 0x10});
    row("pong", {.opcode = Raw::Pong, .payload = "x", .reservedBits = 0x20});
    row("close", {.opcode = Raw::Close, .payload = "\x03\xe8", .reservedBits = 0x40});
    QTest::newRow("the last fragment") << Raw::encode({.payload = message("x"), .final = false})
            + Raw::encode({.opcode = Raw::Continuation, .payload = "", .reservedBits = 0x40});
}

void TestFraming::reservedBitsEndWith1002()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(enter());
    client().write(bytes);
    QVERIFY(isEndedWith(1002));
}

void TestFraming::reservedOpcodesEndWith1002_data()
{
    QTest::addColumn<quint8>("opcode");
    for (quint8 opcode : {0x3, 0x4, 0x5, 0x6, 0x7, 0xb, 0xc, 0xd, 0xe, 0xf}) {
        QTest::addRow("%x", opcode) << opcode;
    }
}

void TestFraming::reservedOpcodesEndWith1002()
{
    QFETCH(quint8, opcode);
    QVERIFY(enter());
    client().send({.opcode = opcode, .payload = message("x")});
    QVERIFY(isEndedWith(1002));
}

void TestFraming::lengthsInTooManyBytesEndWith1002_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("sizeBytes");
    QTest::newRow("0 in two bytes") << 0 << 2;
    QTest::newRow("125 in two bytes") << 125 << 2;
    QTest::newRow("0 in eight bytes") << 0 << 8;
    QTest::newRow("125 in eight bytes") << 125 << 8;
    QTest::newRow("126 in eight bytes") << 126 << 8;
    QTest::newRow("65,535 in eight bytes") << 65'535 << 8;
}

void TestFraming::lengthsInTooManyBytesEndWith1002()
{
    QFETCH(int, size);
    QFETCH(int, sizeBytes);
    QVERIFY(enter());
    // Only the head: what follows it could come when nobody is there to read it.
    client().write(Raw::encode({.announcedSize = size, .sizeBytes = sizeBytes}));
    QVERIFY(isEndedWith(1002));
}

void TestFraming::lengthsAboveTheHighestEndWith1002_data()
{
    QTest::addColumn<QByteArray>("length");
    QTest::newRow("2^63") << QByteArray::fromHex("8000000000000000");
    QTest::newRow("2^63 and 30") << QByteArray::fromHex("800000000000001e");
    QTest::newRow("2^64 - 1") << QByteArray::fromHex("ffffffffffffffff");
}

void TestFraming::lengthsAboveTheHighestEndWith1002()
{
    QFETCH(QByteArray, length);
    QVERIFY(enter());
    client().write("\x81\xff" + length + "mask" + message("x"));
    QVERIFY(isEndedWith(1002));
}

void TestFraming::lengthsInTheFewestBytesAreRead_data()
{
    QTest::addColumn<int>("size");
    for (int size : {27, 125, 126, 127, 128, 255, 256, 32'767, 32'768, 65'535, 65'536}) {
        QTest::addRow("%d", size) << size;
    }
}

void TestFraming::lengthsInTheFewestBytesAreRead()
{
    QFETCH(int, size);
    QVERIFY(enter());
    const QByteArray sent = messageOf(size);
    QCOMPARE(sent.size(), size);
    client().sendText(sent);
    QCOMPARE(heard(), QString(size - message({}).size(), u'x'));
    QVERIFY(isHeard());
}

void TestFraming::framesInPiecesAreRead_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("piece");
    const QByteArray small = Raw::encode({.payload = message("中😀")});
    const QByteArray medium = Raw::encode({.payload = messageOf(126)});
    const QByteArray large = Raw::encode({.payload = messageOf(65'536)});
    for (int piece : {1, 2, 3, 5, 7, 13}) {
        QTest::addRow("small, by %d", piece) << small << piece;
        QTest::addRow("of 126 bytes, by %d", piece) << medium << piece;
    }
    QTest::newRow("of 65,536 bytes, by 1,000") << large << 1000;
    QTest::newRow("of 65,536 bytes, but the last byte") << large << int(large.size() - 1);
}

void TestFraming::framesInPiecesAreRead()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, piece);
    QVERIFY(enter());
    client().writeInPieces(bytes, piece);
    QVERIFY(heard());
    QVERIFY(isHeard());
}

void TestFraming::manyFramesInOnePieceAreRead()
{
    QVERIFY(enter());
    QByteArray bytes;
    constexpr int count = 150;
    for (int i = 0; i < count; ++i) {
        const quint8 opcode = i % 3 == 0 ? Raw::Binary : Raw::Text;
        bytes += Raw::encode({.opcode = opcode, .payload = message(QByteArray::number(i))});
    }
    client().write(bytes);
    for (int i = 0; i < count; ++i) {
        QCOMPARE(heard(), QString::number(i));
    }
}

void TestFraming::anyMaskingKeyWillDo_data()
{
    QTest::addColumn<QByteArray>("key");
    for (const char* key : {"00000000", "ffffffff", "00000001", "80000000", "7b227479"}) {
        QTest::newRow(key) << QByteArray::fromHex(key);
    }
}

void TestFraming::anyMaskingKeyWillDo()
{
    QFETCH(QByteArray, key);
    QVERIFY(enter());
    for (quint8 opcode : {Raw::Text, Raw::Binary}) {
        client().send({.opcode = opcode, .payload = message("中"), .maskingKey = key});
        QCOMPARE(heard(), u"中"_qs);
    }
    client().send({.opcode = Raw::Ping, .payload = "a ping", .maskingKey = key});
    QVERIFY(client().waitForFrame(Raw::Pong, "a ping"));
}

void TestFraming::binaryFramesAreReadAsText()
{
    QVERIFY(enter());
    client().send({.opcode = Raw::Binary, .payload = message("中😀")});
    QCOMPARE(heard(), u"中😀"_qs);
    client().send({.opcode = Raw::Binary, .payload = R"({"type":"again","receiverId":"nobody"})"});
    QVERIFY(client().waitForText("unknown-receiver"));
    QVERIFY(client().payloads(Raw::Binary).isEmpty());
}

void TestFraming::binaryFramesThatAreNoTextAreErrors()
{
    QVERIFY(enter());
    client().send({.opcode = Raw::Binary, .payload = QByteArray::fromHex("00ff80fe")});
    QVERIFY(client().waitForText("not-json"));
    client().send({.opcode = Raw::Binary, .payload = message("\xed\xa0\x80")});
    QVERIFY(isHeard()); // of errors one a second is told
}

void TestFraming::whatFollowsABrokenFrameIsIgnored()
{
    QVERIFY(enter());
    client().write(Raw::encode({.opcode = 0x3, .payload = "x"})
        + Raw::encode({.payload = message("x")})
        + Raw::encode({.opcode = Raw::Ping, .payload = "a ping"})
        + Raw::encode({.opcode = Raw::Close, .payload = "\x03\xe8"}));
    QVERIFY(isEndedWith(1002));
    QCOMPARE(client().payloads(Raw::Close).size(), 1);
    QVERIFY(client().payloads(Raw::Pong).isEmpty());
}

void TestFraming::brokenFramesEndNothingButTheirOwnConnection()
{
    QVERIFY(enter());
    constexpr int count = 20;
    std::array<RawClient, count> others;
    for (RawClient& other : others) {
        QVERIFY(other.upgrade(hub().port()));
    }
    for (RawClient& other : others) {
        other.send({.payload = message("x"), .reservedBits = 0x40});
    }
    for (RawClient& other : others) {
        QVERIFY(other.waitForEnd());
        QCOMPARE(int(other.closeCode()), 1002);
    }
    QVERIFY(isHeard());
}

void TestFraming::framesOfTheHubAreAsTheyShouldBe()
{
    QVERIFY(enter());
    for (int size : {0, 1, 125}) {
        client().send({.opcode = Raw::Ping, .payload = QByteArray(size, 'x')});
    }
    for (int size : {40, 1000, 60'000}) { // relayed to the client itself
        client().sendText(R"({"type":"join","id":"client"})");
        client().sendText(
            R"({"type":"echo","receiverId":"client","a":")" + QByteArray(size, 'x') + "\"}");
    }
    QTRY_COMPARE(client().payloads(Raw::Pong).size(), 3);
    QVERIFY(QTest::qWaitFor([this] {
        const QByteArrayList texts = client().payloads(Raw::Text);
        return std::count_if(texts.begin(), texts.end(), [](const QByteArray& text) {
            return text.contains(R"("type":"echo")");
        }) == 3;
    }));
    client().send({.opcode = Raw::Close, .payload = "\x03\xe8"});
    QVERIFY(isEndedWith(1000));
    for (const Raw::RawFrame& frame : client().frames()) {
        QVERIFY(!frame.masked);
        QVERIFY(frame.final);
        QCOMPARE(int(frame.reservedBits), 0);
        const qsizetype size = frame.payload.size();
        QCOMPARE(frame.sizeBytes, size < 126 ? -1 : size < 65'536 ? 2 : 8);
        QVERIFY(frame.opcode < Raw::Close || frame.payload.size() <= 125);
    }
    QVERIFY(client().bytes().isEmpty());
}

void TestFraming::framesThatAreNotMasked_data()
{
    QTest::addColumn<quint8>("opcode");
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("knownGap text") << quint8(Raw::Text) << message("x");
    QTest::newRow("knownGap binary") << quint8(Raw::Binary) << message("x");
    QTest::newRow("knownGap ping") << quint8(Raw::Ping) << QByteArray("a");
}

/// RFC 6455 section 5.1: a server must close. QtWebSockets does not.
void TestFraming::framesThatAreNotMasked()
{
    QFETCH(quint8, opcode);
    QFETCH(QByteArray, payload);
    QVERIFY(enter());
    client().send({.opcode = opcode, .payload = payload, .masked = false});
    if (opcode == Raw::Ping) {
        QVERIFY(client().waitForFrame(Raw::Pong, payload));
    } else {
        QCOMPARE(heard(), u"x"_qs);
    }
    QVERIFY(isHeard());
}

SIGNALBOX_TEST(TestFraming)
#include "tst_framing.moc"
