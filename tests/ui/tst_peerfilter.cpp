// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"
#include "ui/peers/peerfilter.h"

#include <QTest>

using namespace Signalbox;

class TestPeerFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsMatchAnyField_data();
    void wordsMatchAnyField();
    void undecidedPeersAreFoundByTheWordForIt();
    void everyStateHasAWord();
    void anEmptyFilterAcceptsEverybody();
};

namespace {

PeerEntry carol()
{
    PeerRow row;
    row.peer.identity = {QStringLiteral("k3x9"), QStringLiteral("Carol")};
    row.peer.rooms = {QStringLiteral("My Red Room"), QStringLiteral("Blue")};
    row.peer.origin.dialect = QStringLiteral("PeerJS");
    row.peer.joined = true;
    row.peer.origin.address = QStringLiteral("fe80::17");
    row.peer.origin.userAgent = QStringLiteral("node");
    row.link.slow = true;
    PeerEntry entry;
    describe(entry, row);
    return entry;
}

} // namespace

void TestPeerFilter::wordsMatchAnyField_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("accepted");
    const auto row = [](const char* text, bool accepted) {
        QTest::newRow(text) << QString::fromUtf8(text) << accepted;
    };
    row("carol", true);
    row("CAR", true);
    row("k3x9", true);
    row("red", true);
    row("fe80::17", true);
    row("slow", true);
    row("node", true);
    row("carol red", true);
    row("carol blue", true);
    row("carol green", false);
    row("room:blue", true);
    row("room:\"room, blue\"", false);
    row("dialect:peerjs", true);
    row("protocol:peerjs", true);
    row("protocol:ayame", false);
    row("dialect:y-webrtc", false);
    row("dialect:\"not known\"", false);
    row("peerjs", true);
    row("name:carol", true);
    row("state:refused", false);
    row("room:red", true);
    row("ROOM:RED", true);
    row("room\xEF\xBC\x9Ared", true);
    row("room:carol", false);
    row("room:\"my red room\"", true);
    row("\"my red\"", true);
    row("\"my  red\"", false);
    row("nick:carol state:slow", true);
    row("nick:bob", false);
    row("state:joined", false);
    row("state:s", true);
    row("state:low", false);
    row("id:k3", true);
    row("address:fe80", true);
    row("program:node", true);
    row("room:", true);
    row("unknown:red", false);
    row(":", true);
    row("  ", true);
    row("\"", true);
}

void TestPeerFilter::wordsMatchAnyField()
{
    QFETCH(QString, text);
    QFETCH(bool, accepted);
    QCOMPARE(PeerFilter::parse(text).accepts(carol()), accepted);
}

void TestPeerFilter::undecidedPeersAreFoundByTheWordForIt()
{
    PeerEntry entry;
    describe(entry, {});
    QVERIFY(PeerFilter::parse(QStringLiteral("dialect:\"not known\"")).accepts(entry));
    QVERIFY(PeerFilter::parse(QStringLiteral("state:\"not joined\"")).accepts(entry));
}

void TestPeerFilter::everyStateHasAWord()
{
    const auto isFoundBy = [](const char* word, const PeerRow& row) {
        PeerEntry entry;
        describe(entry, row);
        return PeerFilter::parse(QStringLiteral("state:") + QLatin1String(word)).accepts(entry);
    };
    PeerRow away;
    away.peer.away = true;
    PeerRow muted;
    muted.peer.muted = true;
    PeerRow fast;
    fast.link.overRate = true;
    QVERIFY(isFoundBy("away", away) && !isFoundBy("away", muted));
    QVERIFY(isFoundBy("muted", muted) && !isFoundBy("muted", fast));
    QVERIFY(isFoundBy("fast", fast) && !isFoundBy("fast", away));
}

void TestPeerFilter::anEmptyFilterAcceptsEverybody()
{
    QVERIFY(PeerFilter().isEmpty());
    QVERIFY(PeerFilter::parse(QStringLiteral("  ")).isEmpty());
    QVERIFY(PeerFilter().accepts(PeerEntry{}));
}

SIGNALBOX_TEST(TestPeerFilter)
#include "tst_peerfilter.moc"
