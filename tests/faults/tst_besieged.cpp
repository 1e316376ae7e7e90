// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/faults/crowd.h"
#include "tests/faults/hubprogram.h"
#include "tests/faults/neighbours.h"
#include "tests/support/suite.h"

#include <QHostAddress>
#include <QTest>

namespace Signalbox {

namespace {

QString loopback(int last)
{
    return QStringLiteral("127.0.0.%1").arg(last);
}

/// Connections that have said so much, and no more.
class Idlers
{
public:
    Idlers(quint16 port, int count, const QString& address, const QByteArray& words = {})
    {
        for (int i = 0; i < count; ++i) {
            m_sockets.push_back(std::make_unique<QTcpSocket>());
            m_sockets.back()->bind(QHostAddress(address));
            m_sockets.back()->connectToHost(QHostAddress(QHostAddress::LocalHost), port);
            m_sockets.back()->write(words);
        }
    }

    /// Each: those who came first may have been put out before the last is there.
    bool haveCome() const
    {
        return count(QAbstractSocket::ConnectedState) + gone() == m_sockets.size();
    }
    size_t gone() const { return count(QAbstractSocket::UnconnectedState); }
    bool areGone() const { return gone() == m_sockets.size(); }

    void drip()
    {
        for (const auto& socket : m_sockets) {
            if (socket->state() == QAbstractSocket::ConnectedState) {
                socket->write("x");
            }
        }
    }

private:
    size_t count(QAbstractSocket::SocketState state) const
    {
        return size_t(std::count_if(m_sockets.begin(), m_sockets.end(),
            [state](const auto& socket) { return socket->state() == state; }));
    }

    std::vector<std::unique_ptr<QTcpSocket>> m_sockets;
};

/// Asks for a WebSocket from this address: 101, or the status of the refusal.
int knock(quint16 port, int from, const QByteArray& target = "/ws")
{
    RawClient client;
    client.tcp().bind(QHostAddress(loopback(from)));
    if (client.upgrade(port, target)) {
        return 101;
    }
    client.waitForEnd();
    return client.httpStatus();
}

/// Joins with this PIN: 0 if it is let in, or the code of the refusal.
int joinWithPin(quint16 port, int from, int pin)
{
    RawClient client;
    client.tcp().bind(QHostAddress(loopback(from)));
    if (!client.upgrade(port)) {
        return -1;
    }
    client.sendText("{\"type\":\"join\",\"pin\":\"" + QByteArray::number(pin) + "\"}");
    const bool isDecided = QTest::qWaitFor(
        [&client] { return client.closeCode() != 0 || client.hasText("\"joined\""); },
        HubProgram::PatienceMs);
    return isDecided ? client.closeCode() : -1;
}

} // namespace

/// The real program with enemies at its door.
class TestBesieged : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoSaysNothingOrDripsKeepsNobodyOut();
    void aboveTheBoundTheOldestThatWaitsGoes();
    void neighbourOfWhoFailsAgainAndAgainGetsIn();
    void classBehindOneRouterComesAndGoesAsItLikes();
    void exhaustedDescriptorsHurtNobodyWhoIsThere();
    void pinIsNotGuessed();
};

void TestBesieged::whoSaysNothingOrDripsKeepsNobodyOut()
{
    HubProgram hub;
    hub.set(u"head-seconds"_qs, u"1"_qs);
    hub.set(u"log"_qs, hub.logFile());
    QVERIFY(hub.start());
    Neighbours neighbours;
    QVERIFY(neighbours.comeTo(hub.port()));
    QVERIFY(hub.waitForSleep());
    const int descriptors = hub.descriptors();

    const Idlers silent(hub.port(), 200, loopback(2));
    Idlers dripping(hub.port(), 200, loopback(3), "GET /ws HTTP/1.1\r\nX: ");
    QTRY_VERIFY(silent.haveCome() && dripping.haveCome());
    Neighbours newcomers("newcomers");
    QVERIFY(newcomers.comeTo(hub.port()));
    QTRY_VERIFY_WITH_TIMEOUT(
        (dripping.drip(), silent.areGone() && dripping.areGone()), HubProgram::PatienceMs);
    QVERIFY(neighbours.talk());
    QVERIFY(newcomers.talk());
    QTRY_COMPARE(hub.descriptors(), descriptors + 2);
    QTRY_VERIFY(hub.log().contains("\"head-timeout\""));
    // One line for many.
    QVERIFY(hub.log().count("\"head-timeout\"") < 40);
}

void TestBesieged::aboveTheBoundTheOldestThatWaitsGoes()
{
    HubProgram hub;
    hub.set(u"head-seconds"_qs, u"60"_qs);
    hub.set(u"max-waiting-heads"_qs, u"64"_qs);
    QVERIFY(hub.start());
    const Idlers silent(hub.port(), 200, loopback(2));
    QTRY_VERIFY(silent.gone() >= 200 - 64);
    Neighbours newcomers("newcomers");
    QVERIFY(newcomers.comeTo(hub.port()));
    QVERIFY(newcomers.talk());
    QVERIFY(silent.gone() <= 200 - 64 + 2);
}

void TestBesieged::neighbourOfWhoFailsAgainAndAgainGetsIn()
{
    HubProgram hub;
    QVERIFY(hub.start());
    RawClient inside;
    inside.tcp().bind(QHostAddress(loopback(2)));
    QVERIFY(inside.upgrade(hub.port()));
    const auto fail = [&hub](int from) {
        RawClient failing;
        failing.tcp().bind(QHostAddress(loopback(from)));
        failing.connectTo(hub.port());
        failing.write("nonsense\r\n\r\n");
        failing.waitForEnd();
        return failing.httpStatus();
    };
    for (int i = 0; i < 30; ++i) {
        QCOMPARE(fail(2), 400);
    }
    QCOMPARE(fail(2), 429);
    QCOMPARE(fail(3), 400);
    QCOMPARE(knock(hub.port(), 2), 101);
    Crowd neighbours(50, loopback(2));
    QVERIFY(neighbours.comeTo(hub.port()));
    inside.sendText(R"({"type":"join"})");
    QVERIFY(inside.waitForText("\"joined\""));
}

void TestBesieged::classBehindOneRouterComesAndGoesAsItLikes()
{
    HubProgram hub;
    hub.set(u"resume-seconds"_qs, u"0"_qs); // who is gone is gone
    QVERIFY(hub.start());
    Crowd crowd(100);
    for (int lesson = 0; lesson < 3; ++lesson) {
        QVERIFY(crowd.comeTo(hub.port()));
        QVERIFY(hub.waitForPeers(100));
        crowd.vanish();
        QVERIFY(hub.waitForPeers(0));
    }
}

void TestBesieged::exhaustedDescriptorsHurtNobodyWhoIsThere()
{
    HubProgram hub;
    hub.bound(RLIMIT_NOFILE, 256);
    hub.set(u"log"_qs, hub.logFile());
    QVERIFY(hub.start());
    Neighbours neighbours;
    QVERIFY(neighbours.comeTo(hub.port()));
    Crowd crowd(300);
    crowd.step(hub.port());
    QTRY_VERIFY_WITH_TIMEOUT(hub.log().contains("\"no-descriptors\""), HubProgram::PatienceMs);
    QVERIFY(neighbours.talk());
    QVERIFY(hub.banNick(u"a file can be written all the same"_qs));
    QTRY_VERIFY(QFile::exists(hub.stateFile(u"bans.json"_qs)));

    // With a hundred in the system's queue it wakes up for those who are there, and for them only.
    for (int i = 0; i < 10; ++i) {
        QVERIFY(neighbours.talk());
        QVERIFY(hub.waitForSleep());
    }
    QVERIFY(hub.descriptors() < 256);

    crowd.vanish();
    Crowd others(100);
    QVERIFY(others.comeTo(hub.port()));
    QVERIFY(neighbours.talk());
}

void TestBesieged::pinIsNotGuessed()
{
    constexpr int rightPin = 942317;
    HubProgram hub;
    hub.set(u"pin"_qs, QString::number(rightPin));
    hub.set(u"log"_qs, hub.logFile());
    QVERIFY(hub.start());
    Neighbours neighbours("knowing", u"/pin-942317/ws"_qs);
    QVERIFY(neighbours.comeTo(hub.port()));
    int pin = 100'000;
    for (int address = 2; address <= 6; ++address) {
        for (int guess = 0; guess < 5; ++guess) {
            QCOMPARE(joinWithPin(hub.port(), address, ++pin), 4040);
        }
        // Whatever comes from there now tells nothing about the PIN.
        QCOMPARE(joinWithPin(hub.port(), address, rightPin), 4040);
    }
    QCOMPARE(hub.metric("signalbox_pin_under_attack"), 1.0);
    QCOMPARE(joinWithPin(hub.port(), 9, rightPin), 0);
    QVERIFY(neighbours.talk());
    QTRY_VERIFY(hub.log().contains("pin-locked"));
    QVERIFY(!hub.log().contains(QByteArray::number(rightPin)));
    QVERIFY(!hub.log().contains(QByteArray::number(pin)));
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestBesieged)
#include "tst_besieged.moc"
