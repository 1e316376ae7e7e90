// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/operation/jsonline.h"
#include "core/operation/logline.h"
#include "tests/support/suite.h"

#include <QJsonDocument>
#include <QTest>

namespace Signalbox {

namespace {

using namespace std::chrono_literals;

const BothClocks clocks{Moment(100s), QDateTime(QDate(2026, 3, 4), QTime(5, 6, 7, 8), Qt::UTC)};

Happening departure()
{
    Happening happening;
    happening.at = Moment(99s + 500ms);
    happening.kind = Happening::Kind::Departed;
    happening.number = PeerNumber(7);
    happening.who = {QStringLiteral("u-1"), QStringLiteral("ann")};
    happening.room = QStringLiteral("red");
    happening.dialect = QStringLiteral("Signalbox");
    happening.address = QStringLiteral("10.0.0.5");
    happening.cause = Departure::Kicked;
    happening.detail = QStringLiteral("out");
    return happening;
}

QJsonObject read(const QByteArray& line)
{
    return QJsonDocument::fromJson(line).object();
}

} // namespace

class TestLogLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lineSaysWhenWhatWhoAndWhy();
    void whatIsNotKnownIsNotInIt();
    void nobodyCanMakeALineOfHisOwn_data();
    void nobodyCanMakeALineOfHisOwn();
    void peopleReadWhatIsHarmless();
    void pinsStayOut();
    void namesAreBounded();
    void linesAboutTheHubLookTheSame();
};

void TestLogLine::lineSaysWhenWhatWhoAndWhy()
{
    QCOMPARE(logLine(departure(), clocks),
        QByteArray(R"({"time":"2026-03-04T05:06:06.508Z","ms":99500,"address":"10.0.0.5",)"
                   R"("cause":"kicked","detail":"out","dialect":"Signalbox","id":"u-1",)"
                   R"("kind":"departed","nick":"ann","number":7,"room":"red"})"
                   "\n"));
}

void TestLogLine::whatIsNotKnownIsNotInIt()
{
    Happening happening;
    happening.at = clocks.steady;
    happening.kind = Happening::Kind::Rejected;
    happening.cause = Rejection::HeadTimeout;
    happening.times = 3;
    QCOMPARE(logLine(happening, clocks),
        QByteArray(R"({"time":"2026-03-04T05:06:07.008Z","ms":100000,)"
                   R"("cause":"head-timeout","kind":"rejected","times":3})"
                   "\n"));
}

void TestLogLine::nobodyCanMakeALineOfHisOwn_data()
{
    QTest::addColumn<QString>("nick");
    QTest::newRow("line feed") << QStringLiteral("x\n{\"kind\":\"departed\"}");
    QTest::newRow("carriage return") << QStringLiteral("x\ry");
    QTest::newRow("quote") << QStringLiteral("x\",\"number\":1,\"y\":\"\\");
    QTest::newRow("escape") << QStringLiteral("\u001b[2Jx");
    QTest::newRow("escape of one character") << QStringLiteral("\u009b2Jx");
    QTest::newRow("delete") << QStringLiteral("\u007fx");
    QTest::newRow("line separator") << QStringLiteral("x\u2028y");
    QTest::newRow("turned around") << QStringLiteral("a \u202eevil\u202c b");
    QTest::newRow("isolated") << QStringLiteral("\u2067x\u2069");
    QTest::newRow("zero width") << QStringLiteral("a\u200bb");
    QTest::newRow("tag character") << QString::fromUcs4(U"a\U000E0041b");
}

void TestLogLine::nobodyCanMakeALineOfHisOwn()
{
    QFETCH(QString, nick);
    Happening happening = departure();
    happening.who.nick = nick;
    const QByteArray line = logLine(happening, clocks);
    QCOMPARE(line.count('\n'), 1);
    QVERIFY(line.endsWith('\n'));
    const QString shown = QString::fromUtf8(line.chopped(1));
    for (const int bad : {0x1b, 0x9b, 0x7f, 0x2028, 0x202e, 0x2067, 0x200b, int('\r'), 0xdb40}) {
        QVERIFY(!shown.contains(QChar(bad)));
    }
    // Whoever reads the line as JSON has what was said.
    QCOMPARE(read(line).value(u"nick").toString(), nick);
    QCOMPARE(read(line).value(u"number").toInteger(), 7);
}

void TestLogLine::peopleReadWhatIsHarmless()
{
    const QString nick = QStringLiteral("安娜 Äñ 😀");
    QCOMPARE(jsonLine(nick), '"' + nick.toUtf8() + '"');
    QCOMPARE(jsonLine(QJsonValue()), QByteArray("null"));
}

void TestLogLine::pinsStayOut()
{
    Happening happening = departure();
    happening.kind = Happening::Kind::Refused;
    happening.cause = FaultCode::WrongPin;
    happening.detail = QStringLiteral("042317");
    QVERIFY(!logLine(happening, clocks).contains("042317"));
}

void TestLogLine::namesAreBounded()
{
    Happening happening = departure();
    const QString face = QString::fromUcs4(U"\U0001F600");
    happening.who.nick = face.repeated(100'000);
    happening.detail = QString(100'000, u'x');
    happening.room = happening.detail;
    const QByteArray line = logLine(happening, clocks);
    QVERIFY(line.size() < 3000);
    const QString nick = read(line).value(u"nick").toString();
    QVERIFY(nick.endsWith(QChar(0x2026)));
    QCOMPARE(nick.chopped(1), face.repeated((nick.size() - 1) / 2));
}

void TestLogLine::linesAboutTheHubLookTheSame()
{
    QCOMPARE(logLine(QStringLiteral("hub-listening"), {{QStringLiteral("port"), 8080}}, clocks),
        QByteArray(R"({"time":"2026-03-04T05:06:07.008Z","ms":100000,)"
                   R"("kind":"hub-listening","port":8080})"
                   "\n"));
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestLogLine)
#include "tst_logline.moc"
