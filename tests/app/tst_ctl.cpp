// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/program.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>

#include <memory>

namespace Signalbox {

/// "ctl" of the real program, with a real hub and real peers.
class TestCtl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void listShowsWhoIsThere();
    void statsAreSums();
    void kickPutsOutAndSaysWhy();
    void kickKeepsOutForTenMinutesUnlessToldOtherwise_data();
    void kickKeepsOutForTenMinutesUnlessToldOtherwise();
    void kickCanLetThemComeBackAtOnce();
    void kickSaysWhoCannotBeKeptOut();
    void kickByAFormerNumberFindsWhoCameBack();
    void kickOfNobodyIsRefused();
    void banOfAPeerParksItsReturn();
    void banOfAnAddressKeepsEverybodyOut();
    void muteLeavesThemConnected();
    void banIsOnTheDiskWhenCtlSaysSo();
    void banThatCannotBeKeptHoldsAndIsNoSuccess();
    void banOfWhoCannotBeKnownAgainIsNoSuccess();
    void badPatternIsRefused();
    void whatIsRepeatedCannotReachTheTerminal();
    void stopTellsEverybodyAndEndsTheHub();
    void namesCannotReachTheTerminal();
    void noHubIsSaid();
    void badWordsEndWithTwo();
    void socketIsForTheUserOnly();
    void socketOfAnotherPlaceCanBeNamed();
    void secondHubOfAProfileLeavesTheFirstItsThings();

private:
    struct Outcome
    {
        int exitCode = -1;
        QByteArray out;
        QByteArray err;
        QJsonValue json() const { return QJsonDocument::fromJson('[' + out + ']').array().at(0); }
    };
    Outcome ctl(const QString& words);
    std::unique_ptr<QWebSocket> join(const QString& nick, const QString& resume = {});
    qint64 numberOf(const QString& nick);
    QString bansFile() const
    {
        return m_hub->home() + QStringLiteral("/data/signalbox/default/bans.json");
    }

    std::unique_ptr<Program> m_hub;
    QUrl m_url;
    QJsonObject m_joined; ///< what the last who joined was told
};

void TestCtl::init()
{
    m_hub = std::make_unique<Program>();
    m_url = m_hub->startListening();
    QVERIFY(m_url.isValid());
}

TestCtl::Outcome TestCtl::ctl(const QString& words)
{
    Program caller;
    caller.setHome(m_hub->home());
    caller.start(QStringList{QStringLiteral("ctl")} + words.split(u'|'));
    const int exitCode = caller.exitCode();
    return {exitCode, caller.out(), caller.err()};
}

std::unique_ptr<QWebSocket> TestCtl::join(const QString& nick, const QString& resume)
{
    auto socket = std::make_unique<QWebSocket>();
    QSignalSpy heard(socket.get(), &QWebSocket::textMessageReceived);
    connect(socket.get(), &QWebSocket::connected, socket.get(), [raw = socket.get(), nick, resume] {
        QJsonObject message{{QStringLiteral("type"), QStringLiteral("join")},
            {QStringLiteral("nick"), nick}, {QStringLiteral("room"), QStringLiteral("red")}};
        if (!resume.isEmpty()) {
            message.insert(QStringLiteral("resume"), resume);
        }
        raw->sendTextMessage(QString::fromUtf8(QJsonDocument(message).toJson()));
    });
    connect(socket.get(), &QWebSocket::textMessageReceived, this, [this](const QString& text) {
        const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
        if (message.value(u"type").toString() == u"joined") {
            m_joined = message;
        }
    });
    QUrl url = m_url;
    url.setPath(QStringLiteral("/ws"));
    socket->open(url);
    return QTest::qWaitFor([&heard] { return !heard.isEmpty(); }, 20'000) ? std::move(socket)
                                                                          : nullptr;
}

qint64 TestCtl::numberOf(const QString& nick)
{
    const QJsonArray peers = ctl(QStringLiteral("list")).json().toArray();
    for (const QJsonValue& peer : peers) {
        if (peer[u"nick"].toString() == nick) {
            return peer[u"number"].toInteger();
        }
    }
    return 0;
}

void TestCtl::listShowsWhoIsThere()
{
    QCOMPARE(ctl(QStringLiteral("list")).out, QByteArray("[]\n"));
    const auto ann = join(QStringLiteral("ann"));
    QVERIFY(ann);
    const Outcome outcome = ctl(QStringLiteral("list"));
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(outcome.err, QByteArray());
    QCOMPARE(outcome.out.count('\n'), 1);
    const QJsonArray peers = outcome.json().toArray();
    QCOMPARE(peers.size(), 1);
    const QJsonObject peer = peers.at(0).toObject();
    QCOMPARE(peer.value(u"nick").toString(), QStringLiteral("ann"));
    QCOMPARE(peer.value(u"rooms").toArray(), QJsonArray{QStringLiteral("red")});
    QCOMPARE(peer.value(u"address").toString(), QStringLiteral("127.0.0.1"));
    QCOMPARE(peer.value(u"state").toString(), QStringLiteral("joined"));
    QVERIFY(peer.value(u"number").toInteger() > 0);
    QVERIFY(peer.value(u"messages-in").toInteger() > 0);
}

void TestCtl::statsAreSums()
{
    const auto ann = join(QStringLiteral("ann"));
    QVERIFY(ann);
    const QJsonObject stats = ctl(QStringLiteral("stats")).json().toObject();
    QCOMPARE(stats.value(u"peers").toInt(), 1);
    QCOMPARE(stats.value(u"rooms").toInt(), 1);
    QCOMPARE(stats.value(u"listening").toBool(), true);
    QCOMPARE(stats.value(u"addresses").toArray(), QJsonArray{m_url.toString()});
    QCOMPARE(stats.value(u"version").toString(), QStringLiteral(SIGNALBOX_VERSION));
}

void TestCtl::kickPutsOutAndSaysWhy()
{
    const auto ann = join(QStringLiteral("ann"));
    QVERIFY(ann);
    const qint64 number = numberOf(QStringLiteral("ann"));
    QVERIFY(number > 0);
    const Outcome outcome = ctl(QStringLiteral("kick|%1|--reason|be kind").arg(number));
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(outcome.json()[u"kicked"].toInt(), 1);
    QTRY_COMPARE(ann->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(int(ann->closeCode()), 4001);
    QCOMPARE(ann->closeReason(), QStringLiteral("be kind"));
}

void TestCtl::kickKeepsOutForTenMinutesUnlessToldOtherwise_data()
{
    QTest::addColumn<QString>("more");
    QTest::addColumn<double>("seconds");
    QTest::newRow("usual") << QString() << 600.0;
    QTest::newRow("longer") << QStringLiteral("|--for|2h") << 7200.0;
    QTest::newRow("for ever") << QStringLiteral("|--for|forever") << 0.0;
}

void TestCtl::kickKeepsOutForTenMinutesUnlessToldOtherwise()
{
    QFETCH(QString, more);
    QFETCH(double, seconds);
    const auto ann = join(QStringLiteral("ann"));
    QVERIFY(ann);
    const qint64 number = numberOf(QStringLiteral("ann"));
    const QDateTime before = QDateTime::currentDateTimeUtc();
    const Outcome outcome = ctl(QStringLiteral("kick|%1").arg(number) + more);
    QCOMPARE(outcome.exitCode, 0);
    const QJsonObject report = outcome.json().toObject();
    QCOMPARE(report.value(u"kept-out").toArray(), QJsonArray{number});
    QVERIFY(report.value(u"not-kept-out").toArray().isEmpty());
    QVERIFY(!report.contains(u"why-not"));
    const QDateTime until
        = QDateTime::fromString(report.value(u"until").toString(), Qt::ISODateWithMs);
    QCOMPARE(until.isValid(), seconds > 0);
    QVERIFY(seconds == 0 || until >= before.addSecs(qint64(seconds)));

    const QJsonArray bans = ctl(QStringLiteral("bans")).json().toArray();
    QCOMPARE(bans.size(), 1);
    QCOMPARE(bans.at(0)[u"nick"].toString(), QStringLiteral("ann"));
    QVERIFY(bans.at(0)[u"seconds-left"].toDouble() <= seconds);
    QCOMPARE(bans.at(0)[u"seconds-left"].isNull(), seconds == 0);
}

void TestCtl::kickCanLetThemComeBackAtOnce()
{
    const auto ann = join(QStringLiteral("ann"));
    QVERIFY(ann);
    const qint64 number = numberOf(QStringLiteral("ann"));
    const Outcome outcome = ctl(QStringLiteral("kick|%1|--for|0").arg(number));
    QCOMPARE(outcome.exitCode, 0);
    const QJsonObject report = outcome.json().toObject();
    QVERIFY(report.value(u"kept-out").toArray().isEmpty());
    QCOMPARE(report.value(u"not-kept-out").toArray(), QJsonArray{number});
    QVERIFY(report.value(u"why-not").toString().contains(QStringLiteral("not to be")));
    QCOMPARE(ctl(QStringLiteral("bans")).out, QByteArray("[]\n"));
}

void TestCtl::kickSaysWhoCannotBeKeptOut()
{
    const auto nameless = join({});
    QVERIFY(nameless);
    const qint64 number = numberOf({});
    const Outcome outcome = ctl(QStringLiteral("kick|%1").arg(number));
    QCOMPARE(outcome.exitCode, 0);
    const QJsonObject report = outcome.json().toObject();
    QCOMPARE(report.value(u"kicked").toInt(), 1);
    QCOMPARE(report.value(u"not-kept-out").toArray(), QJsonArray{number});
    QVERIFY(report.value(u"why-not").toString().contains(QStringLiteral("nothing tells them")));
    QTRY_COMPARE(nameless->state(), QAbstractSocket::UnconnectedState);
}

void TestCtl::kickByAFormerNumberFindsWhoCameBack()
{
    const auto ann = join(QStringLiteral("ann"));
    QVERIFY(ann);
    const qint64 number = numberOf(QStringLiteral("ann"));
    const QString resume = m_joined.value(u"resume").toString();
    QVERIFY(!resume.isEmpty());
    ann->abort();
    const auto back = join(QStringLiteral("ann"), resume);
    QVERIFY(back);
    QCOMPARE(m_joined.value(u"resumed").toBool(), true);
    QVERIFY(numberOf(QStringLiteral("ann")) != number);

    const Outcome outcome = ctl(QStringLiteral("kick|%1").arg(number));
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(outcome.json()[u"kicked"].toInt(), 1);
    QTRY_COMPARE(back->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(int(back->closeCode()), 4001);
}

void TestCtl::kickOfNobodyIsRefused()
{
    const Outcome outcome = ctl(QStringLiteral("kick|9999"));
    QCOMPARE(outcome.exitCode, 1);
    QCOMPARE(outcome.out, QByteArray());
    QVERIFY2(outcome.err.contains("Nobody"), outcome.err.constData());
    QCOMPARE(ctl(QStringLiteral("unban|9999")).exitCode, 1);
}

void TestCtl::banOfAPeerParksItsReturn()
{
    const auto ann = join(QStringLiteral("ann"));
    QVERIFY(ann);
    const qint64 number = numberOf(QStringLiteral("ann"));
    const Outcome banned
        = ctl(QStringLiteral("ban|--peer|%1|--for|10m|--reason|later").arg(number));
    QCOMPARE(banned.exitCode, 0);
    const QJsonObject ban = banned.json().toArray().at(0).toObject();
    QCOMPARE(ban.value(u"by").toString(), QStringLiteral("peer"));
    QCOMPARE(ban.value(u"nick").toString(), QStringLiteral("ann"));
    QCOMPARE(ban.value(u"reason").toString(), QStringLiteral("later"));
    const double left = ban.value(u"seconds-left").toDouble();
    QVERIFY(left > 0 && left <= 600);
    QTRY_COMPARE(ann->state(), QAbstractSocket::UnconnectedState);

    const qint64 banNumber = ban.value(u"number").toInteger();
    QCOMPARE(ctl(QStringLiteral("unban|%1").arg(banNumber)).out, QByteArray("[]\n"));
}

void TestCtl::banOfAnAddressKeepsEverybodyOut()
{
    const auto ann = join(QStringLiteral("ann"));
    QVERIFY(ann);
    const Outcome banned = ctl(QStringLiteral("ban|--address|127.0.0.0/8"));
    QCOMPARE(banned.exitCode, 0);
    QCOMPARE(banned.json().toArray().at(0)[u"pattern"].toString(), QStringLiteral("127.0.0.0/8"));
    QVERIFY(banned.json().toArray().at(0)[u"seconds-left"].isNull());
    QTRY_COMPARE(ann->state(), QAbstractSocket::UnconnectedState);
}

void TestCtl::muteLeavesThemConnected()
{
    const auto ann = join(QStringLiteral("ann"));
    QVERIFY(ann);
    QCOMPARE(ctl(QStringLiteral("ban|--nick|AN?|--mute")).exitCode, 0);
    QCOMPARE(ctl(QStringLiteral("list")).json().toArray().at(0)[u"muted"].toBool(), true);
    QCOMPARE(ann->state(), QAbstractSocket::ConnectedState);
}

void TestCtl::banIsOnTheDiskWhenCtlSaysSo()
{
    QCOMPARE(ctl(QStringLiteral("ban|--nick|eve")).exitCode, 0);
    m_hub->process().kill();
    QFile kept(bansFile());
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QVERIFY(kept.readAll().contains("\"eve\""));
}

void TestCtl::banThatCannotBeKeptHoldsAndIsNoSuccess()
{
    QCOMPARE(ctl(QStringLiteral("ban|--nick|eve")).exitCode, 0);
    // In the way of the generation before.
    QVERIFY(QDir().mkpath(bansFile() + QStringLiteral(".previous/full")));
    const Outcome second = ctl(QStringLiteral("ban|--nick|mallory"));
    QCOMPARE(second.exitCode, 1);
    QVERIFY2(second.err.contains("only until the hub ends"), second.err.constData());
    QVERIFY2(second.err.contains("bans.json"), second.err.constData());
    QCOMPARE(ctl(QStringLiteral("bans")).json().toArray().size(), 2);
    QVERIFY(QDir(bansFile() + QStringLiteral(".previous")).removeRecursively());
    QCOMPARE(ctl(QStringLiteral("ban|--nick|trudy")).exitCode, 0);
}

void TestCtl::banOfWhoCannotBeKnownAgainIsNoSuccess()
{
    const auto nameless = join({});
    QVERIFY(nameless);
    const qint64 number = numberOf({});
    QVERIFY(number > 0);
    const Outcome muted = ctl(QStringLiteral("ban|--mute|--peer|%1").arg(number));
    QCOMPARE(muted.exitCode, 1);
    QVERIFY2(muted.err.contains("1 of 1 not muted"), muted.err.constData());
    const Outcome banned = ctl(QStringLiteral("ban|--peer|%1").arg(number));
    QCOMPARE(banned.exitCode, 1);
    QVERIFY2(banned.err.contains("may come back"), banned.err.constData());
    QTRY_COMPARE(nameless->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(ctl(QStringLiteral("bans")).out, QByteArray("[]\n"));
}

void TestCtl::whatIsRepeatedCannotReachTheTerminal()
{
    const Outcome outcome = ctl(QStringLiteral("ban|--address|a\u001b[2J\u202eb"));
    QCOMPARE(outcome.exitCode, 1);
    const QString shown = QString::fromUtf8(outcome.err);
    QVERIFY(!shown.contains(QChar(0x1b)) && !shown.contains(QChar(0x202e)));
    QVERIFY2(shown.contains(QStringLiteral("\"a\\u001b[2J\\u202eb\"")), qPrintable(shown));
    QVERIFY(!ctl(QStringLiteral("list|\u001b")).err.contains('\x1b'));
}

void TestCtl::badPatternIsRefused()
{
    const Outcome outcome = ctl(QStringLiteral("ban|--address|nonsense"));
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(!outcome.err.isEmpty(), outcome.err.constData());
    QCOMPARE(ctl(QStringLiteral("bans")).out, QByteArray("[]\n"));
}

void TestCtl::stopTellsEverybodyAndEndsTheHub()
{
    const auto ann = join(QStringLiteral("ann"));
    QVERIFY(ann);
    const Outcome outcome = ctl(QStringLiteral("stop"));
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(outcome.out, QByteArray("\"stopping\"\n"));
    QCOMPARE(m_hub->exitCode(), 0);
    QTRY_COMPARE(ann->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(int(ann->closeCode()), 1001);
    QCOMPARE(ctl(QStringLiteral("list")).exitCode, 4);
}

void TestCtl::namesCannotReachTheTerminal()
{
    const QString nick = QStringLiteral("a\u009b2J\u202eb");
    const auto evil = join(nick);
    QVERIFY(evil);
    const Outcome outcome = ctl(QStringLiteral("list"));
    const QString shown = QString::fromUtf8(outcome.out);
    QVERIFY(!shown.contains(QChar(0x9b)) && !shown.contains(QChar(0x202e)));
    QVERIFY(!outcome.json().toArray().isEmpty());
}

void TestCtl::noHubIsSaid()
{
    const Outcome outcome = ctl(QStringLiteral("--profile|other|list"));
    QCOMPARE(outcome.exitCode, 4);
    QVERIFY2(outcome.err.contains("other"), outcome.err.constData());
}

void TestCtl::badWordsEndWithTwo()
{
    const Outcome outcome = ctl(QStringLiteral("dance"));
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY2(outcome.err.contains("Allowed: list, kick"), outcome.err.constData());
    QCOMPARE(ctl(QStringLiteral("--help")).exitCode, 0);
}

void TestCtl::socketIsForTheUserOnly()
{
    const QFileInfo socket(m_hub->home() + QStringLiteral("/signalbox-default.ctl"));
    QVERIFY(socket.exists());
    const QFile::Permissions others
        = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QCOMPARE(socket.permissions() & others, QFile::Permissions());
}

void TestCtl::socketOfAnotherPlaceCanBeNamed()
{
    const QString socket = m_hub->home() + QStringLiteral("/signalbox-default.ctl");
    Program caller; // of another home
    caller.start(
        {QStringLiteral("ctl"), QStringLiteral("--socket"), socket, QStringLiteral("stats")});
    QCOMPARE(caller.exitCode(), 0);
}

void TestCtl::secondHubOfAProfileLeavesTheFirstItsThings()
{
    Program second;
    second.setHome(m_hub->home());
    QVERIFY(second.startListening().isValid());
    QTRY_VERIFY(second.err().contains("Another hub has the profile \"default\""));
    QCOMPARE(
        ctl(QStringLiteral("stats")).json()[u"addresses"].toArray(), QJsonArray{m_url.toString()});
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestCtl)
#include "tst_ctl.moc"
