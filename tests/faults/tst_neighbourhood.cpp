// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/faults/hubprogram.h"
#include "tests/support/rawclient.h"
#include "tests/support/suite.h"

#include <QTest>

namespace Signalbox {

namespace {

constexpr int Burst = 20;

/// Joins, says as much as it may at once, and waits until the hub has read that.
bool sayBurst(RawClient& client, quint16 port)
{
    if (!client.upgrade(port)) {
        return false;
    }
    client.sendText(R"({"type":"join"})");
    for (int i = 1; i < Burst; ++i) {
        client.sendText(R"({"type":"chat"})");
    }
    client.sendText(R"({"type":"answer"})"); // to nobody, which the hub answers
    return client.waitForText("\"receiver-required\"");
}

} // namespace

/// The real program, and several from one address: who pays for what one of them has said.
class TestNeighbourhood : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoComesBackOwesWhatItOwedAndItsNeighbourNothing();
};

void TestNeighbourhood::whoComesBackOwesWhatItOwedAndItsNeighbourNothing()
{
    HubProgram hub;
    hub.set(u"message-burst"_qs, QString::number(Burst + 1));
    hub.set(u"messages-per-second"_qs, u"1"_qs); // so that no time that passes here makes it good
    QVERIFY(hub.start());
    {
        RawClient loud;
        QVERIFY(sayBurst(loud, hub.port()));
        QVERIFY(!loud.hasText("\"too-fast\""));
        loud.send({.opcode = RawClient::Close});
        QVERIFY(loud.waitForEnd());
    }
    RawClient again;
    QVERIFY(again.upgrade(hub.port()));
    again.sendText(R"({"type":"join"})");
    QVERIFY(again.waitForText("\"too-fast\""));
    RawClient neighbour;
    QVERIFY(sayBurst(neighbour, hub.port()));
    QVERIFY(!neighbour.hasText("\"too-fast\""));
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestNeighbourhood)
#include "tst_neighbourhood.moc"
