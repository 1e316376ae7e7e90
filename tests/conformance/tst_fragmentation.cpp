// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/conformance/wiretest.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;
using Raw = RawClient;

/// RFC 6455 section 5.4: messages in fragments.
class TestFragmentation : public WireTest
{
    Q_OBJECT

private Q_SLOTS:
    void fragmentsAreOneMessage_data();
    void fragmentsAreOneMessage();
    void emptyFragmentsAddNothing_data();
    void emptyFragmentsAddNothing();
    void fragmentsInPiecesAreOneMessage();
    void fragmentsOfBinaryAreOneMessage();
    void wholeMessagesFollowFragmentedOnes();
    void fragmentsOutOfPlaceEndWith1002_data();
    void fragmentsOutOfPlaceEndWith1002();
    void aFragmentedMessageOfTheLargestSizeIsRead_data();
    void aFragmentedMessageOfTheLargestSizeIsRead();
    void fragmentsThatAreTooMuchTogetherEndWith1009_data();
    void fragmentsThatAreTooMuchTogetherEndWith1009();
    void moreThan256FragmentsEndWith1008_data();
    void moreThan256FragmentsEndWith1008();
    void aMessageWithoutAnEndIsNone_data();
    void aMessageWithoutAnEndIsNone();
    void theFragmentsOfSeveralClientsDoNotMix();
    void textIsMeasuredInBytes_data();
    void textIsMeasuredInBytes();
    void aByteOrderMarkThatBeginsAFragmentIsLost_data();
    void aByteOrderMarkThatBeginsAFragmentIsLost();

private:
    /// A message in so many fragments, as equal as can be.
    static QByteArray inFragments(
        const QByteArray& message, qsizetype count, quint8 opcode = Raw::Text);
};

QByteArray TestFragmentation::inFragments(const QByteArray& message, qsizetype count, quint8 opcode)
{
    QByteArray bytes;
    for (qsizetype i = 0; i < count; ++i) {
        const qsizetype begin = message.size() * i / count;
        const qsizetype end = message.size() * (i + 1) / count;
        bytes += Raw::encode({.opcode = i == 0 ? opcode : quint8(Raw::Continuation),
            .payload = message.mid(begin, end - begin),
            .final = i == count - 1});
    }
    return bytes;
}

void TestFragmentation::fragmentsAreOneMessage_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("count");
    for (int count : {1, 2, 3, 10, 100, 200}) {
        QTest::addRow("%d fragments of one byte", count) << count << count;
        QTest::addRow("60,000 bytes in %d fragments", count) << 60'000 << count;
    }
}

void TestFragmentation::fragmentsAreOneMessage()
{
    QFETCH(int, size);
    QFETCH(int, count);
    QVERIFY(enter());
    if (size < message({}).size()) { // too short to say anything
        client().write(inFragments("{" + QByteArray(size - 1, ' '), count));
        QVERIFY(client().waitForText("not-json"));
    } else {
        client().write(inFragments(messageOf(size), count));
        QCOMPARE(heard(), QString(size - message({}).size(), u'x'));
    }
    QVERIFY(isHeard());
}

void TestFragmentation::emptyFragmentsAddNothing_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray first = Raw::encode({.payload = "", .final = false});
    const QByteArray nothing
        = Raw::encode({.opcode = Raw::Continuation, .payload = "", .final = false});
    const QByteArray last = Raw::encode({.opcode = Raw::Continuation, .payload = ""});
    const QByteArray begun = Raw::encode({.payload = message("x"), .final = false});
    const QByteArray middle
        = Raw::encode({.opcode = Raw::Continuation, .payload = message("x"), .final = false});
    const QByteArray done = Raw::encode({.opcode = Raw::Continuation, .payload = message("x")});
    QTest::newRow("at the beginning") << first + done;
    QTest::newRow("at the end") << begun + last;
    QTest::newRow("around") << first + middle + last;
    QTest::newRow("two hundred between") << first + nothing.repeated(200) + done;
}

void TestFragmentation::emptyFragmentsAddNothing()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(enter());
    client().write(bytes);
    QCOMPARE(heard(), u"x"_qs);
    QVERIFY(isHeard());
}

void TestFragmentation::fragmentsInPiecesAreOneMessage()
{
    QVERIFY(enter());
    const QByteArray bytes = inFragments(message("in pieces"), 5);
    for (qsizetype piece : {1, 2, 3, 7}) {
        client().writeInPieces(bytes, piece);
        QCOMPARE(heard(), u"in pieces"_qs);
    }
    QVERIFY(isHeard());
}

void TestFragmentation::fragmentsOfBinaryAreOneMessage()
{
    QVERIFY(enter());
    client().write(inFragments(message("in binary"), 30, Raw::Binary));
    QCOMPARE(heard(), u"in binary"_qs);
    client().write(inFragments(message("中😀"), message("中😀").size(), Raw::Binary));
    QCOMPARE(heard(), u"中😀"_qs);
    QVERIFY(isHeard());
}

void TestFragmentation::wholeMessagesFollowFragmentedOnes()
{
    QVERIFY(enter());
    QByteArray bytes;
    constexpr int count = 60;
    for (int i = 0; i < count; ++i) {
        bytes += inFragments(message(QByteArray::number(i)), 1 + i % 3);
    }
    client().write(bytes);
    for (int i = 0; i < count; ++i) {
        QCOMPARE(heard(), QString::number(i));
    }
    client().writeInPieces(bytes, 11);
    for (int i = 0; i < count; ++i) {
        QCOMPARE(heard(), QString::number(i));
    }
}

void TestFragmentation::fragmentsOutOfPlaceEndWith1002_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("heardBefore");
    const QByteArray whole = Raw::encode({.payload = message("x")});
    const QByteArray begun = Raw::encode({.payload = message("x"), .final = false});
    const QByteArray continued
        = Raw::encode({.opcode = Raw::Continuation, .payload = "x", .final = false});
    const QByteArray last = Raw::encode({.opcode = Raw::Continuation, .payload = ""});
    const auto row = [](const char* name, const QByteArray& bytes, int heardBefore = 0) {
        QTest::newRow(name) << bytes << heardBefore;
    };
    row("a last fragment of nothing", last);
    row("a middle fragment of nothing", continued);
    row("a last fragment behind a whole message", whole + last, 1);
    row("a middle fragment behind a whole message", whole + continued, 1);
    row("a fragment behind the last", begun + last + last, 1);
    row("a message within another", begun + whole);
    row("a message within another, further on", begun + continued + whole);
    row("the beginning of a message within another", begun + begun);
    row("binary within text",
        begun + Raw::encode({.opcode = Raw::Binary, .payload = message("x")}));
    row("text within binary",
        Raw::encode({.opcode = Raw::Binary, .payload = "{", .final = false}) + whole);
    row("a fragment of nothing behind a ping",
        Raw::encode({.opcode = Raw::Ping, .payload = ""}) + last);
}

void TestFragmentation::fragmentsOutOfPlaceEndWith1002()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, heardBefore);
    QVERIFY(enter());
    client().write(bytes);
    QVERIFY(isEndedWith(1002));
    for (int i = 0; i < heardBefore; ++i) {
        QCOMPARE(heard(), u"x"_qs);
    }
}

void TestFragmentation::aFragmentedMessageOfTheLargestSizeIsRead_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<quint8>("opcode");
    for (int count : {2, 3, 100}) {
        QTest::addRow("text in %d", count) << count << quint8(Raw::Text);
        QTest::addRow("binary in %d", count) << count << quint8(Raw::Binary);
    }
}

void TestFragmentation::aFragmentedMessageOfTheLargestSizeIsRead()
{
    QFETCH(int, count);
    QFETCH(quint8, opcode);
    QVERIFY(enter());
    client().write(inFragments(messageOf(65'536), count, opcode));
    QCOMPARE(heard(), QString(65'536 - message({}).size(), u'x'));
    QVERIFY(isHeard());
}

void TestFragmentation::fragmentsThatAreTooMuchTogetherEndWith1009_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray tooMuch = messageOf(65'537);
    for (int count : {2, 3, 100}) {
        QTest::addRow("65,537 bytes of text in %d", count) << inFragments(tooMuch, count);
        QTest::addRow("65,537 bytes of binary in %d", count)
            << inFragments(tooMuch, count, Raw::Binary);
    }
    const QByteArray most = Raw::encode({.payload = messageOf(65'536), .final = false});
    QTest::newRow("one byte behind the most")
        << most + Raw::encode({.opcode = Raw::Continuation, .payload = "x"});
    QTest::newRow("the most twice")
        << most + Raw::encode({.opcode = Raw::Continuation, .payload = messageOf(65'536)});
}

void TestFragmentation::fragmentsThatAreTooMuchTogetherEndWith1009()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(enter());
    client().write(bytes);
    QVERIFY(isEndedWith(1009));
}

void TestFragmentation::moreThan256FragmentsEndWith1008_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isTooMuch");
    const auto row = [](const char* name, const QByteArray& bytes, bool isTooMuch = true) {
        QTest::newRow(name) << bytes << isTooMuch;
    };
    const QByteArray some = messageOf(1000);
    const QByteArray empty
        = Raw::encode({.opcode = Raw::Continuation, .payload = "", .final = false});
    row("256 of text", inFragments(some, 256), false);
    row("256 of binary", inFragments(some, 256, Raw::Binary), false);
    row("257 of text", inFragments(some, 257));
    row("257 of binary", inFragments(some, 257, Raw::Binary));
    row("257 that are empty", Raw::encode({.payload = some, .final = false}) + empty.repeated(256));
    row("a hundred thousand that are empty",
        Raw::encode({.payload = "", .final = false}) + empty.repeated(100'000));
    QByteArray withPings = Raw::encode({.payload = some, .final = false});
    withPings += (empty + Raw::encode({.opcode = Raw::Ping, .payload = "?"})).repeated(256);
    row("257 with pings between", withPings);
}

void TestFragmentation::moreThan256FragmentsEndWith1008()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isTooMuch);
    // Who is still writing when the hub gives up waiting loses what it has not read, the close code
    // too.
    Limits patient = RunningHub::quickLimits();
    patient.closeTime = Limits().closeTime;
    begin(patient);
    QVERIFY(enter());
    client().write(bytes);
    if (isTooMuch) {
        QVERIFY(isEndedWith(1008));
    } else {
        QCOMPARE(heard(), QString(1000 - message({}).size(), u'x'));
        client().write(bytes); // each message has as many
        QCOMPARE(heard(), QString(1000 - message({}).size(), u'x'));
    }
}

void TestFragmentation::aMessageWithoutAnEndIsNone_data()
{
    QTest::addColumn<QByteArray>("ending");
    QTest::addColumn<int>("code");
    QTest::newRow("a close frame")
        << Raw::encode({.opcode = Raw::Close, .payload = "\x03\xe8"}) << 1000;
    QTest::newRow("a broken frame")
        << Raw::encode({.opcode = Raw::Continuation, .reservedBits = 0x40}) << 1002;
    QTest::newRow("the end of the socket") << QByteArray() << 0;
}

void TestFragmentation::aMessageWithoutAnEndIsNone()
{
    QFETCH(QByteArray, ending);
    QFETCH(int, code);
    QVERIFY(enter());
    client().write(Raw::encode({.payload = message("x"), .final = false}) + ending);
    if (ending.isEmpty()) {
        client().shutWrite();
    }
    QVERIFY(isEndedWith(code));
}

void TestFragmentation::theFragmentsOfSeveralClientsDoNotMix()
{
    QVERIFY(enter());
    std::array<RawClient, 3> others;
    for (RawClient& other : others) {
        QVERIFY(other.upgrade(hub().port()));
        other.send({.payload = message("of another").first(20), .final = false});
    }
    QVERIFY(isHeard());
    client().write(inFragments(message("of one"), 7));
    QCOMPARE(heard(), u"of one"_qs);
    for (RawClient& other : others) {
        other.send({.opcode = Raw::Continuation, .payload = message("of another").mid(20)});
        QCOMPARE(heard(), u"of another"_qs);
    }
}

void TestFragmentation::textIsMeasuredInBytes_data()
{
    QTest::addColumn<QByteArray>("character");
    QTest::addColumn<int>("size");
    for (const char* character : {"é", "中", "😀"}) {
        for (int size : {65'536, 65'537, 70'000}) {
            QTest::addRow("%d bytes of %s", size, character) << QByteArray(character) << size;
        }
    }
    QTest::newRow("109,000 bytes of Chinese") << QByteArrayLiteral("中") << 109'000;
    QTest::newRow("190,000 bytes of Chinese") << QByteArrayLiteral("中") << 190'000;
}

void TestFragmentation::textIsMeasuredInBytes()
{
    QFETCH(QByteArray, character);
    QFETCH(int, size);
    constexpr int count = 20;
    const QByteArray begin = message({}).chopped(2);
    const QByteArray part
        = character.repeated((size - begin.size() - 2) / character.size() / count);
    const QByteArray rest(size - begin.size() - 2 - part.size() * count, 'x');
    QByteArray bytes = Raw::encode({.payload = begin, .final = false});
    for (int i = 0; i < count; ++i) {
        bytes += Raw::encode({.opcode = Raw::Continuation, .payload = part, .final = false});
    }
    bytes += Raw::encode({.opcode = Raw::Continuation, .payload = rest + "\"}"});
    QVERIFY(enter());
    client().write(bytes);
    if (size > 65'536) {
        QVERIFY(isEndedWith(1009));
        return;
    }
    QCOMPARE(heard(), QString::fromUtf8(part.repeated(count) + rest));
    client().write(bytes); // each message has as much
    QCOMPARE(heard(), QString::fromUtf8(part.repeated(count) + rest));
    QVERIFY(isHeard());
}

void TestFragmentation::aByteOrderMarkThatBeginsAFragmentIsLost_data()
{
    QTest::addColumn<QByteArrayList>("fragments");
    const QByteArray mark = "\xef\xbb\xbf";
    const QByteArray begin = message({}).chopped(2);
    QTest::newRow("knownGap of the last") << QByteArrayList{begin, mark + "x\"}"};
    QTest::newRow("knownGap of another") << QByteArrayList{begin, mark, "x\"}"};
}

/// QtWebSockets decodes each fragment of text by itself, as if a text began there, where the mark
/// stands for the encoding. What it hands on has no trace of it.
void TestFragmentation::aByteOrderMarkThatBeginsAFragmentIsLost()
{
    QFETCH(QByteArrayList, fragments);
    QByteArray bytes;
    for (qsizetype i = 0; i < fragments.size(); ++i) {
        bytes += Raw::encode({.opcode = i == 0 ? Raw::Text : Raw::Continuation,
            .payload = fragments[i],
            .final = i == fragments.size() - 1});
    }
    QVERIFY(enter());
    client().write(bytes);
    QCOMPARE(heard(), u"x"_qs);
    QVERIFY(isHeard());
}

SIGNALBOX_TEST(TestFragmentation)
#include "tst_fragmentation.moc"
