// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"
#include "ui/peername.h"

#include <QTest>

using namespace Signalbox;

class TestPeerName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyMachinesMakeSuchIds_data();
    void onlyMachinesMakeSuchIds();
    void aPeerIsCalledByWhatTellsMost_data();
    void aPeerIsCalledByWhatTellsMost();
    void whoHasNothingIsCalledByItsNumber();
    void hostileNamesArePlain();
};

namespace {

const QString uuid = QStringLiteral("3f9a2c1b-0c31-4c55-b7c6-155381e3780e");
const QString hash = QStringLiteral("2d5757303230382d9e3779b97f4a7c15deadbeef");

} // namespace

void TestPeerName::onlyMachinesMakeSuchIds_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("isMachineMade");
    QTest::newRow("uuid") << uuid << true;
    QTest::newRow("uuid in capitals") << uuid.toUpper() << true;
    QTest::newRow("hash") << hash << true;
    QTest::newRow("sixteen digits") << QStringLiteral("0123456789abcdef") << true;
    QTest::newRow("fifteen digits") << QStringLiteral("0123456789abcde") << false;
    QTest::newRow("a word of hex digits") << QStringLiteral("deadbeef") << false;
    QTest::newRow("a name") << QStringLiteral("ann") << false;
    QTest::newRow("more after a uuid") << uuid + u'x' << false;
    QTest::newRow("a line after a uuid") << uuid + u'\n' << false;
    QTest::newRow("braces") << u'{' + uuid + u'}' << false;
    QTest::newRow("nothing") << QString() << false;
}

void TestPeerName::onlyMachinesMakeSuchIds()
{
    QFETCH(QString, id);
    QFETCH(bool, isMachineMade);
    QCOMPARE(Signalbox::isMachineMade(id), isMachineMade);
}

void TestPeerName::aPeerIsCalledByWhatTellsMost_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("nick");
    QTest::addColumn<QString>("userAgent");
    QTest::addColumn<QString>("name");
    const QString firefox = QStringLiteral("Mozilla/5.0 Firefox/140.0");
    const auto row = [](const char* title, const QString& id, const char* nick,
                         const QString& userAgent, const char* name) {
        QTest::newRow(title) << id << QString::fromUtf8(nick) << userAgent
                             << QString::fromUtf8(name);
    };
    row("a nick", uuid, "ann", firefox, "ann");
    row("an id that somebody chose", QStringLiteral("bob-phone"), "", firefox, "bob-phone");
    row("a uuid and a browser", uuid, "", firefox, "3f9a2c1b · Firefox 140");
    row("a uuid alone", uuid, "", {}, "3f9a2c1b");
    row("a hash and a program", hash, "", QStringLiteral("node"), "…deadbeef · Node.js");
    row("a nick that cannot be seen", uuid, "\xE2\x80\x8B", firefox, "3f9a2c1b · Firefox 140");
}

void TestPeerName::aPeerIsCalledByWhatTellsMost()
{
    QFETCH(QString, id);
    QFETCH(QString, nick);
    QFETCH(QString, userAgent);
    QFETCH(QString, name);
    Peer peer;
    peer.identity = {id, nick};
    peer.origin.userAgent = userAgent;
    QCOMPARE(readableName(peer), name);
    QVERIFY(name.startsWith(readableName(peer.identity)));
}

void TestPeerName::whoHasNothingIsCalledByItsNumber()
{
    Peer peer;
    peer.number = PeerNumber{7};
    QCOMPARE(readableName(peer), QStringLiteral("#7"));
    QCOMPARE(readableName(peer.identity), QString());
}

void TestPeerName::hostileNamesArePlain()
{
    Peer peer;
    peer.identity = {uuid, QStringLiteral("a\u202Eb\nc")};
    QCOMPARE(readableName(peer), QStringLiteral("ab c"));
    peer.identity = {QStringLiteral("x\u2028y"), {}};
    QCOMPARE(readableName(peer), QStringLiteral("x y"));
    peer.identity = {uuid, {}};
    peer.origin.userAgent = QStringLiteral("evil\u202E\n<b>/1");
    QVERIFY(!readableName(peer).contains(QChar(0x202E)));
    QVERIFY(!readableName(peer).contains(u'\n'));
}

SIGNALBOX_TEST(TestPeerName)
#include "tst_peername.moc"
