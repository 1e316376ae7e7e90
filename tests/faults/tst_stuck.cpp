// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/faults/hubprogram.h"
#include "tests/faults/neighbours.h"
#include "tests/faults/sanitized.h"
#include "tests/support/rawclient.h"
#include "tests/support/suite.h"

#include <QTest>

#include <csignal>

namespace Signalbox {

namespace {

constexpr qint64 MiB = 1024 * 1024;

/// A frame that says so much to the room.
QByteArray frameOf(qsizetype size)
{
    const QByteArray head = "{\"type\":\"load\",\"words\":\"";
    return RawClient::encode({.payload = head + QByteArray(size - head.size() - 2, 'x') + "\"}"});
}

/// Takes what comes as fast as it comes, and only counts it.
class Counter
{
public:
    bool comeTo(quint16 port)
    {
        m_tcp.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        m_tcp.write(RawClient::upgradeRequest("/ws"));
        return waitFor("HTTP/1.1 101 ");
    }

    bool join(const QByteArray& nick)
    {
        m_tcp.write(RawClient::encode(
            {.payload = "{\"type\":\"join\",\"room\":\"load\",\"nick\":\"" + nick + "\"}"}));
        return waitFor("\"joined\"");
    }

    /// Whether it could say all that.
    bool say(const QByteArray& frames)
    {
        m_tcp.write(frames);
        while (m_tcp.bytesToWrite() > 0) {
            if (!m_tcp.waitForBytesWritten(HubProgram::PatienceMs)) {
                return false;
            }
        }
        return true;
    }

    /// Whether so much more comes.
    bool hear(qint64 bytes)
    {
        for (bytes -= m_tcp.readAll().size(); bytes > 0; bytes -= m_tcp.readAll().size()) {
            if (!m_tcp.waitForReadyRead(HubProgram::PatienceMs)) {
                return false;
            }
        }
        return true;
    }

private:
    bool waitFor(const QByteArray& words)
    {
        QByteArray heard;
        const auto isThere = [this, &heard, &words] {
            heard += m_tcp.readAll();
            return heard.contains(words);
        };
        return QTest::qWaitFor(isThere, HubProgram::PatienceMs);
    }

    QTcpSocket m_tcp;
};

/// Somebody in the room of the load who reads nothing.
bool comeAndNeverRead(RawClient& client, quint16 port, const QByteArray& nick)
{
    client.neverRead();
    if (!client.upgrade(port)) {
        return false;
    }
    client.sendText("{\"type\":\"join\",\"room\":\"load\",\"nick\":\"" + nick + "\"}");
    return true;
}

/// As a program does that is stopped, or whose machine sleeps: the system still confirms.
bool comeAndStop(RawClient& client, quint16 port)
{
    if (!client.upgrade(port)) {
        return false;
    }
    client.sendText(R"({"type":"join","nick":"stopped"})");
    return client.waitForText("\"joined\"");
}

} // namespace

/// The real program with peers that do not read, do not answer or do not move at all.
class TestStuck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hundredMegabytesForOneWhoDoesNotReadCostNothing();
    void pingsWithoutReadingAreCutShort();
    void kickGetsRidOfOneWhoIsStuck();
    void whoAnswersNoPingIsGone();
    void whoMayComeBackIsAwayFirst();
    void halfAFrameKeepsNobodyAlive();
    void hubThatWasStoppedGoesOnWithThoseWhoWereThere();

private:
    /// A hub where rates are no obstacle to the load.
    static void liftRates(HubProgram& hub);

    /// A hub that soon misses an answer.
    static void beImpatient(HubProgram& hub);

    /// Sends frames to the room while the counter keeps up; the most that the hub took of memory.
    static qint64 load(HubProgram& hub, Counter& from, Counter& to, qint64 bytes);
};

void TestStuck::liftRates(HubProgram& hub)
{
    hub.set(u"no-limits"_qs, u"true"_qs);
    hub.set(u"wire-kilobytes-per-second"_qs, u"1000000"_qs);
}

void TestStuck::beImpatient(HubProgram& hub)
{
    hub.set(u"ping-seconds"_qs, u"1"_qs);
    hub.set(u"silent-seconds"_qs, u"3"_qs);
}

qint64 TestStuck::load(HubProgram& hub, Counter& from, Counter& to, qint64 bytes)
{
    constexpr int size = 60'000;
    constexpr int atOnce = 8;
    static const QByteArray frames = frameOf(size).repeated(atOnce);
    qint64 most = 0;
    for (qint64 sent = 0; sent < bytes; sent += atOnce * size) {
        if (!from.say(frames) || !to.hear(atOnce * size)) {
            return std::numeric_limits<qint64>::max();
        }
        most = std::max(most, hub.residentBytes());
    }
    return most;
}

void TestStuck::hundredMegabytesForOneWhoDoesNotReadCostNothing()
{
    HubProgram hub;
    Sanitized::keepNothingFreed(hub);
    liftRates(hub);
    hub.set(u"resume-seconds"_qs, u"0"_qs);
    hub.set(u"log"_qs, hub.logFile());
    QVERIFY(hub.start());
    Neighbours neighbours;
    QVERIFY(neighbours.comeTo(hub.port()));
    Counter sender;
    Counter reader;
    QVERIFY(sender.comeTo(hub.port()) && sender.join("sender"));
    QVERIFY(reader.comeTo(hub.port()) && reader.join("reader"));
    const qint64 before = load(hub, sender, reader, 10 * MiB);

    RawClient stuck;
    QVERIFY(comeAndNeverRead(stuck, hub.port(), "stuck"));
    QTRY_VERIFY(hub.numberOf(u"stuck"_qs) > 0);
    const qint64 most = load(hub, sender, reader, 100 * MiB);
    QVERIFY2(most - before < Sanitized::Bulk * 2 * MiB, qPrintable(QString::number(most - before)));
    QTRY_COMPARE(hub.numberOf(u"stuck"_qs), 0);
    QTRY_VERIFY(hub.log().contains("\"too-slow\""));
    QVERIFY(neighbours.talk());
}

void TestStuck::pingsWithoutReadingAreCutShort()
{
    HubProgram hub;
    Sanitized::keepNothingFreed(hub);
    hub.set(u"log"_qs, hub.logFile());
    hub.set(u"wire-kilobytes-per-second"_qs, u"1000000"_qs); // so that the other guard must do
    QVERIFY(hub.start());
    Neighbours neighbours;
    QVERIFY(neighbours.comeTo(hub.port()));
    QVERIFY(hub.waitForPeers(2));
    const qint64 before = hub.residentBytes();
    RawClient flooder;
    QVERIFY(comeAndNeverRead(flooder, hub.port(), "flooder"));
    QByteArray pings;
    for (int i = 0; i < 8000; ++i) {
        pings += RawClient::encode({.opcode = RawClient::Ping, .payload = QByteArray(125, 'p')});
    }
    qint64 most = 0;
    for (int i = 0; i < 64 && !flooder.hasEnded(); ++i) {
        flooder.write(pings);
        const bool isTaken = QTest::qWaitFor(
            [&flooder] { return flooder.tcp().bytesToWrite() == 0 || flooder.hasEnded(); },
            HubProgram::PatienceMs);
        QVERIFY(isTaken);
        most = std::max(most, hub.residentBytes());
    }
    QTRY_VERIFY(hub.log().contains("\"flooding\""));
    QVERIFY2(most - before < Sanitized::Bulk * 2 * MiB, qPrintable(QString::number(most - before)));
    QVERIFY(neighbours.talk());
}

void TestStuck::kickGetsRidOfOneWhoIsStuck()
{
    HubProgram hub;
    liftRates(hub);
    // So that nothing but the kick ends it.
    hub.set(u"stuck-seconds"_qs, u"3600"_qs);
    hub.set(u"queue-kilobytes"_qs, u"65536"_qs);
    QVERIFY(hub.start());
    Neighbours neighbours;
    QVERIFY(neighbours.comeTo(hub.port()));
    Counter sender;
    Counter reader;
    QVERIFY(sender.comeTo(hub.port()) && sender.join("sender"));
    QVERIFY(reader.comeTo(hub.port()) && reader.join("reader"));
    QVERIFY(hub.waitForPeers(4));
    QVERIFY(hub.waitForSleep()); // the question's own connection has ended
    const int descriptors = hub.descriptors();
    RawClient stuck;
    QVERIFY(comeAndNeverRead(stuck, hub.port(), "stuck"));
    QTRY_VERIFY(hub.numberOf(u"stuck"_qs) > 0);
    load(hub, sender, reader, 16 * MiB);
    const qint64 number = hub.numberOf(u"stuck"_qs);
    QVERIFY(number > 0);
    QTRY_VERIFY(hub.metric("signalbox_queued_bytes") > MiB);

    Program ctl;
    ctl.setHome(hub.home());
    // Without a ban: the thread that writes it has a descriptor of its own for a while.
    ctl.start({u"ctl"_qs, u"kick"_qs, QString::number(number), u"--for"_qs, u"0"_qs});
    QCOMPARE(ctl.exitCode(), 0);
    QVERIFY(hub.waitForPeers(4));
    QTRY_COMPARE_WITH_TIMEOUT(
        hub.descriptors(), descriptors, HubProgram::PatienceMs); // it is no row only
    QTRY_COMPARE(hub.metric("signalbox_queued_bytes"), 0.0);
    QVERIFY(neighbours.talk());
}

void TestStuck::whoAnswersNoPingIsGone()
{
    HubProgram hub;
    beImpatient(hub);
    hub.set(u"resume-seconds"_qs, u"0"_qs);
    hub.set(u"log"_qs, hub.logFile());
    QVERIFY(hub.start());
    Neighbours neighbours;
    QVERIFY(neighbours.comeTo(hub.port()));
    RawClient stopped;
    QVERIFY(comeAndStop(stopped, hub.port()));
    QTRY_VERIFY_WITH_TIMEOUT(hub.log().contains("\"silent\""), HubProgram::PatienceMs);
    QVERIFY(hub.waitForPeers(2));
    QTRY_COMPARE(int(stopped.closeCode()), 4060);
    QVERIFY(neighbours.talk());
}

void TestStuck::whoMayComeBackIsAwayFirst()
{
    HubProgram hub;
    beImpatient(hub);
    hub.set(u"resume-seconds"_qs, u"1"_qs);
    hub.set(u"log"_qs, hub.logFile());
    QVERIFY(hub.start());
    RawClient stopped;
    QVERIFY(comeAndStop(stopped, hub.port()));
    QTRY_VERIFY_WITH_TIMEOUT(hub.log().contains("\"departed\""), HubProgram::PatienceMs);
    const qsizetype away = hub.log().indexOf("\"went-away\"");
    QVERIFY(away >= 0);
    QVERIFY(away < hub.log().indexOf("\"departed\""));
    QVERIFY(hub.waitForPeers(0));
}

void TestStuck::halfAFrameKeepsNobodyAlive()
{
    HubProgram hub;
    beImpatient(hub);
    QVERIFY(hub.start());
    RawClient half;
    QVERIFY(half.upgrade(hub.port()));
    half.write(frameOf(1000).first(5));
    QVERIFY(hub.waitForPeers(0));
}

void TestStuck::hubThatWasStoppedGoesOnWithThoseWhoWereThere()
{
    HubProgram hub;
    QVERIFY(hub.start());
    Neighbours neighbours;
    QVERIFY(neighbours.comeTo(hub.port()));
    const QJsonArray before = hub.peers();
    QCOMPARE(before.size(), 2);
    hub.send(SIGSTOP);
    QTRY_COMPARE(hub.systemState(), 'T');
    RawClient latecomer; // the system takes it in the hub's place
    latecomer.beginToUpgrade(hub.port());
    hub.send(SIGCONT);
    QVERIFY(neighbours.talk());
    QTRY_VERIFY(latecomer.isUpgraded());
    const QJsonArray after = hub.peers();
    QCOMPARE(after.size(), 3);
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(after[i][u"number"], before[i][u"number"]);
        QCOMPARE(after[i][u"state"].toString(), u"joined"_qs);
    }
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestStuck)
#include "tst_stuck.moc"
