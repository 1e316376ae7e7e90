// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/wholetexts.h"
#include "tests/support/opendoor.h"
#include "tests/support/rawclient.h"
#include "tests/support/suite.h"

#include <QRandomGenerator>
#include <QTcpServer>
#include <QTest>

using namespace Signalbox;

namespace {

using Raw = RawClient;

constexpr qint64 MaxSize = 1000;

/// The two ends of a TCP connection: bytes are written into one, and taken from the other.
class Pipe
{
public:
    Pipe()
    {
        if (!m_server.listen(QHostAddress::LocalHost)) {
            qFatal("There is no free port on 127.0.0.1.");
        }
        m_far.connectToHost(QHostAddress::LocalHost, m_server.serverPort());
        if (!QTest::qWaitFor([this] { return m_server.hasPendingConnections(); })) {
            qFatal("127.0.0.1 does not answer.");
        }
        m_near = m_server.nextPendingConnection();
    }

    QTcpSocket& near() { return *m_near; }

    /// Returns when the near end has them.
    bool feed(const QByteArray& bytes)
    {
        const qint64 before = m_near->bytesAvailable();
        m_far.write(bytes);
        return QTest::qWaitFor([&] { return m_near->bytesAvailable() == before + bytes.size(); });
    }

private:
    QTcpServer m_server;
    QTcpSocket m_far;
    QTcpSocket* m_near = nullptr;
};

QByteArrayList takeAll(WholeTexts& texts)
{
    QByteArrayList taken;
    while (const auto text = texts.take()) {
        taken.append(text->toByteArray());
    }
    return taken;
}

} // namespace

class TestWholeTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsPlainIsTaken_data();
    void whatIsPlainIsTaken();
    void whatIsNotIsLeftUntouched_data();
    void whatIsNotIsLeftUntouched();

    void nothingIsTakenUntilTheLeftFrameIsRead();
    void nothingIsTakenWhileAMessageIsInPieces();
    void nothingIsTakenBehindAFrameThatIsReadOn();
    void aWholePingIsNoHindrance();
    void aPingWithMoreBehindItIsWaitedFor();
    void aPongIsWaitedFor();

    void anyStreamInAnyPiecesIsReadTheSame();
};

void TestWholeTexts::whatIsPlainIsTaken_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("texts");

    const auto row = [](const char* name, const QByteArrayList& texts) {
        QByteArray bytes;
        for (const QByteArray& text : texts) {
            bytes += Raw::encode({.payload = text});
        }
        QTest::newRow(name) << bytes << texts;
    };
    row("empty", {""});
    row("one byte", {"a"});
    row("seven, eight and nine bytes", {"1234567", "12345678", "123456789"});
    row("beyond ASCII", {"中文 😀"});
    row("the longest with a short head", {QByteArray(125, 'x')});
    row("the shortest with a long head", {QByteArray(126, 'x')});
    row("as large as can be", {QByteArray(MaxSize, 'x')});
    row("many", QByteArrayList(100, "text"));
}

void TestWholeTexts::whatIsPlainIsTaken()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArrayList, texts);
    Pipe pipe;
    QByteArray buffer;
    WholeTexts whole(pipe.near(), MaxSize, buffer);
    QVERIFY(!whole.take());
    QVERIFY(pipe.feed(bytes));
    QCOMPARE(takeAll(whole), texts);
    QCOMPARE(pipe.near().bytesAvailable(), 0);
}

void TestWholeTexts::whatIsNotIsLeftUntouched_data()
{
    QTest::addColumn<QByteArray>("bytes");

    const auto row
        = [](const char* name, const QByteArray& bytes) { QTest::newRow(name) << bytes; };
    const QByteArray text = "text";
    row("binary", Raw::encode({.opcode = Raw::Binary, .payload = text}));
    row("ping", Raw::encode({.opcode = Raw::Ping, .payload = text}));
    row("pong", Raw::encode({.opcode = Raw::Pong, .payload = text}));
    row("close", Raw::encode({.opcode = Raw::Close, .payload = {}}));
    row("reserved opcode", Raw::encode({.opcode = 0x3, .payload = text}));
    row("a continuation of nothing", Raw::encode({.opcode = Raw::Continuation, .payload = text}));
    row("first fragment", Raw::encode({.payload = text, .final = false}));
    row("reserved bit", Raw::encode({.payload = text, .reservedBits = 0x40}));
    row("no mask", Raw::encode({.payload = text, .masked = false}));
    row("not UTF-8", Raw::encode({.payload = "ab\xff"}));
    row("half a character", Raw::encode({.payload = QByteArray("中").first(2)}));
    row("a surrogate in UTF-8", Raw::encode({.payload = "\xed\xa0\x80"}));
    row("an overlong form", Raw::encode({.payload = "\xc0\xaf"}));
    row("a byte too large", Raw::encode({.payload = QByteArray(MaxSize + 1, 'x')}));
    row("eight bytes of length", Raw::encode({.payload = QByteArray(66'000, 'x')}));
    row("a longer length than needed", Raw::encode({.payload = text, .sizeBytes = 2}));
    row("a much longer length than needed", Raw::encode({.payload = text, .sizeBytes = 8}));
    row("one byte of a head", Raw::encode({.payload = text}).first(1));
    row("a head without its mask", Raw::encode({.payload = text}).first(5));
    row("a head alone", Raw::encode({.payload = text}).first(6));
    row("all but one byte", Raw::encode({.payload = text}).chopped(1));
    row("a long head without its mask", Raw::encode({.payload = QByteArray(200, 'x')}).first(7));
}

void TestWholeTexts::whatIsNotIsLeftUntouched()
{
    QFETCH(QByteArray, bytes);
    Pipe pipe;
    QByteArray buffer;
    WholeTexts whole(pipe.near(), MaxSize, buffer);
    QVERIFY(pipe.feed(Raw::encode({.payload = "plain"}) + bytes));
    QCOMPARE(takeAll(whole), QByteArrayList{"plain"});
    QCOMPARE(pipe.near().peek(bytes.size() + 1), bytes);
}

void TestWholeTexts::nothingIsTakenUntilTheLeftFrameIsRead()
{
    const QByteArray frame = Raw::encode({.payload = "text"});
    Pipe pipe;
    QByteArray buffer;
    WholeTexts whole(pipe.near(), MaxSize, buffer);
    QVERIFY(pipe.feed(frame.first(3)));
    QVERIFY(!whole.take());
    QCOMPARE(pipe.near().read(2), frame.first(2)); // as QWebSocket would
    QVERIFY(pipe.feed(frame.mid(3) + frame));
    QVERIFY(!whole.take());
    pipe.near().readAll();
    whole.onFrameRead(true);
    QVERIFY(pipe.feed(frame));
    QCOMPARE(takeAll(whole), QByteArrayList{"text"});
}

void TestWholeTexts::nothingIsTakenWhileAMessageIsInPieces()
{
    Pipe pipe;
    QByteArray buffer;
    WholeTexts whole(pipe.near(), MaxSize, buffer);
    QVERIFY(pipe.feed(Raw::encode({.payload = "a", .final = false})));
    QVERIFY(!whole.take());
    pipe.near().readAll();
    whole.onFrameRead(false);
    whole.onPongRead();
    QVERIFY(pipe.feed(Raw::encode({.payload = "against the rules"})));
    QVERIFY(!whole.take());
}

void TestWholeTexts::nothingIsTakenBehindAFrameThatIsReadOn()
{
    const QByteArray frame = Raw::encode({.payload = "text"});
    Pipe pipe;
    QByteArray buffer;
    WholeTexts whole(pipe.near(), MaxSize, buffer);
    QVERIFY(pipe.feed(Raw::encode({.opcode = Raw::Binary, .payload = {}}) + frame.first(3)));
    QVERIFY(!whole.take());
    pipe.near().read(6); // the binary frame; its reader goes on to the next
    whole.onFrameRead(true);
    pipe.near().read(2);
    QVERIFY(pipe.feed(frame.mid(3)));
    QVERIFY(!whole.take());
}

void TestWholeTexts::aWholePingIsNoHindrance()
{
    Pipe pipe;
    QByteArray buffer;
    WholeTexts whole(pipe.near(), MaxSize, buffer);
    QVERIFY(pipe.feed(Raw::encode({.opcode = Raw::Ping, .payload = "?"})));
    QVERIFY(!whole.take());
    pipe.near().readAll();
    QVERIFY(pipe.feed(Raw::encode({.payload = "text"})));
    QCOMPARE(takeAll(whole), QByteArrayList{"text"});
}

void TestWholeTexts::aPingWithMoreBehindItIsWaitedFor()
{
    const QByteArray ping = Raw::encode({.opcode = Raw::Ping, .payload = "?"});
    Pipe pipe;
    QByteArray buffer;
    WholeTexts whole(pipe.near(), MaxSize, buffer);
    QVERIFY(pipe.feed(ping + Raw::encode({.payload = "text"}).first(3)));
    QVERIFY(!whole.take());
    pipe.near().read(ping.size());
    QVERIFY(!whole.take());
}

void TestWholeTexts::aPongIsWaitedFor()
{
    Pipe pipe;
    QByteArray buffer;
    WholeTexts whole(pipe.near(), MaxSize, buffer);
    QVERIFY(pipe.feed(Raw::encode({.opcode = Raw::Pong, .payload = "!"})));
    QVERIFY(!whole.take());
    pipe.near().readAll();
    whole.onPongRead();
    QVERIFY(pipe.feed(Raw::encode({.payload = "text"})));
    QCOMPARE(takeAll(whole), QByteArrayList{"text"});
}

/// Both readers of a connection take turns; whichever reads a message, all come, once and in order.
void TestWholeTexts::anyStreamInAnyPiecesIsReadTheSame()
{
    QRandomGenerator random(1); // the same streams in every run
    const auto text = [&random] {
        return QByteArray("中x").repeated(int(random.bounded(random.bounded(5) == 0 ? 9000 : 60)));
    };
    for (int stream = 0; stream < 40; ++stream) {
        QByteArray bytes;
        QByteArrayList messages;
        for (int i = 0; i < 40; ++i) {
            const QByteArray message = text();
            const auto half = qsizetype(random.bounded(int(message.size()) / 4 + 1)) * 4;
            switch (random.bounded(6)) {
            case 0:
                bytes += Raw::encode({.opcode = Raw::Ping, .payload = "?"});
                continue;
            case 1:
                bytes += Raw::encode({.opcode = Raw::Pong, .payload = "!"});
                continue;
            case 2:
                bytes += Raw::encode({.payload = message.first(half), .final = false});
                if (random.bounded(2) == 0) {
                    bytes += Raw::encode({.opcode = Raw::Ping, .payload = "between"});
                }
                bytes += Raw::encode({.opcode = Raw::Continuation, .payload = message.mid(half)});
                break;
            case 3:
                bytes += Raw::encode({.opcode = Raw::Binary, .payload = message});
                break;
            default:
                bytes += Raw::encode({.payload = message});
            }
            messages.append(message);
        }
        OpenDoor door;
        RawClient client;
        QVERIFY(client.upgrade(door.port()));
        QVERIFY(door.waitForGuests(1));
        while (!bytes.isEmpty()) {
            const qsizetype piece
                = random.bounded(3) == 0 ? random.bounded(12) : random.bounded(4000);
            client.write(bytes.first(std::min(bytes.size(), piece)));
            client.tcp().flush();
            bytes = bytes.mid(piece);
            QCoreApplication::processEvents();
        }
        QTRY_COMPARE(door.guest().received.size(), messages.size());
        QCOMPARE(door.guest().received, messages);
        QVERIFY(door.guest().closed.isEmpty());
    }
}

SIGNALBOX_TEST(TestWholeTexts)
#include "tst_wholetexts.moc"
