// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/faults/crowd.h"
#include "tests/faults/hubprogram.h"
#include "tests/faults/neighbours.h"
#include "tests/faults/sanitized.h"
#include "tests/support/suite.h"
#include "tests/support/waiting.h"

#include <QTest>

#include <poll.h>

namespace Signalbox {

namespace {

constexpr qint64 MiB = 1024 * 1024;

/// Joins a room and says the same there, again and again, until the hub has enough.
class Flooder
{
public:
    bool comeTo(quint16 port, const QByteArray& room)
    {
        if (!m_client.upgrade(port)) {
            return false;
        }
        m_client.sendText("{\"type\":\"join\",\"nick\":\"flooder\",\"room\":\"" + room + "\"}");
        return m_client.waitForText("\"joined\"");
    }

    /// One more piece of the flood, as soon as the one before has left and all that the hub says
    /// has been read: to write to a connection that it has closed would lose why it did.
    void flood(qsizetype size, int times)
    {
        pollfd arrival{int(m_client.tcp().socketDescriptor()), POLLIN, 0};
        if (m_client.tcp().bytesToWrite() > 0 || ::poll(&arrival, 1, 0) > 0) {
            return;
        }
        const QByteArray frame = RawClient::encode(
            {.payload = "{\"type\":\"flood\",\"words\":\"" + QByteArray(size, 'f') + "\"}"});
        m_client.write(frame.repeated(times));
    }

    RawClient& client() { return m_client; }

private:
    RawClient m_client;
};

} // namespace

/// The real program with one who talks without end.
class TestFloods : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void flooderIsPutOutAndFiftyOthersLoseNothing();
    void loudVoiceInAFullRoomIsPutOut();
};

void TestFloods::flooderIsPutOutAndFiftyOthersLoseNothing()
{
    HubProgram hub;
    Sanitized::keepNothingFreed(hub);
    hub.set(u"warning-seconds"_qs, u"1"_qs);
    QVERIFY(hub.start());
    std::vector<std::unique_ptr<Neighbours>> pairs;
    for (int i = 0; i < 25; ++i) {
        pairs.push_back(std::make_unique<Neighbours>("room-" + QByteArray::number(i)));
        QVERIFY(pairs.back()->comeTo(hub.port()));
    }
    Flooder flooder;
    QVERIFY(flooder.comeTo(hub.port(), "room-0")); // among two of them
    const qint64 before = hub.residentBytes();
    qint64 most = 0;
    for (int round = 0; round < 5 || !flooder.client().hasEnded(); ++round) {
        QVERIFY(round < 500);
        flooder.flood(100, 100);
        for (const auto& pair : pairs) {
            QVERIFY(pair->talk());
        }
        most = std::max(most, hub.residentBytes());
    }
    QCOMPARE(int(flooder.client().closeCode()), 4029);
    QVERIFY(flooder.client().hasText("\"too-fast\"")); // it was told before
    QVERIFY2(most - before < 8 * MiB, qPrintable(QString::number(most - before)));
}

void TestFloods::loudVoiceInAFullRoomIsPutOut()
{
    HubProgram hub;
    Sanitized::keepNothingFreed(hub);
    hub.set(u"warning-seconds"_qs, u"1"_qs);
    // So little that it is more on a slow machine, too, which says less in a second.
    hub.set(u"fan-out-kilobytes-per-second"_qs, u"1024"_qs);
    QVERIFY(hub.start());
    Neighbours neighbours;
    QVERIFY(neighbours.comeTo(hub.port()));
    Crowd room(50);
    QVERIFY(room.comeTo(hub.port()));
    Flooder flooder;
    QVERIFY(flooder.comeTo(hub.port(), "room-0"));
    // No more than anybody may say in a second, but fifty times over.
    const qint64 before = hub.residentBytes();
    qint64 most = 0;
    for (int round = 0; !flooder.client().hasEnded(); ++round) {
        QVERIFY(round < 200);
        flooder.flood(60'000, 1);
        QVERIFY(neighbours.talk());
        most = std::max(most, hub.residentBytes());
        QElapsedTimer sinceLast;
        sinceLast.start();
        waitUntil([&] { return sinceLast.elapsed() > 250 || flooder.client().hasEnded(); });
    }
    QCOMPARE(int(flooder.client().closeCode()), 4029);
    QVERIFY(flooder.client().hasText("\"too-fast\""));
    QVERIFY2(most - before < 8 * MiB, qPrintable(QString::number(most - before)));
    QCOMPARE(room.open(), 50);
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestFloods)
#include "tst_floods.moc"
