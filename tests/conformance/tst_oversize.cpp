// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/conformance/wiretest.h"
#include "tests/support/suite.h"

#include <QFile>
#include <QTest>

using namespace Signalbox;
using Raw = RawClient;

namespace {

/// A value of /proc/self/status in bytes; -1: there is none.
qint64 memory(const QByteArray& name)
{
    QFile status(u"/proc/self/status"_qs);
    if (!status.open(QIODevice::ReadOnly)) {
        return -1;
    }
    const QList<QByteArray> lines = status.readAll().split('\n');
    for (const QByteArray& line : lines) {
        if (line.startsWith(name + ':')) {
            return line.simplified().split(' ').value(1).toLongLong() * 1024;
        }
    }
    return -1;
}

constexpr qint64 MiB = 1024 * 1024;

/// So many arrays within each other, and nothing else.
QByteArray arrays(int depth)
{
    return QByteArray(depth, '[') + QByteArray(depth, ']');
}

QByteArray objects(int depth)
{
    return QByteArray(R"({"a":)").repeated(depth) + '1' + QByteArray(depth, '}');
}

} // namespace

/// docs/protocol.md sections 1 and 4.3: how large and how deep a message may be.
class TestOversize : public WireTest
{
    Q_OBJECT

private Q_SLOTS:
    void messagesUpTo65536BytesAreRelayed_data();
    void messagesUpTo65536BytesAreRelayed();
    void charactersOfManyBytesAreRelayed_data();
    void charactersOfManyBytesAreRelayed();
    void largerMessagesEndWith1009_data();
    void largerMessagesEndWith1009();
    void theHeadOfALargerFrameIsEnough_data();
    void theHeadOfALargerFrameIsEnough();
    void whatIsOnlyAnnouncedIsNotAllocated_data();
    void whatIsOnlyAnnouncedIsNotAllocated();
    void nothingBehindALargerFrameIsRelayed();
    void messagesOf32LevelsAreRelayed_data();
    void messagesOf32LevelsAreRelayed();
    void deeperMessagesAreErrors_data();
    void deeperMessagesAreErrors();
    void aHundredThousandLevelsEndWith1009();
    void wideMessagesAreRelayed_data();
    void wideMessagesAreRelayed();

private:
    /// A message to the room with as many levels of something in it that there are so many in all.
    static QByteArray deepMessage(const QByteArray& something);
};

QByteArray TestOversize::deepMessage(const QByteArray& something)
{
    return R"({"type":"said","words":"deep","a":)" + something + '}';
}

void TestOversize::messagesUpTo65536BytesAreRelayed_data()
{
    QTest::addColumn<quint8>("opcode");
    QTest::addColumn<int>("size");
    for (int size : {65'535, 65'536}) {
        QTest::addRow("%d bytes of text", size) << quint8(Raw::Text) << size;
        QTest::addRow("%d bytes of binary", size) << quint8(Raw::Binary) << size;
    }
}

void TestOversize::messagesUpTo65536BytesAreRelayed()
{
    QFETCH(quint8, opcode);
    QFETCH(int, size);
    QVERIFY(enter());
    for (int i = 0; i < 2; ++i) {
        client().send({.opcode = opcode, .payload = messageOf(size)});
        QCOMPARE(heard(), QString(size - message({}).size(), u'x'));
    }
    QVERIFY(isHeard());
}

void TestOversize::charactersOfManyBytesAreRelayed_data()
{
    QTest::addColumn<QByteArray>("character");
    QTest::addColumn<int>("size");
    for (const char* character : {"é", "中", "😀"}) {
        for (int size : {16'000, 60'000, 65'536}) {
            QTest::addRow("%d bytes of %s", size, character) << QByteArray(character) << size;
        }
    }
}

/// Browsers send up to about 100,000 bytes as one frame, so that their text is never cut within a
/// character.
void TestOversize::charactersOfManyBytesAreRelayed()
{
    QFETCH(QByteArray, character);
    QFETCH(int, size);
    const qsizetype room = size - message({}).size();
    const QByteArray words
        = character.repeated(room / character.size()) + QByteArray(room % character.size(), 'x');
    QVERIFY(enter());
    for (quint8 opcode : {Raw::Text, Raw::Binary}) {
        client().send({.opcode = opcode, .payload = message(words)});
        QCOMPARE(heard(), QString::fromUtf8(words));
    }
    client().writeInPieces(Raw::encode({.payload = message(words)}), 1400);
    QCOMPARE(heard(), QString::fromUtf8(words));
    QVERIFY(isHeard());
}

void TestOversize::largerMessagesEndWith1009_data()
{
    QTest::addColumn<quint8>("opcode");
    QTest::addColumn<QByteArray>("payload");
    const auto rows = [](const char* name, const QByteArray& payload) {
        QTest::addRow("%s of text", name) << quint8(Raw::Text) << payload;
        QTest::addRow("%s of binary", name) << quint8(Raw::Binary) << payload;
    };
    rows("65,537 bytes", messageOf(65'537));
    rows("65,538 bytes in fewer characters", message(QByteArrayLiteral("中").repeated(21'837)));
    rows("100,000 bytes", messageOf(100'000));
}

void TestOversize::largerMessagesEndWith1009()
{
    QFETCH(quint8, opcode);
    QFETCH(QByteArray, payload);
    QVERIFY(payload.size() > 65'536);
    QVERIFY(enter());
    client().send({.opcode = opcode, .payload = payload});
    QVERIFY(isEndedWith(1009));
}

void TestOversize::theHeadOfALargerFrameIsEnough_data()
{
    QTest::addColumn<qint64>("announced");
    QTest::newRow("65,537") << qint64(65'537);
    QTest::newRow("2^24") << (qint64(1) << 24);
    QTest::newRow("2^31 - 3") << (qint64(1) << 31) - 3;
    QTest::newRow("2^31 - 1") << (qint64(1) << 31) - 1;
    QTest::newRow("2^31") << (qint64(1) << 31);
    QTest::newRow("2^32") << (qint64(1) << 32);
    QTest::newRow("2^32 and 10: 10 in 32 bits") << (qint64(1) << 32) + 10;
    QTest::newRow("2^63 - 1") << std::numeric_limits<qint64>::max();
}

void TestOversize::theHeadOfALargerFrameIsEnough()
{
    QFETCH(qint64, announced);
    QVERIFY(enter());
    client().send({.announcedSize = announced});
    QVERIFY(isEndedWith(1009));
}

void TestOversize::whatIsOnlyAnnouncedIsNotAllocated_data()
{
    QTest::addColumn<qint64>("announced");
    QTest::addColumn<bool>("isFinal");
    QTest::addColumn<int>("code");
    QTest::newRow("2^31 - 3 bytes") << (qint64(1) << 31) - 3 << true << 1009;
    QTest::newRow("2^31 - 3 bytes, the first of more") << (qint64(1) << 31) - 3 << false << 1009;
    QTest::newRow("2^32 bytes") << (qint64(1) << 32) << true << 1009;
    QTest::newRow("65,536 bytes that never come") << qint64(65'536) << true << 0;
}

void TestOversize::whatIsOnlyAnnouncedIsNotAllocated()
{
    QFETCH(qint64, announced);
    QFETCH(bool, isFinal);
    QFETCH(int, code);
    constexpr int count = 50;
    std::array<RawClient, count> clients;
    for (RawClient& one : clients) {
        QVERIFY(one.upgrade(hub().port()));
    }
    const qint64 resident = memory("VmRSS");
    const qint64 reserved = memory("VmSize");
    QVERIFY(resident > 0 && reserved > 0);
    for (RawClient& one : clients) {
        one.send({.final = isFinal, .announcedSize = announced});
    }
    if (code != 0) {
        for (RawClient& one : clients) {
            QVERIFY(one.waitForEnd());
            QCOMPARE(int(one.closeCode()), code);
        }
    }
    QVERIFY(enter());
    QVERIFY(isHeard());
    const qint64 more = memory("VmRSS") - resident;
    QVERIFY2(more < 4 * MiB, qPrintable(QString::number(more)));
    // What was reserved and not touched does not count as resident, and may be gone again.
    const qint64 most = memory("VmPeak") - reserved;
    QVERIFY2(most < 1024 * MiB, qPrintable(QString::number(most)));
}

void TestOversize::nothingBehindALargerFrameIsRelayed()
{
    QVERIFY(enter());
    const QByteArray said = Raw::encode({.payload = message("x")});
    client().write(Raw::encode({.payload = said, .announcedSize = 65'537}) + said);
    QVERIFY(isEndedWith(1009));
}

void TestOversize::messagesOf32LevelsAreRelayed_data()
{
    QTest::addColumn<QByteArray>("something");
    for (int levels : {2, 31, 32}) {
        QTest::addRow("%d levels, of arrays", levels) << arrays(levels - 1);
        QTest::addRow("%d levels, of objects", levels) << objects(levels - 1);
    }
    QTest::newRow("brackets in a string") << QByteArray('"' + QByteArray(1000, '[') + '"');
    QTest::newRow("32 levels, again and again")
        << QByteArray('[' + (arrays(30) + ',').repeated(500) + "[]]");
}

void TestOversize::messagesOf32LevelsAreRelayed()
{
    QFETCH(QByteArray, something);
    QVERIFY(enter());
    client().sendText(deepMessage(something));
    QCOMPARE(heard(), u"deep"_qs);
    QVERIFY(isHeard());
}

void TestOversize::deeperMessagesAreErrors_data()
{
    QTest::addColumn<QByteArray>("text");
    for (int levels : {33, 34, 1024, 1025, 10'000}) {
        QTest::addRow("%d levels, of arrays", levels) << deepMessage(arrays(levels - 1));
        QTest::addRow("%d levels, of objects", levels) << deepMessage(objects(levels - 1));
    }
    QTest::newRow("without an end")
        << QByteArray(R"({"type":"said","words":"x","a":)" + QByteArray(60'000, '['));
    QTest::newRow("32,768 arrays in the place of an object") << arrays(32'768);
    QTest::newRow("65,536 beginnings") << QByteArray(65'536, '[');
}

void TestOversize::deeperMessagesAreErrors()
{
    QFETCH(QByteArray, text);
    QVERIFY(enter());
    client().sendText(text);
    QVERIFY(client().waitForText("too-deep"));
    QVERIFY(isHeard());
}

void TestOversize::aHundredThousandLevelsEndWith1009()
{
    QVERIFY(enter());
    client().sendText(QByteArray(100'000, '['));
    QVERIFY(isEndedWith(1009));
}

void TestOversize::wideMessagesAreRelayed_data()
{
    QTest::addColumn<QByteArray>("members");
    QByteArray keys;
    for (int i = 0; i < 5000; ++i) {
        keys += ",\"k" + QByteArray::number(i) + "\":0";
    }
    QTest::newRow("5,000 keys") << keys;
    QTest::newRow("the same key 10,000 times") << QByteArray(R"(,"a":0)").repeated(10'000);
    QTest::newRow("a key of 60,000 bytes") << QByteArray(",\"" + QByteArray(60'000, 'k') + "\":0");
    QTest::newRow("30,000 numbers")
        << QByteArray(",\"a\":[" + QByteArray("1,").repeated(30'000) + "1]");
    QTest::newRow("a number of 300 digits") << QByteArray(",\"a\":" + QByteArray(300, '9'));
    QTest::newRow("60,000 spaces") << QByteArray(60'000, ' ');
}

void TestOversize::wideMessagesAreRelayed()
{
    QFETCH(QByteArray, members);
    QVERIFY(enter());
    client().sendText(message("wide").chopped(1) + members + '}');
    QCOMPARE(heard(), u"wide"_qs);
    QVERIFY(isHeard());
}

SIGNALBOX_TEST(TestOversize)
#include "tst_oversize.moc"
