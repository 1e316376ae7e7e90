// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/ctlwords.h"
#include "tests/support/suite.h"

#include <QJsonDocument>
#include <QTest>

namespace Signalbox {

class TestCtlWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsBecomeARequest_data();
    void wordsBecomeARequest();
    void profileAndSocketAreTold();
    void todayLastsUntilMidnight();
    void wrongWordsSayWhatIsAllowed_data();
    void wrongWordsSayWhatIsAllowed();
    void helpWinsOverTheRest();
    void helpNamesEveryCommand();

private:
    static CtlWords read(const QString& line);
};

CtlWords TestCtlWords::read(const QString& line)
{
    const QDateTime evening(QDate(2026, 3, 4), QTime(22, 30));
    return readCtlWords(line.split(u'|', Qt::SkipEmptyParts), evening, {});
}

void TestCtlWords::wordsBecomeARequest_data()
{
    QTest::addColumn<QByteArray>("request");
    const auto row
        = [](const char* line, const char* request) { QTest::newRow(line) << QByteArray(request); };
    row("list", R"({"command":"list"})");
    row("stats", R"({"command":"stats"})");
    row("bans", R"({"command":"bans"})");
    row("stop", R"({"command":"stop"})");
    row("kick|7|9", R"({"command":"kick","peers":[7,9],"reason":""})");
    row("kick|--reason|be kind|7", R"({"command":"kick","peers":[7],"reason":"be kind"})");
    row("kick|7|--for|2h", R"({"command":"kick","peers":[7],"reason":"","seconds":7200})");
    row("kick|7|--for|0", R"({"command":"kick","peers":[7],"reason":"","seconds":0})");
    row("kick|7|--for|forever", R"({"command":"kick","peers":[7],"reason":"","seconds":null})");
    row("unban|3", R"({"bans":[3],"command":"unban","reason":""})");
    row("ban|--peer|7|--for|10m|--mute|--reason=x",
        R"({"by":"peer","command":"ban","mute":true,"peers":[7],"reason":"x","seconds":600})");
    row("ban|--address|10.0.0.0/8|--for|2h",
        R"({"by":"address","command":"ban","mute":false,"pattern":"10.0.0.0/8","reason":"","seconds":7200})");
    row("ban|--nick|ann*",
        R"({"by":"nick","command":"ban","mute":false,"pattern":"ann*","reason":"","seconds":null})");
    row("ban|--site|https://a.example|--for|forever",
        R"({"by":"site","command":"ban","mute":false,"pattern":"https://a.example","reason":"","seconds":null})");
    row("ban|--nick|x|--for|3d",
        R"({"by":"nick","command":"ban","mute":false,"pattern":"x","reason":"","seconds":259200})");
}

void TestCtlWords::wordsBecomeARequest()
{
    QFETCH(QByteArray, request);
    const CtlWords found = read(QString::fromLatin1(QTest::currentDataTag()));
    const auto* asked = std::get_if<CtlRequest>(&found);
    QVERIFY(asked != nullptr);
    QCOMPARE(QJsonDocument(asked->request).toJson(QJsonDocument::Compact), request);
    QCOMPARE(asked->profile, QStringLiteral("default"));
}

void TestCtlWords::profileAndSocketAreTold()
{
    const CtlWords found = read(QStringLiteral("--profile|fair|--socket|/run/x|list"));
    const auto* asked = std::get_if<CtlRequest>(&found);
    QVERIFY(asked != nullptr);
    QCOMPARE(asked->profile, QStringLiteral("fair"));
    QCOMPARE(asked->socket, QStringLiteral("/run/x"));
    const CtlWords other
        = readCtlWords({QStringLiteral("list")}, QDateTime(), QStringLiteral("class"));
    QCOMPARE(std::get<CtlRequest>(other).profile, QStringLiteral("class"));
}

void TestCtlWords::todayLastsUntilMidnight()
{
    const CtlWords found = read(QStringLiteral("ban|--nick|x|--for|today"));
    QCOMPARE(std::get<CtlRequest>(found).request.value(u"seconds").toInteger(), 90 * 60);
}

void TestCtlWords::wrongWordsSayWhatIsAllowed_data()
{
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* line, const char* expected) {
        QTest::newRow(line) << QString::fromLatin1(expected);
    };
    row("", "Allowed: list, kick");
    row("lst", "Allowed: list, kick");
    row("list|1", "too much");
    row("kick", "Allowed: one or more numbers");
    row("kick|ann", "Allowed: one or more numbers");
    row("kick|0", "Allowed: one or more numbers");
    row("kick|7|-1", "1");
    row("kick|7|--for|10", "0 to let them");
    row("ban|--nick|x|--for|0", "90s, 10m");
    row("unban|x", "\"bans\" shows them");
    row("ban", "Allowed: one of --peer");
    row("ban|--nick|x|--site|y", "Allowed: one of --peer");
    row("ban|--peer|x", "\"list\" shows them");
    row("ban|--nick|x|--for|10", "90s, 10m");
    row("ban|--nick|x|--for|0m", "90s, 10m");
    row("list|--profile|../x", "letters, digits");
    row("list|--bogus", "bogus");
}

void TestCtlWords::wrongWordsSayWhatIsAllowed()
{
    QFETCH(QString, expected);
    const CtlWords found = read(QString::fromLatin1(QTest::currentDataTag()));
    const auto* problem = std::get_if<QString>(&found);
    QVERIFY(problem != nullptr);
    QVERIFY2(problem->contains(expected), qPrintable(*problem));
}

void TestCtlWords::helpWinsOverTheRest()
{
    QVERIFY(std::holds_alternative<CtlHelp>(read(QStringLiteral("kick|--help"))));
}

void TestCtlWords::helpNamesEveryCommand()
{
    const QString help = ctlHelpText();
    for (const char* word : {"list", "kick N", "ban (", "bans", "unban N", "stats", "stop",
             "--for TIME", "--mute", "Exit status"}) {
        QVERIFY2(help.contains(QString::fromLatin1(word)), word);
    }
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestCtlWords)
#include "tst_ctlwords.moc"
