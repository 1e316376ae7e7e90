// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"
#include "ui/format.h"

#include <QLocale>
#include <QTest>

using namespace Signalbox;

class TestFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void durationsUseTheLargestUnit();
    void roundTripsAreShort();
    void ratesAreBlankWhenNothingMoves();
    void programsAreNamedByTheirUserAgent_data();
    void programsAreNamedByTheirUserAgent();
    void theDefaultRoomHasAName();
    void aRoomWithoutANameBearsThatOfItsDialect();
    void theTimeLeftIsRoundWhereItCanBe();
};

void TestFormat::initTestCase()
{
    QLocale::setDefault(QLocale::c());
}

void TestFormat::aRoomWithoutANameBearsThatOfItsDialect()
{
    const auto label = [](const char* dialect, const QByteArray& key, const char* name) {
        return roomLabel(
            RoomPlace{{Language{2}, key}, QString::fromLatin1(dialect), QString::fromLatin1(name)});
    };
    QCOMPARE(label("Signalbox", {}, ""), roomLabel(RoomName()));
    QCOMPARE(label("", {}, ""), roomLabel(RoomName()));
    QCOMPARE(label("PeerJS", {}, ""), QStringLiteral("PeerJS"));
    QCOMPARE(label("PeerJS", "peerjs", ""), QStringLiteral("PeerJS"));
    QCOMPARE(label("PeerJS", "work\nshop", ""), QStringLiteral("PeerJS (work shop)"));
    QCOMPARE(label("matchbox", {}, "red"), QStringLiteral("red"));
}

void TestFormat::theTimeLeftIsRoundWhereItCanBe()
{
    using namespace std::chrono_literals;
    QCOMPARE(formatTimeLeft(10min), QStringLiteral("10 min"));
    QCOMPARE(formatTimeLeft(599s), QStringLiteral("9 min 59 s"));
    QCOMPARE(formatTimeLeft(1h), QStringLiteral("1 h"));
    QCOMPARE(formatTimeLeft(-3s), QStringLiteral("0 s"));
    QCOMPARE(formatTimeLeft(24h * 365), QStringLiteral("for ever"));
}

void TestFormat::durationsUseTheLargestUnit()
{
    using namespace std::chrono_literals;
    QCOMPARE(formatDuration(0s), QStringLiteral("0 s"));
    QCOMPARE(formatDuration(-5s), QStringLiteral("0 s"));
    QCOMPARE(formatDuration(59s), QStringLiteral("59 s"));
    QCOMPARE(formatDuration(60s), QStringLiteral("1 min"));
    QCOMPARE(formatDuration(3600s), QStringLiteral("1 h"));
    QCOMPARE(formatDuration(49h), QStringLiteral("2 d"));
    QCOMPARE(formatLongDuration(2h + 4min + 3s), QStringLiteral("2 h 4 min"));
    QCOMPARE(formatLongDuration(61s), QStringLiteral("1 min 1 s"));
}

void TestFormat::roundTripsAreShort()
{
    using namespace std::chrono_literals;
    QCOMPARE(formatRoundTrip(std::nullopt), QString());
    QCOMPARE(formatRoundTrip(420us), QStringLiteral("0.4 ms"));
    QCOMPARE(formatRoundTrip(41'200us), QStringLiteral("41 ms"));
    QCOMPARE(formatRoundTrip(12s), QStringLiteral("12 s"));
}

void TestFormat::ratesAreBlankWhenNothingMoves()
{
    QCOMPARE(formatRate(0), QString());
    QCOMPARE(formatRate(12), QStringLiteral("12/s"));
}

void TestFormat::programsAreNamedByTheirUserAgent_data()
{
    QTest::addColumn<QString>("agent");
    QTest::addColumn<QString>("program");
    const auto row = [](const char* agent, const char* program) {
        QTest::newRow(agent) << QString::fromLatin1(agent) << QString::fromLatin1(program);
    };
    row("", "");
    row("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 "
        "Safari/537.36",
        "Chrome 156");
    row("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "HeadlessChrome/156.0.0.0 Safari/537.36",
        "Chrome 156");
    row("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox 140");
    row("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 "
        "Safari/537.36 Edg/130.0.0.0",
        "Edge 130");
    row("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 "
        "Safari/537.36 OPR/111.0",
        "Opera 111");
    row("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) "
        "SamsungBrowser/25.0 Chrome/121.0 Mobile Safari/537.36",
        "Samsung Internet 25");
    row("Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "Version/18.1 Mobile/15E148 Safari/604.1",
        "Safari 18");
    row("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
        "Gecko) CriOS/120.0 Mobile Safari/604.1",
        "Chrome 120");
    row("node", "Node.js");
    row("Node.js/22", "Node.js 22");
    row("Mozilla/5.0 (something)", "Browser");
    row("websockets/12.0 (Python)", "websockets 12");
    row("QtWebSockets/1.0", "QtWebSockets 1");
    row("arduino-WebSocket-Client", "arduino-WebSocket-Client");
    row("Weird/x", "Weird");
}

void TestFormat::programsAreNamedByTheirUserAgent()
{
    QFETCH(QString, agent);
    QFETCH(QString, program);
    QCOMPARE(clientProgram(agent), program);
}

void TestFormat::theDefaultRoomHasAName()
{
    QCOMPARE(roomLabel(QString()), QStringLiteral("Default room"));
    QCOMPARE(roomLabel(QStringLiteral(" red\n")), QStringLiteral("red"));
    QVERIFY(!roomLabel(QStringLiteral("\u200B")).isEmpty());
}

SIGNALBOX_TEST(TestFormat)
#include "tst_format.moc"
