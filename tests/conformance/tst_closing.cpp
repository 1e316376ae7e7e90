// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/conformance/wiretest.h"
#include "tests/support/suite.h"

#include <QTest>
#include <QtEndian>

using namespace Signalbox;
using Raw = RawClient;

namespace {

QByteArray closing(quint16 code, const QByteArray& reason = {})
{
    const quint16 bigEndian = qToBigEndian(code);
    return Raw::encode({.opcode = Raw::Close,
        .payload = QByteArray(reinterpret_cast<const char*>(&bigEndian), 2) + reason});
}

} // namespace

/// RFC 6455 sections 5.5.1 and 7: the ways in which a connection ends.
class TestClosing : public WireTest
{
    Q_OBJECT

private Q_SLOTS:
    void codesAreEchoed_data();
    void codesAreEchoed();
    void aCloseFrameWithoutACodeIsAnsweredWith1000();
    void codesThatMayNotBeSentEndWith1002_data();
    void codesThatMayNotBeSentEndWith1002();
    void halfACodeEndsWith1002_data();
    void halfACodeEndsWith1002();
    void reasonsMayBeAnyText_data();
    void reasonsMayBeAnyText();
    void reasonsThatAreNoTextEndWith1007_data();
    void reasonsThatAreNoTextEndWith1007();
    void whatCameBeforeTheCloseFrameIsRelayed();
    void whatComesBehindTheCloseFrameIsIgnored_data();
    void whatComesBehindTheCloseFrameIsIgnored();
    void aCloseFrameInPiecesEnds();
    void theHubEndsTheSocketFirst();
    void halfClosedSocketsAreEnded_data();
    void halfClosedSocketsAreEnded();
    void resetSocketsAreEnded_data();
    void resetSocketsAreEnded();
    void theRoomHearsOfAnyEndOnce_data();
    void theRoomHearsOfAnyEndOnce();
};

void TestClosing::codesAreEchoed_data()
{
    QTest::addColumn<int>("code");
    for (int code :
        {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4001, 4999}) {
        QTest::addRow("%d", code) << code;
    }
}

void TestClosing::codesAreEchoed()
{
    QFETCH(int, code);
    QVERIFY(enter());
    client().write(closing(quint16(code)));
    QVERIFY(isEndedWith(code));
    QCOMPARE(client().payloads(Raw::Close).size(), 1);
}

void TestClosing::aCloseFrameWithoutACodeIsAnsweredWith1000()
{
    QVERIFY(enter());
    client().send({.opcode = Raw::Close});
    QVERIFY(isEndedWith(1000));
}

void TestClosing::codesThatMayNotBeSentEndWith1002_data()
{
    QTest::addColumn<int>("code");
    for (int code :
        {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 9999, 65'535}) {
        QTest::addRow("%d", code) << code;
    }
    // Legal: registered with IANA, as RFC 6455 section 7.4.2 foresees.
    for (int code : {1012, 1013, 1014}) {
        QTest::addRow("knownGap %d", code) << code;
    }
}

void TestClosing::codesThatMayNotBeSentEndWith1002()
{
    QFETCH(int, code);
    QVERIFY(enter());
    client().write(closing(quint16(code)));
    QVERIFY(isEndedWith(1002));
}

void TestClosing::halfACodeEndsWith1002_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("a null character") << QByteArray(1, '\0');
    QTest::newRow("the first half of 1000") << QByteArray("\x03");
    QTest::newRow("ff") << QByteArray("\xff");
}

void TestClosing::halfACodeEndsWith1002()
{
    QFETCH(QByteArray, payload);
    QVERIFY(enter());
    client().send({.opcode = Raw::Close, .payload = payload});
    QVERIFY(isEndedWith(1002));
}

void TestClosing::reasonsMayBeAnyText_data()
{
    QTest::addColumn<QByteArray>("reason");
    QTest::newRow("one character") << QByteArray("x");
    QTest::newRow("123 bytes") << QByteArray(123, 'x');
    QTest::newRow("123 bytes of Chinese") << QByteArrayLiteral("中").repeated(41);
    QTest::newRow("markup") << QByteArray("<b onclick=\"x\">&amp;</b>");
    QTest::newRow("null characters") << QByteArray(5, '\0');
    QTest::newRow("U+10FFFF") << QByteArray("\xf4\x8f\xbf\xbf");
    QTest::newRow("lines") << QByteArray("a\r\nb\n");
}

void TestClosing::reasonsMayBeAnyText()
{
    QFETCH(QByteArray, reason);
    QVERIFY(enter());
    client().write(closing(1001, reason));
    QVERIFY(isEndedWith(1001));
}

void TestClosing::reasonsThatAreNoTextEndWith1007_data()
{
    QTest::addColumn<QByteArray>("reason");
    QTest::newRow("ff") << QByteArray("\xff");
    QTest::newRow("a surrogate") << QByteArray("\xed\xa0\x80");
    QTest::newRow("an overlong slash") << QByteArray("\xc0\xaf");
    QTest::newRow("half a character at the end") << QByteArray("goodbye \xe4\xb8");
    QTest::newRow("above U+10FFFF") << QByteArray("\xf4\x90\x80\x80");
    QTest::newRow("Chinese cut at 123 bytes")
        << 'x' + QByteArrayLiteral("中").repeated(41).first(122);
}

void TestClosing::reasonsThatAreNoTextEndWith1007()
{
    QFETCH(QByteArray, reason);
    QVERIFY(enter());
    client().write(closing(1000, reason));
    QVERIFY(isEndedWith(1007));
}

void TestClosing::whatCameBeforeTheCloseFrameIsRelayed()
{
    QVERIFY(enter());
    client().write(Raw::encode({.payload = message("one")})
        + Raw::encode({.opcode = Raw::Ping, .payload = "two"})
        + Raw::encode({.opcode = Raw::Binary, .payload = message("three")}) + closing(1000));
    QVERIFY(isEndedWith(1000));
    QCOMPARE(client().payloads(Raw::Pong), QByteArrayList{"two"});
    QCOMPARE(heard(), u"one"_qs);
    QCOMPARE(heard(), u"three"_qs);
}

void TestClosing::whatComesBehindTheCloseFrameIsIgnored_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("a message") << Raw::encode({.payload = message("x")});
    QTest::newRow("binary") << Raw::encode({.opcode = Raw::Binary, .payload = message("x")});
    QTest::newRow("many messages") << Raw::encode({.payload = message("x")}).repeated(100);
    QTest::newRow("a ping") << Raw::encode({.opcode = Raw::Ping, .payload = "x"});
    QTest::newRow("another close frame") << closing(1001);
    QTest::newRow("a broken frame") << Raw::encode({.opcode = 0x3});
    QTest::newRow("a message of 64 KiB") << Raw::encode({.payload = messageOf(65'536)});
    QTest::newRow("nonsense") << QByteArray(1000, '\xff');
}

void TestClosing::whatComesBehindTheCloseFrameIsIgnored()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(enter());
    client().write(closing(1000) + bytes);
    QVERIFY(isEndedWith(1000));
    QCOMPARE(client().payloads(Raw::Close).size(), 1);
    QVERIFY(client().payloads(Raw::Pong).isEmpty());
}

void TestClosing::aCloseFrameInPiecesEnds()
{
    QVERIFY(enter());
    client().writeInPieces(closing(4321, "in pieces"), 1);
    QVERIFY(isEndedWith(4321));
}

void TestClosing::theHubEndsTheSocketFirst()
{
    QVERIFY(enter());
    client().write(closing(1000));
    QVERIFY(client().waitForClose());
    // The client does nothing more.
    QVERIFY(client().waitForEnd());
    QCOMPARE(client().tcp().error(), QAbstractSocket::RemoteHostClosedError);
    QVERIFY(hub().waitForRows(1));
}

void TestClosing::halfClosedSocketsAreEnded_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isHeard");
    const QByteArray frame = Raw::encode({.payload = message("x")});
    QTest::newRow("at once") << QByteArray() << false;
    QTest::newRow("behind a message") << frame << true;
    QTest::newRow("behind a head") << frame.first(6) << false;
    QTest::newRow("within a head") << frame.first(1) << false;
    QTest::newRow("within a frame") << frame.chopped(1) << false;
    QTest::newRow("within the second frame") << frame + frame.chopped(5) << true;
    QTest::newRow("within a close frame") << closing(1000).chopped(1) << false;
}

void TestClosing::halfClosedSocketsAreEnded()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isHeard);
    QVERIFY(enter());
    client().write(bytes);
    client().shutWrite();
    QVERIFY(isEndedWith(0));
    if (isHeard) {
        QCOMPARE(heard(), u"x"_qs);
    }
    QVERIFY(hub().waitForRows(1));
}

void TestClosing::resetSocketsAreEnded_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray frame = Raw::encode({.payload = R"({"type":"x","receiverId":"y"})"});
    QTest::newRow("at once") << QByteArray();
    QTest::newRow("behind a message") << frame;
    QTest::newRow("within a frame") << frame.chopped(1);
    QTest::newRow("behind a close frame") << closing(1000);
    QTest::newRow("behind much that is answered") << frame.repeated(150);
}

void TestClosing::resetSocketsAreEnded()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(enter());
    client().write(bytes);
    client().reset();
    QVERIFY(hub().waitForRows(1));
}

void TestClosing::theRoomHearsOfAnyEndOnce_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("afterwards");
    QTest::newRow("a close frame") << closing(1000) << QByteArray();
    QTest::newRow("two close frames") << closing(1000) + closing(1000) << QByteArray();
    QTest::newRow("a close frame and the end") << closing(1000) << QByteArray("end");
    QTest::newRow("a close frame and a reset") << closing(1000) << QByteArray("reset");
    QTest::newRow("a leave and a close frame")
        << Raw::encode({.payload = R"({"type":"leave"})"}) + closing(1000) << QByteArray();
    QTest::newRow("an invalid code") << closing(999) << QByteArray();
    QTest::newRow("a broken frame") << Raw::encode({.opcode = 0x3}) << QByteArray();
    QTest::newRow("the end") << QByteArray() << QByteArray("end");
    QTest::newRow("a reset") << QByteArray() << QByteArray("reset");
}

void TestClosing::theRoomHearsOfAnyEndOnce()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, afterwards);
    QVERIFY(enter());
    client().sendText(R"({"type":"join","id":"client"})");
    QVERIFY(!neighbour().expect(u"join"_qs).isEmpty());
    client().write(bytes);
    if (afterwards == "end") {
        client().shutWrite();
    } else if (afterwards == "reset") {
        client().reset();
    }
    QVERIFY(hub().waitForRows(1));
    QCOMPARE(neighbour().expect(u"leave"_qs).value(u"senderId"_qs).toString(), u"client"_qs);
    RawClient another; // whose coming is told after any second leave
    QVERIFY(another.upgrade(hub().port()));
    another.sendText(R"({"type":"join","id":"another"})");
    QTRY_VERIFY(!neighbour().heard().isEmpty());
    QCOMPARE(neighbour().heard().first().value(u"senderId"_qs).toString(), u"another"_qs);
}

SIGNALBOX_TEST(TestClosing)
#include "tst_closing.moc"
