// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/faults/hubprogram.h"
#include "tests/faults/neighbours.h"
#include "tests/support/rawclient.h"
#include "tests/support/suite.h"

#include <QTest>

#include <arpa/inet.h>
#include <limits>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace Signalbox {

namespace {

constexpr int roomsOfEach = 10;

/// Somebody who comes, goes through ten rooms and goes. No event loop: it would take longer than
/// the hub does.
class Passer
{
public:
    explicit Passer(quint16 port)
        : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        const timeval patience{HubProgram::PatienceMs / 1000, 0};
        ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        // A reset at the end, so that no port waits for what may still be on its way.
        const linger now{1, 0};
        ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        sockaddr_in hub{};
        hub.sin_family = AF_INET;
        hub.sin_port = htons(port);
        hub.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::connect(m_socket, reinterpret_cast<const sockaddr*>(&hub), sizeof hub);
        send(RawClient::upgradeRequest("/ws"));
    }

    ~Passer() { ::close(m_socket); }
    Passer(const Passer&) = delete;
    Passer& operator=(const Passer&) = delete;

    bool isLetIn() { return hear("\r\n\r\n", 1) && m_heard.startsWith("HTTP/1.1 101 "); }

    void passThrough()
    {
        static const QByteArray all = [] {
            QByteArray frames;
            for (int i = 0; i < roomsOfEach; ++i) {
                frames += RawClient::encode({.payload
                    = "{\"type\":\"join\",\"room\":\"room-" + QByteArray::number(i) + "\"}"});
                frames += RawClient::encode({.payload = "{\"type\":\"leave\"}"});
            }
            return frames;
        }();
        send(all);
    }

    bool hasPassed() { return hear("\"joined\"", roomsOfEach); }

private:
    void send(const QByteArray& bytes)
    {
        [[maybe_unused]] const auto sent
            = ::send(m_socket, bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL);
    }

    bool hear(const char* words, int times)
    {
        char bytes[4096];
        while (m_heard.count(words) < times) {
            const ssize_t size = ::recv(m_socket, bytes, sizeof bytes, 0);
            if (size <= 0) {
                return false;
            }
            m_heard.append(bytes, size);
        }
        return true;
    }

    int m_socket;
    QByteArray m_heard;
};

} // namespace

/// The real program after a day's work.
class TestChurn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hundredThousandJoinsAndLeavesTakeNoMemory();
};

void TestChurn::hundredThousandJoinsAndLeavesTakeNoMemory()
{
    constexpr int warmUp = 50;
    constexpr int waves = warmUp + 100;
    constexpr int inAWave = 100;
    constexpr int atTheEnd = waves - 10;
    HubProgram hub;
    QVERIFY(hub.start());
    Neighbours neighbours;
    QVERIFY(neighbours.comeTo(hub.port()));
    QCOMPARE(hub.peers().size(), 2); // it is watched from here on, so what happens is noted
    qint64 warm = 0;
    qint64 last = std::numeric_limits<qint64>::max();
    for (int wave = 0; wave < waves; ++wave) {
        std::vector<std::unique_ptr<Passer>> passers;
        for (int i = 0; i < inAWave; ++i) {
            passers.push_back(std::make_unique<Passer>(hub.port()));
        }
        for (const auto& passer : passers) {
            QVERIFY(passer->isLetIn());
            passer->passThrough();
        }
        for (const auto& passer : passers) {
            QVERIFY(passer->hasPassed());
        }
        if (wave < warmUp) {
            warm = std::max(warm, hub.residentBytes());
        } else if (wave >= atTheEnd) {
            last = std::min(last, hub.residentBytes());
        }
    }
    QVERIFY(hub.waitForPeers(2));
    QVERIFY2(last - warm < 1024 * 1024, qPrintable(QString::number(last - warm)));
    QCOMPARE(hub.metric("signalbox_connected_total"), double(waves * inAWave + 2));
    QVERIFY(neighbours.talk());
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestChurn)
#include "tst_churn.moc"
